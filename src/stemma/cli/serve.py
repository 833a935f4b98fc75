"""`stemma serve`: the desk, where people read, compare and correct."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from stemma.cli.entry import say
from stemma.cli.grouped import GroupedCommand, option

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST, PORT = "127.0.0.1", 8000
MOST_AT_ONCE = 200
"""Connections that are answered; the next ones get 503. 1,000 slow ones (H50) leave room for others."""


@click.command(cls=GroupedCommand)
@click.argument("store", required=False, metavar="[STORE]", envvar="STEMMA_STORE")
@option("Server", "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any that is free.")
@option("Server", "--open", "opening", is_flag=True, help="Open the browser.")
def serve(store: str | None, port: int, opening: bool) -> int:
    """Serve the archive STORE as pages on this machine (127.0.0.1), until it is interrupted.

    Without STORE (or $STEMMA_STORE) an empty archive is made that is gone at the end: paste or drop reports to try.
    """
    with _place(store) as place:
        from stemma.serve import create_app

        _run(create_app(place), port, opening)
    return 0


@contextmanager
def _place(store: str | None) -> Iterator[str]:
    if store:
        yield store
        return
    from stemma.archive import Archive

    with tempfile.TemporaryDirectory(prefix="stemma-") as folder:
        Archive.create(folder).close()
        say("no archive was named: what is added now is gone when this ends. `stemma init DIR` makes one that stays.")
        yield folder


def _run(app: Starlette, port: int, opening: bool) -> None:
    import socket

    import uvicorn

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        say(f"the desk is open at {address} (end with Ctrl-C)")
        if opening:
            click.launch(address)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, limit_concurrency=MOST_AT_ONCE
        )
        uvicorn.Server(config).run(sockets=[listening])
