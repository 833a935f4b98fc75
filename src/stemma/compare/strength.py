"""Differences that lie in words, not figures: denial, opposites, and a strength that slid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from stemma.compare.evidence import Evidence, Ground
from stemma.compare.hedges import hedges
from stemma.resources import words as word_list
from stemma.text.fold import stem
from stemma.text.roots import roots
from stemma.types.difference import ConflictType, FactRelation, Side

_BEFORE_VERBS = frozenset(("not", "never"))
ALIKE = 0.5
"""Share of the telling words of the shorter of two statements that the other must have."""
MOSTLY = 0.67
"""The same where one says what another denies."""
_OPEN = frozenset(("any", "if", "whether", "may", "might", "alleged", "allegedly", "allegations"))
"""Words of a clause that leaves open whether the thing is so: nothing that a denial could contradict."""
SURELY_ALIKE = 3
"""The same before a strength is said to have slid."""
COMING = 1
"""The same where the harder one says what will be: linking has aligned the two."""
LEAST_ALIKE = 2
"""Telling words that they must share at least."""
NEGATION_REACH = 1
"""Words after a negation that it can be about."""
LONG_WORD = 5
"""Letters of a word that can carry a denial; shorter ones are mostly grammar."""
Finding = tuple[FactRelation, ConflictType | None, str]


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(a), frozenset(b)) for a, b in word_list("antonyms")["pairs"])


def opposed(rows: Sequence[Evidence]) -> tuple[tuple[Side, ...], Finding] | None:
    """Statements of which some are denied, or that use words which cannot both be true."""
    denied = [r for r in rows if r.strength == "denied"]
    stated = [r for r in rows if r.strength != "denied" and not negative(r) and not _OPEN & set(r.words)]
    pairs = [(s, d) for s in stated for d in denied if s.source != d.source and alike(s, d, share=MOSTLY)]
    if pairs:
        stated, denied = (
            [s for s in stated if any(s is a for a, _ in pairs)],
            [d for d in denied if any(d is b for _, b in pairs)],
        )
        why = "one side states it, the other denies it"
        return _sides("stated", stated, "denied", denied), ("conflict", "denial", why)
    for one, two in _opposites():
        left, right = ([r for r in rows if _has(r, group) and not negative(r)] for group in (one, two))
        near = any(alike(a, b, SURELY_ALIKE) for a in left[:MOST_ROWS] for b in right[:MOST_ROWS])
        if near and not {r.span for r in left} & {r.span for r in right}:
            a, b = _word(left[0], one), _word(right[0], two)
            return _sides(a, left, b, right), ("conflict", "scope", f"“{a}” and “{b}” cannot both hold")
    return None


def alike(one: Evidence, two: Evidence, least: int = LEAST_ALIKE, share: float = ALIKE) -> bool:
    """Two statements share so many telling words that what one states the other must be denying.

    The name of who says the one is no telling word of the other: "she met the mayor" and "denied that he met Lund".
    """
    a = frozenset(roots(one.words)) - frozenset(roots(two.speaker))
    b = frozenset(roots(two.words)) - frozenset(roots(one.speaker))
    return len(a & b) >= max(least, share * min(len(a), len(b)))


def negative(row: Evidence) -> bool:
    """The statement is put in the negative."""
    return any(w in hedges("negative") or w.endswith("n't") for w in row.words)


def _negated(row: Evidence) -> frozenset[str]:
    """Stems of the words right after a negation: what the statement says is not so."""
    found: set[str] = set()
    for i, word in enumerate(row.words):
        if word in _BEFORE_VERBS or word.endswith("n't"):
            found.update(stem(w) for w in row.words[i + 1 : i + 1 + NEGATION_REACH])
    return frozenset(found)


def contradicted(rows: Sequence[Evidence]) -> tuple[tuple[Side, ...], Finding] | None:
    """One statement negates the very word that another states ("scraps the levy", "we are not scrapping the levy")."""
    read = [
        (row, _negated(row), frozenset(stem(w) for w in row.words if len(w) >= LONG_WORD)) for row in rows[:MOST_ROWS]
    ]
    for one, _, stems in read:
        for two, negated, _ in read:
            denied = sorted(negated & stems)
            if denied and one.source != two.source and _contradicts(one, two):
                why = f"“{denied[0]}” is stated in one and negated in the other"
                return _sides("stated", [one], "denied", [two]), ("conflict", "denial", why)
    return None


def _contradicts(one: Evidence, two: Evidence) -> bool:
    open_words = (_OPEN | _RESERVED) & set(one.words)
    return not (open_words or negative(one) or "if" in two.words) and alike(one, two, SURELY_ALIKE)


MOST_ROWS = 60
"""Statements of a fact that are held against each other; copies of copies add nothing."""


def slid(rows: Sequence[Evidence], ground: Ground) -> tuple[tuple[Side, ...], Finding] | None:
    """A thing put as possible in one report and as certain in another that rests on it, or in a headline over it."""
    soft = [r for r in rows if hedges("possible") & set(r.words)]
    hard = [r for r in rows if r not in soft and not r.quoted and _plain(r)]
    pairs = [(s, h) for s in soft for h in hard if _over(s, h, ground)]
    if not pairs:
        return None
    a = next(w for w in pairs[0][0].words if w in hedges("possible"))
    b = "will" if "will" in pairs[0][1].words else "without it"
    return _sides(a, soft, b, hard), ("drift", "strength", f"put as “{a}” in what it rests on, as certain here")


_SOFT = frozenset(("suggested", "expected", "believes", "appeared", "claimed", "wants"))


def _plain(row: Evidence) -> bool:
    """The statement says that a thing is or will be, with no reserve, wish or condition."""
    reserved = bool(_RESERVED & set(row.words)) or any(w.endswith("'d") for w in row.words)
    infinitive = row.words[:1] == ("to",) and not row.headline
    return not (reserved or infinitive or negative(row) or row.strength in _SOFT)


_RESERVED = frozenset(("would", "could", "may", "might", "if", "unless", "should", "wants", "want", "whether", "can"))


def _over(soft: Evidence, hard: Evidence, ground: Ground) -> bool:
    """The harder wording rests on the softer one: in a derived report, or in a headline over its own text."""
    rests = soft.report in ground.rests[hard.report] or (soft.report == hard.report and hard.headline)
    return rests and alike(soft, hard, COMING if "will" in hard.words else SURELY_ALIKE)


def _has(row: Evidence, group: frozenset[str]) -> bool:
    text = " " + " ".join(row.words) + " "
    return any(f" {w} " in text for w in group)


def _word(row: Evidence, group: frozenset[str]) -> str:
    text = " " + " ".join(row.words) + " "
    return next(w for w in sorted(group) if f" {w} " in text)


def _sides(a: str, left: Sequence[Evidence], b: str, right: Sequence[Evidence]) -> tuple[Side, ...]:
    return (Side(value=a, spans=tuple(r.span for r in left)), Side(value=b, spans=tuple(r.span for r in right)))
