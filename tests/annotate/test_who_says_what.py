"""Names, sources and quotations together, on invented reports read from plain text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import stemma
from stemma.types.account import AccountReport

Read = Callable[[str], tuple[AccountReport, dict[str, str]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def run(text: str) -> tuple[AccountReport, dict[str, str]]:
        path = tmp_path / "a.txt"
        path.write_text(text, encoding="utf-8")
        data = stemma.read([str(path)]).data
        return data.reports[0], {e.id: e.name for e in data.entities}

    return run


def test_a_name_spelled_like_a_small_word_speaks(read: Read) -> None:
    report, names = read(
        "Dockers want a new crane\nBERGEN, March 3 (Fjordwire)\n"
        "The dockers want one. ‘A crane lifts us all,’ said Per Vik Dahl, who leads the Northern Dockers’ Guild.\n"
    )
    assert names[report.quotations[0].speaker or ""] == "Per Vik Dahl"


def test_words_in_capitals_are_no_names(read: Read) -> None:
    _, names = read(
        "DAM BOSS GIVES UP on river plan\nNairobi, 3 March 2025\nAsha Kiptoo, the dam boss, said it was HUGE.\n"
    )
    assert sorted(names.values()) == ["Asha Kiptoo"]


def test_the_name_follows_the_office(read: Read) -> None:
    report, names = read(
        "Quarry chief says stone can wait\nCARDIFF, March 3 (Valewire)\n"
        "The chief executive of a quarry in western Wales said on Monday that stone could wait.\n"
        "“Stone is patient,” Olwen Rees told Radio Vale in an interview on Monday.\n"
    )
    assert {names.get(a.source or "") for a in report.attributions} == {"Olwen Rees"}


def test_the_paper_told_is_found_behind_its_article(read: Read) -> None:
    report, names = read(
        "Storm hits inn\nBERGEN, March 3 (Fjordwire)\n“It was cold,” Gareth Pell told the Upland Gazette by phone.\n"
    )
    assert (names[report.quotations[0].to or ""], report.quotations[0].medium) == ("Upland Gazette", "phone")


def test_nobody_is_no_source(read: Read) -> None:
    report, _ = read(
        "Inn burns\nBERGEN, March 3 (Fjordwire)\nThe guests were calm, but nobody had told them where to go.\n"
    )
    assert report.attributions == ()


def test_a_statement_denies_in_its_own_words(read: Read) -> None:
    report, names = read(
        "Press release on the sluices\nKisumu, 3 March 2025\n"
        "The Lakes Water Authority has never agreed to open the sluices. The pumps were serviced in May.\n"
    )
    found = [(a.text, names[a.source or ""], a.strength) for a in report.attributions]
    assert found == [
        ("The Lakes Water Authority has never agreed to open the sluices", "Lakes Water Authority", "denied")
    ]


def test_a_paper_quotes_somebody_as_saying(read: Read) -> None:
    report, names = read(
        "Dam quarrel\nNAIROBI, March 3 (Valewire)\nThe Herald quoted Mayor Ann Poe as saying, “We do not want it.”\n"
    )
    assert names[report.quotations[0].speaker or ""] == "Ann Poe"


def test_a_ship_is_no_company(read: Read) -> None:
    report, names = read(
        "Ferry hits pier\nBERGEN, March 3 (Fjordwire)\nThe Solveig had sailed. The ferry’s owner, Vestby Ruter, "
        "said in a statement that it was sorry.\nOn Sunday the company declared that the pier was at fault.\n"
    )
    assert {names[a.source or ""] for a in report.attributions} == {"Vestby Ruter"}


def test_an_office_replies_behind_its_quotation(read: Read) -> None:
    report, names = read(
        "Bakery row\nThe owner, Dana Pohl, spoke on Monday.\n"
        "For the mayor, Milo Brandt, this is a defeat. “I have lost nothing,” the owner replies.\n"
    )
    assert names[report.quotations[0].speaker or ""] == "Dana Pohl"


def test_the_main_subject_speaks_not_one_of_a_relative_clause(read: Read) -> None:
    report, names = read(
        "Bakery row\nAt the back of the hall sat Greta Lindqvist, whose brother Olaf baked there for years.\n"
        "“He baked until four. He sang.”\nShe said she would stay.\n"
    )
    assert names[report.quotations[0].speaker or ""] == "Greta Lindqvist"


def test_a_team_is_nobody_a_pronoun_means(read: Read) -> None:
    report, names = read(
        "Club fined\nThe chairman, Ivo Brandt, spoke on Monday. Harrow Bay Wolves were fined in May.\n"
        "‘We pay,’ he said.\n"
    )
    assert names[report.quotations[0].speaker or ""] == "Ivo Brandt"


@pytest.mark.parametrize("told", ["told us", "told this newspaper", "told our correspondent", "said to us"])
def test_the_outlet_itself_is_told(read: Read, told: str) -> None:
    report, _ = read(f"Ferry late\nBERGEN, March 3 (Fjordwire)\n“The rudder was fine in May,” Olav Brekke {told}.\n")
    assert report.quotations[0].to == "outlet"


def test_complaints_to_this_paper_are_told_to_the_outlet(read: Read) -> None:
    report, _ = read(
        "Ferry late\nBERGEN, March 3 (Fjordwire)\nIngrid Holm complained to this paper that the boats were old.\n"
    )
    assert [a.to for a in report.attributions] == ["outlet"]


def test_those_told_inside_a_quotation_are_not_the_outlet(read: Read) -> None:
    report, _ = read(
        "Ferry late\nBERGEN, March 3 (Fjordwire)\n“He told us that the boats were old,” said Olav Brekke on Monday.\n"
    )
    assert {x.to for x in (*report.quotations, *report.attributions)} == {None}
