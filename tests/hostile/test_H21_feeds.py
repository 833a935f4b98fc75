"""H21: feeds of 100,000 items, guids that repeat or are missing, dates that are none, titles of a megabyte."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages import feed
from servers import Server, answer
from stemma.intake import read_inputs
from stemma.settings import DEFAULT, Settings
from stemma.types.report import Input, Report
from watched import desk

OURS = Settings(allow_private=True)
ITEM = (
    "<item><link>https://pier.example/{0}</link><title>Storm {0}</title><description>Words of {0}.</description></item>"
)


def read(path: Path, text: str, settings: Settings = DEFAULT) -> tuple[list[Report], list[Input]]:
    path.write_text(text, "utf-8")
    return read_inputs([str(path)], published={}, outlets={}, settings=settings)


def test_a_hundred_thousand_items_are_capped_before_they_are_parsed(tmp_path: Path) -> None:
    items = "".join(ITEM.format(n) for n in range(100_000))
    whole = f'<?xml version="1.0"?><rss><channel><title>Pier</title>{items}</channel></rss>'
    reports, _ = read(tmp_path / "many.xml", whole, Settings(max_feed_items=20))
    assert [r.url for r in reports] == [
        f"https://pier.example/{n}" for n in sorted(range(20), key=lambda n: f"#{n + 1}")
    ]
    assert "Of 100,000 items the first 20 are read" in next(n.detail for n in reports[0].notes if n.code == "feed_cut")


def test_a_watch_takes_a_hundred_of_them_a_round(tmp_path: Path) -> None:
    with Server() as server, desk(tmp_path, max_feed_items=50, max_feed_pages=5) as ours:
        server.answers["/a"] = answer(feed(*((server.url(f"/{n}"), "x", "y") for n in range(3000))))
        assert len(ours.round(server.url("/a"))) == 5
        assert ours.watch(server.url("/a")).left() == 45


def test_one_guid_twice_with_other_text_is_two_versions() -> None:
    item = "<item><guid isPermaLink='false'>g1</guid><title>Storm</title><description>{0}</description></item>"
    told = "".join(item.format(words) for words in ("The pier is shut.", "The pier is open."))
    with Server({"/a": answer(f"<rss><channel><title>P</title>{told}</channel></rss>")}) as server:
        reports, _ = read_inputs([server.url("/a")], published={}, outlets={}, settings=OURS)
    assert len({r.id for r in reports}) == 2
    assert len({r.article for r in reports}) == 1


def test_a_missing_guid_is_no_loss(tmp_path: Path) -> None:
    text = "<rss><channel><item><description>The pier is shut, the port said.</description></item></channel></rss>"
    reports, _ = read(tmp_path / "bare.xml", text)
    assert len(reports) == 1


@pytest.mark.parametrize(
    "date",
    [
        "0000",
        "9999",
        "Mon, 01 Jan 0000 00:00:00 GMT",
        "9999-12-31",
        "2031-02-30",
        "Thu, 32 Foo 2031",
        "0001-01-01",
        "-5",
    ],
)
def test_a_date_that_is_none_is_null_and_flagged(tmp_path: Path, date: str) -> None:
    text = ITEM.format(1).replace("</item>", f"<pubDate>{date}</pubDate></item>")
    (report,), _ = read(tmp_path / "dated.xml", f"<rss><channel>{text}</channel></rss>")
    assert report.published.value is None
    assert "date_unreadable" in {note.code for note in report.notes}


def test_a_zone_that_is_none_leaves_the_day(tmp_path: Path) -> None:
    text = ITEM.format(1).replace("</item>", "<pubDate>2031-01-02T10:00:00+99:99</pubDate></item>")
    (report,), _ = read(tmp_path / "zone.xml", f"<rss><channel>{text}</channel></rss>")
    assert report.published.value == "2031-01-02"


def test_a_title_of_a_megabyte_is_cut(tmp_path: Path) -> None:
    text = ITEM.format(1).replace("Storm 1", "storm " * 180_000)
    (report,), _ = read(tmp_path / "long.xml", f"<rss><channel>{text}</channel></rss>")
    assert len(report.text) < 3 * DEFAULT.max_field_chars
