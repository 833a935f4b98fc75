"""A batch in a process that a test kills: python batcher.py IN OUT. Nobody annotates, so that it is soon begun."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from batched import here, nobody
from stemma.batch import running, work

if __name__ == "__main__":
    running.worked = here  # type: ignore[assignment]
    work.annotate = nobody
    running.run([sys.argv[1]], sys.argv[2], shard_size=5, tell=lambda done: print(done.seal.shard, flush=True))
