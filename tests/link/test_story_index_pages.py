"""What the stories' index keeps: the same again, and the same bytes for the same content."""

from __future__ import annotations

import random
from array import array

import pytest

from stemma.link.shelf import Shelf
from stemma.link.story_pages import PLACES, POSTINGS, PROFILES, REPORTS, bucket
from stemma.link.story_places import BARS, Place
from stemma.link.story_postings import Posting
from stemma.link.story_settle import factor
from stemma.link.story_terms import Profile, cosine
from stemma.link.story_vectors import Vectors


def profile(number: int, words: int, day: int | None) -> Profile:
    dice = random.Random(number)
    drawn = dice.sample([f"w{i}" for i in range(120)], words)
    terms = dict(sorted(((w, dice.choice((1.5, 2.25, 7.1))) for w in drawn), key=lambda row: (-row[1], row[0])))
    return Profile(f"r{number}", day, terms, tuple(terms)[: words // 2], tuple(sorted([*terms][:18])), 5, None)


def test_profiles_come_back_as_they_were() -> None:
    profiles = {place: profile(place, place % 70, None if place % 3 else 700_000 + place) for place in range(64)}
    assert PROFILES.unpack(PROFILES.pack(profiles)) == profiles
    assert PROFILES.pack(dict(reversed(profiles.items()))) == PROFILES.pack(profiles)


def test_places_come_back_as_they_were_in_whatever_order_they_were_connected() -> None:
    places, other = {}, {}
    for number in (70, 64, 99):
        near = [(n * 977 % 200_000, n % len(BARS)) for n in range(number - 64)]
        for made, order in ((places, near), (other, near[::-1])):
            made[number] = Place({f"r{number}", "copy"})
            made[number].level, made[number].component = number % 7, number - 80
            for place, bar in order:
                made[number].near.add(place, bar)
    data = PLACES.pack(places)
    assert PLACES.pack(other) == data
    for number, place in PLACES.unpack(data).items():
        was = places[number]
        assert (place.members, place.level, place.component) == (was.members, was.level, was.component)
        assert dict(zip(place.near.places, place.near.bars, strict=True)) == dict(
            zip(was.near.places, was.near.bars, strict=True)
        )


def test_postings_come_back_as_they_were() -> None:
    few, many = Posting(), Posting()
    few.add(3, 9)
    many.common = True
    for place, day in ((1, None), (70_000, 8), (2, 8)):
        many.add(place, day)
    back = POSTINGS.unpack(POSTINGS.pack({"quay": few, "øy": many}))
    assert back["quay"].everywhere() == [3]
    assert back["øy"].days == {8: array("I", [2, 70_000]), None: array("I", [1])}
    assert back["øy"].common


def test_a_connection_is_taken_back() -> None:
    place = Place({"a"})
    for other, bar in ((5, 0), (9, 7), (2, 20)):
        place.near.add(other, bar)
    place.near.remove(9)
    assert [place.near.passing(bar) for bar in (0, 7, 20)] == [[5, 2], [2], [2]]
    with pytest.raises(ValueError, match="not in"):
        place.near.remove(9)


@pytest.mark.parametrize("days", [(700_000,), (700_000, 700_003, 700_090), (None, 700_001)])
def test_many_at_once_pass_the_bars_that_each_passes_alone(days: tuple[int | None, ...]) -> None:
    profiles = [profile(n, 20 + n % 50, days[n % len(days)]) for n in range(80)]
    vectors = Vectors(profiles.__getitem__)
    for place in range(0, 80, 7):
        others = [n for n in range(80) if n != place]
        alone = [
            round(cosine(profiles[place].terms, profiles[n].terms) * factor(profiles[place], profiles[n]), 9)
            for n in others
        ]
        assert vectors.bars(place, others) == [sum(bar <= one for bar in BARS) - 1 for one in alone]
    assert vectors.bars(0, []) == []


@pytest.mark.parametrize("level", range(len(BARS)))
def test_a_likeness_that_lies_on_a_bar_passes_it(level: int) -> None:
    rest = ((1.0 - BARS[level]) / 39) ** 0.5
    one, other = (
        Profile(name, None, {"quay": BARS[level] ** 0.5, **{f"{name}{i}": rest for i in range(39)}}, (), ("quay",))
        for name in "ab"
    )
    vectors = Vectors([one, other].__getitem__)
    assert vectors.likeness(0, 1) == vectors.likeness(1, 0) == BARS[level]
    assert vectors.bars(0, [1]) == vectors.bars(1, [0]) == [level]


def test_only_pages_that_are_others_are_told() -> None:
    kept: dict[str, bytes] = {}
    part = Shelf(kept.get).part(REPORTS)
    part["a"], part["b"] = 1, 2
    kept.update((page, data) for page, data in part.changed() if data)
    assert set(kept) == {f"r{bucket('a')}", f"r{bucket('b')}"}
    later = Shelf(kept.get).part(REPORTS)
    assert (later["a"], later.get("c")) == (1, None)
    later["a"] = 1
    assert dict(later.changed()) == {}
    del later["b"]
    later["a"] = 3
    told = dict(later.changed())
    assert told == {f"r{bucket('b')}": None, f"r{bucket('a')}": REPORTS.pack({"a": 3})}
    assert later.pop("a") == 3
    with pytest.raises(KeyError):
        del later["b"]
