"""What stands around a phrase: "since", "by", "until", "from … to …", and the day that a time of day belongs to."""

from __future__ import annotations

from datetime import timedelta

from stemma.annotate.times_events import EVENT, from_event
from stemma.annotate.times_scene import POSTPONED, Phrase, Scene, single_day
from stemma.annotate.times_timex import as_marked
from stemma.text import edtf

_NEVER = frozenset(("not", "no", "never", "n't", "cannot"))
_LINKS = frozenset(("on", "comma", "bullet", "dash", "zone", "open", "of", "dot"))


def shape(scene: Scene) -> list[Phrase]:
    """The phrases of a sentence with ranges joined, prepositions applied and times of day put on their day."""
    if scene.timex:
        return as_marked(_clocks(scene, _events(scene)))
    joined = _clocks(scene, _ranges(scene, _events(scene)))
    return [_led(scene, phrase) for phrase in joined]


def _events(scene: Scene) -> list[Phrase]:
    """The phrases, those that count from an event behind them ("three weeks after the vote of 3 May") read with it."""
    found = list(scene.done)
    out = []
    for index, phrase in enumerate(found):
        if phrase.edge == EVENT:
            following = found[index + 1] if index + 1 < len(found) else None
            counted = from_event(scene, phrase, following)
            out += [counted] if counted else []
        else:
            out.append(phrase)
    return out


def _ranges(scene: Scene, found: list[Phrase]) -> list[Phrase]:
    """`from March to May`, `between Monday and Friday`: two phrases become one interval."""
    out: list[Phrase] = []
    for phrase in found:
        last = out[-1] if out else None
        if last:
            _share_year(last, phrase)
        if last and _is_range(scene, last, phrase):
            lead = scene.before(last.start)
            start = last.start - (1 if lead and lead.kind == "from" else 0)
            value = edtf.interval(edtf.first_side(str(last.value)), str(phrase.value).partition("/")[2] or phrase.value)
            out[-1] = Phrase(start, phrase.end, value, f"from: {last.basis}; to: {phrase.basis}", feeds=False)
        else:
            out.append(phrase)
    return out


def _share_year(first: Phrase, second: Phrase) -> None:
    """ "from 26 July to 11 August 2024": the year printed at the end is that of both."""
    if second.start - first.end != 1 or not first.basis.startswith("year not printed"):
        return
    printed, found = edtf.bounds(second.value), edtf.bounds(first.value)
    if "as printed" not in second.basis or not printed or not found or not printed.last or not first.value:
        return
    rest = first.value[4:]
    year = printed.last.year - (f"{printed.last.year}{rest}" > str(second.value))
    if edtf.bounds(f"{year}{rest}"):
        first.value, first.basis = f"{year}{rest}", "year printed at the end of the range"


def _is_range(scene: Scene, first: Phrase, second: Phrase) -> bool:
    between = scene.tokens[first.end : second.start]
    if (
        not first.value
        or not second.value
        or len(between) != 1
        or between[0].text not in ("to", "and", "until", "through", "-", "–")
    ):
        return False
    lead = scene.before(first.start)
    if between[0].text in ("to", "and", "until") and not (lead and lead.kind == "from"):
        return False
    if between[0].text == "to" and POSTPONED & set(scene.words(max(0, first.start - 5), first.start)):
        return False  # "moved from May to July": two days, no stretch
    one, two = edtf.bounds(first.value), edtf.bounds(second.value)
    return bool(one and two and one.first and two.last and one.first < two.last)


def _clocks(scene: Scene, found: list[Phrase]) -> list[Phrase]:
    """A time of day joins the day beside it, else takes its sentence's day, the day spoken of, the report's day."""
    out: list[Phrase] = []
    found = _other_zones(scene, found)
    for index, phrase in enumerate(found):
        if not phrase.clock:
            last = out[-1] if out else None
            if last and last.clock and _linked(scene, last, phrase) and single_day(phrase.value):
                value = f"{single_day(phrase.value)}T{_in_half(scene, last, phrase)}"
                out[-1] = Phrase(last.start, phrase.end, value, f"time of day; {phrase.basis}")
            else:
                out.append(phrase)
            continue
        last = out[-1] if out else None
        if (
            last
            and not last.clock
            and single_day(last.value)
            and "T" not in str(last.value)
            and _linked(scene, last, phrase)
        ):
            value = f"{single_day(last.value)}T{_in_half(scene, phrase, last)}"
            out[-1] = Phrase(last.start, phrase.end, value, f"time of day; {last.basis}")
            continue
        out.append(_on_its_day(scene, phrase, found[index + 1 :]))
    return out


