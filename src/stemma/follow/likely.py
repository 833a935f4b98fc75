"""Facts of a story that are likely terms, whether or not a pattern finds them, and finds of patterns that are not."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from stemma.follow.odds import Odds
from stemma.follow.outcomes import answered
from stemma.follow.reading import Reading, padded
from stemma.follow.term import Piece, kind_of
from stemma.follow.terms_told import maker
from stemma.types.difference import Fact
from stemma.types.span import Span
from stemma.types.story import Story

BEST, MEAN, REPORTS, BESIDE, POOLED = 0.3, 0.65, 0.6, 0.6, 0.55
"""What the best and the mean odds of the clauses of a fact add to its odds, the logarithm of how many reports have it,
and the mean odds of the clauses before and behind them: terms stand together. Fitted as those of `odds`."""
UNKNOWN = -1.0
"""Odds of a find of the patterns that states no fact."""
NOTHING = -4.0
"""Odds of what stands beside a clause that is alone."""
LEAST = -1.5
"""Odds that the best clause of a term has by itself: what stands among terms is not one for that alone."""
LIKELY, UNLIKELY = -0.7, -2.5
"""Odds of a fact from which it is a term though no pattern found it, and below which it is none though one did. Judged
set by set, patterns alone list 198 terms that hold 104 of gold's 138, and 5 of the 19 of three stories that nobody had
read; with these odds 240 that hold 113, and 11, and as many of them in a hundred are true (.61, .63)."""


def likely(story: Story, reading: Reading, found: Sequence[Piece]) -> list[Piece]:
    """`found` without what is no term by its odds, and a piece for each clause of the facts that are likely terms."""
    odds = Odds(story, reading)
    facts = [n for n, fact in enumerate(reading.dossier.facts) if fact.story == story.id]
    judged = _judged(odds, [*(s for n in facts for s in reading.dossier.facts[n].spans), *(p.span for p in found)])
    beside = _beside(judged)
    of_fact = {n: _pooled(reading.dossier.facts[n], judged, beside) for n in facts}
    weighed = [msgspec.structs.replace(p, odds=_odds(p.span, reading, of_fact)) for p in found]
    kept = [p for p in weighed if p.odds > UNLIKELY]
    known = {n for p in kept for n in reading.facts_at(p.span)}
    new = [n for n in facts if of_fact[n] > LIKELY and n not in known]
    return [
        *kept,
        *(
            _piece(reading, odds, s, of_fact[n])
            for n in new
            for s in reading.dossier.facts[n].spans
            if s in judged and not _over(s.text)
        ),
    ]


def _over(clause: str) -> bool:
    """It tells what became of an offer, not what is in it."""
    return kind_of(clause) == "term" and answered(padded(clause)) is not None


def _odds(span: Span, reading: Reading, of_fact: Mapping[int, float]) -> float:
    """The odds of what a clause states; of one that is no clause of a fact nothing is known."""
    return max((of_fact[n] for n in reading.facts_at(span)), default=UNKNOWN)


def _judged(odds: Odds, spans: Sequence[Span]) -> dict[Span, float]:
    """The odds of the clauses, in text order; without those in lines that are not read."""
    found = ((span, odds(span)) for span in sorted(set(spans)))
    return {span: value for span, value in found if value is not None}


def _beside(judged: Mapping[Span, float]) -> dict[Span, list[float]]:
    """The odds of the clauses before and behind each."""
    found: dict[Span, list[float]] = defaultdict(list)
    for one, other in pairwise(judged):
        if one.report == other.report:
            found[one].append(judged[other])
            found[other].append(judged[one])
    return found


def _pooled(fact: Fact, judged: Mapping[Span, float], beside: Mapping[Span, Sequence[float]]) -> float:
    """The odds of a fact."""
    odds = [judged[s] for s in fact.spans if s in judged]
    if not odds:
        return UNLIKELY
    around = [value for s in fact.spans for value in beside.get(s, ())] or [NOTHING]
    reports = len({s.report for s in fact.spans if s in judged})
    mean, near = math.fsum(odds) / len(odds), math.fsum(around) / len(around)
    pooled = POOLED + BEST * max(odds) + MEAN * mean + REPORTS * math.log(reports) + BESIDE * near
    return pooled if max(odds) > LEAST else min(pooled, LIKELY)


def _piece(reading: Reading, odds: Odds, span: Span, value: float) -> Piece:
    return Piece(span, _by(reading, odds, span), kind_of(span.text), sure=False, odds=value)


def _by(reading: Reading, odds: Odds, span: Span) -> str | None:
    """Who says it; of the outlet's own words, who makes the offer that was spoken of last."""
    report = reading.reports[span.report]
    speech = reading.around(span)
    actor = reading.dossier.actor(speech.source) if speech else None
    if actor not in (None, "outlet"):
        return actor
    told = odds.told_by(span)
    return reading.issuer(report.id) or (maker(reading, report, told.start, told.end) if told else None)
