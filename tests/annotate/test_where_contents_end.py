"""Where reported words begin and end, and clauses and figures that somebody stands behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import stemma

Said = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def said(tmp_path: Path) -> Said:
    """(words of the source, content) of every attribution of a short report whose body is given."""

    def run(body: str) -> list[tuple[str, str]]:
        path = tmp_path / "a.txt"
        path.write_text("Ferry pier to be rebuilt\nBERGEN, March 3 (Fjordwire)\n" + body + "\n", encoding="utf-8")
        made = stemma.read([str(path)]).data.reports[0].attributions
        return [(a.source_span.text if a.source_span else "", a.text) for a in made]

    return run


def test_a_condition_belongs_to_what_is_offered(said: Said) -> None:
    body = "The ferry company offered to reopen the pier on Monday, provided that the town first drops its lawsuit."
    assert said(body) == [
        ("The ferry company", "to reopen the pier on Monday, provided that the town first drops its lawsuit")
    ]


def test_the_subject_of_a_split_clause_is_no_claim(said: Said) -> None:
    assert said("The pier, Mayor Ane Dahl said, will be rebuilt by June.") == [
        ("Mayor Ane Dahl", "will be rebuilt by June")
    ]


def test_two_clauses_around_a_cue_are_both_said(said: Said) -> None:
    found = said("The pier was closed on Monday, Ane Dahl said, and the ferries have been sent to Oulu.")
    assert [content for _, content in found][:1] == ["The pier was closed on Monday"]


def test_a_clause_before_who_counters_it(said: Said) -> None:
    assert ("Ane Dahl", "No ferry was ever late") in said(
        "No ferry was ever late, counters Ane Dahl, the harbourmaster."
    )
    assert (
        said("Thirty boats were lost in the storm, say two men at the pier.")[0][1]
        == "Thirty boats were lost in the storm"
    )
    assert (
        said("Some 40 boats were at the pier, by the count of the coastguard.")[0][1]
        == "Some 40 boats were at the pier"
    )


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("The harbour board counts fourteen.", "fourteen"),
        ("The harbour board stuck to eleven.", "eleven"),
        ("The insurer has it at 412 kroner.", "412 kroner"),
        ("The seismic institute stands by magnitude 6.9.", "magnitude 6.9"),
        ("The harbour is safe, as Ane Dahl puts it.", "The harbour is safe"),
        ("Nine boats sank if Ane Dahl, the pilot, is to be believed.", "Nine boats sank"),
        ("Ane Dahl is in no doubt: the rope was cut on purpose.", "the rope was cut on purpose"),
        ("The fishermen’s union is holding out for repayment in full.", "repayment in full"),
        ("Ane Dahl leans towards the second.", "the second"),
        ("The police figure is four.", "four"),
        ("The union’s count stands at 480.", "480"),
        ("Eighty people were moved to a school, per the harbour office.", "Eighty people were moved to a school"),
    ],
)
def test_who_stands_behind_a_figure_or_clause(said: Said, body: str, content: str) -> None:
    assert content in [found for _, found in said(body)]


@pytest.mark.parametrize(
    "body",
    [
        "The pilot, who insisted on anonymity because her firm is being sued, left at noon.",
        "The harbour board put three proposals on the table.",
        "The harbour board put them on paper in August.",
        "If a panel finds that the rope was cut, the pier stays shut.",
        "The crew stuck to the rules of the port.",
        "Ane Dahl refused to comment on the rope.",
        "That is not what the pilot said an hour ago.",
        "The board will neither confirm nor deny its existence.",
        "In May the board put 45 barrels on the table.",
        "To recap what the board has put on the table:\n- 75 kroner for each member\n- a hall that starts on 1 July",
    ],
)
def test_what_reports_nothing(said: Said, body: str) -> None:
    assert said(body) == []


def test_who_issues_a_statement_is_the_company_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "To our guests in Bergen: an offer\nBergen, 3 March 2025\nFjord Lines AS regrets the delay of the night ferry. "
        "With a view to a fair solution the company proposes:\n1) Every ticket shall be paid back by 1 May.\n"
        "2) A free crossing will be offered to families.\n",
        encoding="utf-8",
    )
    account = stemma.read([str(path)]).data
    made = account.reports[0].attributions
    names = {entity.id: entity.name for entity in account.entities}
    items = [(names.get(a.source or ""), a.text) for a in made if a.text[:1] in "EA"]
    assert items == [
        ("Fjord Lines AS", "Every ticket shall be paid back by 1 May"),
        ("Fjord Lines AS", "A free crossing will be offered to families"),
    ]
    assert all(a.text[:4] not in ("With", "to a") for a in made)


def test_an_opening_word_and_a_loose_end_are_no_claims(said: Said) -> None:
    assert ("the coastguard", "Instead") not in said("Instead, the coastguard said, the tide was higher than ever.")
    found = said("The pier was burned on Monday, the mayor said, five days after a storm.")
    assert [content for _, content in found] == ["The pier was burned on Monday"]


def test_who_is_accused_is_no_part_of_the_charge(said: Said) -> None:
    assert said("Ane Dahl accused the harbourmaster, Per Lie, of hiding the ropes.")[0][1] == "hiding the ropes"


def test_a_loose_clause_behind_the_cue_is_no_claim_of_its_own(said: Said) -> None:
    found = said("The meeting was held in Molde, he testified, and lasted forty minutes.")
    assert [content for _, content in found] == ["The meeting was held in Molde"]


def test_who_a_maker_is_stands_between_commas(said: Said) -> None:
    found = said("According to its maker, Vale Works of Leeds in England, a rope that was wet may hold less well.")
    assert [content for _, content in found] == ["a rope that was wet may hold less well"]


def test_a_credit_is_no_part_of_a_caption_s_claim(said: Said) -> None:
    found = said("Bones outside Molde. Farmers say that 1,200 animals have been lost © Lars Iden for the Gazette")
    assert [content for _, content in found][-1].endswith("1,200 animals have been lost")
