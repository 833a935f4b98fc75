"""Names, ids, order, given dates and outlets, versions: what `read_inputs` promises."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import random
from pathlib import Path

import pytest

from stemma.errors import UsageError
from stemma.intake import expand, finish, read_file, read_inputs
from stemma.settings import DEFAULT
from stemma.types.report import Input, Report

TEXT = "Quay reopens\nThe quay was reopened on Monday, the port said.\n"


def read(
    *names: object, published: dict[str, str] | None = None, outlets: dict[str, str] | None = None
) -> list[Report]:
    return both(*names, published=published, outlets=outlets)[0]


def both(
    *names: object, published: dict[str, str] | None = None, outlets: dict[str, str] | None = None
) -> tuple[list[Report], list[Input]]:
    return read_inputs([str(n) for n in names], published=published or {}, outlets=outlets or {}, settings=DEFAULT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("x/a.txt", "y/a.txt", "y/b.txt", "y/deep/c.txt", ".hidden/d.txt", "y/.e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT}Nothing is known of {name.removeprefix('.')}.\n", "utf-8")
    return tmp_path


def test_a_folder_is_read_to_its_depth_without_hidden_files(folder: Path) -> None:
    reports, inputs = both(folder)
    assert [r.file for r in reports] == ["b.txt", "c.txt", "x/a.txt", "y/a.txt"]
    assert [(i.file, i.outcome) for i in inputs] == [(r.file, "ok") for r in reports]


def test_ids_are_of_text_and_name(folder: Path) -> None:
    (report,) = read(folder / "y" / "b.txt")
    digest = hashlib.sha256(report.text.encode()).hexdigest()
    assert report.text_sha256 == digest
    assert report.id == report.article == hashlib.sha256(f"{digest}\nb.txt".encode()).hexdigest()[:12]


def test_the_order_of_names_changes_nothing(folder: Path) -> None:
    names = [folder / "x", folder / "y" / "a.txt", folder / "y", str(folder / "y" / "*.txt"), folder / "none.txt"]
    first = both(*names)
    for seed in range(5):
        random.Random(seed).shuffle(names)
        assert both(*names) == first


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "y" / "b.txt")
    reports, inputs = both(folder / "y" / "b.txt", folder / "link.txt", f"{folder}/y/../y/b.txt")
    assert len(reports) == 1
    assert sorted((i.outcome, i.code) for i in inputs if i.code) == [("skipped", "P-SAME-FILE")]


def test_hidden_files_are_read_when_named(folder: Path) -> None:
    assert [r.file for r in read(folder / "y" / ".e.txt")] == [".e.txt"]


def test_standard_input() -> None:
    reports, inputs = read_inputs(
        ["-"], published={"-": "2021-05-03"}, outlets={}, settings=DEFAULT, stdin=io.BytesIO(TEXT.encode())
    )
    assert [(r.file, r.text, r.published.value) for r in reports] == [("-", TEXT, "2021-05-03")]
    assert inputs == [Input(file="-", outcome="ok")]


def test_given_dates_and_outlets_win(folder: Path) -> None:
    (report,) = read(
        folder / "y" / "b.txt", published={"b.txt": "2021-05-03T09:30+02:00"}, outlets={"b.txt": "Quay Post"}
    )
    assert (report.published.value, report.published.basis) == ("2021-05-03T09:30:00+02:00", "given")
    assert report.outlet == "Quay Post"


@pytest.mark.parametrize(
    ("published", "outlets", "code"),
    [
        ({"c.txt": "2021-05-03"}, {}, "U-NAME"),
        ({}, {"c.txt": "Post"}, "U-NAME"),
        ({"b.txt": "yesterday"}, {}, "U-DATE"),
    ],
)
def test_a_name_or_date_that_fits_nothing_says_so(
    folder: Path, published: dict[str, str], outlets: dict[str, str], code: str
) -> None:
    with pytest.raises(UsageError) as raised:
        read(folder / "y" / "b.txt", published=published, outlets=outlets)
    assert raised.value.code == code
    assert "b.txt" in str(raised.value)


def test_nothing_named() -> None:
    with pytest.raises(UsageError):
        both()


def test_a_source_and_its_reports_travel_between_processes(folder: Path) -> None:
    sources, failed = expand([str(folder)], DEFAULT)
    assert failed == []
    assert pickle.loads(pickle.dumps(sources)) == sources
    reports, inputs = read_file(sources[0], DEFAULT)
    assert pickle.loads(pickle.dumps(reports)) == reports
    assert inputs[0].outcome == "ok"
    assert finish(reports, {}, {}) == reports


def test_versions_of_one_address_are_linked_in_order_of_publication(tmp_path: Path) -> None:
    lines = [
        '{"url": "https://post.example/quay", "text": "The quay is open, the port said.", "published": "2021-05-04"}',
        '{"url": "https://post.example/quay", "text": "The quay is shut, the port said.", "published": "2021-05-03"}',
        '{"url": "https://post.example/pier", "text": "The pier is shut, the port said.", "published": "2021-05-03"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    opened, shut, pier = read(tmp_path / "a.jsonl")
    assert opened.article == shut.article != pier.article
    assert opened.previous == shut.id
    assert shut.previous is None
    assert pier.previous is None


def test_the_same_text_of_the_same_address_is_one_report(tmp_path: Path) -> None:
    line = '{"url": "https://post.example/quay", "text": "The quay is open, the port said."}\n'
    (tmp_path / "a.jsonl").write_text(line * 3, "utf-8")
    reports, inputs = both(tmp_path / "a.jsonl")
    assert [r.file for r in reports] == ["a.jsonl#1"]
    assert [i.code for i in inputs] == [None, "P-SAME-TEXT", "P-SAME-TEXT"]


def test_relative_names_and_globs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [r.file for r in read("./x/a.txt", "y/a.txt")] == ["x/a.txt", "y/a.txt"]
    assert [r.file for r in read("*/a.txt")] == ["x/a.txt", "y/a.txt"]
    assert [r.file for r in read("**/c.txt")] == ["c.txt"]
    assert os.getcwd() == str(folder)