def _other_zones(scene: Scene, found: list[Phrase]) -> list[Phrase]:
    """ "10:35 a.m. (0735 GMT) Friday": what stands in brackets is the same time of day."""
    out: list[Phrase] = []
    for phrase in found:
        last, lead, follows = out[-1] if out else None, scene.before(phrase.start), scene.after(phrase.end)
        bracketed = lead and follows and lead.kind == "open" and follows.kind == "close"
        if last and last.clock and phrase.clock and bracketed and phrase.start - last.end == 1:
            last.end = phrase.end + 1
        else:
            out.append(phrase)
    return out


_LATE = frozenset(("night", "tonight", "evening", "afternoon"))


def _in_half(scene: Scene, clock: Phrase, day: Phrase) -> str:
    """The time of day; ten o'clock of an evening is 22:00."""
    hour = int(clock.clock[:2])
    late = hour < 12 and "half" in clock.basis and _LATE & set(scene.words(day.start, day.end))
    return f"{hour + 12}{clock.clock[2:]}" if late else clock.clock


def _linked(scene: Scene, first: Phrase, second: Phrase) -> bool:
    return (
        all(token.kind in _LINKS for token in scene.tokens[first.end : second.start]) and second.start - first.end <= 3
    )


def _on_its_day(scene: Scene, phrase: Phrase, following: list[Phrase]) -> Phrase:
    if following and _linked(scene, phrase, following[0]) and single_day(following[0].value):
        return phrase
    earlier = [p for p in scene.done if p.start < phrase.start and not p.clock]
    day = next((d for p in reversed(earlier) if (d := single_day(p.value))), None)
    why = "the day of its sentence"
    if day is None:
        day, why = scene.day_of_clock(phrase.start, phrase.end)
    if day is None or len(scene.tokens) <= phrase.end - phrase.start + 1 or _is_stamp(scene, phrase):
        day, why = scene.report_day or day, "the report's day"
    if day and why != "the day of its sentence" and scene.words(phrase.start, phrase.end)[-1] == "midnight":
        day, why = day + timedelta(1), f"the end of {why}"
    value = f"{day}T{phrase.clock}" if day else None
    return Phrase(
        phrase.start, phrase.end, value, f"time of day; {why if day else 'its day is not known'}", clock=phrase.clock
    )


_CHANGED = frozenset(("updated", "amended", "corrected", "published", "posted", "edited"))
_PIECE = frozenset(("article", "report", "story", "post", "entry", "page", "item"))


def _is_stamp(scene: Scene, phrase: Phrase) -> bool:
    """True for the time of day at the head of a line of a live report."""
    first = scene.tokens[phrase.start]
    if _CHANGED & set(scene.words(0, phrase.start)) and _PIECE & set(scene.words(0, phrase.start)):
        return True  # "this article was updated at 11.30am"
    return phrase.start == 0 and ":" in first.text and scene.text[first.start - 1 : first.start] in ("", "\n")


# Tokens back at which a preposition may stand: "since at least 2019".
_BETWEEN = 3


def _led(scene: Scene, phrase: Phrase) -> Phrase:
    """The phrase with the preposition before it: `since X`, `by X`, `until X`."""
    lead, anchor = scene.before(phrase.start), scene.report_day
    back = 1
    if scene.words(max(0, phrase.start - 3), phrase.start) in (["no", "later", "than"], ["not", "later", "than"]):
        return _deadline(scene, phrase, phrase.start - 3, "by") if phrase.value and anchor else phrase
    while lead and back < _BETWEEN and lead.kind in ("the", "on", "approx"):
        back += 1
        lead = scene.before(phrase.start, back)
    if lead is None or not phrase.value or anchor is None or "/.." in phrase.value or phrase.value.startswith("../"):
        return phrase
    start = phrase.start - back
    if lead.kind == "since":
        first = edtf.first_side(phrase.value).rstrip("~")
        found = edtf.bounds(first)
        if found and found.first and found.first <= anchor:
            return Phrase(
                start,
                phrase.end,
                edtf.interval(first, anchor.isoformat()),
                f"since, up to the report's day; {phrase.basis}",
            )
        return phrase
    follows = scene.after(phrase.end)
    if lead.text == "before" and follows and follows.kind == "poss":
        return phrase  # "hours before Friday's vote"
    if lead.text in ("by", "until", "till", "before"):
        return _deadline(scene, phrase, start, lead.text)
    if lead.text == "through" and (day := single_day(phrase.value)) and day > anchor:
        return Phrase(start, phrase.end, edtf.interval(anchor.isoformat(), phrase.value), f"through; {phrase.basis}")
    return phrase


