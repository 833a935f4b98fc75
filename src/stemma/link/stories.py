"""Reports -> stories of one event."""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from stemma.link.story_terms import Vector, index, printed, rare_names, shared, term_counts, vectors
from stemma.types.dossier import Dossier
from stemma.types.report import Report
from stemma.types.story import Story

JOIN = 0.22
"""Mean likeness of two groups of reports from which they are one story.

Swept from 0.12 to 0.40: ECB+ and BASIL without dates are best between 0.25 and 0.32, but an undated bulletin among
the invented stories is lost above 0.22; with dates (and their factor) BASIL is level from 0.24 to 0.36.
"""
EDGE = 0.06
"""Pairs below this are no candidates; they count as zero in the mean."""
DATE_FACTOR = (1.5, 1.5, 1.4, 1.35, 1.3, 1.2, 1.1, 1.0)
"""Likeness is multiplied by the entry for the days between two known dates; beyond the last, never joined.

Two reports of one week that share words are far more often of one event than two of unknown date: the best
threshold without dates was about 1.5 times that with dates (BASIL with and without its dates).
"""
NAMES_SHARED, NAMES_FACTOR = 2, 1.15
"""Two dated reports that share this many rare names are so much more alike. On three stories and decoys nobody had
tuned on, B-cubed F1 rose from 91.6 to 95.3 (a statement and a local paper found their story); BASIL, ECB+ and the nine
development stories stayed (97.8, 86.7, 100). A factor of 1.3 without names gave 100, but joined two sinkings of
different ferries.
"""
LONGEST_POSTING = 400
"""Words in more reports of the run than this name no candidates."""
SHARED_SHOWN = 6


class Stories:
    """Groups reports into stories of one event by shared rare words and names, and by date."""

    name = "stories"
    version = "1"
    requires = frozenset({"reports", "layers", "entities"})
    assigns = frozenset({"stories", "story_of"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        reports = dossier.reports
        layers = {la.report: la for la in dossier.layers}
        counts = [term_counts(r) for r in reports]
        weighted = vectors(counts)
        alike = _copies(reports, counts)
        firsts = [rows[0] for rows in alike]
        pairs = likeness([weighted[i] for i in firsts], [_day(reports[i]) for i in firsts])
        pairs = _by_names(pairs, [rare_names(reports[i], layers.get(reports[i].id)) for i in firsts], reports, firsts)
        groups = cluster(alike, pairs, [r.id for r in reports])
        stories = sorted((_story(g, reports, weighted) for g in groups), key=lambda s: s.id)
        order = {r.id: i for i, r in enumerate(reports)}
        stories.sort(key=lambda s: order[s.reports[0]])
        return {"stories": tuple(stories), "story_of": {r: s.id for s in stories for r in s.reports}}


def _day(report: Report) -> int | None:
    """The day of publication as a number, or None where it is not known to the day."""
    value = (report.published.value or "")[:10]
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        return None


def likeness(weighted: Sequence[Vector], days: Sequence[int | None]) -> dict[tuple[int, int], float]:
    """Likeness of each pair of reports (lower number first): cosine of their words, times the date factor."""
    postings = index(weighted, LONGEST_POSTING)
    found: dict[tuple[int, int], float] = {}
    for low, vector in enumerate(weighted):
        sums: dict[int, float] = defaultdict(float)
        for key in sorted(vector.keys() & postings.keys()):
            for high, weight in postings[key]:
                if high > low:
                    sums[high] += vector[key] * weight
        for high, value in sums.items():
            factor = _date_factor(days[low], days[high])
            if value >= EDGE and factor:
                found[low, high] = value * factor
    return found


def _by_names(
    pairs: Mapping[tuple[int, int], float],
    names: Sequence[frozenset[str]],
    reports: Sequence[Report],
    firsts: Sequence[int],
) -> dict[tuple[int, int], float]:
    """Likeness, raised where two dated reports share rare names."""
    dated = [_day(reports[i]) is not None for i in firsts]
    return {
        (a, b): value * NAMES_FACTOR if dated[a] and dated[b] and len(names[a] & names[b]) >= NAMES_SHARED else value
        for (a, b), value in pairs.items()
    }


def _date_factor(a: int | None, b: int | None) -> float:
    if a is None or b is None:
        return 1.0
    return DATE_FACTOR[abs(a - b)] if abs(a - b) < len(DATE_FACTOR) else 0.0


def _copies(reports: Sequence[Report], counts: Sequence[Mapping[str, float]]) -> list[list[int]]:
    """Reports of one day with the same words, together: hundreds of copies cost no more than one."""
    found: dict[tuple[int | None, frozenset[tuple[str, float]]], list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        words = frozenset(counts[number].items()) or frozenset([(report.id, 0.0)])
        found[_day(report), words].append(number)
    return list(found.values())


def cluster(
    alike: Sequence[Sequence[int]], pairs: Mapping[tuple[int, int], float], names: Sequence[str]
) -> list[list[int]]:
    """Average-linkage groups, the most alike joined first; ties go by `names`, so input order plays no part.

    `alike`: groups to begin with; `pairs`: likeness of two of them, by their place in it. The mean over all pairs of
    two groups keeps one text that names everybody from chaining stories together.
    """
    groups = {i: list(rows) for i, rows in enumerate(alike)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), value in pairs.items():
        sums[a][b] = sums[b][a] = value * len(groups[a]) * len(groups[b])
    heap = [_entry(a, b, sums, groups, names) for a, b in pairs]
    heapq.heapify(heap)
    fresh = len(groups)
    while heap:
        mean, *_, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups:
            continue
        if -mean < JOIN:
            break
        groups[fresh] = sorted(groups.pop(a) + groups.pop(b), key=lambda i: names[i])
        near = {c for c in (*sums[a], *sums[b]) if c in groups}
        for c in near:
            sums[fresh][c] = sums[c][fresh] = sums[a].get(c, 0.0) + sums[b].get(c, 0.0)
            heapq.heappush(heap, _entry(fresh, c, sums, groups, names))
        fresh += 1
    return list(groups.values())


def _entry(
    a: int,
    b: int,
    sums: Mapping[int, Mapping[int, float]],
    groups: Mapping[int, list[int]],
    names: Sequence[str],
) -> tuple[float, str, str, int, int]:
    mean = round(sums[a][b] / (len(groups[a]) * len(groups[b])), 9)
    first, second = sorted((min(names[i] for i in groups[a]), min(names[i] for i in groups[b])))
    return -mean, first, second, a, b


def _story(group: Iterable[int], reports: Sequence[Report], weighted: Sequence[Vector]) -> Story:
    numbers = sorted(group)
    ids = [reports[i].id for i in numbers]
    digest = hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:10]
    return Story(id=f"s{digest}", reports=tuple(ids), why=tuple(_why(numbers, reports, weighted)))


def _why(numbers: Sequence[int], reports: Sequence[Report], weighted: Sequence[Vector]) -> Iterable[str]:
    """One line for each report after the first: the earlier report it shares most with, and what."""
    for place, number in enumerate(numbers[1:], 1):
        best = max(numbers[:place], key=lambda i: (_cosine(weighted[i], weighted[number]), reports[i].id))
        terms = [k for k, _ in shared(weighted[best], weighted[number], SHARED_SHOWN)]
        both = ", ".join(printed(reports[number], terms))
        yield (f"{reports[number].file} joins {reports[best].file}: "
               f"likeness {_cosine(weighted[best], weighted[number]):.2f}; shared: {both}")  # fmt: skip


def _cosine(a: Vector, b: Vector) -> float:
    return sum(a[k] * b[k] for k in sorted(a.keys() & b.keys()))
