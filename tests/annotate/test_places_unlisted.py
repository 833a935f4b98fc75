"""Places without an entry: found again, put where the text says they are, known by another spelling (invented)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from growth import is_linear
from stemma.annotate.coreference import Coreference
from stemma.annotate.names import Names
from stemma.annotate.places import PlacesAnnotator
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.world import Place, PlaceMention


def _read(text: str) -> list[tuple[PlaceMention, Place | None]]:
    lines, start = [], 0
    for raw in text.split("\n"):
        lines.append(Line(start, start + len(raw), LineClass.PROSE))
        start += len(raw) + 1
    report = Report(id="r", file="r.txt", text=text, text_sha256="0" * 64, lines=tuple(lines))
    layers = Layers(report="r")
    layers = replace(layers, mentions=Names()(report, layers)["mentions"])
    layers = replace(layers, mentions=Coreference()(report, layers)["mentions"])
    out = PlacesAnnotator()(report, layers)
    rows = {p.id: p for p in out["gazetteer"]}
    return [(p, rows.get(p.place or "")) for p in out["places"]]


def _names(text: str) -> list[str]:
    return [mention.text for mention, _ in _read(text)]


def test_what_is_once_shown_to_be_a_place_is_one_again() -> None:
    text = "The kiln stood on the island of Qorvaë. Elders on Qorvaë object.\nForty pots from Qorvaë were sold."
    assert _names(text).count("Qorvaë") == 3


def test_a_longer_name_is_not_cut() -> None:
    text = "The kiln stood on the island of Qorvaë. The Qorvaë Pottery Company sold it to Anna Qorvaë."
    assert _names(text) == ["Qorvaë"]


def test_a_town_at_the_end_of_a_description_is_a_place() -> None:
    assert "Ulmenfurth" in _names("A baker in Ulmenfurth told the radio that he saw the flood.")


def test_an_article_before_a_body_describes_no_place() -> None:
    assert _names("Traders from outside the European Union paid more.") == []
    assert _names("Voters within and outside the Green Party agreed.") == []


def test_a_body_before_its_officer_is_no_place() -> None:
    assert "Brantwell" not in _names("The sale of Brantwell shares went on. Brantwell’s chief executive spoke.")


@pytest.mark.parametrize(
    ("text", "word", "town"),
    [
        ("PIURA, May 3 (Wire) - A crane fell on Gorrion Street.", "Gorrion Street", "Piura"),
        ("The mayor of Piura came. In Piura she opened a pool on Gorrion Street.", "Gorrion Street", "Piura"),
    ],
)
def test_streets_and_halls_lie_in_the_town_of_the_report(text: str, word: str, town: str) -> None:
    read = _read(text)
    placed = next(row for mention, row in read if mention.text.endswith(word))
    drawn = next(row for mention, row in read if mention.text.casefold() == town.casefold())
    assert placed is not None
    assert drawn is not None
    assert (placed.lat, placed.lon, placed.kind) == (drawn.lat, drawn.lon, "unlisted")


def test_a_capital_says_nothing_of_where_a_street_is() -> None:
    read = _read("LIMA, May 3 (Wire) - The trial is about a crane that fell on Gorrion Street.")
    assert [row for mention, row in read if mention.text == "Gorrion Street"] == [None]


def test_another_spelling_is_looked_up_in_the_states_of_the_report() -> None:
    read = _read("Officials of Tanzania, a state of farms, drove to the village of Moroghoro. Tanzania will pay.")
    row = next(row for mention, row in read if mention.text == "Moroghoro")
    assert row is not None
    assert (row.name, row.country) == ("Morogoro", "TZ")


def test_short_names_and_other_states_have_no_other_spelling() -> None:
    read = _read("Officials of Chile drove to the village of Moroghoro. Chile will pay.")
    assert [row for mention, row in read if mention.text == "Moroghoro"] == [None]


def test_a_long_line_of_unlisted_places_is_read_in_time() -> None:
    assert is_linear(lambda size: _read(("The village of Qorvaë lies near Qorvaë. " * (size // 40))[:size]), 20_000)
