"""Parts of a day, and words for the report's own time: "at dawn", "overnight", "now", "so far"."""

from __future__ import annotations

from datetime import timedelta

from stemma.annotate.times_events import PRESENT
from stemma.annotate.times_scene import Phrase, Scene, single_day
from stemma.resources import words
from stemma.text import edtf


def part_of_day(scene: Scene, start: int, end: int) -> Phrase | None:
    """`this morning`, `last evening`."""
    lead = scene.tokens[end - 2].text
    if lead not in ("this", "last"):
        return None
    return Phrase(start, end, (scene.anchor - timedelta(lead == "last")).isoformat(), "counted from the report's day")


def edge_of_day(scene: Scene, start: int, end: int) -> Phrase | None:
    """`late afternoon`: of the day spoken of last, else of the report's day."""
    before = scene.before(start)
    if not before or before.kind not in ("by", "in", "on", "until", "since", "the"):
        return None
    day = scene.last_day() or scene.anchor
    return Phrase(start, end, day.isoformat(), "part of the day spoken of last", feeds=False)


# Before a part of the day that stands alone: "by nightfall", "at dawn".
_PART_LEADS = frozenset(("by", "before", "since", "until", "till", "at", "around", "towards"))


def part_alone(scene: Scene, start: int, end: int) -> Phrase | None:
    """`by nightfall`, `at dawn`: of the day spoken of last, else of the report's day."""
    before, after = scene.before(start), scene.after(end)
    if not before or before.text not in _PART_LEADS or words("times")["parts"][scene.tokens[start].text]:
        return None
    if after and after.kind not in ("comma", "stop", "dot", "quote", "close", "the") and after.text not in _GOES_ON:
        return None  # "at dawn on Tuesday" is Tuesday's; "by morning light"
    last = scene.done[-1] if scene.done else None
    if last and last.end == start - 1 and single_day(last.value):
        return None  # "on Wednesday at dawn"
    day = scene.last_day() or scene.anchor
    return Phrase(start, end, day.isoformat(), "part of the day spoken of last, else of the report's day", feeds=False)


_GOES_ON = frozenset(("and", "but", "when", "as", "after", "with", "to", "in", "he", "she", "they", "it", "we", "a"))


def overnight(scene: Scene, start: int, end: int) -> Phrase | None:
    """`overnight`: the night up to the report's day."""
    after = scene.after(end)
    if (
        after
        and after.kind == "word"
        and not after.text.endswith(("ed", "ly"))
        and after.text not in ("in", "by", "after", "when", "as", "that", "at")
    ):
        return None
    anchor = scene.anchor
    return Phrase(
        start,
        end,
        edtf.interval((anchor - timedelta(1)).isoformat(), anchor.isoformat()),
        "the night up to the report's day",
    )


def since_start(scene: Scene, start: int, end: int) -> Phrase | None:
    """`since the early days of the war`: start known only by its name, up to the report's day."""
    if scene.tokens[start].kind != "since":
        return None
    edges = words("times")["happenings"]["edges"]
    if not any(word in edges for word in scene.words(start, end)):
        return None
    return Phrase(
        start, end, edtf.interval(None, scene.anchor.isoformat()), "since an event that has no date here", feeds=False
    )


def throughout(scene: Scene, start: int, end: int) -> Phrase | None:
    """`throughout the conflict` in the perfect: up to the report's day."""
    near = scene.words(end, min(end + 8, len(scene.tokens))) + scene.words(max(0, start - 8), start)
    if not any(word in ("has", "have", "'s", "'ve") for word in near):
        return None
    return Phrase(
        start, end, edtf.interval(None, scene.anchor.isoformat()), "up to the report's day, start open", feeds=False
    )


def further_notice(scene: Scene, start: int, end: int) -> Phrase | None:
    """`until further notice`: from the report's day, end open."""
    return Phrase(
        start, end, edtf.interval(scene.anchor.isoformat(), None), "from the report's day, end open", feeds=False
    )


_BE = frozenset(("is", "are", "was", "were", "'s", "'re", "been", "being", "would"))
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you"))


def now(scene: Scene, start: int, end: int) -> Phrase | None:
    """`now`: about the report's day where a state holds ("is now shut", "for now"), not where somebody states, lets or
    reckons something now; at a sentence's head, where it sets what somebody does against before, about its month."""
    before, after = scene.before(start), scene.after(end)
    if scene.tokens[start].text == "nowadays" or (before and before.text in _NOT_NOW):
        return None
    if before and before.text in ("for", "right"):
        return Phrase(start, end, f"{scene.anchor.isoformat()}~", "about the report's day", feeds=False)
    if before is None or before.kind in ("quote", "stop"):
        near = any(token.text in PRESENT for token in scene.tokens[end : end + 9])
        if after is None or not near or not (after.text in _PRONOUNS or _names(scene, end)):
            return None
        return Phrase(start, end, f"{edtf.month_of(scene.anchor)}~", "about the report's time", feeds=False)
    if after is None or (scene.text[scene.tokens[start].start].isupper() and before.kind == "name"):
        return None
    state = before.text in _BE or after.text in _BE or before.text in ("and", "who", "which") or after.kind == "dash"
    if not state and not after.text.endswith(("ed", "ing")) and scene.tokens[start].text == "now":
        return None
    if after.kind not in ("word", "name", "dash", "past", "on", "in", "quote"):
        return None
    return Phrase(start, end, f"{scene.anchor.isoformat()}~", "about the report's day", feeds=False)


def _names(scene: Scene, at: int) -> bool:
    """True where a name stands next, its article aside."""
    follows = scene.after(at)
    follows = scene.after(at, 1) if follows and follows.kind == "the" else follows
    return follows is not None and follows.kind == "name"


_NOT_NOW = frozenset(("until", "till", "by", "from", "between", "just"))


def so_far(scene: Scene, start: int, end: int) -> Phrase | None:
    """`so far`, `to date`: up to the report's day."""
    after = scene.after(end)
    if scene.tokens[start].text == "and" or (
        after and after.text in ("as", "that", "away", "from", "back", "the", "of", "with")
    ):
        return None
    return Phrase(start, end, edtf.interval(None, scene.anchor.isoformat()), "up to the report's day", feeds=False)
