"""What lists and searches say of a report beside its own words: that it was withdrawn, and the year of its dateline."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemma.archive import Archive
from stemma.archive.dating import YEARS
from stemma.archive.settling import INDEX
from stemma.archive.stories import LINES
from stemma.types.ruling import Ruling

DATED = """Ferry quay of Grimsund burns

GRIMSUND, 3 May 2031 — The ferry quay of Grimsund burnt down on Saturday, harbour master Signe Aldal told reporters.
Fire chief Torvald Brekke said the quay of Grimsund was lost. The Aldal office closed the ferry line to Skarvik.
"""
OPEN = """Grimsund ferry quay burnt down

GRIMSUND, May 4 (Sundwire) — The ferry quay of Grimsund burnt down, harbour master Signe Aldal said. Fire chief Torvald
Brekke told the town of Grimsund that the ferry line to Skarvik stays closed.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Archive]:
    """An archive of a dated report and of one whose dateline has no year."""
    with Archive.create(tmp_path / "desk") as archive:
        for name, text in (("dated.txt", DATED), ("open.txt", OPEN)):
            (tmp_path / name).write_text(text, "utf-8")
            assert [one.outcome for one in archive.add([str(tmp_path / name)])] == ["ok"]
        yield archive


def report(archive: Archive, file: str) -> str:
    kept = archive.store.get(name for _, name in archive.store.ids())
    return next(one.id for one in kept if one.report and one.report.file == file)


def test_a_dateline_without_a_year_has_that_of_its_story(desk: Archive) -> None:
    before = {card.id: card.published for card in desk.store.cards()}
    assert before[report(desk, "open.txt")] is None
    contents = desk.store.contents()
    (line,) = desk.stories()
    assert (line.first, line.last) == ("2031-05-03", "2031-05-04")
    assert line.reports == (report(desk, "dated.txt"), report(desk, "open.txt"))
    (hit,) = desk.search("burnt", since="2031-05-04").hits
    assert (hit.report, hit.published, hit.inferred) == (report(desk, "open.txt"), "2031-05-04", True)
    assert dict(desk.search("burnt", counted=True).facets["month"]) == {"2031-05": 2}
    account = {one.id: one.published.value for one in desk.account(line.id).data.reports}
    assert account[report(desk, "open.txt")] == "2031-05-04"
    assert desk.store.contents() == contents
    assert desk.check() == []


def test_a_year_goes_with_the_report_that_gave_it(desk: Archive) -> None:
    desk.stories()
    desk.forget(report(desk, "dated.txt"), by="Ida", why="asked for")
    (line,) = desk.stories()
    assert (line.first, line.last) == (None, None)
    assert {card.published for card in desk.store.cards()} == {None}
    assert desk.search("burnt", counted=True).facets.get("month") is None
    assert desk.store.values(YEARS) == {}


def test_the_day_that_a_report_tells_itself_is_never_changed(desk: Archive) -> None:
    mine = report(desk, "dated.txt")
    desk.store.infer({mine: "1999-01-01"})
    assert {card.published for card in desk.store.cards() if card.id == mine} == {"2031-05-03"}


def test_what_was_withdrawn_is_said_in_lists_and_searches(desk: Archive) -> None:
    one, other = report(desk, "open.txt"), report(desk, "dated.txt")
    assert desk.stories()[0].withdrawn == {}
    assert desk.store.gone(one, "https://sundwire.example/quay", 410)
    (line,) = desk.stories()
    assert list(line.withdrawn) == [one]
    for said in (False, True):
        gone = {hit.report: hit.withdrawn for hit in desk.search("ferry", said=said).hits}
        assert gone[one] == line.withdrawn[one]
        assert gone.get(other) is None
    assert desk.store.gone(one, "https://sundwire.example/quay", None)
    assert desk.stories()[0].withdrawn == {}
    assert {hit.withdrawn for hit in desk.search("ferry").hits} == {None}


def test_lists_made_of_the_last_one_are_those_made_from_nothing(desk: Archive, tmp_path: Path) -> None:
    dice = random.Random(4)
    towns = ("Grimsund", "Skarvik", "Osby")
    for step in range(14):
        ids = [name for _, name in desk.store.ids()]
        deed = dice.choice(("add", "add", "add", "forget", "gone", "there", "rule", "undo"))
        if deed == "add":
            day = dice.choice(("3 May 2031", "May 4 (Sundwire)", "5 May 2031"))
            town = dice.choice(towns)
            text = (
                f"{town} quay\n\n{town.upper()}, {day} — The ferry quay of {town} burnt down, fire chief Torvald Brekke"
            )
            (tmp_path / f"{step}.txt").write_text(f"{text} and harbour master Signe Aldal said in {town}.{step}\n")
            list(desk.add([str(tmp_path / f"{step}.txt")]))
        elif deed == "forget" and len(ids) > 2:
            desk.forget(dice.choice(ids), by="Ida", why="-")
        elif deed in ("gone", "there"):
            one = dice.choice(ids)
            desk.store.gone(one, "https://quay.example/1", 404 if deed == "gone" else None)
        elif deed == "rule":
            hashes = desk.text_sha256(dice.sample(ids, 2))
            desk.rule(Ruling(id=f"r{step}", kind="join-stories", by="I", when="2031-05-05", why="-", reports=hashes))
        elif deed == "undo" and desk.rulings():
            desk.undo(desk.rulings()[0].id, by="Ida", why="-")
        stepwise = desk.stories()
        for kind in (INDEX, LINES, YEARS):
            desk.store.put(kind, dict.fromkeys(desk.store.values(kind)))
        assert desk.stories() == stepwise, (step, deed)
