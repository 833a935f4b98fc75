"""The way from files to an account: order, hash seed and jobs change nothing; a broken part stops nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import stemma
from stemma import pipeline
from stemma.errors import WiringError
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.world import Number

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
STORY = EXAMPLES / "ferry-grounding" / "reports"


def files() -> list[str]:
    return sorted(str(p) for p in STORY.iterdir() if p.suffix in {".txt", ".html", ".xml", ".jsonl"})


def run(*arguments: str, seed: str = "0") -> bytes:
    command = [sys.executable, "-m", "stemma", "read", "--quiet", "--format", "json", *arguments]
    return subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout


def test_same_bytes_for_any_order_hash_seed_and_jobs() -> None:
    names = files()
    first = run(*names, seed="1")
    assert run(*reversed(names), "--jobs", "2", seed="77") == first
    assert len(first) > 10_000


def test_a_report_of_known_date_reads_the_same_alone_and_in_company() -> None:
    name, given = str(STORY / "01-jadran-press.txt"), {"01-jadran-press.txt": "2026-08-09"}
    alone = stemma.read([name], published=given).report("01-jadran-press.txt")
    together = stemma.read(files(), published=given).report("01-jadran-press.txt")
    for layer in ("lines", "quotations", "attributions", "times", "numbers", "places", "not_speech"):
        spans = [[(x.start, x.end) for x in getattr(r, layer)] for r in (alone, together)]
        assert spans[0] == spans[1], layer


def test_every_part_finds_what_it_needs() -> None:
    pipeline.check_wiring(pipeline.ANNOTATORS, given=("lines",))
    pipeline.check_wiring(pipeline.LATER, given=("reports", "layers"))


class Broken:
    """Raises."""

    name, version = "broken", "1"
    requires: frozenset[str] = frozenset()
    assigns: frozenset[str] = frozenset({"numbers"})
    languages: frozenset[str] = frozenset()

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        raise RuntimeError("out of tea")


class Liar(Broken):
    """Claims characters that are not there."""

    name = "liar"

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        return {"numbers": (Number(id="n1", start=0, end=3, text="xyz", value=1),)}


class Needy(Broken):
    """Needs what nobody makes."""

    name, requires = "needy", frozenset({"horoscope"})


@pytest.mark.parametrize(("part", "said"), [(Broken(), "out of tea"), (Liar(), "not the text it claims")])
def test_a_broken_annotator_is_named_and_the_rest_goes_on(
    part: Broken, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "ANNOTATORS", (part, *pipeline.ANNOTATORS))
    account = stemma.read([str(STORY / "01-jadran-press.txt")])
    report = account.data.reports[0]
    notes = [note.detail for note in report.notes if note.code == "A-FAILED"]
    assert len(notes) == 1
    assert said in notes[0]
    assert report.quotations


def test_a_wrong_order_is_found_before_work() -> None:
    with pytest.raises(WiringError, match=r"needs horoscope.*Move it behind"):
        pipeline.check_wiring((Needy(),), given=("lines",))


def test_a_failing_linker_leaves_its_field_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    class BrokenLinker(Broken):
        name = "broken linker"

        def __call__(self, dossier: Any) -> Mapping[str, Any]:  # type: ignore[override]
            raise RuntimeError("no map")

    monkeypatch.setattr(pipeline, "LATER", (*pipeline.LATER, BrokenLinker()))
    account = stemma.read(files())
    assert [n.detail for n in account.data.notes if n.code == "L-FAILED"] == ["broken linker: RuntimeError: no map"]
    assert account.data.stories
