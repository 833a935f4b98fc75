"""Makes `resources/archive.zdict`: what reports and annotations have in common, for the archive's compressor.

    python training/archive_dictionary.py

Made of the examples alone, which are ours. A store keeps the dictionary that it began with, so a new one changes
nothing in archives that exist. On other reports it takes a quarter off what is kept.
"""

from __future__ import annotations

from pathlib import Path

import zstandard

from stemma.intake import read_inputs
from stemma.pipeline import annotate
from stemma.settings import DEFAULT
from stemma.store.codec import bare

ROOT = Path(__file__).resolve().parent.parent
SIZE = 64 * 1024


def main() -> None:
    """Train it and write it where the package loads it from."""
    folders = sorted(str(p) for p in ROOT.glob("examples/*/reports"))
    reports, _ = read_inputs(folders, published={}, outlets={}, settings=DEFAULT)
    samples = [bare(report, annotate(report)) for report in reports]
    # with so few samples the trainer wants each more than once
    trained = zstandard.train_dictionary(SIZE, samples * 4)
    (ROOT / "src/stemma/resources/archive.zdict").write_bytes(trained.as_bytes())
    print(f"{len(trained.as_bytes())} bytes from {len(reports)} reports")


if __name__ == "__main__":
    main()
