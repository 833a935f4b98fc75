"""What is new in a story since a moment: the reports that came, and what of the account rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct

from stemma.types.account import Account
from stemma.types.archive import Kept
from stemma.types.span import Span

Kind = Literal["conflict", "drift", "position", "proposal", "utterance", "fact", "timeline"]
ORDER: tuple[Kind, ...] = ("conflict", "drift", "position", "proposal", "utterance", "fact", "timeline")


class NewItem(Struct, frozen=True, kw_only=True):
    """One thing of the account that new reports brought, or added to."""

    kind: Kind
    """What it is."""
    id: str
    """Its id in the account."""
    who: str | None = None
    """Whose position, proposal or words, by the name the account has."""
    new: bool
    """It rests on new reports alone; otherwise they added to what was known."""
    spans: tuple[Span, ...]
    """Words of the new reports that carry it."""


class News(Struct, frozen=True, kw_only=True):
    """What is new in a story."""

    story: str
    """Story id."""
    since: str
    """The moment asked for."""
    reports: tuple[str, ...]
    """Ids of the reports that came since, in siglum order."""
    known: int
    """How many reports the story had before."""
    items: tuple[NewItem, ...]
    """Conflicts first, then in the order of the account."""


def news(story: str, since: str, account: Account, kept: Sequence[Kept]) -> News:
    """What of this account rests on reports that were added at or after `since` (ISO 8601 date or UTC time)."""
    moment = since.removesuffix("Z")  # "04:05Z" would sort behind "04:05:10Z"
    late = {one.id for one in kept if one.added >= moment}
    fresh = tuple(report.id for report in account.data.reports if report.id in late)
    found = sorted(_items(account, late), key=lambda item: ORDER.index(item.kind)) if fresh else []
    return News(
        story=story, since=since, reports=fresh, known=len(account.data.reports) - len(fresh), items=tuple(found)
    )


def _items(account: Account, late: set[str]) -> Iterator[NewItem]:
    data = account.data
    names = {entity.id: entity.name for entity in data.entities}
    for kind, listed in (
        ("position", data.positions),
        ("proposal", data.proposals),
        ("fact", data.facts),
        ("timeline", data.timeline),
    ):
        for one in listed:
            spans = _spans(msgspec.to_builtins(one))
            relation = getattr(one, "relation", None)
            who = names.get(getattr(one, "actor", None) or getattr(one, "by", None) or "")
            yield from _item(relation if relation in ("conflict", "drift") else kind, one.id, who, spans, late)
    words = {q.id: Span(r.id, q.start, q.end, q.text) for r in data.reports for q in r.quotations}
    words |= {a.id: Span(r.id, a.start, a.end, a.text) for r in data.reports for a in r.attributions}
    for utterance in data.utterances:
        ids = [i for rendering in utterance.renderings for i in (*rendering.quotations, *rendering.attributions)]
        spans = tuple(words[i] for i in ids if i in words)
        yield from _item("utterance", utterance.id, names.get(utterance.speaker or ""), spans, late)


def _item(kind: Any, name: str, who: str | None, spans: tuple[Span, ...], late: set[str]) -> Iterator[NewItem]:
    mine = tuple(span for span in spans if span.report in late)
    if mine:
        yield NewItem(kind=kind, id=name, who=who, new=len(mine) == len(spans), spans=mine)


def _spans(value: Any) -> tuple[Span, ...]:
    """Every span inside, each once, in order."""
    return tuple(dict.fromkeys(_all(value)))


def _all(value: Any) -> Iterator[Span]:
    if isinstance(value, dict):
        if value.keys() == {"report", "start", "end", "text"}:
            yield Span(**value)
        else:
            for one in value.values():
                yield from _all(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _all(one)
