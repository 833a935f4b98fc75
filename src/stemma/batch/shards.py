"""Units in order -> shards, and a shard -> tasks. Where one ends depends on the inputs alone, never on who works."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from stemma.errors import UsageError
from stemma.intake import Source, Unit, each, units
from stemma.intake.addresses import is_address
from stemma.intake.decode import without_surrogates
from stemma.settings import MIB, Settings
from stemma.types.report import Input

SHARD_BYTES = 32 * MIB
"""Of its units, as they lie there: a shard is held while it is compared with what is finished already. A thousand
articles have 5 MB."""
TASK_UNITS = 16
"""Given to a process at once. One costs some 40 ms, so that giving costs nothing beside it, and the last tasks of a
run keep nobody waiting long."""
TASK_BYTES = MIB
"""Of the units of one task, if there is more than one."""

Found = Unit | Input
"""A unit, or what became of an input that has none."""


class Shard(Struct, frozen=True, kw_only=True):
    """What is finished at once."""

    number: int
    """From 0, in order of the inputs."""
    units: tuple[Found, ...]
    sha256: str
    """Of all that its units are read from: names and bytes."""


class Task(Struct, frozen=True, kw_only=True):
    """What one process does at once."""

    shard: int
    units: tuple[Found, ...]
    last: bool
    """Of its shard."""


def found(names: Sequence[str], settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Found]:
    """All units of these inputs. Raises UsageError for an address, before anything is read: what it answers changes,
    and a run that is taken up again would not find what it began with."""
    for name in names:
        if is_address(name):
            raise UsageError(f"{name}: a batch reads files.", code="U-BATCH", next_step="`stemma add` asks addresses.")
    return chain.from_iterable(_units(one, settings, stdin) for one in each(names, settings))


def _units(one: Source | Input, settings: Settings, stdin: BinaryIO | None) -> Iterable[Found]:
    return [one] if isinstance(one, Input) else units(_named(one), settings, stdin)


def _named(source: Source) -> Source:
    """With the file's own name, as in an archive: a report's id does not depend on the folder it is read from."""
    return replace(source, file=without_surrogates(os.path.basename(source.file))[0])


def shards(of: Iterable[Found], size: int) -> Iterator[Shard]:
    """Shards of `size` units, or of fewer where those are large."""
    held: list[Found] = []
    number, room, sha = 0, SHARD_BYTES, hashlib.sha256()
    for one in of:
        data = _bytes(one)
        if held and (len(held) == size or len(data) > room):
            yield Shard(number=number, units=tuple(held), sha256=sha.hexdigest())
            number, room, sha, held = number + 1, SHARD_BYTES, hashlib.sha256(), []
        held.append(one)
        room -= len(data)
        for part in (_name(one), data):
            sha.update(b"%d:" % len(part) + part)
    if held:
        yield Shard(number=number, units=tuple(held), sha256=sha.hexdigest())


def tasks(shard: Shard) -> Iterator[Task]:
    """The work of a shard, in order."""
    held: list[Found] = []
    room = TASK_BYTES
    for one in shard.units:
        size = len(_bytes(one))
        if held and (len(held) == TASK_UNITS or size > room):
            yield Task(shard=shard.number, units=tuple(held), last=False)
            held, room = [], TASK_BYTES
        held.append(one)
        room -= size
    yield Task(shard=shard.number, units=tuple(held), last=True)


def _bytes(one: Found) -> bytes:
    return (one.source.data or b"") if isinstance(one, Unit) else b""


def _name(one: Found) -> bytes:
    """What tells it from others with the same bytes, and by which rules it is read."""
    told = (one.part, one.place, one.source.file) if isinstance(one, Unit) else (one.file, one.code, one.detail)
    return "\0".join(words or "" for words in told).encode("utf-8", "surrogatepass")
