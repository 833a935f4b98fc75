"""Phrases that count from an event or from the day spoken of: "three weeks after X", "the next day"."""

from __future__ import annotations

from stemma.annotate.times_counted import amount, grained, spoken_base, unit_of, vague_mark
from stemma.annotate.times_scene import Phrase, Scene, of_unit, shifted, single_day
from stemma.text import edtf


def after_event(scene: Scene, start: int, end: int) -> Phrase | None:
    """`three days after X`: the day of the main clause if it has one; else, if that clause is the report's
    present, the day of X reckoned back."""
    unit, count = unit_of(scene, start, end), amount(scene, start, end)
    follows = scene.after(end)
    if count is None or scene.tokens[end - 1].text not in ("after",) or follows is None or unit == "minute":
        return None
    mark = vague_mark(scene, start, end)
    if follows.kind in ("that", "this") and unit != "hour" and (base := spoken_base(scene, unit)):
        return Phrase(
            start,
            end,
            grained(shifted(base, count, unit), count, unit).removesuffix("~"),
            "counted from the time spoken of last",
        )
    main = next((p for p in reversed(scene.done) if p.value and p.feeds), None)
    if main is not None:
        return Phrase(start, end, main.value, "the day of the main event", feeds=False)
    if unit == "hour":
        return None
    value = None
    if scene.report_day and _is_present(scene, start):
        day = shifted(scene.anchor, -count, unit)
        value = (edtf.month_of(day) if unit == "month" else grained(day, count, unit).removesuffix("~")) + mark
    why = "counted back from the report's day, which is the main clause's present"
    return Phrase(start, end, value, why, edge=EVENT, feeds=False)


def before_event(scene: Scene, start: int, end: int) -> Phrase | None:
    """`two weeks before X`: only where X has a date."""
    if scene.tokens[end - 1].text != "before" or unit_of(scene, start, end) in ("hour", "minute"):
        return None
    if amount(scene, start, end) is None:
        return None
    last, before = scene.done[-1] if scene.done else None, scene.before(start)
    if last and before and before.kind == "comma" and last.end == start - 1 and single_day(last.value):
        return Phrase(start, end, last.value, "the day beside it", feeds=False)
    return Phrase(start, end, None, "", edge=EVENT, feeds=False)


# What `Phrase.edge` says of a phrase that counts from the event behind it, until that event's date is read.
EVENT = "event"


# Tokens between "three weeks after" and the date of the event ("the by-election of 3 May").
_EVENT_REACH = 6


def from_event(scene: Scene, phrase: Phrase, following: Phrase | None) -> Phrase | None:
    """The phrase counted from the day of its event if that is printed; else as it was, if it had a value at all."""
    day = single_day(following.value) if following else None
    apart = scene.tokens[phrase.end : following.start] if following else ()
    near = len(apart) <= _EVENT_REACH and not any(token.kind in ("comma", "stop") for token in apart)
    if day is None or not near:
        return phrase if phrase.value else None
    unit, count = unit_of(scene, phrase.start, phrase.end), amount(scene, phrase.start, phrase.end) or 0
    count = -count if scene.tokens[phrase.end - 1].text == "before" else count
    try:
        value = grained(shifted(day, count, unit), abs(count), unit).removesuffix("~")
    except (ValueError, OverflowError):
        return None
    mark = vague_mark(scene, phrase.start, phrase.end)
    return Phrase(phrase.start, phrase.end, value + mark, "counted from the day of the event", feeds=False)


PRESENT = frozenset(
    ("is", "are", "has", "have", "remains", "remain", "says", "say", "still", "now", "continues", "continue", "'s")
)


def _is_present(scene: Scene, start: int) -> bool:
    """True if the sentence outside the phrase's own clause speaks of the report's present."""
    stop = next((i for i in range(start, len(scene.tokens)) if scene.tokens[i].kind == "comma"), len(scene.tokens))
    return any(token.text in PRESENT for token in [*scene.tokens[:start], *scene.tokens[stop:]])


def discourse_day(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the next day`, `the following week`, `that evening`, `the day before`."""
    head, texts, after = scene.tokens[end - 1], scene.words(start, end), scene.after(end)
    if head.kind in ("before", "after", "earlier"):
        if after and after.kind not in ("comma", "dot", "stop", "quote", "close"):
            return None
        step = -1 if head.kind in ("before", "earlier") else 1
    elif scene.tokens[end - 2].text in ("next", "following"):
        step = 1
    elif scene.tokens[end - 2].text in ("previous", "preceding"):
        step = -1
    elif scene.tokens[end - 2].text in ("that", "same"):
        step = 0
    else:
        return None
    units = scene.kinds(start, end, "unit")
    if units and units[-1].text.endswith("s"):
        return None
    unit = unit_of(scene, start, end) if units else "day"
    if "next" in texts and "the" not in texts:
        return None
    if (step == 0 and unit not in ("day",)) or unit in ("hour", "minute"):
        return None
    base = scene.last_day() if unit == "day" else spoken_base(scene, unit)
    ahead = unit == "day" and base is not None and scene.report_day is not None and base > scene.report_day
    if step < 0 and (base is None or ahead):
        if scene.tense(start, end) != "past":
            return None
        value = of_unit(shifted(scene.anchor, step, unit), unit)
        return Phrase(start, end, value, f"counted from the report's day, no other {unit} being spoken of")
    if base is None:
        return None
    day = shifted(base, step, unit)
    if unit == "day" and scene.report_day and day < scene.report_day and scene.tense(start, end) == "future":
        return None  # "if they sign, we can open the gates the next morning": after what has no day yet
    return Phrase(start, end, of_unit(day, unit), "counted from the time spoken of last")
