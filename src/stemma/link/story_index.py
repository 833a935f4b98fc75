"""The stream of stories: each report that comes or goes joins, starts, merges or splits stories, with a reason.

A report is found by its rarest terms: two reports are compared if they share `SHARED` of them, within a week of each
other by day, else (far apart in time, or of unknown date) by terms that few reports of the set have. Pairs alike enough
are connected; what is connected is settled together (`story_settle`), the rest stays as it is. So the stories of a set
are a function of the set, whatever order it came in, and one more report costs what its neighbourhood costs.

Reports of one day with the same rarest terms are copies, or nearly: they stand at one place and count as one.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal

import msgspec
from msgspec import Struct

from stemma.link.shelf import Shelf, Shelved
from stemma.link.story_places import (
    GROUP,
    PLACE,
    Place,
    packed_place,
    unpacked_groups,
    unpacked_number,
    unpacked_place,
)
from stemma.link.story_settle import DATE_FACTOR, factor, settle
from stemma.link.story_terms import Profile, dot, shared

SHARED = 3
"""Terms of their signatures that two reports must share to be compared."""
EDGE = 0.2
"""Likeness by the background alone from which two reports are settled together. Stories are the same from 0.1 to 0.2;
the higher, the fewer reports are settled at once."""
STEP, LEVELS = 0.03, 20
"""Where more than `TOGETHER` are connected, the bar rises by a step, so many times at most."""
TOGETHER = 128
"""Reports settled at once: settling is quadratic. B-cubed F1 of ECB+ is the same from 32 up; BASIL, whose reports are
all of one country's politics, wants 96."""
RARE = 96
"""A term that more places of the set have finds no reports far apart in time, nor one with a date for one without.
Stories are the same at 96 and at 512; cost does not grow once the usual terms have reached it."""
UNDATED = 512
"""Among reports without dates it goes on finding others until so many of them have it."""
SHOWN = 6

What = Literal["starts", "joins", "merges", "splits"]
Key = tuple[int | None, tuple[str, ...] | str]
PostingState = tuple[bytes, tuple[tuple[int | None, bytes], ...], bool]


class Touched(Struct, frozen=True):
    """The stories that are no more, and those that are there instead, each as the ids of its reports, in order."""

    gone: tuple[tuple[str, ...], ...] = ()
    made: tuple[tuple[str, ...], ...] = ()


class Change(Struct, frozen=True):
    """What one more report did to the stories."""

    report: str
    what: What
    story: tuple[str, ...]
    """The reports of its story now, by id."""
    why: str
    """The report it is most like and the words they share, or that none is like it."""
    touched: Touched


class _Posting:
    """The places that have one term in their signature: all of them while they are few, then by day.

    Arrays, since lists of numbers lie scattered in memory: counting them took three times as long.
    """

    __slots__ = ("common", "days", "few")

    def __init__(self) -> None:
        self.few = array("I")
        self.days: dict[int | None, array[int]] = {}
        self.common = False

    def add(self, place: int, day: int | None) -> None:
        if self.common:
            self.days.setdefault(day, array("I")).append(place)
        else:
            self.few.append(place)

    def packed(self) -> bytes:
        """As it is kept."""
        days = {day: places.tobytes() for day, places in sorted(self.days.items(), key=lambda item: item[0] or 0)}
        return msgspec.msgpack.encode((self.few.tobytes(), tuple(days.items()), self.common))

    @classmethod
    def unpacked(cls, data: bytes) -> _Posting:
        """What `packed` gave."""
        few, days, common = msgspec.msgpack.decode(data, type=PostingState)
        posting = cls()
        posting.few, posting.common = array("I", few), common
        posting.days = {day: array("I", places) for day, places in days}
        return posting

    def remove(self, place: int, day: int | None) -> None:
        held = self.days[day] if self.common else self.few
        held.remove(place)
        if self.common and not held:
            del self.days[day]

    def everywhere(self) -> list[int]:
        """All its places."""
        return [*self.few, *chain.from_iterable(self.days.values())]

    def lists(self, day: int | None) -> Iterator[array[int]]:
        """The places to compare a report of this day with."""
        if not self.common:
            yield self.few
        elif day is None:
            yield from [self.undated()] if self.open() else []
        else:
            for near in range(day - len(DATE_FACTOR) + 1, day + len(DATE_FACTOR)):
                if near in self.days:
                    yield self.days[near]

    def undated(self) -> array[int]:
        """Those without a date, once the term is common."""
        return self.days.get(None, array("I"))

    def open(self) -> bool:
        """Whether the term may bring two reports without dates together."""
        return len(self.undated()) <= UNDATED


