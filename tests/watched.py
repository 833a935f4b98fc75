"""A watch with a clock that only moves when it is told, or when the watch sleeps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stemma.archive import AddedInput, Archive
from stemma.archive.watching import Watch
from stemma.settings import Settings

START = 1_930_000_000.0
HOUR = 3600.0


class Clock:
    """Seconds since 1970, by hand."""

    def __init__(self) -> None:
        self.now = START
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Desk:
    """An archive and a clock; `round` is one round of a new watch, as after a restart."""

    def __init__(self, archive: Archive, **limits: object) -> None:
        self.archive, self.clock = archive, Clock()
        archive.settings = Settings(allow_private=True, host_delay_seconds=0, **limits)  # type: ignore[arg-type]

    def watch(self, *feeds: str) -> Watch:
        return Watch(self.archive, feeds, every=HOUR / 2, clock=self.clock, sleep=self.clock.sleep)

    def round(self, *feeds: str, now: bool = False) -> list[AddedInput]:
        return list(self.watch(*feeds).round(now=now))

    def later(self, *feeds: str, hours: float = 1.0) -> list[AddedInput]:
        self.clock.now += hours * HOUR
        return self.round(*feeds)


@contextmanager
def desk(folder: Path, **limits: object) -> Iterator[Desk]:
    """A new archive in this folder, watched."""
    with Archive.create(folder / "desk") as archive:
        yield Desk(archive, **limits)
