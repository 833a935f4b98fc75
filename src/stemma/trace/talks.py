"""Talks of one person with several outlets: two outlets that each say "told us" had two, unless they print one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.trace.ages import age_key
from stemma.trace.hosts import Told
from stemma.trace.outlets import Outlets
from stemma.trace.sayings import Actors

OUR = re.compile(
    r"(?<!\w)(?:us|we|our|me|this (?:newspaper|paper|station|channel|magazine|website|programme))(?!\w)", re.I
)


def talks(told: Sequence[Told], actors: Actors) -> list[list[Told]]:
    """The sayings of one person that were told in private, by talk.

    Another talk needs a report that says the person spoke to its own outlet, and prints no utterance that another
    outlet says it was told. What no report shows the way of is put to the first talk.
    """
    home = {t.saying.id: _home(t, actors) for t in told}
    uttered: dict[str, set[str]] = {}
    for one in told:
        if key := home[one.saying.id]:
            uttered.setdefault(key, set()).update(u for u in (one.saying.utterance,) if u)
    if len(uttered) < 2 or sum(map(len, uttered.values())) > len(set().union(*uttered.values())):
        return [list(told)]
    ordered = sorted(told, key=lambda t: age_key(t.saying.report))
    by_report = {t.saying.report.id: key for t in reversed(ordered) if (key := home[t.saying.id])}
    by_utterance = {u: key for key, every in uttered.items() for u in every}
    first = next(key for t in ordered if (key := home[t.saying.id]))
    found: dict[str, list[Told]] = {key: [] for key in sorted(uttered)}
    for one in told:
        key = by_utterance.get(one.saying.utterance or "") or by_report.get(one.saying.report.id, first)
        found[key].append(one)
    return list(found.values())


def _home(one: Told, actors: Actors) -> str:
    """The key of the report's outlet, if the sentence says that the words were told to it; else ""."""
    channel, number = one.channel, one.saying.number
    own = actors.outlets.key[number]
    if not channel or channel.start is None or channel.end is None:
        return ""
    if channel.to:
        return own if actors.outlets.is_outlet(number, channel.to) else ""
    key = asking(one.saying.report.text, channel.start, channel.end, number, actors.outlets)
    return own if key == own else ""


def asking(text: str, start: int, end: int, number: int, outlets: Outlets) -> str | None:
    """The key of the outlet that was spoken to by the words of `text[start:end]` in report `number`: the one they name,
    or the report's own ("told us"); None where they name none."""
    named = next(outlets.named(text, start, end), None)
    if named:
        return named.key
    return outlets.key[number] if OUR.search(text, start, end) else None
