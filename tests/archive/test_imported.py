"""What a batch found is kept as it is: the same archive as adding makes, and nothing that was changed on the way."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from batched import here, written
from stemma.archive import Archive
from stemma.batch import run
from stemma.errors import UsageError
from stemma.store import create
from stemma.types.report import Report


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three reports of two shards."""
    monkeypatch.setattr("stemma.batch.running.worked", here)
    run([str(written(tmp_path / "in.jsonl", 3))], tmp_path / "out", to=("jsonl",), shard_size=2)
    return tmp_path / "out"


def archive(path: Path) -> Archive:
    """An empty one."""
    create(path).close()
    return Archive.open(path)


def nobody_annotates(report: Report, settings: object) -> None:
    """Called by nobody."""
    raise AssertionError("annotated again")


def test_it_is_the_archive_that_adding_makes(batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with archive(tmp_path / "added") as one:
        list(one.add([str(tmp_path / "in.jsonl")]))
        expected = held(one)
    monkeypatch.setattr("stemma.pipeline.annotate", nobody_annotates)
    with archive(tmp_path / "imported") as two:
        told = list(two.add_annotated([str(batch)]))
        assert [str(one.what) for one in told] == ["new"] * 3
        assert held(two) == expected
        assert [str(one.what) for one in two.add_annotated([str(batch)])] == ["known"] * 3
        assert two.store.check() == []


def ids(one: Archive) -> list[str]:
    """Of its reports."""
    return [report for _, report in one.store.ids()]


def held(one: Archive) -> dict[str, tuple[object, object]]:
    """Its reports and their layers."""
    return {r: (kept.report, kept.layers) for r in ids(one) if (kept := one.store.get(r))}


def sealed(batch: Path, shard: str, content: bytes) -> None:
    """Another content of a shard, with the hash that it has."""
    (batch / "shards" / f"{shard}.jsonl").write_bytes(content)
    path = batch / "shards" / f"{shard}.json"
    seal = json.loads(path.read_text("utf-8"))
    seal["files"][f"{shard}.jsonl"]["sha256"] = hashlib.sha256(content).hexdigest()
    path.write_text(json.dumps(seal), "utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("is watertight,”", "is watertights”"),  # another text
        ('"text":"Lock 0 is watertight,"', '"text":"Lock 0 is a ruin now,"'),  # words that nobody said
        ('"start":16,', '"start":-1,'),
        ('"text":"Lock 0 reopens"},"byline"', '"text":"Lock 0 is shut"},"byline"'),
        ('"report":{', '"report":{{'),
    ],
)
def test_what_is_not_what_it_says_is_told_and_left_out(batch: Path, tmp_path: Path, old: str, new: str) -> None:
    content = (batch / "shards" / "00000.jsonl").read_text("utf-8")
    first, _, rest = content.partition("\n")
    assert old in first, first
    sealed(batch, "00000", f"{first.replace(old, new)}\n{rest}".encode())
    with archive(tmp_path / "desk") as desk:
        told = list(desk.add_annotated([str(batch)]))
        assert sorted((one.outcome, one.code) for one in told) == [("failed", "P-SHARD"), ("ok", None), ("ok", None)]
        assert len(ids(desk)) == 2


def test_a_shard_that_was_changed_is_left_out(batch: Path, tmp_path: Path) -> None:
    with (batch / "shards" / "00000.jsonl").open("ab") as file:
        file.write(b"\n")
    with archive(tmp_path / "desk") as desk:
        told = list(desk.add_annotated([str(batch)]))
    assert [(one.file, one.outcome, one.code) for one in told] == [
        ("00000.jsonl", "failed", "P-SHARD"),
        ("in.jsonl#3", "ok", None),
    ]


def test_only_finished_batches_of_this_version_and_models(batch: Path, tmp_path: Path) -> None:
    manifest = json.loads((batch / "manifest.json").read_text("utf-8"))
    changes: list[dict[str, object]] = [
        {"finished": False},
        {"made_with": manifest["made_with"] | {"stemma": "0.0.1"}},
        {"made_with": manifest["made_with"] | {"models": {"reader": "another"}}},
    ]
    with archive(tmp_path / "desk") as desk:
        for change in changes:
            (batch / "manifest.json").write_text(json.dumps(manifest | change), "utf-8")
            with pytest.raises(UsageError) as error:
                list(desk.add_annotated([str(batch)]))
            assert error.value.code == "U-BATCH"
        with pytest.raises(UsageError, match="no output of stemma batch"):
            list(desk.add_annotated([str(tmp_path)]))
        assert ids(desk) == []
