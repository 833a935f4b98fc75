"""H40: one text at several addresses (print view, tracking parameters, http and https) is one text, counted once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stemma.pipeline import read

TEXT = (
    "Ferry to stop in June\n\n"
    "The last ferry between Oster and Lund will sail on 30 June, the harbour board said in a statement on Monday.\n"
    "“We cannot pay for a ship that carries eleven people and a goat,” said Marit Holm, who chairs the board.\n"
    "The crossing takes forty minutes and has been run by the same family since the lighthouse was built.\n"
)
PLACES = (
    "https://harbour-post.example/ferry",
    "http://harbour-post.example/ferry",
    "https://harbour-post.example/ferry?utm_source=mail&utm_medium=x",
    "https://harbour-post.example/print/ferry",
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "mirror.jsonl"
    rows = ({"url": url, "text": TEXT, "date": "2031-06-02"} for url in PLACES)
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return path


def test_every_place_is_a_report_and_all_are_one_source(records: Path) -> None:
    data = read([str(records)]).data
    assert len(data.stories) == 1
    assert len(data.origins) <= 2, "the board, and the woman who chairs it; not one for each place"
    assert set(data.counts.independent_origins_by_fact.values()) <= {1}


def test_all_but_one_have_their_text_from_another(records: Path) -> None:
    data = read([str(records)]).data
    reports = {r.id for r in data.reports}
    copies = {d.report for d in data.derivations if d.from_ in reports}
    assert len(copies) == len(reports) - 1
    assert {d.how for d in data.derivations if d.from_ in reports} <= {"wire-copy"}
