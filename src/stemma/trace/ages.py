"""Which of two reports can rest on the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from stemma.types.report import Report


def moment(report: Report) -> tuple[datetime | None, bool]:
    """When a report was published, in UTC, and whether the time of day is known."""
    value = report.published.value or ""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        try:
            found = datetime.fromisoformat(value[:10])
        except ValueError:
            return None, False
    exact = len(value) > 10
    zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return zoned.astimezone(UTC), exact
    except OverflowError:
        return None, False


def can_follow(child: Report, parent: Report) -> bool:
    """The child may rest on the parent: it is not known to be older. Days without a time leave it open."""
    (young, young_exact), (old, old_exact) = moment(child), moment(parent)
    if young is None or old is None:
        return True
    if young_exact and old_exact:
        return young > old
    return young.date() >= old.date()


def age_key(report: Report) -> tuple[bool, datetime, str]:
    """Sort key: oldest first, undated last, then by file and id."""
    at, exact = moment(report)
    latest = datetime.max.replace(tzinfo=UTC)
    if at is not None and not exact:
        at = at + timedelta(hours=12)
    return at is None, at or latest, f"{report.file}\n{report.id}"
