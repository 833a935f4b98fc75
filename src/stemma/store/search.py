"""Search over the tables: words through the database's own full text, the rest by facet and date."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.store.protocol import Database, Match, Row
from stemma.types.search import Found, Query

MOST_VALUES = 20
"""Values counted of one facet: what a person reads; the rest can be asked for by name."""

NO_WORDS = Match("report r", "report r", "r.kept = 1", (), "", "r.seq")
"""What is forgotten has no words: only where none are asked for must it be left out."""

_ORDER = {
    "newest": "r.published IS NULL, r.published DESC, r.seq DESC",
    "oldest": "r.published IS NULL, r.published, r.seq",
}

_BEST = (
    "SELECT r.id FROM (SELECT {} AS seq, {} AS worth {} ORDER BY worth, seq LIMIT ? OFFSET ?) best"
    " JOIN report r ON r.seq = best.seq ORDER BY best.worth, best.seq"
)
"""The best of all that is found: only these are looked up among the reports, no others."""


def search(db: Database, query: Query) -> Found:
    """What fits the query. Raises StoreError if it takes too long."""
    match = db.matching(query.phrases) if query.phrases else NO_WORDS
    filters = _filters(db, query)
    arguments: list[object] = [*match.arguments, *(value for _, given in filters for value in given)]
    where = " AND ".join([match.where, *(clause for clause, _ in filters)])
    source, rank = match.source, match.rank
    order = f"{rank}, r.seq" if query.sort == "relevance" and rank else _ORDER.get(query.sort, _ORDER["newest"])
    found = f"FROM {source} WHERE {where}"
    with db.limited():
        counted = found if filters else f"FROM {match.alone} WHERE {match.where}"
        total = int(db.rows(f"SELECT COUNT(*) {counted}", *arguments)[0][0])
        begins, given = _begins(query)
        page = f"SELECT r.id {found}{begins} ORDER BY {order} LIMIT ? OFFSET ?"
        if query.sort == "relevance" and rank and not (filters or begins):
            page = _BEST.format(match.report, rank, counted)
        ids = tuple(name for (name,) in db.rows(page, *arguments, *given, query.limit, query.offset))
        counts = _counts(db, found, arguments) if query.counted else []
    return Found(total=total, reports=ids, counts=_by_facet(counts))


def _filters(db: Database, query: Query) -> list[tuple[str, list[object]]]:
    found: list[tuple[str, list[object]]] = []
    for name, values in sorted(query.facets.items()):
        one, given = db.among("v.words", values)
        inner = (
            "SELECT f.report FROM facet f JOIN word v ON v.seq = f.value JOIN word n ON n.seq = f.name"
            f" WHERE n.words = ? AND {one}"
        )
        found.append((f"r.seq IN ({inner})", [name, given]))
    if query.since:
        found.append(("r.published >= ?", [query.since]))
    if query.until:
        found.append(("r.published <= ?", [query.until + "~"]))  # "~" sorts behind every digit, "-" and "T"
    if query.arrived_after:
        found.append(("r.seq > ?", [query.arrived_after]))
    if query.reports is not None:
        one, given = db.among("r.id", query.reports)
        found.append((one, [given]))
    return found


def _begins(query: Query) -> tuple[str, list[object]]:
    """The condition that a report is the one to begin with, or follows it."""
    if query.begins is None:
        return "", []
    published, report = query.begins
    later, last = (">", ">=") if query.sort == "oldest" else ("<", "<=")
    here = f"r.seq {last} (SELECT b.seq FROM report b WHERE b.id = ?)"
    if published is None:
        return f" AND r.published IS NULL AND {here}", [report]
    dated = f"r.published {later} ? OR (r.published = ? AND {here})"
    return f" AND ({dated} OR r.published IS NULL)", [published, published, report]


def _counts(db: Database, found: str, arguments: Sequence[object]) -> list[Row]:
    counted = (
        f"SELECT f.name, f.value, COUNT(*) AS n FROM facet f WHERE f.report IN (SELECT r.seq {found})"
        " GROUP BY f.name, f.value"
    )
    ranked = (
        "SELECT name, value, n, ROW_NUMBER() OVER (PARTITION BY name ORDER BY n DESC, value) AS place"
        f" FROM ({counted}) c"
    )
    query = (
        "SELECT a.words, b.words, c.n FROM"
        f" ({ranked}) c JOIN word a ON a.seq = c.name JOIN word b ON b.seq = c.value WHERE c.place <= ?"
    )
    return db.rows(query, *arguments, MOST_VALUES)


def _by_facet(rows: Sequence[Row]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for name, value, n in sorted(rows, key=lambda row: (row[0], -row[2], row[1])):
        found.setdefault(name, []).append((value, int(n)))
    return {name: tuple(values) for name, values in found.items()}
