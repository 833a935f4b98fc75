"""H08: servers that drip, never end their headers or themselves, or lie about the length of what they send."""

from __future__ import annotations

import time

import pytest

from servers import Server, Write, answer
from stemma.errors import InputError
from stemma.intake.fetch import fetch
from stemma.settings import Settings

HASTY = Settings(allow_private=True, fetch_connect_seconds=2, fetch_read_seconds=0.4, fetch_total_seconds=0.8)
OURS = Settings(allow_private=True)


def drip(headers: dict[str, str], write: Write) -> None:
    write(b"HTTP/1.1 200 Told\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(30):
        write(b"x")
        time.sleep(0.1)


def hush(headers: dict[str, str], write: Write) -> None:
    time.sleep(2)


def headers_without_end(headers: dict[str, str], write: Write) -> None:
    write(b"HTTP/1.1 200 Told\r\n")
    for n in range(40_000):
        write(f"X-{n}: {'y' * 30}\r\n".encode())


def one_long_header(headers: dict[str, str], write: Write) -> None:
    write(b"HTTP/1.1 200 Told\r\nX: ")
    for _ in range(100):
        write(b"y" * 10_000)


def body_without_end(headers: dict[str, str], write: Write) -> None:
    write(b"HTTP/1.1 200 Told\r\n\r\n")
    while True:
        write(bytes(1_000_000))


@pytest.mark.parametrize("slow", [drip, hush])
def test_the_wall_clock_ends_it(slow: object) -> None:
    with Server({"/": slow}) as server, pytest.raises(InputError) as error:  # type: ignore[dict-item]
        fetch(server.url(), HASTY)
    assert error.value.code == "P-NET-TIMEOUT"


def test_a_resolver_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: time.sleep(1) or [])
    with pytest.raises(InputError) as error:
        fetch("http://pier.example/", Settings(fetch_connect_seconds=0.1))
    assert error.value.code == "P-NET-TIMEOUT"


@pytest.mark.parametrize("endless", [headers_without_end, one_long_header])
def test_headers_have_a_limit(endless: object) -> None:
    with Server({"/": endless}) as server, pytest.raises(InputError) as error:  # type: ignore[dict-item]
        fetch(server.url(), OURS)
    assert error.value.code == "P-NET-HEADERS"


def test_a_body_without_end_has_a_limit() -> None:
    small = Settings(allow_private=True, max_fetch_mib=3)
    with Server({"/": body_without_end}) as server, pytest.raises(InputError) as error:
        fetch(server.url(), small)
    assert error.value.code == "P-SIZE-WIRE"


@pytest.mark.parametrize(
    "cut",
    [
        answer("the pier", Content_Length="5000"),
        b"HTTP/1.1 200 Told\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nthe pier\r\n",
    ],
)
def test_a_body_that_ends_too_early_is_flagged(cut: bytes) -> None:
    with Server({"/": cut}) as server:
        got = fetch(server.url(), OURS)
    assert (got.body, got.truncated) == (b"the pier", True)


def test_what_is_said_to_end_ends() -> None:
    with Server({"/": answer("the pier is closed", Content_Length="8")}) as server:
        assert fetch(server.url(), OURS).body == b"the pier"


@pytest.mark.parametrize("noise", [b"", b"hello\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", bytes(300)])
def test_what_is_no_answer_is_told(noise: bytes) -> None:
    with Server({"/": noise}) as server, pytest.raises(InputError) as error:
        fetch(server.url(), OURS)
    assert error.value.code == "P-NET-PROTOCOL"
