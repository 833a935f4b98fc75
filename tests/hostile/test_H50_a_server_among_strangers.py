"""H50: a desk that strangers reach. Refuses to start without tokens; wrong tokens wait; pages of others, other names,
large bodies and paths that climb are refused; a thousand clients that say nothing keep nobody out."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from desks import FERRY, archive_at, client, serving
from stemma.serve.tokens import Tokens, digest

SILENT = 1000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_at(tmp_path_factory.mktemp("h50") / "archive", FERRY)


def test_no_start_for_strangers_without_tokens(place: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "stemma", "serve", str(place), "--host", "0.0.0.0", "--port", "0"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert told.returncode == 2
    assert "[U-TOKENS]" in told.stderr
    assert "stemma token" in told.stderr


def test_ten_thousand_wrong_tokens_have_to_wait(place: Path) -> None:
    tokens = Tokens({digest("right"): ("reader", "Ida")})
    with client(place, tokens=tokens, local=False) as browser:
        answers = [
            browser.get("/api/v1/rulings", headers={"authorization": f"Bearer {n}"}).status_code for n in range(10_000)
        ]
        assert answers[:4] == [401] * 4
        assert answers.count(429) > 9_900
        waiting = browser.get("/api/v1/rulings", headers={"authorization": "Bearer right"})
        assert waiting.status_code == 429
        assert int(waiting.headers["retry-after"]) >= 1


@pytest.mark.parametrize(
    "path",
    ["/static/..%2f..%2fapp.py", "/static/../app.py", "/static/%2e%2e/app.py", "/..%2f..%2fetc/passwd",
     "/static//etc/passwd", "/story/..%2f..%2fetc%2fpasswd", "/static/..\\..\\app.py", "/static/%00"],
)  # fmt: skip
def test_paths_that_climb_lead_nowhere(place: Path, path: str) -> None:
    with serving(place) as port:
        status, body = asked(port, path)
    assert status == 404
    assert b"def create_app" not in body
    assert b"root:" not in body


def test_a_thousand_that_say_nothing_keep_nobody_out(place: Path) -> None:
    with serving(place) as port, ExitStack() as held:
        for n in range(SILENT):
            silent = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            if n % 2:
                silent.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert asked(port, "/index.json")[0] == 200


def test_a_second_request_that_never_ends_is_hung_up_on(place: Path) -> None:
    with serving(place) as port, socket.create_connection(("127.0.0.1", port), timeout=30) as at:
        at.sendall(b"HEAD /static/desk.css HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert at.recv(65_536).startswith(b"HTTP/1.1 200")
        at.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        assert at.recv(65_536) == b""  # the end, not the time that this waits


def asked(port: int, path: str) -> tuple[int, bytes]:
    """Status and body, the path sent as it is: libraries mend it."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as at:
        at.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: at.recv(65_536), b""))
    return int(answer.split(b" ", 2)[1]), answer.partition(b"\r\n\r\n")[2]
