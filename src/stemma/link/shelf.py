"""What an index keeps between two times it is used, in pages: a page is fetched when something of it is asked for, and
what is another then is told, so that going on costs what is touched and not what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")

NOTHING = b""
"""The mark of a page that is not kept."""


@dataclass(frozen=True)
class Book(Generic[K, V]):
    """How one part of an index is kept."""

    name: str
    """Its pages' names begin with this letter."""
    page: Callable[[K], str]
    """The rest of the name of the page that a key stands on. Short: indexes of databases take no key without end."""
    pack: Callable[[Mapping[K, V]], bytes]
    """A page's bytes, the same for the same content in whatever order."""
    unpack: Callable[[bytes], dict[K, V]]
    made: Callable[[], V] | None = None
    """Makes what is not there."""
    changing: bool = False
    """Whether values change in place: all that are in memory have to be looked at for what is another."""


class Shelved(dict[K, V], Generic[K, V]):
    """A dictionary of which only the pages that were asked for are in memory."""

    def __init__(self, fetch: Callable[[str], bytes | None] | None, book: Book[K, V]) -> None:
        super().__init__()
        self._fetch, self._book = fetch, book
        self._was: dict[str, bytes] = {}
        """Page -> mark of what is kept of it, of those in memory."""
        self._set: set[K] = set()
        """Keys whose value was set or removed."""

    def __missing__(self, key: K) -> V:
        self._open(key)
        if key in self:
            return self[key]
        if self._book.made is None:
            raise KeyError(key)
        value = self[key] = self._book.made()
        return value

    def __setitem__(self, key: K, value: V) -> None:
        self._open(key)
        self._set.add(key)
        super().__setitem__(key, value)

    def __delitem__(self, key: K) -> None:
        self._open(key)
        self._set.add(key)
        super().__delitem__(key)

    def _page(self, key: K) -> str:
        return self._book.name + self._book.page(key)

    def _open(self, key: K) -> None:
        """Fetch the page of this key, unless that was done before, or nothing is kept."""
        if self._fetch is None or (page := self._page(key)) in self._was:
            return
        data = self._fetch(page)
        self._was[page] = _mark(data)
        if data is not None:
            self.update(self._book.unpack(data))

    @overload
    def get(self, key: K, default: None = None, /) -> V | None: ...
    @overload
    def get(self, key: K, default: V, /) -> V: ...
    @overload
    def get(self, key: K, default: D, /) -> V | D: ...
    def get(self, key: K, default: Any = None, /) -> Any:
        """The value, fetched if need be."""
        try:
            return self[key]
        except KeyError:
            return default

    @overload
    def pop(self, key: K, /) -> V: ...
    @overload
    def pop(self, key: K, default: V, /) -> V: ...
    @overload
    def pop(self, key: K, default: D, /) -> V | D: ...
    def pop(self, key: K, *default: Any) -> Any:
        """The value, which is there no more."""
        self._open(key)
        self._set.add(key)
        return super().pop(key, *default)

    def changed(self) -> Iterator[tuple[str, bytes | None]]:
        """(name, bytes) of all pages that are not as they were fetched or last told; None for one that is no more."""
        pages: dict[str, dict[K, V]] = {self._page(key): {} for key in self._set}
        for key, value in self.items():
            page = self._page(key)
            if self._book.changing or page in pages:
                pages.setdefault(page, {})[key] = value
        for page, values in sorted(pages.items()):
            data = self._book.pack(values) if values else None
            if (mark := _mark(data)) != self._was.get(page, NOTHING):
                self._was[page] = mark
                yield page, data
        self._set.clear()


def _mark(data: bytes | None) -> bytes:
    return NOTHING if data is None else hashlib.sha256(data).digest()[:16]


class Shelf:
    """The parts of one index. `fetch`: what is kept under the name of a page; None where nothing is."""

    def __init__(self, fetch: Callable[[str], bytes | None] | None) -> None:
        self._fetch = fetch
        self._parts: list[Shelved[Any, Any]] = []

    def part(self, book: Book[K, V]) -> Shelved[K, V]:
        """A dictionary of its own."""
        part = Shelved(self._fetch, book)
        self._parts.append(part)
        return part

    def changed(self) -> dict[str, bytes | None]:
        """The pages to be kept anew, by name."""
        return dict(sorted(item for part in self._parts for item in part.changed()))
