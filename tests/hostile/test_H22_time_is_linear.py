"""H22: text made to make a reader slow. Time may grow with the text, not with its square."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from growth import FLOOR, GROWTH, TRIES
from stemma.intake import read_inputs
from stemma.pipeline import ANNOTATORS, LATER, annotate
from stemma.settings import DEFAULT
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Report

SIZE = 3_000
"""Characters of the text at its smallest."""
UNITS = [
    '"', '" ', "“", "‘", "“‘", "’", '"a ', "‘s’ ", "said said said ", "he said that “a” and ", "1,2,", "12 ", "a, ",
    "“a\n", "“We go,” he said. ", "“We go,” said Ada Quist.\n", "word\n", "Ada Quist\n", "Ada ", "(Agency)\n", "[", "(",
    "in Oslo, ", "March 3 ", "one hundred and ", "http://a.b/c ", "1. ", "``a'' ", "A. ", "on Tuesday ", "\n\nx",
]  # fmt: skip


def texts(unit: str) -> Iterator[str]:
    """The unit over and over: once, twice and four times the size."""
    return ((unit * (size // len(unit) + 1))[:size] for size in (SIZE, 2 * SIZE, 4 * SIZE))


def read(folder: Path, files: dict[str, str]) -> tuple[Report, ...]:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return tuple(read_inputs([str(folder / n) for n in files], published={}, outlets={}, settings=DEFAULT)[0])


def by_annotator(report: Report) -> dict[str, float]:
    layers, spent = Layers(report=report.id), {}
    for annotator in ANNOTATORS:
        begin = time.process_time()
        made = dict(annotator(report, layers))
        spent[annotator.name] = time.process_time() - begin
        made.pop("notes", None)
        layers = msgspec.structs.replace(layers, **made)
    return spent


def by_part(reports: tuple[Report, ...]) -> dict[str, float]:
    dossier, spent = Dossier(reports=reports, layers=tuple(annotate(r) for r in reports)), {}
    for part in LATER:
        begin = time.process_time()
        made = part(dossier)
        spent[part.name] = time.process_time() - begin
        dossier = msgspec.structs.replace(dossier, **made)
    return spent


def too_slow(measure: Callable[[], list[dict[str, float]]]) -> dict[str, list[float]]:
    """The parts whose time grows faster than the text, every time they are asked. `measure`: at 1, 2 and 4."""
    slow: dict[str, list[float]] = {}
    for _ in range(TRIES):
        once, twice, four = measure()
        grows = {n for n in four if four[n] > GROWTH * max(once[n], FLOOR) and four[n] > twice[n]}
        slow = {n: [once[n], twice[n], four[n]] for n in grows if not slow or n in slow}
        if not slow:
            break
    return slow


@pytest.mark.parametrize("unit", UNITS)
def test_annotators_on_one_thing_over_and_over(unit: str, tmp_path: Path) -> None:
    reports = [r for text in texts(unit) for r in read(tmp_path, {"a.txt": text})]
    assert len(reports) == 3
    assert too_slow(lambda: [by_annotator(r) for r in reports]) == {}


def name(number: int) -> str:
    """A name of three syllables for each number."""
    syllables = ("ka", "lo", "mi", "ren", "dor", "va", "tes", "shu", "bel", "qui", "nor", "zan", "fe", "gru")
    return "".join(syllables[number // 14**place % 14] for place in range(3)).capitalize()


def quotations(count: int) -> dict[str, str]:
    line = "“{} pays for the dam and {} owns the water,” said {} {}, who runs the {} works.\n\n"
    rows = [line.format(*(name(7 * n + k) for k in range(5))) for n in range(count)]
    return {"a.txt": "".join(rows), "b.txt": "".join(reversed(rows))}


def figures(count: int) -> dict[str, str]:
    line = "The storm cut off {} homes in {} on Monday, the grid’s owner said. "
    return {
        f"{file}.txt": "".join(line.format(n + file, name(n % 40)) for n in range(count)) for file in range(2)
    }  # fmt: skip


def denials(count: int) -> dict[str, str]:
    line = "Ada Quist of {} denied that the toll was scrapped. The party will not scrap the toll, she said.\n"
    return {f"{file}.txt": "".join(line.format(name(n % (7 + file))) for n in range(count)) for file in range(2)}


def copies(count: int) -> dict[str, str]:
    text = "Dam to be rebuilt\n\nThe dam of Quill will be rebuilt for 30 million crowns, Ada Quist said Monday. “{}”\n"
    return {f"{n}.txt": text.format(f"We begin in {name(n)} and end when the water is back") for n in range(count // 8)}


def people(count: int) -> dict[str, str]:
    return {"a.txt": " ".join(f"{name(2 * n)} {name(3 * n + 5)} said the plan was late." for n in range(count))}


@pytest.mark.parametrize("story", [quotations, figures, denials, copies, people])
def test_later_parts_on_much_of_one_kind(story: Callable[[int], dict[str, str]], tmp_path: Path) -> None:
    sizes = []
    for count in (40, 80, 160):
        folder = tmp_path / str(count)
        folder.mkdir()
        sizes.append(read(folder, story(count)))
    assert too_slow(lambda: [by_part(reports) for reports in sizes]) == {}
