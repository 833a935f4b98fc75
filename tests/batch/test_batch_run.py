"""What a batch writes: the same whoever works, in whatever order the inputs are named, however often it is begun."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest
import zstandard

from batched import files, here, nobody, record, written
from stemma.batch import Annotated, Done, run
from stemma.batch import work as working
from stemma.errors import UsageError
from stemma.settings import Settings


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, and nobody annotates."""
    monkeypatch.setattr("stemma.batch.running.worked", here)
    monkeypatch.setattr(working, "annotate", nobody)


def reports(output: Path) -> list[Annotated]:
    """What stands in the shards, in order."""
    lines: list[bytes] = []
    for path in sorted((output / "shards").glob("*.jsonl.zst")):
        lines += zstandard.ZstdDecompressor().stream_reader(path.read_bytes()).read().splitlines()
    return [msgspec.json.decode(line, type=Annotated) for line in lines]


def outcomes(output: Path) -> list[dict[str, str]]:
    """What became of each input."""
    return [json.loads(line) for line in (output / "outcomes.jsonl").read_text("utf-8").splitlines()]


def test_processes_and_the_order_of_names_change_no_byte(tmp_path: Path) -> None:
    names = [str(written(tmp_path / f"{n}.jsonl", 5, n * 5)) for n in range(2)]
    (tmp_path / "bad.jsonl").write_text('{"text": 3}\n{"text": ""}\n', "utf-8")
    names.append(str(tmp_path / "bad.jsonl"))
    forms = ("jsonl.zst", "statements-parquet")
    run(names, tmp_path / "one", to=forms, shard_size=4)
    sums = run(names[::-1], tmp_path / "two", to=forms[::-1], shard_size=4, settings=Settings(jobs=2))
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert (sums.reports, sums.failed, sums.skipped, sums.shards) == (10, 1, 1, 3)
    found = reports(tmp_path / "one")
    assert [one.report.url for one in found] == [record(n)["url"] for n in range(10)]
    for one in found:
        (quotation,) = one.annotations.quotations
        assert one.report.text[quotation.start : quotation.end] == quotation.text


def test_the_table_has_a_row_for_each_statement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("stemma.batch.running.worked", here)
    run([str(written(tmp_path / "in.jsonl", 3))], tmp_path / "out", to=("jsonl", "statements-parquet"), shard_size=2)
    shards = sorted((tmp_path / "out" / "shards").glob("*.parquet"))
    rows = [row for path in shards for row in parquet.read_table(path).to_pylist()]
    assert [row["text"] for row in rows] == [f"Lock {n} is watertight," for n in range(3)]
    assert {row["source_name"] for row in rows} == {"Maren Tveit"}
    lines = [
        line
        for path in sorted((tmp_path / "out" / "shards").glob("*[0-9].jsonl"))
        for line in path.read_bytes().splitlines()
    ]
    texts = {one.report.id: one.report.text for one in (msgspec.json.decode(li, type=Annotated) for li in lines)}
    assert all(texts[row["report"]][row["start"] : row["end"]] == row["text"] for row in rows)


@pytest.mark.usefixtures("quick")
def test_run_again_keeps_what_is_finished(tmp_path: Path) -> None:
    name = str(written(tmp_path / "in.jsonl", 7))
    told: list[Done] = []
    run([name], tmp_path / "out", shard_size=3)
    before = files(tmp_path / "out")
    (tmp_path / "out" / "shards" / "00001.jsonl.zst").write_bytes(b"half")
    (tmp_path / "out" / "shards" / ".00002.jsonl.zst.left").write_bytes(b"by a killed run")
    run([name], tmp_path / "out", shard_size=3, tell=told.append)
    assert [(one.seal.shard, one.kept) for one in told] == [("00000", True), ("00001", False), ("00002", True)]
    assert files(tmp_path / "out") == before


