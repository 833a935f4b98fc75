"""The timeline of a story: what happened or was said when, by the times that the reports themselves give."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from stemma.follow.moments import Moments
from stemma.follow.noteworthy import adjunct, worth_a_line
from stemma.text import edtf
from stemma.types.difference import Before, Fact, TimelineItem
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.story import Utterance

# Clauses of a fact without a date go with its only date if at least one in this many clauses gives it.
UNDATED_SHARE = 3
# Drafts of one line that a new one is compared with; a long paragraph has about twenty clauses.
NEAR = 64


class Timeline:
    """Puts dated facts and utterances in order: one item a fact and date, with edges where one comes before another."""

    name = "timeline"
    version = "1"
    requires = frozenset({"reports", "layers", "facts", "utterances"})
    assigns = frozenset({"timeline"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        moments = Moments(dossier)
        drafts = [*_of_facts(dossier.facts, moments), *_of_utterances(dossier, moments)]
        kept = [d for d in _one_event(_merged(drafts, moments), moments) if _noted(d, moments)]
        return {"timeline": tuple(_ordered(kept, moments))}


class Draft(Struct, frozen=True):
    """An item before its order is known."""

    story: str
    when: str
    spans: tuple[Span, ...]
    speech: bool = False


def _of_facts(facts: Iterable[Fact], moments: Moments) -> Iterator[Draft]:
    """One draft for each date a fact is given; spans without a date go with the only date that others give.

    The day on which somebody said a clause is no date of what others say of the same thing."""
    for fact in facts:
        dated = [(span, moments.of(span)) for span in fact.spans]
        groups: dict[str, list[Span]] = defaultdict(list)
        for span, when in dated:
            if when:
                groups[_group(groups, when)].append(span)
        if not groups:
            continue
        most = max(groups, key=lambda when: (len(groups[when]), when))
        if len(groups) == 1 and len(groups[most]) * UNDATED_SHARE >= len(dated):
            sayings = {moments.saying(span) for span in groups[most]}
            groups[most] += [
                s for s, when in dated if when is None and (None in sayings or moments.saying(s) in sayings)
            ]
        for when, spans in sorted(groups.items()):
            yield Draft(fact.story, when, tuple(sorted(spans)))


def _group(groups: dict[str, list[Span]], when: str) -> str:
    """The date among those found that means the same day or lies within it; the finer of two becomes the key."""
    for other in sorted(groups):
        if _within(when, other):
            groups[when] = groups.pop(other) if when != other else groups[other]
            return when
        if _within(other, when):
            return other
    return when


def _within(inner: str, outer: str) -> bool:
    a, b = edtf.bounds(inner), edtf.bounds(outer)
    if a is None or b is None or None in (a.first, a.last, b.first, b.last):
        return False
    assert a.first
    assert a.last
    assert b.first
    assert b.last
    return b.first <= a.first and a.last <= b.last


def _of_utterances(dossier: Dossier, moments: Moments) -> Iterator[Draft]:
    """One draft for each utterance whose day is known: given by the utterance, or beside a cue in a report.

    Pieces that a report dates otherwise ("in May … on Monday") are an item of their own."""
    said: dict[str, tuple[str, Quotation | Attribution]] = {}
    for layers in dossier.layers:
        said.update((quotation.id, (layers.report, quotation)) for quotation in layers.quotations)
        said.update((attribution.id, (layers.report, attribution)) for attribution in layers.attributions)
    for utterance in dossier.utterances:
        rows = [said[i] for i in _ids(utterance) if i in said]
        times = [moments.of_speech(report, row) for report, row in rows]
        when = utterance.when or _agreed(time for time in times if time and _day(time))
        by_time: dict[str, list[Span]] = defaultdict(list)
        for (report, row), time in zip(rows, times, strict=True):
            if when:
                own = when if time is None or _within(when, time) else time
                by_time[own].append(Span(report, row.start, row.end, row.text))
        for own, spans in sorted(by_time.items()):
            yield Draft(utterance.story, own, tuple(sorted(spans)), speech=True)


def _day(when: str) -> bool:
    """True for a time of one day."""
    found = edtf.bounds(when)
    return found is not None and found.first is not None and found.first == found.last


def _ids(utterance: Utterance) -> list[str]:
    return sorted({i for rendering in utterance.renderings for i in (*rendering.quotations, *rendering.attributions)})


def _agreed(found: Iterable[str | None]) -> str | None:
    """The one date that all reports give, or None if they give none or differ."""
    values = sorted({when for when in found if when})
    return values[0] if len(values) == 1 else None


def _merged(drafts: list[Draft], moments: Moments) -> list[Draft]:
    """Drafts of the same story and date that share words are one item; so are a saying and the clause that cues it.

    Only drafts with a span in a common line are compared."""
    kept: list[Draft] = []
    in_line: dict[tuple[str, str, tuple[str, int]], list[int]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda d: (d.story, d.when, d.spans)):
        lines = sorted({(draft.story, draft.when, moments.line(span)) for span in draft.spans})
        near = sorted({i for line in lines for i in in_line[line][-NEAR:]})
        at = next((i for i in near if _same(draft, kept[i], moments)), None)
        if at is None:
            at = len(kept)
            kept.append(draft)
        else:
            spans = tuple(sorted({*kept[at].spans, *draft.spans}))
            kept[at] = Draft(draft.story, draft.when, spans, draft.speech or kept[at].speech)
        for line in lines:
            if at not in in_line[line][-NEAR:]:
                in_line[line].append(at)
    return kept


def _noted(draft: Draft, moments: Moments) -> bool:
    if all(moments.pictured(span) or _adjunct(draft, span, moments) for span in draft.spans):
        return False
    days = [day for span in draft.spans if (day := moments.published(span))]
    return worth_a_line(draft.when, draft.spans, min(days, default=None))


def _adjunct(draft: Draft, span: Span, moments: Moments) -> bool:
    """A piece that only stands beside what happened then; words that were said then are none."""
    return not draft.speech and adjunct(span.text) and not moments.dated(span)


def _one_event(drafts: list[Draft], moments: Moments) -> list[Draft]:
    """Items of the same minute are one event; so are those of different reports for the same day ahead of them."""
    kept: list[Draft] = []
    at: dict[tuple[str, str], int] = {}
    for draft in drafts:
        key, index = (draft.story, draft.when), at.get((draft.story, draft.when))
        minute = "T" in draft.when and "/" not in draft.when
        if index is not None and (minute or _apart_reports(kept[index], draft)):
            spans = tuple(sorted({*kept[index].spans, *draft.spans}))
            kept[index] = Draft(draft.story, draft.when, spans, draft.speech and kept[index].speech)
            continue
        if minute or all(moments.ahead(draft.when, span) for span in draft.spans):
            at.setdefault(key, len(kept))
        kept.append(draft)
    return kept


def _apart_reports(one: Draft, other: Draft) -> bool:
    return not {span.report for span in one.spans} & {span.report for span in other.spans}


def _same(one: Draft, other: Draft, moments: Moments) -> bool:
    if any(a.overlaps(b) for a in one.spans for b in other.spans):
        return True
    sentences = {moments.sentence(span) for span in one.spans} if one.speech or other.speech else set()
    return any(moments.sentence(span) in sentences for span in other.spans)


def _ordered(drafts: list[Draft], moments: Moments) -> Iterator[TimelineItem]:
    """The items by story and time, each after the last one that is strictly before it, and as the text says."""
    drafts = sorted(drafts, key=lambda d: (d.story, edtf.sort_key(d.when), moments.place(d.spans[0]), d.spans))
    ids = [_id(draft) for draft in drafts]
    places = _places(drafts)
    last: dict[tuple[str, str], int] = {}
    before: dict[tuple[str, str], int | None] = {}
    for index, draft in enumerate(drafts):
        key = draft.story, draft.when
        if key not in before:
            earlier = [i for (story, when), i in last.items() if story == draft.story and edtf.apart(when, draft.when)]
            before[key] = max(earlier, default=None)
        last[key] = index
        at = before[key]
        order = [Before(after=ids[at])] if at is not None else []
        order += [Before(**{way: ids[i]}) for way, i in _told(draft, drafts, places, moments)]
        yield TimelineItem(
            id=ids[index], story=draft.story, when=draft.when, spans=draft.spans, order=tuple(_once(order))
        )


def _places(drafts: list[Draft]) -> dict[str, list[tuple[int, int]]]:
    """Report -> (offset, draft) of every span, in text order."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        for span in draft.spans:
            found[span.report].append((span.start, index))
    return {report: sorted(places) for report, places in found.items()}


def _told(
    draft: Draft, drafts: list[Draft], places: Mapping[str, list[tuple[int, int]]], moments: Moments
) -> Iterator[tuple[str, int]]:
    """Order that a sentence states ("… after …"), unless the dates say otherwise."""
    for span in draft.spans:
        told = moments.connective(span)
        if told is None:
            continue
        way, low, high = told
        rows = places[span.report]
        for _, index in rows[bisect_left(rows, (low, -1)) : bisect_left(rows, (high, -1))]:
            other = drafts[index]
            if other is draft or other.story != draft.story:
                continue
            first, second = (draft, other) if way == "after" else (other, draft)
            if not edtf.apart(first.when, second.when):
                yield way, index
            break


def _once(order: list[Before]) -> list[Before]:
    return [edge for index, edge in enumerate(order) if edge not in order[:index]]


def _id(draft: Draft) -> str:
    """Content-derived, so that it does not depend on the order of inputs."""
    parts = [draft.story, draft.when, *(f"{s.report}:{s.start}:{s.end}" for s in draft.spans)]
    return content_id("t", "\n".join(parts))
