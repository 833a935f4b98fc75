"""The folder that a batch fills: shards, each whole or absent, and what is known of them.

    OUTPUT/manifest.json           what it was made with; once all is done, the sums and the hash of all inputs
    OUTPUT/outcomes.jsonl          what became of each input, once all is done
    OUTPUT/stories.jsonl           the stories of all reports, if asked for
    OUTPUT/shards/00000.jsonl.zst  a report with its annotations a line
    OUTPUT/shards/00000.parquet    its statements, if asked for
    OUTPUT/shards/00000.outcomes.jsonl
    OUTPUT/shards/00000.json       written last: the shard is finished; hashes of its inputs and files, and counts

A shard without its last file is made again. What a killed run left half-written has a name that begins with a dot.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from stemma.errors import UsageError
from stemma.types.batch import Made, Manifest, Seal, Sums
from stemma.writing import replacing

FORMS = ("jsonl.zst", "jsonl", "statements-parquet")
"""What `--to` takes; the first is what is written unless something else is asked for."""


class Folder:
    """OUTPUT, held by one run at a time. A context: begun on entry, let go at the end."""

    def __init__(self, path: str | Path, made_with: Made) -> None:
        self.path, self.made_with = Path(path), made_with
        self.shards = self.path / "shards"
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Folder:
        """Raises UsageError U-OUTPUT if it holds something else, or another run fills it."""
        self._check_ours()
        try:
            self.shards.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _refused(self.path, f"cannot be made: {error.strerror or error}", "Name another folder.") from error
        self._lock = _locked(self.path)
        for left in (
            *self.shards.glob(".*"),
            *self.path.glob(".manifest.json.*"),
            *self.path.glob(".outcomes.jsonl.*"),
        ):
            left.unlink()
        self._tell(finished=False)
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock:
            self._lock.close()

    def finished(self, number: int, inputs_sha256: str) -> Seal | None:
        """The shard, if it is finished and was made from these inputs."""
        seal = self._seal(number)
        if seal is None or seal.inputs_sha256 != inputs_sha256:
            return None
        sizes = {name: _size(self.shards / name) for name in seal.files}
        return seal if sizes == {name: one.bytes for name, one in seal.files.items()} else None

    def seal(self, number: int, seal: Seal) -> None:
        """The shard is finished: its files are there."""
        _write(self.shards / f"{name_of(number)}.json", seal)

    def complete(self, count: int) -> Sums:
        """All `count` shards are there: drop what an earlier, longer run left, and tell of the whole."""
        for path in sorted(self.shards.iterdir()):
            if not path.name.split(".")[0].isdecimal() or int(path.name.split(".")[0]) >= count:
                path.unlink()
        sums, sha = Sums(), hashlib.sha256()
        with replacing(self.path / "outcomes.jsonl") as outcomes:
            for number in range(count):
                seal = self._seal(number)
                assert seal is not None, "a shard that was sealed in this run, or found sealed, is there"
                sums = _with_one(sums, seal)
                sha.update(seal.inputs_sha256.encode())
                outcomes.write((self.shards / f"{name_of(number)}.outcomes.jsonl").read_bytes())
        sums = msgspec.structs.replace(sums, inputs_sha256=sha.hexdigest())
        self._tell(finished=True, sums=sums)
        return sums

    def _seal(self, number: int) -> Seal | None:
        try:
            return msgspec.json.decode((self.shards / f"{name_of(number)}.json").read_bytes(), type=Seal)
        except (OSError, msgspec.MsgspecError):
            return None

    def _tell(self, *, finished: bool, sums: Sums | None = None) -> None:
        _write(self.path / "manifest.json", Manifest(finished=finished, made_with=self.made_with, sums=sums))

    def _check_ours(self) -> None:
        path = self.path
        if path.exists() and not path.is_dir():
            raise _refused(path, "is a file", "Name a folder.")
        if not path.exists() or not _anything(path):
            return
        try:
            before = msgspec.json.decode((path / "manifest.json").read_bytes(), type=Manifest)
        except (OSError, msgspec.MsgspecError) as error:
            raise _refused(path, "holds something else already", "Name an empty folder, or a new one.") from error
        if before.made_with != self.made_with:
            raise _refused(path, f"was begun {_otherwise(before.made_with, self.made_with)}", "Name another folder.")


def _with_one(sums: Sums, seal: Seal) -> Sums:
    same = ("inputs", "reports", "skipped", "failed", "characters", "statements")
    size = sum(one.bytes for one in seal.files.values())
    more = {name: getattr(sums, name) + getattr(seal, name) for name in same}
    return Sums(shards=sums.shards + 1, bytes=sums.bytes + size, **more)


def _anything(path: Path) -> bool:
    """Whether the folder holds more than a run leaves that was killed before it had begun."""
    return any(not one.name.startswith((".lock", ".manifest.json.")) for one in path.iterdir() if not _bare(one))


def _bare(path: Path) -> bool:
    return path.name == "shards" and path.is_dir() and not any(path.iterdir())


def _otherwise(before: Made, now: Made) -> str:
    """How the two differ."""
    if before.to != now.to:
        return f"with --to {' --to '.join(before.to)}"
    if before.shard_size != now.shard_size:
        return f"with --shard-size {before.shard_size}"
    return f"by another version or with other models ({before.stemma}; this is {now.stemma})"


def name_of(number: int) -> str:
    """Of a shard's files, without ending."""
    return f"{number:05d}"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _write(path: Path, value: Struct) -> None:
    with replacing(path) as file:
        file.write(msgspec.json.format(msgspec.json.encode(value, order="deterministic")) + b"\n")


def _refused(path: Path, why: str, next_step: str) -> UsageError:
    return UsageError(f"{str(path)!r} {why}.", code="U-OUTPUT", next_step=next_step)


def _locked(path: Path) -> IO[bytes]:
    """Let go of by the system however the run ends. Where a system has no such locks, nothing is held."""
    file = (path / ".lock").open("wb")
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass
    except OSError as error:
        file.close()
        raise _refused(path, "is being filled by another run", "Wait for it, or name another folder.") from error
    return file
