"""What reports call somebody: names, titles and descriptions, each with the words where it is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from msgspec import Struct

from stemma.statements import name_of
from stemma.types.archive import Kept
from stemma.types.span import Span
from stemma.types.world import Mention


class Called(Struct, frozen=True, kw_only=True):
    """One way in which reports call somebody."""

    words: str
    """As printed."""
    kind: Literal["name", "title", "description"]
    """A name, a title printed with it, or words such as "the minister" that a rule leads back to the name."""
    reports: int
    """How many of the reports looked at have it."""
    span: Span
    """The first place."""


def called(kept: Iterable[Kept], names: Collection[str]) -> tuple[Called, ...]:
    """What these reports call whoever they name so; names first, then titles, the most frequent of each first."""
    reports: dict[tuple[str, str], set[str]] = {}
    first: dict[tuple[str, str], Span] = {}
    for one in kept:
        if one.report is None or one.layers is None:
            continue
        mentions = {m.id: m for m in one.layers.mentions}
        for mention in one.layers.mentions:
            if mention.form != "pronoun" and name_of(mention.id, mentions) in names:
                for key in _forms(mention):
                    reports.setdefault(key, set()).add(one.id)
                    first.setdefault(key, one.report.span(mention.start, mention.end))
    order = ("name", "title", "description")
    ranked = sorted(reports, key=lambda key: (order.index(key[0]), -len(reports[key]), key[1]))
    return tuple(_called(kind, words, len(reports[kind, words]), first[kind, words]) for kind, words in ranked)


def _forms(mention: Mention) -> Iterable[tuple[str, str]]:
    if mention.form == "description":
        return [("description", " ".join(mention.text.split()))]
    title = " ".join(mention.title.split())
    return [("name", mention.name or mention.text), *([("title", title)] if title else [])]


def _called(kind: str, words: str, reports: int, span: Span) -> Called:
    return Called(words=words, kind=kind, reports=reports, span=span)  # type: ignore[arg-type]
