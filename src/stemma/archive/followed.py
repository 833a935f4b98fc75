"""Follow an actor or an issue through an archive: search finds the stories, and only these are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from stemma.archive.stories import StoryLine
from stemma.errors import UsageError
from stemma.follow.ledger import day_of, ledger
from stemma.follow.who import near
from stemma.store import Store
from stemma.text.inflected import forms, telling
from stemma.text.terms import terms
from stemma.types.account import Account
from stemma.types.ledger import Ledger
from stemma.types.search import Query

_ID = re.compile(r"e[0-9a-f]{10}")
"""Of an entity. It is made of the reports that name it: in other reports the same person has another."""
ALL = 10_000_000
"""Reports that a search may name: no archive has more."""
SPEAKERS = "speaker"


def followed(
    lines: Sequence[StoryLine],
    store: Store,
    account_of: Callable[[Iterable[str]], Account],
    *,
    actor: str | None = None,
    issue: str | None = None,
    since: str | None = None,
    narrowed: bool = False,
) -> Ledger:
    """The ledger over those of these stories that may tell of the actor or issue. `narrowed`: a person chose them, so
    that an id can be looked for in all of them. Raises UsageError as `ledger`."""
    day_of(since)
    if (actor is None) == (issue is None):
        raise UsageError("follow either an actor or an issue.", next_step="Name one ACTOR, or --issue WORDS.")
    if actor is None:
        found = _about(store, lines, issue or "")
    else:
        found = list(lines) if narrowed and _ID.fullmatch(actor) else _naming(store, lines, actor)
    reports = [report for line in found for report in line.reports]
    if not reports:
        raise _nobody(store, actor) if actor is not None else _nothing(issue or "")
    return ledger(account_of(reports), actor=actor, issue=issue, since=since)


def _naming(store: Store, lines: Sequence[StoryLine], actor: str) -> list[StoryLine]:
    """Stories of which one report has all words of the name; else of the names that stand in what was asked for, as
    "President Ada Moe" has that of Ada Moe."""
    asked = [term.word for term in terms(actor)]
    found = _with(lines, _holding(store, [(word,) for word in asked])) if asked else []
    if found or len(asked) < 3:
        return found
    longest = max(asked, key=len)
    names = [[term.word for term in terms(name)] for name in store.named(SPEAKERS, longest)]
    parts = {tuple(name) for name in names if len(name) > 1 and set(name) <= set(asked)}
    return _with(lines, {one for name in sorted(parts) for one in _holding(store, [name])})


def _about(store: Store, lines: Sequence[StoryLine], issue: str) -> list[StoryLine]:
    """Stories whose reports, together, have every telling word of the issue in some form."""
    wanted = telling(issue)
    for word in wanted:
        lines = _with(lines, {one for form in forms(word) for one in _holding(store, [form])})
    return list(lines) if wanted else []


def _with(lines: Iterable[StoryLine], reports: set[str]) -> list[StoryLine]:
    return [line for line in lines if not reports.isdisjoint(line.reports)]


def _holding(store: Store, phrases: Iterable[tuple[str, ...]]) -> set[str]:
    return set(store.search(Query(phrases=tuple(phrases), limit=ALL)).reports)


def _nobody(store: Store, actor: str) -> UsageError:
    offered = ", ".join(map(repr, near(actor, store.named(SPEAKERS, ""))))
    step = f"Near names: {offered}." if offered else "`stemma search --facets` shows who speaks."
    step = "An id is of one story: name it with --story." if _ID.fullmatch(actor) else step
    return UsageError(f"no report names {actor!r}.", code="U-ACTOR", next_step=step)


def _nothing(issue: str) -> UsageError:
    return UsageError(
        f"no story has all words of {issue!r}.", code="U-ISSUE", next_step="Try fewer, or `stemma search`."
    )
