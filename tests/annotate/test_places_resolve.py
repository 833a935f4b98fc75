"""Which of several places of a name is meant, in invented sentences."""

from __future__ import annotations

from stemma.annotate.places import PlacesAnnotator
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Span
from stemma.types.world import Place, PlaceMention


def _read(text: str) -> list[tuple[PlaceMention, Place | None]]:
    report = Report(id="r", file="r.txt", text=text, text_sha256="0", lines=(Line(0, len(text), LineClass.PROSE),))
    out = PlacesAnnotator()(report, Layers(report="r"))
    rows = {p.id: p for p in out["gazetteer"]}
    return [(p, rows.get(p.place or "")) for p in out["places"]]


def _place(text: str, word: str) -> Place | None:
    return next(row for mention, row in _read(text) if mention.text == word)


def test_the_governor_is_of_the_region() -> None:
    row = _place("The governor of Mendoza closed the pass to Chile.", "Mendoza")
    assert row is not None
    assert row.kind == "province"


def test_a_region_that_acts_is_the_region() -> None:
    row = _place("Bavaria disputes the figure.", "Bavaria")
    assert row is not None
    assert row.kind == "land"


def test_a_small_town_of_a_state_that_is_not_spoken_of_is_not_meant() -> None:
    text = (
        "Peru and Chile met again. The Peruvian envoy flew home from Chile. In Peru, roads near Muse are shut, and the "
        "Chilean envoy said that Peru was right."
    )
    assert _place(text, "Muse") is None


def test_the_short_name_of_a_town_with_a_longer_one() -> None:
    text = "A flood hit Newcastle upon Tyne in England. The mayor said that all of Newcastle was wet."
    row = _place(text, "Newcastle")
    assert row is not None
    assert row.name == "Newcastle upon Tyne"


def test_a_dateline_is_a_town() -> None:
    row = _place("QUEBEC (Fjord Wire) — A ferry sank near the pier on Friday.", "QUEBEC")
    assert row is not None
    assert row.name == "Quebec City"


def test_saints_with_and_without_a_stop() -> None:
    row = _place("A Canadian ferry left St John’s, Newfoundland, at noon.", "St John’s")
    assert row is not None
    assert row.country == "CA"


def test_regions_without_the_word_for_their_kind() -> None:
    row = _place("It rained in Trinidad, in Beni, Bolivia.", "Trinidad")
    assert row is not None
    assert row.country == "BO"


def test_a_seat_is_in_its_state_unless_the_report_is_of_another() -> None:
    row = _place("Britain waits. That is all from Westminster, where the British budget was read.", "Westminster")
    assert row is not None
    assert row.country == "GB"


def test_money_pronouns_and_words_of_grammar_are_no_places() -> None:
    assert not _read("It cost five million Taiwan dollars.")
    assert not _read("CAPTAIN: SHOW US THE BOOKS")
    assert not _read("From: Office of Boats, 12 May 2024")


def test_a_headline_behind_a_date_is_read() -> None:
    text = "date 2024-05-06 Lima counts nine boats\nFew knew of it.\n"
    lines = (Line(0, 38, LineClass.HEADER), Line(39, 54, LineClass.PROSE))
    head = Span(report="r", start=16, end=38, text=text[16:38])
    report = Report(id="r", file="r.txt", text=text, text_sha256="0", lines=lines, headline=head)
    places = PlacesAnnotator()(report, Layers(report="r"))["places"]
    assert [(p.text, p.role) for p in places] == [("Lima", "metonym")]
