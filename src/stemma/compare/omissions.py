"""Facts and conditions that a report lacks though what it rests on, or most of its family, or others have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

from msgspec import Struct

from stemma.compare.conditions import bearing, hung
from stemma.compare.errata import TAKEN_BACK
from stemma.compare.evidence import Ground
from stemma.compare.passages import Passages
from stemma.compare.retold import Retold
from stemma.compare.told import Telling, Text, may_deny, may_hang, may_set, telling, text_of
from stemma.compare.weighed import CONDITION, DENIAL, UNMET, weighed
from stemma.text.clauses import verbal
from stemma.types.difference import Fact, Omission
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.story import Story

MOST = 12
"""Omissions listed for one story: what a reader can look through. The rest changes little."""
LEAST_RANK = 0.2
"""Rank below which an omission is not worth a line: a passing detail. Of the 134 absences that matter to the gold of 29
stories 84 are above it, at ten lines a story, and three of four that can be judged are true; at 0.6 a story has seven
lines, 18 more are lost, and no more of the rest are true."""
MAJORITY = 0.5
"""Share of a family that must have a fact before its absence in the others is one."""
MOST_TOLD = 0.45
"""Chance that a report tells the fact in words of its own (`retold`) from which nothing is said of its lacking it. At
.5 and .42 the stories of eight sets have 85 and 75 of the absences that matter for 84, and as many are true."""
LEAST_WORDS = 5
"""Words that the statements of a fact must have on average: less is a piece of a clause."""
DROPPED = "it has what hangs on it"
RESTS = "the report it rests on has it"
SAID = "it was said in what the report rests on"
FAMILY = "most reports of the same origin have it"
MOST_HAVE = "most reports of the story have it"
OTHERS = "other reports of the story have it"
EXPECTED = {DROPPED: 1.0, FAMILY: 0.6, RESTS: 0.3, SAID: 0.3, MOST_HAVE: 0.2, OTHERS: 0.0}
"""What each reason adds to the rank."""


class OmissionComparer:
    """Lists facts that reports lack, those first that change most: conditions, earlier words, denials."""

    name = "omissions"
    version = "2"
    requires = frozenset({"facts", "derivations", "origins", "reports", "stories"})
    assigns = frozenset({"omissions"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        ground = Ground(dossier)
        texts = {r.id: text_of(r, la) for r, la in zip(dossier.reports, dossier.layers, strict=True)}
        found: list[Omission] = []
        for story in dossier.stories:
            facts = [f for f in dossier.facts if f.story == story.id] if len(story.reports) > 1 else []
            found += _found(_Absent(story, facts, ground, texts))
        return {"omissions": tuple(found)}


class _Ranked(Struct, frozen=True):
    rank: float
    omission: Omission


class _Candidate(Struct, frozen=True):
    """A fact with the reports that lack its statements, and why each could be expected to have it."""

    rank: float
    """The highest that it can have: with all of them lacking it in any words."""
    fact: Fact
    what: str
    expected: dict[str, str]


class _Absent:
    """What is asked of the reports of one story."""

    def __init__(self, story: Story, facts: Sequence[Fact], ground: Ground, texts: Mapping[str, Text]) -> None:
        passages = Passages(story, facts, ground)
        self.story, self.facts, self.ground, self.texts = story, facts, ground, texts
        self.bearers, self.hanging = bearing(passages), hung(passages)
        self.retold = Retold(story, facts, ground, texts)

    def candidates(self) -> list[_Candidate]:
        """The facts that some report has no statement of, those first whose absence may change most."""
        made = []
        for fact in self.facts:
            present = {s.report for s in fact.spans}
            told = not fact.why.endswith(TAKEN_BACK) and _whole(fact, self.ground)
            if len(present) < len(self.story.reports) and told:
                rank, what = weighed(fact, self.ground)
                expected = self._expected(fact, present, what)
                made.append(_Candidate(rank + _most(expected), fact, what, expected))
        return sorted((c for c in made if c.rank >= LEAST_RANK), key=lambda c: (-c.rank, c.fact.id))

    def _expected(self, fact: Fact, present: Set[str], what: str) -> dict[str, str]:
        bearing = self.bearers.get(fact.id, frozenset())
        said_in = {o for s in fact.spans if self.ground.speech(s) and (o := self.ground.origin(s))}
        hanging = self.hanging.get(fact.id, frozenset()) if what == CONDITION else frozenset[str]()
        asked = [r for r in self.story.reports if r not in present and r not in hanging]
        return {r: _expected(r, present, self.story, what, bearing, said_in, self.ground) for r in asked}


def _found(absent: _Absent) -> list[Omission]:
    """The omissions of a story, ranked. Texts are searched only for what can still be among the first."""
    rows: list[_Ranked] = []
    for one in absent.candidates():
        if len(rows) >= MOST and sorted(-r.rank for r in rows)[MOST - 1] <= -one.rank:
            break
        missing = _untold(one, absent)
        rank = one.rank - _most(one.expected) + _most(missing)
        if missing and rank >= LEAST_RANK:
            present = {s.report for s in one.fact.spans}
            rows.append(_Ranked(rank, _omission(one.fact, present, missing, one.what)))
    ranked = sorted(rows, key=lambda r: (-r.rank, r.omission.id))
    return [r.omission for r in ranked[:MOST]]


def _most(expected: Mapping[str, str]) -> float:
    return max((EXPECTED[why] for why in expected.values()), default=0.0)


def _whole(fact: Fact, ground: Ground) -> bool:
    """Most of its statements say something: they are no pieces of clauses."""
    rows = [ground.evidence(s).words for s in fact.spans]
    long = sum(len(row) for row in rows) >= LEAST_WORDS * len(rows)
    return long and 2 * sum(any(verbal(w) for w in row) for row in rows) >= len(rows)


def _untold(one: _Candidate, absent: _Absent) -> dict[str, str]:
    """The reports in which nothing speaks for it that they tell the fact otherwise."""
    tells = telling(one.fact, absent.texts, absent.ground)
    return {r: why for r, why in one.expected.items() if not _told(one, r, why, tells, absent)}


def _told(one: _Candidate, report: str, why: str, tells: Telling, absent: _Absent) -> bool:
    text = absent.texts[report]
    if _otherwise(one.what, text, tells) or (why == DROPPED and may_set(text, tells)):
        return True
    return absent.retold(one.fact, tells, report) >= MOST_TOLD


def _otherwise(what: str, text: Text, tells: Telling) -> bool:
    """A denial or a condition may stand there in words of its own."""
    return (what in (DENIAL, UNMET) and may_deny(text, tells)) or (what == CONDITION and may_hang(text, tells))


def _expected(
    report: str, present: Set[str], story: Story, what: str, bearing: frozenset[str], said_in: Set[str], ground: Ground
) -> str:
    """Why the report could be expected to have what `present` have."""
    if what == CONDITION and report in bearing:
        return DROPPED
    if ground.rests[report] & present:
        return RESTS
    if what == CONDITION and said_in & ground.origins_under(report):
        return SAID
    origins = ground.origins_under(report)
    family = [r for r in story.reports if r != report and ground.origins_under(r) & origins]
    if len(family) > 1 and sum(r in present for r in family) > MAJORITY * len(family):
        return FAMILY
    others = len(story.reports) - 1
    return MOST_HAVE if others > 1 and len(present) > MAJORITY * others else OTHERS


def _omission(fact: Fact, present: Set[str], missing: Mapping[str, str], what: str) -> Omission:
    lacking = tuple(sorted(missing))
    key = fact.id + "|" + "|".join(lacking)
    reason = Counter(missing.values())
    why = min(reason, key=lambda w: (-reason[w], w))
    return Omission(
        id=content_id("o", key),
        story=fact.story,
        fact=fact.id,
        present_in=tuple(sorted(present)),
        missing_in=lacking,
        why=f"{what} is missing; {why}",
    )
