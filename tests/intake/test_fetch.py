"""One address asked: what comes back, what is sent along, and that nothing else in this package opens a socket."""

from __future__ import annotations

import ast
import gzip
import re
import zlib
from pathlib import Path

import httpcore2
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

import stemma
from servers import Server, answer
from stemma.errors import InputError
from stemma.intake.addresses import is_address, target
from stemma.intake.fetch import USER_AGENT, fetch, page
from stemma.settings import Settings

OURS = Settings(allow_private=True)
SOURCES = Path(stemma.__file__).parent
WIRES = {"intake/fetch.py", "intake/wire.py"}
LISTEN = {"cli/mcp.py", "cli/serve.py", "serve/events.py", "serve/guard.py", "serve/server.py"}
"""The desk waits to be asked, and asks nobody."""
CALLS = {"connect", "connect_ex", "create_connection", "open_connection", "sendto", "urlopen"}
NETWORK = {
    "socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "socketserver", "xmlrpc", "httpcore2",
    "httpx2", "urllib3", "requests", "trafilatura.downloads",
}  # fmt: skip


def test_the_body_comes_back_with_what_the_server_says_of_it() -> None:
    with Server({"/pier?a=1": answer("the pier", ETag='"7"', Content_Type="text/plain")}) as server:
        got = fetch(server.url("/pier?a=1#top"), OURS)
    assert (got.status, got.body, got.url) == (200, b"the pier", server.url("/pier?a=1"))
    assert (got.headers["etag"], got.headers["content-type"], got.chain) == ('"7"', "text/plain", ())
    assert not got.truncated


def test_little_is_told_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with Server({"/": answer("x", Set_Cookie="a=b")}) as server:
        fetch(server.url(), OURS)
        fetch(server.url(), OURS, headers={"If-None-Match": '"7"'})
    first, second = server.asked
    assert set(first) == {":path", "host", "user-agent", "accept", "accept-encoding", "connection"}
    assert first["user-agent"] == USER_AGENT
    assert re.fullmatch(r"stemma/[\w.+]+", USER_AGENT)
    assert first["host"] == f"127.0.0.1:{server.port}"
    assert second["if-none-match"] == '"7"'
    assert "cookie" not in second


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"pier " * 9000)),
        ("gzip", gzip.compress(b"pier " * 4500) + gzip.compress(b"pier " * 4500)),
        ("deflate", zlib.compress(b"pier " * 9000)),
        ("deflate", zlib.compress(b"pier " * 9000)[2:-4]),
        ("zstd", zstandard.ZstdCompressor().compress(b"pier " * 9000)),
        ("identity", b"pier " * 9000),
    ],
)
def test_packed_bodies_are_unpacked(coding: str, packed: bytes) -> None:
    with Server({"/": answer(packed, Content_Encoding=coding)}) as server:
        assert fetch(server.url(), OURS).body == b"pier " * 9000


@pytest.mark.parametrize("coding", ["br", "compress", "gzip, gzip, gzip"])
def test_packings_that_are_not_read_are_told(coding: str) -> None:
    with Server({"/": answer(b"\x0b\x02", Content_Encoding=coding)}) as server, pytest.raises(InputError) as error:
        fetch(server.url(), OURS)
    assert error.value.code == "P-NET-PROTOCOL"


def test_what_is_no_gzip_is_told() -> None:
    with Server({"/": answer(b"the pier", Content_Encoding="gzip")}) as server, pytest.raises(InputError) as error:
        fetch(server.url(), OURS)
    assert error.value.code == "P-NET-PROTOCOL"


def test_redirects_are_followed_and_kept() -> None:
    answers = {"/a": answer(status=302, Location="b?x=1"), "/b?x=1": answer(status=301, Location="/ø")}
    with Server({**answers, "/%C3%B8": answer("there")}) as server:
        got = fetch(server.url("/a"), OURS)
    assert got.body == b"there"
    assert got.chain == (server.url("/a"), server.url("/b?x=1"))
    assert got.url == server.url("/%C3%B8")


