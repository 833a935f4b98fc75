"""Set phrases that make a capital or a state somebody, in invented sentences."""

from __future__ import annotations

import pytest

from growth import is_linear
from stemma.annotate.places import PlacesAnnotator
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report


def _roles(text: str, cls: LineClass = LineClass.PROSE) -> dict[str, str]:
    report = Report(id="r", file="r.txt", text=text, text_sha256="0", lines=(Line(0, len(text), cls),))
    return {p.text: p.role for p in PlacesAnnotator()(report, Layers(report="r"))["places"]}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nobody in Oslo had foreseen the vote.", "Oslo"),
        ("The mood in Oslo is sour.", "Oslo"),
        ("In Oslo, they say the fjord pact is dead.", "Oslo"),
        ("A new round is due, with Oslo as go-between.", "Oslo"),
        ("The pact was saved by Peru, whose envoy never slept.", "Peru"),
        ("From Oslo came only silence.", "Oslo"),
        ("The denials from Oslo convinced few.", "Oslo"),
        ("Whoever speaks for Lima should know.", "Lima"),
        ("The fishers called on Lima to pay.", "Lima"),
        ("It was Lima that had asked for the hearing.", "Lima"),
        ("It was not Lima that gave the order.", "Lima"),
        ("They threatened to send Lima the bill.", "Lima"),
        ("And Lima? Nobody has answered.", "Lima"),
        ("Peru, in exchange, drops its complaint.", "Peru"),
        ("Lima, which last week still hesitated, has adopted the plan.", "Lima"),
        ("Peru is to suspend the tax.", "Peru"),
        ("Peru ties the grant to a fee.", "Peru"),
        ("Lima agreed out of courtesy.", "Lima"),
        ("Lima is nobody’s servant.", "Lima"),
        ("Peru has been, is and will remain a reliable partner.", "Peru"),
        ("Lima sounded softer.", "Lima"),
        ("Word is Lima wants a seat.", "Lima"),
        ("Fishers wait as Oslo and Lima squabble over cod.", "Lima"),
        ("The Federal Chancellery declined to comment.", "Federal Chancellery"),
    ],
)
def test_who_is_dealt_with_is_somebody(text: str, word: str) -> None:
    assert _roles(text)[word] == "metonym"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The shops in Oslo are shut.", "Oslo"),
        ("In Oslo, snow fell.", "Oslo"),
        ("The train from Lima was late.", "Lima"),
        ("It was in Lima that they met.", "Lima"),
        ("A road gate to Peru reopened.", "Peru"),
        ("They sent the parcel to Lima.", "Lima"),
        ("She said in a statement from Lima on Friday that it was false.", "Lima"),
        ("It is a city like Lima is a town.", "Lima"),
        ("In Lima, which has few parks, it was hot.", "Lima"),
    ],
)
def test_where_something_is_or_happens_is_plotted(text: str, word: str) -> None:
    assert _roles(text)[word] != "metonym"


def test_a_verb_in_capitals_is_a_verb() -> None:
    assert _roles("Peru GUARANTEES full tap water all summer long", LineClass.HEADLINE)["Peru"] == "metonym"


def test_the_name_that_opens_a_headline_does_what_follows() -> None:
    assert _roles("Peru to suspend the tax on cod", LineClass.HEADLINE)["Peru"] == "metonym"
    assert _roles("Peru to host the games again", LineClass.HEADLINE)["Peru"] != "metonym"


def test_a_long_line_of_one_phrase_is_read_in_time() -> None:
    assert is_linear(lambda n: _roles("It was Lima that, in Oslo, whose nobody in Lima, " * n), 100)
