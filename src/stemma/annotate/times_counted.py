"""Phrases that count units of time: "three days ago", "two years later", "in the past decade"."""

from __future__ import annotations

from datetime import date

from stemma.annotate.times_scene import Phrase, Scene, nearest_weekday, of_unit, shifted
from stemma.resources import words
from stemma.text import edtf

NEXT_LEADS = ("next", "coming", "upcoming")


def unit_of(scene: Scene, start: int, end: int) -> str:
    """The unit named in the range, as a singular."""
    return str(words("times")["units"][scene.kinds(start, end, "unit")[-1].text])


def amount(scene: Scene, start: int, end: int) -> float | None:
    """How many units: digits, words, `a`, `two and a half`; None for "a few"."""
    found = scene.kinds(start, end, "num", "small", "numword", "a", "vague")
    if not found or any(token.kind == "vague" and token.text != "couple" for token in found):
        return None
    whole = sum(1.0 if token.kind == "a" else token.value for token in found if token.text != "couple")
    if any(token.text == "couple" for token in found):
        return 2.0
    texts = scene.words(start, end)
    if "half" in texts:
        whole = whole - 0.5 if texts.count("a") + texts.count("an") > 1 or "and" in texts else whole / 2
    return whole or None


def vague_mark(scene: Scene, start: int, end: int) -> str:
    approx = {token.text for token in scene.kinds(start, end, "approx")}
    return "~" if approx - {"just", "only", "exactly"} else ""


