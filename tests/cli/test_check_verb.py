"""`stemma check`: exits 0 on an account that holds, 1 on any fault, and names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.cli.entry import run
from stemma.types.account import Account

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def files(tmp_path: Path, harbour: Account) -> list[str]:
    """The account as JSON, then its reports, as files."""
    account = tmp_path / "account.json"
    account.write_bytes(harbour.to_json())
    paths = [str(account)]
    for report in harbour.data.reports:
        path = tmp_path / report.file
        path.write_bytes(harbour.texts[report.id].encode())
        paths.append(str(path))
    return paths


def test_sound_account_holds(files: list[str], capfd: Capture) -> None:
    assert run(["check", *files]) == 0
    assert "3 reports, every span and reference checked" in capfd.readouterr().out


def test_changed_report_is_a_fault(files: list[str], capfd: Capture) -> None:
    path = Path(files[1])
    path.write_text(path.read_text("utf-8").replace("30 pilots", "31 pilots"), encoding="utf-8")
    assert run(["check", *files]) == 1
    out = capfd.readouterr().out
    assert "C-TEXT-CHANGED" in out
    assert "C-SPAN" in out


def test_missing_report_is_a_fault(files: list[str], capfd: Capture) -> None:
    assert run(["check", *files[:-1]]) == 1
    assert "C-TEXT-MISSING" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("old", "new"),
    [('"conflict"', '"quarrel"'), ('"siglum": "B"', '"siglum": "C"'), ('"text": "30 pilots"', '"text": "31"')],
)
def test_changed_account_is_a_fault(files: list[str], old: str, new: str) -> None:
    path = Path(files[0])
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert run(["check", *files]) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"account": 2}'])
def test_what_is_no_account_is_said(tmp_path: Path, capfd: Capture, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    assert run(["check", str(path)]) == 1
    assert "C-SHAPE" in capfd.readouterr().err


def test_missing_account_file(capfd: Capture) -> None:
    assert run(["check", "/no/such.json"]) == 4
    assert "P-READ" in capfd.readouterr().err


def test_account_with_half_a_surrogate_pair_is_read_and_checked(files: list[str], capfd: Capture) -> None:
    """A file name that is no UTF-8 is printed so; every other fault is still found."""
    path = Path(files[0])
    text = path.read_text("utf-8")
    path.write_text(text.replace("Runa Vik", "Runa V\\ud800k", 1), encoding="utf-8")
    assert run(["check", *files]) in (0, 1)
    assert "C-SHAPE" not in capfd.readouterr().err
    path.write_text(text.replace('"conflict"', '"\\ud800"', 1), encoding="utf-8")
    assert run(["check", *files]) == 1
    assert "is no account" in capfd.readouterr().err


def test_a_head_is_of_an_archive(files: list[str], capfd: Capture) -> None:
    assert run(["check", files[0], "--head", "1:" + "0" * 64]) == 2
    assert "--head is of an archive's log" in capfd.readouterr().err
