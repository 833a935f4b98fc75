"""Uses of words that lead a reader in a direction: which phrase each stands in, and what it is about."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from stemma.compare.evidence import Ground
from stemma.compare.passages import Passage, Passages
from stemma.compare.phrase import closed, phrase
from stemma.compare.strength import negative
from stemma.resources import words as word_list
from stemma.text.clauses import clauses
from stemma.text.fold import fold
from stemma.text.roots import DETERMINERS, rarity, roots
from stemma.text.tokens import Word, words
from stemma.types.report import Report
from stemma.types.span import Span

WINDOW = 500
"""Characters of a sentence in which its actor is named, and before a clause in which a passage of it may begin."""
LONGEST = 4
"""Words of the longest phrase of a group."""
A_NAME = 0.8
"""What sharing a name is worth before it is seen how often the story prints it."""
A_REPORT = 1.5
"""Clauses of one report that may have a name before it counts as common in the story."""
IN_CLAUSE, IN_SENTENCE = 0.6, 0.3
"""What sharing a word counts outside of the phrase: in its clause, in its sentence."""
ONE_FACT, NEAR_FACT = 0.6, 0.3
"""What it adds that the clauses state one fact, that their sentences do."""
WHOLE = 0.4
"""What it adds that one phrase has all the telling words of the other, if these are several."""
LEAST_OBJECT = 0.3
"""Least weight of a phrase that counts as its own."""
UNLIKE = 0.3
"""What it takes away that one states what the other says is not so."""
_OBJECTS = DETERMINERS | frozenset(("it", "them", "him", "that", "this"))
"""May stand within a verb of two words: "get them back"."""
Entry = tuple[int, int]


class Clause(Struct, frozen=True, eq=False):
    """A clause: the passages that it is part of, the roots of its sentence, and what its sentence has of facts and
    utterances.
    """

    span: Span
    stated: tuple[Passage, ...]
    around: frozenset[str]
    near: frozenset[int | str]

    @property
    def facts(self) -> frozenset[int]:
        """The facts it states."""
        return frozenset(n for row in self.stated for n in row.facts)

    @property
    def negative(self) -> bool:
        """It says that something is not so."""
        return any(negative(row.row) for row in self.stated)


class Use(Struct, frozen=True, eq=False):
    """A word of a group, in its phrase. `object`: what else the phrase tells; `clause`: what else the clause does."""

    group: int
    entry: int
    word: str
    span: Span
    at: Clause
    object: frozenset[str]
    clause: frozenset[str]


def clauses_of(passages: Passages) -> Iterator[Clause]:
    """The clauses of a story's reports, whole: facts begin and end where speech does."""
    done: set[tuple[str, tuple[int, int]]] = set()
    for row in passages.rows:
        if (row.report, row.sentence) not in done:
            done.add((row.report, row.sentence))
            yield from _of_sentence(row, passages)


def _of_sentence(row: Passage, passages: Passages) -> Iterator[Clause]:
    report = passages.ground.reports[row.report]
    mates = passages.in_sentence(row)
    said = passages.ground.utterances(report.span(*row.sentence))
    near = frozenset[int | str](n for mate in mates for n in mate.facts).union(said)
    starts = [mate.span.start for mate in mates]
    for low, high in clauses(report.text, *row.sentence):
        near_by = mates[bisect_left(starts, low - WINDOW) : bisect_left(starts, high)]
        stated = tuple(mate for mate in near_by if low < mate.span.end)
        yield Clause(report.span(low, high), stated, row.around, near)


@cache
def _table(name: str) -> Mapping[tuple[str, ...], tuple[Entry, ...]]:
    """Folded word or phrase -> (group, entry of the group), for each group that has it."""
    table: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for number, group in enumerate(word_list("framing")[name]):
        for place, entry in enumerate(group):
            for form in entry.split(", "):
                table[tuple(fold(form).split())].append((number, place))
    return {k: tuple(v) for k, v in table.items()}


@cache
def _demonyms() -> Mapping[str, str]:
    """Folded adjective of a state -> the state's folded name."""
    return {fold(form): fold(row["name"]) for row in word_list("countries").values() for form in row["demonyms"]}


