"""Times of day: clocks as printed, hours in words, noon and midnight."""

from __future__ import annotations

import re

from stemma.annotate.times_scene import Phrase, Scene
from stemma.resources import words

_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s*([ap])?", re.IGNORECASE)


def clock_of(text: str) -> str | None:
    """`16:12` of "4:12 p.m."; None if there is no such time."""
    match = _HOUR.match(text.replace("\u00a0", " ").replace("\u202f", " "))
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def clock(scene: Scene, start: int, end: int) -> Phrase | None:
    """`4:12 a.m.`; `15:00` only where a word or the line's start says that it is a time."""
    token, before = scene.tokens[start], scene.before(start)
    found = clock_of(token.text)
    sure = token.text[-1] in "mM." or end - start > 1
    if not sure:
        after = scene.after(end)
        sure = before is None or before.kind in (
            "on",
            "by",
            "from",
            "since",
            "until",
            "before",
            "after",
            "to",
            "approx",
            "bullet",
        )
        sure = sure and not (after and after.kind == "word" and before is None)
    basis = "time of day" if token.text[-1] in "mM." else "time of day, half of the day not said"
    return Phrase(start, end, None, basis, clock=found) if found and sure else None


def military_clock(scene: Scene, start: int, end: int) -> Phrase | None:
    """`0630 GMT`, `2100 UTC`."""
    digits, zones = scene.tokens[start].text, scene.words(start + 1, end)
    if len(digits) != 4 or not digits.isdigit() or zones[0] in ("local", "time", "eastern", "pacific"):
        return None
    found = clock_of(f"{digits[:2]}:{digits[2:]}")
    return Phrase(start, end, None, "time of day", clock=found) if found else None


def past_the_hour(scene: Scene, start: int, end: int) -> Phrase | None:
    """`ten past five`, `eight minutes to three`, `half past six`, where a preposition makes it a time of day."""
    first, before, hour = scene.tokens[start], scene.before(start), int(scene.tokens[end - 1].value)
    minute = {"quarter": 15, "half": 30}.get(first.kind, int(first.value))
    way = scene.tokens[end - 2].text
    if before and before.kind == "a":
        before = scene.before(start, 2)
    if way not in ("past", "to") or not 1 <= hour <= 12 or not 1 <= minute < 60:
        return None
    if not before or before.text not in ("at", "by", "until", "before", "after", "since", "around", "about"):
        return None
    if way == "to":
        hour, minute = (hour - 2) % 12 + 1, 60 - minute
    return Phrase(start, end, None, "time of day, half of the day not said", clock=f"{hour:02}:{minute:02}")


def noon(scene: Scene, start: int, end: int) -> Phrase | None:
    """`noon`, `midnight`, `lunchtime` where a preposition makes it a time."""
    before, hour = scene.before(start), words("times")["parts"][scene.tokens[start].text]
    leads = ("on", "by", "since", "until", "before", "after", "from", "approx")
    if not hour or not before or (before.kind not in leads and before.text not in ("is", "was")):
        return None
    return Phrase(start, end, None, "time of day", clock=hour)


def spoken_clock(scene: Scene, start: int, end: int) -> Phrase | None:
    """`two in the morning`, `nine at night`, `six o'clock`."""
    hour, texts, before = int(scene.tokens[start].value), scene.words(start, end), scene.before(start)
    if (
        not 1 <= hour <= 12
        or not before
        or before.kind not in ("on", "by", "since", "until", "before", "after", "approx", "from")
    ):
        return None
    if texts[-1] not in ("o'clock", "morning", "afternoon", "evening", "night"):
        return None
    late = texts[-1] in ("afternoon", "evening") or (texts[-1] == "night" and hour > 5)
    if texts[-1] == "o'clock":
        return Phrase(start, end, None, "time of day, half of the day not said", clock=f"{hour:02}:00")
    return Phrase(start, end, None, "time of day", clock=f"{hour % 12 + 12 * late:02}:00")
