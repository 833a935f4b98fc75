"""`stemma mcp`: the archive for assistants."""

from __future__ import annotations

import click

from stemma.cli.grouped import GroupedCommand
from stemma.errors import UsageError


@click.command(cls=GroupedCommand)
@click.argument("store", required=False, metavar="[STORE]", envvar="STEMMA_STORE")
def mcp(store: str | None) -> int:
    """Let an assistant read the archive STORE: a Model Context Protocol server over stdin and stdout.

    It reads and nothing else. Every answer carries ids, offsets and the words themselves. Needs `stemma-news[mcp]`.
    """
    import asyncio
    from importlib.util import find_spec

    if not store:
        raise UsageError("no archive was named.", code="U-STORE", next_step="Give STORE, or set STEMMA_STORE.")
    if find_spec("mcp") is None:
        raise UsageError(
            "the package mcp is not installed.", code="U-EXTRA", next_step="pip install 'stemma-news[mcp]'"
        )
    from stemma.serve.assistant import over_stdio
    from stemma.serve.pool import Pool

    pool = Pool(store)
    with pool.one():  # tells at once if there is none
        pass
    try:
        asyncio.run(over_stdio(pool))
    finally:
        pool.close()
    return 0
