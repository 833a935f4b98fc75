"""`stemma token`: what it writes, `stemma serve` reads."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from stemma.cli import cli
from stemma.serve.tokens import Tokens


def made(file: Path, name: str, role: str = "reader") -> str:
    answer = CliRunner().invoke(cli, ["token", name, role, "--tokens", str(file)], catch_exceptions=False)
    assert answer.exit_code == 0
    return answer.output.strip()


def test_a_line_that_an_editor_left_open_is_not_gone_on_with(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    first = made(file, "Ida")
    file.write_text(file.read_text("utf-8").rstrip("\n"), "utf-8")
    second = made(file, "𠮷田", "admin")
    known = Tokens.load(file)
    assert (known.guest(first), known.guest(second)) == (("reader", "Ida"), ("admin", "𠮷田"))
    assert file.stat().st_mode & 0o077 == 0


def test_a_name_that_is_no_text_is_refused_and_nothing_written(tmp_path: Path) -> None:
    answer = CliRunner().invoke(cli, ["token", "\udcff", "reader", "--tokens", str(tmp_path / "tokens")])
    assert answer.exit_code != 0
    assert not (tmp_path / "tokens").exists()
