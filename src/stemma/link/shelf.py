"""What an index keeps between two times it is used: parts of it are fetched when they are asked for, and what is
another then is told, so that going on costs what is touched and not what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")


class Shelved(dict[K, V], Generic[K, V]):
    """A dictionary of which only what was asked for is in memory. `made`: makes what is not there."""

    def __init__(
        self,
        fetch: Callable[[str], bytes | None],
        name: str,
        pack: Callable[[V], bytes],
        unpack: Callable[[bytes], V],
        made: Callable[[], V] | None = None,
    ) -> None:
        super().__init__()
        self._fetch, self._name, self._pack, self._unpack, self._made = fetch, name, pack, unpack, made
        self._was: dict[K, bytes] = {}
        self._gone: set[K] = set()

    def __missing__(self, key: K) -> V:
        data = None if key in self._gone else self._fetch(self._key(key))
        if data is not None:
            self._was[key] = data
            value = self._unpack(data)
        elif self._made:
            value = self._made()
        else:
            raise KeyError(key)
        self[key] = value
        return value

    def __delitem__(self, key: K) -> None:
        self[key]  # what it was must be known: it is told as gone
        super().__delitem__(key)
        self._gone.add(key)

    def __setitem__(self, key: K, value: V) -> None:
        self._gone.discard(key)
        super().__setitem__(key, value)

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
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def changed(self) -> Iterator[tuple[str, bytes | None]]:
        """(key, value) of all that is not as it was fetched or last told; None for what is no more."""
        for key in [key for key in self._gone if key in self._was]:
            del self._was[key]
            yield self._key(key), None
        for key, value in self.items():
            data = self._pack(value)
            if self._was.get(key) != data:
                self._was[key] = data
                yield self._key(key), data

    def _key(self, key: K) -> str:
        """Short, whatever a word of a report is: indexes of databases take no key without end."""
        name = (
            str(key) if isinstance(key, int) else hashlib.sha256(repr(key).encode("utf-8", "replace")).hexdigest()[:20]
        )
        return self._name + name


class Shelf:
    """The parts of one index. `fetch`: what is kept under a key."""

    def __init__(self, fetch: Callable[[str], bytes | None]) -> None:
        self._fetch = fetch
        self._parts: list[Shelved[Any, Any]] = []

    def part(
        self,
        name: str,
        pack: Callable[[V], bytes],
        unpack: Callable[[bytes], V],
        made: Callable[[], V] | None = None,
    ) -> Shelved[Any, V]:
        """A dictionary of its own; its keys begin with this letter."""
        part: Shelved[Any, V] = Shelved(self._fetch, name, pack, unpack, made)
        self._parts.append(part)
        return part

    def changed(self) -> dict[str, bytes | None]:
        """What is to be kept anew, by key."""
        return dict(sorted(item for part in self._parts for item in part.changed()))
