"""The stream of stories: each report that comes or goes joins, starts, merges or splits stories, with a reason.

A report is found by its rarest terms: two reports are compared if they share `SHARED` of them, within a week of each
other by day, else (far apart in time, or of unknown date) by terms that few reports of the set have. Pairs alike enough
are connected; what is connected is settled together (`story_settle`), the rest stays as it is. So the stories of a set
are a function of the set, whatever order it came in, and one more report costs what its neighbourhood costs.

Reports of one day with the same rarest terms are copies, or nearly: they stand at one place and count as one.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import numpy as np
from msgspec import Struct

from stemma.link.shelf import Shelf
from stemma.link.story_pages import COUNTS, GROUPS, PLACES, POSTINGS, PROFILES, REPORTS, SAME
from stemma.link.story_places import LEVELS, Place
from stemma.link.story_postings import Posting
from stemma.link.story_settle import DATE_FACTOR, settle
from stemma.link.story_terms import Profile, shared
from stemma.link.story_vectors import Vectors

SHARED = 3
"""Terms of their signatures that two reports must share to be compared."""
TOGETHER = 128
"""Reports settled at once: settling is quadratic. B-cubed F1 of ECB+ is the same from 32 up; BASIL, whose reports are
all of one country's politics, wants 96."""
RARE = 96
"""A term that more places of the set have finds no reports far apart in time, nor one with a date for one without.
Stories are the same at 96 and at 512; cost does not grow once the usual terms have reached it."""
UNDATED = 512
"""Among reports without dates it goes on finding others until so many of them have it."""
SHOWN = 6
MANY = 64
"""Places in lists from which they are counted by sorting all: for few, that takes longer."""

What = Literal["starts", "joins", "merges", "splits"]


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


