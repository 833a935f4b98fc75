"""Facts and conditions that a report lacks though what it rests on, or most of its family, has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

import msgspec
from msgspec import Struct

from stemma.compare.conditions import bearing, conditional, hung
from stemma.compare.earlier import earlier_words
from stemma.compare.evidence import Ground
from stemma.compare.passages import Passages
from stemma.compare.strength import negative
from stemma.compare.told import SMALL, Telling, Text, may_deny, may_hang, may_set, may_tell, telling, text_of
from stemma.types.difference import Fact, Omission
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.story import Story

MOST = 12
"""Omissions listed for one story: what a reader can look through. The rest changes little."""
LEAST_RANK = 1.7
"""Rank below which an omission is not worth a line: a passing detail that one other report has."""
MAJORITY = 0.5
"""Share of a family that must have a fact before its absence in the others is one."""
TOLD, TOLD_IF_GRAVE, TOLD_IF_ONE = 0.25, 0.5, 0.2
"""Share of the weight of the telling words of a fact that, in two neighbouring sentences of a report, may say it in
other words. A condition shares its words with what it is a condition of, so more is asked there; of a fact that one
report has nobody knows other wordings, so less. Set with five further sets of stories in view."""
LEAST_OTHERS = 3
"""Reports that must have a denial before its absence in one that does not rest on them is shown."""
DROPPED = "it has what hangs on it"
RESTS = "the report it rests on has it"
SAID = "it was said in what the report rests on"
FAMILY = "most reports of the same origin have it"
MOST_HAVE = "most reports of the story have it"
OTHERS = "other reports of the story have it"
EXPECTED = {DROPPED: 1.2, RESTS: 1.0, SAID: 0.9, FAMILY: 0.8, MOST_HAVE: 0.6, OTHERS: 0.0}
"""What each reason adds to the rank."""
HEADLINE = 0.5
"""What it adds that a headline has the fact."""
CONDITION, DENIAL = "the condition", "the denial"
EARLIER = "what was said earlier"
UNMET = "a denial"
ALONE = frozenset((EARLIER, UNMET))
FIGURE, PLAIN = "the figure", "the fact"
SLIGHT = frozenset((FIGURE, PLAIN))
"""That most reports have such says nothing of the rest, who may have put it otherwise."""
GRAVE = frozenset((CONDITION, DENIAL))
"""Without these a report says another thing; they are listed also if only some others have them."""


class OmissionComparer:
    """Lists facts that reports lack, those first that change most: conditions, denials, figures in dispute."""

    name = "omissions"
    version = "1"
    requires = frozenset({"facts", "derivations", "origins", "reports", "stories"})
    assigns = frozenset({"omissions"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        ground = Ground(dossier)
        texts = {r.id: text_of(r, la) for r, la in zip(dossier.reports, dossier.layers, strict=True)}
        found: list[Omission] = []
        for story in dossier.stories:
            facts = [f for f in dossier.facts if f.story == story.id]
            passages = Passages(story, facts, ground)
            rows = _found(story, facts, ground, texts, bearing(passages), hung(passages))
            ranked = sorted(rows, key=lambda r: (-r.rank, r.omission.id))
            found += [r.omission for r in ranked[:MOST] if r.rank >= LEAST_RANK]
        return {"omissions": tuple(found)}


class _Ranked(Struct, frozen=True):
    rank: float
    omission: Omission


def _found(
    story: Story,
    facts: Sequence[Fact],
    ground: Ground,
    texts: Mapping[str, Text],
    bearers: Mapping[str, frozenset[str]],
    hanging: Mapping[str, frozenset[str]],
) -> list[_Ranked]:
    rows = []
    rested_on = {other for r in story.reports for other in ground.rests[r]}
    for fact in facts:
        present = {s.report for s in fact.spans}
        bearing = bearers.get(fact.id, frozenset())
        rank, what = _rank(fact, present, story, ground)
        single = len(present) == 1 and present.isdisjoint(rested_on) and not bearing - present
        if single and what not in ALONE and what != CONDITION:
            continue
        said_in = {o for s in fact.spans if ground.speech(s) and (o := ground.origin(s))}
        expected = {r: why for r in story.reports if r not in present
                    if (why := _expected(r, present, story, what, bearing, said_in, ground))}  # fmt: skip
        missing = _untold(fact, expected, texts, what, ground)
        if what == CONDITION:
            missing = {r: why for r, why in missing.items() if r not in hanging.get(fact.id, ())}
        if missing and (len(present) > 1 or what in ALONE or {RESTS, DROPPED, SAID} & set(missing.values())):
            rank += max(EXPECTED[w] for w in missing.values())
            rows.append(_Ranked(rank, _omission(fact, present, missing, what)))
    return rows


def _untold(
    fact: Fact, expected: Mapping[str, str], texts: Mapping[str, Text], what: str, ground: Ground
) -> dict[str, str]:
    """The reports of `expected` in which nothing speaks for it that they tell the fact otherwise."""
    if not expected:
        return {}
    alone = len({s.report for s in fact.spans}) == 1
    share = TOLD_IF_GRAVE if what in GRAVE else TOLD_IF_ONE if alone else TOLD
    tells = telling(fact, texts, ground)
    if what == CONDITION:
        tells = msgspec.structs.replace(tells, figures=())
    return {
        r: why
        for r, why in expected.items()
        if not _otherwise(what, texts[r], tells)
        and not (may_set(texts[r], tells) if why == DROPPED else may_tell(texts[r], tells, share))
    }


def _otherwise(what: str, text: Text, tells: Telling) -> bool:
    """A denial or a condition may stand there in words of its own."""
    return (what in (DENIAL, UNMET) and may_deny(text, tells)) or (what == CONDITION and may_hang(text, tells))


def _expected(
    report: str, present: set[str], story: Story, what: str, bearing: frozenset[str], said_in: Set[str], ground: Ground
) -> str | None:
    """Why the report could be expected to have what `present` have; None if nothing says so."""
    if what == CONDITION and report in bearing:
        return DROPPED
    if ground.rests[report] & present:
        return RESTS
    if what in SLIGHT:
        return None
    if what == CONDITION and said_in & ground.origins_under(report):
        return SAID
    origins = ground.origins_under(report)
    family = [r for r in story.reports if r != report and ground.origins_under(r) & origins]
    if len(family) > 1 and sum(r in present for r in family) > MAJORITY * len(family):
        return FAMILY
    others = [r for r in story.reports if r != report]
    if len(others) > 1 and len(present) > MAJORITY * len(others):
        return MOST_HAVE
    return OTHERS if what in ALONE or (what in GRAVE and len(present) >= LEAST_OTHERS) else None


def _rank(fact: Fact, present: set[str], story: Story, ground: Ground) -> tuple[float, str]:
    """How much the absence of the fact changes, and what it is that is absent."""
    rows = [ground.evidence(s) for s in fact.spans]
    rank = len(present) / len(story.reports) + HEADLINE * any(r.headline for r in rows)
    if 2 * sum(conditional(r.words) for r in rows) > len(rows):
        return rank + 2.0, CONDITION
    if any(earlier_words(s, ground) for s in fact.spans):
        return rank + 1.7, EARLIER
    if fact.relation == "only" and any(r.strength == "denied" and r.source for r in rows):
        return rank + 1.6, UNMET
    if any(r.strength == "denied" for r in rows) or fact.conflict_type == "denial":
        return rank + 1.6, DENIAL
    if fact.relation in ("conflict", "drift"):
        return rank + 1.2, "a fact the reports differ on"
    if any(negative(r) for r in rows):
        return rank + 0.2, "the negation"
    if any(v > SMALL or not v.is_integer() for s in fact.spans for v in ground.values(s)):
        return rank + 0.3, FIGURE
    return rank, PLAIN


def _omission(fact: Fact, present: set[str], missing: Mapping[str, str], what: str) -> Omission:
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
