"""Phrases reckoned from the report's day or from the day spoken of last."""

from __future__ import annotations

from datetime import date, timedelta

from stemma.annotate.times_absolute import edge_name
from stemma.annotate.times_counted import NEXT_LEADS, stretch, superlative, unit_of
from stemma.annotate.times_events import discourse_day
from stemma.annotate.times_lex import Token
from stemma.annotate.times_periods import season_value
from stemma.annotate.times_scene import POSTPONED, Phrase, Scene, nearest_weekday, of_unit, shifted
from stemma.text import edtf

_PAST_LEADS = ("last", "past", "previous", "preceding")


# Before a season without an article ("until spring"); "in spring" may be any year's.
_SEASON_LEADS = frozenset(("until", "till", "by", "since"))


def season(scene: Scene, start: int, end: int) -> Phrase | None:
    """`last spring`, `in the spring`, `since midsummer` (northern months, year by tense)."""
    token, lead, before = (
        scene.tokens[end - 1],
        scene.tokens[end - 2].text if end - start > 1 else "",
        scene.before(start),
    )
    after = scene.after(end)
    determined = lead in ("last", "past", "next", "this") or token.text.startswith("mid")
    if not determined:
        if (
            not before
            or (before.kind not in ("in", "on", "since", "by", "until", "before", "after") and before.text != "over")
            or before.text in ("for", "as")
        ):
            return None
        bare = before.text in _SEASON_LEADS or (
            before.text == "to" and scene.words(max(0, start - 2), start - 1) == ["up"]
        )
        if not (lead or bare) or (after and after.kind in ("word", "name", "of")):
            return None
    code, anchor = int(token.value), scene.anchor
    look = {"last": "past", "past": "past", "next": "future"}.get(lead) or scene.tense(start, end)
    if before and before.kind == "since":
        look = "past"
    first_month = (code - 21) * 3 + 3
    if scene.southern:
        first_month = (first_month + 5) % 12 + 1
    if token.text == "midsummer" and not scene.southern:
        first_month = 6
    years = range(anchor.year - 2, anchor.year + 3)
    begins = [(date(y, first_month, 1), y) for y in years]
    if lead in NEXT_LEADS:
        year = next(y for day, y in begins if day > anchor)
    elif look == "past":
        ended = 2 if lead in ("last", "past") else 0
        year = [y for day, y in begins if edtf.shift_months(day, ended) <= anchor][-1]
    elif look == "future":
        year = next(y for day, y in begins if edtf.shift_months(day, 3) > anchor)
    else:
        year = min(begins, key=lambda item: abs((item[0] - anchor).days))[1]
    if token.text == "midsummer":
        return Phrase(start, end, f"{year}-{first_month:02}~", f"season by tense ({_side(scene)})", feeds=False)
    return Phrase(start, end, season_value(scene, year, code), f"season by tense ({_side(scene)})", feeds=False)


def _side(scene: Scene) -> str:
    return "southern months, by the report's place" if scene.southern else "northern months"


