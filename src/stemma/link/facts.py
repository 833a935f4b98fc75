"""Facts: clauses of the reports of one story that state one thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from stemma.link.alignment import groups
from stemma.link.measures import Measure
from stemma.link.statements import MOST_CLAUSES, Statement, statements
from stemma.resources import words as word_list
from stemma.text.clauses import verbal
from stemma.types.difference import Fact, Side, fact_id
from stemma.types.dossier import Dossier
from stemma.types.report import Report
from stemma.types.span import Note, Span

LEAST_WORDS = 3
"""Features a statement of one report alone must have to be listed."""
LONGEST_NAME = 5
"""Words of a noun phrase that only names something; "the sale of the harbour to the council" tells of an event."""

DANGLING = frozenset(word_list("verbs")["dangling"].split())
"""A piece that ends with one of these was cut from what it says."""


class FactLinker:
    """Aligns clauses that state one thing: by rare shared words, actors, places, times, figures and utterances.

    Figures that count the same thing are one fact with a side for each value, never silently equal.
    """

    name = "facts"
    version = "1"
    requires = frozenset({"reports", "layers", "entities", "stories", "utterances"})
    assigns = frozenset({"facts", "notes"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        reports = {r.id: r for r in dossier.reports}
        place = {r.id: n for n, r in enumerate(dossier.reports)}
        layers = {la.report: la for la in dossier.layers}
        found: list[Fact] = []
        notes: list[Note] = []
        for story in dossier.stories:
            rows: list[Statement] = []
            for report in sorted(story.reports):
                own = statements(reports[report], layers[report], dossier.entity_of, dossier.utterance_of)
                if len(own) >= MOST_CLAUSES:
                    notes.append(Note(code="L-FACTS-CUT", detail=CUT.format(reports[report].file, MOST_CLAUSES)))
                rows += own
            facts = facts_of(story.id, _parts(rows), reports, place)
            found += sorted(facts, key=lambda f: (place[f.spans[0].report], f.spans[0]))
        return {"facts": tuple(found), "notes": (*dossier.notes, *notes)}


CUT = "{}: facts were read from its first {} clauses; the rest was not compared"


def _parts(rows: Sequence[Statement]) -> list[Statement]:
    """Statements with figures marked as parts that the story elsewhere says are parts ("nine of the dead")."""
    figures = [r.measure for r in rows if r.measure and r.measure.event]
    most = {m.key: m.value for m in sorted(figures, key=lambda m: m.value)}
    parts = {(m.key, m.value) for m in figures if m.part and m.value < most[m.key]}
    return [
        msgspec.structs.replace(r, measure=msgspec.structs.replace(r.measure, part=True))
        if r.measure and (r.measure.key, r.measure.value) in parts
        else r
        for r in rows
    ]


def facts_of(
    story: str, rows: Sequence[Statement], reports: Mapping[str, Report], place: Mapping[str, int]
) -> list[Fact]:
    """The facts of one story; `place` is the order of the reports in which the spans of a fact are given."""
    made = [part for group in groups(rows) for part in _stating(group, rows)]
    kept = [g for g in made if len(g) > 1 or _matters(rows[g[0]])]
    ordered = ([rows[i] for i in sorted(g, key=lambda i: (place[rows[i].report], i))] for g in kept)
    return [_fact(story, group, reports) for group in ordered]


def _stating(group: Sequence[int], rows: Sequence[Statement]) -> list[Sequence[int]]:
    """The group, if two of its reports, or its only one, state something in it; else those statements that do, each for
    itself: what one report states and another only touches on ("the video") is no agreement."""
    telling = [i for i in group if not _only_names(rows[i]) and not _touches(rows[i])]
    every, agree = ({rows[i].report for i in some} for some in (group, telling))
    if len(agree) > 1 or (len(every) == 1 and agree):
        return [group]
    return [[i] for i in telling]


def _touches(row: Statement) -> bool:
    """It has no word that tells something, or a single one and no verb: "but he", "the video"."""
    if row.negative or row.measure is not None or row.times:
        return False
    telling = sum(f[0] == "w" for f in row.features)
    return not telling or (telling == 1 and not any(verbal(w) for w in row.words))


def _only_names(row: Statement) -> bool:
    """A bare noun phrase in the outlet's words ("the harbour master", "for the council"): it names something and says
    nothing of it, so that two reports have it agrees on nothing. One with a figure or a time says that much."""
    if len(row.words) > LONGEST_NAME or row.negative or row.measure is not None or row.times or row.utterance:
        return False
    own = [word for word in row.words if word not in _leading()]
    return not any(verbal(w) for w in row.words) and (
        not own or own[0] in word_list("speech")["grammar"]["determiners"]
    )


@cache
def _leading() -> frozenset[str]:
    """What may stand before a noun phrase and leaves it one."""
    table = word_list("speech")["grammar"]
    return frozenset((*table["prepositions"], *table["conjunctions"]))


def _matters(row: Statement) -> bool:
    """A statement of one report alone is listed if it has a figure, a time, a place or an actor, and words besides;
    a piece without a verb, or one that breaks off, states nothing by itself.
    """
    if row.words[-1:] and row.words[-1] in DANGLING:
        return False
    if row.measure is None and not any(verbal(w) for w in row.words):
        return False
    marked = row.measure is not None or any(f[0] not in "wc" for f in row.features)
    words = sum(f[0] == "w" for f in row.features)
    return marked and words > 0 and len(row.features) + (row.measure is not None) >= LEAST_WORDS


def _fact(story: str, rows: Sequence[Statement], reports: Mapping[str, Report]) -> Fact:
    spans = tuple(reports[r.report].span(r.start, r.end) for r in rows)
    return Fact(id=fact_id(spans), story=story, spans=spans, sides=_sides(rows, reports))


def _sides(rows: Sequence[Statement], reports: Mapping[str, Report]) -> tuple[Side, ...]:
    """The figures of a fact, one side a value, with the spans that print it; none if its statements have no figure."""
    by_value: dict[_Value, list[Span]] = defaultdict(list)
    for report, m in _of_one_thing(rows):
        value = (m.relation, m.value, m.value if m.to is None else m.to, m.vague)
        by_value[value].append(reports[report].span(m.start, m.end))
    return tuple(Side(value=_printed(k), spans=tuple(by_value[k])) for k in sorted(by_value))


def _of_one_thing(rows: Sequence[Statement]) -> list[tuple[str, Measure]]:
    """The figures (with their reports) that count what most of the fact's figures count; a part is not the whole."""
    found = [(r.report, r.measure) for r in rows if r.measure and not r.measure.loose]
    keys = Counter((m.key, m.part) for _, m in found)
    best = min(keys, key=lambda k: (-keys[k], k), default=None)
    values = {m.value for _, m in found if (m.key, m.part) == best}
    return [(r, m) for r, m in found if (m.key, m.part) == best or m.value in values]


_Value = tuple[str, float, float, str]
"""Relation, low and high end, and the word if the figure is a vague one."""


def _printed(value: _Value) -> str:
    relation, low, high, vague = value
    if vague:
        return vague
    text = _plain(low) if low == high else f"{_plain(low)}–{_plain(high)}"
    return text if relation == "=" else relation + text


def _plain(value: float) -> str:
    return str(int(value)) if value.is_integer() else f"{value:g}"
