"""Headline, byline, date and outlet out of a plain text's own lines."""

from __future__ import annotations

import pytest

from stemma.intake.build import build
from stemma.settings import DEFAULT
from stemma.types.report import Report
from stemma.types.span import Span

LEDE = "The ferry ran aground in fog off Kastri early on Friday, and nobody was hurt, the coastguard said."


def report(*lines: str) -> Report:
    return build("\n".join(lines), "a.txt", DEFAULT)


def test_the_headline_is_a_span() -> None:
    made = report("Ferry runs aground in fog", "By Lea Sund", LEDE)
    assert made.headline == Span(made.id, 0, 25, "Ferry runs aground in fog")


def test_the_headline_on_a_crawl_header_is_the_part_after_the_date() -> None:
    made = report(" date 2019-03-08 Ferry runs aground in fog", "", LEDE)
    assert isinstance(made.headline, Span)
    assert made.headline.text == "Ferry runs aground in fog"
    assert made.text[made.headline.start : made.headline.end] == made.headline.text
    assert (made.published.value, made.published.basis) == ("2019-03-08", "header")


def test_no_headline_where_the_text_has_none() -> None:
    assert report("Tugs at the ferry (Photo: Lea Sund)", LEDE).headline is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Lea Sund", ("Lea Sund",)),
        ("By Lea Sund and Ivo Brandt", ("Lea Sund", "Ivo Brandt")),
        ("Lea Sund, shipping correspondent", ("Lea Sund",)),
        ("Lea Sund in Kastri", ("Lea Sund",)),
        ("Translated from Greek. By Lea Sund", ("Lea Sund",)),
        ("Translated from Greek", ()),
        ("Bybi Sund", ("Bybi Sund",)),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    assert report("Ferry runs aground in fog", line, LEDE).byline == names


def test_a_role_on_a_line_of_its_own_is_no_name() -> None:
    assert report("Ferry runs aground in fog", "Lea Sund", "Shipping correspondent", LEDE).byline == ("Lea Sund",)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["KASTRI, March 8, 2019 (Sea Wire)"], "2019-03-08"),
        (["Kastri, 8 March 2019"], "2019-03-08"),
        (["8 March 2019"], "2019-03-08"),
        (["Published 8 March 2019, 14:05 EET"], "2019-03-08T14:05:00+02:00"),
        (["By Lea Sund, 8 March 2019"], "2019-03-08"),
        (["08.03.2019"], "2019-03-08"),
        (["KASTRI, March 8 (Sea Wire)", LEDE, "@ferryfan: “Fog.”", "9:12 · 8 Mar 2019 · 3 reposts"], "2019-03-08"),
    ],
)
def test_dates_that_the_text_gives(lines: list[str], value: str) -> None:
    published = report("Ferry runs aground in fog", *lines, LEDE).published
    assert (published.value, published.basis) == (value, "text")


def test_a_dateline_without_a_year_gives_no_date_but_a_note() -> None:
    made = report("Ferry runs aground in fog", "KASTRI, March 8 (Sea Wire)", LEDE, "The ferry was built in 1997.")
    assert (made.published.value, made.published.basis) == (None, "unknown")
    (note,) = [n for n in made.notes if n.code == "date_without_year"]
    assert note.span is not None
    assert note.span.text == "KASTRI, March 8 (Sea Wire)"


def test_dates_of_events_are_no_dates_of_publication() -> None:
    made = report("Ferry runs aground in fog", LEDE, "It was built on 3 May 1997.", "It sank on 4 May 2001.")
    assert made.published.value is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2019 Kastri Herald. All rights reserved.", "Kastri Herald"),
        ("© Kastri Herald, all rights reserved", "Kastri Herald"),
        ("Copyright 2019 Kastri Herald", "Kastri Herald"),
        ("Got a story? Email tips@kastriherald.example", "kastriherald"),
        ("Write to us: newsroom@kastriherald.co.uk", "kastriherald"),
        ("Got a story? Email kastriherald@gmail.com", None),
        ("Tugs at the ferry (Photo: Kastri Herald)", None),
        ("The Kastri Herald said so.", None),
    ],
)
def test_outlets_that_the_text_names(line: str, outlet: str | None) -> None:
    assert report("Ferry runs aground in fog", LEDE, line).outlet == outlet


def test_the_agency_of_a_dateline_is_the_outlet() -> None:
    assert report("Ferry runs aground in fog", "KASTRI, March 8 (Sea Wire)", LEDE).outlet == "Sea Wire"
    assert report("Ferry runs aground in fog", f"KASTRI (Reuters) - {LEDE}").outlet == "Reuters"
    assert report("Ferry runs aground in fog", f"KASTRI, March 8 (Sea Wire) - {LEDE}").outlet == "Sea Wire"
    assert report("Ferry runs aground in fog", f"KASTRI (the old town) - {LEDE}").outlet is None
    assert report("Ferry runs aground in fog", "Sea desk, 8 March 2019 (translated from Greek)", LEDE).outlet is None


def test_language() -> None:
    assert report("Ferry runs aground in fog", LEDE).language == "en"
    german = (
        "Die Fähre lief am Freitag im Nebel vor Kastri auf Grund, und niemand wurde verletzt, sagte die Küstenwache. "
    )
    made = report("Fähre läuft auf Grund", german * 3)
    assert made.language == "de"
    assert [n.code for n in made.notes] == ["language_unread"]
