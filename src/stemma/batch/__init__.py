"""The pipeline over many reports: inputs of any size -> shards of annotated reports, resumable, in warm processes."""

from __future__ import annotations

from stemma.batch.running import Done, run
from stemma.types.batch import Annotated

__all__ = ["Annotated", "Done", "run"]
