"""A dateline without a year ("PORT, May 3 (Agency)") takes the year of the dated report it shares most names with.

Agencies print day and month alone. Read alone such a report stays without a date; read beside dated reports of the
same story the year is plain. The day must lie within a month of theirs, the shared names are told in a note, and the
result does not depend on the order of the reports.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from stemma.intake.build import dated
from stemma.intake.dates import Day, find_day, valid
from stemma.text.fold import fold
from stemma.types.report import Published, Report
from stemma.types.span import Note

CODE = "date_without_year"
LEAST_SHARED = 2
"""Names that two reports must share. On the nine development stories and their decoys read in one run, 1 and 2 dated
ten of the eleven datelines like their makers, 3 lost a brief of 60 words; none gave a wrong year."""

LEAP = 2000
"""A year that has every day."""
FARTHEST_DAYS = 31
"""How far the day may lie from that of the report it keeps company with: stories are told over days, not seasons."""

_NAME = re.compile(r"(?<=[a-z,;’'] )[A-Z][\w’'-]{3,}")


def with_years(reports: Sequence[Report]) -> list[Report]:
    """The reports, with the year filled in where a dateline lacks it and the company of the report gives it."""
    open_days = {r.id: day for r in reports if (day := _day_without_year(r))}
    if not open_days:
        return list(reports)
    known = {r.id: when for r in reports if (when := _full(r.published.value))}
    shared = _shared_names(reports, open_days, known)
    by_id = {r.id: r for r in reports}
    return [_settled(r, open_days[r.id], shared[r.id], known, by_id) if r.id in open_days else r for r in reports]


def _day_without_year(report: Report) -> Day | None:
    for note in report.notes:
        if note.code == CODE and note.span and report.published.value is None:
            return find_day(note.span.text)
    return None


def yearday(report: Report) -> int | None:
    """The day of a leap year, from 1, on which a report is dated that tells no year."""
    day = _day_without_year(report)
    return date(LEAP, day.month, day.day).timetuple().tm_yday if day and valid(LEAP, day.month, day.day) else None


def _full(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _shared_names(
    reports: Sequence[Report], wanted: Mapping[str, Day], known: Mapping[str, date]
) -> dict[str, Counter[str]]:
    """For each report without a year: dated report -> number of names both print, by an index of names."""
    names = {
        r.id: {fold(m.group()) for m in _NAME.finditer(r.text)} for r in reports if r.id in wanted or r.id in known
    }
    where: dict[str, list[str]] = defaultdict(list)
    for report_id in sorted(known):
        for name in sorted(names[report_id]):
            where[name].append(report_id)
    return {one: Counter(other for name in names[one] for other in where.get(name, ())) for one in wanted}


def _settled(
    report: Report, day: Day, shared: Counter[str], known: Mapping[str, date], by_id: Mapping[str, Report]
) -> Report:
    """The report dated like its closest company, or as it was."""
    for other, count in sorted(shared.items(), key=lambda item: (-item[1], by_id[item[0]].file, item[0])):
        when = _nearest(day, known[other])
        if count < LEAST_SHARED:
            break
        if when is None:
            continue
        value = day.edtf(when.year) or when.isoformat()
        detail = f"The dateline has no year; {count} names shared with {by_id[other].file} ({known[other]}) give it."
        note = Note(code="year_from_company", detail=detail, span=next(n.span for n in report.notes if n.code == CODE))
        settled = dated(report, Published(value, "text"))
        return replace(settled, notes=(*settled.notes, note))
    return report


def _nearest(day: Day, beside: date) -> date | None:
    """The date of this day and month closest to another date, if it is close enough."""
    found = []
    for year in (beside.year - 1, beside.year, beside.year + 1):
        try:
            found.append(date(year, day.month, day.day))
        except ValueError:
            continue
    best = min(found, key=lambda d: (abs((d - beside).days), d), default=None)
    return best if best and abs((best - beside).days) <= FARTHEST_DAYS else None
