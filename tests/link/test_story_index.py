from __future__ import annotations

import random
from itertools import permutations

import pytest

from stemma.link import story_index
from stemma.link.story_index import Change, StoryIndex, Touched
from stemma.link.story_terms import Profile

DAY = 740_000


def made(name: str, *words: str, day: int | None = DAY) -> Profile:
    """A profile of these words, all equally rare."""
    terms = dict.fromkeys(words, 5.0)
    return Profile(name, day, terms, words, tuple(sorted(words)[: story_index.SHARED * 4]))


def event(name: str, number: int, own: int, day: int | None = DAY) -> Profile:
    """A report with eight words of its event and some of its own."""
    return made(name, *(f"e{number}w{i}" for i in range(8)), *(f"{name}own{i}" for i in range(own)), day=day)


def test_a_report_starts_joins_and_says_why() -> None:
    index = StoryIndex()
    assert index.add(event("a", 1, 2)) == Change(
        "a", "starts", ("a",), "no report of the set is like it", Touched((), (("a",),))
    )
    change = index.add(event("b", 1, 3))
    assert (change.what, change.story) == ("joins", ("a", "b"))
    assert change.why.startswith("likeness 1.")
    assert "e1w0" in change.why


def test_a_report_that_is_like_two_merges_them() -> None:
    index = StoryIndex()
    left, right = [f"l{i}" for i in range(5)], [f"r{i}" for i in range(5)]
    index.add(made("a", *left, "x", "y"))
    assert index.add(made("b", *right, "x", "y")).what == "starts"
    change = index.add(made("c", *left, *right))
    assert change.what == "merges"
    assert change.story == ("a", "b", "c")


def test_reports_that_show_two_near_stories_split_one() -> None:
    """Two reports of near events look like one story; when each gets company, they are told apart."""
    topic = [f"t{i}" for i in range(5)]
    reports = [
        made(f"{side}{n}", *topic, *(f"{side}{i}" for i in range(5)), f"{side}own{n}")
        for side, n in (("p", 1), ("q", 1), ("p", 2), ("q", 2), ("p", 3), ("q", 3))
    ]
    index = StoryIndex()
    changes = [index.add(r) for r in reports]
    assert changes[1].what == "joins"
    assert "splits" in {c.what for c in changes}
    assert index.stories() == [("p1", "p2", "p3"), ("q1", "q2", "q3")]


def test_any_order_gives_the_same_stories() -> None:
    topic = [f"t{i}" for i in range(5)]
    reports = [
        made("p1", *topic, *(f"p{i}" for i in range(5))),
        made("p2", *topic, *(f"p{i}" for i in range(5)), "z"),
        made("q1", *topic, *(f"q{i}" for i in range(5)), day=None),
        made("q2", *topic, *(f"q{i}" for i in range(5)), "y", day=DAY + 3),
        event("r", 3, 2, day=DAY + 100),
        event("s", 3, 4, day=None),
    ]
    seen = set()
    for order in permutations(reports):
        index = StoryIndex()
        for report in order:
            index.add(report)
        seen.add(tuple(index.stories()))
    assert len(seen) == 1


def test_any_order_gives_the_same_stories_where_terms_and_components_grow_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(story_index, "TOGETHER", 6)
    monkeypatch.setattr(story_index, "RARE", 6)
    monkeypatch.setattr(story_index, "UNDATED", 3)
    dice = random.Random(5)
    reports = [
        made(
            f"r{n:02}",
            *dice.sample([f"w{i}" for i in range(24)], 9),
            day=dice.choice([None, DAY, DAY + 2, DAY + 5, DAY + 60]),
        )
        for n in range(36)
    ]
    seen = set()
    for _ in range(12):
        dice.shuffle(reports)
        index = StoryIndex()
        for report in reports:
            index.add(report)
        seen.add(tuple(index.stories()))
    assert len(seen) == 1
    assert len(index.stories()) > 3


def test_adding_one_by_one_and_all_at_once_come_to_the_same() -> None:
    reports = [event(f"r{n}", n % 4, n % 3, day=DAY + n % 5) for n in range(20)]
    one, all_ = StoryIndex(), StoryIndex()
    for report in reports:
        one.add(report)
        all_.insert(report)
    assert one.stories() == all_.stories()
    assert len(one.stories()) == 4


def test_copies_stand_at_one_place() -> None:
    index = StoryIndex()
    changes = [index.add(made(f"c{n:03}", *(f"w{i}" for i in range(20)))) for n in range(500)]
    assert {c.what for c in changes[1:]} == {"joins"}
    assert changes[7].why == "the same rarest words on the same day as c000"
    assert [len(s) for s in index.stories()] == [500]
    assert len(index._places) == 1


def test_the_first_report_by_id_stands_for_its_copies() -> None:
    index = StoryIndex()
    index.add(event("m", 1, 9))
    index.add(event("z", 1, 0))
    change = index.add(event("a", 1, 0))
    assert change.what == "joins"
    assert index.stories() == [("a", "m", "z")]


def test_a_story_of_hundreds_is_one_story() -> None:
    index = StoryIndex()
    for n in range(story_index.TOGETHER + 40):
        index.insert(event(f"r{n:03}", 1, 3))
    assert [len(s) for s in index.stories()] == [story_index.TOGETHER + 40]


def test_reports_without_words_stay_alone() -> None:
    index = StoryIndex()
    assert index.add(made("a")).what == "starts"
    assert index.add(made("b")).what == "starts"
    assert index.stories() == [("a",), ("b",)]


