"""What an annotator gives back is taken in only if it can be true: known fields, real types, the report's own
characters, ids and references that lead somewhere. Anything else is refused whole: half a result cannot be judged.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from itertools import chain, pairwise
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from stemma.account.join import WORDS_FOR_MEDIUM
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation

TUPLES: dict[str, Any] = {n: hint for n, hint in get_type_hints(Layers).items() if get_origin(hint) is tuple}
KINDS: dict[str, Any] = {n: get_args(hint)[0] for n, hint in TUPLES.items()}
"""Field of `Layers` -> the type of its items. `report` is no such field: nobody may give it anew."""

FLAT = frozenset({"times", "places", "numbers", "not_speech", "assertions"})
"""No two annotations of these share a character."""
NESTED = frozenset({"marked", "quotations"})
"""One annotation of these may stand inside another, but not reach over its edge."""
IDENTIFIED = tuple(n for n, kind in KINDS.items() if n != "gazetteer" and "id" in kind.__struct_fields__)
"""Fields whose items have an id of this report. The gazetteer's ids are its own."""
PLACED = frozenset(n for n, kind in KINDS.items() if "start" in kind.__struct_fields__)
SURE = frozenset(n for n, kind in KINDS.items() if "confidence" in kind.__struct_fields__)
"""Fields whose items stand somewhere in the text; that say how sure they are."""

REFERRING = frozenset({"mentions", "places", "gazetteer", "quotations", "attributions"})
"""Fields that refer to others, or that others refer to."""

SPARE = 10_000
"""Annotations of one field, and characters of one string, that a report may have beyond its number of characters:
real news has one annotation of a kind in 30 characters, and gazetteer rows stand for few characters."""
MAX_REASON = 300
"""Characters of the reason in a note."""


def accepted(assigns: frozenset[str], report: Report, layers: Layers, made: object) -> Layers:
    """The layers with what an annotator made. Raises TypeError or ValueError where anything of it is not right."""
    if not isinstance(made, Mapping):
        raise TypeError(f"gave {type(made).__name__}, not a mapping of fields")
    beyond = set(made) - ((assigns | {"notes"}) & KINDS.keys())
    if beyond:
        raise ValueError(f"gave {', '.join(sorted(map(repr, beyond)))}, which it does not declare or nobody may give")
    most = SPARE + len(report.text)
    new = {field: _plain(field, made[field], most) for field in KINDS if field in made}
    for field, items in new.items():
        for item in items:
            _check_item(report, field, item, most)
        _check_order(field, items)
    notes = (*layers.notes, *new.pop("notes", ()))
    merged = msgspec.structs.replace(layers, notes=notes, **new)
    if not new.keys().isdisjoint(IDENTIFIED):
        _check_ids(report, merged)
    if not new.keys().isdisjoint(REFERRING):
        _check_references(merged)
    return merged


def reason(error: BaseException) -> str:
    """One line that says what went wrong, the same on every run, and short whatever the error holds."""
    try:
        said = str(error)
    except Exception:  # an error that cannot be printed is still an error of that annotator
        said = "(without words)"
    said = re.sub(r"\b0x[0-9a-fA-F]{4,}", "0x…", said[: 4 * MAX_REASON])
    said = " ".join(said.encode("utf-8", "backslashreplace").decode("utf-8").split())
    return f"{type(error).__name__}: {said}"[:MAX_REASON]


def _plain(field: str, items: object, most: int) -> tuple[Any, ...]:
    """The items of one field, copied, so that every value has exactly its declared type."""
    kind = KINDS[field]
    if type(items) is not tuple:
        raise TypeError(f"{field} is {type(items).__name__}, not a tuple")
    if len(items) > most:
        raise ValueError(f"{field} has {len(items):,} items; this report can have {most:,} at most")
    for item in items:
        if type(item) is not kind:
            raise TypeError(f"{field} holds {type(item).__name__} where {kind.__name__} is due")
    copied: tuple[Any, ...] = msgspec.convert(msgspec.to_builtins(items), type=TUPLES[field])
    return copied


def _check_item(report: Report, field: str, item: Any, most: int) -> None:
    if field in PLACED:
        _check_slice(report, field, item)
    if field in SURE and not 0 <= item.confidence <= 1:
        raise ValueError(f"{field}: a confidence of {item.confidence} is not between 0 and 1")
    for value in msgspec.structs.astuple(item):
        if type(value) is tuple:
            for one in value:
                _check_value(report, field, one, most)
        elif value is not None:
            _check_value(report, field, value, most)


