"""H29: ids, outlets, feeds and addresses that would make bad file names: no file is ever named by what was read."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from stemma.archive import Archive
from stemma.cli.entry import run
from stemma.export.formats import FORMATS, export
from stemma.types.account import Account

NAMES = (
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\boot.ini",
    "CON",
    "nul.txt",
    "a/b",
    "n" * 300,
    "dot.",
    " ",
    ".",
    "..",
    "-rf",
    "x\x00y",
    "\u202efdp.exe",
    unicodedata.normalize("NFC", "Café"),
    unicodedata.normalize("NFD", "Café"),
    "STRASSE",
    "straße",
)
OURS = re.compile(r"archive(/archive\.sqlite(-wal|-shm)?|/objects(/[0-9a-f]{2}(/[0-9a-f]{62})?)?)?")
"""The database, what SQLite keeps beside it, and objects under their SHA-256."""
TEXT = "Quay {n} stays open\nThe quay number {n} stays open, harbour master Runa Vik said on Monday.\n"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an archive of reports that have these names wherever a report can have one."""
    monkeypatch.chdir(tmp_path)
    records = [
        {"text": TEXT.format(n=n), "url": f"https://a.example/{name}", "outlet": name, "headline": name, "id": name}
        for n, name in enumerate(NAMES)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    with Archive.create(tmp_path / "archive") as archive:
        outcomes = list(archive.add(["in.jsonl"]))
        assert len([one for one in outcomes if one.outcome == "ok"]) >= len(NAMES) - 2
    return tmp_path


def names(folder: Path) -> list[str]:
    """Every path under the folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_an_archive_has_names_of_its_own_alone(desk: Path) -> None:
    assert [name for name in names(desk) if not OURS.fullmatch(name)] == ["in.jsonl"]


def test_names_that_are_equal_after_folding_are_two_outlets(desk: Path) -> None:
    with Archive.open(desk / "archive") as archive:
        kept = {line.id: archive.account(line.id) for line in archive.stories()}
        outlets = [report.outlet for account in kept.values() for report in account.data.reports]
    assert {"STRASSE", "straße", "CON", "a/b"} <= set(outlets)
    assert len(outlets) == len(set(outlets))


@pytest.mark.parametrize("form", [one.name for one in FORMATS if not one.single])
def test_an_export_writes_the_file_that_was_asked_for_and_no_other(desk: Path, form: str) -> None:
    before = names(desk)
    assert run(["export", "--store", "archive", "--to", form, "-o", "out.bin"]) == 0
    assert sorted({*names(desk)} - {*before}) == ["out.bin"]
    assert not (desk.parent / "etc").exists()


@pytest.mark.parametrize("verb", [["stories"], ["search", "quay"], ["search", "quay", "--said"]])
def test_feeds_write_no_file(desk: Path, capfd: Capture, verb: list[str]) -> None:
    before = names(desk)
    assert run([*verb, "--store", "archive", "--format", "rss"]) == 0
    assert capfd.readouterr().out.startswith("<?xml")
    assert names(desk) == before


@pytest.mark.parametrize("words", [name for name in NAMES if "\x00" not in name])
def test_formats_of_one_story_name_no_file_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, laden: Callable[[str], Account], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    account = laden(words)
    for form in ("terms-csv", "timeline-svg", "ical"):
        assert export(account, form)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["n" * 300, "missing/out.csv", ".", "file.txt/out.csv"])
def test_a_file_that_cannot_be_is_refused_before_the_work(desk: Path, capfd: Capture, name: str) -> None:
    (desk / "file.txt").write_text("x", "utf-8")
    before = names(desk)
    assert run(["export", "--store", "archive", "--to", "dna", "-o", name]) in (2, 4)
    assert capfd.readouterr().err.count("\n") == 1
    assert names(desk) == before


@pytest.mark.parametrize("name", ["-rf", "CON", "dot.", " ", "Café", "\u202efdp"])
def test_a_name_that_a_person_gives_is_taken_as_it_is(desk: Path, name: str) -> None:
    before = names(desk)
    assert run(["export", "--store", "archive", "--to", "dna", "-o", name]) == 0
    assert sorted({*names(desk)} - {*before}) == [name]
