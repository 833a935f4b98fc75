"""A parser that breaks ends its input, not the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.intake import plain, read, read_inputs
from stemma.settings import DEFAULT


def test_a_fault_of_a_parser_is_told_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bad.txt", "good.txt"):
        (tmp_path / name).write_text(f"Heron count {name}\nWardens counted herons on Monday.\n", "utf-8")

    def breaks(source: read.Source, *rest: object) -> object:
        if source.file == "bad.txt":
            raise ZeroDivisionError("no herons")
        return plain.read_plain(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(read, "read_plain", breaks)
    reports, inputs = read_inputs([str(tmp_path)], published={}, outlets={}, settings=DEFAULT)
    assert [r.file for r in reports] == ["good.txt"]
    bad = next(i for i in inputs if i.file == "bad.txt")
    assert (bad.outcome, bad.code) == ("failed", "P-CRASH")
    assert "ZeroDivisionError: no herons" in (bad.detail or "")
