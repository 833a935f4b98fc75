"""`stemma read`: options, formats, exit codes, where things are written. What is read is another part's matter."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

import stemma
from stemma.cli.entry import run
from stemma.types.account import Account, AccountData
from stemma.types.report import Input
from stemma.types.ruling import RulingOutcome

Capture = pytest.CaptureFixture[str]
replace = msgspec.structs.replace


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, harbour: Account) -> dict[str, Any]:
    """`stemma.read` gives back the harbour story, all its inputs well, and notes what it was asked."""
    asked: dict[str, Any] = {"account": with_inputs(harbour, ())}

    def read(inputs: object, **more: object) -> Account:
        asked.update(more, inputs=inputs)
        given = asked["account"]
        assert isinstance(given, Account)
        return given

    monkeypatch.setattr(stemma, "read", read, raising=False)
    return asked


def with_inputs(account: Account, bad: tuple[Input, ...]) -> Account:
    good = tuple(one for one in account.data.inputs if one.outcome == "ok")
    return replace(account, data=replace(account.data, inputs=(*good, *bad)))


def test_terminal_is_the_default(asked: Mapping[str, Any], capfd: Capture) -> None:
    assert run(["read", "a.txt"]) == 0
    out, err = capfd.readouterr()
    assert "WHO SAID WHAT" in out
    assert "\x1b" not in out
    assert err == ""


def test_json_is_the_contract(asked: Mapping[str, Any], harbour: Account, capfd: Capture) -> None:
    assert run(["read", "a.txt", "--format", "json"]) == 0
    assert msgspec.json.decode(capfd.readouterr().out, type=AccountData).reports == harbour.data.reports


@pytest.mark.parametrize(
    ("name", "start"), [("x.html", "<!DOCTYPE html>"), ("x.json", "{"), ("x.md", "# "), ("x.txt", "Harbour")]
)
def test_ending_of_the_file_says_the_format(asked: Mapping[str, Any], tmp_path: Path, name: str, start: str) -> None:
    assert run(["read", "a.txt", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_dates_outlets_and_jobs_reach_the_pipeline(asked: dict[str, Any]) -> None:
    more = ["--published", "a=b.txt=2026-03-01", "--outlet", "a.txt=The A=B", "--jobs", "3", "--quiet"]
    assert run(["read", "a.txt", *more]) == 0
    assert asked["published"] == {"a=b.txt": "2026-03-01"}
    assert asked["outlets"] == {"a.txt": "The A=B"}
    assert asked["settings"].jobs == 3


def test_rulings_are_loaded(asked: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text('{"id":"r1","kind":"merge","by":"k","when":"w","why":"y","names":["A","B"]}\n')
    assert run(["read", "a.txt", "--rulings", str(file)]) == 0
    assert asked["rulings"][0].names == ("A", "B")


def test_explain_says_why(asked: Mapping[str, Any], capfd: Capture) -> None:
    run(["read", "a.txt"])
    assert "shares a run of words" not in capfd.readouterr().out
    run(["read", "a.txt", "--explain"])
    explained = capfd.readouterr().out
    for why in ("shares a run of words", "subject of the verb of saying", "is the last word of", "the same words but"):
        assert why in explained


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "a.txt", "--published", "nothing"],
        ["read", "a.txt", "--published", "=2026"],
        ["read", "a.txt", "--outlet", "a.txt="],
        ["read", "a.txt", "--format", "pdf"],
        ["read", "a.txt", "--jobs", "0"],
        ["read", "a.txt", "--rulings", "/no/such/file"],
        ["read", "a.txt", "-o", "/no/such/folder/x.html"],
        ["read", "a.txt", "-o", "."],
        ["frobnicate"],
    ],
)
def test_usage_faults_end_with_2_and_one_line(asked: Mapping[str, Any], capfd: Capture, arguments: list[str]) -> None:
    assert run(arguments) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("stemma: ")
    assert err.count("\n") == 1


def test_failed_input_ends_with_3_and_is_named(asked: dict[str, Any], harbour: Account, capfd: Capture) -> None:
    bad = Input(file="scan\x1b.pdf", outcome="failed", code="P-BINARY", detail="is no text")
    asked["account"] = with_inputs(harbour, (bad,))
    assert run(["read", "a.txt", "--quiet"]) == 3
    out, err = capfd.readouterr()
    assert "WHO SAID WHAT" in out
    assert err == "stemma: scan␛.pdf: failed [P-BINARY] is no text\n"


@pytest.mark.parametrize(("given", "code"), [("folder", 0), ("folder/notes.doc", 3)])
def test_skipped_input_is_a_failure_only_if_it_was_named(
    asked: dict[str, Any], harbour: Account, given: str, code: int
) -> None:
    asked["account"] = with_inputs(harbour, (Input(file="notes.doc", outcome="skipped", code="P-TYPE"),))
    assert run(["read", given, "--format", "json"]) == code


def test_nothing_usable_ends_with_4(asked: dict[str, Any], harbour: Account, capfd: Capture) -> None:
    counts = replace(harbour.data.counts, reports=0, stories=0, origins=0)
    empty = replace(
        harbour.data, reports=(), stories=(), utterances=(), origins=(), derivations=(), stemmata=(), facts=(),
        omissions=(), wording=(), positions=(), proposals=(), control=(), timeline=(), entities=(), counts=counts,
    )  # fmt: skip
    asked["account"] = Account(data=empty, texts={})
    for form in ("terminal", "json", "html", "markdown"):
        assert run(["read", "a.txt", "--format", form]) == 4
        out, err = capfd.readouterr()
        assert out
        assert "P-NOTHING" in err


def test_ruling_that_does_not_fit_is_named(asked: dict[str, Any], harbour: Account, capfd: Capture) -> None:
    told = (RulingOutcome(id="r9", applied=False, why_not="no report has the text"),)
    account = with_inputs(harbour, ())
    asked["account"] = replace(account, data=replace(account.data, rulings=told))
    assert run(["read", "a.txt"]) == 0
    out, err = capfd.readouterr()
    assert "ruling r9 was not applied: no report has the text" in err
    assert "r9 was not applied" in out


def test_file_is_replaced_whole_and_keeps_its_mode(asked: Mapping[str, Any], tmp_path: Path) -> None:
    target = tmp_path / "x.html"
    target.write_text("old")
    target.chmod(0o640)
    assert run(["read", "a.txt", "-o", str(target)]) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["x.html"]


def test_failed_write_leaves_the_old_file_and_nothing_else(
    asked: Mapping[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x.html"
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert run(["read", "a.txt", "-o", str(target)]) == 2
    assert target.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["x.html"]


def test_symbolic_link_is_followed_not_replaced(asked: Mapping[str, Any], tmp_path: Path) -> None:
    target, link = tmp_path / "real.html", tmp_path / "link.html"
    target.write_text("old")
    link.symlink_to(target)
    assert run(["read", "a.txt", "-o", str(link)]) == 0
    assert link.is_symlink()
    assert target.read_text("utf-8").startswith("<!DOCTYPE")
