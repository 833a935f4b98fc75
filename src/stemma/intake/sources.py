"""Names on the command line -> files and addresses in a fixed order. Nothing is opened here but regular files."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from stemma.errors import InputError, UsageError
from stemma.intake.addresses import is_address
from stemma.settings import MIB, Settings
from stemma.types.report import Input, Report
from stemma.types.span import Note


class Source(Struct, frozen=True, kw_only=True):
    """One file to read. `file` is the name it has in the account; `named`: a person named it, no folder or glob."""

    file: str
    path: str
    named: bool = True
    data: bytes | None = None
    """The bytes, where they do not come from a file (standard input, a server)."""
    stdin: bool = False
    """Standard input, whose bytes may not be read yet."""
    address: str | None = None
    """Where the bytes came from, or come from when they are asked for: what a server sent is not taken at its word."""
    charset: str | None = None
    """The encoding that the server says."""
    notes: tuple[Note, ...] = ()
    """What is to be said of every report in it."""


class Piece(Struct, frozen=True, kw_only=True):
    """What one line, record or page of a larger source gave, or the whole of it."""

    reports: tuple[Report, ...] = ()
    raw: bytes = b""
    """The bytes that the reports were read from."""
    place: str | None = None
    """The address that sent them, if one did."""
    charset: str | None = None
    """The encoding that the server said they are in."""
    outcomes: tuple[Input, ...] = ()


def expand(names: Sequence[str], settings: Settings, stdin: BinaryIO | None = None) -> tuple[list[Source], list[Input]]:
    """The files behind names, folders (recursive, hidden left out), globs, "-" and addresses (not asked yet), in an
    order that does not depend on the order of `names`; and the inputs that gave none. Raises UsageError if no name is
    given."""
    if not names:
        raise nothing_named()
    found: dict[str, Source] = {}
    failed: list[Input] = []
    for name in names:
        try:
            for source in _expand_one(name, settings, stdin, failed):
                earlier = found.get(source.path)
                if earlier is None or (source.named, earlier.path) > (earlier.named, source.path):
                    found[source.path] = source
        except InputError as error:
            failed.append(outcome(name, error))
    unique = _once(sorted(found.values(), key=lambda s: (s.path == "-", s.path)), failed)
    return _tails(unique), sorted(failed, key=lambda i: (i.file, i.code or ""))


def each(names: Sequence[str], settings: Settings) -> Iterator[Source | Input]:
    """The same files one by one and without a list of them: in the order of the names, of a folder in that of its
    walk; and the inputs that gave none. A name that another one holds is told and left out. Raises UsageError if no
    name is given."""
    if not names:
        raise nothing_named()
    failed: list[Input] = []
    for name in _tops(names, failed):
        try:
            for source in _expand_one(name, settings, None, failed):
                yield from _drained(failed)
                yield source
        except InputError as error:
            failed.append(outcome(name, error))
        yield from _drained(failed)


def _tops(names: Sequence[str], failed: list[Input]) -> list[str]:
    """The names in order, without those of the same file or of one in a folder that is named too."""
    kept: dict[str, str] = {}
    for name in sorted(set(names), key=lambda name: (os.path.normpath(name), name)):
        real = Path(os.path.realpath(name))
        around = [kept[str(one)] for one in (real, *real.parents) if str(one) in kept]
        if name != "-" and around:
            detail = f"{name}: it is read already, as (of) {around[0]}. Name it once."
            failed.append(Input(file=name, outcome="skipped", code="P-SAME-FILE", detail=detail))
        else:
            kept["-" if name == "-" else str(real)] = name
    return list(kept.values())


def _drained(failed: list[Input]) -> list[Input]:
    told = failed.copy()
    failed.clear()
    return told


def nothing_named() -> UsageError:
    """Without a name there is nothing to do."""
    return UsageError(
        "nothing to read.", code="U-NOTHING", next_step="Name files, folders or globs, or - for standard input."
    )


def outcome(file: str, error: InputError) -> Input:
    """The error of one input as its outcome."""
    detail = f"{error.args[0]} {error.next_step}".strip()
    return Input(file=file, outcome="skipped" if error.skipped else "failed", code=error.code, detail=detail)


def load(source: Source, settings: Settings) -> bytes:
    """The bytes of one source. Raises InputError: not a regular file, no permission, too large."""
    limit = settings.max_input_mib * MIB
    if source.data is not None or source.stdin:
        return _within(source.data or b"", limit, source.file)
    with opened(source) as stream:
        try:
            return _within(stream.read(limit + 1), limit, source.file)
        except OSError as error:
            raise _os_error(source.file, error) from error


def opened(source: Source) -> BinaryIO:
    """The file, to be closed by who asked. Raises InputError: not a regular file, no permission."""
    try:
        # O_NONBLOCK: a FIFO put in place of the file between the look and the opening must not hang the run.
        handle = os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise _os_error(source.file, error) from error
    stream = os.fdopen(handle, "rb")
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        stream.close()
        raise _not_file(source.file)
    return stream


def _expand_one(name: str, settings: Settings, stdin: BinaryIO | None, failed: list[Input]) -> Iterable[Source]:
    if name == "-":
        data = stdin.read(settings.max_input_mib * MIB + 1) if stdin else None
        return [Source(file="-", path="-", data=data, stdin=True)]
    if is_address(name):
        return [Source(file=name, path=name, address=name)]
    if "\0" in name:
        raise InputError("the name holds a NUL character.", code="P-NOT-FOUND", next_step="Check the name.")
    if os.path.isdir(name):
        return _folder(name, failed)
    if os.path.lexists(name):
        _regular(name)
        return [Source(file=name, path=os.path.normpath(name))]
    return _glob(name)


def _folder(name: str, failed: list[Input]) -> Iterator[Source]:
    """Every regular file below a folder; what is none is listed. Links to folders are not followed: no loops."""
    empty = True
    for top, folders, names in os.walk(name):
        linked = [f for f in folders if os.path.islink(os.path.join(top, f))]
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in linked)
        for file in sorted(n for n in (*names, *linked) if not n.startswith(".")):
            path = os.path.join(top, file)
            try:
                _regular(path)
            except InputError as error:
                error.skipped = True
                failed.append(outcome(path, error))
                continue
            empty = False
            yield Source(file=path, path=os.path.normpath(path), named=False)
    if empty:
        raise InputError(
            f"{name}: this folder holds no file to read.",
            code="P-EMPTY-FOLDER",
            next_step="Name a folder with reports.",
            skipped=True,
        )


def _glob(name: str) -> list[Source]:
    if any(c in name for c in "*?["):
        hits = sorted(h for h in glob.glob(name, recursive=True) if not os.path.isdir(h))
        if hits:
            return [Source(file=h, path=os.path.normpath(h), named=False) for h in hits if os.path.isfile(h)]
    raise InputError(
        f"{name}: there is no such file, folder or glob match.",
        code="P-NOT-FOUND",
        next_step="Check the spelling and the folder you are in.",
    )


def _regular(path: str) -> None:
    """Raise InputError unless this is, in the end, a regular file. Looks without opening: a FIFO would hang."""
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        raise _os_error(path, error) from error
    if stat.S_ISDIR(mode):
        raise InputError(f"{path}: a link to a folder is not followed.", code="P-LINK", next_step="Name that folder.")
    if not stat.S_ISREG(mode):
        raise _not_file(path)


def _not_file(name: str) -> InputError:
    return InputError(
        f"{name}: this is a pipe, device or socket, not a file.",
        code="P-NOT-FILE",
        next_step="Save it to a file, or pipe it in and name it -.",
    )


def _os_error(name: str, error: OSError) -> InputError:
    if isinstance(error, PermissionError):
        return InputError(
            f"{name}: no permission to read it.",
            code="P-PERMISSION",
            next_step="Change its permissions or run as its owner.",
        )
    if isinstance(error, FileNotFoundError):
        return InputError(f"{name}: there is no such file.", code="P-NOT-FOUND", next_step="Check the name.")
    return InputError(
        f"{name}: {error.strerror or error}.", code="P-NOT-FILE", next_step="Check what this name points to."
    )


def _within(data: bytes, limit: int, name: str) -> bytes:
    if len(data) > limit:
        raise InputError(
            f"{name}: larger than {limit // MIB} MiB.",
            code="P-SIZE",
            next_step="Split it, or raise the setting max_input_mib.",
        )
    return data


def _once(sources: list[Source], failed: list[Input]) -> list[Source]:
    """Each file once, whatever names and links lead to it; the further ones are listed as skipped."""
    seen: dict[str, str] = {}
    kept = []
    for source in sources:
        real = source.path if source.stdin or source.address else os.path.realpath(source.path)
        if real in seen:
            detail = f"{source.path}: the same file as {seen[real]}, which is read already. Name it once."
            failed.append(Input(file=source.file, outcome="skipped", code="P-SAME-FILE", detail=detail))
        else:
            seen[real] = source.path
            kept.append(source)
    return kept


def _tails(sources: list[Source]) -> list[Source]:
    """Each file with the shortest tail of its path that no other has; addresses as they are."""
    sources, asked = [s for s in sources if not s.address], [s for s in sources if s.address]
    parts = [Path(s.path).as_posix().strip("/").split("/") for s in sources]
    depth = [1] * len(parts)
    while True:
        tails = ["/".join(p[-d:]) for p, d in zip(parts, depth, strict=True)]
        times = Counter(tails)
        longer = [i for i, t in enumerate(tails) if times[t] > 1 and depth[i] < len(parts[i])]
        if not longer:
            return [*(replace(s, file=t) for t, s in zip(tails, sources, strict=True)), *asked]
        for i in longer:
            depth[i] += 1
