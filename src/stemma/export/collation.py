"""An utterance word by word: the base rendering running on, and under each place where others part from it their
readings, as an interlinear apparatus. The places are those that linking found (`Variant`); nothing is aligned anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from stemma.export.added import added_at
from stemma.export.lookup import Lookup
from stemma.export.plain import Part
from stemma.export.sections.act import CONDITIONS, bare
from stemma.export.sections.apparatus import variants_of
from stemma.export.sections.said import once
from stemma.types.account import AccountQuotation
from stemma.types.span import Span
from stemma.types.story import Rendering, Utterance, Variant

LONGEST, MOST_MARKS = 20_000, 400
"""Characters of a quotation, and variants on it, that are set word by word; a longer one has its apparatus alone, as
nobody reads it so, and a page is not to wait for it."""
DEEPEST = 8
"""Places inside each other that are drawn; twelve renderings of one sentence were met three deep."""


class Gloss(Struct, frozen=True):
    """What some reports have at a place: their words, or None where they leave it out. `lemma`: the words of the base
    that it stands for, where these are not just the words above it. `term`: of words left out, which kind of term of a
    proposal goes with them ("condition")."""

    what: str
    reading: Span | None
    sigla: Part
    lemma: Span | None = None
    term: str = ""


class Place(Struct, frozen=True):
    """Words of the base, some of which may be places themselves, and the readings under them. A place without words is
    where others add some; one without readings is plain text, `insert` an editor's."""

    span: Span
    within: tuple[Place, ...] = ()
    glosses: tuple[Gloss, ...] = ()
    insert: bool = False


class Collation(Struct, frozen=True):
    """The base's words, each of its quotations a row of places, and who prints them."""

    pieces: tuple[tuple[Place, ...], ...]
    sigla: Part

    def spans(self) -> Iterator[Span]:
        """Every place and reading that is a link."""
        for piece in self.pieces:
            for place in piece:
                yield from _linked(place)


class _Mark(Struct, frozen=True):
    """A variant laid on the base: from where to where, and which rendering has what there."""

    start: int
    end: int
    rendering: Rendering
    reading: Span | None
    what: str


def collation(lookup: Lookup, utterance: Utterance) -> Collation | None:
    """The renderings of an utterance against the first one; None where no other differs from it in a known place."""
    if not utterance.renderings:
        return None
    base = utterance.renderings[0]
    found = [(r, v) for r, v in variants_of(utterance) if v.with_ == base.id]
    quoted = [lookup.speech[one] for one in base.quotations if one in lookup.speech]
    ids = [report.id for report, _ in quoted]
    if not found or not ids:
        return None
    if len(found) > MOST_MARKS or max(len(one.text) for _, one in quoted) > LONGEST:
        return None
    there = [v.there.report for _, v in found if v.there]
    best = min(ids, key=lambda one: (-there.count(one), lookup.place_of[one]))
    own = once([one for report, one in quoted if report.id == best])
    pieces = [one for one in own if isinstance(one, AccountQuotation)]
    text = lookup.texts.get(best, "")
    marks = list(_marks(lookup, found, best, pieces))
    laid = [_Laid(lookup, best, text, p, [mark for piece, mark in marks if piece == p.id]) for p in pieces]
    rows = tuple(tuple(one.places(one.piece.start, one.piece.end, one.marks)) for one in laid)
    if not text or not any(one.marks for one in laid):
        return None
    spans = [lookup.span(report, one) for report, one in quoted]
    return Collation(rows, lookup.sigla_of(spans))


def _marks(
    lookup: Lookup, found: Iterable[tuple[Rendering, Variant]], best: str, pieces: Sequence[AccountQuotation]
) -> Iterator[tuple[str, _Mark]]:
    """(quotation, mark). Words that are only added are left out where they could belong to more than one place."""
    for rendering, variant in found:
        here, there = variant.here, variant.there
        if there is None:
            known = [(p.id, added_at(lookup, rendering, here, p)) for p in pieces] if here else []
            places = [(piece, at, at) for piece, at in known if at is not None]
        else:
            inside = (p for p in pieces if there.report == best and p.start <= there.start and there.end <= p.end)
            places = [(p.id, there.start, there.end) for p in inside]
        if len(places) == 1:
            ((piece, start, end),) = places
            yield piece, _Mark(start, end, rendering, here, variant.what)


