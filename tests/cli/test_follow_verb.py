"""`stemma follow`: actor or issue, since when, formats, errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import stemma
from stemma.cli.entry import run
from stemma.types.account import Account

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch, harbour: Account) -> None:
    """`stemma.read` gives back the harbour story."""
    monkeypatch.setattr(stemma, "read", lambda *_, **__: harbour, raising=False)


def test_actor_comes_before_the_reports(capfd: Capture) -> None:
    run(["follow", "Runa Vik", "a.txt", "--quiet"])
    out = capfd.readouterr().out
    assert out.startswith("Runa Vik")
    assert "denied by Runa Vik" in out


def test_issue_needs_no_actor(capfd: Capture) -> None:
    run(["follow", "--issue", "night boats", "a.txt"])
    assert capfd.readouterr().out.startswith("night boats")


def test_json_is_the_ledger_and_since_marks_what_is_new(capfd: Capture) -> None:
    run(["follow", "Vik", "a.txt", "--format", "json", "--since", "2026-03-04"])
    made = json.loads(capfd.readouterr().out)
    assert (made["ledger"], made["actor"], made["since"]) == (1, "e1", "2026-03-04")
    assert [row["new"] for row in made["rows"]] == [False, False, False, True, None]


def test_ending_of_the_file_says_the_format(tmp_path: Path) -> None:
    run(["follow", "Vik", "a.txt", "-o", str(tmp_path / "x.html")])
    assert (tmp_path / "x.html").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["follow", "Rune Vick", "a.txt"], "Near names: 'Runa Vik'"),
        (["follow", "--issue", "lamsp", "a.txt"], "'lamps'"),
        (["follow", "Vik", "a.txt", "--since", "soon"], "is no date"),
        (["follow", "Vik"], "no report was given"),
        (["follow"], "no report was given"),
        (["follow", "Vik", "a.txt", "--format", "pdf"], "pdf"),
    ],
)
def test_usage_faults_end_with_2_and_one_line(capfd: Capture, arguments: list[str], told: str) -> None:
    assert run(arguments) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert told in err
    assert err.count("\n") == 1


def test_from_python_the_verb_is_a_function_whatever_was_imported(harbour: Account) -> None:
    from stemma.follow import FOLLOWERS

    assert FOLLOWERS
    assert stemma.follow(harbour, actor="Runa Vik").rows
