"""What a report is about, as weighted words: the ground on which stories are settled.

A profile depends on its report alone, so that the likeness of two reports does too, whatever else is in the run. A
fixed background (`resources/words/background.toml`) says how common a word is in news.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from sys import intern

from msgspec import Struct

from stemma.resources import words as word_list
from stemma.text.fold import fold, stem
from stemma.text.tokens import word_texts
from stemma.types.dossier import Layers
from stemma.types.report import LineClass, Report

READ = (LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE, LineClass.CAPTION, LineClass.HEADER)
LEAD_LINES = 3
LEAD_WEIGHT = 1.5
"""Headline and first paragraphs name the event; later ones wander."""
LEAD_WORDS = 60
"""The words that say what happened, for telling two near stories apart."""
WEEKDAY_WORDS = 80
"""The words whose weekdays are kept: the day of the event stands near the top. Level from 80 to 120; with 60 one half
of ECB+ lost 0.002, from 150 on 0.01."""
NAME_WEIGHT = 1.5
"""Who and where tell near stories apart. Over both halves of ECB+, BASIL and the invented stories B-cubed F1 is level
from 1.3 to 1.7; at 1.0 ECB+ was 0.02 lower, at 2.0 0.01."""
NUMBER_WEIGHT = 0.6
"""Numbers are rare by form, but "10" or "2024" tells little. Level from 0.4 to 1.0."""
KEPT = 80
"""Terms kept of a report, the heaviest. 50, 80, 120 and all of them gave figures within 0.01 on every set."""
SIGNATURE = 18
"""Terms by which a report is found. Reports of one story that are alike enough to be joined share `SHARED` of them in
97 to 99 pairs of 100; two of twelve, or two of sixteen within a week, brought many more candidates and no better
stories. With 16 a report that spells its names otherwise was not found; 18 and 20 cost no more, 24 costs ECB+ 0.004."""


class Profile(Struct, frozen=True):
    """What of a report is compared: all that the index keeps of it."""

    report: str
    day: int | None
    """Day of publication, counted from year 1; None where it is not known to the day."""
    terms: Mapping[str, float]
    """Stem -> weight, heaviest first; at most `KEPT`."""
    lead: tuple[str, ...]
    """Those of them that stand among its first words."""
    signature: tuple[str, ...]
    """The heaviest of them, by which it is found, in the order of the alphabet."""
    weekdays: int = 0
    """The days of the week among its first words, a bit for each, Monday 1."""
    yearday: int | None = None
    """Day of publication in a leap year, from 1, where it tells day and month and no year."""


@cache
def background() -> tuple[dict[str, int], int]:
    """Document frequency of common English stems, and the number of texts counted."""
    table = word_list("background")
    return {w: int(n) for n, row in table["bands"].items() for w in row.split()}, int(table["documents"])


@lru_cache(maxsize=65536)
def rarity(key: str) -> float:
    """How telling a stem is by the background alone, 0 upwards."""
    common, total = background()
    weight = math.log((total + 1) / (common.get(key, 0) + 1))
    return weight * NUMBER_WEIGHT if key[0].isdigit() else weight


def profile(report: Report, layers: Layers | None = None, *, yearday: int | None = None) -> Profile:
    """What is compared of this report; furniture lines are not read. `yearday`: see `Profile`."""
    counts, lines, lead = _counted(report)
    names = _names(report, layers)
    raw = (
        (
            -(
                (LEAD_WEIGHT if key in lines else 1.0)
                * (1.0 + math.log(n))
                * rarity(key)
                * (NAME_WEIGHT if key in names else 1.0)
            ),
            key,
        )
        for key, n in counts.items()
    )
    heaviest = sorted(row for row in raw if row[0] < 0)[:KEPT]
    terms = {intern(k): -x for x, k in heaviest}
    signature = tuple(sorted(k for _, k in heaviest[:SIGNATURE]))
    first = tuple(k for k in terms if k in lead)
    day = day_of(report)
    return Profile(report.id, day, terms, first, signature, _weekdays(report), yearday if day is None else None)


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """What a word is counted as."""
    return stem(fold(word))


def _counted(report: Report) -> tuple[dict[str, int], set[str], set[str]]:
    """Stem -> times it stands there; the stems of the first lines; those among the first words."""
    counts: Counter[str] = Counter()
    first: set[str] = set()
    lead: set[str] = set()
    read = 0
    for number, line in enumerate(report.lines_of(*READ)):
        keys = [key_of(word) for word in word_texts(report.text, line.start, line.end)]
        counts.update(keys)
        if number < LEAD_LINES:
            first.update(keys)
        lead.update(keys[: max(0, LEAD_WORDS - read)])
        read += len(keys)
    return {key: n for key, n in counts.items() if len(key) > 1}, first, lead


def _names(report: Report, layers: Layers | None) -> frozenset[str]:
    """Stems of the words in the report's names, media apart."""
    return frozenset(
        key_of(word)
        for m in (layers.mentions if layers else ())
        if m.form == "name" and m.type != "medium"
        for word in word_texts(report.text, m.start, m.end)
    )


@cache
def _weekday_names() -> dict[str, int]:
    """Day of the week by the stem of its whole name; short forms are other words too ("sat", "wed")."""
    return {stem(name): int(day) for name, day in word_list("times")["weekdays"].items() if name.endswith("day")}


def _weekdays(report: Report) -> int:
    names = _weekday_names()
    found = (names.get(key_of(word)) for word in islice(_read_words(report), WEEKDAY_WORDS))
    return sum(1 << day for day in {day for day in found if day is not None})


def day_of(report: Report) -> int | None:
    """The day of publication as a number, or None where it is not known to the day."""
    try:
        return date.fromisoformat((report.published.value or "")[:10]).toordinal()
    except ValueError:
        return None


def length(terms: Mapping[str, float]) -> float:
    """Euclidean length of a vector; 1 for an empty one, so that one may divide by it."""
    return math.sqrt(math.fsum(x * x for x in terms.values())) or 1.0


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Product of two vectors, the same whichever comes first."""
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum([x * many[key] for key, x in few.items() if key in many])


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Likeness of two vectors, 0 to 1, the same whichever comes first."""
    return dot(a, b) / (length(a) * length(b))


def shared(a: Mapping[str, float], b: Mapping[str, float], most: int) -> list[str]:
    """The words both have that weigh most in their likeness, heaviest first."""
    both = [(k, a[k] * b[k]) for k in a.keys() & b.keys()]
    return [k for k, _ in sorted(both, key=lambda x: (-x[1], x[0]))[:most]]


def printed(report: Report, terms: Sequence[str]) -> list[str]:
    """These stems as the report first prints them."""
    wanted = dict.fromkeys(terms, "")
    for word in _read_words(report):
        key = key_of(word)
        if wanted.get(key) == "":
            wanted[key] = word
    return [word or term for term, word in wanted.items()]


def _read_words(report: Report) -> Iterable[str]:
    for line in report.lines_of(*READ):
        yield from word_texts(report.text, line.start, line.end)