def _deadline(scene: Scene, phrase: Phrase, start: int, lead: str) -> Phrase:
    """`by X`, `before X`, `until X`: from the report's day to X where X is ahead; a past "until" has an open start."""
    assert scene.report_day is not None
    anchor, found = scene.report_day, edtf.bounds(phrase.value)
    if found is None or found.first is None or found.last is None or phrase.value is None:
        return phrase
    until, look = lead in ("until", "till"), scene.tense(phrase.start, phrase.end)
    open_start = edtf.interval(None, found.first.isoformat())
    if until and _NEVER & set(scene.words(max(0, start - 3), start)) and look != "future":
        return phrase  # "it was not until Tuesday that …": the day itself
    if until and look == "past" and found.first <= anchor:
        return Phrase(start, phrase.end, open_start, f"until, start open; {phrase.basis}", feeds=False)
    if lead == "before" and _denied(scene, start):
        return phrase
    ahead = until or look != "past" or phrase.edge == "end" or found.first > anchor
    if found.last > anchor and ahead:
        if until and (POSTPONED & set(scene.words(max(0, start - 3), start)) or _is_border(phrase)):
            return _season_start(scene, phrase)
        value = edtf.interval(anchor.isoformat(), _end_of(scene, phrase, lead))
        return Phrase(start, phrase.end, value, f"{lead}: from the report's day; {phrase.basis}")
    return Phrase(start, phrase.end, open_start, f"until, start open; {phrase.basis}", feeds=False) if until else phrase


def _denied(scene: Scene, start: int) -> bool:
    """True for "not due to end before June": a day that bounds nothing, but is the first that may be."""
    words = scene.words(max(0, start - 6), start)
    for at, word in enumerate(words):
        if (word in _NEVER and not (word == "no" and "," in words[at:])) or word.endswith("n't"):
            return True
    return False


def _is_border(phrase: Phrase) -> bool:
    """True for a month, season or year without an edge: "until spring" names the border, not a stretch."""
    found = edtf.bounds(phrase.value)
    whole = "/" not in str(phrase.value) or "season" in phrase.basis
    return bool(found and found.first != found.last and whole and not phrase.edge and "week" not in phrase.basis)


def _season_start(scene: Scene, phrase: Phrase) -> Phrase:
    """The phrase; of a season about its first month, since what lasts until spring ends when it begins."""
    found = edtf.bounds(phrase.value)
    if "season" not in phrase.basis or found is None or found.first is None:
        return phrase
    value = f"{edtf.month_of(found.first)}~"
    return Phrase(phrase.start, phrase.end, value, f"until: its beginning; {phrase.basis}", feeds=False)


_STARTS = frozenset(("start", "beginning", "outset", "turn"))


def _end_of(scene: Scene, phrase: Phrase, lead: str) -> str:
    """Where a span up to this phrase ends: the last day of "the end of May", the first of "the start of May", the day
    before what is "before May"; "early May" and "mid-May" stay approximate; else as coarse as the value is."""
    value, found = str(phrase.value), edtf.bounds(phrase.value)
    longer = found is not None and found.first != found.last and not phrase.edge
    if lead == "before" and longer and found and found.first and scene.report_day and found.first > scene.report_day:
        return (found.first - timedelta(1)).isoformat()
    if phrase.edge == "end":
        return edtf.last_day(value)
    if phrase.edge == "start" and found and found.first and _STARTS & set(scene.words(phrase.start, phrase.end)):
        return found.first.isoformat()
    return (edtf.first_side(value) if phrase.edge else value).partition("/")[2] or value
