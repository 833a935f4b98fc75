"""Whose words and to whom: documents, headlines, interviews, words of other languages' papers; plain text in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import stemma
from stemma.types.account import AccountReport

Read = Callable[[str], tuple[AccountReport, dict[str, str]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def run(body: str) -> tuple[AccountReport, dict[str, str]]:
        path = tmp_path / "a.txt"
        path.write_text("Pier row\nBERGEN, March 3 (Fjordwire)\n" + body + "\n", encoding="utf-8")
        data = stemma.read([str(path)]).data
        return data.reports[0], {e.id: e.name for e in data.entities}

    return run


def _speakers(read: Read, body: str) -> list[str]:
    report, names = read(body)
    return [names.get(q.speaker or "", q.speaker or "") for q in report.quotations]


@pytest.mark.parametrize(
    ("body", "speakers"),
    [
        ("“I told her, ‘Keep off the pier today.’ She laughed,” said Anna Berg, a diver.", ["Anna Berg"] * 2),
        (
            "The test showed salt.\n“Fourteen boats for one man’s thumb!” stormed Anna Berg. “We will appeal.”",
            ["Anna Berg"] * 2,
        ),
        ("The Pilots’ Union objects. “The gates will be shut,” warns its resolution.", ["Pilots’ Union"]),
        ("The pier was sold by Anna Berg. “They sent us a map,” so Berg.", ["Anna Berg"]),
        ("“If the gate opens, the pier can be shared.” Thus spoke, on Monday, Anna Berg, a diver.", ["Anna Berg"]),
        ("Tom Reeve left. And Anna Berg? “Let them come to me with one coin,” she repeated.", ["Anna Berg"]),
        (
            "Tom Reeve looked away. “Is this not proof that the pier was rotten?” Anna Berg demanded.",
            ["Anna Berg"],
        ),
        (
            "Anna Berg, who runs the kiosk, was angry. “The pier has turned like a mill,” scoffed the Molde woman.",
            ["Anna Berg"],
        ),
        ("That was no comfort to Anna Berg, 41. “They have stopped eating,” the mum-of-four sobbed.", ["Anna Berg"]),
        ("A Molde woman stayed. Anna Berg left. “It was sold,” the Molde woman said.", ["unnamed:Molde woman"]),
        (
            "The Daily Pier saw it. A lodger who asked for no name said it was clear. “The pump fell,” they said.",
            ["unnamed:lodger who asked for no name"],
        ),
        ("I rang Anna Berg on Thursday.\nHow is the pier?\n“Cold, and wet. The wind took it.”", ["Anna Berg"]),
    ],
)
def test_speakers(read: Read, body: str, speakers: list[str]) -> None:
    assert _speakers(read, body) == speakers


def test_a_colon_is_nearer_than_the_next_clause(read: Read) -> None:
    found = _speakers(read, "Berg: “I am ashamed” | Reeve says pier is safe\nAnna Berg and Tom Reeve met on Monday.")
    assert found[0].endswith("Berg")


def test_several_of_them_are_who_the_sentence_before_is_about(read: Read) -> None:
    report, names = read(
        "Anna Berg, the harbour master, said the pier was safe. Traders in Oslo were unconvinced. "
        "Two of them said that the pier was rotten."
    )
    last = report.attributions[-1].source or ""
    assert "Traders" in names.get(last, last)


def test_a_document_speaks_for_who_issued_it(read: Read) -> None:
    report, names = read(
        "The Harbour Safety Board said in a first report that the pier was rotten.\n"
        "Loose bolts were found on two of the piers, the 46-page report said."
    )
    assert [names.get(a.source or "") for a in report.attributions] == ["Harbour Safety Board"] * 2


def test_a_headline_names_by_trade_who_is_named_below(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Rotten bolts brought North Pier down, watchdog says\nBERGEN, March 3 (Fjordwire)\n"
        "The Harbour Safety Board said on Monday that rotten bolts had brought North Pier down.\n",
        encoding="utf-8",
    )
    data = stemma.read([str(path)]).data
    names = {e.id: e.name for e in data.entities}
    assert {names.get(a.source or "") for a in data.reports[0].attributions} == {"Harbour Safety Board"}


def test_a_name_before_the_comma_is_who_wants(read: Read) -> None:
    report, names = read("That is too little for Anna Berg, the opposition whip, who wants an inquiry into the pier.")
    assert [names.get(a.source or "") for a in report.attributions] == ["Anna Berg"]


def test_the_paper_told_is_the_medium_too(read: Read) -> None:
    report, names = read("“The pier is cold,” Anna Berg told Radio Fjord on Monday.")
    said = report.quotations[0]
    assert (names[said.to or ""], names[said.medium or ""]) == ("Radio Fjord", "Radio Fjord")


def test_social_media_are_the_words_for_a_platform_without_a_name(read: Read) -> None:
    report, _ = read(
        "“The pier is ours,” the Harbour Union wrote on social media.\nThe local posted on social media:\n"
        "@PierLocal: “Day 2. The coffee is hot.”\n"
    )
    assert [q.medium for q in report.quotations] == ["unnamed:social media"] * 2


def test_him_is_somebody_else_than_who_speaks(read: Read) -> None:
    report, names = read("Tom Reeve sold the pier. The judge, Anna Berg, told him: “You will pay for the pier.”")
    assert names.get(report.quotations[0].to or "") == "Tom Reeve"


def test_a_body_without_a_name_is_it(read: Read) -> None:
    report, _ = read("Eighty people were taken to a hall, the rescue service said. It warned that the pier may fall.")
    assert [a.source for a in report.attributions] == ["unnamed:rescue service"] * 2


def test_an_office_alone_may_be_anybody_s(read: Read) -> None:
    assert "Berg" not in _speakers(read, "Anna Berg left. “It was sold,” the controller said.")[0]


def test_the_one_body_whose_name_ends_so(read: Read) -> None:
    report, names = read("A clerk of the Amdal Museum wrote the list. The museum has promised that nothing was sold.")
    assert [names.get(a.source or "") for a in report.attributions] == ["Amdal Museum"]


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("As the Courier learned from a clerk at the port, the council sold the pier with five votes.", "clerk"),
        ("This newspaper has learned from a clerk at the port that the council sold the pier.", "clerk"),
    ],
)
def test_whom_a_paper_learned_it_from(read: Read, body: str, who: str) -> None:
    report, names = read(body)
    found = report.attributions[0]
    assert who in names.get(found.source or "", found.source or "")
    assert found.text.startswith("the council sold the pier")


def test_a_post_under_a_handle_with_an_underscore(read: Read) -> None:
    report, names = read("Anna Berg answered online:\n@anna_berg_7: “Thank you for the scarves. See you in May.”")
    assert [names.get(q.speaker or "") for q in report.quotations] == ["Anna Berg"]
    assert "handle" in report.quotations[0].speaker_why


def test_a_headline_names_by_title_who_is_named_below(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Chief says the pier must go\nBERGEN, March 3 (Fjordwire)\n"
        "The pier has been shut since May.\n“It was lent, and nobody asked us,” said Fire Chief Anna Berg.\n",
        encoding="utf-8",
    )
    data = stemma.read([str(path)]).data
    names = {e.id: e.name for e in data.entities}
    assert [names.get(a.source or "") for a in data.reports[0].attributions] == ["Anna Berg"]


def test_it_is_no_person(read: Read) -> None:
    report, names = read(
        "“The rent is fair,” said Anna Berg, a landlord.\nThe Tenants’ League was less cheerful. "
        "Many will, it reckons, move out by May."
    )
    assert [names.get(a.source or "") for a in report.attributions] == ["Tenants’ League"]


def test_who_drew_up_a_paper_says_what_it_says(read: Read) -> None:
    report, names = read(
        "Under the paper drafted by the Molde Secretariat, nine boats at least must stay and a gauge is to be built."
    )
    found = report.attributions[0]
    assert names.get(found.source or "") == "Molde Secretariat"
    assert found.text.endswith("a gauge is to be built")
    assert found.strength == "document"


def test_what_would_be_goes_on_with_what_was_said(read: Read) -> None:
    report, names = read(
        "The pier would be sold in May, Anna Berg told the council. Nine boats would move to Molde. "
        "That would leave the harbour empty. Nobody could say why."
    )
    assert [(names.get(a.source or ""), a.text) for a in report.attributions] == [
        ("Anna Berg", "The pier would be sold in May"),
        ("Anna Berg", "Nine boats would move to Molde"),
    ]
    assert report.attributions[1].confidence <= 0.6


def test_of_an_outlet_that_reports_nothing_goes_on(read: Read) -> None:
    report, _ = read("Radio Molde reports that the pier would be sold. Nine boats would move to Molde.")
    assert [a.text for a in report.attributions] == ["that the pier would be sold"]
