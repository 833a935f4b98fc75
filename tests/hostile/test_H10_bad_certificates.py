"""H10: expired, wrong host, self-signed, of an unknown authority: refused, and never tried again without the check."""

from __future__ import annotations

import pytest

from certificates import Authority
from servers import Server, answer
from stemma.errors import InputError
from stemma.intake.fetch import fetch
from stemma.settings import Settings

OURS = Settings(allow_private=True)
PAGE = {"/": answer("the pier")}


def test_a_certificate_of_a_trusted_authority_is_taken(trusted: Server) -> None:
    trusted.answers["/"] = PAGE["/"]
    assert fetch(trusted.url("/", host="localhost"), OURS).body == b"the pier"


@pytest.mark.parametrize(
    ("kind", "host"), [("good", "127.0.0.1"), ("expired", "localhost"), ("other", "localhost"), ("self", "localhost")]
)
def test_any_doubt_is_refused(authority: Authority, monkeypatch: pytest.MonkeyPatch, kind: str, host: str) -> None:
    monkeypatch.setattr("stemma.intake.fetch._trust", authority.trust)
    with Server(PAGE, tls=authority.server(kind)) as server, pytest.raises(InputError) as error:
        fetch(server.url(host=host), OURS)
    assert error.value.code == "P-NET-TLS"
    assert server.asked == []


def test_an_authority_that_the_system_does_not_know_is_refused(authority: Authority) -> None:
    with Server(PAGE, tls=authority.server("good")) as server, pytest.raises(InputError) as error:
        fetch(server.url(host="localhost"), OURS)
    assert error.value.code == "P-NET-TLS"


def test_https_to_a_server_without_it_is_refused() -> None:
    with Server(PAGE) as server, pytest.raises(InputError) as error:
        fetch(f"https://localhost:{server.port}/", Settings(allow_private=True, fetch_connect_seconds=0.5))
    assert error.value.code in ("P-NET-TLS", "P-NET-TIMEOUT")
    assert server.asked == []
