"""H04, H05: redirects into the machine, to other schemes, in circles, without end, and from https to http."""

from __future__ import annotations

import httpcore2
import pytest

from servers import Server, answer
from stemma.errors import InputError
from stemma.intake.fetch import fetch
from stemma.settings import Settings

OURS = Settings(allow_private=True)


@pytest.mark.parametrize(
    "where",
    [
        "file:///etc/passwd",
        "gopher://pier.example/",
        "data:text/html,x",
        "javascript:alert(1)",
        "http://u:p@pier.example/",
    ],
)
def test_no_redirect_leaves_the_web(where: str) -> None:
    with Server({"/": answer(status=302, Location=where)}) as server, pytest.raises(InputError) as error:
        fetch(server.url(), OURS)
    assert error.value.code == "P-NET-URL"
    assert server.url() in error.value.args[0], "the way there is told"


def test_no_redirect_reaches_the_machine() -> None:
    def names(host: str, port: int, seconds: float) -> list[str]:
        return {"pier.example": ["93.184.215.14"], "inside.example": ["169.254.169.254"]}[host]

    def dial(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        assert address == "93.184.215.14"
        return httpcore2.MockStream([answer(status=307, Location="http://inside.example/latest/meta-data")])

    with pytest.raises(InputError, match=r"http://pier\.example/ → http://inside\.example") as error:
        fetch("http://pier.example/", Settings(), resolve=names, dial=dial)
    assert error.value.code == "P-NET-PRIVATE"


def test_a_circle_ends() -> None:
    answers = {"/a": answer(status=301, Location="/b"), "/b": answer(status=301, Location="/a")}
    with Server(answers) as server, pytest.raises(InputError) as error:
        fetch(server.url("/a"), OURS)
    assert error.value.code == "P-NET-REDIRECT"
    assert len(server.asked) == OURS.fetch_redirects + 1


def test_thirty_hops_are_too_many() -> None:
    answers = {f"/{n}": answer(status=303, Location=f"/{n + 1}") for n in range(30)}
    with Server({**answers, "/30": answer("there")}) as server, pytest.raises(InputError) as error:
        fetch(server.url("/0"), OURS)
    assert error.value.code == "P-NET-REDIRECT"


def test_five_hops_are_not() -> None:
    answers = {f"/{n}": answer(status=303, Location=f"/{n + 1}") for n in range(5)}
    with Server({**answers, "/5": answer("there")}) as server:
        assert fetch(server.url("/0"), OURS).body == b"there"


def test_no_redirect_takes_the_lock_off(trusted: Server) -> None:
    trusted.answers["/"] = answer(status=301, Location="http://localhost/")
    with pytest.raises(InputError, match="from https to http") as error:
        fetch(trusted.url("/", host="localhost"), OURS)
    assert error.value.code == "P-NET-REDIRECT"
