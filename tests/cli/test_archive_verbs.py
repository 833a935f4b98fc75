"""The verbs of an archive, as a person types them: one way through, and what goes wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from stemma.cli.entry import run

Capture = pytest.CaptureFixture[str]

QUAY = """Quay stays open

PORT LORNE, March 3, 2031 — “The lamps are paid for,” harbour master Runa Vik told Radio Sund on Monday.
"""
LAMP = """Lamps paid, says harbour master

PORT LORNE, March 4, 2031 — Harbour master Runa Vik told Radio Sund: “The lamps are paid for.”
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture) -> Path:
    """An archive of two reports, named by STEMMA_STORE."""
    monkeypatch.setenv("STEMMA_STORE", str(tmp_path / "desk"))
    for name, text in (("quay.txt", QUAY), ("lamp.txt", LAMP)):
        (tmp_path / name).write_text(text, "utf-8")
    assert run(["init", str(tmp_path / "desk")]) == 0
    assert run(["add", str(tmp_path / "quay.txt"), str(tmp_path / "lamp.txt")]) == 0
    assert "added: 2 new · log 2:" in capfd.readouterr().out
    return tmp_path


def answer(capfd: Capture, *words: str) -> object:
    """What the verb says as JSON."""
    capfd.readouterr()
    assert run([*words, "--format", "json"]) == 0
    return json.loads(capfd.readouterr().out)


def said(capfd: Capture, *words: str, code: int = 0) -> str:
    """What the verb says on both streams."""
    capfd.readouterr()
    assert run(list(words)) == code
    told = capfd.readouterr()
    return told.out + told.err


def test_adding_is_told_a_line_an_input(desk: Path, capfd: Capture) -> None:
    capfd.readouterr()
    assert run(["add", str(desk / "quay.txt"), str(desk / "none.txt"), "--format", "json"]) == 3
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert {(one["file"].rpartition("/")[2], one["what"], one["code"]) for one in lines} == {
        ("none.txt", None, "P-NOT-FOUND"),
        ("quay.txt", "known", None),
    }


def test_stories_show_and_diff(desk: Path, capfd: Capture) -> None:
    (story,) = answer(capfd, "stories")  # type: ignore[misc]
    assert len(story["reports"]) == 2
    assert story["id"] in said(capfd, "stories")
    assert said(capfd, "stories", "--least", "3") == "no story yet: add reports with `stemma add`\n"
    account = answer(capfd, "show", story["id"][:5])
    assert [r["id"] for r in account["reports"]] == story["reports"]  # type: ignore[index]
    assert said(capfd, "diff", story["id"], "--since", "2999-01-01").startswith(f"{story['id']}: 0 new reports since")
    news = answer(capfd, "diff", story["id"], "--since", "2000-01-01")
    assert news["reports"] == story["reports"]  # type: ignore[index]
    assert "U-DATE" in said(capfd, "diff", story["id"], "--since", "yesterday", code=2)
    assert "S-NO-STORY" in said(capfd, "show", "nothing", code=4)


def test_search_and_alert(desk: Path, capfd: Capture) -> None:
    found = answer(capfd, "search", '"lamps are paid"', "--said", "--sort", "oldest")
    assert [hit["speaker"] for hit in found["hits"]] == ["Runa Vik", "Runa Vik"]  # type: ignore[index]
    assert "1 of 1 reports" in said(capfd, "search", "stays", "--facets")
    assert said(capfd, "search", "glacier") == "nothing was found\n"
    assert "U-FACET" in said(capfd, "search", "--outlet", "nobody", code=2)
    assert said(capfd, "alert", "save", "lamps", "lamps") == "alert lamps is saved\n"
    assert said(capfd, "alert", "news") == "nothing new\n"
    (desk / "new.txt").write_text(QUAY.replace("Quay", "Harbour") + "The lamps are green.\n", "utf-8")
    said(capfd, "add", str(desk / "new.txt"))
    assert said(capfd, "alert", "news").startswith("ALERT lamps\n")
    assert answer(capfd, "alert", "news") == []
    assert said(capfd, "alert", "list") == "lamps  lamps\n"
    assert said(capfd, "alert", "remove", "lamps") == "alert lamps is removed\n"


