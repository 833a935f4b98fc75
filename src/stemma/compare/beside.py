"""Two figures for one thing side by side in a report: "she puts the strikers at 640; the owner says 480"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.compare.amounts import verdict
from stemma.compare.hedges import hedges
from stemma.compare.passages import Passages
from stemma.compare.rivals import Count, counts
from stemma.text.fold import fold
from stemma.text.tokens import words

FAR_APART = 6
"""Two figures of which one is that many times the other count different things."""
REACH = 6
"""Words before a figure in which "says" or "puts it at" makes it an answer to the one before."""
MOST = 30
"""Such pairs of a story, and figures of other reports that go with one."""
NEAR = 250
"""Characters between two figures of which the second answers the first."""
BEFORE = 60
"""Characters before a figure in which its verb stands."""
_LINKS = frozenset(
    ("at", "of", "on", "by", "only", "just", "about", "for", "it", "them", "number", "figure", "total", "toll", "the")
)
_TOLD = (("there", "are"), ("it", "is"), ("it", "was"))
_BE = frozenset(("is", "are", "was", "were", "been", "be"))
_ON = frozenset(("because", "and", "but", "after", "while", "of", "in", "when", "as", "though", "although"))


def beside(passages: Passages) -> Iterator[list[Count]]:
    """(a figure, another that answers it), each with the figures of other reports that print one of the two."""
    found = counts(passages)
    rows: dict[str, list[Count]] = {}
    for one in found:
        rows.setdefault(one.at.report, []).append(one)
    made = 0
    for report in sorted(rows):
        mine = sorted(rows[report], key=lambda c: c.number.start)
        for n, two in enumerate(mine):
            before = mine[n - 1] if n else None
            if before and made < MOST and _answers(before, two, passages):
                made += 1
                yield [before, two, *_others(before, two, found)]


def _others(one: Count, two: Count, found: Sequence[Count]) -> list[Count]:
    units = {one.unit, two.unit} - {""}
    values = {one.amount.said, two.amount.said}
    return [c for c in found if c.at.report != one.at.report and c.unit in units and c.amount.said in values][:MOST]


def _answers(one: Count, two: Count, passages: Passages) -> bool:
    """The second figure stands for what the first counts: it has no unit or the same, and a verb right before it."""
    low, high = sorted((one.amount.said, two.amount.said))
    text = passages.ground.reports[two.at.report].text
    between = text[one.number.end : two.number.start]
    if len(between) > NEAR or "\n" in between or verdict(one.amount, two.amount) != "other":
        return False
    if (one.money != two.money and two.unit) or high > FAR_APART * max(low, 1.0) or "%" in (one.unit, two.unit):
        return False
    same = not two.unit or one.unit == two.unit
    return same and _verb_before(text, two) and _bare_after(text, two)


def _verb_before(text: str, two: Count) -> bool:
    """ "Says 480", "puts the number at 480", "there are 480", "not 480"."""
    start = max(two.at.sentence[0], two.number.start - BEFORE)
    told = [fold(w.text) for w in words(text, start, two.number.start)][-REACH:]
    while told and told[-1] in _LINKS:
        told.pop()
    passive = bool(_BE & set(told[-2:-1]))
    return bool(told) and not passive and (told[-1] in hedges("counting") or tuple(told[-2:]) in _TOLD)


def _bare_after(text: str, two: Count) -> bool:
    """Nothing that is counted follows the figure, or it was not told from the unit of the first."""
    rest = text[two.number.end : two.number.end + BEFORE]
    if not rest.strip() or rest[0] in '.,;:)”’"»—–!':
        return True
    after = next(words(rest), None)
    return bool(two.unit) or (after is not None and fold(after.text) in _ON)
