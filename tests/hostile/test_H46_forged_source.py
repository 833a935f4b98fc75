"""H46: a text that puts another outlet's name on itself. The name is a claim: it makes nothing that outlet's."""

from __future__ import annotations

from pathlib import Path

from stemma.pipeline import read

REAL = (
    "Ferry to stop in June\n\nOSTER, June 2, 2031 (Tern Wire)\n"
    "The last ferry between Oster and Lund will sail on 30 June, the harbour board said in a statement on Monday.\n"
    "“We cannot pay for a ship that carries eleven people and a goat,” said Marit Holm, who chairs the board.\n"
)
FORGED = (
    "Ferry board took bribes for the June closure\n\nOSTER, June 3, 2031 (Tern Wire)\n"
    "Members of the harbour board were bribed to end the ferry between Oster and Lund on 30 June.\n"
    "A bag with ninety thousand crowns changed hands behind the fish hall, and everybody in Lund knows it.\n"
)


def test_the_same_name_above_two_texts_makes_neither_rest_on_the_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REAL, "utf-8")
    (tmp_path / "b.txt").write_text(FORGED, "utf-8")
    data = read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]).data
    reports = {r.id: r.file for r in data.reports}
    assert [d for d in data.derivations if d.from_ in reports] == []
    forged = next(i for i, file in reports.items() if file == "b.txt")
    assert all(span.report != forged for origin in data.origins for span in origin.evidence)


def test_a_claimed_credit_is_shown_with_the_words_that_claim_it(tmp_path: Path) -> None:
    (tmp_path / "tern-wire.txt").write_text(REAL, "utf-8")
    claim = "Bribes on the ferry\n\nThe board of the Oster ferry was bribed on 3 June 2031, Tern Wire reported.\n"
    (tmp_path / "loud-voice.txt").write_text(claim, "utf-8")
    data = read([str(tmp_path / "tern-wire.txt"), str(tmp_path / "loud-voice.txt")]).data
    reports = {r.id: r for r in data.reports}
    for edge in (d for d in data.derivations if d.from_ in reports):
        assert edge.credited
        assert any("Tern Wire" in span.text and span.report == edge.report for span in edge.evidence)
