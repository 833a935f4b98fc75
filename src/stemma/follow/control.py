"""Who is said to hold which place, by whom, and as of when. Statements with their sources, never facts of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from stemma.resources import gazetteer, words
from stemma.text import edtf
from stemma.text.fold import fold
from stemma.text.sentences import sentences
from stemma.types.dossier import Dossier, Layers
from stemma.types.ids import content_id
from stemma.types.report import Report
from stemma.types.speech import Attribution, Quotation
from stemma.types.world import Control, PlaceMention

# The words between a verb of taking and the place: "seized [the town of] X", "hold [the airstrip at] X".
_BETWEEN = (
    r"\s+(?:back\s+|control\s+of\s+|over\s+)?(?:(?:the|most of|much of|all of|parts? of|some)\s+)*"
    r"(?:[\w-]+\s+){0,2}(?:(?:of|at|in|over)\s+)?$"
)
_MAYBE = re.compile(
    r"\b(?:can|could|would|may|might|will|shall|should|must|cannot|if|unless|to|not|never|wants?|plans?|ready|try(?:ing)?"
    r"|hopes?|threaten\w*|deny|denies|denied|failed)\s+(?:\w+\s+){0,2}$|n[’']t\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?:,[^,.]{0,60},)?\s*(?:(?:that|which|has|have|had|been|was|were|is|are|being|now|currently|recently|still|then|also)\s+)*"
    r"(?:(?:captured|seized|retaken|recaptured|overrun|occupied|annexed|liberated|held|controlled|taken|stormed|ruled)\s+by"
    r"|(?:fell|falls|fallen|fall|passed|passes)\s+(?:back\s+)?(?:to|under\s+the\s+control\s+of|into\s+the\s+hands\s+of)"
    r"|(?:remains?|remained|stays?|is|are|was|were)?\s*(?:\w+\s+)?(?:under\s+the\s+(?:control|occupation)|in\s+the\s+hands)\s+of)\s+",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\s*(?:[\w’'-]+\s+){0,5}?under\s+(?P<who>[\w’'-]+?)(?:[’']s)?\s+(?:\w+\s+)?(?:control|occupation)\b", re.IGNORECASE
)
_TAKEN = re.compile(
    r"\s+(?:that\s+|which\s+)?(?P<who>[\w’'-]+)\s+(?:has|have|had)\s+(?:\w+\s+)?(?:taken|seized|captured|occupied|annexed|overrun)\b"
)
_HELD = re.compile(r"(?P<who>[\w’'.-]+)-(?:held|controlled|occupied)\b", re.IGNORECASE)
# "the post in X is held by Y" says nothing of X.
_INSIDE = re.compile(r"\b(?:in|at|from|to|near|with|for)\s+(?:the\s+)?(?:capital\s+)?$", re.IGNORECASE)
_OURS = frozenset({"we", "our", "us", "i", "my"})


class _Claim(NamedTuple):
    """One statement: where its words begin and end, who holds, and whether it tells of a taking."""

    start: int
    end: int
    holder: str | None
    taking: bool


class ControlLinker:
    """Collects who holds, takes or loses a place, as each report and its sources say it."""

    name = "control"
    version = "1"
    requires = frozenset({"reports", "layers", "entities"})
    assigns = frozenset({"control"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        """`control`: one entry a place, holder, source and time of each report, in report order."""
        found: dict[str, Control] = {}
        for report, layers in zip(dossier.reports, dossier.layers, strict=True):
            for control in _of_report(dossier, report, layers):
                found.setdefault(control.id, control)
        return {"control": tuple(found.values())}


def _of_report(dossier: Dossier, report: Report, layers: Layers) -> Iterator[Control]:
    said: set[tuple[str | None, ...]] = set()
    for place in layers.places:
        if place.role != "control":
            continue
        low, high = _sentence(report, place)
        for claim in _claims(dossier, report, layers, place, low, high):
            source = _source(dossier, layers, claim.start, claim.end)
            holder = _speaker(dossier, layers, claim.start, claim.end) if claim.holder == "ours" else claim.holder
            when = _when(report, layers, low, high, claim.taking)
            key = (place.place or fold(place.text), holder, source, when)
            if key in said:
                continue
            said.add(key)
            span = report.span(claim.start, claim.end)
            story = dossier.story_of.get(report.id, "")
            name = "|".join(map(str, (report.id, claim.start, claim.end, holder)))
            yield Control(
                id=content_id("c", name), story=story, place=place.place,
                holder=holder, claimed_by=source, when=when, span=span,
            )  # fmt: skip


def _sentence(report: Report, place: PlaceMention) -> tuple[int, int]:
    for line in report.lines:
        if line.start <= place.start < line.end:
            for low, high in sentences(report.text, line.start, line.end, report.language):
                if low <= place.start < high:
                    return low, max(high, place.end)
    return place.start, place.end


@cache
def _active() -> re.Pattern[str]:
    table = words("place_words")["control"]
    verbs = "|".join(sorted([*table["takes"].split(), "took", "retains", "retain"], key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?P<verb>{verbs}){_BETWEEN}", re.IGNORECASE)


def _claims(
    dossier: Dossier, report: Report, layers: Layers, place: PlaceMention, low: int, high: int
) -> Iterator[_Claim]:
    """The statements of control that this mention of a place stands in; at most one is given."""
    text = report.text
    before, after = text[max(low, place.start - 120) : place.start], text[place.end : high]
    offset = place.start - len(before)
    held = _HELD.search(place.text) or re.search(_HELD.pattern + r"\s+(?:\w+\s+of\s+)?$", before, re.IGNORECASE)
    if held:
        start = offset + held.start() if held.string is before else place.start
        yield _Claim(start, place.end, _named(dossier, layers, held.group("who"), None), False)
        return
    inside = _INSIDE.search(before)
    if not inside and (passive := _PASSIVE.match(after)):
        at = place.end + passive.end()
        end = _mention_end(layers, at)
        taking = not re.search(r"\b(?:held|controlled|ruled|remains?|is|are)\b", passive.group())
        yield _Claim(place.start, end or at, _entity_at(dossier, layers, at), taking)
        return
    for pattern, taking in ((_TAKEN, True), (_UNDER, False)):
        if match := pattern.match(after):
            who = _named(dossier, layers, match.group("who"), place.end + match.start("who"))
            yield _Claim(place.start, place.end + match.end(), who, taking)
            return
    active = _active().search(before)
    if active and not _MAYBE.search(before[: active.start()]):
        verb = offset + active.start("verb")
        start, holder = _subject(dossier, layers, low, verb)
        if re.search(r"\bwhose\b", text[start:verb]):  # the group of the one named is the holder
            holder = None
        holding = active.group("verb").casefold().startswith(("hold", "control", "held", "guard", "rule", "govern"))
        yield _Claim(start, place.end, holder, not holding)


def _entity_at(dossier: Dossier, layers: Layers, at: int) -> str | None:
    """The entity of the mention that begins here, an article aside."""
    for mention in layers.mentions:
        if at <= mention.start <= at + 4 or mention.start <= at < mention.end:
            return dossier.entity_of.get(mention.id)
    return None


def _mention_end(layers: Layers, at: int) -> int | None:
    return next((m.end for m in layers.mentions if at <= m.start <= at + 4 or m.start <= at < m.end), None)


def _subject(dossier: Dossier, layers: Layers, low: int, verb: int) -> tuple[int, str | None]:
    """Where the last mention before a verb begins, and its entity. Places beside the verb do not hold places."""
    for mention in reversed(layers.mentions):
        if low <= mention.start and mention.end <= verb:
            return mention.start, dossier.entity_of.get(mention.id)
    return verb, None


def _named(dossier: Dossier, layers: Layers, who: str, at: int | None) -> str | None:
    """The entity a word stands for: a mention there, a state by its adjective; "ours" for the speaker's side."""
    if fold(who) in _OURS:
        return "ours"
    entity = _entity_at(dossier, layers, at) if at is not None else None
    state = gazetteer.country(who[:1].upper() + who[1:])
    names = {fold(who)} | ({fold(state.name)} if state else set())
    if entity is None:
        entity = next((e.id for e in dossier.entities if names & {fold(n) for n in (e.name, *e.names)}), None)
    return entity


def _covering(layers: Layers, start: int, end: int) -> list[tuple[int, str | None]]:
    parts: list[Attribution | Quotation] = [*layers.attributions, *layers.quotations]
    return sorted(
        ((p.end - p.start, p.source) for p in parts if p.start <= start and end <= p.end and p.source),
        key=lambda pair: (pair[0], pair[1] or ""),
    )


def _source(dossier: Dossier, layers: Layers, start: int, end: int) -> str | None:
    """Who says it: the source of the shortest speech around the words, else the outlet."""
    around = _covering(layers, start, end)
    return dossier.actor(around[0][1]) if around else "outlet"


def _speaker(dossier: Dossier, layers: Layers, start: int, end: int) -> str | None:
    around = _covering(layers, start, end)
    return dossier.actor(around[0][1]) if around else None


def _when(report: Report, layers: Layers, low: int, high: int, taking: bool) -> str | None:
    """The time told in the sentence; a state of things without one is as of the report's day."""
    told = [t for t in layers.times if low <= t.start and t.end <= high and t.value and not edtf.is_length(t.value)]
    if told:
        return told[0].value
    return None if taking or not report.published.value else report.published.value[:10]
