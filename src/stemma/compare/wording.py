"""The same act or thing named in other words: short spans side by side, never a score of anybody."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from stemma.compare.evidence import Ground
from stemma.compare.passages import Passages
from stemma.compare.phrase import shared_words
from stemma.compare.replies import act, replies
from stemma.compare.stances import slid, stances
from stemma.compare.wording_courtesy import courtesy
from stemma.compare.wording_saying import coloured
from stemma.compare.wording_uses import Keys, Use, clauses_of, one_thing, uses
from stemma.text.fold import fold
from stemma.text.unions import Unions
from stemma.types.difference import Wording
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.span import Span
from stemma.types.story import Story

MOST = 20
"""Items listed for one story."""
MOST_SIDES = 6
"""Wordings of one item; what else there is says the same again."""
A_SPAN = 2
"""Items in which one span is shown."""
MOST_PLACES = 40
"""Places of one group that are compared; a word in more places is no choice of words."""
LEAST, LEAST_APART = 0.85, 1.1
"""What two uses must share to be about one thing: with a telling word of the phrases among it, and without. Read over
27 stories: above it one pair in fifteen was of two things, a tenth below it one in three."""
LEAST_IN_FACT = 0.8
"""The same where the clauses state one fact. Of 30 such pairs between it and `LEAST_APART` in 33 stories, 28 named one
thing."""
SAYING = 1.5
"""How surely a pair of verbs of saying is one of one thing: an utterance is joined by its words."""


class WordingComparer:
    """Phrases by which reports name one thing with words that lead in different directions."""

    name = "wording"
    version = "2"
    requires = frozenset({"reports", "layers", "stories", "facts", "utterances"})
    assigns = frozenset({"wording"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        ground = Ground(dossier)
        found: list[Wording] = []
        for story in dossier.stories:
            facts = [f for f in dossier.facts if f.story == story.id]
            passages = Passages(story, facts, ground)
            named = [*_named(passages, len(story.reports)), *((SAYING, s, "") for s in coloured(story, ground))]
            named += [(0.0, s, "") for s in (courtesy(story, ground),) if s]
            ranked = sorted(named, key=lambda n: (-n[0], n[1]))
            found += _listed(story, ranked)
        return {"wording": tuple(found)}


Named = tuple[float, tuple[Span, ...], str]
"""How surely the spans name one thing, the spans, and what it is by the words that they share."""


def _listed(story: Story, ranked: Sequence[Named]) -> Iterator[Wording]:
    """The items to show: a span stands in few of them."""
    seen: Counter[Span] = Counter()
    listed = 0
    for _, spans, of in ranked:
        if listed < MOST and max(seen[s] for s in spans) < A_SPAN:
            seen.update(spans)
            listed += 1
            yield _wording(story, spans, of)


def _wording(story: Story, spans: tuple[Span, ...], of: str) -> Wording:
    key = "|".join(f"{s.report} {s.start} {s.end}" for s in spans)
    return Wording(id=content_id("w", key), story=story.id, of=of, sides=spans)


def _named(passages: Passages, reports: int) -> Iterator[Named]:
    """The things of the story that words of one group name, acts put more and less firmly, answers to one thing."""
    keys = Keys(passages, reports)
    rows = list(clauses_of(passages))
    by_group: dict[int, list[Use]] = defaultdict(list)
    for row in rows:
        for use in uses(row, keys, passages.ground):
            by_group[use.group].append(use)
    for group in sorted(by_group):
        yield from _of_group(by_group[group][:MOST_PLACES], keys)
    held = [s for row in rows for s in stances(row, keys, passages.ground)]
    for weight, soft, firm in slid(held, keys):
        yield weight, tuple(sorted((soft.use.span, firm.use.span))), ""
    for one, two in replies(passages, keys):
        yield LEAST, tuple(sorted(act(row, passages.ground) for row in (one, two))), ""


def _of_group(mine: Sequence[Use], keys: Keys) -> Iterator[Named]:
    """Uses that are about one thing, joined; of each wording the surest place."""
    unions = Unions(range(len(mine)))
    best: dict[int, float] = defaultdict(float)
    for n, one in enumerate(mine):
        for m in range(n):
            weight = one_thing(one, mine[m], keys)
            if weight >= _enough(one, mine[m]):
                unions.join(*sorted((unions.root(n), unions.root(m))))
                best[n], best[m] = max(best[n], weight), max(best[m], weight)
    for _, places in sorted(unions.groups().items()):
        ranked = sorted(places, key=lambda n: (-best[n], mine[n].span))
        if len(ranked) > 1:
            yield best[ranked[0]], _sides([mine[n] for n in ranked]), _of([mine[n] for n in ranked])


def _enough(one: Use, two: Use) -> float:
    """What the two must share. Each with an object of its own they are about two things."""
    if one.object & two.object:
        return LEAST
    if one.at.facts & two.at.facts and not (one.object and two.object):
        return LEAST_IN_FACT
    return math.inf if one.object and two.object else LEAST_APART


def _sides(ranked: Sequence[Use]) -> tuple[Span, ...]:
    """One span for each wording of a report, the surest first; in order of report and place."""
    kept: dict[tuple[str, str], Span] = {}
    for use in ranked:
        kept.setdefault((use.span.report, fold(use.span.text)), use.span)
    return tuple(sorted(list(kept.values())[:MOST_SIDES]))


def _of(ranked: Sequence[Use]) -> str:
    """What the surest two share besides the words that differ, as one of them prints it."""
    one = ranked[0]
    two = next(u for u in ranked if u.span.report != one.span.report and u.entry != one.entry)
    left, right = sorted((one.span, two.span))
    return shared_words(left, right, one.object & two.object)
