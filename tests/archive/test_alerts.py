"""A saved search tells of what comes, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.archive import Archive
from stemma.errors import StoreError, UsageError
from stemma.store import Store
from stemma.types.search import Results


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


def test_what_was_not_shown_comes_again(archive: Archive, tmp_path: Path) -> None:
    archive.alert("season", "season")
    archive.alert("lamp", "lamp")
    add(archive, tmp_path, "a.txt", "Nets\n\nThe season opens on Monday, said Ada Moe.\n")
    first = archive.unseen()
    assert [one.alert for one in first] == ["season"]
    assert archive.unseen() == first
    add(archive, tmp_path, "b.txt", "More nets\n\nThe season is long, said Ada Moe.\n")
    archive.saw(first)
    (rest,) = archive.unseen()
    assert [hit.headline for hit in rest.results.hits] == ["More nets"]
    archive.unalert("season")
    archive.saw([rest])
    assert [one.name for one in archive.alerts()] == ["lamp"]


def test_an_alert_that_takes_too_long_keeps_back_no_other(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemma.archive import alerts
    from stemma.store.troubles import slow

    asked = alerts._asked

    def some_slow(store: Store, alert: alerts.Alert) -> Results:
        if alert.name == "first":
            raise slow()
        return asked(store, alert)

    archive.alert("first", "season")
    archive.alert("second", "season")
    add(archive, tmp_path, "a.txt", "Nets\n\nThe season opens on Monday, said Ada Moe.\n")
    with monkeypatch.context() as patched:
        patched.setattr(alerts, "_asked", some_slow)
        assert [one.alert for one in archive.alerted()] == ["second"]
    assert [one.alert for one in archive.alerted()] == ["first"]
