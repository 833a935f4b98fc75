"""A process that adds reports and says what is acknowledged, for tests that kill it: adder.py ARCHIVE FIRST BEYOND."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from archived import TEXT, incoming
from stemma.store import open_store
from stemma.types.archive import Incoming

BATCH = 5


def report(number: int) -> Incoming:
    """The report of this number, always the same."""
    return incoming(f"{TEXT}It was day {number}.\n", file=f"day-{number}.txt", url=f"https://pier.example/{number}")


def main() -> None:
    """Add them in batches; one line an acknowledged report."""
    folder, first, beyond = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    store = open_store(folder)
    for start in range(first, beyond, BATCH):
        added = store.add([report(n) for n in range(start, min(start + BATCH, beyond))])
        print("\n".join(one.report for one in added), flush=True)
    store.close()


if __name__ == "__main__":
    main()
