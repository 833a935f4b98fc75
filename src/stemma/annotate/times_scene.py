"""What a time phrase is read against: the report's day, the day spoken of last, the sentence and its tense."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct, field

from stemma.annotate.times_lex import Token
from stemma.annotate.times_tense import tense
from stemma.text import edtf

# "Put off until Monday": the day that follows such a word is ahead, and a point, not the end of a span.
POSTPONED = frozenset(("off", "postponed", "delayed", "adjourned", "deferred", "suspended", "moved"))


class NoAnchorError(Exception):
    """A relative phrase in a report without a date: the value stays open, nothing is guessed."""


class Phrase(Struct):
    """A resolved phrase: token range, EDTF value (None if it cannot be given), the rule, and what a preposition needs:
    `edge` (start, mid, end of a span), `day` (it names one day), `clock` (it is a time of day without a day)."""

    start: int
    end: int
    value: str | None
    basis: str
    edge: str = ""
    clock: str = ""
    feeds: bool = True
    """False if a later "the next day" must not count from it."""


class Scene(Struct):
    """One sentence of a report, its anchor, and the day spoken of last before it."""

    text: str
    tokens: Sequence[Token]
    report_day: date | None
    spoken_of: str | None = None
    headline: bool = False
    line_day: date | None = None
    """The day spoken of last in the same line (paragraph)."""
    event_day: date | None = None
    """The first day, not after the report's, that the running text speaks of: that of its main event."""
    spoken_span: str | None = None
    """The day, month or year spoken of last: "that October" and "four years later" count from it."""
    country: str | None = None
    """ISO 3166 code of the place the report is from, where that is known."""
    lengths: bool = False
    """True if lengths that stand on no date ("a 16-hour flight") are wanted too."""
    timex: bool = False
    """True if times are wanted as TimeML marks them."""
    southern: bool = False
    """True if that place is south of the equator: its summer is December to February."""
    done: list[Phrase] = field(default_factory=list)

    @property
    def anchor(self) -> date:
        """The report's day. Raises NoAnchorError if the report has none."""
        if self.report_day is None:
            raise NoAnchorError
        return self.report_day

    def kinds(self, start: int, end: int, *wanted: str) -> list[Token]:
        """The tokens of these classes in a token range, in order."""
        return [token for token in self.tokens[start:end] if token.kind in wanted]

    def words(self, start: int, end: int) -> list[str]:
        """The folded words of a token range."""
        return [token.text for token in self.tokens[start:end]]

    def before(self, start: int, back: int = 1) -> Token | None:
        """The token `back` places before `start`, if any."""
        return self.tokens[start - back] if start >= back else None

    def after(self, end: int, on: int = 0) -> Token | None:
        """The token `on` places after the range's end, if any."""
        return self.tokens[end + on] if end + on < len(self.tokens) else None

    def tense(self, start: int, end: int) -> str | None:
        """Where the clause around the range looks: future, past, near or None."""
        return tense(self.tokens, start, end)

    def last_day(self) -> date | None:
        """The day spoken of last, in this sentence or before it."""
        for phrase in reversed(self.done):
            if phrase.feeds and (day := single_day(phrase.value)):
                return day
        return single_day(self.spoken_of)

    def day_of_clock(self, start: int, end: int) -> tuple[date | None, str]:
        """The day of a time of day whose sentence names none, and why: of what has been, that of its paragraph, else
        that of the main event; else the day spoken of last; else the report's."""
        spoken = single_day(self.spoken_of)
        if self.tense(start, end) == "past":
            if self.line_day:
                return self.line_day, "the day its paragraph speaks of"
            if self.event_day:
                return self.event_day, "the day of the main event"
            if spoken and self.report_day and spoken > self.report_day:
                return self.report_day, "the report's day"
        return (spoken, "the day spoken of last") if spoken else (self.report_day, "the report's day")


def single_day(value: str | None) -> date | None:
    """The day of a value that is one day; None for anything longer or open."""
    found = edtf.bounds(value)
    return found.first if found and found.first and found.first == found.last else None


def nearest_day(anchor: date, month: int, day: int, look: str | None) -> date | None:
    """The occurrence of a day of the year that the tense points to, else the nearest. None if there is no such day."""
    found = [made for year in range(anchor.year - 4, anchor.year + 5) if (made := make_day(year, month, day))]
    behind, ahead = [d for d in found if d <= anchor], [d for d in found if d >= anchor]
    if look == "past" and behind:
        return behind[-1]
    if look == "future" and ahead:
        return ahead[0]
    return min(found, key=lambda d: (abs((d - anchor).days), d), default=None)


# A month without a year that begins this soon is meant, whatever the tense: one almost a year back is printed with
# its year or "last".
NEAR_MONTHS = 2


def nearest_month(anchor: date, month: int, look: str | None) -> str:
    """The month of this name that the tense points to, else the nearest."""
    if month == anchor.month:
        return edtf.month_of(anchor)
    behind = date(anchor.year - (month > anchor.month), month, 1)
    ahead = date(anchor.year + (month < anchor.month), month, 1)
    months_ahead = (ahead.year - anchor.year) * 12 + ahead.month - anchor.month
    if look == "past" and months_ahead > NEAR_MONTHS:
        return edtf.month_of(behind)
    if look == "future":
        return edtf.month_of(ahead)
    months_back = (anchor.year - behind.year) * 12 + anchor.month - behind.month
    return edtf.month_of(behind if months_back <= 6 else ahead)


def nearest_weekday(anchor: date, weekday: int, look: str | None) -> date:
    """The weekday the tense points to; the last one (today counts) unless it looks ahead."""
    if look in ("future", "near"):
        return anchor + timedelta((weekday - anchor.weekday()) % 7)
    return anchor - timedelta((anchor.weekday() - weekday) % 7)


def make_day(year: int, month: int, day: int) -> date | None:
    """A day, or None if the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, amount: float, unit: str) -> date:
    """`day` moved by an amount of units, back if negative. Raises ValueError or OverflowError outside the calendar."""
    if unit in ("hour", "minute"):
        return day + timedelta(int(amount * (1 if unit == "hour" else 1 / 60) / 24))
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(int(amount * {"day": 1, "week": 7, "fortnight": 14}[unit]))
    return edtf.shift_months(day, int(amount * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]))


def of_unit(day: date, unit: str) -> str:
    """The day, week, month or year that holds this day, as the unit's own value."""
    if unit in ("week", "fortnight"):
        return edtf.week_of(day)
    if unit == "month":
        return edtf.month_of(day)
    if unit == "decade":
        return f"{day.year // 10}X"
    if unit == "century":
        return edtf.interval(f"{day.year // 100}00", f"{day.year // 100}99")
    if unit == "year":
        return edtf.year_of(day)
    return day.isoformat()
