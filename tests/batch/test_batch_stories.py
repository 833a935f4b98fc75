"""Stories of a batch by windows of time: those of one index over all, whoever works and wherever a window ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from batched import here, nobody
from stemma.batch import run
from stemma.batch import work as working
from stemma.batch.stories import DAYS, _merged
from stemma.link.story_index import StoryIndex
from stemma.link.story_terms import profile
from stemma.settings import Settings
from stemma.types.batch import Annotated
from stemma.types.story import story_id

FIRST = date.fromordinal(DAYS * 26_490)
"""Where a window begins."""
NAMES = ("Tveit", "Brask", "Oduya", "Lindqvist", "Marchetti", "Sefton", "Kalinin", "Ferreira", "Watanabe", "Dufresne")
PLACES = ("Harlow", "Eastmoor", "Quillan", "Brackley", "Tarsend", "Vellmar", "Ostrava", "Penhale", "Corvo", "Dunmere")
THINGS = (
    "culvert",
    "tramway",
    "brewery",
    "lighthouse",
    "quarry",
    "cannery",
    "aqueduct",
    "sawmill",
    "orchard",
    "hangar",
)
DID = ("subsided", "caught fire", "was auctioned", "flooded", "was squatted", "was listed", "lost its roof", "reopened")


def text(story: int, turn: int) -> str:
    """One report of an invented story."""
    name, place, thing = NAMES[story % 10], PLACES[story * 3 % 10], THINGS[story * 7 % 10]
    lines = (
        f"{place} {thing} {DID[story % 8]}",
        f"The {thing} of {place} {DID[story % 8]}, warden {name} said. Inspector {name}son{story} of the council",
        f"measured {story * 13 + 7} cracks in the {thing} and its {story}-tonne gantry.",
        f"“The {thing} stood for {story + 60} years,” {name} told {PLACES[turn % 10]} residents.",
    )
    return "\n\n".join(lines) + "\n"


def written(path: Path, days: dict[int, tuple[int, ...]]) -> Path:
    """Stories as JSONL: the day of each of their reports, from the first."""
    rows = [
        {
            "text": text(story, turn),
            "url": f"https://post{turn}.example/{story}",
            "published": str(FIRST + timedelta(day)),
        }
        for story, told in days.items()
        for turn, day in enumerate(told)
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def lines(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (output / "stories.jsonl").read_text("utf-8").splitlines()]


def of_one_index(output: Path) -> list[tuple[str, ...]]:
    index = StoryIndex()
    for path in (output / "shards").glob("*[0-9].jsonl"):
        for line in path.read_bytes().splitlines():
            one = msgspec.json.decode(line, type=Annotated)
            index.insert(profile(one.report, one.annotations))
    return index.stories()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.batch.running.worked", here)
    monkeypatch.setattr(working, "annotate", nobody)


LASTING = {
    1: (2, 3, 4),
    2: (DAYS - 1, DAYS, DAYS + 1),
    3: (DAYS - 6, DAYS - 3, DAYS, DAYS + 3, DAYS + 6, DAYS + 9),
    4: tuple(range(1, 3 * DAYS, 6)),
    5: (DAYS + 10,),
    6: (2 * DAYS, 2 * DAYS),
    7: (2 * DAYS - 1, 2 * DAYS + 5),
}


@pytest.mark.usefixtures("quick")
def test_windows_find_the_stories_of_one_index(tmp_path: Path) -> None:
    run([str(written(tmp_path / "in.jsonl", LASTING))], tmp_path / "out", to=["jsonl"], shard_size=7, with_stories=True)
    found = lines(tmp_path / "out")
    assert [tuple(one["reports"]) for one in found] == of_one_index(tmp_path / "out")
    assert sorted(len(one["reports"]) for one in found) == sorted(len(days) for days in LASTING.values())
    assert all(one["id"] == story_id(one["reports"]) for one in found)
    assert not list((tmp_path / "out").glob(".stories*"))


@pytest.mark.usefixtures("quick")
def test_shards_and_packing_change_no_story(tmp_path: Path) -> None:
    name = str(written(tmp_path / "in.jsonl", LASTING))
    run([name], tmp_path / "one", shard_size=3, with_stories=True)
    run([name], tmp_path / "two", to=["jsonl"], with_stories=True)
    assert lines(tmp_path / "one") == lines(tmp_path / "two")


def test_processes_settle_as_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = str(written(tmp_path / "in.jsonl", {1: (1, 2), 2: (DAYS, DAYS + 1)}))
    run([name], tmp_path / "two", settings=Settings(jobs=2), with_stories=True)
    monkeypatch.setattr("stemma.batch.running.worked", here)
    run([name], tmp_path / "one", with_stories=True)
    assert lines(tmp_path / "one") == lines(tmp_path / "two")
    assert len(lines(tmp_path / "two")) == 2


@pytest.mark.usefixtures("quick")
def test_reports_without_a_date_are_settled_among_themselves(tmp_path: Path) -> None:
    rows = [{"text": text(8, n), "url": f"https://post{n}.example/8"} for n in range(2)]
    path = written(tmp_path / "in.jsonl", {1: (1, 2)})
    path.write_text(path.read_text("utf-8") + "".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    run([str(path)], tmp_path / "out", with_stories=True)
    assert sorted(len(one["reports"]) for one in lines(tmp_path / "out")) == [2, 2]


def test_what_windows_see_otherwise_is_settled_again() -> None:
    alike, apart = _merged([("a", "b"), ("a", "b"), ("c",), ("c", "d"), ("d", "e"), ("f",)])
    assert alike == [("a", "b"), ("f",)]
    assert apart == [("c", "d", "e")]


def test_a_process_that_is_ended_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stemma.workers import Lost

    def ends(do: object, tasks: Any, jobs: int) -> Iterator[Any]:
        return ((task, Lost()) if isinstance(task, bytes) else (task, do(task)) for task in tasks)  # type: ignore[operator]

    monkeypatch.setattr("stemma.batch.running.worked", ends)
    monkeypatch.setattr(working, "annotate", nobody)
    with pytest.raises(RuntimeError, match="was ended"):
        run([str(written(tmp_path / "in.jsonl", {1: (1,)}))], tmp_path / "out", with_stories=True)
