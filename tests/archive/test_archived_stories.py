"""The stories of an archive are those that `stemma read` finds in the same reports."""

from __future__ import annotations

from pathlib import Path

import pytest

import stemma
from desks import EXAMPLES, archive_at
from stemma.archive import Archive


@pytest.mark.parametrize("example", sorted(one.name for one in EXAMPLES.iterdir() if (one / "reports").is_dir()))
def test_an_archive_tells_the_stories_that_reading_tells(tmp_path: Path, example: str) -> None:
    reports = EXAMPLES / example / "reports"
    read = {frozenset(story.reports) for story in stemma.read([str(reports)]).data.stories}
    with Archive.open(archive_at(tmp_path / "archive", reports)) as archive:
        assert {frozenset(line.reports) for line in archive.stories()} == read
