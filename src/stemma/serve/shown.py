"""Accounts as the desk's pages show them, kept for the next request: marking up a long story takes a tenth of a
second."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from stemma.export.marked import MarkedLine, marked_lines
from stemma.export.shown import AccountPage
from stemma.serve.writing import segment
from stemma.types.account import Account, AccountReport
from stemma.types.span import Span

FIRST = 4
"""Reports whose text stands in the page of their story; the others are asked for one by one. A screen shows two."""
MOST = 32
"""Pages that are kept: about two megabytes each."""

_LOCK = threading.Lock()
_KEPT: OrderedDict[tuple[str, int], AccountPage] = OrderedDict()
"""By the account's identity, which the page holds on to."""


def shown(account: Account, story: str) -> AccountPage:
    """The account of a story as its pages ask for it."""
    key = (story, id(account))
    with _LOCK:
        found = _KEPT.get(key)
        if found is None or found.lookup.account is not account:
            found = _KEPT[key] = AccountPage(
                account,
                first=FIRST,
                away=lambda report: address(story, report),
                mend=lambda one: correction(story, one),
            )
        _KEPT.move_to_end(key)
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    return found


def let_go() -> None:
    """Keep none of them."""
    with _LOCK:
        _KEPT.clear()


def address(story: str, report: str) -> str:
    """Where a report of a story is, by itself."""
    return f"/story/{segment(story)}/report/{segment(report)}"


def correction(story: str, quotation: str) -> str:
    """Where it is said who speaks a quotation."""
    return f"/story/{segment(story)}/correct?quotation={segment(quotation)}#{segment(quotation)}"


class Pointed:
    """A page on which some more words are marked: those that a link pointed to."""

    def __init__(self, page: AccountPage, spans: Iterable[Span]) -> None:
        self._page, self._spans = page, tuple(spans)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def lines(self, report: AccountReport) -> list[MarkedLine]:
        """See `AccountPage.lines`."""
        text = self._page.lookup.texts.get(report.id, "")
        return marked_lines(report, text, {*self._page._cited[report.id], *self._spans})


class Away:
    """A page whose reports are elsewhere: every link leads to the words in their report."""

    def __init__(self, page: AccountPage) -> None:
        self._page = page

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def href(self, span: Span) -> str:
        """See `AccountPage.href`."""
        return f"{self._page.away(span.report)}?at={span.start}-{span.end}#{self._page.anchor(span)}"


class _Unmended:
    """A page for who may not correct."""

    mend = None

    def __init__(self, page: Any) -> None:
        self._page = page

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)


def unmended(page: Any) -> Any:
    """The page of an account without ways to correct it."""
    return _Unmended(page)
