"""How right an answer is, measured alike whoever gave it. Standard library only."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Any

SAME = 0.8
"""Characters in common, of all that either has, from which two stretches are the same quotation. Marks do not count."""
MARKS = " \t\n\"“”„«»‘’'"
WORD = re.compile(r"\w+")

Found = tuple[int, int, str]
"""A quotation: first character, behind the last, the words for who said it."""


def quotations(texts: list[str], wanted: list[list[dict[str, Any]]], found: list[list[Found]]) -> dict[str, float]:
    """F1 of quotations, share of the found whose speaker is named right, and F1 of both being right."""
    hits = said = right = named = 0
    for text, gold, got in zip(texts, wanted, found, strict=True):
        left = [(*_bare(text, a, b), who) for a, b, who in got]
        for one in gold:
            start = text.find(one["text"]) if one["start"] is None else one["start"]
            mark = _bare(text, start, start + len(one["text"]))
            best = max(left, key=lambda f: _common(f, mark), default=None)
            if best is None or _common(best, mark) < SAME:
                continue
            left.remove(best)
            hits += 1
            if one["names"]:
                named += 1
                right += _is(best[2], one["names"])
        said += len(got)
    every = sum(len(gold) for gold in wanted)
    with_names = sum(bool(one["names"]) for gold in wanted for one in gold)
    return {
        "quotations F1": 2 * hits / (said + every),
        "speaker right, of those found": right / max(1, named),
        "found and speaker right, of all": right / max(1, with_names),
    }


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the marks and blanks at its ends."""
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS + ",.":
        end -= 1
    return start, end


def _common(one: Sequence[Any], other: tuple[int, int]) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return float(shared / max(1, one[1] - one[0] + other[1] - other[0] - shared))


def _is(words: str, names: list[str]) -> bool:
    """Whether all words of one are among those of the other: "Ms Holm" is "Holm", and "Holm" is "Marit Holm"."""
    mine = set(WORD.findall(words.casefold()))
    theirs = [set(WORD.findall(name.casefold())) for name in names]
    return bool(mine) and any(mine <= name or name <= mine for name in theirs if name)


def words(wanted: list[str], found: list[str]) -> dict[str, float]:
    """F1 of the words of texts, as often as each stands there."""
    hits = got = every = 0
    for right, mine in zip(wanted, found, strict=True):
        one, other = Counter(WORD.findall(right)), Counter(WORD.findall(mine))
        hits, got, every = hits + (one & other).total(), got + other.total(), every + one.total()
    return {"words F1": 2 * hits / (got + every)}


def pairs(wanted: list[int], found: list[tuple[int, int]], alike: Sequence[tuple[int, int]] = ()) -> dict[str, float]:
    """F1 of pairs of one family: what is a copy of a copy is of the family. `wanted`: the family of each; `alike`:
    families that rest on one another themselves, of which no pair counts as right or wrong."""
    rows = range(len(wanted))
    mine, kin = _joined(len(wanted), found), _joined(max(wanted, default=-1) + 1, alike)
    right = {pair for pair in combinations(rows, 2) if wanted[pair[0]] == wanted[pair[1]]}
    got = {(a, b) for a, b in combinations(rows, 2) if mine[a] == mine[b]}
    got = {(a, b) for a, b in got if wanted[a] == wanted[b] or kin[wanted[a]] != kin[wanted[b]]}
    return {"pairs F1": 2 * len(right & got) / max(1, len(right) + len(got))}


def _joined(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """For each of `count` things one that stands for all it is joined with."""
    leader = list(range(count))

    def first(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for a, b in edges:
        leader[first(a)] = first(b)
    return [first(i) for i in range(count)]


def groups(wanted: Sequence[Hashable], found: Sequence[Hashable]) -> dict[str, float]:
    """B-cubed F1 of two ways to group the same things: the group of each."""
    ours, theirs = defaultdict[Hashable, set[int]](set), defaultdict[Hashable, set[int]](set)
    for i, (right, mine) in enumerate(zip(wanted, found, strict=True)):
        ours[mine].add(i)
        theirs[right].add(i)
    both = [len(ours[mine] & theirs[right]) for right, mine in zip(wanted, found, strict=True)]
    precision = sum(n / len(ours[mine]) for n, mine in zip(both, found, strict=True)) / len(both)
    recall = sum(n / len(theirs[right]) for n, right in zip(both, wanted, strict=True)) / len(both)
    return {"B-cubed F1": 2 * precision * recall / (precision + recall)}
