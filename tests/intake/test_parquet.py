"""Rows of Parquet are read as lines of JSONL are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from stemma.intake import Source, Unit, read_unit, units
from stemma.settings import DEFAULT
from stemma.types.report import Input, Report

pytest.importorskip("pyarrow.parquet")

TEXT = "Lock 4 reopens\n\n“Lock 4 is watertight,” engineer Maren Tveit told the canal board.\n"


def written(path: Path, **columns: list[Any]) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), path)
    return path


def found(path: Path) -> list[Unit | Input]:
    return list(units(Source(file=path.name, path=str(path)), DEFAULT))


def reports(path: Path) -> tuple[list[Report], list[Input]]:
    read, told = [], []
    for unit in found(path):
        some, outcomes = read_unit(unit, DEFAULT) if isinstance(unit, Unit) else ([], [unit])
        read += some
        told += outcomes
    return read, told


def test_a_row_is_a_record(tmp_path: Path) -> None:
    path = written(
        tmp_path / "wire.parquet",
        text=[TEXT, TEXT.replace("4", "5")],
        url=["https://canal.example/4", None],
        published=[date(2031, 5, 4), None],
        ours=[{"a": 1}, {"a": 2}],
    )
    (first, second), told = reports(path)
    assert (first.file, first.url, first.published.value) == (
        "wire.parquet#1",
        "https://canal.example/4",
        "2031-05-04",
    )
    assert (second.file, second.url) == ("wire.parquet#2", None)
    assert "Lock 5 is watertight" in second.text
    assert [one.outcome for one in told] == ["ok", "ok"]


def test_it_is_what_jsonl_of_the_same_rows_is(tmp_path: Path) -> None:
    import json

    import pyarrow.parquet as pq

    path = written(tmp_path / "wire.parquet", text=[TEXT] * 40, outlet=[f"Post {n}" for n in range(40)])
    lines = tmp_path / "wire.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in pq.read_table(path).to_pylist()), "utf-8")
    by_row, by_line = reports(path)[0], reports(lines)[0]
    assert [(r.text, r.outlet, r.lines) for r in by_row] == [(r.text, r.outlet, r.lines) for r in by_line]
    assert len(by_row) == 40


def test_rows_that_are_no_report_are_told_and_cost_no_other(tmp_path: Path) -> None:
    read, told = reports(written(tmp_path / "wire.parquet", text=[None, " ", TEXT]))
    assert [one.file for one in read] == ["wire.parquet#3"]
    assert [(one.outcome, one.code) for one in told] == [
        ("failed", "P-JSON-FIELD"),
        ("skipped", "P-EMPTY"),
        ("ok", None),
    ]


@pytest.mark.parametrize("cut", [4, 40, 400])
def test_a_torn_file_is_told(tmp_path: Path, cut: int) -> None:
    path = written(tmp_path / "wire.parquet", text=[TEXT] * 3)
    path.write_bytes(path.read_bytes()[:cut])
    (told,) = found(path)
    assert isinstance(told, Input)
    assert (told.outcome, told.code) == ("failed", "P-PARQUET")


def test_bytes_that_are_no_utf_8_are_told(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    bad = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff\xfe\xfd"], pa.binary()).buffers())
    pq.write_table(pa.table({"text": bad}), tmp_path / "bad.parquet")
    told = found(tmp_path / "bad.parquet")[-1]
    assert isinstance(told, Input)
    assert told.code == "P-PARQUET"


def test_without_text_there_is_nothing_to_read(tmp_path: Path) -> None:
    (told,) = found(written(tmp_path / "wire.parquet", words=[TEXT]))
    assert isinstance(told, Input)
    assert told.code == "P-JSON-FIELD"


def test_h06_one_long_text_very_many_times_is_never_held_at_once(tmp_path: Path) -> None:
    """49 KB that unpack to 2 GB."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    once = pa.array(["Lock 4 is watertight, engineers said. " * 27_000])
    many = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000, pa.int32()), once)
    path = tmp_path / "bomb.parquet"
    pq.write_table(pa.table({"text": many}), path, store_schema=False)
    assert path.stat().st_size < 100_000
    before = pa.default_memory_pool().max_memory()
    some = list(islice((len(one.source.data or b"") for one in found_lazily(path)), 40))
    assert len(some) == 40
    assert min(some) > 1_000_000
    assert pa.default_memory_pool().max_memory() - before < 100_000_000


def found_lazily(path: Path) -> Iterator[Unit]:
    return (one for one in units(Source(file=path.name, path=str(path)), DEFAULT) if isinstance(one, Unit))