def stretch(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the past three decades`, `the next two weeks`, `in the past year`."""
    unit, texts = unit_of(scene, start, end), scene.words(start, end)
    counted = scene.kinds(start, end, "num", "small", "numword", "a", "vague")
    plural = scene.tokens[end - 1].text.endswith("s")
    count = amount(scene, start, end) if counted else None if plural else 1.0
    ahead = any(lead in texts for lead in NEXT_LEADS)
    before = scene.before(start)
    vague = count is None
    if scene.tokens[start].kind == "in" and "the" not in texts and not plural and not counted:
        return None  # "in next week's vote"
    if vague and scene.kinds(start, end, "word"):
        return None
    if before and before.text in _VERBS_BEFORE and scene.tokens[start].text == "last":
        return None  # "is expected to last six weeks"
    if not vague and count == 1.0 and scene.tokens[start].kind == "in" and "last" in texts:
        return None
    if any(word in texts for word in ("following", "previous", "preceding")) or (before and before.kind == "each"):
        return None
    if unit in ("hour", "minute"):
        return _hours(scene, start, end, count, ahead)
    now = scene.anchor
    if vague:
        value = edtf.interval(now.isoformat(), None) if ahead else edtf.interval(None, now.isoformat())
        return Phrase(start, end, value, "a vague span from the report's day", feeds=False)
    assert count is not None
    other = shifted(now, count if ahead else -count, unit)
    value = edtf.interval(*sorted((other.isoformat(), now.isoformat())))
    return Phrase(start, end, value, "counted from the report's day", feeds=False)


_VERBS_BEFORE = ("to", "will", "would", "could", "may", "might", "can", "should", "must", "not", "likely")


def _hours(scene: Scene, start: int, end: int, count: float | None, ahead: bool) -> Phrase | None:
    if count is None or count > 96 or unit_of(scene, start, end) == "minute":
        return None
    other = shifted(scene.anchor, count if ahead else -count, "hour")
    ends = sorted((other.isoformat(), scene.anchor.isoformat()))
    return Phrase(start, end, edtf.interval(*ends), "counted from the report's day", feeds=False)


def recent(scene: Scene, start: int, end: int) -> Phrase | None:
    """`in recent weeks`: open at the start, up to the report's day."""
    return Phrase(
        start, end, edtf.interval(None, scene.anchor.isoformat()), "up to the report's day, start open", feeds=False
    )


def ago(scene: Scene, start: int, end: int) -> Phrase | None:
    """`three days ago`, `almost two years ago`, `a few weeks ago`: as fine as its unit."""
    unit, count = unit_of(scene, start, end), amount(scene, start, end)
    if unit == "minute":
        return None
    if count is None:
        return Phrase(
            start,
            end,
            edtf.interval(None, scene.anchor.isoformat()),
            "a vague time before the report's day",
            feeds=False,
        )
    texts = scene.words(start, end)
    if "half" in texts and texts.index("half") > texts.index(scene.kinds(start, end, "unit")[0].text):
        count = int(count) + 0.5
    day = shifted(scene.anchor, -count, unit)
    return Phrase(
        start,
        end,
        grained(day, count, unit) + vague_mark(scene, start, end).replace("~", _tilde(day, count, unit)),
        "counted back from the report's day",
    )


def _tilde(day: date, count: float, unit: str) -> str:
    return "" if grained(day, count, unit).endswith("~") else "~"


def grained(day: date, count: float, unit: str) -> str:
    """A week ago is a day; three weeks ago about a week, three months ago about a month; a year ago is a month, about;
    ten years ago is a year."""
    if unit in ("day", "hour", "minute") or (unit in ("week", "fortnight") and count == 1):
        return day.isoformat()
    if unit in ("week", "fortnight"):
        return f"{edtf.week_of(day)}~"
    if unit == "month" or (unit == "year" and count < 2):
        return edtf.month_of(day) + ("~" if unit != "month" or count > 1 else "")
    return edtf.year_of(day)


def back(scene: Scene, start: int, end: int) -> Phrase | None:
    """`four years back`, at the end of its clause."""
    follows = scene.after(end)
    if scene.tokens[end - 1].kind == "back" and follows and follows.kind in ("word", "name", "to", "in", "on", "from"):
        return None
    return ago(scene, start, end)


def ago_this(scene: Scene, start: int, end: int) -> Phrase | None:
    """`ten years ago this week`, `a week ago Friday`."""
    unit, count, last = unit_of(scene, start, end - 2), amount(scene, start, end - 2), scene.tokens[end - 1]
    if count is None or unit in ("hour", "minute", "day"):
        return None
    if last.kind == "weekday":
        back = nearest_weekday(scene.anchor, int(last.value), "past")
        if unit not in ("week", "fortnight"):
            return None
        return Phrase(start, end, shifted(back, -count, unit).isoformat(), "counted back from the last such weekday")
    day = shifted(scene.anchor, -count, unit)
    value = of_unit(day, unit_of(scene, end - 1, end))
    return Phrase(start, end, value, "counted back from the report's day", feeds=False)


def year_ago(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the year-ago quarter`, `the year-earlier figure`."""
    unit = unit_of(scene, start, end)
    if unit not in ("week", "month", "year"):
        return None
    value = grained(shifted(scene.anchor, -1, unit), 1, unit)
    return Phrase(start, end, value, "counted back from the report's day", feeds=False)


def from_now(scene: Scene, start: int, end: int) -> Phrase | None:
    """`two years from now`: as fine as its unit."""
    unit, count = unit_of(scene, start, end), amount(scene, start, end)
    if count is None or unit in ("hour", "minute"):
        return None
    day = shifted(scene.anchor, count, unit)
    return Phrase(start, end, grained(day, count, unit), "counted on from the report's day", feeds=False)


def vague_ago(scene: Scene, start: int, end: int) -> Phrase | None:
    """`years ago`: open at the start."""
    token = scene.tokens[start]
    if token.kind != "unit" or not token.text.endswith("s") or token.text in ("seconds", "minutes"):
        return None
    return Phrase(
        start, end, edtf.interval(None, scene.anchor.isoformat()), "a vague time before the report's day", feeds=False
    )


def ahead(scene: Scene, start: int, end: int) -> Phrase | None:
    """`in two years' time`, `within three weeks`; `in a year` looks back after "first" or "most"."""
    token, after = scene.tokens[start], scene.after(end)
    unit, texts = unit_of(scene, start, end), scene.words(start, end)
    if token.text not in ("in", "within"):
        return None
    timed = texts[-1] == "time"
    while not timed and scene.tokens[end - 1].kind in ("zone", "poss", "quote"):
        end -= 1
    count = amount(scene, start, end)
    if superlative(scene, start):
        return look_back(scene, start, end)
    look = scene.tense(start, end)
    looks_ahead = timed or look == "future" or (token.text == "within" and look != "past")
    if count is None or unit in ("hour", "minute") or not looks_ahead or (after and after.kind == "of"):
        return None
    day = shifted(scene.anchor, count, unit)
    if token.text == "within":
        return Phrase(
            start,
            end,
            edtf.interval(scene.anchor.isoformat(), day.isoformat()),
            "counted on from the report's day",
            feeds=False,
        )
    return Phrase(
        start,
        end,
        grained(day, max(count, 2) if unit == "year" else count, unit),
        "counted on from the report's day",
        feeds=False,
    )


def superlative(scene: Scene, start: int) -> bool:
    """True after "first", "only", "-est", "most", "least" among the words just before."""
    for token in scene.tokens[max(0, start - 7) : start]:
        if token.text in ("first", "most", "least", "worst", "best", "only", "second", "third") or (
            token.kind == "word" and token.text.endswith("est") and len(token.text) > 5
        ):
            return True
    return False


def look_back(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the worst in months`, `the first time in a year`: back from the report's day."""
    if scene.tokens[start].text != "in" or not superlative(scene, start):
        return None
    unit, count, now = unit_of(scene, start, end), amount(scene, start, end), scene.anchor
    if unit in ("day", "hour", "minute") and count is None:
        return None
    if count is None:
        if not scene.tokens[end - 1].text.endswith("s"):
            return None
        return Phrase(
            start, end, edtf.interval(None, now.isoformat()), "back from the report's day, start open", feeds=False
        )
    first = shifted(now, -count, unit).isoformat()
    return Phrase(start, end, edtf.interval(f"{first}~", now.isoformat()), "back from the report's day", feeds=False)


def later(scene: Scene, start: int, end: int) -> Phrase | None:
    """`two days later`, `a month earlier`: from the day spoken of last; in a headline the report's day."""
    unit, count = unit_of(scene, start, end), amount(scene, start, end)
    back = bool(scene.kinds(start, end, "earlier"))
    if count is None or unit == "minute":
        return None
    first = start == 0 or scene.tokens[start - 1].kind in ("quote", "stop", "dot")
    if unit == "hour" and not first:
        return None
    if scene.headline and not back:
        return Phrase(start, end, scene.anchor.isoformat(), "in a headline: the report's day")
    base, why = spoken_base(scene, unit), "counted from the time spoken of last"
    if back and unit == "day" and base and scene.report_day and base > scene.report_day:
        base = None  # told of what has been: a day ahead is not counted back from
    if base is None and back and unit in ("day", "year"):
        base, why = scene.anchor, "counted back from the report's day, no other time being spoken of"
    if base is None:
        return None
    day = shifted(base, -count if back else count, unit)
    if unit == "year" and (same := _same_month(scene, base, day)):
        return Phrase(start, end, same, why, feeds=False)
    value = day.isoformat() if unit in ("day", "hour", "week", "fortnight") else of_unit(day, unit)
    return Phrase(start, end, value, why)


def _same_month(scene: Scene, base: date, day: date) -> str | None:
    """`up from a year earlier` behind a month or a quarter: that month or quarter of the other year."""
    for phrase in reversed(scene.done):
        found = edtf.bounds(phrase.value)
        if found and found.first == base and "/" not in str(phrase.value) and len(str(phrase.value)) == _MONTH:
            return f"{day.year}{str(phrase.value)[4:]}"
    return None


# Characters of a value that is a month or a quarter (2024-05, 2024-33).
_MONTH = 7


def spoken_base(scene: Scene, unit: str) -> date | None:
    """The day to count from; for months and years the first day of a longer span will do."""
    if unit in ("month", "year", "decade", "century"):
        for value in [phrase.value for phrase in reversed(scene.done)] + [scene.spoken_span]:
            found = edtf.bounds(value)
            if found and found.first and found.last and (found.last - found.first).days < 366:
                return found.first
        return None
    return scene.last_day()