class StoryIndex:
    """Stories of the reports added so far. Add profiles in any order.

    `kept`: gives what an earlier index has worked out (`changed`), by key; `profile_of`: the profile of a report that
    it was given. Only what new reports touch is asked for.
    """

    def __init__(
        self,
        kept: Callable[[str], bytes | None] | None = None,
        profile_of: Callable[[str], Profile] | None = None,
    ) -> None:
        self._shelf = Shelf(kept or (lambda _: None))
        self._profiles: dict[str, Profile] = {}
        self._profile_of = profile_of
        self._places: Shelved[int, Place] = self._shelf.part(PLACE, packed_place, self._unpacked_place)
        self._same: Shelved[Key, int] = self._shelf.part("s", msgspec.msgpack.encode, unpacked_number)
        self._postings: Shelved[str, _Posting] = self._shelf.part("t", _Posting.packed, _Posting.unpacked, _Posting)
        self._groups: Shelved[int, list[list[int]]] = self._shelf.part(GROUP, msgspec.msgpack.encode, unpacked_groups)
        self._counts: Shelved[str, int] = self._shelf.part("n", msgspec.msgpack.encode, unpacked_number, int)
        self._loose: set[int] = set()
        self._gone: list[tuple[str, ...]] = []
        self._made: list[tuple[str, ...]] = []

    def add(self, profile: Profile) -> Change:
        """Take in one report, settle what it is connected with, and say what it did."""
        place, before = self.insert(profile)
        touched = self.settle()
        story = next(g for g in self._groups[self._places[place].component] if place in g)
        met = [g for g in before if not set(g).isdisjoint(story)]
        torn = [g for g in before if not set(g) <= set(story) and (g in met or self._torn(g))]
        what: What = "splits" if torn else "merges" if len(met) > 1 else "joins" if met else "starts"
        if not met and len(self._places[place].members) > 1:
            what = "joins"
        return Change(profile.report, what, self._reports(story), self._why(place, story), touched)

    def insert(self, profile: Profile) -> tuple[int, list[list[int]]]:
        """Take in one report without settling; its place, and the stories that have to be settled anew."""
        place = self._same.get(_key(profile))
        if place is None:
            place = self._same[_key(profile)] = self._next("places")
            self._profiles[profile.report] = profile
            self._places[place] = Place(profile)
            gone = self._posted(place)
            return place, self._loosen([place, *self._connected(place), *self._shrunk(gone)])
        before = self._loosen([place])
        self._profiles[profile.report] = profile
        self._places[place].members.add(profile.report)
        if not self._stands(place):
            return place, before
        return place, before + self._loosen(self._anew(place))

    def remove(self, profile: Profile) -> None:
        """Take a report out again, without settling. What is left is as if it had never come.

        Raises KeyError if no such report is there.
        """
        place = self._same[_key(profile)]
        here = self._places[place]
        if profile.report not in here.members:
            raise KeyError(profile.report)
        self._loosen([place])
        here.members.remove(profile.report)
        if not here.members:
            del self._same[_key(profile)]
            self._loose.discard(place)
            ends = [end for end in self._cut(place, list(here.near)) if end != place]
            self._loosen([*self._shrunk(ends), *self._unposted(place)])
            del self._places[place]
        elif self._stands(place):
            self._loosen(self._anew(place))

    def _stands(self, place: int) -> bool:
        """Let the first report by id stand for the place; whether that is another than before."""
        here = self._places[place]
        first = min(here.members)
        if first == here.profile.report:
            return False
        here.stand(self._profile(first))
        return True

    def _profile(self, report: str) -> Profile:
        if report not in self._profiles and self._profile_of:
            self._profiles[report] = self._profile_of(report)
        return self._profiles[report]

    def _next(self, what: str) -> int:
        """The next number that was never given."""
        self._counts[what] += 1
        return self._counts[what] - 1

    def _unpacked_place(self, data: bytes) -> Place:
        return unpacked_place(data, self._profile)

    def settle(self) -> Touched:
        """Settle all that `insert` and `remove` left loose; what became of stories since the last time."""
        self._settle()
        gone, made = set(self._gone), set(self._made)
        self._gone, self._made = [], []
        return Touched(tuple(sorted(gone - made)), tuple(sorted(made - gone)))

    def changed(self) -> dict[str, bytes | None]:
        """What has to be kept, by key, for an index that goes on from here: all that is not as it was given; None for
        what is no more. Settles first."""
        self._settle()
        return self._shelf.changed()

    def _settle(self) -> None:
        waiting = sorted(self._loose)
        self._loose.clear()
        level = 0
        while waiting:
            done: set[int] = set()
            for start in waiting:
                if start not in done and self._places[start].level <= level:
                    done |= self._settled(start, level)
            waiting = [i for i in waiting if i not in done]
            level += 1

    def _settled(self, start: int, level: int) -> set[int]:
        """Settle what is connected with this place by this bar, or raise the bar for all of it where it is too much."""
        found = self._component(start, level)
        if len(found) <= TOGETHER:
            self._keep(found, level)
            return found
        if level == LEVELS:
            return self._keep_whole(start, level)
        for place in found:
            if self._places[place].component < 0:
                self._places[place].level = max(level + 1, self._places[place].level)
        return set()

    def stories(self) -> list[tuple[str, ...]]:
        """Ids of the reports of every story that was touched since the index was made, each in order of id: of all
        stories, where it goes on from nothing."""
        self._settle()
        return sorted(self._reports(group) for groups in self._groups.values() for group in groups)

    def _posted(self, place: int) -> list[int]:
        """Enter the place in the lists of its terms; the ends of far connections lost by that."""
        gone: list[int] = []
        here = self._places[place].profile
        for term in here.signature:
            posting = self._postings[term]
            posting.add(place, here.day)
            if len(posting.few) > RARE:
                gone += self._grown(posting)
            elif here.day is None and len(posting.undated()) == UNDATED + 1:
                gone += self._lost(posting.undated())
        return gone

    def _unposted(self, place: int) -> list[int]:
        """Strike the place from the lists of its terms; the ends of far connections won by that."""
        won: list[int] = []
        here = self._places[place].profile
        for term in here.signature:
            posting = self._postings[term]
            was_open = posting.open()
            posting.remove(place, here.day)
            left = posting.everywhere()
            if posting.common and len(left) <= RARE:
                posting.few, posting.days, posting.common = array("I", left), {}, False
                won += left
            elif posting.open() and not was_open:
                won += posting.undated()
            if not left:
                del self._postings[term]
        return [end for one in won for end in (one, *self._connected(one))]

    def _anew(self, place: int) -> list[int]:
        """Connect a place again whose report is another now; what has to be settled anew."""
        gone = self._cut(place, list(self._places[place].near))
        return [place, *self._connected(place), *self._shrunk(gone)]

    def _grown(self, posting: _Posting) -> list[int]:
        """Keep the term by day from now on; the ends of connections that hung on it."""
        return self._lost(self._by_day(posting))

    def _by_day(self, posting: _Posting) -> array[int]:
        places, posting.few, posting.common = posting.few, array("I"), True
        for place in places:
            posting.add(place, self._places[place].profile.day)
        return places

    def _lost(self, places: Iterable[int]) -> list[int]:
        """Cut what no terms bring together any more; the ends."""
        gone: list[int] = []
        for place in places:
            gone += self._cut(place, [n for n in self._places[place].near if not self._found(place, n)])
        return gone

    def _found(self, a: int, b: int) -> bool:
        """Whether the terms the two share bring them together."""
        one, two = self._places[a].profile, self._places[b].profile
        terms = [self._postings[t] for t in set(one.signature).intersection(two.signature)]
        if one.day is None and two.day is None:
            terms = [t for t in terms if t.open()]
        elif not _close(one.day, two.day):
            terms = [t for t in terms if not t.common]
        return len(terms) >= SHARED

    def _cut(self, place: int, others: Iterable[int]) -> list[int]:
        """Disconnect these from the place; the ends of what was cut."""
        ends: list[int] = []
        for other in others:
            del self._places[place].near[other], self._places[other].near[place]
            ends += [place, other]
        return ends

    def _shrunk(self, ends: Iterable[int]) -> Iterator[int]:
        """What a cut lets settle anew: its ends, and what a lower bar connects with them, if that is few enough now."""
        for end in ends:
            yield end
            for level in range(self._places[end].level):
                found = self._component(end, level)
                if len(found) <= TOGETHER:
                    for place in found:
                        self._places[place].level = level
                    yield from found
                    break

    def _connected(self, place: int) -> list[int]:
        """Connect the place with those like it; those settled by a bar that the new connection passes."""
        here = self._places[place]
        touched = []
        for other in self._candidates(place):
            there = self._places[other]
            alike = dot(here.profile.terms, there.profile.terms) / (here.length * there.length)
            likeness = round(alike * factor(here.profile, there.profile), 9)
            if likeness >= EDGE:
                here.near[other] = there.near[place] = likeness
                if likeness >= EDGE + STEP * there.level:
                    touched.append(other)
        here.level = max(here.level, self._bar_above(place))
        return touched

    def _bar_above(self, place: int) -> int:
        """The first level whose bar connects the place with nothing that was too much at that level."""
        high = [(x, self._places[o].level) for o, x in self._places[place].near.items() if self._places[o].level]
        level = 0
        while any(there > level and likeness >= round(EDGE + STEP * level, 9) for likeness, there in high):
            level += 1
        return level

    def _candidates(self, place: int) -> list[int]:
        counts = Counter[int]()
        profile = self._places[place].profile
        for term in profile.signature:
            for places in self._postings[term].lists(profile.day):
                counts.update(places)
        return sorted(other for other, n in counts.items() if n >= SHARED and other != place)

    def _loosen(self, places: Iterable[int]) -> list[list[int]]:
        """Take apart the components of these places; the stories they were."""
        groups: list[list[int]] = []
        for place in places:
            component = self._places[place].component
            self._loose.add(place)
            for group in self._groups.pop(component) if component >= 0 else ():
                groups.append(group)
                self._gone.append(self._reports(group))
                for member in group:
                    self._places[member].component = -1
                    self._loose.add(member)
        return groups

    def _component(self, start: int, level: int) -> set[int]:
        """The places connected with this one by a bar; no more are looked for once they are too many."""
        bar = round(EDGE + STEP * level, 9)
        found, open_ = {start}, [start]
        while open_ and len(found) <= TOGETHER:
            for other, likeness in self._places[open_.pop()].near.items():
                if likeness >= bar and other not in found:
                    found.add(other)
                    open_.append(other)
                    if len(found) > TOGETHER:
                        return found
        return found

    def _keep(self, found: Iterable[int], level: int) -> None:
        members = sorted(found, key=lambda i: self._places[i].profile.report)
        groups = settle([self._places[i].profile for i in members])
        self._enter([[members[i] for i in group] for group in groups], level)

    def _keep_whole(self, start: int, level: int) -> set[int]:
        """One story of all that the highest bar still connects: hundreds of texts as like as that need no settling."""
        found, open_ = {start}, [start]
        while open_:
            for other, likeness in self._places[open_.pop()].near.items():
                if likeness >= EDGE + STEP * level and other not in found:
                    found.add(other)
                    open_.append(other)
        self._enter([list(found)], level)
        return found

    def _enter(self, groups: list[list[int]], level: int) -> None:
        component = self._next("components")
        for place in (i for group in groups for i in group):
            self._places[place].component, self._places[place].level = component, level
        self._made += map(self._reports, groups)
        self._groups[component] = groups

    def _torn(self, group: Sequence[int]) -> bool:
        """Whether the reports of this former story stand in more than one now."""
        return not any(
            set(group) <= set(now) for i in group[:1] for now in self._groups[self._places[i].component] if i in now
        )

    def _reports(self, group: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(r for i in group for r in self._places[i].members))

    def _why(self, place: int, story: Sequence[int]) -> str:
        """What in its story the report is most like, and by which words."""
        here = self._places[place]
        if len(here.members) > 1:
            return f"the same rarest words on the same day as {here.profile.report}"
        best = max(
            (i for i in here.near if i in story),
            key=lambda i: (here.near[i], self._places[i].profile.report),
            default=None,
        )
        if best is None:
            return "no report of the set is like it"
        there = self._places[best].profile
        both = ", ".join(shared(here.profile.terms, there.terms, SHOWN))
        return f"likeness {here.near[best]:.2f} to {there.report}; shared: {both}"


def _key(profile: Profile) -> Key:
    """What reports that stand at one place have in common."""
    return profile.day, profile.signature or profile.report


def _close(a: int | None, b: int | None) -> bool:
    return a is not None and b is not None and abs(a - b) < len(DATE_FACTOR)
