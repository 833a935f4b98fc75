"""Feasts and public days: fixed, reckoned from Easter, the nth weekday of a month, or a country's own."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from stemma.annotate.times_lex import Token
from stemma.annotate.times_scene import Phrase, Scene
from stemma.resources import words

_LEADS = frozenset(("by", "before", "at", "since", "after", "on", "until", "over", "this", "last", "next", "around"))


def _easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    ell = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, number: int, after: int = 0) -> date:
    """The nth weekday of a month (-1: the last), and days after it."""
    if number < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.weekday() - weekday) % 7 - after)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1) + after)


@lru_cache(maxsize=4096)
def feast(year: int, name: str, country: str | None = None) -> date | None:
    """The day of a feast in a year; None for a name that is none, or whose date the country is wanted for."""
    table = words("times")
    if name in table["weekday_feasts"]:
        return _nth(year, *table["weekday_feasts"][name])
    if name in table["moveable"]:
        return _easter(year) + timedelta(table["moveable"][name])
    fixed = table["holidays"].get(name) or table["national"].get(name, {}).get(country)
    return date(year, *(int(part) for part in fixed.split("-"))) if fixed else None


def holiday(scene: Scene, start: int, end: int) -> Phrase | None:
    """`Christmas Eve`, `by Easter`, `last Thanksgiving`: a feast of one word needs a preposition before it and no noun
    after it."""
    first = next(i for i in range(start, end) if scene.tokens[i].kind == "feast")
    for stop in range(end, first, -1):
        name = "".join(
            word if word == "'s" else f" {word}" for word in scene.words(first, stop) if word not in (".", "the")
        ).strip()
        if feast(2024, name, scene.country) is not None:
            return _dated(scene, start, first, stop, name)
    return None


def _dated(scene: Scene, start: int, first: int, stop: int, name: str) -> Phrase | None:
    before, after = scene.before(first), scene.after(stop)
    alone = stop - first == 1
    if alone and not (before and before.text in _LEADS):
        return None
    if after and _is_noun(after, alone) and after.text not in words("times")["ambiguous"]["after_feast"]:
        return None
    look = "past" if before and before.text == "last" else scene.tense(start, stop)
    look = "future" if before and before.text in ("by", "before", "next") and look != "past" else look
    anchor = scene.anchor
    days = [day for offset in (-1, 0, 1) if (day := feast(anchor.year + offset, name, scene.country))]
    sided = [d for d in days if not (look == "past" and d > anchor) and not (look == "future" and d < anchor)]
    day = min(sided or days, key=lambda d: abs((d - anchor).days))
    return Phrase(start, stop, day.isoformat(), "feast, by tense and report's day")


def _is_noun(after: Token, alone: bool) -> bool:
    """True if what follows can be a noun that the feast describes; after "Labor Day" a common noun does no harm."""
    return after.kind in (("word", "name", "poss") if alone else ("name",))
