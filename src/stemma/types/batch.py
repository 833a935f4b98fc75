"""What a batch writes: lines of shards, what became of inputs, what is known of a shard and of the whole."""

from __future__ import annotations

from msgspec import Struct

from stemma.types.dossier import Layers
from stemma.types.report import Report


class Annotated(Struct, frozen=True, kw_only=True):
    """One line of a shard."""

    report: Report
    """The text with its lines, outlet, date."""
    annotations: Layers
    """What was found in it: it depends on that report alone."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one input. One line of `outcomes.jsonl`."""

    file: str
    """The report's name, or that of what gave none."""
    place: str
    """Where it lay: path or address."""
    outcome: str
    """ok, skipped or failed."""
    report: str | None = None
    """Id of its report."""
    code: str | None = None
    """Why it was skipped or failed."""
    detail: str | None = None
    """What, why and what to do next."""


class Made(Struct, frozen=True, kw_only=True):
    """What must be the same for a run to go on with what another began."""

    stemma: str
    """Version."""
    models: dict[str, str]
    """Name -> hash, of weights, gazetteer and word lists."""
    to: tuple[str, ...]
    """Formats."""
    shard_size: int
    """Records, pages or files of a shard."""


class Written(Struct, frozen=True, kw_only=True):
    """One file."""

    bytes: int
    """How long it is."""
    sha256: str
    """Of them, in hexadecimal."""


class Seal(Struct, frozen=True, kw_only=True):
    """A finished shard: `shards/NNNNN.json`."""

    shard: str
    """Its number, as its files are called."""
    inputs_sha256: str
    """Of the names and bytes that it was read from."""
    inputs: int
    """How many outcomes it has."""
    reports: int
    """Lines of it."""
    skipped: int
    """Inputs that never were a report."""
    failed: int
    """Inputs that could not be read."""
    characters: int
    """Of the reports' texts."""
    statements: int
    """Rows of the table; 0 if none was asked for."""
    files: dict[str, Written]
    """Name -> what it holds."""


class Sums(Struct, frozen=True, kw_only=True):
    """All shards together."""

    shards: int = 0
    """How many."""
    inputs: int = 0
    """Lines of `outcomes.jsonl`."""
    reports: int = 0
    """Annotated."""
    skipped: int = 0
    """Inputs that never were a report."""
    failed: int = 0
    """Inputs that could not be read."""
    characters: int = 0
    """Of the reports' texts."""
    statements: int = 0
    """Rows of the tables."""
    bytes: int = 0
    """Of all files of the shards."""
    inputs_sha256: str = ""
    """Of the hashes of all shards' inputs, in order: the same for the same inputs and size of shards."""


class Manifest(Struct, frozen=True, kw_only=True):
    """`manifest.json`."""

    batch: int = 1
    """Version of this contract."""
    finished: bool
    """Whether all inputs are read."""
    made_with: Made
    """Version, models, formats."""
    sums: Sums | None = None
    """Once it is finished."""


class StoryLine(Struct, frozen=True, kw_only=True):
    """One line of `stories.jsonl`."""

    id: str
    """From the ids of its reports, as in an account."""
    reports: tuple[str, ...]
    """Ids, in their order."""