def day_of_month(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the first of next month`."""
    lead, unit = scene.tokens[end - 2].text, unit_of(scene, start, end)
    if unit != "month":
        return None
    month = edtf.shift_months(scene.anchor.replace(day=1), {"next": 1, "last": -1}.get(lead, 0))
    day = month.replace(day=int(scene.kinds(start, end, "ord", "ordword")[0].value))
    return Phrase(start, end, day.isoformat(), f"day of {lead} month")


def weekday(scene: Scene, start: int, end: int) -> Phrase | None:
    """`Friday`, `last Friday`, `late on Tuesday`, `Monday night`, `the previous Thursday`; not "every Sunday"."""
    before = scene.before(start)
    after = scene.after(end)
    if before and (before.kind == "each" or (before.kind in ("ordword", "ord") and after and after.kind == "of")):
        return None  # "every Sunday", "the first Sunday of the month"
    if scene.tokens[start].kind == "edge" and scene.tokens[start].text not in ("early", "late", "mid"):
        return None  # "to start on Friday"
    if before and before.kind == "a" and not scene.kinds(start, end, "unit", "part"):
        return None  # "it was a Monday"
    if scene.tokens[end - 1].text in ("day", "week", "weeks", "month", "year"):
        end -= 1
    while end > start and scene.tokens[end - 1].kind in ("comma", "dot", "edge"):
        end -= 1
    wanted, anchor = int(scene.kinds(start, end, "weekday")[0].value), scene.anchor
    texts = scene.words(start, end)
    if any(lead in texts for lead in _PAST_LEADS):
        spoken = scene.last_day() if "previous" in texts or "preceding" in texts else None
        base = spoken if spoken and spoken <= anchor else anchor
        day = base - timedelta((base.weekday() - wanted) % 7 or 7)
        return Phrase(start, end, day.isoformat(), f"the last one before the {_name(base is spoken)}")
    if any(lead in texts for lead in (*NEXT_LEADS, "following")):
        spoken = scene.last_day() if "following" in texts else None
        base = spoken or anchor
        day = base + timedelta((wanted - base.weekday()) % 7 or 7)
        return Phrase(start, end, day.isoformat(), f"the next one after the {_name(base is spoken)}")
    look = _weekday_look(scene, start, end)
    why = "looks ahead" if look in ("future", "near") else "the last one up to the report's day"
    return Phrase(start, end, nearest_weekday(anchor, wanted, look).isoformat(), why)


def weekday_of_week(scene: Scene, start: int, end: int) -> Phrase | None:
    """`Friday of next week`, `a week from Friday`."""
    wanted, anchor = int(scene.kinds(start, end, "weekday")[0].value), scene.anchor
    if unit_of(scene, start, end) != "week":
        return None
    if scene.kinds(start, end, "from"):
        day = nearest_weekday(anchor, wanted, "future") + timedelta(7)
    else:
        monday = anchor - timedelta(anchor.weekday())
        step = {"next": 7, "last": -7}.get(scene.tokens[end - 2].text, 0)
        day = monday + timedelta(step + wanted)
    return Phrase(start, end, day.isoformat(), "weekday of a week counted from the report's day")


def week_on(scene: Scene, start: int, end: int) -> Phrase | None:
    """`Thursday week`: a week after the next one."""
    if scene.tokens[end - 1].text != "week":
        return None
    day = nearest_weekday(scene.anchor, int(scene.tokens[start].value), "future") + timedelta(7)
    return Phrase(start, end, day.isoformat(), "a week after the next one")


def after_next(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the Wednesday after next`, `the week after next`."""
    if scene.tokens[end - 1].text != "next" or scene.tokens[end - 2].text != "after":
        return None
    head, anchor = scene.tokens[end - 3], scene.anchor
    if head.kind == "weekday":
        day = nearest_weekday(anchor + timedelta(1), int(head.value), "future") + timedelta(7)
        return Phrase(start, end, day.isoformat(), "the second one after the report's day")
    unit = unit_of(scene, start, end)
    if unit not in ("week", "month", "year") or head.text.endswith("s"):
        return None
    day = shifted(anchor.replace(day=1) if unit == "month" else anchor, 2, unit)
    return Phrase(start, end, of_unit(day, unit), f"{unit} counted from the report's day", feeds=False)


def _name(spoken: bool) -> str:
    return "day spoken of" if spoken else "report's day"


def _weekday_look(scene: Scene, start: int, end: int) -> str | None:
    """Where a bare weekday looks: by the words that touch it, else by the tense of its clause."""
    look, follows, leads = scene.tense(start, end), scene.after(end), _lead(scene, start)
    if follows and follows.kind == "poss" and not (leads and leads.text in ("in", "for", "before", "of", "at")):
        return "past"  # "Saturday's earthquake"
    if leads and leads.text == "through":
        return "future"  # "capped its fares through Sunday"
    if leads and leads.kind in ("until", "by") and look is None:
        return "future"  # "schools stay shut until Monday", "we are gone by Sunday"
    if leads and leads.kind == "until" and POSTPONED & set(scene.words(max(0, start - 4), start)):
        return "future"
    if look != "past" and ((leads and leads.kind == "from") or "this" in scene.words(start, end)):
        return "future"
    return look


def _lead(scene: Scene, start: int) -> Token | None:
    """The preposition before a phrase; "until at least Friday" has "until"."""
    least = scene.words(max(0, start - 2), start) == ["at", "least"]
    return scene.before(start, 3 if least else 1)


def night_between(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the night from Sunday to Monday`."""
    if scene.kinds(start, end, "unit")[0].text != "night":
        return None
    second = nearest_weekday(scene.anchor, int(scene.tokens[end - 1].value), scene.tense(start, end))
    first = second - timedelta((second.weekday() - int(scene.tokens[end - 3].value)) % 7)
    return Phrase(start, end, edtf.interval(first.isoformat(), second.isoformat()), "night between two days")


def weekday_night(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the small hours of Monday`: the night before, and that day."""
    if scene.kinds(start, end, "unit")[0].text not in ("hours", "night"):
        return None
    day = nearest_weekday(scene.anchor, int(scene.tokens[end - 1].value), scene.tense(start, end))
    return Phrase(start, end, edtf.interval((day - timedelta(1)).isoformat(), day.isoformat()), "night before that day")


def deictic(scene: Scene, start: int, end: int) -> Phrase | None:
    """`yesterday evening`, `today`, `the day before yesterday`."""
    offset = int(scene.kinds(start, end, "deictic")[0].value)
    if scene.kinds(start, end, "before"):
        offset -= 1
    if scene.kinds(start, end, "after"):
        offset += 1
    while scene.tokens[end - 1].kind == "unit" and scene.tokens[end - 1].text != "night":
        end -= 1
    end -= scene.tokens[end - 1].kind == "poss"
    day = scene.anchor + timedelta(offset)
    return Phrase(start, end, day.isoformat(), "counted from the report's day")


def beside_weekday(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the day before last Tuesday`, `the day after Monday's vote`."""
    at = next(i for i in range(start, end) if scene.tokens[i].kind in ("before", "after"))
    found = weekday(scene, at + 1, end)
    day = edtf.bounds(found.value) if found else None
    if unit_of(scene, start, end) != "day" or day is None or day.first is None:
        return None
    step = timedelta(1 if scene.tokens[at].kind == "after" else -1)
    return Phrase(
        start, end, (day.first + step).isoformat(), f"the day beside that one; {found.basis if found else ''}"
    )


_WITHIN = ("over", "in", "within", "during", "for")


def this_unit(scene: Scene, start: int, end: int) -> Phrase | None:
    """`last month`, `this week`, `next year`, `earlier this year`, `last night`."""
    head = scene.tokens[end - 1]
    lead = next(
        token.text for token in reversed(scene.tokens[start:end]) if token.kind in ("last", "next", "past", "this")
    )
    if head.kind == "weekend":
        return weekend(scene, start, end)
    unit = unit_of(scene, start, end)
    after = scene.after(end)
    if head.text.endswith("s") and "the" in scene.words(start, end) and not (after and after.kind == "of"):
        return stretch(scene, start, end) if unit in ("day", "week", "month", "year", "decade") else None
    if head.text.endswith("s") or unit in ("hour", "minute"):
        return None
    if unit == "day" and lead == "last" and (head.text != "night" or "the" in scene.words(max(0, start - 1), end)):
        return None  # "the last night of the festival"
    anchor = scene.anchor
    if unit == "day":
        if head.text == "night" and lead == "last":
            return Phrase(start, end, (anchor - timedelta(1)).isoformat(), "the night before the report's day")
        return None if lead not in ("this",) else Phrase(start, end, anchor.isoformat(), "the report's day")
    before = scene.before(start)
    if lead in NEXT_LEADS and "the" in scene.words(start, end) and before and before.text in _WITHIN:
        return stretch(scene, start, end)
    if (
        lead in ("last", "past")
        and "the" in scene.words(start, end)
        and not scene.kinds(start, end, "edge", "earlier", "later")
    ):
        return stretch(scene, start, end) if unit != "day" else None
    if lead in ("preceding", "previous") or lead == "following":
        return discourse_day(scene, start, end)
    step = -1 if lead in _PAST_LEADS else 1 if lead in NEXT_LEADS else 0
    day = shifted(anchor.replace(day=1) if unit == "month" else anchor, step, unit)
    value, why = of_unit(day, unit), f"{unit} counted from the report's day"
    if scene.kinds(start, end, "edge"):
        return Phrase(start, end, f"{value}~", f"part of it; {why}", edge_name(scene, start, end), feeds=False)
    if step == 0 and unit != "century":
        value, why = _current(scene, start, end, value, unit)
    return Phrase(start, end, value, why, feeds=False)


def _current(scene: Scene, start: int, end: int, value: str, unit: str) -> tuple[str, str]:
    """`this year`: cut at the report's day where the clause says on which side of it."""
    anchor, texts = scene.anchor, scene.words(start, end)
    found = edtf.bounds(value)
    look = scene.tense(start, end)
    if unit == "week" and "earlier" not in texts and "later" not in texts:
        return value, "the report's week"
    if look is None and superlative(scene, start):
        look = "past"
    if found and found.first and ("earlier" in texts or (look == "past" and "later" not in texts)):
        first = found.first.isoformat()
        return edtf.interval(first, anchor.isoformat()), f"the report's {unit} up to its day"
    if found and found.last and ("later" in texts or look == "future"):
        if look == "future" and "later" not in texts and unit == "year":
            return value, "the report's year"
        return edtf.interval(anchor.isoformat(), found.last.isoformat()), f"the report's {unit} from its day on"
    return value, f"the report's {unit}"


def edge_of_unit(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the end of the month`, `the start of next year`, `year's end`."""
    if scene.tokens[end - 1].kind == "quarter" or scene.kinds(start, end, "unit")[0].text.endswith("s"):
        return None
    unit, texts = unit_of(scene, start, end), scene.words(start, end)
    after = scene.after(end)
    if (
        unit in ("hour", "minute", "day", "century", "decade")
        or (after and after.kind == "of")
        or (after and after.text == "long")
    ):
        return None
    if scene.tokens[end - 1].kind == "edge" and scene.tokens[end - 1].text != "end":
        return None
    step = -1 if "last" in texts else 1 if "next" in texts else 0
    day = shifted(scene.anchor.replace(day=1) if unit in ("month", "year") else scene.anchor, step, unit)
    value = of_unit(day, unit)
    edge = edge_name(scene, start, end)
    found = edtf.bounds(value)
    if edge == "start" and unit == "year" and found and found.first:
        value = found.first.isoformat()
    if edge == "end" and unit == "year" and found and found.last:
        value = found.last.isoformat()
    return Phrase(start, end, f"{value}~", f"part of a {unit} counted from the report's day", edge, feeds=False)


def year_out(scene: Scene, start: int, end: int) -> Phrase | None:
    """`before the year is out`."""
    if scene.tokens[end - 1].text not in ("out", "over", "ends") or unit_of(scene, start, end) not in (
        "year",
        "month",
        "week",
    ):
        return None
    value = of_unit(scene.anchor, unit_of(scene, start, end))
    return Phrase(start, end, f"{value}~", "end of the report's own span", "end", feeds=False)


def this_or_next(scene: Scene, start: int, end: int) -> Phrase | None:
    """`this month or next`."""
    if scene.tokens[end - 2].text not in ("or", "and"):
        return None
    unit = unit_of(scene, start, end)
    value = of_unit(shifted(scene.anchor.replace(day=1) if unit == "month" else scene.anchor, 1, unit), unit)
    return Phrase(start, end, edtf.interval(scene.anchor.isoformat(), value), f"this {unit} and the next", feeds=False)


def new_year(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the new year`."""
    if scene.words(start, end)[1:] != ["new", "year"]:
        return None
    before, anchor = scene.before(start), scene.anchor
    if before and before.kind in ("by", "before", "until"):
        return Phrase(start, end, f"{anchor.year}-12-31~", "before the next 1 January", "end", feeds=False)
    year = anchor.year + (anchor.month > 2)
    return Phrase(start, end, f"{year}-01~", "the nearest turn of the year", feeds=False)


def weekend(scene: Scene, start: int, end: int) -> Phrase | None:
    """`the weekend`, `next weekend`."""
    if end - start == 1 or scene.tokens[end - 1].text == "weekends":
        return None
    texts, anchor = scene.words(start, end), scene.anchor
    after = scene.after(end)
    if (
        after
        and after.kind == "word"
        and texts[0] == "the"
        and after.start == scene.tokens[end - 1].end + 1
        and after.text.endswith("s")
    ):
        return None
    saturday = anchor - timedelta((anchor.weekday() - 5) % 7)
    look = "past" if "last" in texts or "past" in texts else "future" if "next" in texts else scene.tense(start, end)
    if look in ("future", "near") and anchor.weekday() < 5:
        saturday += timedelta(7)
    if anchor.weekday() == 5 and look == "past":
        saturday -= timedelta(7 * ("last" in texts))
    return Phrase(
        start,
        end,
        edtf.interval(saturday.isoformat(), (saturday + timedelta(1)).isoformat()),
        "weekend by tense",
        feeds=False,
    )
