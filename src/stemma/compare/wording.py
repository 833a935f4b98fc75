"""The same act or thing named in other words: pairs of short spans, never a score of anybody."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from msgspec import Struct

from stemma.compare.phrase import closed, phrase, shared_words
from stemma.resources import words as word_list
from stemma.text.clauses import clauses
from stemma.text.fold import fold, stem
from stemma.text.roots import roots
from stemma.text.sentences import sentences
from stemma.text.tokens import words
from stemma.types.difference import Wording
from stemma.types.dossier import Dossier
from stemma.types.report import STATING, Report
from stemma.types.span import Span
from stemma.types.story import Story

LEAST_COMMON = 1
"""Telling words besides that two clauses must share, so that both speak of one thing."""
MOST = 20
"""Pairs listed for one story."""
A_SPAN = 2
"""Pairs in which one span is shown."""
MOST_CLAUSES = 4000
"""Clauses read of one report. A long article has about 150."""
MOST_PLACES = 40
"""Places of one group that are compared; a word in more places is no choice of words."""


class WordingComparer:
    """Pairs of phrases by which two reports name one thing with words that lead in different directions."""

    name = "wording"
    version = "1"
    requires = frozenset({"reports", "stories", "facts"})
    assigns = frozenset({"wording"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        reports = {r.id: r for r in dossier.reports}
        found: list[Wording] = []
        for story in dossier.stories:
            found += _of_story(story, reports, _facts(dossier, story))
        return {"wording": tuple(found)}


class _Use(Struct, frozen=True):
    """One use of a word of a group: its phrase, which word it is; roots of it, of the rest of the phrase, of the rest
    of the clause.
    """

    group: int
    form: str
    span: Span
    clause: tuple[str, int, int]
    own: frozenset[str]
    object: frozenset[str]
    besides: frozenset[str]


@cache
def _groups() -> Mapping[tuple[str, ...], tuple[int, str]]:
    """Folded word or phrase -> (group, the stem by which forms of one word meet)."""
    table: dict[tuple[str, ...], tuple[int, str]] = {}
    for number, group in enumerate(word_list("framing")["groups"]):
        for entry in group:
            table.setdefault(tuple(fold(entry).split()), (number, " ".join(stem(w)[:5] for w in fold(entry).split())))
    return table


LONGEST = 4
"""Words of the longest phrase of a group."""


def _facts(dossier: Dossier, story: Story) -> Mapping[tuple[str, int, int], str]:
    """Clause -> the fact it states."""
    return {(s.report, s.start, s.end): f.id for f in dossier.facts if f.story == story.id for s in f.spans}


def _uses(report: Report) -> Iterator[_Use]:
    for start, end in islice(_clauses(report), MOST_CLAUSES):
        yield from _of_clause(report, start, end)


def _clauses(report: Report) -> Iterator[tuple[int, int]]:
    for line in report.lines_of(*STATING):
        for low, high in sentences(report.text, line.start, line.end, report.language):
            yield from clauses(report.text, low, high)


def _of_clause(report: Report, start: int, end: int) -> Iterator[_Use]:
    tokens = list(words(report.text, start, end))
    folded = [fold(w.text) for w in tokens]
    for i in range(len(tokens)):
        for size in range(LONGEST, 0, -1):
            known = _groups().get(tuple(folded[i : i + size]))
            if known and i + size <= len(tokens):
                low, high = phrase(report.text, tokens, folded, i, i + size)
                told = frozenset(roots(folded[low:i] + folded[i + size : high]))
                besides = frozenset(roots(folded[:i] + folded[i + size :]))
                if told:
                    last = closed(report.text, tokens[low].start, tokens[high - 1].end)
                    span = report.span(tokens[low].start, last)
                    own = frozenset(roots(folded[i : i + size]))
                    yield _Use(known[0], known[1], span, (report.id, start, end), own, told, besides)
                break


def _of_story(story: Story, reports: Mapping[str, Report], facts: Mapping[tuple[str, int, int], str]) -> list[Wording]:
    by_group: dict[int, list[_Use]] = {}
    for report in sorted(story.reports):
        for use in _uses(reports[report]):
            by_group.setdefault(use.group, []).append(use)
    pairs: dict[tuple[str, ...], tuple[float, _Use, _Use]] = {}
    for group in sorted(by_group):
        uses = by_group[group][:MOST_PLACES]
        for n, one in enumerate(uses):
            for two in uses[n + 1 :]:
                weight = _one_thing(one, two, facts)
                key = (str(group), *sorted((one.form, two.form)))
                if weight and (key not in pairs or weight > pairs[key][0]):
                    pairs[key] = (weight, one, two)
    ranked = sorted(pairs.values(), key=lambda p: (-p[0], p[1].span, p[2].span))
    seen: Counter[Span] = Counter()
    kept = []
    for _, one, two in ranked:
        if max(seen[one.span], seen[two.span]) < A_SPAN:
            seen.update((one.span, two.span))
            kept.append(_wording(story, one, two))
    return kept[:MOST]


def _one_thing(one: _Use, two: _Use, facts: Mapping[tuple[str, int, int], str]) -> float:
    """How surely two uses in different reports, in different words, are about one thing; 0 if they are not."""
    if one.span.report == two.span.report or one.form == two.form:
        return 0.0
    aligned = facts.get(one.clause) is not None and facts.get(one.clause) == facts.get(two.clause)
    shared, told = len(one.besides & two.besides), _told(one, two)
    if not told or (shared <= LEAST_COMMON and not aligned):
        return 0.0
    named = all(w[:1].isupper() for w in told.split())
    return 0.0 if named and len(told.split()) < NAMES and not aligned else shared + 2.0 * aligned


def _told(one: _Use, two: _Use) -> str:
    """What both phrases say besides the two words that differ, as one of them prints it."""
    left, right = sorted((one, two), key=lambda u: u.span)
    return shared_words(left.span, right.span, (one.object & two.object) - one.own - two.own)


NAMES = 2
"""Names that two phrases must share if they share nothing else: half the clauses of a story name its actors."""


def _wording(story: Story, one: _Use, two: _Use) -> Wording:
    left, right = sorted((one.span, two.span))
    key = "|".join(f"{s.report} {s.start} {s.end}" for s in (left, right))
    return Wording(
        id="w" + hashlib.sha256(key.encode()).hexdigest()[:10],
        story=story.id,
        of=_told(one, two),
        sides=(left, right),
    )
