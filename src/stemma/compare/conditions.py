"""Conditions: clauses that say on what something hangs. Each is a fact of its own, apart from what hangs on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import Struct

from stemma.compare.evidence import Ground
from stemma.compare.hedges import hedges
from stemma.compare.passages import Passage, Passages
from stemma.text.clauses import verbal
from stemma.text.unions import Unions
from stemma.types.difference import Fact, fact_id
from stemma.types.dossier import Dossier
from stemma.types.span import Span

REACH = 4
"""Words after "if" that can make it a purpose: "if we want to"."""
LONGEST = 5
"""Words of the longest phrase of condition."""
LEAST_SHARED = 0.45
"""Share of the weight of the shorter of two conditions that the other must have to be the same one."""
LEAST_WEIGHT = 0.5
"""What they must share besides: a word that is everywhere in the story joins nothing."""
MOST = 300
"""Clauses of condition of a story that are held against each other."""
LEAST_ALIKE = 0.5
"""Share of the weight of the shorter of two statements that the other must have to print the same thing."""
LEAST_WORDS = 4
"""Words of a statement that two reports print alike before its words need not be rare."""
LEAST_BESIDES, LEAST_ROOTS = 0.2, 2
"""What they must share besides names, by weight and number: one word is of another act as well."""
_ENDS = frozenset(".!?")
_AFTER_ONLY = frozenset(("if", "when", "after", "once"))
_HIDDEN = frozenset(("anonymity", "identified", "named"))
_BE = frozenset(("are", "is", "am"))
_RIGHT = frozenset(("right", "correct", "true", "accurate", "wrong", "mistaken"))
_THAN = (("as",), ("than",))
"""With these a comparison goes on within a condition: "if spring is as late as last year, …"."""
_IS = frozenset(("is", "are", "was", "were", "proves", "prove"))
_PURPOSE = frozenset(("want", "wants", "wish", "wishes"))


class ConditionComparer:
    """Takes clauses of condition out of the facts that hang on them and joins those of different reports."""

    name = "conditions"
    version = "1"
    requires = frozenset({"facts", "reports", "stories", "utterances"})
    assigns = frozenset({"facts"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        ground = Ground(dossier)
        place = {r.id: n for n, r in enumerate(dossier.reports)}
        made: list[Fact] = []
        for story in dossier.stories:
            facts = [f for f in dossier.facts if f.story == story.id]
            passages = Passages(story, facts, ground)
            made += _parted(story.id, facts, passages, place)
        return {"facts": tuple(made)}


@cache
def _phrases() -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    return hedges("opening"), frozenset(tuple(p.split()) for p in hedges("conditions"))


@cache
def _first_words() -> frozenset[str]:
    """The words that phrases of condition begin with."""
    return frozenset(phrase[0] for phrase in _phrases()[1])


def conditional(words: Sequence[str]) -> bool:
    """The clause of these folded words begins with a word of condition, or has a phrase of one.

    "If we want to", "if we are to" are purposes, "on condition of anonymity" is no term of anything, and "if the
    surveyor is right" only doubts what it stands by.
    """
    opens, phrases = _phrases()
    if words[:1] and words[0] in opens and not _aims(words[:REACH]) and not _doubts(words):
        return words[0] != "only" or bool(_AFTER_ONLY & set(words[1:2]))
    firsts = _first_words()
    likely = [i for i, word in enumerate(words) if word in firsts]
    held = any(tuple(words[i : i + n]) in phrases for i in likely for n in range(1, LONGEST + 1))
    return held and not _HIDDEN & set(words)


def _aims(words: Sequence[str]) -> bool:
    """ "If we want …", "if the talks are to …"."""
    to = [a for a, b in pairwise(words) if b == "to"]
    return bool(_PURPOSE & set(words)) or any(w in _BE or w.endswith("'re") for w in to)


def _doubts(words: Sequence[str]) -> bool:
    """ "If the surveyor is right"."""
    return any(a in _IS and b in _RIGHT for a, b in pairwise(words))


def _parted(story: str, facts: Sequence[Fact], passages: Passages, place: Mapping[str, int]) -> list[Fact]:
    """The facts without their conditions, and a fact for each condition, in the order of their first spans."""
    groups = [g for g in _groups(passages) if len({p.report for p in g}) > 1 or any(p.facts for p in g)]
    taken = {p.span for g in groups for p in g}
    kept = []
    for fact in facts:
        rest = tuple(s for s in fact.spans if s not in taken)
        if len(rest) == len(fact.spans):
            kept.append(fact)
        elif rest:
            kept.append(_fact(story, rest, fact))
    kept += [_fact(story, _ordered({p.span for p in g}, place), None) for g in groups]
    return sorted(kept, key=lambda f: (place[f.spans[0].report], f.spans[0], f.id))


def _ordered(spans: set[Span], place: Mapping[str, int]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda s: (place[s.report], s)))


def _fact(story: str, spans: tuple[Span, ...], old: Fact | None) -> Fact:
    """A fact of these spans; of an old one the sides that these spans give stay."""
    sides = []
    for side in old.sides if old else ():
        left = tuple(s for s in side.spans if any(s.overlaps(x) for x in spans))
        if left:
            sides.append(msgspec.structs.replace(side, spans=left))
    return Fact(id=fact_id(spans), story=story, spans=spans, sides=tuple(sides))


def _groups(passages: Passages) -> list[list[Passage]]:
    """The conditions of a story: clauses of different reports that hang the same thing on the same."""
    rows = [p for p in passages.rows if conditional(p.row.words) and p.roots][:MOST]
    unions = Unions(range(len(rows)))
    for i, one in enumerate(rows):
        for j in range(i):
            if rows[j].report != one.report and _same(one, rows[j], passages):
                unions.join(*sorted((unions.root(i), unions.root(j))))
    return [[rows[i] for i in group] for _, group in sorted(unions.groups().items())]


def _same(one: Passage, two: Passage, passages: Passages) -> bool:
    if not passages.weight(one.roots & two.roots):
        return False
    together = bool(set(one.facts) & set(two.facts)) or _one_utterance(one, two, passages.ground)
    return together or _share(one, two, passages, LEAST_SHARED)


def _share(one: Passage, two: Passage, passages: Passages, least: float) -> bool:
    """What both tell is worth this share of the shorter at least."""
    small = min(passages.weight(one.roots), passages.weight(two.roots))
    return passages.weight(one.roots & two.roots) >= max(LEAST_WEIGHT, least * small)


def _one_utterance(one: Passage, two: Passage, ground: Ground) -> bool:
    said = [ground.utterance(p.span) for p in (one, two)]
    return said[0] is not None and said[0] == said[1]


class Hanging(Struct, frozen=True):
    """A clause of condition, what hangs on it in its sentence, and how other reports state that without a condition."""

    condition: Passage
    main: Passage
    bare: tuple[Passage, ...]


def hanging(passages: Passages) -> Iterator[Hanging]:
    """What hangs on each condition that is part of a fact."""
    plain: dict[int | str, list[Passage]] = defaultdict(list)
    for row in passages.rows:
        if not conditional(row.row.words):
            for key in _keys(row.facts, row, passages.ground):
                plain[key].append(row)
    for row in passages.rows:
        for condition, main in _hung(row, passages):
            keys = _keys(main.facts if condition.facts else (), main, passages.ground)
            rows = {r.span: r for key in keys for r in plain[key] if r.report != row.report}
            alike = tuple(rows[s] for s in sorted(rows) if _prints(main, rows[s], passages))
            yield Hanging(condition, main, alike)


def _hung(row: Passage, passages: Passages) -> Iterator[tuple[Passage, Passage]]:
    """(the condition, what hangs on it) of a clause of condition, or of one that holds both: "if it rains, we stop"."""
    if not conditional(row.row.words):
        return
    main = _main(row, passages)
    if main:
        yield row, main
    report = passages.ground.reports[row.report]
    comma = report.text.find(", ", row.span.start, row.span.end)
    if comma > 0 and row.row.words[0] in hedges("opening"):
        parts = (report.span(row.span.start, comma), report.span(comma + 2, row.span.end))
        condition, rest = (passages.part(row, span) for span in parts)
        if any(verbal(w) for w in rest.row.words) and len(rest.row.words) >= LEAST_WORDS:
            yield condition, rest


def _keys(facts: Sequence[int], row: Passage, ground: Ground) -> list[int | str]:
    """These facts, and the utterance it is part of: two reports may print one in clauses that nothing has aligned."""
    utterance = ground.utterance(row.span)
    return [*facts, *([utterance] if utterance else [])]


def _prints(one: Passage, two: Passage, passages: Passages) -> bool:
    """The two print the same thing: they share words, and more than names."""
    said = one.row.words == two.row.words and _one_utterance(one, two, passages.ground)
    if one.roots and one.roots == two.roots and (said or len(one.row.words) >= LEAST_WORDS):
        return True
    both = (one.roots & two.roots) - passages.names
    return (
        len(both) >= LEAST_ROOTS and passages.weight(both) >= LEAST_BESIDES and _share(one, two, passages, LEAST_ALIKE)
    )


def _main(row: Passage, passages: Passages) -> Passage | None:
    """The clause beside the condition that says what hangs on it."""
    mates = passages.in_sentence(row)
    at = next(i for i, mate in enumerate(mates) if mate is row)
    after = [m for m in mates[at + 1 : at + 3] if m.row.words[:1] not in _THAN][:1]
    near = [m for m in (*after, *mates[max(0, at - 1) : at]) if not conditional(m.row.words)]
    near = [m for m in near if m.facts and any(verbal(w) for w in m.row.words) and not _ended(m, row, passages)]
    first = row.span.start == row.sentence[0] or at == 0
    return next(iter(near if first else reversed(near)), None)


def _ended(one: Passage, two: Passage, passages: Passages) -> bool:
    """A sentence ends between the two, as one does inside a quotation."""
    first, last = sorted((one.span, two.span))
    between = passages.ground.reports[one.report].text[max(first.start, first.end - 1) : last.start]
    return not _ENDS.isdisjoint(between)


def hung(passages: Passages) -> dict[str, frozenset[str]]:
    """Fact id of a condition -> the reports that hang what hangs on it on a condition, be it in words of their own."""
    found: dict[str, set[str]] = defaultdict(set)
    by_fact: dict[int, list[Passage]] = defaultdict(list)
    for row in passages.rows:
        for n in row.facts:
            by_fact[n].append(row)
    for row in passages.rows:
        main = _main(row, passages) if row.facts and conditional(row.row.words) else None
        others = [r for n in (main.facts if main else ()) for r in by_fact[n] if r.report != row.report]
        with_one = {r.report for r in others if any(conditional(m.row.words) for m in passages.in_sentence(r))}
        for n in row.facts:
            found[passages.facts[n].id] |= with_one
    return {k: frozenset(v) for k, v in sorted(found.items())}


def bearing(passages: Passages) -> dict[str, frozenset[str]]:
    """Fact id of a condition -> the reports that state, without a condition, what hangs on it."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in hanging(passages):
        for n in one.condition.facts:
            found[passages.facts[n].id].update(p.report for p in one.bare)
    return {k: frozenset(v) for k, v in sorted(found.items())}
