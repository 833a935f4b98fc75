"""Statements for the Discourse Network Analyzer: the columns of the event list that DNA 3 writes and rDNA reads.

DNA's own columns come first, under its names and in its order, parted by semicolons; what it has no place for follows.
One row for each report that carries a stance. A stance of a person and, with the same characters, of the body that the
person speaks for is one row with both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from stemma.export.formats import Words
from stemma.export.formats.cells import Cell, csv_pieces
from stemma.export.lookup import Lookup, firmness
from stemma.text import edtf
from stemma.text.polarity import negations
from stemma.types.account import Account, AccountAttribution, AccountReport
from stemma.types.difference import Position, Stance
from stemma.types.span import Span

DNA = (
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position", "text",
    "coder", "document_id", "document_title", "document_author", "document_source", "document_section", "document_type",
)  # fmt: skip
"""The header that DNA 3.0 writes for its default statement type."""
MORE = ("agreement_why", "when", "published", "report", "siglum", "story", "url")
CODER = 1
"""DNA numbers its coders; the first is the one who opened the database."""


class _Statement(Struct):
    """Who says something in one place of one report."""

    position: Position
    stance: Stance
    person: str = ""
    organization: str = ""


def statements(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """One row a stance and report, in siglum and text order. Statements and documents are numbered through."""
    header = (*DNA, *MORE, *(("document_text",) if words == "full" else ()))
    return csv_pieces(header, _rows(accounts, words), delimiter=";")


def _rows(accounts: Iterable[Account], words: Words) -> Iterator[list[Cell]]:
    number = documents = 0
    for account in accounts:
        lookup = Lookup(account)
        for one in _in_order(lookup):
            number += 1
            yield _row(lookup, number, documents, one, words)
        documents += len(account.data.reports)


def _in_order(lookup: Lookup) -> list[_Statement]:
    """Statements by place; an actor of neither kind (a place, a group) is an organization, as DNA has no third."""
    found: dict[tuple[str, int, int, str], list[_Statement]] = defaultdict(list)
    for position, stance in _stances(lookup):
        name = lookup.name(position.actor).text.strip("“”")
        person = position.actor in lookup.entities and lookup.entities[position.actor].type == "person"
        span = stance.span
        same = found[span.report, span.start, span.end, position.story]
        open_ones = [one for one in same if not (one.person if person else one.organization)]
        if open_ones and person:
            # the concept is the person's own
            open_ones[0].person, open_ones[0].position, open_ones[0].stance = name, position, stance
        elif open_ones:
            open_ones[0].organization = name
        else:
            same.append(_Statement(position, stance, name if person else "", "" if person else name))
    places = sorted(found, key=lambda key: (lookup.place_of[key[0]], *key[1:]))
    return [one for place in places for one in found[place]]


def _stances(lookup: Lookup) -> Iterator[tuple[Position, Stance]]:
    for position in lookup.data.positions:
        for stance in position.stances:
            yield position, stance


def _row(lookup: Lookup, number: int, before: int, one: _Statement, words: Words) -> list[Cell]:
    span = one.stance.span
    report = lookup.reports[span.report]
    agreement, why = agrees(lookup, span)
    cells: list[Cell] = [
        number, _time(report), one.person, one.organization, one.position.issue, agreement, span.start, span.end,
        span.text if words != "none" else "", CODER, before + lookup.place_of[report.id] + 1,
        report.title if words != "none" else report.file, "; ".join(report.byline), report.outlet, "", "news report",
        why, one.stance.when, report.published.value, report.id, report.siglum, one.position.story, report.url,
    ]  # fmt: skip
    return [*cells, lookup.texts.get(report.id, "")] if words == "full" else cells


def agrees(lookup: Lookup, span: Span) -> tuple[int | None, str]:
    """DNA's agreement with the concept (1 or 0; None where it cannot be told) and what it was told by. Computed."""
    denied = next((a for a in _around(lookup.reports[span.report], span) if firmness(a) == "denied"), None)
    found = negations(span.text)
    if found is None or len(found) + bool(denied) > 1:
        return None, "too long to tell" if found is None else "more than one negation"
    if denied:
        return 0, f"reported as denied: “{denied.cue.text}”" if denied.cue else "reported as denied"
    return (0, f"has “{found[0]}”") if found else (1, "no negation")


def _around(report: AccountReport, span: Span) -> list[AccountAttribution]:
    return [a for a in report.attributions if (a.start, a.end) == (span.start, span.end)]


def _time(report: AccountReport) -> str:
    """`2026-03-03 18:00:00` as DNA has it; empty unless the day is known."""
    found = edtf.bounds(report.published.value)
    if found is None or found.first is None or found.first != found.last:
        return ""
    return f"{found.first.isoformat()} {found.clock or '00:00'}:00"
