"""RSS and Atom files: a report an item."""

from __future__ import annotations

from pathlib import Path

from stemma.intake import read_inputs
from stemma.settings import DEFAULT, Settings
from stemma.types.report import Input, Report
from stemma.types.span import Span

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Coast Radio</title>
<item><title>Storm cuts power &amp; phones</title><link>https://coast.example/a</link>
<pubDate>Tue, 05 Mar 2024 10:00:00 +0100</pubDate><description>A storm cut power.</description>
<content:encoded><![CDATA[<p>A storm cut power to 3,000&nbsp;homes, the grid said.</p><script>x()</script>
<p>&#8220;We are working,&#8221; it said.</p>]]></content:encoded></item>
<item><title>Only a title</title></item>
<item><title>Sea wall holds</title><description>The sea wall held, the mayor said.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Radio</title><entry><title>Sea wall holds</title>
<author><name>Ina Roos</name></author><updated>2024-03-05T10:00:00Z</updated><link href="https://coast.example/b"/>
<content type="html">&lt;p&gt;The sea wall held, the mayor said.&lt;/p&gt;</content></entry></feed>"""


def read(tmp_path: Path, name: str, text: str, settings: Settings = DEFAULT) -> tuple[list[Report], list[Input]]:
    (tmp_path / name).write_text(text, "utf-8")
    return read_inputs([str(tmp_path / name)], published={}, outlets={}, settings=settings)


def test_rss(tmp_path: Path) -> None:
    reports, inputs = read(tmp_path, "feed.xml", RSS)
    assert [(i.file, i.outcome, i.code) for i in inputs] == [
        ("feed.xml#1", "ok", None),
        ("feed.xml#2", "skipped", "P-EMPTY"),
        ("feed.xml#3", "ok", None),
    ]
    storm, wall = reports
    assert storm.text == (
        "Storm cuts power & phones\nA storm cut power to 3,000 homes, the grid said.\n“We are working,” it said."
    )
    assert (storm.format, storm.outlet, storm.url) == ("feed", "Coast Radio", "https://coast.example/a")
    assert storm.published.value == "2024-03-05T10:00:00+01:00"
    assert isinstance(storm.headline, Span)
    assert [line.cls.value for line in storm.lines] == ["headline", "prose", "prose"]
    assert [n.code for n in wall.notes] == ["summary_only"]


def test_atom(tmp_path: Path) -> None:
    (report,), _ = read(tmp_path, "feed.atom", ATOM)
    assert (report.byline, report.published.value) == (("Ina Roos",), "2024-03-05T10:00:00Z")
    assert report.text == "Sea wall holds\nThe sea wall held, the mayor said."


def test_more_items_than_the_limit(tmp_path: Path) -> None:
    item = "<item><title>Wall {}</title><description>The sea wall held, the mayor said {} times.</description></item>"
    feed = f"<rss version='2.0'><channel>{''.join(item.format(n, n) for n in range(9))}</channel></rss>"
    reports, inputs = read(tmp_path, "feed.xml", feed, Settings(max_feed_items=4))
    assert len(reports) == len(inputs) == 4
    assert "feed_cut" in [n.code for n in reports[0].notes]


def test_xml_that_is_no_feed(tmp_path: Path) -> None:
    _, inputs = read(tmp_path, "map.xml", "<?xml version='1.0'?><points><point x='1'/></points>")
    assert [(i.outcome, i.code) for i in inputs] == [("failed", "P-NO-FEED")]
