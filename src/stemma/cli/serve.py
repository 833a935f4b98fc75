"""`stemma serve`: the desk, where people read, compare and correct."""

from __future__ import annotations

import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from stemma.cli.entry import say
from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.inputs import reader_option, settings_of
from stemma.cli.stored import who
from stemma.errors import UsageError

HOST, PORT = "127.0.0.1", 8000
APART = min(4, (os.cpu_count() or 1) // 2)
"""Processes that make accounts: half of the processors are left to who reads. Each takes 100 to 300 MiB."""


@click.command(cls=GroupedCommand)
@click.argument("store", required=False, metavar="[STORE]", envvar="STEMMA_STORE")
@option("Server", "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any that is free.")
@option("Server", "--open", "opening", is_flag=True, help="Open the browser.")
@option(
    "Server",
    "--host",
    metavar="ADDRESS",
    default=HOST,
    show_default=True,
    help="The address to listen at; any but this machine's own needs --tokens.",
)
@option("Server", "--name", "names", multiple=True, metavar="HOST", help="A name that browsers call it by.")
@option("Server", "--tokens", metavar="FILE", help="Who may read, correct and add (`stemma token`).")
@option(
    "Server", "--proxy", metavar="ADDRESS", help="Whose X-Forwarded-For and -Proto are believed. Default: nobody's."
)
@reader_option
@option("Server", "--by", metavar="NAME", help="Whose corrections are kept as. Default: the account you work under.")
def serve(
    store: str | None,
    port: int,
    opening: bool,
    host: str,
    names: tuple[str, ...],
    tokens: str | None,
    proxy: str | None,
    by: str | None,
) -> int:
    """Serve the archive STORE as pages on this machine (127.0.0.1), until it is interrupted.

    Without STORE (or $STEMMA_STORE) an empty archive is made that is gone at the end: paste or drop reports to try.
    With --tokens, correcting and adding need one; reading too, where the desk can be reached from other machines.
    """
    from stemma.serve import create_app
    from stemma.serve.app import LOCAL
    from stemma.serve.server import listening, run
    from stemma.serve.tokens import Tokens

    local = _local(host)
    if not local and not tokens:
        raise UsageError(
            f"--host {host} can be reached from other machines, and nobody would be asked who they are.",
            code="U-TOKENS",
            next_step="Give --tokens FILE; `stemma token` makes one.",
        )
    known = Tokens.load(tokens) if tokens else None
    with _place(store) as place, _bound(listening, host, port) as where:
        app = create_app(
            place,
            user=who(by),
            names={*LOCAL, host, *names},
            tokens=known,
            local=local,
            apart=APART,
            settings=settings_of(1),
        )
        address = f"http://{f'[{host}]' if ':' in host else host}:{where.getsockname()[1]}/"
        say(f"the desk is open at {address} (end with Ctrl-C)")
        if opening:
            click.launch(address)
        run(app, where, proxy)
    return 0


def _local(host: str) -> bool:
    """Whether only this machine reaches the address. Raises UsageError for what is none."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError as error:
        raise UsageError(f"--host {host}: no IP address.", next_step="Names go to --name.") from error


@contextmanager
def _bound(listening: Callable[[str, int], socket.socket], host: str, port: int) -> Iterator[socket.socket]:
    try:
        where = listening(host, port)
    except OSError as error:
        raise UsageError(
            f"{host}, port {port}: {error.strerror}.", code="U-PORT", next_step="Give another --port; 0 takes any."
        ) from error
    with where:
        yield where


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