def test_rulings(desk: Path, capfd: Capture) -> None:
    (story,) = answer(capfd, "stories")  # type: ignore[misc]
    first, second = story["reports"]
    said(capfd, "rule", "split-stories", first, "--why", "two days", "--by", "Ida")
    assert len(answer(capfd, "stories")) == 2  # type: ignore[arg-type]
    (one,) = answer(capfd, "rule", "list")  # type: ignore[misc]
    assert (one["kind"], one["by"], one["why"]) == ("split-stories", "Ida", "two days")
    said(capfd, "rule", "undo", one["id"], "--why", "one event", "--by", "Ida")
    assert len(answer(capfd, "stories")) == 1  # type: ignore[arg-type]
    said(capfd, "rule", "speaker", f"{first}.q1", "Radio Sund", "--why", "the station said it", "--by", "Ida")
    said(capfd, "rule", "line", second, "Lamps paid", "teaser", "--why", "a link", "--by", "Ida")
    said(capfd, "rule", "split", first, "Radio Sund", "Radio Sund Two", "--why", "another one", "--by", "Ida")
    said(capfd, "rule", "merge", "Runa Vik", "Vik", "--why", "one person", "--by", "Ida")
    said(capfd, "rule", "issue", "lamps", "lights", "--why", "one thing", "--by", "Ida")
    said(capfd, "rule", "join-stories", first, second, "--why", "one event", "--by", "Ida")
    said(capfd, "rule", "derivation", second, first, "--why", "own reporter", "--by", "Ida")
    account = answer(capfd, "show", first)
    assert {o["id"]: o["applied"] for o in account["rulings"]}  # type: ignore[index]
    out = desk / "rulings.jsonl"
    said(capfd, "rule", "export", "-o", str(out))
    assert len(out.read_text("utf-8").splitlines()) == 7
    assert "0 of 7 rulings are new" in said(capfd, "rule", "import", str(out))
    assert "R-RULING" in said(capfd, "rule", "merge", "Vik", "--why", "-", "--by", "Ida", code=2)
    assert "S-NO-QUOTATION" in said(capfd, "rule", "speaker", f"{first}.q9", "Vik", "--why", "-", "--by", "I", code=4)
    assert "S-NO-RULING" in said(capfd, "rule", "undo", "r0", "--why", "-", "--by", "Ida", code=4)


def test_check_forget_and_doctor(desk: Path, capfd: Capture) -> None:
    head = said(capfd, "check").strip().rpartition(" ")[2]
    assert said(capfd, "check", "--head", head, "--quiet") == ""
    (story,) = answer(capfd, "stories")  # type: ignore[misc]
    assert "is forgotten" in said(capfd, "forget", story["reports"][0], "--why", "asked for", "--by", "Ida")
    assert "1 forgotten on purpose" in said(capfd, "add", str(desk / "quay.txt"), str(desk / "lamp.txt"))
    assert "is not a continuation" in said(capfd, "check", "--head", "1:" + "0" * 64, code=1)
    findings = answer(capfd, "doctor")
    assert all(one["ok"] for one in findings)  # type: ignore[union-attr]
    assert "1 reports" in said(capfd, "doctor")


def test_without_an_archive_every_verb_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: Capture
) -> None:
    monkeypatch.delenv("STEMMA_STORE", raising=False)
    for words in (["stories"], ["show", "s1"], ["search", "x"], ["add", "x"], ["check"], ["rule", "list"]):
        assert "U-STORE" in said(capfd, *words, code=2)
    assert "S-NOT-OURS" in said(capfd, "stories", "--store", str(tmp_path), code=4)


def test_a_name_that_is_no_utf8(desk: Path, capfd: Capture) -> None:
    odd = os.fsdecode(os.fsencode(desk) + b"/r\xff.txt")
    Path(odd).write_text(QUAY.replace("lamps", "ropes"), "utf-8")
    assert answer(capfd, "add", odd)["file"] == "r\ufffd.txt"  # type: ignore[call-overload, index]
    assert answer(capfd, "add", odd)["what"] == "known"  # type: ignore[call-overload, index]
    assert "[P-NOT-FOUND]" in said(capfd, "add", os.fsdecode(b"\xff.txt"), code=4)
    assert "[U-ENCODING]" in said(capfd, "alert", "save", "\udcff", code=2)
    assert "[U-ENCODING]" in said(capfd, "rule", "merge", "\udcff", "Runa Vik", "--why", "-", "--by", "Ida", code=2)


def test_rulings_go_to_stdout_where_that_is_named(desk: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    said(capfd, "rule", "merge", "Runa Vik", "the harbour master", "--why", "one man", "--by", "Ida")
    assert '"kind":"merge"' in said(capfd, "rule", "export", "-o", "-")
    assert not (desk / "-").exists()


def test_days_that_are_none_are_refused(desk: Path, capfd: Capture) -> None:
    for since in ("2031-02-30", "yesterday", "2031-13-01T00:00Z"):
        assert "[U-DATE]" in said(capfd, "diff", "s0", "--since", since, code=2)


def test_an_alert_for_all_that_comes(tmp_path: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMMA_STORE", str(tmp_path / "empty"))
    said(capfd, "init", str(tmp_path / "empty"))
    said(capfd, "alert", "save", "all")
    assert said(capfd, "alert", "news") == "nothing new\n"
    (tmp_path / "quay.txt").write_text(QUAY, "utf-8")
    said(capfd, "add", str(tmp_path / "quay.txt"))
    assert "ALERT all" in said(capfd, "alert", "news")
    assert said(capfd, "alert", "news") == "nothing new\n"


def test_a_password_is_never_told(capfd: Capture) -> None:
    pytest.importorskip("psycopg")
    assert "pass%zz" not in said(capfd, "stories", "--store", "postgresql://ida:pass%zz@localhost/x", code=4)
