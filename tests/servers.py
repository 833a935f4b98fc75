"""Servers on this machine that answer with the bytes they are given, right or wrong, and keep what they were asked."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from typing import Any

Write = Callable[[bytes], None]
Answer = bytes | Callable[[dict[str, str], Write], None]
"""Bytes to send, or a function of the request's headers (":path" among them) that sends them."""


def answer(body: bytes | str = b"", status: int = 200, **headers: str) -> bytes:
    """A whole answer; `content_type="text/html"` becomes a header."""
    data = body.encode() if isinstance(body, str) else body
    told = {"Content-Length": str(len(data)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [f"HTTP/1.1 {status} Told", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


class Server:
    """Answers each path; a path that is not told of is not found. Used as a context."""

    def __init__(self, answers: Mapping[str, Answer] | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = dict(answers or {})
        self.asked: list[dict[str, str]] = []
        self._tls = tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Every path asked, in order."""
        return [one[":path"] for one in self.asked]

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for the next one
        self._socket.close()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: Any) -> None:
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            data = b""
            while b"\r\n\r\n" not in data:
                piece = connection.recv(65536)
                if not piece:
                    return
                data += piece
            first, *rest = data.split(b"\r\n\r\n")[0].decode().split("\r\n")
            headers = {":path": first.split()[1], **{k.lower(): v for k, v in (r.split(": ", 1) for r in rest)}}
            self.asked.append(headers)
            found = self.answers.get(headers[":path"], answer("no such page", 404))
            if callable(found):
                found(headers, connection.sendall)
            else:
                connection.sendall(found)
        except OSError:
            pass  # the other end hung up, as some of these tests want it to
        finally:
            connection.close()
