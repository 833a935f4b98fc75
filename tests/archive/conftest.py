"""A small archive of the examples' first story, read once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemma.archive import Archive

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "fjord-tailings" / "reports"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of all reports of one story. Copy it before changing it."""
    folder = tmp_path_factory.mktemp("filled") / "archive"
    with Archive.create(folder) as archive:
        outcomes = list(archive.add([str(REPORTS)]))
        assert {one.outcome for one in outcomes} == {"ok"}
    return folder


@pytest.fixture
def archive(filled: Path, tmp_path: Path) -> Iterator[Archive]:
    """That archive, to do with as you like."""
    folder = tmp_path / "archive"
    shutil.copytree(filled, folder)
    with Archive.open(folder) as opened:
        yield opened
