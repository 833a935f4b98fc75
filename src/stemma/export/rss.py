"""RSS 2.0 of stories, reports and statements of an archive. No clock, no address but those of the reports.

Whatever comes from a report is text: readers take descriptions for HTML, so they are escaped twice, and may take titles
for it, so "<" is shown as "‹" there; the description has the exact words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from stemma._version import __version__
from stemma.archive.stories import StoryLine
from stemma.export.addresses import address
from stemma.export.hits import says, words
from stemma.export.moments import rfc822
from stemma.export.plain import count
from stemma.export.visible import visible
from stemma.export.when import between, day
from stemma.types.report import Report
from stemma.types.search import Hit, Results

LONGEST_TITLE = 120
"""Characters: what a list of a feed reader has room for."""
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


class _Item(NamedTuple):
    """One entry of a feed; `about` are paragraphs of plain text, `published` is EDTF."""

    guid: str
    title: str
    about: Sequence[str]
    creator: str | None
    published: str | None
    url: str | None


def stories_feed(lines: Iterable[StoryLine], first: Mapping[str, Report]) -> bytes:
    """Stories as a feed, in the order given. `first`: id -> the first report of each, to which its entry links.

    An entry is known by that report, so that a story that grows stays one entry; its date is that of its last report.
    """
    items = (_story(line, first.get(line.reports[0])) for line in lines)
    return _feed("Stories", "Stories of a Stemma archive", "urn:stemma:stories", items)


def hits_feed(results: Results, asked: str) -> bytes:
    """What a search found as a feed, in its order: reports, or statements under who says them. `asked`: the search, for
    the title of the feed."""
    return _feed(f"Search: {asked}", "Found in a Stemma archive", "urn:stemma:search", map(_hit, results.hits))


def _story(line: StoryLine, report: Report | None) -> _Item:
    days = sorted({day(when) for when in (line.first, line.last) if when})
    when = between(days[0], days[-1]) if days else "no date"
    about = f"{count(len(line.reports), 'report')}, {when}: {', '.join(line.outlets) or 'outlet unknown'}"
    return _Item(
        guid=f"urn:stemma:story-from:{line.reports[0]}",
        title=line.headline or "(no headline)",
        about=[about],
        creator=None,
        published=line.last,
        url=report.url if report else None,
    )


def _hit(hit: Hit) -> _Item:
    headline = hit.headline or "(no headline)"
    source = f"{hit.outlet or 'outlet unknown'}: {headline}"
    return _Item(
        guid=f"urn:stemma:{hit.statement or hit.report}",
        title=f"{says(hit)}: {words(hit)}" if hit.statement else headline,
        about=[words(hit), source],
        creator=hit.speaker if hit.statement else hit.outlet,
        published=hit.published,
        url=hit.url,
    )


def _feed(title: str, what: str, address: str, items: Iterable[_Item]) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">',
        "<channel>",
        *_elements({"title": _title(title), "link": address, "description": what}),
        *_elements({"generator": f"Stemma {__version__}"}),
        *(line for item in items for line in _entry(item)),
        "</channel>",
        "</rss>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _entry(item: _Item) -> Iterator[str]:
    about = "".join(f"<p>{escape(_plain(one), quote=False)}</p>" for one in item.about if one)
    yield "<item>"
    yield f'<guid isPermaLink="false">{escape(item.guid)}</guid>'
    yield from _elements(
        {
            "title": _title(item.title),
            "link": address(item.url),
            "description": about,
            "dc:creator": item.creator,
            "pubDate": rfc822(item.published),
        }
    )
    yield "</item>"


def _elements(values: Mapping[str, str | None]) -> Iterator[str]:
    """An element for each that has a value."""
    for name, value in values.items():
        if value:
            yield f"<{name}>{escape(_plain(value), quote=False)}</{name}>"


def _title(text: str) -> str:
    """Plain text that is none else even where it is taken for HTML."""
    shown = _plain(text).replace("<", "‹")
    return shown if len(shown) <= LONGEST_TITLE else f"{shown[: LONGEST_TITLE - 1].rstrip()}…"


def _plain(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text))
