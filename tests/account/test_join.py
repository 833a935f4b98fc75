"""Sigla and the joined account."""

from __future__ import annotations

import pytest

from stemma.account.sigla import in_order, siglum
from stemma.types.report import Published, Report


def report(file: str, when: str | None) -> Report:
    return Report(
        id=file, file=file, text="", text_sha256="", published=Published(when, "given" if when else "unknown")
    )


@pytest.mark.parametrize(
    ("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_sigla(position: int, letters: str) -> None:
    assert siglum(position) == letters


def test_order_is_of_publication_in_one_clock() -> None:
    reports = [
        report("undated", None),
        report("manila", "2025-04-02T20:00:00+08:00"),
        report("lima", "2025-04-02T06:30:00-05:00"),
        report("day", "2025-04-02"),
        report("month", "2025-04"),
    ]
    order = ["month", "day", "lima", "manila", "undated"]
    assert [r.file for r in in_order(reports)] == order
    assert [r.file for r in in_order(reversed(reports))] == order
