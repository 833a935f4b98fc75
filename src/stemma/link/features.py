"""What a clause is about: words (w), actors (e), places (p), times (t), figures (n), being a condition (c)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache

from stemma.link.measures import Measure
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.roots import roots
from stemma.text.tokens import Word
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.speech import Attribution

OLDEST = 120
"""Years; a figure after a name and a comma is an age below that."""
WINDOW = 3000
"""Characters before a clause in which speech that holds it may begin."""
MONTH = 7
"""Characters of a year and month: "since June" in a report of October is open at its end, "last night" is not."""
LENGTH_OF_TIME = "P"
"""What the value of a length of time begins with: "a 25-year loan" is a figure, and no day."""
THAT = "that "
"""What reported speech may begin with; it states nothing."""
SMALL_NUMBER = 12
"""Whole numbers up to here are everywhere; larger ones tell much about what is counted."""


@cache
def _conditions() -> frozenset[str]:
    return frozenset(word_list("hedges")["opening"])


class _Ranges:
    """Ranges that do not overlap much: whether one of them holds another range."""

    def __init__(self, rows: list[tuple[int, int]]) -> None:
        self._rows = sorted(rows)

    def hold(self, start: int, end: int) -> bool:
        """One of the last ranges that begin at or before `start` ends at or after `end`."""
        place = bisect_left(self._rows, (start + 1,))
        return any(b >= end for _, b in self._rows[max(0, place - 2) : place])


class Marks:
    """Annotations of a report sorted by start, for look-up by range."""

    def __init__(
        self, report: Report, layers: Layers, entity_of: Mapping[str, str], utterance_of: Mapping[str, str]
    ) -> None:
        text, day = report.text, (report.published.value or "")[:10]
        self.mentions = sorted((m.start, m.end, entity_of[m.id]) for m in layers.mentions if m.id in entity_of)
        self.places = sorted((p.start, p.end, p.place or fold(p.text)) for p in layers.places if p.role != "metonym")
        dates = (t for t in layers.times if t.value and t.value[0] != LENGTH_OF_TIME)
        self.times = sorted((t.start, t.end, _time(t.value or "", day)) for t in dates)
        dated = _Ranges([(start, end) for start, end, _ in self.times])
        counted = (n for n in layers.numbers if not dated.hold(n.start, n.end))
        self.numbers = sorted(counted, key=lambda n: (n.start, n.end))
        self._number_starts = [n.start for n in self.numbers]
        ends_of = {n.id: n.end for n in self.numbers}
        ends = {end: (start, entity) for start, end, entity in self.mentions}
        self.ages = {
            n.id: ends[n.start - 2]
            for n in self.numbers
            if n.start - 2 in ends
            and text[n.start - 2 : n.start] == ", "
            and text[n.end : n.end + 1] in ",.;)"
            and (n.value or 0) < OLDEST
        }
        speech = [(x.start, x.end, utterance_of.get(x.id, ""), True) for x in layers.quotations]
        speech += [(_told(x), x.end, utterance_of.get(x.id, ""), False) for x in layers.attributions]
        self.speech = sorted(speech)
        cues = [x.cue for x in layers.quotations] + [x.cue for x in layers.attributions]
        self._cues = sorted({(c.start, c.end) for c in cues if c})
        whole = [(x.start, x.end) for x in layers.quotations if x.kind == "direct"]
        whole += [(_told(x), x.end) for x in layers.attributions]
        self._cuts = sorted({c for pair in whole for c in pair})
        named = [(a, b) for rows in (self.mentions, self.places, self.times) for a, b, _ in rows]
        figures = [(n.start, n.end) for n in self.numbers] + [(owner[0], ends_of[i]) for i, owner in self.ages.items()]
        self._whole = sorted({*named, *figures})

    def whole_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Names, dates and figures that begin in the range: nothing is cut inside of them."""
        return self._whole[bisect_left(self._whole, (start,)) : bisect_left(self._whole, (end,))]

    def inside(self, rows: list[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
        low, high = bisect_left(rows, (start,)), bisect_left(rows, (end,))
        return [row for row in rows[low:high] if row[1] <= end]

    def cuts_in(self, start: int, end: int) -> list[int]:
        return self._cuts[bisect_left(self._cuts, start) : bisect_left(self._cuts, end)]

    def numbers_in(self, start: int, end: int) -> list[int]:
        low, high = bisect_left(self._number_starts, start), bisect_left(self._number_starts, end)
        return [i for i in range(low, high) if self.numbers[i].end <= end]

    def has_cue(self, start: int, end: int) -> bool:
        """A cue of speech ("said", "told reporters") begins in the clause."""
        return bisect_left(self._cues, (start,)) < bisect_left(self._cues, (end,))

    def said(self, start: int, end: int) -> tuple[str | None, bool, float]:
        """Of the shortest speech that holds half of the clause: its utterance, whether it is a quotation, and where in
        it the middle of the clause is (0 to 1)."""
        low, high = bisect_left(self.speech, (max(0, start - WINDOW),)), bisect_left(self.speech, (end,))
        best: tuple[int, str, bool, float] | None = None
        for a, b, utterance, quoted in self.speech[low:high]:
            if 2 * (min(b, end) - max(a, start)) >= end - start and (best is None or b - a < best[0]):
                best = (b - a, utterance, quoted, (start + end - 2 * a) / (2 * max(1, b - a)))
        return (best[1] or None, best[2], round(best[3], 2)) if best else (None, False, 0.0)


def _told(attribution: Attribution) -> int:
    """Where the content begins to state something: behind its "that"."""
    return attribution.start + len(THAT) * attribution.text.startswith(THAT)


def _time(value: str, day: str) -> str:
    """A time as reports of different days can share it: an end that is the report's own day is left open."""
    value = value.replace("~", "").replace("?", "").replace("%", "")
    if "/" not in value:
        return value.split("T")[0]
    start, _, end = (x.split("T")[0] for x in value.partition("/"))
    if day and start == day and end != day:
        start = ".."
    elif day and end == day and not start.startswith(day[:MONTH]):
        end = ".."
    return f"{start}/{end}"


def features(start: int, end: int, tokens: list[Word], measure: Measure | None, marks: Marks) -> Iterator[str]:
    """The features of the clause `start:end`, whose words are `tokens`."""
    taken: list[tuple[int, int]] = []
    for name, rows in (("e", marks.mentions), ("p", marks.places), ("t", marks.times)):
        for a, b, value in marks.inside(rows, start, end):
            taken.append((a, b))
            yield f"{name}:{value}"
    taken += [(n.start, n.end) for n in (marks.numbers[i] for i in marks.numbers_in(start, end))]
    if measure is not None:
        small = measure.value.is_integer() and measure.value <= SMALL_NUMBER
        yield f"n{'.' if small else '!'}:{kind(measure)}:{measure.value:g}"
    if tokens and fold(tokens[0].text) in _conditions():
        yield "c:condition"
    for root in roots([fold(t.text) for t in tokens if not _inside(t, taken)]):
        yield "w:" + root


def kind(measure: Measure) -> str:
    """What a figure is, coarsely: a share, money, a length of time, a count."""
    if measure.key[0] == "%":
        return "%"
    if measure.key.startswith("time:"):
        return measure.key
    return "money" if measure.key.startswith("money:") else "count"


def _inside(token: Word, taken: list[tuple[int, int]]) -> bool:
    return any(a <= token.start < b for a, b in taken)
