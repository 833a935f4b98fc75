"""Feeds: what a reader of feeds finds in them, and that nothing in a text is more than text there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from stemma.archive import StoryLine
from stemma.export.rss import LONGEST_TITLE, hits_feed, stories_feed
from stemma.types.report import Published, Report
from stemma.types.search import Hit, Results
from stemma.types.span import Span

URL = "https://quaywire.example/lamps?a=1&b=2"


def hit(words: str = "The lamps are paid for", **more: Any) -> Hit:
    given = {
        "report": "a1", "outlet": "Quay Wire", "published": "2031-03-03T18:00:00+01:00", "headline": "Quay stays open",
        "url": URL, "snippet": Span("a1", 10, 10 + len(words), words), "marks": (), "statement": "a1.q1",
        "speaker": "Runa Vik",
    }  # fmt: skip
    return Hit(**{**given, **more})


def feed(*hits: Hit) -> bytes:
    return hits_feed(Results(query="lamps", total=len(hits), hits=hits), "lamps, speaker Vik")


def line(**more: Any) -> StoryLine:
    given = {
        "id": "s1", "headline": "Quay stays open", "outlets": ("Quay Wire",), "first": "2031-03-03",
        "last": "2031-03-05", "reports": ("a1", "b2"),
    }  # fmt: skip
    return StoryLine(**{**given, **more})


def report(url: str | None = URL) -> Report:
    return Report(id="a1", file="a.txt", text="", text_sha256="", url=url, published=Published())


def test_a_statement_is_read_back() -> None:
    made = feedparser.parse(feed(hit()))
    assert not made.bozo
    assert made.version == "rss20"
    assert made.feed.title == "Search: lamps, speaker Vik"
    (entry,) = made.entries
    assert (entry.id, entry.link, entry.author) == ("urn:stemma:a1.q1", URL, "Runa Vik")
    assert entry.title == "Runa Vik: “The lamps are paid for”"
    assert entry.summary == "<p>“The lamps are paid for”</p><p>Quay Wire: Quay stays open</p>"
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == datetime(2031, 3, 3, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("strength", "title"),
    [
        ("said", "Runa Vik: ‹The lamps are paid for›"),
        ("claimed", "Runa Vik (claimed): ‹The lamps are paid for›"),
        ("denied", "Runa Vik (denial): ‹The lamps are paid for›"),
    ],
)
def test_reported_words_are_not_quoted_and_denials_say_so(strength: str, title: str) -> None:
    (entry,) = feedparser.parse(feed(hit(strength=strength))).entries
    assert entry.title == title


def test_reports_are_known_by_their_headline() -> None:
    (entry,) = feedparser.parse(feed(hit(statement=None, speaker=None))).entries
    assert (entry.id, entry.title, entry.author) == ("urn:stemma:a1", "Quay stays open", "Quay Wire")


def test_a_story_that_grows_is_the_same_entry_with_a_later_date() -> None:
    small = feedparser.parse(stories_feed([line(last="2031-03-03", reports=("a1",), id="s0")], {"a1": report()}))
    grown = feedparser.parse(stories_feed([line()], {"a1": report()}))
    assert small.entries[0].id == grown.entries[0].id == "urn:stemma:story-from:a1"
    assert small.entries[0].published_parsed < grown.entries[0].published_parsed
    assert grown.entries[0].link == URL
    assert grown.entries[0].summary == "<p>2 reports, 3–5 Mar 2031: Quay Wire</p>"


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("2031-03-03", "Mon, 03 Mar 2031 00:00:00 -0000"),
        ("2031-03-03T18:00", "Mon, 03 Mar 2031 18:00:00 -0000"),
        ("2031-03-03T18:00:00Z", "Mon, 03 Mar 2031 18:00:00 +0000"),
        ("2031-03-03T18:00-03:30", "Mon, 03 Mar 2031 18:00:00 -0330"),
        ("2031-03", None),
        ("2031-03-03~", None),
        ("2031-03-03/2031-03-05", None),
        ("soon", None),
        (None, None),
    ],
)
def test_dates_are_rfc_822_and_only_where_the_day_is_known(published: str | None, date: str | None) -> None:
    found = ElementTree.fromstring(feed(hit(published=published))).findtext("channel/item/pubDate")
    assert found == date
    assert found is None or parsedate_to_datetime(found).year == 2031


def test_elements_are_those_of_the_standard() -> None:
    root = ElementTree.fromstring(feed(hit(), hit(url=None, published=None, outlet=None, headline=None, snippet=None)))
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    assert [one.tag for one in channel if one.tag != "item"] == ["title", "link", "description", "generator"]
    creator = "{http://purl.org/dc/elements/1.1/}creator"
    for item in channel.iter("item"):
        tags = [one.tag for one in item]
        assert len(tags) == len(set(tags))
        assert {"guid", "title"} <= set(tags) <= {"guid", "title", "link", "description", "pubDate", creator}
        guid = item.find("guid")
        assert guid is not None
        assert guid.get("isPermaLink") == "false"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", " https://a.example", "https://\ud800", ""]
)
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    root = ElementTree.fromstring(feed(hit(url=url)))
    assert root.find("channel/item/link") is None
    assert ElementTree.fromstring(stories_feed([line()], {"a1": report(url)})).find("channel/item/link") is None


HOSTILE = (
    "<script>alert(1)</script>",
    "]]></title></item></channel></rss>",
    "&lt;img src=x onerror=alert(1)&gt; &amp; <b>bold",
    '"><!--',
    "\x00\x0b\x1b[31m \x85 \u2028 \ufffe \uffff \ud800 \u202e",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_is_markup(words: str) -> None:
    for made in (
        feed(hit(words, headline=words, outlet=words, speaker=words)),
        feed(hit(words, headline=words, outlet=words, statement=None)),
        stories_feed([line(headline=words, outlets=(words,))], {"a1": report()}),
    ):
        parsed = feedparser.parse(made, sanitize_html=False, resolve_relative_uris=False)
        assert not parsed.bozo
        (entry,) = parsed.entries
        assert "<" not in entry.title
        assert "<" not in entry.summary.replace("<p>", "").replace("</p>", "")
        assert len(ElementTree.fromstring(made).findall("channel/item")) == 1


def test_long_words_are_cut_in_the_title_alone() -> None:
    words = "lamps and " * 400
    (entry,) = feedparser.parse(feed(hit(words))).entries
    assert len(entry.title) <= LONGEST_TITLE
    assert entry.title.endswith("…")
    assert words.strip() in entry.summary


def test_the_same_hits_give_the_same_bytes() -> None:
    assert feed(hit(), hit(statement="a1.q2")) == feed(hit(), hit(statement="a1.q2"))


def test_a_reader_asks_nobody_but_the_reports() -> None:
    made = feed(hit(), hit(statement=None)) + stories_feed([line()], {"a1": report()})
    addresses = set(re.findall(r"https?://[^<\"]+", made.decode()))
    assert addresses == {"http://purl.org/dc/elements/1.1/", URL.replace("&", "&amp;")}
