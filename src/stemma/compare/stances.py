"""How firmly an act to come is put: "might close", "wants to close", "will close"."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from stemma.compare.evidence import Ground
from stemma.compare.phrase import phrase
from stemma.compare.wording_uses import Clause, Keys, Use, one_thing
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.roots import function_words, roots
from stemma.text.tokens import Word, words

LEAST = 1.0
"""What two uses must share to be of one act. Read over 27 stories: the pairs above it all were."""
MOST = 40
"""Uses of one act that are held against each other."""
LEVELS = (3, 7)
"""Where, in the list of stances, what is wanted begins, and what is settled."""
REACH = 7
"""Words after "might" within which the act stands: "might be for the council to close"."""


class Stance(Struct, frozen=True, eq=False):
    """The act by its root, and the use: `entry` is how firmly it is put, from 0, the phrase ends with the act."""

    act: str
    use: Use

    @property
    def level(self) -> int:
        """Possible, wanted or settled."""
        return bisect_right(LEVELS, self.use.entry)


@cache
def _ranks() -> Mapping[str, int]:
    return {w: n for n, row in enumerate(word_list("framing")["stances"]) for w in row.split()}


def stances(row: Clause, keys: Keys, ground: Ground) -> Iterator[Stance]:
    """Every act of the clause before which a word says how firmly it is put."""
    report = ground.reports[row.span.report]
    tokens = list(words(report.text, row.span.start, row.span.end))
    folded = [fold(w.text) for w in tokens]
    for i, word in enumerate(tokens):
        rank = _ranks().get(folded[i])
        at = None if rank is None or word.text == "May" else _act(row.span.report, tokens, folded, i, keys)
        if rank is None or at is None:
            continue
        _, high = phrase(report.text, tokens, folded, at, at + 1)
        span = report.span(tokens[i].start, tokens[at].end)
        told = keys.of(report, tokens, folded, range(i + 1, high))
        clause = keys.of(report, tokens, folded, [n for n in range(len(tokens)) if n != i])
        yield Stance(next(roots(folded[at : at + 2]), ""), Use(-1, rank, word.text, span, row, told, clause))


def _act(report: str, tokens: Sequence[Word], folded: Sequence[str], i: int, keys: Keys) -> int | None:
    """The place of the next telling word that is no name."""
    for n in range(i + 1, min(i + 1 + REACH, len(folded))):
        if folded[n] in _ranks():
            return None
        if folded[n] not in function_words() and not keys.named(report, tokens[n]):
            return n
    return None


def slid(rows: Sequence[Stance], keys: Keys) -> Iterator[tuple[float, Stance, Stance]]:
    """(how surely they are of one act, the softer, the firmer) for every two that differ in firmness."""
    by_act: dict[str, list[Stance]] = defaultdict(list)
    for row in rows:
        by_act[row.act].append(row)
    for act in sorted(by_act):
        mine = by_act[act][:MOST]
        for n, one in enumerate(mine):
            for two in mine[:n]:
                weight = one_thing(one.use, two.use, keys)
                if weight >= LEAST:
                    soft, firm = sorted((one, two), key=lambda s: s.use.entry)
                    yield weight, soft, firm
