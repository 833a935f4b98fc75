"""JSONL and JSON files: a report a record."""

from __future__ import annotations

import json
from pathlib import Path

from stemma.intake import read_inputs
from stemma.settings import DEFAULT
from stemma.types.report import Report
from stemma.types.span import Span

TEXT = "The pier is shut until May, the council said.\n“Nobody fell in,” said Ivo Brandt, a warden.\n"


def read(tmp_path: Path, name: str, *records: object) -> list[Report]:
    (tmp_path / name).write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
    return read_inputs([str(tmp_path / name)], published={}, outlets={}, settings=DEFAULT)[0]


def test_fields_of_a_record(tmp_path: Path) -> None:
    (report,) = read(
        tmp_path,
        "a.jsonl",
        {
            "text": TEXT,
            "title": "Pier shut",
            "url": "https://p.example/1",
            "outlet": "Pier Post",
            "published": "2021-05-03",
        },
    )
    assert (report.file, report.format, report.text) == ("a.jsonl#1", "jsonl", TEXT)
    assert (report.headline, report.outlet, report.url) == ("Pier shut", "Pier Post", "https://p.example/1")
    assert (report.published.value, report.published.basis) == ("2021-05-03", "metadata")
    assert [line.cls.value for line in report.lines] == ["prose", "prose"]


def test_a_title_that_the_text_repeats_is_a_span(tmp_path: Path) -> None:
    (report,) = read(tmp_path, "a.jsonl", {"text": f"Pier shut\n{TEXT}", "title": "Pier shut"})
    assert isinstance(report.headline, Span)
    assert [line.cls.value for line in report.lines] == ["headline", "prose", "prose"]


def test_a_date_that_is_none_is_not_taken(tmp_path: Path) -> None:
    (report,) = read(tmp_path, "a.jsonl", {"text": TEXT, "published": "recently"})
    assert report.published.value is None
    assert "date_unreadable" in [n.code for n in report.notes]


def test_a_json_file_with_one_object_or_a_list(tmp_path: Path) -> None:
    assert [r.file for r in read(tmp_path, "one.json", {"text": TEXT})] == ["one.json#1"]
    assert [r.file for r in read(tmp_path, "two.json", [{"text": TEXT}, {"text": "Pier open, said Ivo."}])] == [
        "two.json#1",
        "two.json#2",
    ]


def test_blank_lines_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('\n\n{"text": "Pier shut."}\n\n{"text": "Pier open."}\n', "utf-8")
    reports, _ = read_inputs([str(tmp_path)], published={}, outlets={}, settings=DEFAULT)
    assert [r.file for r in reports] == ["a.jsonl#1", "a.jsonl#2"]