def _check_value(report: Report, field: str, value: Any, most: int) -> None:
    kind = type(value)  # `_plain` has seen to it that a value is of its declared type, not of one made from it
    if kind is str:
        if len(value) > most:
            raise ValueError(f"{field} holds a string of {len(value):,} characters")
    elif kind is Span:
        if value.report != report.id:
            raise ValueError(f"{field} rests on a span of another report, {value.report!r}")
        _check_slice(report, field, value)
    elif kind is float and not math.isfinite(value):
        raise ValueError(f"{field} holds {value}, which is no number")


def _check_slice(report: Report, field: str, span: Any) -> None:
    """Law 1: an annotation whose text is not its slice of the report is never taken in."""
    if not 0 <= span.start <= span.end <= len(report.text):
        raise ValueError(f"{field} {span.start}:{span.end} is outside the text of {len(report.text)} characters")
    if report.text[span.start : span.end] != span.text:
        raise ValueError(f"{field} {span.start}:{span.end} is not the text it claims")


def _check_order(field: str, items: tuple[Any, ...]) -> None:
    """No span twice, and no overlap that the field's meaning rules out."""
    if field not in FLAT and field not in NESTED and field != "mentions":
        return
    spans = sorted(((item.start, item.end) for item in items), key=lambda s: (s[0], -s[1]))
    for one, other in pairwise(spans):
        if one == other:
            raise ValueError(f"{field} has {one[0]}:{one[1]} twice")
        if field in FLAT and other[0] < one[1]:
            raise ValueError(f"{field} {one[0]}:{one[1]} and {other[0]}:{other[1]} overlap")
    if field in NESTED:
        _check_nesting(field, spans)


def _check_nesting(field: str, spans: Iterable[tuple[int, int]]) -> None:
    around: list[int] = []
    for start, end in spans:
        while around and around[-1] <= start:
            around.pop()
        if around and end > around[-1]:
            raise ValueError(f"{field} {start}:{end} reaches over the end of the one it begins in")
        around.append(end)


def _check_ids(report: Report, layers: Layers) -> None:
    seen: set[str] = set()
    for identity in chain.from_iterable((item.id for item in getattr(layers, field)) for field in IDENTIFIED):
        if not identity.startswith(f"{report.id}."):
            raise ValueError(f"the id {identity[:80]!r} is not one of this report")
        if identity in seen:
            raise ValueError(f"the id {identity[:80]!r} is used twice")
        seen.add(identity)


def _check_references(layers: Layers) -> None:
    """Every reference leads to something of these layers, and none in a circle."""
    mentions = {m.id for m in layers.mentions}
    places = {p.id for p in layers.gazetteer}
    if len(places) < len(layers.gazetteer):
        raise ValueError("gazetteer has a place twice")
    said: tuple[Quotation | Attribution, ...] = (*layers.quotations, *layers.attributions)
    actors = chain(((x.source, x.to) for x in said), ((a.via,) for a in layers.attributions))
    _need("mention", (a for a in chain.from_iterable(actors) if not _is_label(a)), mentions)
    media = (x.medium for x in said if x.medium not in WORDS_FOR_MEDIUM and not _is_label(x.medium))
    _need("mention", media, mentions)
    _need("place", (p.place for p in layers.places), places)
    _need("place", chain.from_iterable(p.within for p in layers.gazetteer), places)
    _check_chain("mention", {m.id: m.antecedent for m in layers.mentions})
    _check_chain("quotation", {q.id: q.within for q in layers.quotations})


def _is_label(actor: str | None) -> bool:
    return actor == "outlet" or (actor is not None and actor.startswith("unnamed:"))


def _need(what: str, wanted: Iterable[str | None], there: Iterable[str]) -> None:
    lost = sorted({one for one in wanted if one is not None}.difference(there))
    if lost:
        raise ValueError(f"{lost[0][:80]!r} is no {what} of this report")


def _check_chain(what: str, leads: Mapping[str, str | None]) -> None:
    """Each id leads to another of the same kind or to None, and whoever follows comes to an end."""
    _need(what, leads.values(), leads)
    ended: set[str] = set()
    for first in leads:
        path: set[str] = set()
        at: str | None = first
        while at is not None and at not in ended:
            if at in path:
                raise ValueError(f"{what} {at[:80]!r} points to itself, over {len(path)} steps")
            path.add(at)
            at = leads[at]
        ended |= path