class _Laid(Struct, frozen=True):
    """A quotation of the base with the marks on it."""

    lookup: Lookup
    report: str
    text: str
    piece: AccountQuotation
    marks: list[_Mark]

    def places(self, start: int, end: int, marks: list[_Mark], depth: int = 0) -> Iterator[Place]:
        """The words from start to end as places, the longest of those that begin together outside."""
        waiting = sorted(marks, key=lambda m: (m.start, -m.end))
        while waiting:
            first = waiting[0]
            group = [m for m in waiting if m.start < first.end or m.start == m.end == first.start == first.end]
            waiting = waiting[len(group) :]
            yield from self.plain(start, first.start)
            yield self.place(first.start, first.end, group, depth)
            start = first.end
        yield from self.plain(start, end)

    def place(self, start: int, end: int, group: list[_Mark], depth: int) -> Place:
        """One place: marks of just these words are its readings, those inside are places within; one that reaches
        beyond, or lies too deep, is told here with the words that it stands for."""
        own = [m for m in group if (m.start, m.end) == (start, end)]
        inside = [m for m in group if m not in own and m.end <= end and depth < DEEPEST]
        rest = [m for m in group if m not in own and m not in inside]
        within = tuple(self.places(start, end, inside, depth + 1)) if inside else tuple(self.plain(start, end))
        return Place(self.span(start, end), within, (*self.glosses(own), *self.glosses(rest, beyond=True)))

    def glosses(self, marks: Iterable[_Mark], *, beyond: bool = False) -> Iterator[Gloss]:
        """The readings, alike ones together."""
        same: dict[tuple[int, int, str, str], list[_Mark]] = {}
        for mark in marks:
            words = bare(mark.reading.text) if mark.reading else ""
            same.setdefault((mark.start, mark.end, mark.what, words), []).append(mark)
        for (start, end, what, _), alike in same.items():
            lemma, reading = self.span(start, end) if beyond else None, alike[0].reading
            term = "" if reading else self.term(self.span(start, end))
            yield Gloss(what, reading, self.letters(alike), lemma, term)

    def term(self, gone: Span) -> str:
        """The kind of term, of those without which an offer reads as another one, that goes with these words."""
        terms = (term for proposal in self.lookup.data.proposals for term in proposal.terms)
        kinds = {term.kind for term in terms if any(_inside(span, gone) for span in term.spans)}
        return next((kind for kind in CONDITIONS if kind in kinds), "")

    def letters(self, marks: Sequence[_Mark]) -> Part:
        """Who has a reading, with the words if there are some."""
        ids = [one for mark in marks for one in (*mark.rendering.quotations, *mark.rendering.attributions)]
        reports = {self.lookup.speech[one][0].id for one in ids if one in self.lookup.speech}
        return self.lookup.sigla(reports, tuple(mark.reading for mark in marks if mark.reading))

    def plain(self, start: int, end: int) -> Iterator[Place]:
        """The words between places, an editor's inserts apart."""
        for insert in sorted(self.piece.inserts, key=lambda one: one.start):
            low, high = max(start, insert.start), min(end, insert.end)
            if low < high:
                if start < low:
                    yield Place(self.span(start, low))
                yield Place(self.span(low, high), insert=True)
                start = high
        if start < end:
            yield Place(self.span(start, end))

    def span(self, start: int, end: int) -> Span:
        """Characters of the base's report."""
        return Span(self.report, start, end, self.text[start:end])


def _inside(one: Span, other: Span) -> bool:
    return one.report == other.report and other.start <= one.start and one.end <= other.end


def _linked(place: Place) -> Iterator[Span]:
    if place.glosses and place.span.text:
        yield place.span
    yield from (gloss.reading for gloss in place.glosses if gloss.reading)
    for one in place.within:
        yield from _linked(one)