class Keys:
    """What the words of a story tell: the entity of a name, or the root; and what sharing it is worth."""

    def __init__(self, passages: Passages, reports: int) -> None:
        ground = passages.ground
        self._passages = passages
        self._names = ground.name_words
        self._states = ground.by_name
        rows = passages.rows
        counts = Counter(k for row in rows for k in self._entities(row))
        self._worth = {k: A_NAME * min(1.0, math.sqrt(A_REPORT * reports / n)) for k, n in counts.items()}

    def _entities(self, row: Passage) -> frozenset[str]:
        report = self._passages.ground.reports[row.report]
        return frozenset(k for w in words(report.text, row.span.start, row.span.end) if (k := self._entity(report, w)))

    def _entity(self, report: Report, word: Word) -> str | None:
        """The entity whose name the word is part of; for "Maltese" the state, if the story names it."""
        known = self._names.get((report.id, word.start))
        if known:
            return known
        return self._states.get(_demonyms().get(fold(word.text).split("-")[0], ""))

    def named(self, report: str, word: Word) -> bool:
        """The word is part of a name."""
        return (report, word.start) in self._names

    def first_name(self, row: Passage) -> str | None:
        """The entity that the sentence of the passage names first."""
        report = self._passages.ground.reports[row.report]
        start, end = row.sentence
        found = (self._names.get((report.id, w.start)) for w in words(report.text, start, min(end, start + WINDOW)))
        return next((k for k in found if k), None)

    def of(self, report: Report, tokens: Sequence[Word], folded: Sequence[str], at: Sequence[int]) -> frozenset[str]:
        """What the words at these places tell."""
        named = {n: self._entity(report, tokens[n]) for n in at}
        return frozenset({k for k in named.values() if k}.union(roots([folded[n] for n in at if not named[n]])))

    def plain(self, found: frozenset[str]) -> frozenset[str]:
        """The roots of the story that are no part of a name."""
        return (found & self._passages.weights.keys()) - self._passages.names

    def weight(self, found: frozenset[str]) -> float:
        """What sharing this is worth."""
        return math.fsum(self._of_one(k) for k in sorted(found))

    def _of_one(self, key: str) -> float:
        if key in self._worth:
            return self._worth[key]
        return self._passages.weights.get(key, rarity().get(key, 1.0))


def uses(row: Clause, keys: Keys, ground: Ground, name: str = "groups") -> Iterator[Use]:
    """Every use of a word of a group in the clause, with the phrase it stands in. `name`: of the list of groups."""
    report = ground.reports[row.span.report]
    tokens = list(words(report.text, row.span.start, row.span.end))
    folded = [fold(w.text) for w in tokens]
    for i in range(len(tokens)):
        after, entries = _entries(folded, i, _table(name))
        for group, entry in entries:
            low, high = phrase(report.text, tokens, folded, i, after)
            low -= 2 * (low > 1 and folded[low - 1] == "under")
            span = report.span(tokens[low].start, closed(report.text, tokens[low].start, tokens[high - 1].end))
            rest, clause = _but(i, after, folded, range(low, high)), _but(i, after, folded, range(len(tokens)))
            word = report.text[tokens[i].start : tokens[after - 1].end]
            yield Use(group, entry, word, span, row, *(keys.of(report, tokens, folded, at) for at in (rest, clause)))


def _but(first: int, after: int, folded: Sequence[str], places: Iterable[int]) -> list[int]:
    """The places without those of the word itself; of a compound the first part tells something else."""
    return [n for n in places if not first <= n < after or "-" in folded[n]]


def _entries(
    folded: Sequence[str], i: int, table: Mapping[tuple[str, ...], tuple[Entry, ...]]
) -> tuple[int, tuple[Entry, ...]]:
    """(place after it, entries) of the longest word or phrase of a group that begins here."""
    for size in range(min(LONGEST, len(folded) - i), 0, -1):
        if known := table.get(tuple(folded[i : i + size])):
            return i + size, known
    if i + 2 < len(folded) and folded[i + 1] in _OBJECTS and (known := table.get((folded[i], folded[i + 2]))):
        return i + 3, known
    end = folded[i].rfind("-")
    return i + 1, table.get((folded[i][end:],), ()) if end > 0 else ()


def one_thing(one: Use, two: Use, keys: Keys) -> float:
    """How surely two uses in different reports, in different words, are about one thing; 0 if they are not."""
    if one.span.report == two.span.report or one.entry == two.entry:
        return 0.0
    object_ = one.object & two.object
    clause = (one.clause & two.clause) - object_
    around = keys.plain(one.at.around & two.at.around) - object_ - clause
    told = keys.weight(object_) + IN_CLAUSE * keys.weight(clause) + IN_SENTENCE * keys.weight(around)
    if len(object_) > 1:
        small = min(keys.weight(one.object), keys.weight(two.object))
        told += WHOLE * keys.weight(object_) / max(small, LEAST_OBJECT)
    told -= UNLIKE * (one.at.negative != two.at.negative)
    return told + ONE_FACT * bool(one.at.facts & two.at.facts) + NEAR_FACT * bool(one.at.near & two.at.near)
