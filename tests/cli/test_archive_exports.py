"""`stemma export`, `stemma follow`, and feeds, of an archive."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import feedparser
import pytest

from stemma.cli.entry import run

Capture = pytest.CaptureFixture[str]

QUAY = """Quay stays open

PORT LORNE, March 3, 2031 — “The lamps are paid for,” harbour master Runa Vik told Radio Sund on Monday.
"""
ROOF = """School gets a second roof

KESTREL HILL, July 1, 2031 — “It no longer rains on the maps,” teacher Olga Renn said on Tuesday.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture) -> Path:
    """An archive of two stories, named by STEMMA_STORE."""
    monkeypatch.setenv("STEMMA_STORE", str(tmp_path / "desk"))
    for name, text in (("quay.txt", QUAY), ("roof.txt", ROOF)):
        (tmp_path / name).write_text(text, "utf-8")
    assert run(["init", str(tmp_path / "desk")]) == 0
    assert run(["add", str(tmp_path / "quay.txt"), str(tmp_path / "roof.txt")]) == 0
    return tmp_path


def said(capfd: Capture, *words: str, code: int = 0) -> str:
    """What the verb says on both streams."""
    capfd.readouterr()
    assert run(list(words)) == code
    told = capfd.readouterr()
    return told.out + told.err


def stories(capfd: Capture) -> list[str]:
    """The ids of the stories, the latest first."""
    return [one["id"] for one in json.loads(said(capfd, "stories", "--format", "json"))]


def rows(made: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made)))


def test_all_stories_are_exported_or_those_that_are_named(desk: Path, capfd: Capture) -> None:
    first, second = stories(capfd)
    made = rows(said(capfd, "export", "--to", "statements-csv"))
    assert [row["story"] for row in made] == [first, second]
    assert [row["source_name"] for row in made] == ["Olga Renn", "Runa Vik"]
    made = rows(said(capfd, "export", "--to", "statements-csv", "--story", second, "--text", "none"))
    assert [(row["story"], row["text"]) for row in made] == [(second, "")]
    out = desk / "both.ics"
    said(capfd, "export", "-o", str(out), "--story", second, "--story", first)
    assert out.read_bytes().count(b"BEGIN:VCALENDAR") == 1


def test_reports_that_are_named_are_read_whatever_archive_there_is(desk: Path, capfd: Capture) -> None:
    made = rows(said(capfd, "export", "--to", "statements-csv", str(desk / "quay.txt"), "--quiet"))
    assert [row["source_name"] for row in made] == ["Runa Vik"]
    assert said(capfd, "follow", "Runa Vik", str(desk / "quay.txt"), "--quiet").startswith("Runa Vik")


def test_follow_asks_the_archive_where_no_report_is_named(desk: Path, capfd: Capture) -> None:
    made = json.loads(said(capfd, "follow", "Renn", "--format", "json"))
    assert [one["name"] for one in made["entities"] if one["id"] == made["actor"]] == ["Olga Renn"]
    first, second = stories(capfd)
    assert said(capfd, "follow", "Renn", "--story", first).startswith("Olga Renn")
    assert "no report names 'Renn'" in said(capfd, "follow", "Renn", "--story", second, code=2)
    assert "U-ISSUE" in said(capfd, "follow", "--issue", "glacier", code=2)


@pytest.mark.parametrize(
    ("arguments", "told", "code"),
    [
        (["export", "--to", "terms-csv"], "holds the account of one story", 2),
        (["export", "--to", "timeline-svg"], "--story STORY", 2),
        (["export", "--to", "dna", "--story", "s00"], "S-NO-STORY", 4),
        (["export", "--to", "dna", "--outlet", "a.txt=A"], "--outlet is of reports", 2),
        (["export", "--to", "dna", "--story", "s00", "a.txt"], "--story is of an archive", 2),
        (["follow", "Renn", "--rulings", "x.jsonl"], "--rulings is of reports", 2),
        (["follow"], "no report was given", 2),
    ],
)
def test_faults_end_with_one_line(desk: Path, capfd: Capture, arguments: list[str], told: str, code: int) -> None:
    found = said(capfd, *arguments, code=code)
    assert told in found
    assert found.count("\n") == 1


def test_a_file_is_there_whole_or_not_at_all(desk: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError("the second story")

    monkeypatch.setattr("stemma.pipeline.account_of", broken)
    said(capfd, "export", "--to", "dna", "-o", str(desk / "out.csv"), code=70)
    assert sorted(path.name for path in desk.iterdir()) == ["desk", "quay.txt", "roof.txt"]


def test_without_an_archive_reports_must_be_named(capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STEMMA_STORE", raising=False)
    assert "no report was given" in said(capfd, "export", "--to", "dna", code=2)
    assert "no archive was named" in said(capfd, "export", "--to", "dna", "--story", "s1", code=2)


def test_stories_and_what_somebody_says_are_feeds(desk: Path, capfd: Capture) -> None:
    made = feedparser.parse(said(capfd, "stories", "--format", "rss"))
    assert [entry.title for entry in made.entries] == ["School gets a second roof", "Quay stays open"]
    made = feedparser.parse(said(capfd, "stories", "--format", "rss", "--limit", "1"))
    assert len(made.entries) == 1
    made = feedparser.parse(said(capfd, "search", "--said", "--speaker", "Vik", "lamps", "--format", "rss"))
    assert made.feed.title == "Search: lamps, speaker Vik"
    assert [entry.title for entry in made.entries] == ["Runa Vik: “The lamps are paid for,”"]
    assert not feedparser.parse(said(capfd, "search", "glacier", "--format", "rss")).entries
