"""The timeline drawn: dots, bars, what is unsure, orders that only a sentence states."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from lxml import etree

from stemma.export.formats import export
from stemma.export.html import render_html
from stemma.export.lookup import Lookup
from stemma.export.timeline_drawing import TimeDrawing, draw_timeline
from stemma.types.account import Account
from stemma.types.difference import Before

replace = msgspec.structs.replace


def timed(account: Account, *whens: str | None, order: tuple[Before, ...] = ()) -> Account:
    item = account.data.timeline[0]
    items = tuple(replace(item, id=f"z{n}", when=when) for n, when in enumerate(whens))
    last = replace(items[-1], order=order)
    return replace(account, data=replace(account.data, timeline=(*items[:-1], last)))


def drawn(account: Account, *whens: str | None, order: tuple[Before, ...] = ()) -> TimeDrawing:
    found = draw_timeline(Lookup(timed(account, *whens, order=order)), "s1")
    assert found is not None
    return found


def test_day_is_a_dot_and_month_a_bar_around_it(harbour: Account) -> None:
    day, month = drawn(harbour, "2026-03-04", "2026-03").rows
    assert day.x1 == day.x2
    assert month.x1 < day.x1 < month.x2


def test_later_days_stand_further_right(harbour: Account) -> None:
    places = [row.x1 for row in drawn(harbour, "1911", "2026-03-04", "2026-03-05").rows]
    assert places == sorted(set(places))


@pytest.mark.parametrize(
    ("when", "sure", "opens", "closes"),
    [("2026-03", True, True, True), ("2026-03~", False, True, True), ("../2026-03", True, False, True),
     ("2026-03/..", True, True, False)],
)  # fmt: skip
def test_what_is_unsure_or_open_is_known(harbour: Account, when: str, sure: bool, opens: bool, closes: bool) -> None:
    row = drawn(harbour, "2025-01-01", when).rows[1]
    assert (row.sure, row.opens, row.closes) == (sure, opens, closes)


def test_only_an_order_that_dates_do_not_show_is_drawn(harbour: Account) -> None:
    after = (Before(after="z0"),)
    assert drawn(harbour, "2026-03-03", "2026-03-04", order=after).told == ()
    (edge,) = drawn(harbour, "2026-03", "2026-03-04", order=after).told
    assert edge.y1 < edge.y2


def test_nothing_is_drawn_where_nothing_has_a_time(harbour: Account) -> None:
    assert draw_timeline(Lookup(timed(harbour, None)), "s1") is None


def test_page_links_each_row(harbour: Account) -> None:
    span = harbour.data.timeline[0].spans[0]
    page = render_html(harbour)
    assert '<svg class="times"' in page
    assert f'<a href="#A-{span.start}-{span.end}"><title>laid off 30 pilots last year' in page


def test_file_is_well_formed_whatever_the_words(laden: Callable[[str], Account]) -> None:
    for words in ("</text><script>alert(1)</script>", "\x00\x0b\ufffe", "]]>&amp;"):
        account = laden(words)
        span = replace(account.data.timeline[0].spans[0], start=0, end=len(words), text=words)
        items = (replace(account.data.timeline[0], spans=(span,)),)
        root = etree.fromstring(export(replace(account, data=replace(account.data, timeline=items)), "timeline-svg"))
        assert not root.findall(".//{*}script")
