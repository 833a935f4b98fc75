"""Quotation marks: pairing, apostrophes, paragraphs, nesting, lone marks."""

from __future__ import annotations

import pytest

from stemma.annotate.marks import Marks
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.speech import Marked


def report(text: str, classes: dict[int, LineClass] | None = None) -> Report:
    lines, at = [], 0
    for number, raw in enumerate(text.split("\n")):
        if raw.strip():
            lines.append(Line(at, at + len(raw), (classes or {}).get(number, LineClass.PROSE)))
        at += len(raw) + 1
    return Report(id="r", file="r.txt", text=text, text_sha256="0", lines=tuple(lines))


def marked(text: str, classes: dict[int, LineClass] | None = None) -> tuple[Marked, ...]:
    given = report(text, classes)
    found = Marks()(given, Layers(report="r"))["marked"]
    assert all(text[m.start : m.end] == m.text for m in found)
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Rain,” she said.", ["Rain,"]),
        ("‘Rain,’ she said.", ["Rain,"]),
        ('"Rain," she said.', ["Rain,"]),
        ("'Rain,' she said.", ["Rain,"]),
        ("«Rain», she said.", ["Rain"]),
        ("« Rain », she said.", ["Rain"]),
        ("»Rain«, she said.", ["Rain"]),
        ("„Rain“, she said.", ["Rain"]),
        ("She said 「Rain」 twice.", ["Rain"]),
        ("â€œRainâ€\u009d, she said, itâ€™s wet.", ["Rain"]),
    ],
)
def test_every_family_of_marks(text: str, words: list[str]) -> None:
    assert [m.text for m in marked(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘We don’t care for the workers’ rights,’ said the firm.", ["We don’t care for the workers’ rights,"]),
        ("He called it a ‘loss of jobs’ and met the bosses’ union.", ["loss of jobs"]),
        ("In the ’90s rock ’n’ roll was ‘dead’ here.", ["dead"]),
        ("The dogs’ owners didn’t come; the ’60s were over.", []),
        ("'It isn't the teachers' fault,' she said in '79.", ["It isn't the teachers' fault,"]),
        ("“He’s in the ’80s band,” she said.", ["He’s in the ’80s band,"]),
        ("Six feet 2\" tall and 40' wide.", []),
    ],
)
def test_apostrophes_are_no_marks(text: str, words: list[str]) -> None:
    assert [m.text for m in marked(text)] == words


def test_a_quotation_over_paragraphs_is_one_turn_also_across_a_caption() -> None:
    text = (
        "She said: ‘The well is dry.\nA well near the hill (Photo)\n‘The farmers’ sheep are gone.\n‘We leave.’\nNext."
    )
    found = marked(text, {1: LineClass.CAPTION})
    assert [m.text for m in found] == ["The well is dry.", "The farmers’ sheep are gone.", "We leave."]
    assert {m.turn for m in found} == {1}
    assert [m.closed for m in found] == [False, False, True]


def test_two_quotations_are_two_turns() -> None:
    assert [m.turn for m in marked("“One,” he said.\n“Two,” she said.")] == [1, 2]


def test_a_quotation_inside_a_quotation_has_depth_two() -> None:
    found = marked("‘She told me, “Go home.” So I went,’ he said.")
    assert [(m.text, m.depth) for m in found] == [("She told me, “Go home.” So I went,", 1), ("Go home.", 2)]


def test_a_lone_mark_loses_only_itself() -> None:
    given = report("The “plan was shelved.\n“We start again,” she said.\nAnd “then” no more.")
    result = Marks()(given, Layers(report="r"))
    assert "We start again," in [m.text for m in result["marked"]]
    assert "then" in [m.text for m in result["marked"]]


def test_a_lone_mark_in_the_last_line_gives_a_note() -> None:
    given = report("All was “quiet, they thought.\nNothing moved.")
    result = Marks()(given, Layers(report="r"))
    assert result["marked"] == ()
    assert [note.code for note in result["notes"]] == ["N-LONE-MARK"]
