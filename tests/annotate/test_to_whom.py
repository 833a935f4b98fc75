"""To whom something was said, by what stands around it; what a correction takes back; plain text in."""

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


def _told(read: Read, body: str) -> list[str | None]:
    report, names = read(body)
    return [names.get(q.to, q.to) if q.to else None for q in report.quotations]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("“The pier will open,” Anna Berg told a news conference.", ["unnamed:news conference"]),
        ("“The pier will open,” Anna Berg quipped to lawmakers.", ["unnamed:lawmakers"]),
        ("“The pier will open,” Anna Berg said in an interview.", ["outlet"]),
        ("“The pier will open,” Anna Berg said in an interview with a podcast.", [None]),
        ("“The pier will open,” said a diver, who asked not to be named.", ["outlet"]),
        ("“The pier will open,” said Anna Berg, a diver, reached by telephone.", ["outlet"]),
        ("“The pier will open,” Anna Berg wrote in reply to questions.", ["outlet"]),
        ("“The pier will open,” Anna Berg wrote in an email to the mayor.", [None]),
        ("Asked by our presenter how it moved, Anna Berg replied: “It was the sea.”", ["outlet"]),
        ("Anna Berg looked at the pier.\nWhat do you offer the fishermen?\n“A new pier, and a rope.”", ["outlet"]),
        ("Anna Berg, a diver, took us down to the pier.\n“The stones moved in May,” Ms. Berg said.", ["outlet"]),
        ("“The stones moved,” Anna Berg said.\nOn Monday Anna Berg took us down to the pier.", [None]),
        ("“Is the pier safe?” asked Ola Lund. “It is,” Anna Berg answered.", ["Anna Berg", "Ola Lund"]),
        ("“Who will pay for the pier?” said Ola Lund.\n“I like the old one,” said Anna Berg.", [None, None]),
        ("Anna Berg told the Harbour Committee that the pier moved. “I saw it,” she said.", ["Harbour Committee"]),
    ],
)
def test_to_whom(read: Read, body: str, told: list[str | None]) -> None:
    assert _told(read, body) == told


def test_the_two_of_a_printed_interview_take_turns(read: Read) -> None:
    body = (
        "Ola Lund met Anna Berg, the harbour master, on the quay.\n"
        "Lund: “Is the pier safe to walk on?”\n"
        "Berg: “It is what I had been told.”\n"
        "“Told by whom?”\n"
        "“By people who have left the harbour.”\n"
    )
    report, names = read(body)
    assert [names[q.speaker or ""] for q in report.quotations] == ["Ola Lund", "Anna Berg", "Ola Lund", "Anna Berg"]
    assert [names[q.to or ""] for q in report.quotations] == ["Anna Berg", "Ola Lund", "Anna Berg", "Ola Lund"]


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("Anna Berg runs the pier. By her count 4,200 people walk on it.", "Anna Berg"),
        ("Anna Berg’s crew count otherwise. In her camp they shrug. She says the sea rose.", "Anna Berg"),
        ("The talks failed, Anna Berg snapped. The deputy minister says the pier is lost.", "Anna Berg"),
        ("In its ruling the bench said the pier was unsafe.", "unnamed:bench"),
    ],
)
def test_whose_claim(read: Read, body: str, source: str) -> None:
    report, names = read(body)
    last = report.attributions[-1]
    assert names.get(last.source or "", last.source) == source


@pytest.mark.parametrize(
    ("note", "before"),
    [
        ("Correction: our report of March 1 said two divers had drowned. One did.", "two divers had drowned"),
        ("This article was amended. It first said that the pier was shut. It was not.", "the pier was shut"),
        ("Correction: the pier is in Oulu. The mayor said the sea rose.", None),
    ],
)
def test_what_a_correction_takes_back(read: Read, note: str, before: str | None) -> None:
    report, _ = read("The pier in Oulu is open again after a storm in the night.\n" + note)
    own = [a for a in report.attributions if a.source == "outlet"]
    assert [a.text for a in own] == ([before] if before else [])
    assert all(a.cue is not None and a.cue.text == "said" and a.strength == "said" for a in own)


@pytest.mark.parametrize(
    "body",
    [
        "The company has offered 9 percent over three years.",
        "Anna Berg asked not to be named.",
    ],
)
def test_an_act_is_no_claim(read: Read, body: str) -> None:
    assert read(body)[0].attributions == ()
