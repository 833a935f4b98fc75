"""`stemma export`: formats by name or by ending, what is written, errors."""

from __future__ import annotations

from pathlib import Path

import pytest

import stemma
from stemma.cli.entry import run
from stemma.export.formats import FORMATS
from stemma.types.account import Account

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch, harbour: Account) -> None:
    """`stemma.read` gives back the harbour story."""
    monkeypatch.setattr(stemma, "read", lambda *_, **__: harbour, raising=False)


@pytest.mark.parametrize("form", [one.name for one in FORMATS])
def test_every_format_can_be_asked_for(capfd: Capture, form: str) -> None:
    run(["export", "--to", form, "a.txt", "--quiet"])
    assert capfd.readouterr().out


@pytest.mark.parametrize(("name", "start"), [("x.ics", "BEGIN:VCALENDAR"), ("x.svg", "<?xml")])
def test_ending_of_the_file_says_the_format(tmp_path: Path, name: str, start: str) -> None:
    run(["export", "a.txt", "-o", str(tmp_path / name)])
    assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_words_are_left_out_on_request(capfd: Capture) -> None:
    run(["export", "--to", "dna", "--text", "none", "a.txt", "--quiet"])
    assert "open the north quay" not in capfd.readouterr().out


def test_help_lists_every_format(capfd: Capture) -> None:
    run(["export", "--help"])
    out = capfd.readouterr().out
    assert all(f"{one.name} " in out and one.what[:30] in out for one in FORMATS)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export", "a.txt"], "no format was given"),
        (["export", "a.txt", "-o", "x.csv"], "no format was given"),
        (["export", "--to", "docx", "a.txt"], "docx"),
        (["export", "--to", "dna"], "no report was given"),
        (["export", "--to", "dna", "--text", "some", "a.txt"], "some"),
    ],
)
def test_usage_faults_end_with_2_and_one_line(capfd: Capture, arguments: list[str], told: str) -> None:
    assert run(arguments) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert told in err
    assert err.count("\n") == 1
