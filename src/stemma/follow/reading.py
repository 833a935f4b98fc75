"""What following reads of a dossier: speech, mentions, times and facts of each report, by range."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from stemma.follow.gender import Genders
from stemma.resources import words as word_list
from stemma.text.fold import fold, folded_words
from stemma.text.sentences import sentences
from stemma.text.tokens import words
from stemma.types.dossier import Dossier
from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.world import Mention, TimeExpression

READ = (LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE)
WINDOW = 3000
"""Characters before a place in which speech that holds it may begin."""

MOST_SENTENCES = 3000
"""Sentences read of one report. A long article has 300."""

Speech = Quotation | Attribution


class Reading:
    """Look-up over one dossier; built once for each follower."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.reports = {r.id: r for r in dossier.reports}
        self.layers = {la.report: la for la in dossier.layers}
        self.speech: dict[str, list[Speech]] = {}
        for la in dossier.layers:
            rows: list[Speech] = [*la.quotations, *la.attributions]
            self.speech[la.report] = sorted(rows, key=lambda x: (x.start, x.end, x.id))
        self._starts = {r: [x.start for x in rows] for r, rows in self.speech.items()}
        self._mentions = {la.report: sorted(la.mentions, key=lambda m: (m.start, -m.end)) for la in dossier.layers}
        self._mention_starts = {r: [m.start for m in rows] for r, rows in self._mentions.items()}
        self._times = {la.report: sorted(la.times, key=lambda t: (t.start, t.end)) for la in dossier.layers}
        self._time_starts = {r: [t.start for t in rows] for r, rows in self._times.items()}
        self._facts: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for n, fact in enumerate(dossier.facts):
            for span in fact.spans:
                self._facts[span.report].append((span.start, span.end, n))
        for rows3 in self._facts.values():
            rows3.sort()
        self._issuers = {o.in_hand: o.who for o in dossier.origins if o.in_hand and o.who}
        self._names = {e.id: e.name for e in dossier.entities}
        self._types = {e.id: e.type for e in dossier.entities}
        self._bodies = {
            r: tuple(sorted({e for m in rows if (e := dossier.entity_of.get(m.id)) and self.is_body(e)}))
            for r, rows in self._mentions.items()
        }
        table = word_list("positions")
        offices = (*word_list("offices")["offices"], *table["leaders"], *table["officers"])
        self._roles = {
            e.id: frozenset(fold(word.text) for role in e.roles for word in words(role.text)) for e in dossier.entities
        }
        self._offices = frozenset(offices)
        self._officers = frozenset(
            e.id for e in dossier.entities if any(has(padded(role.text), offices) for role in e.roles)
        )
        outlets = {fold(r.outlet) for r in dossier.reports if r.outlet}
        self._outlets = frozenset(e.id for e in dossier.entities if e.type == "medium" or fold(e.name) in outlets)
        self.genders = Genders(dossier)
        self._shouted = frozenset(e.id for e in dossier.entities if e.name.isupper() and " " in e.name)

    def sentences(self, report: Report) -> Iterator[tuple[Line, int, int]]:
        """(line, start, end) of each sentence that is read."""
        left = MOST_SENTENCES
        for line in report.lines_of(*READ):
            found = islice(sentences(report.text, line.start, line.end, report.language), left)
            for start, end in found:
                left -= 1
                yield line, start, end

    def speech_in(self, report: str, start: int, end: int) -> Sequence[Speech]:
        """Speech that begins in the range."""
        rows, starts = self.speech[report], self._starts[report]
        return rows[bisect_left(starts, start) : bisect_left(starts, end)]

    def speech_near(self, report: str, place: int) -> Sequence[Speech]:
        """Speech that begins at the place or shortly before it."""
        return self.speech_in(report, place - WINDOW, place + 1)

    def around(self, span: Span) -> Speech | None:
        """The shortest speech that holds half of the span."""
        rows, starts = self.speech[span.report], self._starts[span.report]
        best: Speech | None = None
        for x in rows[bisect_left(starts, span.start - WINDOW) : bisect_left(starts, span.end)]:
            held = 2 * (min(x.end, span.end) - max(x.start, span.start)) >= span.end - span.start
            if held and (best is None or x.end - x.start < best.end - best.start):
                best = x
        return best

    def named(self, actor: str) -> bool:
        """An entity with a name of its own: no description of somebody, no words of a headline in capitals."""
        return self._types.get(actor, "unnamed") != "unnamed" and actor not in self._shouted

    def dated(self, report: str, start: int, end: int) -> list[str]:
        """The values of the times that begin in the range, in text order."""
        return [t.value for t in self.times_in(report, start, end) if t.value]

    def times_in(self, report: str, start: int, end: int) -> list[TimeExpression]:
        """The times that stand in the range, in text order."""
        rows, starts = self._times[report], self._time_starts[report]
        return [t for t in rows[bisect_left(starts, start) : bisect_left(starts, end)] if t.end <= end]

    def bodies(self, report: str) -> tuple[str, ...]:
        """The organisations, states and groups that a report mentions."""
        return self._bodies[report]

    def issuer(self, report: str) -> str | None:
        """Who issued a report that is itself a statement or document."""
        return self._issuers.get(report)

    def mentions(self, report: str) -> list[Mention]:
        """The mentions of a report in text order, a longer one before those inside it."""
        return self._mentions[report]

    def titles(self, actor: str) -> frozenset[str]:
        """Words by which a person's office would be called: those of roles that name one, and the surname."""
        own = padded(self.label(actor)).split()[-1:] if self.is_person(actor) else []
        return frozenset(self._roles.get(actor, frozenset()) & self._offices) | frozenset(own)

    def in_office(self, actor: str) -> bool:
        """Whether a role of somebody names an office."""
        return actor in self._officers

    def is_outlet(self, actor: str) -> bool:
        """A newspaper, an agency, a station: it reports, and takes no position."""
        return actor in self._outlets

    def for_others(self, actor: str) -> bool:
        """Whether somebody's role is to speak for another."""
        return bool(self._roles.get(actor, frozenset()) & frozenset(word_list("positions")["spokesmen"]))

    def is_person(self, actor: str) -> bool:
        return self._types.get(actor) == "person"

    def is_body(self, actor: str) -> bool:
        """An organisation, a state or a group, by its name or a description."""
        return self._types.get(actor) in ("org", "group")

    def label(self, actor: str) -> str:
        """The name or description of an actor."""
        return self._names.get(actor, actor.removeprefix("unnamed:"))

    def disputed(self, span: Span) -> bool:
        """What the span states is disputed: it is a side of a conflict, or others put it in other figures."""
        return any(self.dossier.facts[n].relation in ("conflict", "drift") for n in self.facts_at(span))

    def actors(self, report: str, start: int, end: int) -> list[tuple[int, str]]:
        """(end of the mention, entity) of the persons and organisations mentioned in the range, in order.

        A name inside a longer mention ("Malta" in "Malta's finance ministry") is no actor of its own.
        """
        return [(end_, entity) for _, end_, entity in self.acting(report, start, end)]

    def acting(self, report: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """The same with where each mention starts."""
        rows, starts = self._mentions[report], self._mention_starts[report]
        found: list[tuple[int, int, str]] = []
        covered = -1
        for m in rows[bisect_left(starts, start) : bisect_left(starts, end)]:
            entity = self._acting(m)
            if entity and covered < m.end <= end:
                found.append((m.start, m.end, entity))
            if entity and m.end <= end:
                covered = max(covered, m.end)
        return found

    def actor_at(self, report: str, place: int) -> str | None:
        """The person or organisation whose mention begins at `place`."""
        rows, starts = self._mentions[report], self._mention_starts[report]
        here = rows[bisect_left(starts, place) : bisect_right(starts, place)]
        return next((e for m in here if (e := self._acting(m))), None)

    def _acting(self, mention: Mention) -> str | None:
        """The entity of a mention of somebody who can act; words of a headline in capitals are nobody."""
        entity = self.dossier.entity_of.get(mention.id)
        if not entity or entity in self._shouted:
            return None
        return entity if self._types.get(entity, mention.type) in ("person", "org", "group") else None

    def meant(self, report: str, actor: str) -> str:
        """Who "the minister" is: the one person of the report who holds that office and is spoken of by the same
        pronoun; "the museum" the one body that is called so; else the description itself."""
        if self.named(actor):
            return actor
        office, said = padded(self.label(actor)).split()[-1:], self.genders.of(actor)
        fits = {
            e
            for m in self._mentions[report]
            if (e := self.dossier.entity_of.get(m.id)) and self.is_person(e) and self.named(e)
            if said and self.genders.of(e) == said and set(office) & self._roles.get(e, frozenset())
        }
        called = office if not self.is_person(actor) else []
        fits |= {b for b in self.bodies(report) if self.named(b) and set(called) & set(padded(self.label(b)).split())}
        return fits.pop() if len(fits) == 1 else actor

    def actor_before(self, report: str, place: int, reach: int) -> str | None:
        """The person or organisation last mentioned before `place`, not more than `reach` characters away."""
        found = self.actors(report, max(0, place - reach), place)
        return found[-1][1] if found else None

    def facts_at(self, span: Span) -> list[int]:
        """Numbers of the facts that have a span of which half lies in this one, or that holds half of it."""
        rows = self._facts.get(span.report, [])
        low = bisect_left(rows, (span.start - WINDOW, 0, 0))
        high = bisect_right(rows, (span.end, 0, 0))
        found = []
        for start, end, n in rows[low:high]:
            shared = min(end, span.end) - max(start, span.start)
            if 2 * shared >= min(end - start, span.end - span.start) > 0:
                found.append(n)
        return found

    def day(self, report: str) -> str | None:
        """The day a report was published."""
        return (self.reports[report].published.value or "")[:10] or None


def padded(text: str) -> str:
    """Folded words with single spaces, one at each end: phrases are found whole."""
    return f" {' '.join(folded_words(text))} "


def has(text: str, phrases: Sequence[str]) -> str | None:
    """The first of the phrases that the padded text has, as whole words."""
    return next((p for p in phrases if f" {p} " in text), None)
