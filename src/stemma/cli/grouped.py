"""Click with two habits of ours: verbs are imported when called, options are listed under headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class LazyGroup(click.Group):
    """A group whose verbs stand in `verbs`: name -> "module:object"."""

    def __init__(self, *args: Any, verbs: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.verbs = dict(verbs or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which they are used."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of this name, imported now."""
        if cmd_name not in self.verbs:
            return None
        module, _, name = self.verbs[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


class GroupedOption(click.Option):
    """An option that says under which heading it is listed."""

    def __init__(self, *args: Any, heading: str = "Options", **more: Any) -> None:
        super().__init__(*args, **more)
        self.heading = heading


class GroupedCommand(click.Command):
    """A command whose help lists its options under headings, in the order of their first option."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one list of options a heading."""
        headings: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record and isinstance(parameter, click.Option):
                headings.setdefault(getattr(parameter, "heading", "Other"), []).append(record)
        for heading, records in headings.items():
            with formatter.section(heading):
                formatter.write_dl(records)


def option(heading: str, *names: str, **more: Any) -> Callable[[F], F]:
    """`click.option` under a heading."""
    return click.option(*names, cls=GroupedOption, heading=heading, **more)


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Options that go together, as one decorator; help lists them in this order."""

    def add(function: F) -> F:
        for one in reversed(options):
            function = one(function)
        return function

    return add
