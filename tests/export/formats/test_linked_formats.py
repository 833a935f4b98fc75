"""Statements, annotations, linked data, places, news items: each resolves and keeps back what it is told to."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from stemma.export.formats import FORMATS, Words, export
from stemma.export.formats.annotations import AROUND
from stemma.export.formats.statements import COLUMNS, WORDS
from stemma.types.account import Account

LINKED = ("annotations", "jsonld", "geojson", "ninjs")


def rows(account: Account, words: Words = "spans") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(account, "statements-csv", words=words).decode("utf-8"))))


def linked(account: Account, form: str, words: Words = "spans") -> Any:
    return json.loads(export(account, form, words=words))


def test_every_statement_is_a_row_and_its_offsets_resolve(harbour: Account) -> None:
    found = rows(harbour)
    data = harbour.data.reports
    assert len(found) == sum(len(r.quotations) + len(r.attributions) for r in data)
    for row in found:
        words = harbour.texts[row["report"]][int(row["start"]) : int(row["end"])]
        assert " ".join(words.split()) == " ".join(row["text"].removeprefix("'").split())
        assert row["family"].split() == sorted(row["family"].split())
        assert int(row["family_size"]) == len(row["family"].split())
    assert {row["kind"] for row in found} == {"quotation", "attribution"}


def test_reports_of_one_origin_are_one_family(harbour: Account) -> None:
    of = {row["statement"]: row for row in rows(harbour)}
    shared = [row for row in of.values() if int(row["family_size"]) > 1]
    assert shared
    assert all(row["siglum"] in row["family"].split() for row in shared)


def test_the_codebook_has_every_column_and_no_other(harbour: Account) -> None:
    page = export(harbour, "codebook").decode("utf-8")
    told = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    header = next(csv.reader(io.StringIO(export(harbour, "statements-csv", words="full").decode("utf-8"))))
    assert told == header == [*(c.name for c in COLUMNS), "report_text"]
    assert all(c.what[-1] in ".…" for c in COLUMNS)


def test_parquet_is_the_same_table(harbour: Account) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: stemma-news[parquet]")
    table = parquet.read_table(io.BytesIO(export(harbour, "statements-parquet")))
    plain = rows(harbour)
    assert table.column_names == [c.name for c in COLUMNS]
    assert [str(v) for v in table.column("statement").to_pylist()] == [row["statement"] for row in plain]
    assert table.column("start").to_pylist() == [int(row["start"]) for row in plain]
    assert table.schema.field("origin").metadata[b"what"].decode() == next(
        c.what for c in COLUMNS if c.name == "origin"
    )


def test_words_are_kept_back(harbour: Account) -> None:
    assert {row[name] for row in rows(harbour, "none") for name in WORDS} == {""}
    text = max(harbour.texts.values(), key=len)
    for form in ("jsonld", "ninjs"):
        assert text not in json.dumps(linked(harbour, form), ensure_ascii=False).replace("\\n", "\n")
        assert text in json.dumps(linked(harbour, form, "full"), ensure_ascii=False).replace("\\n", "\n")
    quotation = harbour.data.reports[0].quotations[0].text
    for form in LINKED:
        assert quotation not in export(harbour, form, words="none").decode("utf-8")


def test_annotations_select_what_they_quote(harbour: Account) -> None:
    page = linked(harbour, "annotations")
    assert page["type"] == "AnnotationPage"
    assert page["items"]
    by_hash = {r.text_sha256: harbour.texts[r.id] for r in harbour.data.reports}
    for item in page["items"]:
        target = item["target"]
        position, quote = target["selector"]
        text = by_hash[target["stemma:textSha256"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = text[max(0, position["start"] - AROUND) : position["end"] + AROUND]
        assert around == quote["prefix"] + quote["exact"] + quote["suffix"]
        assert {body["purpose"] for body in item["body"]} <= {"classifying", "identifying", "tagging"}


def test_linked_data_names_everybody_once(harbour: Account) -> None:
    graph = linked(harbour, "jsonld")["@graph"]
    ids = [one["@id"] for one in graph]
    assert len(ids) == len(set(ids))
    articles = [one for one in graph if one["@type"] == "NewsArticle"]
    assert [a["identifier"] for a in articles] == [r.id for r in harbour.data.reports]
    creators = {q["creator"]["@id"] for a in articles for q in a.get("hasPart", []) if "creator" in q}
    assert creators
    assert creators <= set(ids)


def test_places_are_points_and_metonyms_are_none(harbour: Account) -> None:
    made = linked(harbour, "geojson")
    assert made["type"] == "FeatureCollection"
    assert "no border is drawn" in made["border_policy"]
    for feature in made["features"]:
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
        for passage in feature["properties"]["passages"]:
            assert harbour.texts[passage["report"]][passage["start"] : passage["end"]] == passage["text"]
            assert passage["role"] != "metonym"


def test_news_items_have_what_the_standard_asks_for(harbour: Account) -> None:
    package = linked(harbour, "ninjs")
    assert package["uri"]
    assert package["standard"]["version"] == "2.1"
    assert [item["name"] for item in package["associations"]] == [r.siglum for r in harbour.data.reports]
    assert all(item["uri"] and item["type"] == "text" for item in package["associations"])


@pytest.mark.parametrize("form", [one.name for one in FORMATS])
def test_every_format_gives_the_same_bytes_twice(harbour: Account, form: str) -> None:
    if form == "statements-parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: stemma-news[parquet]")
    assert export(harbour, form) == export(harbour, form)
