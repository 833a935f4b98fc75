"""`--reader`: which trained reader is asked, in what it made, in an archive, and when two have read one story."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stemma.archive import Archive
from stemma.archive.adding import engine
from stemma.archive.doctor import diagnose
from stemma.cli.entry import run
from stemma.resources import reader
from stemma.settings import DEFAULT, FAST

TEXT = "Quay closed\n\n2024-05-03\n\nIda Holm, the mayor, said that the bridge would close in May.\n"
OTHER = "Quay shut\n\n2024-05-03\n\nThe mayor, Ida Holm, said that the quay bridge would close in May.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("a.txt", TEXT), ("b.txt", OTHER)):
        (tmp_path / name).write_text(text, "utf-8")
    return [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def _told(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0
    return capfd.readouterr().out


def test_the_account_names_the_reader_that_was_asked(files: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    for which in ("careful", "fast"):
        account = json.loads(_told(capfd, "read", "--reader", which, "--format", "json", "--quiet", *files))
        assert account["made_with"]["models"]["reader"] == reader.stamp(which)
        assert {report["reader"] for report in account["reports"]} == {reader.stamp(which)}
        assert account["notes"] == []
    assert (
        json.loads(_told(capfd, "read", "--format", "json", "--quiet", *files))["reports"][0]["reader"]
        == reader.stamp()
    )


def test_a_batch_of_the_fast_reader_goes_into_an_archive_as_its_own(files: list[str], tmp_path: Path) -> None:
    out, place = str(tmp_path / "out"), str(tmp_path / "archive")
    assert run(["batch", "--reader", "fast", "--to", "jsonl", "--quiet", files[0], out]) == 0
    line = json.loads(Path(out, "shards", "00000.jsonl").read_text("utf-8"))
    assert line["annotations"]["reader"] == reader.stamp("fast")
    made = json.loads(Path(out, "manifest.json").read_text("utf-8"))["made_with"]
    assert made["models"]["reader"] == reader.stamp("fast")
    assert run(["batch", "--quiet", files[0], out]) != 0  # begun with the other reader
    assert run(["init", place]) == 0
    assert run(["add", "--store", place, "--annotated", "--quiet", out]) == 0
    with Archive.open(place) as archive:
        assert list(archive.store.engines()) == [engine(FAST)]


def test_two_readers_in_one_archive_are_told_in_the_account_and_by_doctor(files: list[str], tmp_path: Path) -> None:
    place = str(tmp_path / "archive")
    assert run(["init", place]) == 0
    assert run(["add", "--store", place, "--quiet", files[0]]) == 0
    assert run(["add", "--store", place, "--reader", "fast", "--quiet", files[1]]) == 0
    with Archive.open(place) as archive:
        assert set(archive.store.engines()) == {engine(DEFAULT), engine(FAST)}
        account = archive.account_of([card.id for card in archive.store.cards()]).data
        (told,) = [finding for finding in diagnose(archive.store, installation=False) if finding.what == "annotations"]
    assert account.made_with.models["reader"] == f"{reader.stamp('careful')} {reader.stamp('fast')}"
    assert {report.file: report.reader for report in account.reports} == {
        "a.txt": reader.stamp("careful"),
        "b.txt": reader.stamp("fast"),
    }
    (note,) = [note for note in account.notes if note.code == "N-READERS"]
    assert f"{reader.stamp('fast')} read 1" in note.detail
    assert told.ok
    assert "1 by the careful reader, 1 by the fast reader" in told.says
