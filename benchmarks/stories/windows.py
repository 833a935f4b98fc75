"""Stories settled by windows of time (`stemma batch --stories`) beside those of one index: how alike, at what cost.

python benchmarks/stories/windows.py [COUNT]     generated reports, see streams.py; default 20000
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from streams import A_DAY, generated

from stemma.batch.stories import _Held, _merged, _settled
from stemma.link.story_terms import Profile

Group = tuple[str, ...]


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, and what came of it."""
    start = time.process_time()
    made = do()
    return time.process_time() - start, made


def by_windows(profiles: Iterable[Profile]) -> tuple[list[float], int, list[Group]]:
    """CPU seconds of each window, reports settled again at borders, and the stories."""
    with TemporaryDirectory() as name:
        held = _Held(Path(name))
        held.take((one.day, msgspec.msgpack.encode(one)) for one in profiles)
        seconds, groups = [], list[Group]()
        for window in held.windows():
            spent, made = timed(lambda window=window: _settled(window))
            seconds.append(spent)
            groups += made
        kept, apart = _merged(groups)
        held.find(apart)
        again = [group for one in apart for group in _settled([held.of[report] for report in one])]
    return seconds, sum(map(len, apart)), [*kept, *again]


def f1(ours: list[Group], theirs: list[Group]) -> float:
    """B-cubed F1 of two partitions of the same reports."""
    mine = {report: set(group) for group in ours for report in group}
    other = {report: set(group) for group in theirs for report in group}
    both = {report: len(mine[report] & other[report]) for report in mine}
    precision = sum(both[r] / len(mine[r]) for r in mine) / len(mine)
    recall = sum(both[r] / len(other[r]) for r in mine) / len(mine)
    return 2 * precision * recall / (precision + recall)


def lines(count: int) -> Iterator[str]:
    """What is told."""
    profiles = list(islice(generated(), count))
    packed = [msgspec.msgpack.encode(one) for one in profiles]
    whole, theirs = timed(lambda: _settled(packed))
    seconds, again, ours = by_windows(profiles)
    yield f"{count:,} reports, {A_DAY} a day, {len(theirs):,} stories by one index in {whole:.1f} CPU s"
    yield f"{len(seconds)} windows in {sum(seconds):.1f} CPU s, the longest {max(seconds):.1f}; {again} settled again"
    yield f"{len(set(ours) & set(theirs)):,} of {len(theirs):,} stories the same; B-cubed F1 {f1(ours, theirs):.5f}"


if __name__ == "__main__":
    print(*lines(int((*sys.argv[1:], "20000")[0])), sep="\n")
