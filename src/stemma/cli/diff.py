"""`stemma diff`: what is new in a story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import click

from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.stored import answer, format_option, opened, store_option
from stemma.errors import UsageError

if TYPE_CHECKING:
    from stemma.archive import NewItem, News
    from stemma.types.account import Account

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z?)?")
_WORDS = 160
"""Characters shown of a passage; JSON has all of it."""


@click.command(cls=GroupedCommand)
@click.argument("story", metavar="STORY")
@option("Output", "--since", required=True, metavar="DATE", help="Reports added from then on are new (UTC).")
@store_option
@format_option
def diff(story: str, since: str, store: str | None, form: str) -> int:
    """Show what is new in STORY since DATE (2001-02-03 or 2001-02-03T04:05Z): reports, and what rests on them."""
    if not _is_moment(since):
        raise UsageError(
            f"--since {since}: this is no date.", code="U-DATE", next_step="Write 2001-02-03 or 2001-02-03T04:05Z."
        )
    with opened(store) as archive:
        account, news = archive.diff(story, since)
    return answer(news, form, _lines(account, news))


def _is_moment(text: str) -> bool:
    try:
        return bool(_MOMENT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _lines(account: Account, news: News) -> Iterator[str]:
    sigla = {report.id: report for report in account.data.reports}
    many = f"{len(news.reports)} new report{'s' if len(news.reports) != 1 else ''}"
    yield f"{news.story}: {many} since {news.since}, {news.known} before"
    for one in news.reports:
        report = sigla[one]
        yield f"  {report.siglum}  {report.outlet or report.file}, {report.published.value or 'undated'}"
    for item in news.items:
        yield from _item(item, {name: report.siglum for name, report in sigla.items()})


def _item(item: NewItem, sigla: dict[str, str]) -> Iterator[str]:
    yield f"{'new' if item.new else 'more on a known'} {item.kind}{f' of {item.who}' if item.who else ''}  {item.id}"
    for span in item.spans:
        words = " ".join(span.text.split())
        yield f"    “{words[:_WORDS]}{'…' if len(words) > _WORDS else ''}”  {sigla[span.report]}"
