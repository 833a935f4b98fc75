"""How the stories' index is kept: its parts in pages, compressed, the same bytes for the same content."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import compress, groupby
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from stemma.link.shelf import Book
from stemma.link.story_places import Near, Place
from stemma.link.story_postings import Posting
from stemma.link.story_terms import Profile
from stemma.text.squeezed import spread, squeeze

V = TypeVar("V")
Numbers = NDArray[np.uint32]

PAGE = 64
"""Places, and groups of stories, on a page: hundreds of bytes each, so that pages fill those of a database."""
BUCKETS = 4096
"""Pages of what is found by a word or an id."""
LIMIT = 256 << 20
"""Bytes that a page may unfold to: damaged ones must not fill the memory."""
PLANES = 4
"""Bytes of a number. The first of each are kept together, then the second: alike bytes compress well."""

ProfileRow = tuple[int, str, int | None, list[tuple[float, list[str]]], bytes, bytes, int, int | None]
"""Place, report, day, terms by weight, which of them are of the lead, which of the signature, weekdays, yearday."""
PlaceRows = tuple[list[int], list[list[str]], list[int], list[int], list[int]]
"""Places, their reports, levels, components, and how many are near."""
PlacePage = tuple[bytes, list[bytes], bytes]
PostingRow = tuple[bytes, tuple[tuple[int | None, bytes], ...], bool]


def _numbered(key: int) -> str:
    return str(key // PAGE)


def bucket(key: str) -> str:
    """The page of a word or an id."""
    return f"{zlib.crc32(key.encode('utf-8', 'replace')) % BUCKETS:x}"


def _packed(value: object) -> bytes:
    return squeeze(msgspec.msgpack.encode(value))


def _unpacked(data: bytes, type_: type[V] | Any) -> Any:
    return msgspec.msgpack.decode(spread(data, LIMIT), type=type_)


def _plain(name: str, page: Callable[[Any], str], type_: Any, made: Callable[[], Any] | None = None) -> Book[Any, Any]:
    """The book of values that are kept as they are."""
    return Book(
        name, page, lambda values: _packed(sorted(values.items())), lambda data: dict(_unpacked(data, type_)), made
    )


def _pack_profiles(profiles: Mapping[int, Profile]) -> bytes:
    return _packed([_profile_row(place, one) for place, one in sorted(profiles.items())])


def _profile_row(place: int, one: Profile) -> ProfileRow:
    terms = [(weight, [term for term, _ in run]) for weight, run in groupby(one.terms.items(), key=lambda row: row[1])]
    lead, signature = _marked(one.terms, one.lead), _marked(one.terms, one.signature)
    return (place, one.report, one.day, terms, lead, signature, one.weekdays, one.yearday)


def _marked(terms: Iterable[str], some: Collection[str]) -> bytes:
    """Which of the terms are among some, a bit for each."""
    return np.packbits(list(map(set(some).__contains__, terms))).tobytes() if some else b""


def _of_marked(terms: list[str], marks: bytes) -> Iterator[str]:
    bits: list[int] = np.unpackbits(np.frombuffer(marks, np.uint8)).tolist()
    return compress(terms, bits)


def _unpack_profiles(data: bytes) -> dict[int, Profile]:
    found = {}
    for place, report, day, runs, lead, signature, weekdays, yearday in _unpacked(data, list[ProfileRow]):
        terms = {term: weight for weight, run in runs for term in run}
        keys = list(terms)
        first, rarest = tuple(_of_marked(keys, lead)), tuple(sorted(_of_marked(keys, signature)))
        found[place] = Profile(report, day, terms, first, rarest, weekdays, yearday)
    return found


def _pack_places(places: Mapping[int, Place]) -> bytes:
    rows = sorted(places.items())
    steps, bars = zip(*(_near_row(one.near) for _, one in rows), strict=True)
    told: PlaceRows = (
        [place for place, _ in rows],
        [sorted(one.members) for _, one in rows],
        [one.level for _, one in rows],
        [one.component for _, one in rows],
        [len(one.near) for _, one in rows],
    )
    page: PlacePage = (_packed(told), _planes(np.concatenate(steps)), squeeze(np.concatenate(bars).tobytes()))
    return msgspec.msgpack.encode(page)


def _near_row(near: Near) -> tuple[Numbers, NDArray[np.uint8]]:
    """The steps from one place to the next, in order, and their bars."""
    places = np.frombuffer(near.places, np.uint32)
    order = places.argsort()
    return np.diff(places[order], prepend=np.uint32(0)), np.frombuffer(near.bars, np.uint8)[order]


def _unpack_places(data: bytes) -> dict[int, Place]:
    told, planes, bars = msgspec.msgpack.decode(data, type=PlacePage)
    steps, passed = _of_planes(planes), spread(bars, LIMIT)
    found, start = {}, 0
    for number, members, level, component, count in zip(*_unpacked(told, PlaceRows), strict=True):
        place, end = Place(set(members)), start + count
        near = np.cumsum(steps[start:end], dtype=np.uint32)
        place.near, place.level, place.component = Near(near.tobytes(), passed[start:end]), level, component
        found[number], start = place, end
    return found


def _planes(numbers: Numbers) -> list[bytes]:
    return [squeeze(plane.tobytes()) for plane in numbers.astype("<u4").view(np.uint8).reshape(-1, PLANES).T]


def _of_planes(planes: list[bytes]) -> Numbers:
    each = [np.frombuffer(spread(plane, LIMIT), np.uint8) for plane in planes]
    numbers: Numbers = np.ascontiguousarray(np.stack(each, axis=1)).view("<u4").reshape(-1)
    return numbers


def _pack_postings(postings: Mapping[str, Posting]) -> bytes:
    return _packed([(term, _posting_row(one)) for term, one in sorted(postings.items())])


def _posting_row(one: Posting) -> PostingRow:
    days = sorted(one.days.items(), key=lambda item: (item[0] is None, item[0] or 0))
    return (_in_order(one.few), tuple((day, _in_order(places)) for day, places in days), one.common)


def _in_order(places: array[int]) -> bytes:
    return array("I", sorted(places)).tobytes()


def _unpack_postings(data: bytes) -> dict[str, Posting]:
    found = {}
    for term, (few, days, common) in _unpacked(data, list[tuple[str, PostingRow]]):
        posting = found[term] = Posting()
        posting.few, posting.common = array("I", few), common
        posting.days = {day: array("I", places) for day, places in days}
    return found


PROFILES: Book[int, Profile] = Book("f", _numbered, _pack_profiles, _unpack_profiles)
"""Place -> the profile that stands there."""
PLACES: Book[int, Place] = Book("p", _numbered, _pack_places, _unpack_places, changing=True)
POSTINGS: Book[str, Posting] = Book("t", bucket, _pack_postings, _unpack_postings, Posting, changing=True)
GROUPS: Book[int, list[list[int]]] = _plain("g", _numbered, list[tuple[int, list[list[int]]]])
"""Component -> the stories that were settled together, as places."""
SAME: Book[str, int] = _plain("s", bucket, list[tuple[str, int]])
"""What reports that stand at one place have in common -> the place."""
REPORTS: Book[str, int] = _plain("r", bucket, list[tuple[str, int]])
"""Report -> its place."""
COUNTS: Book[str, int] = _plain("n", lambda _: "", list[tuple[str, int]], int)
"""What is numbered -> the next number."""


def kept_stories(kept: Callable[[list[str]], Mapping[str, bytes]]) -> Iterator[tuple[str, ...]]:
    """Ids of the reports of every story that an index knows, each in order of id. `kept`: what it keeps under these
    names."""
    members: dict[int, list[str]] = {}
    for page in kept([f"{REPORTS.name}{number:x}" for number in range(BUCKETS)]).values():
        for report, place in REPORTS.unpack(page).items():
            members.setdefault(place, []).append(report)
    counts = kept([COUNTS.name])
    last = COUNTS.unpack(counts[COUNTS.name])["components"] if counts else 0
    for page in kept([f"{GROUPS.name}{number}" for number in range(last // PAGE + 1)]).values():
        for groups in GROUPS.unpack(page).values():
            yield from (tuple(sorted(report for place in group for report in members[place])) for group in groups)
