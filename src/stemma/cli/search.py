"""`stemma search`: reports and statements of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import click

from stemma.cli.grouped import GroupedCommand, option, together
from stemma.cli.output import write
from stemma.cli.stored import RSS, answer, feed_option, opened, store_option

if TYPE_CHECKING:
    from stemma.types.search import Hit, Results, Sort


what_options = together(
    option("What", "--said", is_flag=True, help="Find statements, not reports: who said it, in which words."),
    option("What", "--outlet", metavar="NAME", help="Published by."),
    option("What", "--speaker", metavar="NAME", help="Said by, as the reports call them."),
    option("What", "--to", metavar="NAME", help="Said to."),
    option("What", "--place", metavar="NAME", help="Names this place."),
    option("What", "--strength", metavar="WORD", help="Has a statement of this strength: said, claimed, denied, …"),
)
"""What a search asks for beside words; saved ones ask the same."""


@click.command(cls=GroupedCommand)
@click.argument("query", nargs=-1, metavar="[WORDS...]")
@store_option
@what_options
@option("What", "--family", metavar="NAME", help="Rests on what this one said or issued, or on what report NAME does.")
@option("What", "--language", metavar="CODE", help="Written in.")
@option("What", "--story", metavar="STORY", help="Of this story: its id, or the id of one of its reports.")
@option("What", "--since", metavar="DATE", help="Published on that day, month or year or later.")
@option("What", "--until", metavar="DATE", help="Published on that day, month or year or earlier.")
@option(
    "Output",
    "--sort",
    type=click.Choice(["newest", "oldest", "relevance"]),
    default="newest",
    show_default=True,
    help="By date of publication, or best first.",
)
@option("Output", "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Hits shown.")
@option("Output", "--offset", type=click.IntRange(0), default=0, show_default=True, help="Hits left out before.")
@option("Output", "--facets", is_flag=True, help="Count outlets, speakers, places … over all that is found.")
@feed_option
def search(
    query: tuple[str, ...],
    store: str | None,
    said: bool,
    story: str | None,
    since: str | None,
    until: str | None,
    sort: Sort,
    limit: int,
    offset: int,
    facets: bool,
    form: str,
    **named: str | None,
) -> int:
    """Find reports that hold all WORDS; words in "quotation marks" must follow each other.

    `stemma search --said --sort oldest WORDS` tells who said it first; `stemma search --said --speaker A B` tells what
    A said about B.
    """
    with opened(store) as archive:
        results = archive.search(
            " ".join(query),
            facets={name: value for name, value in named.items() if value},
            story=story,
            since=since,
            until=until,
            said=said,
            sort=sort,
            limit=limit,
            offset=offset,
            counted=facets,
        )
    if form == RSS:
        from stemma.export.rss import hits_feed

        asked = {**named, "story": story, "since": since, "until": until}
        told = [*query, *(f"{name} {value}" for name, value in asked.items() if value)]
        write(None, hits_feed(results, ", ".join(told)))
        return 0
    return answer(results, form, chain(lines(results), _facets(results)))


def lines(results: Results) -> Iterator[str]:
    """The hits as lines to read, and how many of how many they are."""
    for hit in results.hits:
        yield from _hit(hit)
    hits = "statements, from" if results.hits and results.hits[0].statement else "of"
    yield f"{len(results.hits)} {hits} {results.total} reports" if results.hits else "nothing was found"


def _facets(results: Results) -> Iterator[str]:
    for name, values in results.facets.items():
        yield f"{name}: " + ", ".join(f"{value} {n}" for value, n in values)


def _hit(hit: Hit) -> Iterator[str]:
    from stemma.export.hits import says, words

    day = f"{hit.published or 'undated'}{' (year by its story)' if hit.inferred else ''}"
    gone = f"gone from its address since {hit.withdrawn}" if hit.withdrawn else ""
    told = (hit.statement or hit.report, day, hit.outlet or "outlet unknown", hit.headline or "", gone)
    yield "  ".join(told).rstrip()
    if hit.snippet:
        yield f"    {says(hit)}: {words(hit)}" if hit.statement else f"    “{words(hit)}”"
