"""`stemma batch` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from batched import files, here, nobody, written
from stemma.batch import running
from stemma.batch import work as working
from stemma.cli.entry import run

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, and nobody annotates."""
    monkeypatch.setattr(running, "worked", here)
    monkeypatch.setattr(working, "annotate", nobody)


def test_shards_are_told_and_summed(tmp_path: Path, capfd: Capture) -> None:
    words = ["batch", str(written(tmp_path / "in.jsonl", 5)), str(tmp_path / "out"), "--shard-size", "3"]
    assert run(words) == 0
    told = capfd.readouterr()
    assert told.out.startswith("batch: 5 reports, 0 skipped, 0 failed · 2 shards, ")
    assert told.err.splitlines() == [
        "stemma: shard 00000 finished: 3 reports, 0 skipped, 0 failed",
        "stemma: shard 00001 finished: 2 reports, 0 skipped, 0 failed",
    ]
    before = files(tmp_path / "out")
    assert run([*words, "--format", "json"]) == 0
    told = capfd.readouterr()
    assert json.loads(told.out)["reports"] == 5
    assert "shard 00000 finished already" in told.err
    assert files(tmp_path / "out") == before


def test_exit_codes_and_quiet(tmp_path: Path, capfd: Capture) -> None:
    good, bad = written(tmp_path / "good.jsonl", 1), tmp_path / "bad.jsonl"
    bad.write_text('{"text": 1}\n', "utf-8")
    assert run(["batch", str(good), str(bad), str(tmp_path / "some"), "--quiet"]) == 3
    assert capfd.readouterr().err == ""
    assert run(["batch", str(bad), str(tmp_path / "none")]) == 4
    assert "see outcomes.jsonl" in capfd.readouterr().err
    assert run(["batch", str(good), str(good)]) == 2
    assert "[U-OUTPUT]" in capfd.readouterr().err
    assert run(["batch", str(good)]) == 2


def test_lines_stay_where_only_a_table_is_asked_for(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    assert (
        run(["batch", str(written(tmp_path / "in.jsonl", 1)), str(tmp_path / "out"), "--to", "statements-parquet"]) == 0
    )
    endings = {name.partition(".")[2] for name in files(tmp_path / "out") if name.startswith("shards/")}
    assert endings == {"json", "jsonl.zst", "outcomes.jsonl", "parquet"}


def test_an_archive_takes_what_a_batch_found(tmp_path: Path, capfd: Capture) -> None:
    assert run(["batch", str(written(tmp_path / "in.jsonl", 2)), str(tmp_path / "out"), "--quiet"]) == 0
    desk = ["--store", str(tmp_path / "desk")]
    assert run(["init", str(tmp_path / "desk")]) == 0
    capfd.readouterr()
    assert run(["add", "--annotated", str(tmp_path / "out"), *desk]) == 0
    assert "added: 2 new · log 2:" in capfd.readouterr().out
    assert run(["add", "--annotated", str(tmp_path / "out"), "--outlet", "in.jsonl#1=Gazette", *desk]) == 2


def test_an_archive_takes_it_at_once_and_stories_are_settled(tmp_path: Path, capfd: Capture) -> None:
    assert run(["init", str(tmp_path / "desk")]) == 0
    words = ["batch", str(written(tmp_path / "in.jsonl", 3)), str(tmp_path / "out"), "--quiet", "--stories"]
    capfd.readouterr()
    assert run([*words, "--into", str(tmp_path / "desk")]) == 0
    assert capfd.readouterr().out.splitlines()[1] == "added: 3 new"
    lines = [json.loads(line) for line in (tmp_path / "out" / "stories.jsonl").read_text("utf-8").splitlines()]
    assert sum(len(one["reports"]) for one in lines) == 3
    assert run([*words, "--into", str(tmp_path / "desk")]) == 0
    assert "3 known already" in capfd.readouterr().out


def test_an_archive_that_is_not_there_is_told_before_the_work(tmp_path: Path, capfd: Capture) -> None:
    words = ["batch", str(written(tmp_path / "in.jsonl", 1)), str(tmp_path / "out"), "--into", str(tmp_path / "none")]
    assert run(words) != 0
    assert "[S-" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()
