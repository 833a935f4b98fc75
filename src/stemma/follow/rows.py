"""The rows of a ledger: stances, claims that a position changed, denials, proposed terms, claims of control."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from stemma.text import edtf
from stemma.text.fold import fold
from stemma.text.roots import roots_of
from stemma.text.tokens import words
from stemma.text.unions import Unions
from stemma.types.account import Account, AccountAttribution, AccountQuotation, AccountReport
from stemma.types.difference import Position, Proposal, Shift
from stemma.types.ids import content_id
from stemma.types.ledger import Row, RowKind
from stemma.types.span import Span
from stemma.types.world import Control

Speech = AccountQuotation | AccountAttribution
_UNKNOWN = "9999"
"""Sorts behind every year."""
_PLAIN = ("said", "document")
"""Strengths that say nothing beyond the words."""


class Rows:
    """All rows of an account, in time order."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.place = {report.id: n for n, report in enumerate(account.data.reports)}
        self.published = {report.id: report.published.value for report in account.data.reports}
        self.speech: dict[tuple[str, int, int], Speech] = {
            (report.id, one.start, one.end): one for report in account.data.reports for one in _speech(report)
        }
        self.issues = _issues(account.data.positions)

    @cached_property
    def all(self) -> tuple[Row, ...]:
        """Every row, each once: by the first day it may be of, undated ones last; then by siglum and place."""
        data = self.account.data
        found = [row for position in data.positions for row in (*self._stances(position), *self._shift(position))]
        found += [row for proposal in data.proposals for row in self._terms(proposal)]
        found += [self._control(claim) for claim in data.control]
        once = {row.id: row for row in found}.values()
        return tuple(sorted(once, key=self._order))

    def _order(self, row: Row) -> tuple[str, bool, int, int, str]:
        first = row.spans[0]
        return (_sorts(row.when), row.kind == "denial", self.place[first.report], first.start, row.id)

    def _stances(self, position: Position) -> Iterator[Row]:
        """One row for each statement: the renderings of one utterance, or the same words in several reports."""
        groups: dict[str, list[tuple[str | None, Span]]] = defaultdict(list)
        for stance in position.stances:
            groups[self._said(stance.span)].append((stance.when, stance.span))
        for group in groups.values():
            when = min((w for w, _ in group if w), default=None)
            yield self._row(
                "stance", position.id, position.story, (span for _, span in group), when=when, actor=position.actor,
                issue=self.issues[position.id], detail=self._firmness(group[0][1]),
            )  # fmt: skip

    def _said(self, span: Span) -> str:
        """What is the same for all reports that carry a statement."""
        speech = self.speech.get((span.report, span.start, span.end))
        return (speech.utterance if speech else None) or " ".join(fold(word.text) for word in words(span.text))

    def _firmness(self, span: Span) -> str:
        speech = self.speech.get((span.report, span.start, span.end))
        strength = speech.strength if isinstance(speech, AccountAttribution) else ""
        return "" if strength in _PLAIN else strength

    def _shift(self, position: Position) -> Iterator[Row]:
        """The claim that the position changed, and the denial that hangs on it."""
        if position.shift:
            claim = self._claimed(position, position.shift)
            yield claim
            yield from self._denied(position, position.shift, claim)

    def _claimed(self, position: Position, shift: Shift) -> Row:
        return self._row(
            "claim", position.id, position.story, (shift.span,), when=self._day(shift.span), actor=position.actor,
            by=shift.claimed_by or "outlet", issue=self.issues[position.id],
        )  # fmt: skip

    def _denied(self, position: Position, shift: Shift, claim: Row) -> Iterator[Row]:
        if shift.denial_span:
            span = shift.denial_span
            yield self._row(
                "denial", position.id, position.story, (span,), when=self._day(span), actor=position.actor,
                by=shift.denied_by, issue=self.issues[position.id], answers=claim.id,
            )  # fmt: skip

    def _terms(self, proposal: Proposal) -> Iterator[Row]:
        for term in proposal.terms:
            if term.spans:
                days = [day for span in term.spans if (day := self._day(span))]
                yield self._row(
                    "proposal", proposal.id, proposal.story, term.spans, when=min(days, default=None),
                    actor=proposal.by, detail=f"{term.kind}, {proposal.status}",
                )  # fmt: skip

    def _control(self, claim: Control) -> Row:
        names = {place.id: place.name for place in self.account.data.places}
        return self._row(
            "control", claim.id, claim.story, (claim.span,), when=claim.when or self._day(claim.span),
            actor=claim.holder, by=claim.claimed_by or "outlet", issue=names.get(claim.place or "", ""),
        )  # fmt: skip

    def _row(
        self,
        kind: RowKind,
        of: str,
        story: str,
        spans: Iterable[Span],
        *,
        when: str | None,
        actor: str | None,
        by: str | None = None,
        issue: str = "",
        detail: str = "",
        answers: str | None = None,
    ) -> Row:
        ordered = tuple(sorted(dict.fromkeys(spans), key=lambda s: (self.place[s.report], s.start, s.end)))
        key = "|".join([kind, actor or "", by or "", *(f"{s.report} {s.start} {s.end}" for s in ordered)])
        return Row(
            id=content_id("r", key),
            kind=kind,
            when=when,
            story=story,
            actor=actor,
            by=by,
            issue=issue,
            spans=ordered,
            first=min((p for s in ordered if (p := self.published[s.report])), key=_sorts, default=None),
            of=of,
            detail=detail,
            answers=answers,
        )

    def _day(self, span: Span) -> str | None:
        """The day of the report: a claim is as old as the report that prints it."""
        return (self.published[span.report] or "").partition("T")[0] or None


def _speech(report: AccountReport) -> tuple[Speech, ...]:
    return (*report.attributions, *report.quotations)


def _sorts(value: str | None) -> str:
    """A value as text that sorts by its first day, the finer of two that begin on one day later."""
    found = edtf.bounds(value)
    if found is None:
        return _UNKNOWN
    day = found.first or found.last
    return f"{day.isoformat() if day else _UNKNOWN} {found.clock or ''} {value}"


def _issues(positions: Sequence[Position]) -> dict[str, str]:
    """Position id -> issue: positions of one actor whose issues share a telling word have one name for it, in whatever
    stories they stand: that of most stances, then that of the earliest."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for position in positions:
        for one in sorted(roots_of(position.issue)):
            named[position.actor, one].append(position.id)
    unions = Unions(position.id for position in positions)
    for ids in named.values():
        for other in ids[1:]:
            unions.join(ids[0], other)
    by_id = {position.id: position for position in positions}
    names = {}
    for group in unions.groups().values():
        held = Counter[str]()
        for one in group:
            held[by_id[one].issue] += len(by_id[one].stances)
        best = min(held, key=lambda issue: (-held[issue], issue))
        names.update(dict.fromkeys(group, best))
    return names
