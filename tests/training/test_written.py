from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import loaded

READER = Path(__file__).parents[2] / "training" / "reader"
FILES = sorted((READER / "written").glob("*.txt"))


written = loaded(READER / "written.py")


def test_there_are_articles() -> None:
    assert len(FILES) >= 200


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_an_article_is_marked_as_it_should_be(path: Path) -> None:
    marked = path.read_text("utf-8")
    text, found = written.unmarked(marked)
    assert written.doubts(marked) == []
    assert {kind for kind, _, _ in found} <= {"Source", "Cue", "Content"}
    last = 0
    for _, start, end in found:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end
    assert len(text.split()) > 50


def test_nearly_all_articles_have_sources_cues_and_contents() -> None:
    kinds = [{kind for kind, _, _ in written.unmarked(path.read_text("utf-8"))[1]} for path in FILES]
    assert sum(len(found) == 3 for found in kinds) > 0.95 * len(FILES)


def test_no_article_is_there_twice() -> None:
    texts = [written.unmarked(path.read_text("utf-8"))[0] for path in FILES]
    assert len(set(texts)) == len(texts)


def test_marks_are_taken_out_and_placed() -> None:
    text, found = written.unmarked("Fog.\n{s The pilot} {c said} {k it was “thick”}.")
    assert text == "Fog.\nThe pilot said it was “thick”."
    assert [(kind, text[start:end]) for kind, start, end in found] == [
        ("Source", "The pilot"),
        ("Cue", "said"),
        ("Content", "it was “thick”"),
    ]
    assert found[0][1] == 5


def test_a_text_without_marks_is_left_as_it_is() -> None:
    assert written.unmarked("The bridge is shut.\n\n") == ("The bridge is shut.\n\n", [])


def test_marks_that_touch_stay_apart() -> None:
    text, found = written.unmarked("{s Baker}{c :} {k ovens cold}")
    assert text == "Baker: ovens cold"
    assert found == [("Source", 0, 5), ("Cue", 5, 6), ("Content", 7, 17)]


@pytest.mark.parametrize(
    "broken",
    [
        "Fine.\n{s The diver {c said} it}",
        "Fine.\n{s The diver",
        "Fine.\nThe diver}",
        "Fine.\n{x The diver}",
        "Fine.\n{sThe diver}",
        "Fine.\n{s The\ndiver}",
    ],
)
def test_a_broken_mark_is_named_by_its_line(broken: str) -> None:
    with pytest.raises(ValueError, match="line 2: a brace is left over"):
        written.unmarked(broken)


def test_annotation_is_brat_standoff() -> None:
    text, found = written.unmarked("{k “Sold out,”} {s she} {c said}.")
    assert written.annotation(text, found) == (
        "T1\tContent 0 11\t“Sold out,”\nT2\tSource 12 15\tshe\nT3\tCue 16 20\tsaid\n"
    )


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("{s She} {c said } {k it rained}.", "blanks at the edge of a mark"),
        ("{s She} {c said} it rained.", "a cue without a content"),
        ("{s She} said {k it rained}.", "a source without a cue"),
    ],
)
def test_a_mark_that_looks_wrong_is_named_by_its_line(line: str, doubt: str) -> None:
    assert written.doubts(f"Rain.\n{line}") == [f"line 2: {doubt}"]


@pytest.mark.parametrize("line", ["{s She} {c said}:", "{k “It rained.”}", "{s She} {c said} {k it rained}.", "Rain."])
def test_what_may_stand_alone_is_not_doubted(line: str) -> None:
    assert written.doubts(line) == []


def test_the_command_counts_marks_and_names_what_is_wrong(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("{s She} {c said} it rained.\n", "utf-8")
    bad.write_text("{s She\n", "utf-8")
    command = [sys.executable, str(READER / "written.py"), str(good), str(bad)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert told[0].endswith("good.txt: 4 words, {'Source': 1, 'Cue': 1}")
    assert told[1] == "  line 1: a cue without a content"
    assert "bad.txt: line 1: a brace is left over" in told[2]
