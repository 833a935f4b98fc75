"""Every format against its standard, as far as the standard can be written down in a page: ours, and hostile words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

import stemma
from stemma.export.formats import FORMATS, Words, export
from stemma.types.account import Account

ROOT = Path(__file__).resolve().parents[3]
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-_a-z~%]+")
"""RFC 3986: a scheme, then no space, quotation mark, angle bracket, brace or letter beyond ASCII."""
HOSTILE = ('a "b" <c>', "\x00\x1b]0;x\x07", "\ud800", "\u202e\u2028{}[]", "https://x.example/ü b")


@pytest.fixture(scope="module")
def fjord() -> Account:
    """The account of the examples' first story: pages, wires and a feed, with places and addresses."""
    return stemma.read([str(ROOT / "examples" / "fjord-tailings" / "reports")])


@pytest.fixture(params=["fjord", "harbour", *range(len(HOSTILE))])
def account(
    request: pytest.FixtureRequest, laden: Callable[[str], Account], harbour_with: Callable[..., Account]
) -> Account:
    """Accounts of every kind; a number is that of the hostile words in it."""
    if isinstance(request.param, int):
        words = HOSTILE[request.param]
        return harbour_with(outlet=words, name=words) if words == "\ud800" else laden(words)
    made: Account = request.getfixturevalue(request.param)
    return made


def document(account: Account, form: str, words: Words = "spans") -> Any:
    return json.loads(export(account, form, words=words))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object in the document."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(one)


@pytest.mark.parametrize("words", ["none", "spans", "full"])
def test_web_annotations_are_of_the_model(account: Account, words: Words) -> None:
    """https://www.w3.org/TR/annotation-model/, 3 and 5."""
    page = document(account, "annotations", words)
    assert page.keys() == {"@context", "id", "type", "items"}
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert page["items"]
    ids = [page["id"], *(one["id"] for one in page["items"])]
    assert len(set(ids)) == len(ids)
    assert all(URI.fullmatch(one) for one in ids)
    for one in page["items"]:
        assert one["type"] == "Annotation"
        assert one["motivation"] in MOTIVATIONS
        for body in one["body"]:
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
            assert body["purpose"] in MOTIVATIONS
        assert one["target"]["type"] == "SpecificResource"
        assert URI.fullmatch(one["target"]["source"])
        position, *quote = one["target"]["selector"]
        assert position["type"] == "TextPositionSelector"
        assert 0 <= position["start"] <= position["end"]
        assert [q["type"] for q in quote] == ([] if words == "none" else ["TextQuoteSelector"])
        assert all(isinstance(q[name], str) for q in quote for name in ("exact", "prefix", "suffix"))


MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def test_selectors_find_the_words_in_the_text_of_that_hash(fjord: Account) -> None:
    texts = {report.text_sha256: fjord.texts[report.id] for report in fjord.data.reports}
    for one in document(fjord, "annotations")["items"]:
        position, quote = one["target"]["selector"]
        text = texts[one["target"]["stemma:textSha256"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


SCHEMA_ORG: Mapping[str, set[str]] = {
    "NewsArticle": {
        "identifier", "url", "headline", "datePublished", "inLanguage", "publisher", "author", "articleBody",
        "encoding", "isBasedOn", "hasPart",
    },
    "Quotation": {"identifier", "text", "creator", "creditText"},
    "MediaObject": {"encodingFormat", "sha256"},
    "CreativeWork": {"name"},
    "Dataset": {"name", "creditText"},
    "Person": {"name", "alternateName"},
    "Organization": {"name", "alternateName"},
    "NewsMediaOrganization": {"name", "alternateName"},
}  # fmt: skip
"""Types of schema.org that are used, and the properties of each: those of what it is a kind of, too."""


@pytest.mark.parametrize("words", ["none", "spans", "full"])
def test_linked_data_is_in_the_vocabulary_of_schema_org(account: Account, words: Words) -> None:
    made = document(account, "jsonld", words)
    assert made.keys() == {"@context", "@graph"}
    assert made["@context"] == "https://schema.org"
    nodes = [one for one in objects(made["@graph"]) if one.keys() != {"@id"}]
    for one in nodes:
        assert one.keys() - {"@type", "@id"} <= SCHEMA_ORG[one["@type"]], one
        assert "datePublished" not in one or datetime.fromisoformat(one["datePublished"])
    known = {one["@id"] for one in nodes if "@id" in one}
    assert all(URI.fullmatch(one) for one in known)
    pointed = [one["@id"] for one in objects(made["@graph"]) if one.keys() == {"@id"}]
    assert set(pointed) <= known
    (data_set,) = (one for one in nodes if one["@type"] == "Dataset")
    assert "texts SHA-256" in data_set["creditText"]


@pytest.mark.parametrize("words", ["none", "spans", "full"])
def test_places_keep_the_rules_of_geojson(account: Account, words: Words) -> None:
    """RFC 7946, 3 and 7.1."""
    made = document(account, "geojson", words)
    assert made["type"] == "FeatureCollection"
    assert isinstance(made["features"], list)
    assert not made.keys() & {"coordinates", "geometries", "geometry", "properties", "crs"}
    ids = [one["id"] for one in made["features"]]
    assert len(ids) == len(set(ids))
    for one in made["features"]:
        assert one.keys() == {"type", "id", "geometry", "properties"}
        assert one["type"] == "Feature"
        assert isinstance(one["id"], str)
        assert isinstance(one["properties"], dict)
        if one["geometry"] is None:
            continue
        assert one["geometry"].keys() == {"type", "coordinates"}
        assert one["geometry"]["type"] == "Point"
        east, north = one["geometry"]["coordinates"]
        assert -180 <= east <= 180
        assert -90 <= north <= 90


def test_a_place_stands_where_it_is(fjord: Account) -> None:
    made = document(fjord, "geojson")["features"]
    assert [one for one in made if one["geometry"]]
    known = {place.id: place for place in fjord.data.places}
    for one in made:
        place = known[one["properties"]["place"]]
        assert one["geometry"] is None or one["geometry"]["coordinates"] == [place.lon, place.lat]
        for passage in one["properties"]["passages"]:
            assert fjord.texts[passage["report"]][passage["start"] : passage["end"]] == passage["text"]


NAMED: Mapping[str, type] = {"name": str, "rel": str, "uri": str}
ITEM: Mapping[str, Any] = {
    "uri": str, "type": str, "language": str, "versioncreated": str, "by": str, "profile": str,
    "standard": {"name": str, "version": str, "schema": str},
    "headlines": [{"role": str, "value": str}],
    "bodies": [{"role": str, "contenttype": str, "charcount": int, "value": str}],
    "people": [NAMED], "organisations": [NAMED], "places": [NAMED],
    "infosources": [{"name": str}],
    "altids": [{"role": str, "value": str}],
}  # fmt: skip
"""Properties of ninjs 2.1 that are used. The schema allows no other in any object, and requires `uri`, of what is
associated `name` too, and of headlines and bodies `value`."""


def fits(value: Any, shape: Any) -> bool:
    """Whether the value has only these properties, of these types."""
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(one, shape[0]) for one in value)
    if isinstance(shape, Mapping):
        return isinstance(value, dict) and all(name in shape and fits(one, shape[name]) for name, one in value.items())
    return isinstance(value, shape)


@pytest.mark.parametrize("words", ["none", "spans", "full"])
def test_news_items_are_ninjs(account: Account, words: Words) -> None:
    made = document(account, "ninjs", words)
    assert fits(made, {**ITEM, "associations": [{**ITEM, "name": str}]})
    assert made["type"] == "composite"
    assert all(item["type"] == "text" and item["name"] for item in made["associations"])
    assert all("value" in one for item in made["associations"] for key in ("headlines", "bodies")
               for one in item.get(key, []))  # fmt: skip
    uris = [made["uri"], *(item["uri"] for item in made["associations"])]
    assert len(uris) == len(set(uris))
    for one in objects(made):
        assert all(URI.fullmatch(one[name]) for name in ("uri", "schema") if name in one)
        assert datetime.fromisoformat(one.get("versioncreated", "2031-01-01T00:00:00Z")).tzinfo


@pytest.mark.parametrize(
    ("published", "created"),
    [
        ("2031-03-03", "2031-03-03T00:00:00+00:00"),
        ("2031-03-03T18:00", "2031-03-03T18:00:00+00:00"),
        ("2031-03-03T18:00+01:00", "2031-03-03T18:00:00+01:00"),
        ("2031-03-03T18:00:05Z", "2031-03-03T18:00:05+00:00"),
        ("2031-03", None),
        ("2031-03-03~", None),
        ("2031-03-03T18:00~", None),
        (None, None),
    ],
)
def test_a_day_that_is_not_certain_is_no_date(harbour: Account, published: str | None, created: str | None) -> None:
    replace = msgspec.structs.replace
    first, *rest = harbour.data.reports
    first = replace(first, published=replace(first.published, value=published))
    changed = replace(harbour, data=replace(harbour.data, reports=(first, *rest)))
    assert document(changed, "ninjs")["associations"][0].get("versioncreated") == created
    stated = document(changed, "jsonld")["@graph"][0].get("datePublished")
    assert stated == (None if published and "~" in published else published)


@pytest.mark.parametrize("form", [one.name for one in FORMATS])
def test_characters_that_utf_8_cannot_hold_stop_no_format(harbour_with: Callable[..., Account], form: str) -> None:
    if form == "statements-parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: stemma-news[parquet]")
    made = export(harbour_with(outlet="\ud800", name="Runa \udfff", author="\ud83d"), form, words="full")
    if form != "statements-parquet":
        assert made.decode("utf-8")
