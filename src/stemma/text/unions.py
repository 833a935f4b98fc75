"""Things that are joined into groups, two by two (union-find)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Unions(Generic[T]):
    """Groups of items; every item begins as a group of its own."""

    def __init__(self, items: Iterable[T]) -> None:
        self._above = {item: item for item in items}

    def root(self, item: T) -> T:
        """The item that stands for the group."""
        above = self._above
        while above[item] != item:
            above[item] = above[above[item]]
            item = above[item]
        return item

    def join(self, first: T, second: T) -> bool:
        """Put the group of `second` into that of `first`, whose root stays. False if they are one already."""
        head, other = self.root(first), self.root(second)
        self._above[other] = head
        return head != other

    def groups(self) -> dict[T, list[T]]:
        """Root -> its items; all in the order they were given in."""
        found: dict[T, list[T]] = defaultdict(list)
        for item in self._above:
            found[self.root(item)].append(item)
        return found
