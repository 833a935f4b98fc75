"""Small dossiers for the tests of tracing.

Marks: {q|WHO|words} quotation, {a|WHO|words} reported, [DAY|words] time, <12> number.

Every capitalised WHO becomes an entity with the id "e:WHO"; names that begin with Radio or Daily are media, those
with Guild or Office bodies, the rest persons; `unnamed:LABEL` stays a label.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Published, Report
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.stage import Linker
from stemma.types.story import Story
from stemma.types.world import Entity, EntityType, Mention, Number, TimeExpression

MARK = re.compile(r"\{(\w)\|([^|{}]*)\|([^{}]*)\}|\[([\d-]+)\|([^\]]*)\]|<(\d+)>")
NAMES = ("Ines Vega", "Paul Moreno", "Radio Mistral", "Daily Yeast", "Bakers’ Guild", "Statistics Office", "Tern Wire")
CUES = re.compile(r"\b(?:said|told|added|wrote|according to|According to|Citing)\b")


class Make(NamedTuple):
    """One report to make: the report's id is "r" + name."""

    name: str
    text: str
    day: str | None = None
    outlet: str | None = None
    byline: str | None = None


def entity_type(name: str) -> EntityType:
    if name.startswith(("Radio", "Daily", "Tern")):
        return "medium"
    return "org" if name.endswith(("Guild", "Office")) else "person"


def read(make: Make) -> tuple[Report, Layers, dict[str, str]]:
    text, at = (f"{make.byline}\n" if make.byline else ""), 0
    said: list[tuple[str, int, int, str]] = []
    times: list[tuple[int, int, str]] = []
    numbers: list[tuple[int, int, int]] = []
    for match in MARK.finditer(make.text):
        text += make.text[at : match.start()]
        at = match.end()
        words = match[3] if match[1] else match[5] or match[6]
        if match[6]:
            numbers.append((len(text), len(text) + len(words), int(words)))
        elif match[1]:
            said.append((match[1], len(text), len(text) + len(words), match[2]))
        else:
            times.append((len(text), len(text) + len(words), match[4]))
        text += words
    text += make.text[at:]
    rid = "r" + make.name
    lines = [Line(m.start(), m.end(), LineClass.PROSE) for m in re.finditer(r"[^\n]+", text)]
    if make.byline:
        lines[0] = msgspec.structs.replace(lines[0], cls=LineClass.BYLINE)
    report = Report(
        id=rid,
        file=make.name,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        outlet=make.outlet,
        published=Published(make.day, "given" if make.day else "unknown"),
        lines=tuple(lines),
    )
    mentions = [m for n in NAMES for m in re.finditer(re.escape(n), text)]
    made = tuple(
        Mention(
            id=f"{rid}.m{i}", start=m.start(), end=m.end(), text=m[0], form="name", type=entity_type(m[0]), name=m[0]
        )
        for i, m in enumerate(sorted(mentions, key=lambda m: m.start()), 1)
    )
    entity_of = {m.id: f"e:{m.text}" for m in made} | {f"{rid}.x-{n}": f"e:{n}" for n in NAMES}
    layers = Layers(
        report=rid,
        mentions=made,
        times=tuple(
            TimeExpression(id=f"{rid}.t{i}", start=s, end=e, text=text[s:e], value=v, basis="test")
            for i, (s, e, v) in enumerate(times, 1)
        ),
        numbers=tuple(
            Number(id=f"{rid}.n{i}", start=s, end=e, text=text[s:e], value=v) for i, (s, e, v) in enumerate(numbers, 1)
        ),
        quotations=tuple(_quotation(report, i, *x[1:]) for i, x in enumerate((s for s in said if s[0] == "q"), 1)),
        attributions=tuple(_attribution(report, i, *x[1:]) for i, x in enumerate((s for s in said if s[0] == "a"), 1)),
    )
    return report, layers, entity_of


def _source(report: Report, who: str) -> str | None:
    return who if who.startswith("unnamed:") else f"{report.id}.x-{who}" if who else None


def _cue(report: Report, start: int, end: int) -> Span | None:
    found = [m for m in CUES.finditer(report.text) if m.end() <= start or m.start() >= end]
    near = min(found, key=lambda m: min(abs(m.start() - end), abs(start - m.end())), default=None)
    return report.span(near.start(), near.end()) if near else None


def _quotation(report: Report, number: int, start: int, end: int, who: str) -> Quotation:
    return Quotation(
        id=f"{report.id}.q{number}",
        start=start,
        end=end,
        text=report.text[start:end],
        kind="direct",
        source=_source(report, who),
        cue=_cue(report, start, end),
        without_inserts=report.text[start:end],
        turn=number,
    )


def _attribution(report: Report, number: int, start: int, end: int, who: str) -> Attribution:
    return Attribution(
        id=f"{report.id}.a{number}",
        start=start,
        end=end,
        text=report.text[start:end],
        source=_source(report, who),
        cue=_cue(report, start, end),
    )


def dossier(*makes: Make, parts: Sequence[Linker] = ()) -> Dossier:
    """All reports as one story, after these parts have run."""
    rows = [read(m) for m in makes]
    entity_of = {k: v for _, _, own in rows for k, v in own.items()}
    story = Story(id="s", reports=tuple(r.id for r, _, _ in rows))
    found = Dossier(
        reports=tuple(r for r, _, _ in rows),
        layers=tuple(x for _, x, _ in rows),
        entities=tuple(Entity(id=f"e:{n}", type=entity_type(n), name=n, names=(n,)) for n in NAMES),
        entity_of=entity_of,
        stories=(story,),
        story_of={r.id: "s" for r, _, _ in rows},
    )
    for part in parts:
        found = msgspec.structs.replace(found, **part(found))
    return found
