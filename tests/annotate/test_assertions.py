"""The outlet's own words, and what it claims about firsts and turns."""

from __future__ import annotations

import pytest

from stemma.annotate.assertions import Assertions
from stemma.annotate.marks import Marks
from stemma.annotate.speech import Speech
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.speech import Assertion, Attribution


def read(text: str) -> tuple[list[Assertion], list[Attribution]]:
    report = Report(id="r", file="r.txt", text=text, text_sha256="0")
    marked = Marks()(report, Layers(report="r"))["marked"]
    made = Speech()(report, Layers(report="r", marked=marked))
    layers = Layers(report="r", marked=marked, quotations=made["quotations"], attributions=made["attributions"])
    assertions = list(Assertions()(report, layers)["assertions"])
    assert all(text[a.start : a.end] == a.text for a in assertions)
    return assertions, list(made["attributions"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ferry left at noon with 40 people on board.", "fact"),
        ("A longer pier could bring larger ships to the town.", "analysis"),
        ("The new timetable is a farce.", "opinion"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assertions, _ = read(text)
    assert [(a.text, a.kind) for a in assertions] == [(text, kind)]


def test_what_is_quoted_or_attributed_is_not_the_outlets() -> None:
    assertions, _ = read("“The pier is closed,” the port said.\nThe port said the pier would reopen in June.")
    assert assertions == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("It is the first time she has spoken of leaving the league.",
         "It is the first time she has spoken of leaving the league"),
        ("It is an abrupt change of course.", "It is an abrupt change of course"),
        ("The club’s long-held position is that no player is for sale.",
         "The club’s long-held position is that no player is for sale"),
        ("The coach has never said he would resign.", "The coach has never said he would resign"),
    ],
)  # fmt: skip
def test_claims_of_the_outlet(text: str, claim: str) -> None:
    _, attributions = read(text)
    assert [(a.source, a.text) for a in attributions] == [("outlet", claim)]


def test_demands_set_out_as_a_list() -> None:
    _, attributions = read("The drivers are calling for:\n• a ten-hour day\n• paid breaks")
    assert [(a.text, a.strength, a.source) for a in attributions] == [
        ("a ten-hour day", "wants", "unnamed:drivers"),
        ("paid breaks", "wants", "unnamed:drivers"),
    ]