def test_conditions_go_no_further_than_the_address_itself() -> None:
    with Server({"/b": answer("b")}) as other, Server({"/a": answer(status=302, Location=other.url("/b"))}) as server:
        fetch(server.url("/a"), OURS, headers={"If-None-Match": '"7"'})
    assert "if-none-match" in server.asked[0]
    assert "if-none-match" not in other.asked[0]


@given(st.binary(max_size=400), st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 X\r\nLocation: "]))
def test_whatever_a_server_says_is_an_answer_or_a_coded_error(said: bytes, before: bytes) -> None:
    try:
        got = fetch(
            "http://pier.example/",
            Settings(),
            resolve=lambda *_: ["93.184.215.14"],
            dial=lambda *_: httpcore2.MockStream([before + said]),
        )
    except InputError as error:
        told = error.code
    else:
        told = f"P-{got.status}"
    assert re.fullmatch(r"P-(NET|SIZE)-[A-Z]+|P-[2-5]\d\d", told)


@given(st.text(max_size=60))
def test_whatever_stands_behind_the_slashes_is_an_address_or_a_coded_error(words: str) -> None:
    try:
        at = target(f"http://{words}", any_port=True)
    except InputError:
        return
    assert target(at.url, any_port=True) == at


def test_only_a_page_is_a_page() -> None:
    with Server({"/": answer("gone", 410)}) as server:
        assert fetch(server.url(), OURS).status == 410
        with pytest.raises(InputError, match="answers 410") as error:
            page(server.url(), OURS)
    assert error.value.code == "P-NET-STATUS"


def test_a_server_that_is_not_there() -> None:
    with Server() as server:
        pass
    with pytest.raises(InputError) as error:
        fetch(server.url(), OURS)
    assert error.value.code == "P-NET-CONNECT"


def test_a_name_that_leads_nowhere() -> None:
    with pytest.raises(InputError) as error:
        fetch("http://pier.example/", Settings(), resolve=lambda *_: ())
    assert error.value.code == "P-NET-DNS"


@pytest.mark.parametrize(
    "url",
    [
        "http://", "http:///x", "http://a b/", "http://a\\b/", "http://a:b/", "http://user:word@pier.example/",
        "http://@pier.example/", "ftp://pier.example/", "file:///etc/passwd", "http://[::1%25eth0]/", "http://[1/",
        "http://pier.example:0/", f"http://{'å' * 80}.example/", "http://pier.example/\nHost: x",
    ],
)  # fmt: skip
def test_addresses_that_are_never_asked(url: str) -> None:
    with pytest.raises(InputError) as error:
        target(url, any_port=True)
    assert error.value.code in ("P-NET-URL", "P-NET-PORT")


def test_other_ports_need_leave() -> None:
    with pytest.raises(InputError) as error:
        target("http://pier.example:8080/")
    assert error.value.code == "P-NET-PORT"
    assert target("http://pier.example:8080/", any_port=True).authority == "pier.example:8080"


def test_addresses_are_written_one_way() -> None:
    assert target("HTTPS://Pier.Example.:443").url == "https://pier.example/"
    assert target("http://bøk.example/ø?q=å").url == "http://xn--bk-lka.example/%C3%B8?q=%C3%A5"
    assert target("http://Pier。Example。/").url == "http://pier.example/"
    assert target("http://[2606:4700::1111]/").authority == "[2606:4700::1111]"


def test_what_is_an_address() -> None:
    assert is_address("HTTP://pier.example")
    assert not is_address("http.txt")
    assert not is_address("file:///etc/passwd")


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.py")), ids=lambda p: p.relative_to(SOURCES).as_posix())
def test_nothing_else_opens_a_socket(path: Path) -> None:
    if path.relative_to(SOURCES).as_posix() in WIRES:
        return
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    used = {name for name in names if any(name == one or name.startswith(f"{one}.") for one in NETWORK)}
    assert used <= ({"socket", "asyncio"} if path.relative_to(SOURCES).as_posix() in LISTEN else set())


@pytest.mark.parametrize("path", sorted(LISTEN))
def test_what_listens_asks_nobody(path: str) -> None:
    tree = ast.parse((SOURCES / path).read_text("utf-8"))
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and hasattr(node.func, "attr")}
    assert called & CALLS == set()
