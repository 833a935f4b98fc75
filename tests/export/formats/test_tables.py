"""CSV formats: cells that are safe, columns that others read, words that are asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import msgspec
import pytest

from stemma.export.formats import FORMATS, Words, export
from stemma.export.formats.cells import csv_pieces
from stemma.export.formats.dna import DNA
from stemma.types.account import Account
from stemma.types.difference import Stance

replace = msgspec.structs.replace


def rows(made: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.decode("utf-8"), newline=""), delimiter=delimiter))


def test_names_and_endings_are_unique() -> None:
    assert len({one.name for one in FORMATS}) == len(FORMATS)
    endings = [ending for one in FORMATS for ending in one.endings]
    assert len(set(endings)) == len(endings)


WORDLESS = ("codebook", "geojson", "ninjs", "statements-parquet")
"""Formats that hold no words of this account's statements, or none that can be read in its bytes."""


@pytest.mark.parametrize("form", [one.name for one in FORMATS])
@pytest.mark.parametrize("words", ["none", "spans", "full"])
def test_every_format_gives_the_same_bytes_twice(harbour: Account, form: str, words: Words) -> None:
    assert export(harbour, form, words=words) == export(harbour, form, words=words)


@pytest.mark.parametrize("form", [one.name for one in FORMATS])
def test_no_words_of_a_report_go_out_unless_asked_for(harbour: Account, form: str) -> None:
    made = {words: export(harbour, form, words=words).decode("utf-8", "replace") for words in ("none", "spans", "full")}  # type: ignore[arg-type]
    assert "open the north" not in made["none"]
    assert "laid off 30" not in made["none"]
    if form not in WORDLESS:
        assert "open the north" in made["spans"] or "laid off 30" in made["spans"]


def test_full_adds_the_text_of_the_report(harbour: Account) -> None:
    (row, *_) = rows(export(harbour, "dna", words="full"), ";")
    assert row["document_text"].startswith("Harbour master offers night sailings Port Lorne")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "\uff0b1"])
def test_no_cell_begins_a_formula(start: str) -> None:
    (_, row) = csv.reader(io.StringIO(b"".join(csv_pieces(("a",), [(start,)])).decode("utf-8"), newline=""))
    assert row[0].startswith("'")


def test_numbers_stay_numbers_and_texts_are_quoted() -> None:
    made = b"".join(csv_pieces(("a", "b", "c"), [(3, 'a "b"; c,\nd', None)]))
    assert made == b'"a","b","c"\r\n3,"a ""b""; c, d",""\r\n'


def test_dna_has_the_columns_of_its_event_list_first(harbour: Account) -> None:
    made = export(harbour, "dna").decode("utf-8")
    assert made.splitlines()[0].startswith(";".join(f'"{name}"' for name in DNA))
    (row,) = rows(made.encode(), ";")
    assert row["time"] == "2026-03-03 18:00:00"
    assert (row["person"], row["organization"], row["concept"]) == ("Runa Vik", "", "night boats")
    assert (row["document_source"], row["document_author"]) == ("Quay Wire", "Eskil Dahl")
    text = harbour.texts[row["report"]]
    assert text[int(row["start_position"]) : int(row["stop_position"])] == row["text"]


@pytest.mark.parametrize(
    ("words", "agreement"),
    [
        ("We can open the north quay", "1"),
        ("Vik never refused anything", ""),  # two words that deny: not told
        ("We reject the offer of night sailings", "0"),
    ],
)
def test_agreement_is_told_only_where_it_can_be(harbour: Account, words: str, agreement: str) -> None:
    report = next(r.id for r in harbour.data.reports if words in harbour.texts[r.id])
    start = harbour.texts[report].index(words)
    position = harbour.data.positions[0]
    span = replace(position.stances[0].span, report=report, start=start, end=start + len(words), text=words)
    changed = replace(position, stances=(Stance(when=None, span=span),))
    (row,) = rows(export(replace(harbour, data=replace(harbour.data, positions=(changed,))), "dna"), ";")
    assert row["agreement"] == agreement
    assert row["agreement_why"]


def test_person_and_the_body_they_speak_for_are_one_statement(harbour: Account) -> None:
    position = harbour.data.positions[0]
    other = replace(position, id="i2", actor="e3", issue="quays", shift=None)
    for both in ((position, other), (other, position)):
        (row,) = rows(export(replace(harbour, data=replace(harbour.data, positions=both)), "dna"), ";")
        assert (row["person"], row["organization"], row["concept"]) == ("Runa Vik", "pilots’ union", "night boats")


def test_terms_have_a_column_for_each_report(harbour: Account) -> None:
    offer, lamps = rows(export(harbour, "terms-csv"))
    assert (offer["by"], offer["kind"], offer["status"]) == ("Runa Vik", "term", "rejected")
    assert offer["B"].startswith("open the northern quay [")
    assert (lamps["kind"], lamps["B"], lamps["C"]) == ("condition", "—", "")


def test_timeline_has_the_days_its_time_may_mean(harbour: Account) -> None:
    (row,) = rows(export(harbour, "timeline-csv"))
    assert (row["when"], row["first_day"], row["last_day"], row["siglum"]) == ("2025", "2025-01-01", "2025-12-31", "A")


def test_marks_of_the_table_in_a_cell_stay_in_it(harbour_with: Callable[..., Account]) -> None:
    made = export(harbour_with(outlet='The "Q;W",\n=x'), "dna")
    assert rows(made, ";")[0]["document_source"] == 'The "Q;W", =x'
