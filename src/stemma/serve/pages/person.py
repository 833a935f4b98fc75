"""A person, or whoever else speaks: what they said, what they are called; and where they stand, story by story."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from stemma.archive.people import Called
from stemma.archive.people import called as called_in
from stemma.archive.remembered import Remembered
from stemma.errors import UsageError
from stemma.serve.page import Asked, Page, Table
from stemma.serve.pages import hits
from stemma.serve.pages.hits import FoundHit
from stemma.serve.pages.named import AFTER, LOOKED_AT, names_of, newest
from stemma.serve.pages.stories import ListedStory, listed
from stemma.text.terms import terms
from stemma.types.ledger import LedgerData
from stemma.types.search import Query


class PersonPage(Struct, frozen=True, kw_only=True):
    """What somebody said, the newest first."""

    name: str
    """As it was asked for."""
    names: tuple[str, ...]
    """The names that are meant: of those who speak in some report, the longest that it has for them."""
    near: tuple[str, ...]
    """Other names with all these words; they may be of somebody else."""
    total: int
    """Reports in which they speak."""
    said: tuple[FoundHit, ...]
    """The statements of this piece."""
    called: tuple[Called, ...]
    """What the reports of this piece call them."""
    after: str | None
    """The cursor of the next piece; null at the end."""


class PositionsPage(Struct, frozen=True, kw_only=True):
    """Where somebody stands: stances, claims that a position changed, denials, proposals, over some stories."""

    name: str
    """As it was asked for."""
    stories: tuple[ListedStory, ...]
    """Those that were read for it, the latest first."""
    of: int
    """Stories whose reports have the name."""
    ledger: LedgerData | None
    """As `stemma follow` gives it for these stories; null where they name nobody so."""
    why_not: str
    """Why there is none: nobody is named so, or several are."""
    after: str | None
    """The cursor of older stories; null if there are none."""


def model(archive: Remembered, asked: Asked) -> PersonPage:
    """Raises StoreError, UsageError."""
    name = asked.path["name"]
    names, near = names_of(archive, "speaker", name)
    if not names:
        return PersonPage(name=name, names=(), near=near, total=0, said=(), called=(), after=None)
    search = partial(archive.search, "", facets={"speaker": names}, said=True)
    results, found, after = hits.piece(asked, search)
    kept = archive.store.get({hit.report for hit in found})
    return PersonPage(
        name=name,
        names=names,
        near=near,
        total=results.total,
        said=hits.listed(archive, found),
        called=called_in(kept, names),
        after=after,
    )


def table(shown: PersonPage) -> Table:
    """A statement a row."""
    return hits.table(shown.said)


def positions(archive: Remembered, asked: Asked) -> PositionsPage:
    """Raises StoreError, UsageError."""
    name = asked.path["name"]
    words = tuple(term.word for term in terms(name))
    names_of(archive, "speaker", name)
    lines, of, after = newest(archive, Query(phrases=(words,), limit=LOOKED_AT), asked)
    ledger, why_not = None, ""
    try:
        ledger = archive.follow(actor=name, stories=[line.id for line in lines]).data
    except UsageError as error:
        why_not = f"{error.args[0]} {error.next_step}".strip()
    stories = listed(archive, lines)
    return PositionsPage(name=name, stories=stories, of=of, ledger=ledger, why_not=why_not, after=after)


def positions_table(shown: PositionsPage) -> Table:
    """A row of the ledger a row; `where`: report:START-END of each report's words."""
    names = _names(shown)
    header = ("row", "when", "kind", "actor", "by", "issue", "detail", "words", "where")
    rows = (
        (
            row.id, row.when, row.kind, names.get(row.actor or "", row.actor), names.get(row.by or "", row.by),
            row.issue, row.detail, row.spans[0].text,
            " ".join(f"{s.report}:{s.start}-{s.end}" for s in row.spans),
        )
        for row in (shown.ledger.rows if shown.ledger else ())
    )  # fmt: skip
    return Table(header, rows)


def _names(shown: PositionsPage) -> dict[str, str]:
    return {one.id: one.name for one in shown.ledger.entities} if shown.ledger else {}


def _outlets(shown: PositionsPage) -> dict[str, str]:
    """Report id -> who published it, or its file."""
    return {one.id: one.outlet or one.file for one in shown.ledger.reports} if shown.ledger else {}


PAGE = Page(
    path="/person/{name:path}",
    words="What somebody said, to whom, and what reports call them.",
    model=model,
    template="person.html",
    answer=PersonPage,
    params=hits.PARAMS,
    table=table,
    leads=lambda shown: (hit.story for hit in shown.said),
)
POSITIONS = Page(
    path="/person/{name:path}/positions",
    words="Where somebody stands: the ledger over the latest stories that name them.",
    model=positions,
    template="positions.html",
    answer=PositionsPage,
    params=(AFTER,),
    table=positions_table,
    beside=lambda shown: {"names": _names(shown), "outlets": _outlets(shown)},
)
