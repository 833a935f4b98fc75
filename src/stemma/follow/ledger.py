"""Draws a ledger from an account: everything that one actor, or anybody on one issue, said and did, in time order.

What several reports carry of one statement is one row: the renderings of an utterance, or the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

import msgspec

from stemma.errors import UsageError
from stemma.follow.opposed import candidates
from stemma.follow.rows import Rows
from stemma.follow.who import actor_named, unknown_issue
from stemma.text import edtf
from stemma.text.roots import roots_of
from stemma.text.tokens import words
from stemma.types.account import Account
from stemma.types.ledger import Candidate, Ledger, LedgerData, LedgerEntity, LedgerReport, Row
from stemma.types.world import Entity


def ledger(account: Account, *, actor: str | None = None, issue: str | None = None, since: str | None = None) -> Ledger:
    """The ledger of an actor (a name or entity id) or of an issue (its telling words), and what is new `since` a day.

    Raises UsageError (U-ACTOR, U-ISSUE, U-SINCE) for what is not in the account or cannot be read, and unless exactly
    one of `actor` and `issue` is given.
    """
    if (actor is None) == (issue is None):
        raise UsageError("follow either an actor or an issue.", next_step="Name one ACTOR, or --issue WORDS.")
    begins = day_of(since)
    drawn = Rows(account)
    who = actor_named(account, actor) if actor is not None else None
    wanted = _by_actor(who) if who else _by_issue(issue or "", drawn.all)
    rows = _with_claims(filter(wanted, drawn.all), drawn.all)
    rows = [msgspec.structs.replace(row, new=_new(row, begins)) for row in rows]
    return _ledger(account, rows, candidates(rows), who, issue, since)


def _by_actor(who: Entity) -> Callable[[Row], bool]:
    return lambda row: who.id in (row.actor, row.by)


def _by_issue(issue: str, rows: Sequence[Row]) -> Callable[[Row], bool]:
    """Rows whose issue or words have every telling word that is asked for."""
    asked = roots_of(issue)
    found = {row.id for row in rows if asked and asked <= _about(row)}
    if not found:
        raise unknown_issue(issue, sorted({known for row in rows for known in _words_of(row)}))
    return lambda row: row.id in found


def _words_of(row: Row) -> Iterator[str]:
    """The issue and every telling word of a row, as one may have meant to ask for it."""
    yield from [row.issue] if row.issue else []
    yield from (word.text for span in row.spans for word in words(span.text) if roots_of(word.text))


def _about(row: Row) -> frozenset[str]:
    return roots_of(row.issue).union(*(roots_of(span.text) for span in row.spans))


def _with_claims(rows: Iterable[Row], known: Sequence[Row]) -> list[Row]:
    """A claim brings the denial that answers it, a denial its claim: neither stands alone."""
    here = {row.id for row in rows}
    tied = {row.answers for row in known if row.id in here} | {row.id for row in known if row.answers in here}
    return [row for row in known if row.id in here | tied]


def day_of(since: str | None) -> date | None:
    """The first day of an EDTF value. Raises UsageError (U-SINCE) for what is none."""
    if since is None:
        return None
    found = edtf.bounds(since)
    if found is None or found.first is None:
        raise UsageError(f"--since {since!r} is no date.", code="U-SINCE", next_step="Write it as 2026-03-01.")
    return found.first


def _new(row: Row, begins: date | None) -> bool | None:
    """Whether the first report that has it appeared on that day or later; None where that is not known."""
    first = edtf.bounds(row.first)
    if begins is None or first is None or first.last is None:
        return None
    return first.last >= begins


def _ledger(
    account: Account,
    rows: Sequence[Row],
    opposed: tuple[Candidate, ...],
    who: Entity | None,
    issue: str | None,
    since: str | None,
) -> Ledger:
    data = account.data
    named = {one for row in rows for one in (row.actor, row.by)} | ({who.id} if who else set())
    return Ledger(
        data=LedgerData(
            made_with=data.made_with,
            actor=who.id if who else None,
            issue=issue,
            since=since,
            inputs=data.inputs,
            reports=_reports(account, {span.report for row in rows for span in row.spans}),
            entities=tuple(
                LedgerEntity(id=e.id, type=e.type, name=e.name, names=e.names) for e in data.entities if e.id in named
            ),
            rows=tuple(rows),
            candidates=opposed,
        ),
        account=account,
    )


def _reports(account: Account, cited: Iterable[str]) -> tuple[LedgerReport, ...]:
    wanted = frozenset(cited)
    story_of = {report: story.id for story in account.data.stories for report in story.reports}
    return tuple(
        LedgerReport(
            id=r.id, siglum=r.siglum, file=r.file, outlet=r.outlet, published=r.published.value, url=r.url,
            text_sha256=r.text_sha256, story=story_of.get(r.id, ""),
        )
        for r in account.data.reports
        if r.id in wanted
    )  # fmt: skip
