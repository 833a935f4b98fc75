"""Answers that are held."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import Response

from desks import FJORD, archive_at, client
from stemma.archive import Archive
from stemma.serve import shown
from stemma.serve.answers import Answers


def test_those_not_asked_for_longest_make_room() -> None:
    answers = Answers(most=80)
    for tag in ("a", "b", "a", "c"):
        answers.known(tag) or answers.keep(tag, Response("x" * 10, media_type="text/plain"))
    for tag in "defghi":
        answers.known("a")
        answers.keep(tag, Response("x" * 10))
    assert answers.known("a")
    assert answers.known("b") is None
    found = answers.known("i")
    assert found
    assert found.body == b"x" * 10


def test_one_that_would_take_all_room_is_not_held() -> None:
    answers = Answers(most=80)
    answers.keep("a", Response("x" * 11))
    assert answers.known("a") is None


def test_nothing_is_held_of_what_was_forgotten(tmp_path: Path) -> None:
    place = archive_at(tmp_path / "archive", FJORD)
    with client(place) as desk:
        story = desk.get("/index.json").json()["stories"][0]["id"]
        tag = desk.get(f"/story/{story}").headers["etag"]
        report = desk.get(f"/story/{story}.json").json()["reports"][2]
        with Archive.open(place) as archive:
            archive.forget(report["id"], by="Ida", why="asked")
        assert report["id"] not in desk.get("/index.json").text
        now = desk.get(f"/story/{story}", headers={"if-none-match": tag})
        assert now.status_code == 200
        assert desk.get(f"/report/{report['id']}").status_code == 404
        pages = [page for (name, _), page in shown._KEPT.items() if name == story]
        assert pages == []