class StoryIndex:
    """Stories of the reports added so far. Add profiles in any order.

    `kept`: gives what an earlier index has worked out (`changed`), by name; `profile_of`: the profile of a report that
    it was given. Only what new reports touch is asked for.
    """

    def __init__(
        self,
        kept: Callable[[str], bytes | None] | None = None,
        profile_of: Callable[[str], Profile] | None = None,
    ) -> None:
        self._shelf = Shelf(kept)
        self._profiles = self._shelf.part(PROFILES)
        self._others: dict[str, Profile] = {}
        """Of reports that another one stands for."""
        self._profile_of = profile_of
        self._places = self._shelf.part(PLACES)
        self._same = self._shelf.part(SAME)
        self._at = self._shelf.part(REPORTS)
        self._postings = self._shelf.part(POSTINGS)
        self._groups = self._shelf.part(GROUPS)
        self._counts = self._shelf.part(COUNTS)
        self._vectors = Vectors(self._profiles.__getitem__)
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
        key = _key(profile)
        place = self._same.get(key)
        if place is None:
            place = self._at[profile.report] = self._same[key] = self._next("places")
            self._profiles[place] = profile
            self._places[place] = Place({profile.report})
            gone = self._posted(place)
            return place, self._loosen([place, *self._connected(place), *self._shrunk(gone)])
        before = self._loosen([place])
        self._at[profile.report] = place
        self._others[profile.report] = profile
        self._places[place].members.add(profile.report)
        if not self._stands(place):
            return place, before
        return place, before + self._loosen(self._anew(place))

    def remove(self, report: str) -> None:
        """Take a report out again, without settling. What is left is as if it had never come.

        Raises KeyError if no such report is there.
        """
        place = self._at.pop(report)
        here = self._places[place]
        self._loosen([place])
        here.members.remove(report)
        self._others.pop(report, None)
        if not here.members:
            self._remove(place)
        elif self._stands(place):
            self._loosen(self._anew(place))

    def _remove(self, place: int) -> None:
        """Take out a place that nothing stands at any more."""
        del self._same[_key(self._profiles[place])]
        self._loose.discard(place)
        ends = [end for end in self._cut(place, self._places[place].near.passing(0)) if end != place]
        self._loosen([*self._shrunk(ends), *self._unposted(place)])
        del self._places[place], self._profiles[place]
        self._vectors.forget(place)

    def _stands(self, place: int) -> bool:
        """Let the first report by id stand for the place; whether that is another than before."""
        before, members = self._profiles[place], self._places[place].members
        first = min(members)
        if first == before.report:
            return False
        if before.report in members:
            self._others[before.report] = before
        self._profiles[place] = self._profile(first)
        self._vectors.forget(place)
        return True

    def _profile(self, report: str) -> Profile:
        known = self._others.pop(report, None)
        if known is None and self._profile_of:
            known = self._profile_of(report)
        if known is None:
            raise KeyError(report)
        return known

    def _next(self, what: str) -> int:
        """The next number that was never given."""
        self._counts[what] += 1
        return self._counts[what] - 1

    def settle(self) -> Touched:
        """Settle all that `insert` and `remove` left loose; what became of stories since the last time."""
        self._settle()
        gone, made = set(self._gone), set(self._made)
        self._gone, self._made = [], []
        return Touched(tuple(sorted(gone - made)), tuple(sorted(made - gone)))

    def changed(self) -> dict[str, bytes | None]:
        """What has to be kept, by name, for an index that goes on from here: all that is not as it was given; None for
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
        """Ids of the reports of every story that was fetched or made since the index was, each in order of id: of all
        stories, where it goes on from nothing."""
        self._settle()
        return sorted(self._reports(group) for groups in self._groups.values() for group in groups)

    def _posted(self, place: int) -> list[int]:
        """Enter the place in the lists of its terms; the ends of far connections lost by that."""
        gone: list[int] = []
        here = self._profiles[place]
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
        here = self._profiles[place]
        for term in here.signature:
            posting = self._postings[term]
            was_open = posting.open(UNDATED)
            posting.remove(place, here.day)
            left = posting.everywhere()
            if posting.common and len(left) <= RARE:
                posting.few, posting.days, posting.common = array("I", left), {}, False
                won += left
            elif posting.open(UNDATED) and not was_open:
                won += posting.undated()
            if not left:
                del self._postings[term]
        return [end for one in won for end in (one, *self._connected(one))]

    def _anew(self, place: int) -> list[int]:
        """Connect a place again whose report is another now; what has to be settled anew."""
        gone = self._cut(place, self._places[place].near.passing(0))
        return [place, *self._connected(place), *self._shrunk(gone)]

    def _grown(self, posting: Posting) -> list[int]:
        """Keep the term by day from now on; the ends of connections that hung on it."""
        return self._lost(self._by_day(posting))

    def _by_day(self, posting: Posting) -> array[int]:
        places, posting.few, posting.common = posting.few, array("I"), True
        for place in places:
            posting.add(place, self._profiles[place].day)
        return places

    def _lost(self, places: Iterable[int]) -> list[int]:
        """Cut what no terms bring together any more, now that one which all of these have is usual; the ends."""
        gone: list[int] = []
        having = set(places)
        for place in having:
            near = having.intersection(self._places[place].near.places)
            gone += self._cut(place, [other for other in near if not self._found(place, other)])
        return sorted(gone)

    def _found(self, a: int, b: int) -> bool:
        """Whether the terms that two connected places share still bring them together."""
        one, two = self._profiles[a], self._profiles[b]
        if _close(one.day, two.day):
            return True
        terms = [self._postings[t] for t in set(one.signature).intersection(two.signature)]
        if one.day is None and two.day is None:
            terms = [t for t in terms if t.open(UNDATED)]
        else:
            terms = [t for t in terms if not t.common]
        return len(terms) >= SHARED

    def _cut(self, place: int, others: Iterable[int]) -> list[int]:
        """Disconnect these from the place; the ends of what was cut."""
        ends: list[int] = []
        for other in others:
            self._places[place].near.remove(other)
            self._places[other].near.remove(place)
            ends += [place, other]
        return ends

    def _shrunk(self, ends: Iterable[int]) -> Iterator[int]:
        """What a cut lets settle anew: its ends, and what a lower bar connects with them, if that is few enough now."""
        for end in dict.fromkeys(ends):
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
        known = set(here.near.places)
        touched, level = list[int](), here.level
        candidates = self._candidates(place)
        for other, bar in zip(candidates, self._vectors.bars(place, candidates), strict=True):
            if bar < 0:
                continue
            there = self._places[other]
            if other not in known:
                here.near.add(other, bar)
                there.near.add(place, bar)
            if bar >= there.level:
                touched.append(other)
            level = max(level, min(there.level, bar + 1))  # what was too much there is too much here
        here.level = level
        return touched

    def _candidates(self, place: int) -> list[int]:
        profile = self._profiles[place]
        lists = [places for term in profile.signature for places in self._postings[term].lists(profile.day, UNDATED)]
        if sum(map(len, lists)) < MANY:
            counts = Counter[int]()
            for places in lists:
                counts.update(places)
            return sorted(other for other, n in counts.items() if n >= SHARED and other != place)
        every = np.frombuffer(b"".join(lists), np.uint32).copy()
        every.sort()
        several = every[SHARED - 1 :][every[SHARED - 1 :] == every[: 1 - SHARED]]
        found: list[int] = several[np.diff(several, prepend=several[:1] + 1) != 0].tolist()
        return [other for other in found if other != place]

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
        found, open_ = {start}, [start]
        while open_ and len(found) <= TOGETHER:
            fresh = set(self._places[open_.pop()].near.passing(level)) - found
            found |= fresh
            open_ += fresh
        return found

    def _keep(self, found: Iterable[int], level: int) -> None:
        members = sorted(found, key=lambda i: self._profiles[i].report)
        groups = settle([self._profiles[i] for i in members])
        self._enter([[members[i] for i in group] for group in groups], level)

    def _keep_whole(self, start: int, level: int) -> set[int]:
        """One story of all that the highest bar still connects: hundreds of texts as like as that need no settling."""
        found, open_ = {start}, [start]
        while open_:
            fresh = set(self._places[open_.pop()].near.passing(level)) - found
            found |= fresh
            open_ += fresh
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
        here = self._profiles[place]
        if len(self._places[place].members) > 1:
            return f"the same rarest words on the same day as {here.report}"
        near = set(self._places[place].near.places).intersection(story)
        likeness = {other: self._vectors.likeness(place, other) for other in near}
        if not near:
            return "no report of the set is like it"
        best = max(near, key=lambda i: (likeness[i], self._profiles[i].report))
        there = self._profiles[best]
        both = ", ".join(shared(here.terms, there.terms, SHOWN))
        return f"likeness {likeness[best]:.2f} to {there.report}; shared: {both}"


def _key(profile: Profile) -> str:
    """What reports that stand at one place have in common: their day and rarest terms; 20 hexadecimal digits."""
    same = repr((profile.day, profile.signature or profile.report))
    return hashlib.sha256(same.encode("utf-8", "replace")).hexdigest()[:20]


def _close(a: int | None, b: int | None) -> bool:
    return a is not None and b is not None and abs(a - b) < len(DATE_FACTOR)
