"""A file is there whole or not at all, with the mode it had."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stemma.errors import UsageError
from stemma.writing import replacing


def test_it_is_replaced_in_one_step_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    target.chmod(0o640)
    with replacing(target) as file:
        file.write(b"new")
        assert target.read_text() == "old"
    assert (target.read_text(), target.stat().st_mode & 0o777) == ("new", 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> None:
        with replacing(tmp_path / "a.txt") as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_one_and_a_pipe_too(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    with replacing(tmp_path / "link.txt") as file:
        file.write(b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"
    with replacing(os.devnull) as file:
        file.write(b"nothing")


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written") as error, replacing(tmp_path / "none" / "a.txt"):
        pass
    assert error.value.code == "U-OUTPUT"
