"""An account as its pages show it: what the templates of the one-file page and of the desk ask for.

`AccountPage` is made once an account; the text of each report is marked when it is asked for, so that a desk can send
the reports of a long story one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from stemma.export.addresses import address
from stemma.export.borders import CREDIT, OUTLINES, OUTLINES_CREDIT
from stemma.export.lookup import Lookup
from stemma.export.marked import MarkedLine, anchor, marked_lines
from stemma.export.matrix import Row
from stemma.export.plain import Item, Line, Part, Section, View, Witness
from stemma.export.story_shown import StoryShown, story_shown
from stemma.export.view import view, witness
from stemma.types.account import Account, AccountReport
from stemma.types.span import Span

Away = Callable[[str], str]
HUES = 12
"""Colours of the style sheet; the thirteenth report has the first one's again, told apart by its letter."""


class ReportShown(Struct, frozen=True, kw_only=True):
    """A report: its letter's colour, its address if that is safe to follow, and how its text is to be had."""

    report: AccountReport
    witness: Witness
    hue: int
    address: str | None
    whole: bool
    """Whether its text stands in the page; of a long story's later reports it is asked for one by one."""


class AccountPage:
    """What the templates ask. Pure: the same account gives the same characters.

    `shown`: another view of the account than the usual one. `first`: how many reports have their text in the page;
    None for all. `away`: report id -> the address at which the text of any other is. `mend`: quotation id -> the
    address at which its speaker is corrected.
    """

    def __init__(
        self,
        account: Account,
        *,
        shown: View | None = None,
        first: int | None = None,
        away: Away = str,
        mend: Away | None = None,
    ) -> None:
        self.lookup = Lookup(account)
        self.view = shown or view(account, self.lookup)
        self.first, self.away, self.mend = first, away, mend
        self.hue_of = {report.siglum: n % HUES for n, report in enumerate(self.lookup.data.reports)}

    @cached_property
    def stories(self) -> tuple[StoryShown, ...]:
        """The stories with their tables and drawings."""
        return tuple(story_shown(self.lookup, story) for story in self.view.stories)

    @cached_property
    def reports(self) -> tuple[ReportShown, ...]:
        """The reports in siglum order."""
        return tuple(self._report(n, report) for n, report in enumerate(self.lookup.data.reports))

    @cached_property
    def after(self) -> tuple[Section, ...]:
        """The sections of the run."""
        return self.view.after

    borders, credit = OUTLINES, f"{OUTLINES_CREDIT} {CREDIT}"
    """What stands under maps."""

    @cached_property
    def title(self) -> str:
        """The headline of the first story, or how many there are."""
        return self.view.stories[0].title.parts[0].text if self.view.stories else self.view.heading

    def report(self, identity: str) -> ReportShown:
        """One report by its id, whole. Raises KeyError."""
        number = self.lookup.place_of[identity]
        return self._report(number, self.lookup.data.reports[number], whole=True)

    def lines(self, report: AccountReport) -> list[MarkedLine]:
        """A report's text with every span marked that any item of the account rests on."""
        return marked_lines(report, self.lookup.texts.get(report.id, ""), self._cited[report.id])

    @cached_property
    def _cited(self) -> dict[str, set[Span]]:
        cited: dict[str, set[Span]] = {report.id: set() for report in self.lookup.data.reports}
        for span in self._spans():
            if span and span.report in cited:
                cited[span.report].add(span)
        return cited

    def _spans(self) -> Iterator[Span | None]:
        """Every span that anything on the page links to."""
        yield from (s for section in self.after for item in section.items for s in item.spans())
        for story in self.stories:
            yield from story.spans()

    def _report(self, number: int, report: AccountReport, *, whole: bool = False) -> ReportShown:
        return ReportShown(
            report=report, witness=witness(self.lookup, report.id), hue=self.hue_of[report.siglum],
            address=address(report.url), whole=whole or self._whole(number),
        )  # fmt: skip

    def _whole(self, number: int) -> bool:
        return self.first is None or number < self.first

    def anchor(self, span: Span) -> str:
        """The id of the element that holds this span."""
        return anchor(self.lookup.siglum(span.report), span)

    def anchors(self, spans: Iterable[Span | None]) -> str:
        """The ids of these spans' elements, each once, parted by spaces."""
        return " ".join(dict.fromkeys(self.anchor(span) for span in spans if span and span.text))

    def href(self, span: Span) -> str:
        """The link to a span: on this page, or where its report's text is."""
        there = "" if self._whole(self.lookup.place_of.get(span.report, 0)) else self.away(span.report)
        return f"{there}#{self.anchor(span)}"

    def cells(self, row: Row) -> str:
        """The anchors of a row of a table."""
        return self.anchors(cell.span for cell in row.cells)

    def letters(self, part: Part) -> list[tuple[str, int, str]]:
        """(siglum, hue, link) of each letter: the report's own characters, or the report."""
        first: dict[str, str] = {}
        for span in part.spans:
            first.setdefault(self.lookup.siglum(span.report), self.href(span))
        return [(one, self.hue(one), first.get(one, f"#report-{one}")) for one in part.text.split(" ") if one]

    def hue(self, siglum: str) -> int:
        """The number of a siglum's colour."""
        return self.hue_of.get(siglum, 0)

    def siglum(self, span: Span) -> str:
        """The letter of the report that a span stands in."""
        return self.lookup.siglum(span.report)

    def plain(self, item: Item) -> list[Line]:
        """The lines of an item that are always shown."""
        return [line for line in item.lines if line.role != "why" and line.parts]

    def why(self, item: Item) -> list[Line]:
        """The lines of an item that say why."""
        return [line for line in item.lines if line.role == "why"]
