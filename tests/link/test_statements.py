from __future__ import annotations

import msgspec

from newsroom import report
from stemma.link.statements import statements
from stemma.types.dossier import Layers
from stemma.types.report import LineClass, Report


def classed(text: str, *classes: LineClass) -> Report:
    made = report("a", text, None, "")
    lines = [msgspec.structs.replace(li, cls=cls) for li, cls in zip(made.lines, classes, strict=True)]
    return msgspec.structs.replace(made, lines=tuple(lines))


def stated(made: Report) -> list[str]:
    return [made.text[row.start : row.end] for row in statements(made, Layers(report=made.id), {}, {})]


def test_the_headline_that_a_crawler_put_behind_a_date_states_something() -> None:
    headline = "Quarry at Orrin is shut for good"
    made = classed(f" date 2031-04-02 {headline}\nSnow fell on the orchards.", LineClass.HEADER, LineClass.PROSE)
    start = made.text.index(headline)
    assert stated(made) == ["Snow fell on the orchards."]
    made = msgspec.structs.replace(made, headline=made.span(start, start + len(headline)))
    assert stated(made)[0] == headline


def test_what_a_correction_says_was_wrong_and_is_right_is_stated() -> None:
    note = "Correction: our report of Tuesday said the quarry lay in Orrin. It lies in Vell."
    made = classed(f"Snow fell on the orchards.\n{note}", LineClass.PROSE, LineClass.NOTE)
    assert any("lay in Orrin" in words for words in stated(made))
    assert "It lies in Vell." in stated(made)


def test_other_notes_state_nothing() -> None:
    text = "Snow fell on the orchards.\nRead also: the quarry that nobody wanted\nThis article was amended on Friday."
    made = classed(text, LineClass.PROSE, LineClass.NOTE, LineClass.NOTE)
    assert stated(made) == ["Snow fell on the orchards."]
