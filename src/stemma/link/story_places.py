"""Places of the stories' index: one text of one day, in memory and as it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from stemma.link.story_terms import Profile, length

PLACE, GROUP = "p", "g"
"""First letters of the keys under which places and stories are kept."""
PlaceState = tuple[tuple[str, ...], dict[int, float], int, int]
"""Reports, likeness to other places, level and component."""


class Place:
    """One text of one day, and the reports that print it."""

    __slots__ = ("component", "length", "level", "members", "near", "profile")

    def __init__(self, profile: Profile) -> None:
        self.members = {profile.report}
        self.stand(profile)
        self.near: dict[int, float] = {}
        self.level = 0
        """Where it was settled; more than `TOGETHER` are connected with it by every bar below."""
        self.component = -1

    def stand(self, profile: Profile) -> None:
        """Let this report, the first by id, stand for all that print the text."""
        self.profile = profile
        self.length = length(profile.terms)


def kept_stories(kept: Mapping[str, bytes]) -> Iterator[tuple[str, ...]]:
    """Ids of the reports of every story that an index knows, each in order of id. `kept`: all that it keeps."""
    for key, value in kept.items():
        for group in unpacked_groups(value) if key.startswith(GROUP) else ():
            places = (msgspec.msgpack.decode(kept[f"{PLACE}{place}"], type=PlaceState) for place in group)
            yield tuple(sorted(report for members, *_ in places for report in members))


def packed_place(place: Place) -> bytes:
    """As it is kept; its profile is kept by its report."""
    return msgspec.msgpack.encode(
        (tuple(sorted(place.members)), dict(sorted(place.near.items())), place.level, place.component)
    )


def unpacked_place(data: bytes, profile_of: Callable[[str], Profile]) -> Place:
    """What `packed_place` gave."""
    members, near, level, component = msgspec.msgpack.decode(data, type=PlaceState)
    place = Place(profile_of(min(members)))
    place.members, place.near, place.level, place.component = set(members), near, level, component
    return place


def unpacked_number(data: bytes) -> int:
    """A number as it was kept."""
    return msgspec.msgpack.decode(data, type=int)


def unpacked_groups(data: bytes) -> list[list[int]]:
    """The stories that were settled together, as places."""
    return msgspec.msgpack.decode(data, type=list[list[int]])
