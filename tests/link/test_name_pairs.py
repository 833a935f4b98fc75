"""Pairs of printed names, one person or two: the linker's answer, pair by pair, and over the whole table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from stemma.link.entities import Entities
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Published, Report
from stemma.types.world import EntityType, Mention

_TITLE = re.compile(r"\[([^]]+)\] ")


class Pair(NamedTuple):
    kind: str
    family: str
    left: str
    right: str


def _pairs() -> list[Pair]:
    text = (Path(__file__).parent / "name_pairs.txt").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line and not line.startswith("#")]
    return [Pair(*row) for row in rows]


PAIRS = _pairs()


def _mention(text: str, start: int, form: str, number: int, kind: EntityType) -> Mention:
    found = _TITLE.match(form)
    title, name = (found[1], form[found.end() :]) if found else ("", form)
    printed = f"{title} {name}".strip()
    assert text[start : start + len(printed)] == printed
    return Mention(
        id=f"{kind}{number}.{start}",
        start=start,
        end=start + len(printed),
        text=printed,
        form="name",
        type=kind,
        name=name,
        title=title,
        why="title" if title else "given name",
    )


def _report(number: int, form: str, kind: EntityType) -> tuple[Report, Layers]:
    """A report that names this, and three names that the other report has too, so that both are of one story."""
    others: list[tuple[str, EntityType]] = [("Ysolde Quarterbrook", "person"), ("Umzimkhulu Zoological Guild", "org")]
    parts = [(form, kind), *others]
    text, mentions = "", []
    for name, type_ in parts:
        start = len(text)
        text += name.replace("[", "").replace("]", "") + ". "
        mentions.append(_mention(text, start, name, number, type_))
    report = Report(
        id=f"r{number}",
        file=f"{number}.txt",
        text=text,
        text_sha256=str(number),
        published=Published(f"2031-01-0{number + 1}", "given"),
        lines=(Line(0, len(text), LineClass.PROSE),),
    )
    return report, Layers(report=report.id, mentions=tuple(mentions))


def _merged(pair: Pair) -> str:
    """ "" if the two forms stay apart, else the reason of the merge."""
    kind: EntityType = "org" if pair.family == "body" else "person"
    made = [_report(n, form, kind) for n, form in enumerate((pair.left, pair.right))]
    out = Entities()(Dossier(reports=tuple(r for r, _ in made), layers=tuple(layers for _, layers in made)))
    ids = [out["entity_of"][layers.mentions[0].id] for _, layers in made]
    if ids[0] != ids[1]:
        return ""
    reasons = next(e.why for e in out["entities"] if e.id == ids[0])
    assert reasons, "a merge without its reason"
    return "; ".join(reasons)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p.kind}:{p.left}={p.right}")
def test_pair(pair: Pair) -> None:
    reason = _merged(pair)
    assert bool(reason) == (pair.kind == "same"), reason or "apart"


def test_the_table_is_large_and_has_both_kinds() -> None:
    kinds = [p.kind for p in PAIRS]
    assert len(PAIRS) >= 150
    assert kinds.count("same") > 80
    assert kinds.count("two") > 60
