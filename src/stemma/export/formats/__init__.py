"""Formats for other programs: `stemma export --to NAME`. `FORMATS` is the registry: a module and a line each.

Modules are imported when their format is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.types.account import Account

Words = Literal["none", "spans", "full"]
"""How many of the reports' own words go out: none but names and the words that name an issue, those of each span, or
the whole texts besides (where a format has a place for them)."""


class Format(NamedTuple):
    """A format: its name, its function ("module:function": accounts, words -> pieces of a file), what it is, the
    endings of files that are certainly in it, and whether it holds one account alone."""

    name: str
    home: str
    what: str
    endings: tuple[str, ...] = ()
    single: bool = False


FORMATS = (
    Format("statements-csv", "stemma.export.formats.statements:table", "every statement, one a row, as CSV"),
    Format("statements-parquet", "stemma.export.formats.statements:parquet", "the same as Parquet", (".parquet",)),
    Format("codebook", "stemma.export.formats.statements:codebook", "what the columns of these two hold"),
    Format("annotations", "stemma.export.formats.annotations:page", "statements as W3C Web Annotations"),
    Format("jsonld", "stemma.export.formats.linked:graph", "reports and quotations in schema.org", (".jsonld",)),
    Format("geojson", "stemma.export.formats.geojson:collection", "places as points", (".geojson",)),
    Format("ninjs", "stemma.export.formats.ninjs:package", "reports as a ninjs package"),
    Format("dna", "stemma.export.formats.dna:statements", "statements for the Discourse Network Analyzer, as CSV"),
    Format("terms-csv", "stemma.export.formats.terms:table", "terms of proposals by report, as CSV", single=True),
    Format("timeline-csv", "stemma.export.formats.timeline:table", "the timeline, one row for each report's words"),
    Format("timeline-svg", "stemma.export.formats.timeline_svg:drawing", "the timeline, drawn", (".svg",), single=True),
    Format("ical", "stemma.export.formats.ical:calendar", "the timeline as a calendar", (".ics",)),
)


def export(account: Account, form: str, *, words: Words = "spans") -> bytes:
    """The account in this format, UTF-8. Raises KeyError for a format that is not registered."""
    return b"".join(pieces([account], form, words=words))


def pieces(accounts: Iterable[Account], form: str, *, words: Words = "spans") -> Iterator[bytes]:
    """One file of all these accounts, in order, piece by piece: one account is held at a time.

    `archive.accounts()` gives those of an archive's stories. Raises KeyError for a format that is not registered, and
    UsageError for several accounts, or none, in a format that holds one.
    """
    found = {one.name: one for one in FORMATS}[form]
    module, _, name = found.home.partition(":")
    given = _one(accounts, form) if found.single else accounts
    made: Iterator[bytes] = getattr(import_module(module), name)(given, words)
    return made


def _one(accounts: Iterable[Account], form: str) -> list[Account]:
    """The only account. Raises UsageError if there is none, or another."""
    left = iter(accounts)
    first = list(islice(left, 1))
    if not first or next(left, None) is not None:
        raise UsageError(
            f"{form} holds the account of one story.", code="U-ONE-STORY", next_step="Name one: --story STORY."
        )
    return first
