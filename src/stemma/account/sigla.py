"""Sigla: the letters by which an account calls its reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from stemma.types.report import Report


def in_order(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Reports in order of publication, undated last, then by file name and id."""
    return tuple(sorted(reports, key=_key))


def siglum(position: int) -> str:
    """A, B, … Z, AA, AB, … for positions from 0."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _key(report: Report) -> tuple[bool, str, str, str]:
    value = report.published.value
    return (value is None, _moment(value or ""), report.file, report.id)


def _moment(value: str) -> str:
    """A date or time as text that sorts; times with an offset are brought to UTC."""
    plain = value.rstrip("~?%")
    if "T" not in plain:
        return plain
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        return plain
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if moment.tzinfo else plain
