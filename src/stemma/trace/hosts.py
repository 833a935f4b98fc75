""" "The owner of the mill received us": the report is a visit, and who is quoted most in it is who was visited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from stemma.trace.channels import Channel, hosting
from stemma.trace.sayings import Actors, Saying
from stemma.types.report import LineClass
from stemma.types.speech import Quotation

OPEN = frozenset({"press-conference", "statement", "social-post", "document"})
QUOTED = 2
"""Quotations of one person in a report from which that person is the host of whom nothing but "received us" tells."""


class Told(NamedTuple):
    """A saying with the channel its sentence shows (or None) and the day that sentence gives."""

    saying: Saying
    channel: Channel | None
    day: str | None


def visits(told: Iterable[Told], actors: Actors) -> tuple[Told, ...]:
    """The same sayings; a host's have the visit as their channel, and "the owner" in its sentence is the host."""
    every = list(told)
    heard = frozenset(t.saying.utterance for t in every if t.channel and t.channel.kind in OPEN and t.saying.utterance)
    by_report: dict[int, list[Told]] = defaultdict(list)
    for one in every:
        by_report[one.saying.number].append(one)
    return tuple(t for rows in by_report.values() for t in _visit(rows, heard, actors))


def _visit(rows: Sequence[Told], heard: frozenset[str], actors: Actors) -> Sequence[Told]:
    """`heard`: utterances that a report says were made before others too."""
    report = rows[0].saying.report
    found = next(
        (m for line in report.lines_of(LineClass.PROSE) if (m := hosting(report.text, line.start, line.end))), None
    )
    host = _host(rows, actors) if found else None
    if not found or not host:
        return rows
    channel = Channel("interview", found.start(), found.end())
    return [one if one.saying.utterance in heard else _hosted(one, host, channel, actors) for one in rows]


def _host(rows: Sequence[Told], actors: Actors) -> str | None:
    """The named person quoted most, if nobody is quoted as often."""
    quoted = Counter(t.saying.who for t in rows if isinstance(t.saying.said, Quotation) and not t.saying.around)
    persons = sorted(((n, who) for who, n in quoted.items() if actors.type(who) == "person"), reverse=True)
    alone = bool(persons) and persons[0][0] >= QUOTED and (len(persons) == 1 or persons[1][0] < persons[0][0])
    return persons[0][1] if alone else None


def _hosted(one: Told, host: str, channel: Channel, actors: Actors) -> Told:
    saying = one.saying
    inside = saying.frame_start <= (channel.start or 0) < saying.frame_start + len(saying.frame)
    if saying.who == host and not one.channel:
        return Told(saying, channel, one.day)
    if inside and actors.nameless(saying.who) and actors.type(saying.who) == "unnamed":
        return Told(saying._replace(who=host), channel, one.day)
    return one
