"""H47: hundreds of copies of one false report. However many there are, they count once, and nothing says otherwise."""

from __future__ import annotations

from pathlib import Path

from stemma.export.view import view
from stemma.pipeline import read
from stemma.types.account import Account

COPIES = 40
TEXT = (
    "Dam to be blown up\n\n"
    "The dam above Lund will be blown up on Friday night, and the valley will be flooded to the church roofs.\n"
    "Three trucks of dynamite were seen on the mountain road, and the guards were sent home with full pay.\n"
    "Whoever can leave should leave before noon and take the goats along.\n"
)


def copies(folder: Path, text: str) -> Account:
    for n in range(COPIES):
        (folder / f"voice{n:03}.txt").write_text(text, "utf-8")
    return read([str(folder)])


def test_no_fact_has_more_than_one_origin(tmp_path: Path) -> None:
    data = copies(tmp_path, TEXT).data
    assert len(data.stories) == 1
    assert data.facts
    assert set(data.counts.independent_origins_by_fact.values()) == {1}


def test_with_a_speaker_it_is_still_one_origin(tmp_path: Path) -> None:
    said = TEXT + "“I saw the trucks with my own eyes,” said Olaf Brandt, a shepherd.\n"
    data = copies(tmp_path, said).data
    assert len(data.origins) == 1
    assert set(data.counts.independent_origins_by_fact.values()) == {1}


def test_the_line_above_the_story_says_that_they_are_copies(tmp_path: Path) -> None:
    line = view(copies(tmp_path, TEXT)).stories[0].rests_on
    assert f"{COPIES - 1} have their text from another of them" in "".join(part.text for part in line.parts)
