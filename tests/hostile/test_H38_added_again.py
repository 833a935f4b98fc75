"""H38: the same reports added again: three times, shuffled, half of them, from another folder, at another time."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
from pathlib import Path

import pytest

from pages import WORDS, feed, page
from stemma.archive import Archive


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of every kind."""
    top = tmp_path_factory.mktemp("reports")
    (top / "deep").mkdir()
    for n in range(4):
        (top / "deep" / f"{n}.txt").write_text(f"Ferry {n}\n\n{WORDS[n]}\n{WORDS[1]}\n", "utf-8")
    (top / "page.html").write_text(page('<link rel="canonical" href="https://pier.example/1">'), "utf-8")
    (top / "feed.xml").write_text(feed(("https://pier.example/2", "Ferry", " ".join(WORDS))), "utf-8")
    lines = [json.dumps({"text": f"Day {n}\n\n{WORDS[n]}", "url": f"https://quay.example/{n}"}) for n in range(3)]
    (top / "days.jsonl").write_text("\n".join(lines), "utf-8")
    return top


def test_nothing_changes(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "copy"
    shutil.copytree(folder, other)
    for path in other.rglob("*"):
        os.utime(path, (1, 1))
    files = sorted(str(path) for path in other.rglob("*") if path.is_file())
    with Archive.create(tmp_path / "desk") as archive:
        first = list(archive.add([str(folder)]))
        contents, head, stories = archive.store.contents(), archive.head(), archive.stories()
        random.Random(7).shuffle(files)
        for names in ([str(folder)], [str(folder)], [str(other)], files, files[::2], [files[3], files[1]]):
            again = list(archive.add(names))
            assert {one.what for one in again} == {"known"}
            assert {one.report for one in again} <= {one.report for one in first}
        assert (archive.store.contents(), archive.head(), archive.stories()) == (contents, head, stories)


def test_two_machines_agree(folder: Path, tmp_path: Path) -> None:
    files = sorted((str(path) for path in folder.rglob("*") if path.is_file()), reverse=True)
    with Archive.create(tmp_path / "one") as one, Archive.create(tmp_path / "two") as two:
        list(one.add([str(folder)]))
        for name in files:
            list(two.add([name]))
        assert one.store.contents() == two.store.contents()
        assert one.stories() == two.stories()


def test_a_stream_that_was_cut_goes_on_where_it_was(folder: Path, tmp_path: Path) -> None:
    data = (folder / "days.jsonl").read_bytes() + b"\n"
    with Archive.create(tmp_path / "desk") as archive:
        list(archive.add(["-"], stdin=io.BytesIO(data[: len(data) // 2].rpartition(b"\n")[0])))
        again = list(archive.add(["-"], stdin=io.BytesIO(data)))
        assert [one.what for one in again] == ["known", "new", "new"]
        assert archive.check() == []
