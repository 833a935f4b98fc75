"""Streams of profiles that never end: generated ones, and real text repeated under other names."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import count
from sys import intern

from stemma.link.story_terms import KEPT, SIGNATURE, Profile, background, rarity

FIRST_DAY = 735_000
A_DAY = 100
"""Reports a day. The cost of one more is that of its week, so this is part of every figure; the first 2,000 fill the
weeks that a report looks back."""
LASTS = 3
"""Days over which the reports of one story come."""
STORY = (1, 2, 3, 5, 8, 13)
"""Reports of a story; each size as often as the others."""
OWN, TOLD = 14, 9
"""Rare words a story has, and how many of them one report of it uses."""
NAMES = 4000
"""Names that come back in one story after the other, three in each; the first of them far more often than the last."""
USUAL = 0.05
"""Words of at least this share of the background's texts stay as they are when real text is repeated."""
COMMON = 60
"""Words of a report that are common in news."""


def generated(seed: int = 1) -> Iterator[Profile]:
    """Reports of stories that overlap in time, in names and in common words; always the same ones."""
    dice = random.Random(seed)
    usual = sorted(background()[0])
    waiting: dict[int, list[Profile]] = {}
    numbers, stories = count(), count()
    for day in count(FIRST_DAY):
        while sum(len(waiting.get(d, ())) for d in range(day, day + 1)) < A_DAY:
            for profile in _story(next(stories), day, dice, usual, numbers):
                waiting.setdefault(profile.day or day, []).append(profile)
        reports = waiting.pop(day)
        dice.shuffle(reports)
        yield from reports


def _story(number: int, day: int, dice: random.Random, usual: Sequence[str], numbers: Iterator[int]) -> list[Profile]:
    names = [f"name{int(NAMES * dice.random() ** 3)}" for _ in range(3)]
    own = [f"story{number}word{i}" for i in range(OWN)]
    made = []
    for place in range(dice.choice(STORY)):
        keys = [*names, *dice.sample(own, TOLD), *dice.sample(usual, COMMON)]
        terms = {key: rarity(key) * dice.choice((1.0, 1.5, 2.5)) for key in dict.fromkeys(keys)}
        made.append(_profile(next(numbers), day + (dice.randrange(LASTS) if place else 0), terms))
    return made


def repeated(texts: Sequence[Profile]) -> Iterator[Profile]:
    """These reports again and again, dated anew. All but the most usual words get another ending each time: they
    tell of other events."""
    common, total = background()
    usual = {key for key, n in common.items() if n >= USUAL * total}
    numbers = count()
    for turn in count():
        for text in texts:
            number = next(numbers)
            terms = {key if key in usual else f"{key}{turn}": x for key, x in text.terms.items()}
            lead = tuple(key if key in usual else f"{key}{turn}" for key in text.lead)
            yield _profile(number, FIRST_DAY + number // A_DAY, terms, lead)


def _profile(number: int, day: int, terms: dict[str, float], lead: tuple[str, ...] | None = None) -> Profile:
    heaviest = {intern(k): x for k, x in sorted(terms.items(), key=lambda row: (-row[1], row[0]))[:KEPT]}
    first = tuple(heaviest)[:20] if lead is None else lead
    return Profile(f"{number:012x}", day, heaviest, first, tuple(sorted([*heaviest][:SIGNATURE])))
