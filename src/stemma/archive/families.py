"""Families: which reports rest on one origin. Traced for the stories that a search asks about, and kept as a facet of
each report; a story is traced anew once it is another story, or other rulings are in force."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from stemma.archive.adding import engine
from stemma.archive.asked import named
from stemma.archive.stories import TRACED, StoryLine, story_among, story_lines
from stemma.errors import UsageError
from stemma.intake import finish
from stemma.rulings import about
from stemma.store import Store
from stemma.types.dossier import Dossier
from stemma.types.report import Report
from stemma.types.search import Found, Query
from stemma.types.story import Origin

FAMILY = "family"
"""The facet."""
MOST_TRACED = 2_000
"""Reports traced for one question: tracing takes about 15 ms each, once."""
MOST_COUNTED = 100
"""Reports found up to which their families are counted: beyond that whoever counts would wait for seconds."""
_REPORT, _ORIGIN = re.compile(r"[0-9a-f]{12}"), re.compile(r"o[0-9a-f]{10}")
UNNAMED = "unnamed:"


def settle(store: Store, reports: Collection[str]) -> None:
    """Trace the stories of these reports that were not traced as they are now. Raises StoreError S-READ-ONLY if there
    are such and nothing can be kept."""
    wanted = set(reports)
    lines = [line for line in story_lines(store) if not wanted.isdisjoint(line.reports)]
    stamp = _stamp(store)
    known = store.values(TRACED, (line.id for line in lines))
    for line in lines:
        if known.get(line.id) != stamp:
            store.relate(FAMILY, _traced(store, line))
            store.put(TRACED, {line.id: stamp})


def asked(store: Store, query: Query, wanted: str | tuple[str, ...]) -> tuple[str, ...]:
    """The families that are meant by a part of their names, the id of an origin or of a report (those that the report
    is of), or by these whole names; the stories that have to be known for it are traced as they stand now. Raises
    UsageError if there is no such family, or too much would have to be traced."""
    if isinstance(wanted, tuple):
        settle(store, _found(store, Query(facets={FAMILY: wanted})))
        return wanted
    if _REPORT.fullmatch(wanted):
        settle(store, story_among(story_lines(store), store, wanted).reports)
        own = store.search(Query(reports=(wanted,), counted=True)).counts
        found = tuple(family for family, _ in own.get(FAMILY, ()))
    else:
        known = named(store, FAMILY, wanted) if _ORIGIN.fullmatch(wanted) else ()
        settle(store, _found(store, Query(facets={FAMILY: known}) if known else query))
        found = named(store, FAMILY, wanted)
    if not found:
        raise UsageError(
            f"no report found rests on {wanted!r}.", code="U-FACET", next_step="Name who spoke, or the id of a report."
        )
    return found


def with_families(store: Store, query: Query, found: Found) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """The counts of what was found; those of families where these are so few reports that they can be traced
    meanwhile."""
    if found.total > MOST_COUNTED or not store.writable:
        return {name: counts for name, counts in found.counts.items() if name != FAMILY}
    settle(store, _found(store, query))
    return store.search(query).counts


def _found(store: Store, query: Query) -> tuple[str, ...]:
    """All that a query finds. Raises UsageError if that is more than can be traced."""
    found = store.search(replace(query, limit=MOST_TRACED, offset=0, begins=None, counted=False))
    if found.total > MOST_TRACED:
        raise UsageError(
            f"{found.total:,} reports would have to be traced, more than {MOST_TRACED:,}.",
            code="U-FAMILY",
            next_step="Narrow it by words, a date or a story, or name a report of the family.",
        )
    return found.reports


def _stamp(store: Store) -> bytes:
    """By what stories are traced now: the version, and the rulings in force."""
    rulings = " ".join(sorted(ruling.id for ruling in store.rulings()))
    return hashlib.sha256(f"{engine()} {rulings}".encode()).digest()[:8]


def _traced(store: Store, line: StoryLine) -> dict[str, list[str]]:
    """Report id -> its families."""
    from stemma.pipeline import traced

    kept = {k.id: (k.report, k.layers) for k in store.get(line.reports) if k.report and k.layers}
    reports = finish([report for report, _ in kept.values()], {}, {})
    return families(traced(reports, known=kept, rulings=about(store.rulings(), (one.text_sha256 for one in reports))))


def families(dossier: Dossier) -> dict[str, list[str]]:
    """Report id -> its families, each as its kind, who, and id: the origins it rests on, directly or through other
    reports; where those rest on none, the report at their root."""
    reports = {report.id: report for report in dossier.reports}
    origins = {origin.id: origin for origin in dossier.origins}
    above: dict[str, set[str]] = defaultdict(set)
    for one in dossier.derivations:
        above[one.report].add(one.from_)
    for origin in dossier.origins:
        if origin.in_hand:
            above[origin.in_hand].add(origin.id)
    roots = {report: set(_roots(report, above)) for report in reports}
    rested = {root for report, found in roots.items() for root in found if root != report}
    return {
        report: sorted(
            _origin(origins[root], dossier) if root in origins else _report(reports[root])
            for root in found
            if root in origins or (root in reports and root in rested)
        )
        for report, found in roots.items()
    }


def _roots(report: str, above: Mapping[str, set[str]]) -> Iterator[str]:
    """What is above the report and rests on nothing itself; the report, if that is so of it."""
    seen, open_ = {report}, [report]
    while open_:
        at = open_.pop()
        if not above.get(at):
            yield at
        fresh = above.get(at, set()) - seen
        seen |= fresh
        open_ += sorted(fresh)


def _origin(origin: Origin, dossier: Dossier) -> str:
    names = {entity.id: entity.name for entity in dossier.entities}
    who = names.get(origin.who or "", (origin.who or "unknown").removeprefix(UNNAMED))
    return f"{origin.kind} {who} {origin.id}"


def _report(report: Report) -> str:
    return f"report {report.outlet or report.title or report.file} {report.id}"
