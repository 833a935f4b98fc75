"""Reports that people add at the desk: read one after the other behind the requests, each with its outcome."""

from __future__ import annotations

import secrets
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from stemma.archive import AddedInput
from stemma.errors import StemmaError, StoreError, UsageError
from stemma.intake.dates import edtf
from stemma.serve.pool import Pool
from stemma.types.ids import content_id

MOST_WAITING = 100
"""Additions that may wait."""
MOST_TOLD = 1000
"""Additions whose outcomes are remembered; the oldest are forgotten, their reports are not."""
MOST_GIVEN = 500
"""Reports of one addition."""
MOST_HELD = 256 << 20
"""Bytes of the files of all additions that wait."""
_SAFE = 200
"""Bytes of a file's name that are kept, its end: file systems allow 255."""


class Given(Struct, frozen=True, kw_only=True):
    """One thing to add: words that were pasted, a file that was dropped, or an address."""

    name: str | None = None
    """Of the file; words that were pasted get one from what they say."""
    text: str | None = None
    """The report's words, or its HTML."""
    url: str | None = None
    """An address to ask, http or https."""
    published: str | None = None
    """When it was published, EDTF; else as the report itself says."""
    outlet: str | None = None
    """Who published it; else as the report itself says."""


class Dropped(Struct, frozen=True, kw_only=True):
    """A file as it came."""

    name: str
    raw: bytes


class Addition(Struct, frozen=True, kw_only=True):
    """How adding stands."""

    id: str
    state: Literal["waiting", "running", "done", "failed"]
    """`failed`: it could not be gone on with; `why` says why. A single input that fails does not stop it."""
    done: int
    """Inputs that were looked at."""
    total: int
    """Inputs given."""
    inputs: tuple[AddedInput, ...] = ()
    """What became of each report."""
    why: str | None = None
    """What ended it before its time."""


class _Waiting(Struct, frozen=True):
    id: str
    files: tuple[tuple[str, bytes], ...]
    urls: tuple[str, ...]
    published: dict[str, str]
    outlets: dict[str, str]

    @property
    def held(self) -> int:
        """Bytes that wait in memory."""
        return sum(len(raw) for _, raw in self.files)


