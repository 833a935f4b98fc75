"""What counts as reported, and how firmly: statements with lists, questions, figures, outlets, courts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import stemma

Claims = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def claims(tmp_path: Path) -> Claims:
    """(content, strength) of every attribution of a short report whose body is given."""

    def run(body: str, title: str = "Ferry pier to be rebuilt\nBERGEN, March 3 (Fjordwire)\n") -> list[tuple[str, str]]:
        path = tmp_path / "a.txt"
        path.write_text(title + body + "\n", encoding="utf-8")
        return [(a.text, a.strength) for a in stemma.read([str(path)]).data.reports[0].attributions]

    return run


STATEMENT = "Press release on the sluices\nKisumu, 3 March 2025\n"


def test_items_of_a_statement_are_said_by_its_issuer(claims: Claims) -> None:
    found = claims(
        "The Lakes Water Authority makes known:\n"
        "1. The sluices were opened on Monday for repairs. The pumps are being serviced.\n"
        "2. Port of departure: Oulu, Finland.\n"
        "3. A new pump will be fitted by 1 May.\n"
        "4. At no point was the harbour closed to fishermen.\n",
        STATEMENT,
    )
    assert found == [
        ("The sluices were opened on Monday for repairs. The pumps are being serviced", "said"),
        ("A new pump will be fitted by 1 May", "promised"),
        ("At no point was the harbour closed to fishermen", "denied"),
    ]


def test_a_notice_that_reports_the_following(claims: Claims) -> None:
    found = claims(
        "Quay Trust Ltd regrets the delay. We report the following facts, as of noon today.\n"
        "(1) Two cranes were damaged by the storm on 1 March.\n"
        "(2) No cargo has been lost.\n",
        "Notice concerning the storm at the North Quay\nOulu, 3 March 2025\n",
    )
    assert ("Two cranes were damaged by the storm on 1 March", "document") in found
    assert ("No cargo has been lost", "denied") in found


def test_items_of_an_offer_are_promised_and_its_clauses_said(claims: Claims) -> None:
    found = claims(
        "In view of the stoppage, the Harbour Authority proposes to the union:\n"
        "1. A rise of 40 shillings an hour from 1 May.\n"
        "2. No fines for those who stayed away.\n"
        "3. This offer lapses on Friday at noon.\n",
        "HARBOUR AUTHORITY. COMMUNIQUÉ 7-2025\nKisumu, 3 March 2025\n",
    )
    assert [strength for _, strength in found] == ["promised", "promised", "said"]


@pytest.mark.parametrize(
    ("body", "strength"),
    [
        ("The company says it paid the fishermen in May.", "claimed"),
        ("The coastguard says it stopped the ferry in May.", "said"),
        ("The company said it paid the fishermen in May.", "said"),
        ("The company would only say that it paid the fishermen.", "said"),
        ("The union puts the number of strikers at 900.", "claimed"),
        ("The captain said it was the pilot who cut the rope.", "claimed"),
        ("The director said the repair could last until June.", "suggested"),
        ("The director said his crews could leave the pier.", "said"),
        ("The union said divers had not been paid since 3 May.", "said"),
        ("The harbour office said the tender was not due to close before June.", "said"),
        ("The harbour office said no oil had been spilled.", "denied"),
    ],
)
def test_how_firmly_by_tense_and_by_what_is_said(claims: Claims, body: str, strength: str) -> None:
    assert [how for _, how in claims(body)] == [strength]


@pytest.mark.parametrize(
    "body",
    [
        "A reader asks whether the pier is safe.",
        "Anna Berg, the harbour master, declined to say why the pier was closed.",
        "Anna Berg, the harbour master, would not say who had closed the pier.",
    ],
)
def test_questions_and_what_nobody_would_say_are_no_claims(claims: Claims, body: str) -> None:
    assert claims(body) == []


@pytest.mark.parametrize(
    ("body", "content", "strength"),
    [
        ("Commissioner Anna Berg stands by 4,100 tons.", "4,100 tons", "said"),
        ("Anna Berg, the harbour master, ruled out a new tax.", "a new tax", "denied"),
        ("Anna Berg, the harbour master, turned down an offer of free sand.", "an offer of free sand", "denied"),
        ("To Anna Berg, a diver, it was a matter of hours.", "it was a matter of hours", "believes"),
        ("For the mayor, Tom Reeve, this is a defeat.", "this is a defeat", "claimed"),
        (
            "The harbour master, Anna Berg, lets it be known that the pier is sound.",
            "that the pier is sound",
            "said",
        ),
        ("Judge Anna Berg found that the pier had been sold twice.", "that the pier had been sold twice", "document"),
        ("A newspaper in Oslo announced that the pier would close.", "that the pier would close", "reported"),
        ("Anna Berg, a diver, admitted that she had not seen the map.", "that she had not seen the map", "said"),
        ("Anna Berg, a diver, said the price was not high enough.", "the price was not high enough", "said"),
    ],
)
def test_content_and_strength(claims: Claims, body: str, content: str, strength: str) -> None:
    assert (content, strength) in claims(body)


@pytest.mark.parametrize("word", ["if", "unless"])
def test_what_somebody_may_yet_find_is_said_by_nobody(claims: Claims, word: str) -> None:
    body = "The pier could be closed {} an outside inspector finds that the piles are rotten, Ida Lund said."
    assert "the piles are rotten" not in [text.removeprefix("that ") for text, _ in claims(body.format(word))]
    found = claims("An outside inspector finds that the piles are rotten.")
    assert [text.removeprefix("that ") for text, _ in found] == ["the piles are rotten"]


def test_a_content_that_the_reader_missed_is_the_rules(claims: Claims) -> None:
    found = claims(
        "The strike marks the first time she has suggested that Norway could lend the pier, as Oslo steps up its push "
        "for sand, with Bergen’s pilots claiming this week to have moved a record 40 ships."
    )
    assert any(strength == "claimed" and "record 40 ships" in content for content, strength in found)


def test_a_credit_is_no_part_of_a_caption(claims: Claims) -> None:
    found = claims("Anna Berg at the pier on Monday. She says she will sell it last PHOTO FJORDWIRE, ODA LIEN")
    assert all("PHOTO" not in content for content, _ in found)


def test_and_joins_what_one_cue_reports(claims: Claims) -> None:
    found = claims("Anna Berg, the harbour master, said that the pier was closed and that the ferries were late.")
    assert [content for content, _ in found] == ["that the pier was closed and that the ferries were late"]


def test_a_turn_that_somebody_sees_is_no_claim_of_the_outlet(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Pier row\nBERGEN, March 3 (Fjordwire)\nThat is a U-turn, argues Marit Sande, a councillor in Bergen.\n",
        encoding="utf-8",
    )
    account = stemma.read([str(path)]).data
    names = {e.id: e.name for e in account.entities}
    assert [names.get(a.source or "") for a in account.reports[0].attributions] == ["Marit Sande"]


def test_a_title_in_marks_is_no_speech(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Pier row\nBERGEN, March 3 (Fjordwire)\n"
        "On this week’s episode of “The Long Pier” the mayor said the harbour was open.\n"
        "Anna Berg told Radio Fjord’s “Morning Tide” on Monday that the pier was sound.\n",
        encoding="utf-8",
    )
    report = stemma.read([str(path)]).data.reports[0]
    assert [q.text for q in report.quotations] == []
    assert {(n.text, n.why) for n in report.not_speech} == {("The Long Pier", "title"), ("Morning Tide", "title")}


@pytest.mark.parametrize(
    ("body", "strength"),
    [
        ("The sluice was shut at noon, according to a notice nailed to the gate.", "document"),
        ("According to the museum’s register, the drum was bought in 1912.", "document"),
        ("An audit reported that the sluice had been open since May.", "document"),
        ("The minister told the council the offer lapses if the gates have not been opened by May.", "said"),
        ("The minister told the council the gates had not been opened.", "denied"),
    ],
)
def test_what_is_written_and_what_is_a_condition(claims: Claims, body: str, strength: str) -> None:
    assert [found for _, found in claims(body)] == [strength]


def test_what_a_correction_says_was_given(claims: Claims) -> None:
    found = claims("Correction: Our Tuesday evening bulletin gave 40 as the number of boats. It is 14.")
    assert ("40 as the number of boats", "said") in found
