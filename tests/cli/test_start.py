"""The command starts fast, says its version, and lists its options under headings."""

from __future__ import annotations

import subprocess
import sys

import pytest

from stemma._version import __version__
from stemma.cli.entry import run

HEAVY = ("trafilatura", "feedparser", "rich", "jinja2", "py3langid", "lxml", "numpy", "stemma.pipeline", "msgspec")


def test_help_imports_nothing_heavy() -> None:
    code = f"import stemma.cli, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_archive_is_opened_without_the_parts_that_read_reports() -> None:
    code = "import stemma.archive, sys; print('stemma.pipeline' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_help_of_read_groups_its_options(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "--help"]) == 0
    out = capfd.readouterr().out
    assert out.index("Input:") < out.index("--published") < out.index("Output:") < out.index("--format")
    assert out.index("Corrections:") < out.index("--rulings")


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert __version__ in capfd.readouterr().out


@pytest.mark.parametrize("verb", ["read", "check"])
def test_verbs_are_listed(capfd: pytest.CaptureFixture[str], verb: str) -> None:
    assert run(["--help"]) == 0
    assert f"\n  {verb} " in capfd.readouterr().out


def broken(*given: object, **more: object) -> None:
    raise KeyError("a table that is not there")


def test_a_bug_is_one_line_and_70(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("STEMMA_DEBUG", raising=False)
    monkeypatch.setattr("stemma.cli.read.account_of", broken)
    assert run(["read", "any.txt"]) == 70
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "[X-BUG]" in said.err
    assert "KeyError in test_start.py" in said.err
    assert "report it" in said.err


def test_a_bug_shows_its_traceback_to_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMMA_DEBUG", "1")
    monkeypatch.setattr("stemma.cli.read.account_of", broken)
    with pytest.raises(KeyError, match="not there"):
        run(["read", "any.txt"])