class Additions:
    """The additions of one server, worked off by one thread, as an archive has one writer at a time."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._waiting: Queue[_Waiting] = Queue(MOST_WAITING)
        self._told: OrderedDict[str, Addition] = OrderedDict()
        self._held = 0
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self._ending = threading.Event()

    def begin(self, given: Sequence[Given | Dropped]) -> Addition:
        """Have these added; how that stands, `get` tells. Raises UsageError for nothing, or for too much at once."""
        if not 1 <= len(given) <= MOST_GIVEN:
            raise UsageError(f"{len(given)} reports were given.", next_step=f"Give from 1 to {MOST_GIVEN}.")
        work = _sorted(secrets.token_hex(8), given)
        said = Addition(id=work.id, state="waiting", done=0, total=len(given))
        with self._lock:
            if self._waiting.full() or (self._held and self._held + work.held > MOST_HELD):
                raise UsageError("too many additions wait.", code="D-FULL", next_step="Wait until some are done.")
            self._told[said.id] = said
            while len(self._told) > MOST_TOLD:
                self._told.popitem(last=False)
            self._held += work.held
            self._waiting.put_nowait(work)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="additions", daemon=True)
                self._worker.start()
        return said

    def get(self, wanted: str) -> Addition:
        """How this one stands. Raises StoreError for one that is not known, or no more."""
        found = self._told.get(wanted)
        if found is None:
            raise StoreError(f"{wanted[:40]}: no addition has this id.", code="S-NO-ADDITION", next_step="Add again.")
        return found

    def end(self) -> None:
        """Finish the one under way; those that wait are told as failed."""
        self._ending.set()
        if self._worker:
            self._worker.join()

    def _work(self) -> None:
        while not self._ending.is_set():
            try:
                work = self._waiting.get(timeout=0.2)
            except Empty:
                continue
            with self._lock:
                self._held -= work.held
            try:
                self._add(work)
            except StemmaError as error:
                self._tell(work.id, state="failed", why=str(error))
            except Exception as error:
                self._tell(work.id, state="failed", why=f"[X-BUG] {type(error).__name__}")
        while not self._waiting.empty():
            self._tell(self._waiting.get().id, state="failed", why="the desk was closed before this was looked at")

    def _add(self, work: _Waiting) -> None:
        self._tell(work.id, state="running")
        with tempfile.TemporaryDirectory(prefix="stemma-") as folder, self._pool.one() as archive:
            names = [*(_written(Path(folder), n, *file) for n, file in enumerate(work.files)), *work.urls]
            outcomes = archive.add(
                names,
                published=work.published,
                outlets=work.outlets,
                progress=lambda done, total, what: self._tell(work.id, done=done),
            )
            try:
                for one in outcomes:
                    self._tell(work.id, one)
            except UsageError as error:
                if error.code != "U-NAME":  # a date or outlet of what gave no report: that was told already
                    raise
        self._tell(work.id, state="done")

    def _tell(self, addition: str, one: AddedInput | None = None, **news: object) -> None:
        with self._lock:
            said = self._told.get(addition)
            if said:
                inputs = (*said.inputs, one) if one else said.inputs
                self._told[addition] = replace(said, inputs=inputs, **news)


def _sorted(addition: str, given: Sequence[Given | Dropped]) -> _Waiting:
    """Files apart from addresses, and what was said about them by their names."""
    files: list[tuple[str, bytes]] = []
    urls: list[str] = []
    published: dict[str, str] = {}
    outlets: dict[str, str] = {}
    told: dict[str, tuple[str | None, str | None]] = {}
    for one in given:
        if isinstance(one, Dropped):
            files.append((_plain(one.name), one.raw))
            _once(told, files[-1][0], (None, None))
            continue
        name = _place(one, files, urls)
        _once(told, name, (one.published or None, one.outlet or None))
        published |= {name: one.published} if one.published else {}
        outlets |= {name: one.outlet} if one.outlet else {}
    return _Waiting(addition, tuple(files), tuple(urls), published, outlets)


def _once(told: dict[str, tuple[str | None, str | None]], name: str, said: tuple[str | None, str | None]) -> None:
    """Raises UsageError where two that have one name are not of the same outlet and date: by it they are told apart."""
    if told.setdefault(name, said) != said:
        raise UsageError(
            f"two reports are called {name}, and not the same is said of them.", next_step="Call one of them otherwise."
        )


def _place(one: Given, files: list[tuple[str, bytes]], urls: list[str]) -> str:
    """Puts it where it belongs; its name there. Raises UsageError for neither words nor address, or both, and for a
    date that is none: what was pasted is still in the browser then."""
    if one.published and edtf(one.published) is None:
        raise UsageError(
            f"{one.published[:40]}: this is no date.", code="U-DATE", next_step="Go back and write it as 2001-02-03."
        )
    if (one.text is None) == (one.url is None):
        raise UsageError("a report is either `text` or `url`.", next_step="Give one of them for each report.")
    if one.url is not None:
        if not one.url.lower().startswith(("http://", "https://")):
            raise UsageError(f"{one.url[:80]}: no http address.", next_step="Paste the text instead.")
        urls.append(one.url)
        return one.url
    raw = (one.text or "").encode("utf-8", "replace")
    # the same words under two outlets are two reports
    said = "\n".join(filter(None, (one.text, one.outlet, one.published)))
    name = _plain(one.name) if one.name else content_id("pasted-", said) + ".txt"
    files.append((name, raw))
    return name


def _plain(name: str) -> str:
    """A name that is a file's and nothing else: no folders, nothing that commands a terminal, not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable()).encode("utf-8", "replace")[-_SAFE:]
    return kept.decode("utf-8", "ignore").lstrip(".") or "report.txt"


def _written(folder: Path, number: int, name: str, raw: bytes) -> str:
    """The file in a folder of its own: two files may have one name."""
    (folder / str(number)).mkdir()
    file = folder / str(number) / name
    file.write_bytes(raw)
    return str(file)