@pytest.mark.usefixtures("quick")
def test_what_the_inputs_hold_now_is_what_is_there(tmp_path: Path) -> None:
    name = written(tmp_path / "in.jsonl", 7)
    run([str(name)], tmp_path / "out", shard_size=3)
    lines = name.read_text("utf-8").splitlines(keepends=True)
    name.write_text("".join([*lines[:3], lines[4]]), "utf-8")
    told: list[Done] = []
    run([str(name)], tmp_path / "out", shard_size=3, tell=told.append)
    run([str(name)], tmp_path / "fresh", shard_size=3)
    assert [one.kept for one in told] == [True, False]
    assert files(tmp_path / "out") == files(tmp_path / "fresh")
    assert "00002.json" not in {path.name for path in (tmp_path / "out" / "shards").iterdir()}


@pytest.mark.usefixtures("quick")
def test_folders_files_and_what_is_no_report(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "lock.txt").write_text(record(1)["text"], "utf-8")
    (folder / "lock.txt").write_text(record(2)["text"], "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "empty.txt").write_bytes(b"")
    sums = run([str(folder), str(folder / "b"), str(tmp_path / "none.txt")], tmp_path / "out")
    found = {(Path(one["place"]).name, one["outcome"], one["code"]) for one in outcomes(tmp_path / "out")}
    assert found == {
        ("lock.txt", "ok", None),
        ("picture.png", "skipped", "P-BINARY"),
        ("empty.txt", "skipped", "P-EMPTY"),
        ("b", "skipped", "P-SAME-FILE"),
        ("none.txt", "failed", "P-NOT-FOUND"),
    }
    assert (sums.reports, sums.skipped, sums.failed) == (2, 3, 1)
    assert [one.report.file for one in reports(tmp_path / "out")] == ["lock.txt", "lock.txt"]


@pytest.mark.usefixtures("quick")
def test_a_folder_that_is_not_fit_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    name = str(written(tmp_path / "in.jsonl", 2))
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine", "utf-8")
    for inputs, output in (([name], other), ([name], Path(name)), ([str(tmp_path)], tmp_path / "below" / "out")):
        with pytest.raises(UsageError) as error:
            run(inputs, output)
        assert error.value.code == "U-OUTPUT"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in.jsonl", "mine.txt", "other"]


@pytest.mark.usefixtures("quick")
def test_what_was_begun_otherwise_is_not_mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = str(written(tmp_path / "in.jsonl", 2))
    run([name], tmp_path / "out")
    before = files(tmp_path / "out")
    for otherwise, how in (({"to": ("jsonl",)}, "--to jsonl.zst"), ({"shard_size": 7}, "--shard-size 1000")):
        with pytest.raises(UsageError, match=re.escape(how)):
            run([name], tmp_path / "out", **otherwise)  # type: ignore[arg-type]
    monkeypatch.setattr("stemma.batch.running.models", lambda _settings: {"reader": "another"})
    with pytest.raises(UsageError, match="other models"):
        run([name], tmp_path / "out")
    assert files(tmp_path / "out") == before


@pytest.mark.usefixtures("quick")
def test_one_run_at_a_time(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    name = str(written(tmp_path / "in.jsonl", 4))

    def second(done: Done) -> None:
        with pytest.raises(UsageError, match="another run"):
            run([name], tmp_path / "out", shard_size=2)

    assert run([name], tmp_path / "out", shard_size=2, tell=second).shards == 2


@pytest.mark.usefixtures("quick")
def test_addresses_and_two_formats_of_lines_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="reads files"):
        run(["https://canal.example/1"], tmp_path / "out")
    with pytest.raises(UsageError, match="either"):
        run(["in"], tmp_path / "out", to=("jsonl", "jsonl.zst"))
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("quick")
def test_no_shard_without_a_report_that_failed_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that breaks in the middle of a shard leaves the finished ones and nothing of that one."""
    name = str(written(tmp_path / "in.jsonl", 5))
    seen: list[str] = []

    def breaks(report: object, settings: Settings) -> object:
        seen.append("")
        if len(seen) == 4:
            raise KeyboardInterrupt
        return nobody(report, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(working, "annotate", breaks)
    with pytest.raises(KeyboardInterrupt):
        run([name], tmp_path / "out", shard_size=2)
    assert {p.name.partition(".")[0] for p in (tmp_path / "out" / "shards").iterdir()} == {"00000"}
    run([name], tmp_path / "out", shard_size=2)
    run([name], tmp_path / "whole", shard_size=2)
    assert files(tmp_path / "out") == files(tmp_path / "whole")
