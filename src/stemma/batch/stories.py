"""Stories of a finished batch, by time: windows of days settled apart, by any process, then merged at their borders.

    profile   every report, shard by shard, on its own
    settle    every window of `DAYS`, together with the reports of `BORDER` days before and behind it
    merge     what two windows do not see alike: all reports of such stories settled again, together

Two reports of one week always lie in one window together, so that a story which lasts longer than a window is found as
a chain. What one index over all finds besides: a report that is more than a week from every other of its story, and one
without a date that belongs to dated ones. Those without a date are settled among themselves.
"""

from __future__ import annotations

import io
import shutil
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from stemma.link.story_index import StoryIndex
from stemma.link.story_settle import DATE_FACTOR
from stemma.link.story_terms import Profile, profile
from stemma.types.batch import Annotated, StoryLine
from stemma.types.story import story_id
from stemma.workers import Lost
from stemma.writing import replacing

DAYS = 28
"""Of a window. Longer ones hold more reports at once, shorter ones settle more of them twice."""
BORDER = len(DATE_FACTOR) - 1
"""Days: reports further apart are rarely of one story (`link.story_settle`)."""
NAME, HELD = "stories.jsonl", ".stories-"
Group = tuple[str, ...]
Day = tuple[int | None, bytes]
"""Day of a report, and its profile, packed."""
Pool = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[tuple[Any, Any]]]
"""As `workers.worked`, whoever works."""


def stories(output: Path, pool: Pool) -> int:
    """Write OUTPUT/stories.jsonl, a story a line, in the order of their first reports' ids; how many there are.

    Memory is that of three windows, and of what their borders do not see alike. Raises what a process raises, and
    RuntimeError where one was ended.
    """
    for left in output.glob(f"{HELD}*"):
        shutil.rmtree(left)
    with TemporaryDirectory(prefix=HELD, dir=output) as name:
        held = _Held(Path(name))
        for _, made in pool(_profiles, _shards(output / "shards")):
            held.take(_done(made))
        groups = [group for _, made in pool(_settled, held.windows()) for group in _done(made)]
        kept, apart = _merged(groups)
        again = [[held.of[report] for report in one] for one in apart] if held.find(apart) else []
        merged = [group for _, made in pool(_settled, again) for group in _done(made)]
    lines = sorted((*kept, *merged))
    with replacing(output / NAME) as file:
        for group in lines:
            file.write(msgspec.json.encode(StoryLine(id=story_id(group), reports=group)) + b"\n")
    return len(lines)


def _done(made: Any) -> Any:
    if isinstance(made, Lost):
        raise RuntimeError("a process that settled stories was ended: no memory, or a fault in a library")
    return made


def _shards(folder: Path) -> Iterator[bytes]:
    """The lines of each shard, as they lie there."""
    for seal in sorted(folder.glob("[0-9]*[0-9].json"), key=lambda path: int(path.stem)):
        packed = seal.with_suffix(".jsonl.zst")
        yield (packed if packed.exists() else seal.with_suffix(".jsonl")).read_bytes()


def _profiles(data: bytes) -> list[Day]:
    """The profile of every report of a shard."""
    made = []
    for line in _unpacked(data):
        one = msgspec.json.decode(line, type=Annotated)
        own = profile(one.report, one.annotations)
        made.append((own.day, msgspec.msgpack.encode(own)))
    return made


def _unpacked(data: bytes) -> Iterator[bytes]:
    if not data.startswith(b"\x28\xb5\x2f\xfd"):
        return iter(data.splitlines())
    import zstandard

    return iter(io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(data)))


def _settled(packed: Collection[bytes]) -> list[Group]:
    """The stories of these reports."""
    index = StoryIndex()
    for own in sorted((msgspec.msgpack.decode(one, type=Profile) for one in packed), key=lambda one: one.report):
        index.insert(own)
    return index.stories()


def _merged(groups: Iterable[Group]) -> tuple[list[Group], list[Group]]:
    """Stories that all windows see alike, and the reports of those that they do not, of each chain of them together."""
    distinct = sorted(set(groups))
    leader = list(range(len(distinct)))

    def first(i: int) -> int:
        while leader[i] != i:
            leader[i] = i = leader[leader[i]]
        return i

    seen: dict[str, int] = {}
    for number, group in enumerate(distinct):
        for report in group:
            leader[first(number)] = first(seen.setdefault(report, number))
    chains = defaultdict[int, list[Group]](list)
    for number, group in enumerate(distinct):
        chains[first(number)].append(group)
    alike = [chain[0] for chain in chains.values() if len(chain) == 1]
    return alike, sorted(tuple(sorted(set().union(*chain))) for chain in chains.values() if len(chain) > 1)


class _Held:
    """Profiles on disk, a file a window, in the order they came."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._windows: set[int] = set()
        self.of: dict[str, bytes] = {}
        """Those that were looked for, by report."""

    def take(self, made: Iterable[Day]) -> None:
        """Keep these."""
        by_window = defaultdict[int | None, list[Day]](list)
        for day, packed in made:
            by_window[None if day is None else day // DAYS].append((day, packed))
        for window, rows in by_window.items():
            if window is not None:
                self._windows.add(window)
            with self._path(window).open("ab") as file:
                for row in rows:
                    data = msgspec.msgpack.encode(row)
                    file.write(len(data).to_bytes(4, "big") + data)

    def windows(self) -> Iterator[list[bytes]]:
        """The profiles of each window with its borders; those without a date last."""
        for window in sorted(self._windows):
            low, high = window * DAYS - BORDER, (window + 1) * DAYS + BORDER
            near = (row for one in (window - 1, window, window + 1) for row in self._rows(one))
            yield [packed for day, packed in near if day is not None and low <= day < high]
        if undated := [packed for _, packed in self._rows(None)]:
            yield undated

    def find(self, apart: Iterable[Group]) -> bool:
        """Look for the profiles of these reports; whether there is any."""
        wanted = {report for group in apart for report in group}
        for window in (*sorted(self._windows), None) if wanted else ():
            for _, packed in self._rows(window):
                report = msgspec.msgpack.decode(packed, type=Profile).report
                if report in wanted:
                    self.of[report] = packed
        return bool(wanted)

    def _rows(self, window: int | None) -> Iterator[Day]:
        path = self._path(window)
        if not path.exists():
            return
        with path.open("rb") as file:
            while size := file.read(4):
                yield msgspec.msgpack.decode(file.read(int.from_bytes(size, "big")), type=Day)

    def _path(self, window: int | None) -> Path:
        return self._folder / ("undated" if window is None else str(window))
