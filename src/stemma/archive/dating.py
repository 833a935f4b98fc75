"""Reports whose dateline has no year, dated for lists and search by the reports of their story. An account dates them
in the same way, by the reports that it is of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from stemma.intake import finish
from stemma.store import Store
from stemma.types.archive import Card

YEARS = "story-years"
"""Kind of values: story id -> report id -> date, of stories with reports that tell none."""
Dates = dict[str, str]


def dated(
    store: Store,
    stories: Mapping[str, Sequence[str]],
    cards: Mapping[str, Card],
    left: Collection[str] | None = None,
) -> dict[str, Card]:
    """The cards, with the dates that stories (id -> reports) give to those without; lists and search have them too.
    `left`: stories that are no more; None: all but these."""
    open_ = {story: reports for story, reports in stories.items() if _open(reports, cards)}
    kept = store.values(YEARS, None if left is None else [*stories, *left])
    known = {story: msgspec.json.decode(kept[story], type=Dates) for story in open_ if story in kept}
    made = {story: _dates(store, open_[story], cards) for story in open_ if story not in known}
    dates = {report: date for found in (known | made).values() for report, date in found.items()}
    if store.writable and (made or kept.keys() - open_.keys()):
        new = {story: msgspec.json.encode(found) for story, found in made.items()}
        store.put(YEARS, {**dict.fromkeys(kept.keys() - open_.keys()), **new})
    _keep(store, {r: dates.get(r) for r, card in cards.items() if _undated(card) and card.published != dates.get(r)})
    return {
        r: replace(card, published=dates.get(r), inferred=r in dates) if _undated(card) else card
        for r, card in cards.items()
    }


def _keep(store: Store, dates: Mapping[str, str | None]) -> None:
    if dates and store.writable:
        store.infer(dates)
        store.relate("month", {report: [date[:7]] if date else [] for report, date in dates.items()})


def _undated(card: Card) -> bool:
    """Whether the report itself tells no date."""
    return card.published is None or card.inferred


def _open(reports: Sequence[str], cards: Mapping[str, Card]) -> bool:
    """Whether there is something to date, and something to date it by."""
    return len({_undated(cards[report]) for report in reports}) == 2


def _dates(store: Store, reports: Sequence[str], cards: Mapping[str, Card]) -> Dates:
    texts = [kept.report for kept in store.get(reports, annotated=False) if kept.report]
    return {r.id: r.published.value for r in finish(texts, {}, {}) if r.published.value and _undated(cards[r.id])}
