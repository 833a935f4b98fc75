"""A saved search tells of what comes, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.archive import Archive
from stemma.errors import StoreError, UsageError


def add(archive: Archive, folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, "utf-8")
    assert [one.outcome for one in archive.add([str(path)])] == ["ok"]


def test_only_what_comes_after_it_is_told_and_once(archive: Archive, tmp_path: Path) -> None:
    archive.alert("season", "season")
    assert archive.alerted() == ()
    add(archive, tmp_path, "a.txt", "Nets\n\nThe season opens on Monday, said Ada Moe.\n")
    add(archive, tmp_path, "b.txt", "Lamp\n\nThe lamp is lit, said Ada Moe.\n")
    (told,) = archive.alerted()
    assert told.alert == "season"
    assert [hit.headline for hit in told.results.hits] == ["Nets"]
    assert archive.alerted() == ()


def test_an_alert_may_wait_for_a_name_nobody_has_yet(archive: Archive, tmp_path: Path) -> None:
    archive.alert("moe", facets={"speaker": "Ada Moe"}, said=True)
    assert archive.alerted() == ()
    add(archive, tmp_path, "a.txt", "Nets\n\n“The season opens on Monday,” harbour master Ada Moe told reporters.\n")
    (told,) = archive.alerted()
    assert [hit.speaker for hit in told.results.hits] == ["Ada Moe"]


def test_names_are_unique_and_removable(archive: Archive) -> None:
    archive.alert("season", "season")
    with pytest.raises(UsageError, match="called 'season' already"):
        archive.alert("season", "nets")
    with pytest.raises(UsageError, match="is no facet"):
        archive.alert("other", facets={"colour": "red"})
    assert [one.name for one in archive.alerts()] == ["season"]
    archive.unalert("season")
    assert archive.alerts() == ()
    with pytest.raises(StoreError, match="no alert is called"):
        archive.unalert("season")
