"""The command `stemma`: one file a verb, loaded when it is called."""

from stemma.cli.entry import cli, main

__all__ = ["cli", "main"]
