"""H23: unbalanced and nested marks, thousands of marks, marks of other languages: only the odd mark is lost."""

from __future__ import annotations

import pytest

from stemma.annotate.marks import Marks
from stemma.types.dossier import Layers
from stemma.types.report import Report


def read(text: str) -> tuple[list[str], list[str]]:
    report = Report(id="r", file="r.txt", text=text, text_sha256="0")
    made = Marks()(report, Layers(report="r"))
    assert all(text[m.start : m.end] == m.text for m in made["marked"])
    return [m.text for m in made["marked"]], [note.code for note in made["notes"]]


def test_5001_marks_lose_one() -> None:
    words, notes = read("“a” " * 2500 + "“")
    assert words == ["a"] * 2500
    assert notes in ([], ["N-LONE-MARK"])


@pytest.mark.parametrize("odd", ["“", "”", "‘", '"', "«", "„", "」"])
def test_an_odd_mark_costs_no_other_paragraph(odd: str) -> None:
    words, _ = read(f"Prices {odd}rose on Monday.\nThey said “no” and ‘never’.\nAll fell.")
    assert {"no", "never"} <= set(words)


def test_crossed_marks() -> None:
    words, _ = read("“One ‘two” three’ and “four”.")
    assert "four" in words


def test_marks_deep_inside_marks() -> None:
    words, _ = read("“a ‘b “c ‘d’ e” f’ g”")
    assert words[0] == "a ‘b “c ‘d’ e” f’ g"
    assert "d" in words


def test_nothing_but_marks() -> None:
    assert read("“”‘’\"\"''«»„“「」")[0] == []
    assert read("")[0] == []
    assert read("\n\n\n")[0] == []
