"""Verbs that look at the disk, over an archive that is on none of this machine's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stemma.cli.entry import run


def test_doctor_looks_at_a_team_archive(postgres_schema: Callable[[], str], capfd: pytest.CaptureFixture[str]) -> None:
    address = postgres_schema()
    assert run(["init", address]) == 0
    capfd.readouterr()
    run(["doctor", "--store", address])
    told = capfd.readouterr()
    assert "0 reports" in told.out
    assert "MiB free" not in told.out
    assert "X-WRITE" not in told.err
