"""What is kept: raw bytes, reports with their annotations, versions, rulings, the log. Knows no stage."""

from __future__ import annotations

from stemma.store.opening import create, is_server, open_store, shown_place
from stemma.store.protocol import Store

__all__ = ["Store", "create", "is_server", "open_store", "shown_place"]
