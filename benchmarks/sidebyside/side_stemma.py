"""Stemma's side of each piece of work. Run by `__main__.py` in Stemma's environment."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "speech"))

import msgspec
from measure import measured, run_side

from stemma.intake import Source, read_file
from stemma.intake.build import Known, build
from stemma.link import LINKERS
from stemma.link.stories import Stories
from stemma.pipeline import annotate, link
from stemma.settings import DEFAULT
from stemma.statements import statements_of
from stemma.trace import TRACERS
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Report

Work = tuple[Callable[[], Any], Callable[[Any], Any]]
"""What is timed, and what its result is to be scored by."""
CLOSE = frozenset({"wire-copy", "light-rewrite"})
"""How a copy rests on its original, be that a report or a statement given as it was issued."""


def report_of(number: int, text: str, day: str | None) -> Report:
    """A report of its own outlet."""
    known = Known(outlet=f"Outlet {number}", published=day, url=f"https://outlet{number}.example/{number}")
    return build(text, f"{number:05d}.txt", DEFAULT, form="text", known=known, notes=())


def quotations(job: dict[str, Any]) -> Work:
    """All annotators; the quotations among what they find."""
    settings = msgspec.structs.replace(DEFAULT, **job.get("settings", {}))
    reports = [report_of(n, text, None) for n, text in enumerate(job["texts"])]

    def told(layers: list[Layers]) -> list[list[tuple[int, int, str]]]:
        return [
            [(s.start, s.end, s.speaker or "") for s in statements_of(la) if s.kind == "quotation"] for la in layers
        ]

    return lambda: [annotate(report, settings) for report in reports], told


def pages(job: dict[str, Any]) -> Work:
    """Pages to reports: text, its classes of lines, outlet, date, language."""
    sources = [Source(file=f"{n}.html", path=f"{n}.html", data=page.encode()) for n, page in enumerate(job["pages"])]

    def text(read: list[Report]) -> str:
        return "\n".join(report.text for report in read)

    return lambda: [read_file(one, DEFAULT)[0] for one in sources], lambda made: [text(read) for read in made]


def copies(job: dict[str, Any]) -> Work:
    """Who rests on whom, in what way, with the words that prove it; annotations and links are there already."""
    reports = tuple(report_of(n, text, f"2031-05-{1 + n % 4:02d}") for n, text in enumerate(job["copies"]))
    places = {report.id: n for n, report in enumerate(reports)}
    dossier, _ = link(Dossier(reports=reports, layers=tuple(annotate(r) for r in reports)), LINKERS)

    def edges(made: Dossier) -> list[tuple[int, int]]:
        above = places | {o.id: places[o.in_hand] for o in made.origins if o.in_hand}
        return [(places[d.report], above[d.from_]) for d in made.derivations if d.how in CLOSE and d.from_ in above]

    return lambda: link(dossier, TRACERS)[0], edges


def stories(job: dict[str, Any]) -> Work:
    """Stories of dated reports whose names are found already."""
    reports = tuple(
        report_of(n, text, day) for n, (text, day) in enumerate(zip(job["texts"], job["days"], strict=True))
    )
    dossier = Dossier(reports=reports, layers=tuple(annotate(r) for r in reports))

    return lambda: Stories()(dossier), lambda made: [made["story_of"][r.id] for r in reports]


WORKS: dict[str, Callable[[dict[str, Any]], Work]] = {
    "quotations": quotations, "pages": pages, "copies": copies, "stories": stories,
}  # fmt: skip


def side(job: dict[str, Any]) -> dict[str, Any]:
    """`job`: work, rounds, and the file of its inputs."""
    do, told = WORKS[job["work"]]({**json.loads(Path(job["inputs"]).read_text("utf-8")), **job})
    return measured(do, told, job["rounds"])


if __name__ == "__main__":
    run_side(side)
