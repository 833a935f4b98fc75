"""What stands on the status page."""

from __future__ import annotations

from pathlib import Path

import msgspec
from starlette.testclient import TestClient

from desks import FJORD, archive_at, client
from stemma.archive import Archive
from stemma.archive.feeds import FeedState
from stemma.archive.status import FEEDS
from stemma.serve.tokens import Tokens, digest

READ = {"accept": "text/html"}


def test_it_tells_of_the_archive_its_log_and_the_installation(desk: TestClient, place: Path) -> None:
    said = desk.get("/status.json").json()
    with Archive.open(place) as archive:
        assert f"{said['log']['size']}:{said['log']['root']}" == str(archive.head())
        assert said["stories"] == len(archive.stories())
    assert said["reports"] == sum(said["engines"].values()) > 5
    assert said["last"].endswith("Z")
    assert said["settled"] is True
    assert {one["what"] for one in said["findings"]} >= {"stemma", "reading", "room"}
    assert all(one["ok"] for one in said["findings"])


def test_feeds_that_fail_come_first_and_what_they_say_is_text(tmp_path: Path) -> None:
    place = archive_at(tmp_path / "archive")
    states = {
        "https://a.example/feed": FeedState(polled=1_700_000_000.0),
        "https://b.example/<b>": FeedState(polled=1_600_000_000.0, errors=3, why="[P-NET] <script>alert(1)</script>"),
        "https://c.example/": FeedState(errors=9, parked=True, why="gone"),
    }
    with Archive.open(place) as archive:
        archive.store.put(FEEDS, {url: msgspec.json.encode(state) for url, state in states.items()})
    with client(place) as desk:
        said = desk.get("/status.json").json()
        assert [one["feed"] for one in said["feeds"]] == [
            "https://c.example/",
            "https://b.example/<b>",
            "https://a.example/feed",
        ]
        assert said["asked"] == "2023-11-14T22:13:20Z"
        page = desk.get("/status", headers=READ).text
        assert "parked after 9 errors" in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page


def test_who_is_no_admin_sees_no_keys_and_not_the_machine(tmp_path: Path) -> None:
    place = archive_at(tmp_path / "archive")
    states = {
        "https://ida:s3cret@a.example/feed": FeedState(polled=1_700_000_000.0),
        "https://b.example/private-9f3/rss?key=s3cret": FeedState(errors=2, why="[P-NET] b.example/?key=s3cret"),
        "https://[s3cret": FeedState(errors=1),
    }
    with Archive.open(place) as archive:
        archive.store.put(FEEDS, {url: msgspec.json.encode(state) for url, state in states.items()})
    known = Tokens({digest("reads"): ("reader", "Rea"), digest("runs"): ("admin", "Ada")})
    with client(place, tokens=known) as desk:
        addresses = ("/status", "/status.json", "/status.csv", "/api/v1/status")
        for address in addresses:
            for token in ({}, {"authorization": "Bearer reads"}):
                said = desk.get(address, headers={**READ, **token}).text
                assert "s3cret" not in said, address
                assert "private-9f3" not in said, address
                assert str(tmp_path) not in said, address
                assert "b.example" in said, address
            admin = desk.get(address, headers={**READ, "authorization": "Bearer runs"})
            assert "private-9f3" in admin.text, address
            assert admin.headers["etag"] != desk.get(address, headers=READ).headers["etag"], address
        assert desk.get("/status.json").json()["findings"] == []


def test_what_was_withdrawn_is_told_in_lists_on_its_story_and_by_itself(tmp_path: Path) -> None:
    place = archive_at(tmp_path / "archive", FJORD)
    with Archive.open(place) as archive:
        report = next(k.report for k in archive.store.get(archive.stories()[0].reports) if k.report and k.report.url)
        assert archive.store.gone(report.article or report.id, report.url or "", 410)
    with client(place) as desk:
        (story,) = desk.get("/index.json").json()["stories"]
        assert list(story["withdrawn"]) == [report.id]
        assert "1 withdrawn" in desk.get("/", headers=READ).text
        assert "Withdrawn since" in desk.get(f"/story/{story['id']}", headers=READ).text
        by_itself = desk.get(f"/story/{story['id']}/report/{report.id}.json").json()
        assert by_itself["withdrawn"]["status"] == 410
        assert [one["report"] for one in desk.get("/status.json").json()["withdrawn"]] == [report.id]
        tag = desk.get(f"/story/{story['id']}").headers["etag"]
        with Archive.open(place) as archive:
            archive.store.gone(report.article or report.id, report.url or "", None)
        assert desk.get(f"/story/{story['id']}").headers["etag"] != tag
        assert "Withdrawn since" not in desk.get(f"/story/{story['id']}", headers=READ).text
