"""One shard on its way to disk: its files appear together, whole, once all of them are written and synced."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from typing import IO, Any

import msgspec

from stemma.batch.folder import Folder, name_of
from stemma.batch.table import Row, parquet
from stemma.batch.work import Worked
from stemma.types.batch import Seal, Written
from stemma.writing import replacing

LEVEL = 6
"""Of zstd: a third smaller than its default here and still a hundredth of the time that annotating takes."""


class Writer:
    """Takes what comes of a shard's tasks, in order, and seals it."""

    def __init__(self, folder: Folder, number: int, inputs_sha256: str) -> None:
        self._folder, self._number, self._inputs = folder, number, inputs_sha256
        self._name, self._to = name_of(number), folder.made_with.to
        self._stack = ExitStack()
        self._files: dict[str, _Counted] = {}
        self._rows: list[Row] = []
        self._told = {"ok": 0, "skipped": 0, "failed": 0}
        self._characters = 0
        lines: Any = self._file("jsonl.zst" if "jsonl.zst" in self._to else "jsonl")
        self._lines = self._stack.enter_context(_packed(lines)) if "jsonl.zst" in self._to else lines
        self._outcomes = self._file("outcomes.jsonl")

    def take(self, made: Worked) -> None:
        """What came of the next task."""
        for line in made.lines:
            self._lines.write(line)
        for one in made.outcomes:
            self._outcomes.write(msgspec.json.encode(one) + b"\n")
            self._told[one.outcome] += 1
        self._rows += made.rows
        self._characters += made.characters

    def seal(self) -> Seal:
        """Put the files where they belong, then say that the shard is finished."""
        if "statements-parquet" in self._to:
            self._file("parquet").write(parquet(self._rows))
        self._stack.close()
        seal = Seal(
            shard=self._name,
            inputs_sha256=self._inputs,
            inputs=sum(self._told.values()),
            reports=self._told["ok"],
            skipped=self._told["skipped"],
            failed=self._told["failed"],
            characters=self._characters,
            statements=len(self._rows),
            files={name: file.written() for name, file in sorted(self._files.items())},
        )
        self._folder.seal(self._number, seal)
        return seal

    def drop(self, error: BaseException) -> None:
        """Nothing of it stays."""
        self._stack.__exit__(type(error), error, error.__traceback__)

    def _file(self, ending: str) -> _Counted:
        name = f"{self._name}.{ending}"
        self._files[name] = _Counted(self._stack.enter_context(replacing(self._folder.shards / name)))
        return self._files[name]


class _Counted:
    """A file whose bytes are counted and hashed as they are written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sha, self._size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Write these bytes."""
        self._sha.update(data)
        self._size += len(data)
        return self._file.write(data)

    def written(self) -> Written:
        """What was."""
        return Written(bytes=self._size, sha256=self._sha.hexdigest())


def _packed(file: Any) -> Any:
    import zstandard

    return zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).stream_writer(file, closefd=False)
