"""One run: what is not finished yet is given to processes, and written in order, shard by shard."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct

from stemma._version import __version__
from stemma.batch.cluster import check, clustered
from stemma.batch.folder import FORMS, Folder
from stemma.batch.shards import Shard, Task, found, shards, tasks
from stemma.batch.stories import Pool, stories
from stemma.batch.table import check_parquet
from stemma.batch.work import Worked, ended, work
from stemma.batch.writer import Writer
from stemma.errors import UsageError
from stemma.pipeline import models
from stemma.settings import DEFAULT, Settings
from stemma.types.batch import Made, Seal, Sums
from stemma.workers import Lost, worked

SHARD_SIZE = 1_000
"""Units of a shard: half a minute of work, which is what a killed run loses; a hundred million of them are as many
shards as names of five digits."""


class Done(Struct, frozen=True, kw_only=True):
    """A finished shard, told as it is reached."""

    seal: Seal
    kept: bool
    """An earlier run had finished it."""


def run(
    inputs: Sequence[str],
    output: str | Path,
    *,
    to: Sequence[str] = FORMS[:1],
    shard_size: int = SHARD_SIZE,
    settings: Settings = DEFAULT,
    stdin: BinaryIO | None = None,
    tell: Callable[[Done], None] = lambda done: None,
    on: str | None = None,
    with_stories: bool = False,
) -> Sums:
    """Read and annotate all reports of these inputs into the folder OUTPUT, in `settings.jobs` processes, or `on` a
    cluster (`ray://…`). Run again after whatever end, also elsewhere, it goes on with what is not finished; the bytes
    are those of a run that was let alone. `with_stories`: settle the stories of all of it too.

    Memory is that of one shard's inputs and a few tasks of each process, whatever the number of reports. Raises
    UsageError for an address, for `to` without a format of lines, for a folder that is not fit (U-OUTPUT), and for a
    cluster that cannot be had (U-RAY).
    """
    if on is not None:
        check(on)
    made_with = Made(stemma=__version__, models=models(settings), to=_forms(to), shard_size=shard_size)
    units = found(inputs, settings, stdin)
    _check_apart(inputs, output)
    with Folder(output, made_with) as folder:
        pool = partial(_pooled, settings.jobs, on)
        sums = folder.complete(_Run(folder, settings, tell, pool).all(shards(units, shard_size)))
        if with_stories:
            stories(folder.path, pool)
        return sums


def _pooled(
    jobs: int, on: str | None, do: Callable[[Any], Any], tasks: Iterable[Any]
) -> Iterator[tuple[Any, Any | Lost]]:
    """Each task with its result, in order, whoever works."""
    return worked(do, tasks, jobs) if on is None else clustered(do, tasks, on, jobs)


class _Run:
    """The shards that are being made, in order."""

    def __init__(self, folder: Folder, settings: Settings, tell: Callable[[Done], None], pool: Pool) -> None:
        self._folder, self._settings, self._tell, self._pool = folder, settings, tell, pool
        self._table = "statements-parquet" in folder.made_with.to
        self._open: deque[tuple[int, str]] = deque()
        self._count = 0

    def all(self, of: Iterator[Shard]) -> int:
        """Make what is not finished; how many shards there are."""
        do = partial(_work, settings=self._settings, table=self._table)
        writer: Writer | None = None
        try:
            for task, made in self._pool(do, self._left(of)):
                if writer is None:
                    writer = Writer(self._folder, *self._open.popleft())
                for one in self._one_by_one(task) if isinstance(made, Lost) else [made]:
                    writer.take(one)
                if task.last:
                    self._tell(Done(seal=writer.seal(), kept=False))
                    writer = None
        except BaseException as error:
            if writer:
                writer.drop(error)
            raise
        return self._count

    def _left(self, of: Iterator[Shard]) -> Iterator[Task]:
        """The tasks of shards that are not finished."""
        for shard in of:
            self._count += 1
            seal = self._folder.finished(shard.number, shard.sha256)
            if seal:
                self._tell(Done(seal=seal, kept=True))
                continue
            self._open.append((shard.number, shard.sha256))
            yield from tasks(shard)

    def _one_by_one(self, task: Task) -> Iterator[Worked]:
        """Something of the task ends its process: each unit by itself, so that no other is lost with it."""
        do = partial(_work, settings=self._settings, table=self._table)
        alone = [Task(shard=task.shard, units=(unit,), last=False) for unit in task.units]
        for one, made in worked(do, alone, 1):
            yield ended(one.units[0]) if isinstance(made, Lost) else made


def _work(task: Task, settings: Settings, table: bool) -> Worked:
    return work(task.units, settings, table)


def _forms(to: Sequence[str]) -> tuple[str, ...]:
    """The formats in their order, each once. Raises UsageError unless there is exactly one of lines."""
    forms = tuple(form for form in FORMS if form in to)
    if len(set(forms) & {"jsonl", "jsonl.zst"}) != 1:
        raise UsageError(
            "shards are either jsonl.zst or jsonl.", code="U-FORMAT", next_step=f"Give --to {FORMS[0]}, or leave it."
        )
    if "statements-parquet" in forms:
        check_parquet()
    return forms


def _check_apart(inputs: Sequence[str], output: str | Path) -> None:
    """Raise UsageError if the output lies in a folder that is read: it would be read too."""
    target = Path(output).resolve()
    for name in inputs:
        if name != "-" and Path(name).is_dir() and Path(name).resolve() in (target, *target.parents):
            raise UsageError(
                f"{str(output)!r} lies in {name!r}, which is read.",
                code="U-OUTPUT",
                next_step="Name a folder beside it.",
            )
