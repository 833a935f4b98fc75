"""`stemma token`: lets somebody come to the desk from another machine."""

from __future__ import annotations

import os

import click

from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.stored import shown
from stemma.errors import UsageError


@click.command(cls=GroupedCommand)
@click.argument("name")
@click.argument("role", type=click.Choice(["reader", "reviewer", "admin"]))
@option("Server", "--tokens", required=True, metavar="FILE", help="The file that `stemma serve --tokens` reads.")
def token(name: str, role: str, tokens: str) -> int:
    """Make a token for NAME and print it, once: FILE gets its hash alone.

    A reader reads, a reviewer also corrects, an admin also adds reports. To take a token back, remove its lines from
    FILE and start the desk again.
    """
    from stemma.serve.roles import ROLES, Role
    from stemma.serve.tokens import Tokens, new_token, written

    if not name.strip() or not _text(name):
        raise UsageError("a token without a name.", code="U-TOKENS", next_step="Say whose it is.")
    made = new_token()
    mine: Role = next(one for one in ROLES if one == role)
    if os.path.exists(tokens) and os.path.getsize(tokens):
        Tokens.load(tokens)  # another file is not written to
    try:
        handle = os.open(tokens, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with open(handle, "a+b") as file:
            size = os.fstat(handle).st_size
            cut = size and os.pread(handle, 1, size - 1) != b"\n"  # an editor's last line
            file.write((b"\n" if cut else b"") + written([(made, (mine, name.strip()))]).encode("utf-8"))
    except OSError as error:
        raise UsageError(f"{tokens}: {error.strerror}.", code="U-TOKENS", next_step="Name another file.") from error
    shown(made)
    return 0


def _text(name: str) -> bool:
    """Whether it is text: what of an argument is no UTF-8 comes as surrogates."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
