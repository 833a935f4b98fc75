"""The identifier of languages is opened for the texts that need it, and let go of when all are read."""

from __future__ import annotations

import sys
from pathlib import Path

from stemma.intake import read_inputs
from stemma.intake.language import language_of
from stemma.settings import DEFAULT

GERMAN = (
    "Die Fähre lag am Dienstag noch immer im Hafen, weil ihre Besatzung auf neue Papiere wartete. Nach Angaben des "
    "Hafenamts soll sie am Freitag auslaufen, sobald der Sturm über der Bucht vorbeigezogen ist.\n"
)


def test_the_identifier_is_let_go_of(tmp_path: Path) -> None:
    assert language_of(GERMAN) == "de"
    module = sys.modules["py3langid.langid"]
    assert module.IDENTIFIER is not None
    (tmp_path / "a.txt").write_text(GERMAN, "utf-8")
    reports, _ = read_inputs([str(tmp_path)], published={}, outlets={}, settings=DEFAULT)
    assert [report.language for report in reports] == ["de"]
    assert module.IDENTIFIER is None
    assert language_of(GERMAN) == "de"
