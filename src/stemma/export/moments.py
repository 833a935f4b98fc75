"""EDTF values as the moments that other formats ask for: only where the day is certain."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from email.utils import format_datetime

from stemma.text import edtf

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")


def moment(value: str | None) -> datetime | None:
    """The minute, or the midnight of the day, that a value names for certain; without a zone where it names none."""
    found = edtf.bounds(value)
    if found is None or found.approximate or found.first is None or found.first != found.last:
        return None
    if not found.clock:
        return datetime.combine(found.first, time())
    try:
        return datetime.fromisoformat(value or "")
    except ValueError:
        return datetime.combine(found.first, time.fromisoformat(found.clock))


def rfc3339(value: str | None) -> str | None:
    """`2026-03-03T18:00:00+01:00`; a day, or a time without a zone, in UTC, as the format has no less."""
    found = moment(value)
    if found is None:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat(timespec="seconds")


def rfc822(value: str | None) -> str | None:
    """`Tue, 03 Mar 2026 18:00:00 +0100`; `-0000`, which says that the zone is not known, where the value has none."""
    found = moment(value)
    return format_datetime(found.replace(microsecond=0)) if found else None


def iso8601(value: str | None) -> str | None:
    """The value where it is plain ISO 8601: a year, month, day or time, none of them doubtful."""
    return value if value and _ISO.fullmatch(value) and edtf.bounds(value) else None