@pytest.mark.parametrize(("words", "joins"), [(8, True), (30, False)])
def test_what_a_brief_shares_counts_for_more(words: int, joins: bool) -> None:
    """Both share as much of what they have with the long report; the brief cannot share more words than it has."""
    shared = round(4 * (words / 8) ** 0.5)
    long = made("a", *(f"w{i:02}" for i in range(60)), day=None)
    short = made("b", *(f"w{i:02}" for i in range(shared)), *(f"x{i}" for i in range(words - shared)), day=None)
    index = StoryIndex()
    index.add(long)
    assert (index.add(short).what == "joins") == joins


def test_a_removed_report_leaves_no_trace_and_its_story_is_settled_anew() -> None:
    left, right = [f"l{i}" for i in range(5)], [f"r{i}" for i in range(5)]
    bridge = made("c", *left, *right)
    index = StoryIndex()
    for report in (made("a", *left, "x", "y"), made("b", *right, "x", "y"), bridge):
        index.add(report)
    index.remove("c")
    assert index.settle() == Touched((("a", "b", "c"),), (("a",), ("b",)))
    with pytest.raises(KeyError):
        index.remove("c")


def test_a_copy_takes_the_place_of_the_first_that_is_removed() -> None:
    first, copy, other = event("a", 1, 0), event("b", 1, 0), event("m", 1, 9)
    index = StoryIndex()
    for report in (first, copy, other):
        index.insert(report)
    assert index.settle().made == (("a", "b", "m"),)
    index.remove("a")
    assert index.settle() == Touched((("a", "b", "m"),), (("b", "m"),))
    index.remove("b")
    assert index.stories() == [("m",)]


@pytest.mark.parametrize("seed", range(6))
def test_after_any_removals_the_stories_are_those_of_the_reports_left(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)
    for limit, values in (("TOGETHER", (4, 8, 128)), ("RARE", (4, 9)), ("UNDATED", (2, 4))):
        monkeypatch.setattr(story_index, limit, dice.choice(values))
    days = [None, DAY, DAY + 2, DAY + 60]
    reports = [
        made(f"r{n:02}", *dice.sample([f"w{i}" for i in range(20)], 9), day=dice.choice(days)) for n in range(30)
    ]
    index, there, told = StoryIndex(), list[Profile](), set[tuple[str, ...]]()
    for _ in range(60):
        if there and (dice.random() < 0.4 or len(there) == len(reports)):
            index.remove(there.pop(dice.randrange(len(there))).report)
        else:
            there.append(dice.choice([r for r in reports if r not in there]))
            index.insert(there[-1])
        if dice.random() < 0.5:
            touched = index.settle()
            told = (told - set(touched.gone)) | set(touched.made)
            assert sorted(told) == index.stories()
    fresh = StoryIndex()
    for report in there:
        fresh.insert(report)
    assert index.stories() == fresh.stories()


@pytest.mark.parametrize("seed", range(12))
def test_an_index_goes_on_from_what_was_kept(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    dice = random.Random(seed)
    for limit, values in (("TOGETHER", (4, 8, 128)), ("RARE", (4, 9, 96)), ("UNDATED", (2, 4, 512))):
        monkeypatch.setattr(story_index, limit, dice.choice(values))
    days = [None, DAY, DAY + 2, DAY + 60]
    reports = [
        made(f"r{n:02}", *dice.sample([f"w{i}" for i in range(20)], 9), day=dice.choice(days)) for n in range(40)
    ]
    reports += [Profile(f"a{n}", r.day, r.terms, r.lead, r.signature) for n, r in enumerate(reports[3:6])]
    by_id, kept = {r.report: r for r in reports}, dict[str, bytes]()
    there, told = list[Profile](), set[tuple[str, ...]]()
    for _ in range(30):
        index = StoryIndex(kept.get, by_id.__getitem__)
        assert index.settle() == Touched()
        assert index.changed() == {}
        for _ in range(dice.randrange(1, 5)):
            if there and (dice.random() < 0.35 or len(there) == len(reports)):
                index.remove(there.pop(dice.randrange(len(there))).report)
            else:
                there.append(dice.choice([r for r in reports if r not in there]))
                index.insert(there[-1])
            if dice.random() < 0.3:
                touched = index.settle()
                told = (told - set(touched.gone)) | set(touched.made)
        touched = index.settle()
        told = (told - set(touched.gone)) | set(touched.made)
        for key, value in index.changed().items():
            if value is None:
                del kept[key]
            else:
                kept[key] = value
        assert index.changed() == {}
        fresh = StoryIndex()
        for report in there:
            fresh.insert(report)
        assert sorted(told) == fresh.stories()
    for report in there:
        index.remove(report.report)
    index.settle()
    assert {key[0] for key, value in index.changed().items() if value is not None} <= {"n"}


def test_only_what_new_reports_touch_is_fetched() -> None:
    reports = {f"r{n:04}": event(f"r{n:04}", n // 4, 2, day=DAY + n) for n in range(800)}
    first = StoryIndex()
    for report in reports.values():
        first.insert(report)
    kept, asked = first.changed(), list[str]()

    def fetch(key: str) -> bytes | None:
        asked.append(key)
        return kept.get(key)

    index = StoryIndex(fetch, reports.__getitem__)
    change = index.add(event("new", 7, 3, day=DAY + 30))
    assert (change.what, change.story) == ("joins", ("new", "r0028", "r0029", "r0030", "r0031"))
    assert len(set(asked)) < 60 < len(kept)
    assert len([key for key, value in index.changed().items() if value]) < 40
    with pytest.raises(KeyError):
        index.remove("nobody")
