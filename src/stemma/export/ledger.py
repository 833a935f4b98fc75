"""A ledger in every format of an account: the same lines and letters, each row opening the characters it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from stemma.export import render
from stemma.export.cite import cite
from stemma.export.json import as_json
from stemma.export.lookup import Lookup
from stemma.export.plain import Item, Line, Part, Section, StoryView, View, count, label, quote, text
from stemma.export.sections import sources, unknown
from stemma.export.sections.act import bare
from stemma.export.view import witness
from stemma.export.when import say_when
from stemma.types.account import Account
from stemma.types.ledger import Candidate, Ledger, Row
from stemma.types.span import Span


def render_ledger(ledger: Ledger, form: str, **options: object) -> bytes:
    """The ledger in a format of `stemma.export.EXPORTERS`, UTF-8; options as for `stemma.export.render`."""
    data = as_json(ledger.to_json, ledger.data)
    if form == "json":
        return data
    lookup = Lookup(_cited(ledger))
    return render(lookup.account, form, shown=ledger_view(ledger, lookup), data=data, **options)


def _cited(ledger: Ledger) -> Account:
    """The account with only the reports that a row cites, under the letters they have among all."""
    cited = {report.id for report in ledger.data.reports}
    reports = tuple(report for report in ledger.account.data.reports if report.id in cited)
    return Account(data=msgspec.structs.replace(ledger.account.data, reports=reports), texts=ledger.account.texts)


def ledger_view(ledger: Ledger, lookup: Lookup) -> View:
    """The ledger as sections: what is new, the rest, computed candidates, the stories. Pure."""
    page = _Page(ledger, lookup)
    cited = [report.id for report in ledger.data.reports]
    story = StoryView(
        id="",
        witnesses=tuple(lookup.siglum(one) for one in cited),
        title=Line((page.followed(), *page.called()), "head"),
        rests_on=page.counted(),
        sections=tuple(section for section in page.sections() if section.items or section.empty),
    )
    return View(
        heading="",
        stories=(story,),
        legend=tuple(witness(lookup, one) for one in cited),
        after=tuple(section for section in unknown.of_the_run(lookup) if section.items),
        cite=cite(ledger.account, "ledger"),
    )


class _Page:
    def __init__(self, ledger: Ledger, lookup: Lookup) -> None:
        self.data = ledger.data
        self.lookup = lookup
        self.rows = {row.id: row for row in ledger.data.rows}
        stories = dict.fromkeys(report.story for report in ledger.data.reports)
        self.number = {story: number for number, story in enumerate(stories, 1)}

    def followed(self) -> Part:
        """Who or what the ledger is of."""
        return self.lookup.name(self.data.actor) if self.data.actor else Part(self.data.issue or "", "name")

    def called(self) -> tuple[Part, ...]:
        """The other names of an actor, so that a wrong merge is seen."""
        who = self.lookup.entities.get(self.data.actor or "")
        others = [one for one in who.names if one != who.name] if who else []
        return (label(f"  also: {', '.join(others)}"),) if others else ()

    def counted(self) -> Line:
        """ "9 rows, 3 new since 13 Mar 2026; 2 stories in 6 reports"."""
        new = sum(bool(row.new) for row in self.data.rows)
        since = f", {new} new since {say_when(self.data.since)}" if self.data.since else ""
        stories = f"{count(len(self.number), 'story', 'stories')} in {count(len(self.data.reports), 'report')}"
        return Line((text(f"{count(len(self.data.rows), 'row')}{since}; {stories}"),))

    def sections(self) -> Iterator[Section]:
        """What is new, what is not, what was computed, and the stories."""
        new = [row for row in self.data.rows if row.new]
        if self.data.since:
            nothing = "nothing first appeared on that day or later"
            yield Section("new", f"New since {say_when(self.data.since)}", self.items(new), empty=nothing)
            yield Section("ledger", "Before", self.items([row for row in self.data.rows if row.new is False]))
            unknown_if = [row for row in self.data.rows if row.new is None]
            yield Section("undated", "In reports without a date: not known whether new", self.items(unknown_if))
        else:
            yield Section("ledger", "In time order", self.items(self.data.rows), empty="no statement was found")
        pairs = tuple(self.candidate(one) for one in self.data.candidates)
        yield Section("computed", "Computed: stances that may oppose each other, as no report says", pairs)
        if len(self.number) > 1:
            yield Section("stories", "Stories", tuple(self.story(story) for story in self.number))

    def items(self, rows: Sequence[Row]) -> tuple[Item, ...]:
        """One item a row, under its time where the row before has another."""
        items, before = [], ""
        for row in rows:
            when = self.heading(row)
            head = (Line((Part(when, "when"),), "head"),) if when != before else ()
            items.append(Item(f"row-{row.id}", (*head, *self.row(row))))
            before = when
        return tuple(items)

    def heading(self, row: Row) -> str:
        """The time of a row and, of several stories, which one it is of."""
        when = say_when(row.when) or "undated"
        return f"{when} · story {self.number[row.story]}" if len(self.number) > 1 else when

    def row(self, row: Row) -> Iterator[Line]:
        """The template of its kind, then the other wordings of it."""
        chosen = [max((s for s in row.spans if s.report == one), key=_length) for one in self.carrying(row)]
        best, *others = chosen
        same = [span for span in others if bare(span.text) == bare(best.text)]
        yield Line((*self.about(row), *self.words(row, best), *self.places([best, *same]), *self.outcome(row)))
        for span in others:
            if span not in same:
                yield Line((label("also "), quote(span), *self.places([span])), "apparatus")

    def carrying(self, row: Row) -> list[str]:
        """The reports that have it, in siglum order."""
        return list(dict.fromkeys(span.report for span in row.spans))

    def about(self, row: Row) -> Iterator[Part]:
        """Who it is about, if not the one who is followed, what about, and who says so."""
        actor = self.lookup.name(row.actor)
        by = self.lookup.name(row.by or None, of=row.spans[0].report)
        issue = (label(f"[{row.issue}]"), text(" ")) if row.issue.strip() else ()
        if row.kind == "claim":
            yield from (by, label(" says that the position of "), actor, label(" changed: "))
        elif row.kind == "denial":
            yield from (label("denied by "), by, text(": "))
        elif row.kind == "control":
            yield from (
                Part(row.issue or "a place", "name"),
                label(" held by "),
                actor,
                label(", says "),
                by,
                text(": "),
            )
        elif row.actor != self.data.actor:
            yield from (actor, text(" "), *issue)
        else:
            yield from issue
        if row.kind == "proposal":
            yield label(f"proposes, {row.detail.partition(',')[0]}: ")

    def words(self, row: Row, span: Span) -> tuple[Part, ...]:
        """The row's words; of a stance, how firmly they are reported stands before them."""
        return self.lookup.cite(span, row.actor) if row.kind == "stance" else (quote(span),)

    def places(self, spans: Sequence[Span]) -> Iterator[Part]:
        """`  B 120–180`: the letter of each report with the offsets of the words in it."""
        for span in spans:
            yield from (text("  "), self.lookup.sigla_of([span]), label(f"\u00a0{span.start}–{span.end}"))

    def outcome(self, row: Row) -> tuple[Part, ...]:
        """What became of a proposal, if more is known than that it was made."""
        status = row.detail.partition(", ")[2] if row.kind == "proposal" else ""
        return (text(" · "), label(status.replace("-", " "))) if status not in ("", "proposed") else ()

    def candidate(self, pair: Candidate) -> Item:
        """Both stances under each other, and why they were put together."""
        lines = [Line((self.lookup.name(pair.actor), text("  "), label("computed, said by nobody")), "head")]
        for row in (self.rows[pair.earlier], self.rows[pair.later]):
            span = row.spans[0]
            when = Part(say_when(row.when) or "undated", "when")
            lines.append(Line((when, text("  "), *self.lookup.cite(span), *self.places([span]))))
        return Item(f"computed-{pair.id}", (*lines, Line((label("because they "), text(pair.why)), "apparatus")))

    def story(self, story: str) -> Item:
        """Its number, the headline of its first report, and the letters of those that are cited."""
        reports = [report.id for report in self.data.reports if report.story == story]
        title = sources.title(self.lookup, reports)
        letters = self.lookup.sigla(reports)
        return Item(
            f"story-{self.number[story]}-cited",
            (Line((label(f"story {self.number[story]}  "), *title.parts[:1], text("  "), letters)),),
        )


def _length(span: Span) -> tuple[int, int]:
    return (len(span.text), -span.start)
