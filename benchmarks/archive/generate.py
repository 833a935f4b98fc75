"""Annotated reports by rule, from the examples: every word that is a name or a number becomes another of its length.

Offsets stay true, so no annotator has to run: what is measured is the archive alone. The same number gives the same
report. Three examples are joined to one report of about 2,600 characters. How often words recur is
not that of real news: every generated report has the plain words of the same ten texts.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from stemma.archive.adding import engine
from stemma.intake import read_inputs
from stemma.intake.build import report_id
from stemma.pipeline import annotate
from stemma.settings import DEFAULT
from stemma.statements import facets_of, statements_of
from stemma.types.archive import Incoming
from stemma.types.dossier import Layers
from stemma.types.report import Report

ROOT = Path(__file__).resolve().parent.parent.parent
OTHERS = re.compile(r"[A-Z][a-z]{3,}|\d+")
OF = re.compile(r"[0-9a-f]{12}\.([a-z])(\d+)")
"""The id of an annotation."""
JOINED = 3
SYLLABLES = ("ba", "do", "ke", "li", "mu", "na", "po", "ra", "si", "tu", "va", "we", "yo", "ze")
NAMES = 4_000
"""Different endings of names; a small country's press has about so many in a year."""


def seeds() -> list[tuple[Report, Layers]]:
    """The reports of the examples, annotated, each joined with the two that follow: together as long as news is."""
    folders = sorted(str(p) for p in ROOT.glob("examples/*/reports"))
    reports, _ = read_inputs(folders, published={}, outlets={}, settings=DEFAULT)
    read = [(report, annotate(report)) for report in reports]
    return [_joined([read[(n + i) % len(read)] for i in range(JOINED)]) for n in range(len(read))]


def _joined(parts: list[tuple[Report, Layers]]) -> tuple[Report, Layers]:
    """One report of several: the texts behind each other, all offsets and ids moved along."""
    first = parts[0][0]
    report, layers = msgspec.to_builtins(parts[0])
    text = first.text
    for n, (other, found) in enumerate(parts[1:], 1):
        start = len(text) + 1
        text = f"{text}\n{other.text}"
        lines, more = _moved(msgspec.to_builtins((other.lines, found)), other.id, first.id, start, n * 1000)
        report["lines"] = [*report["lines"], *lines]
        layers |= {k: [*v, *more[k]] for k, v in layers.items() if isinstance(v, list | tuple)}
    report["text"] = text
    return msgspec.convert(report, Report), msgspec.convert(layers, Layers)


def _moved(value: Any, old: str, new: str, by: int, count: int) -> Any:
    """The value with offsets and the numbers of ids raised."""
    if isinstance(value, dict):
        moved = {k: _moved(v, old, new, by, count) for k, v in value.items()}
        return moved | {k: value[k] + by for k in ("start", "end") if k in value}
    if isinstance(value, list | tuple):
        return [_moved(v, old, new, by, count) for v in value]
    if isinstance(value, str) and value.startswith(old):
        return OF.sub(lambda m: f"{new}.{m[1]}{int(m[2]) + count}", value) if OF.fullmatch(value) else new
    return value


def generated(first: int, beyond: int, made_of: list[tuple[Report, Layers]]) -> Iterator[Incoming]:
    """The reports of these numbers."""
    for number in range(first, beyond):
        report, layers = made_of[number % len(made_of)]
        yield _varied(number, report, layers)


def _varied(number: int, report: Report, layers: Layers) -> Incoming:
    chance = random.Random(number // 7)  # some seven reports tell of the same people
    salt = chance.randrange(NAMES)

    def other(found: re.Match[str]) -> str:
        word = found.group()
        if word.isdigit():
            return "".join(str((int(d) + number) % 10) for d in word)
        own = random.Random(f"{word}{salt}")
        return (word[0] + "".join(own.choice(SYLLABLES) for _ in word))[: len(word)]

    text = OTHERS.sub(other, report.text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    name = report_id(digest, f"https://paper{number % 40}.example/{number}")
    day = f"20{31 + number % 3}-{number // 300 % 12 + 1:02d}-{number // 10 % 28 + 1:02d}"
    fields: dict[str, Any] = _renamed(msgspec.to_builtins(report), report.id, name, other)
    fields |= {
        "id": name,
        "file": f"{number}.txt",
        "text": text,
        "text_sha256": digest,
        "outlet": f"Paper {number % 40}",
    }
    fields |= {"published": {"value": day, "basis": "given"}}
    fields |= {"url": f"https://paper{number % 40}.example/{number}", "article": name}
    made = msgspec.convert(fields, Report)
    notes = msgspec.convert(_renamed(msgspec.to_builtins(layers), report.id, name, other), Layers)
    return Incoming(
        report=made,
        layers=notes,
        place=made.url or made.file,
        raw=text.encode(),
        engine=engine(),
        statements=statements_of(notes),
        facets=facets_of(made, notes),
    )


def _renamed(value: Any, old: str, new: str, other: Any) -> Any:
    """The value with ids and words of the new report."""
    if isinstance(value, str):
        return new + value[len(old) :] if value.startswith(old) else OTHERS.sub(other, value)
    if isinstance(value, dict):
        return {k: v if k in KEPT else _renamed(v, old, new, other) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(v, old, new, other) for v in value]
    return value


KEPT = frozenset({"value", "basis", "place", "within", "code", "country", "form", "class"})
"""Fields whose words are no words of the text."""
