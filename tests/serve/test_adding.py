"""Reports that are pasted, dropped and named at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desks import FERRY, archive_at, client, finished
from stemma.errors import UsageError
from stemma.serve import additions
from stemma.serve.pool import Pool
from stemma.serve.tokens import Tokens, digest

FIRST, SECOND = "01-jadran-press.txt", "02-isles-gazette.txt"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """A browser at an archive without reports."""
    with client(archive_at(tmp_path / "archive")) as browser:
        yield browser


def test_two_pasted_reports_are_one_story(empty: TestClient) -> None:
    texts = [(FERRY / name).read_text("utf-8") for name in (FIRST, SECOND)]
    form = {"text": [*texts, "  "], "outlet": ["Agency <b>", "", ""], "published": ["2026-08-09", "2026-08-10", ""]}
    sent = empty.post("/add", data=form, follow_redirects=False)
    said = finished(empty, sent.headers["location"] + ".json")
    assert [one["what"] for one in said["inputs"]] == ["new", "new"]
    stories = empty.get("/index.json").json()["stories"]
    assert [story["reports"] for story in stories] == [2]
    assert "Agency <b>" in stories[0]["outlets"]
    page = empty.get(sent.headers["location"]).text
    assert f"/story/{said['inputs'][0]['report']}" in page
    assert empty.get(f"/story/{said['inputs'][0]['report']}").status_code == 200


def test_a_dropped_file_keeps_its_name_and_none_of_its_folders(empty: TestClient) -> None:
    raw = (FERRY / FIRST).read_bytes()
    files = [("files", (name, raw)) for name in ("../../etc/a\x1b[2J.txt", "c:\\x\\b.txt", ".hidden")]
    sent = empty.post("/add", files=files, follow_redirects=False)
    said = finished(empty, sent.headers["location"] + ".json")
    assert [one["file"] for one in said["inputs"]] == ["a[2J.txt", "b.txt", "hidden"]


def test_what_fails_is_told_with_its_code_and_stops_no_other(empty: TestClient) -> None:
    reports = [
        {"url": "http://127.0.0.1:9/x", "outlet": "Nobody"},
        {"text": " \n", "name": "blank.txt"},
        {"text": (FERRY / FIRST).read_text("utf-8")},
    ]
    sent = empty.post("/api/v1/additions", json={"reports": reports})
    assert sent.status_code == 202
    said = finished(empty, f"/api/v1/additions/{sent.json()['id']}")
    assert (said["state"], said["done"], said["total"]) == ("done", 3, 3)
    assert sorted(one["outcome"] for one in said["inputs"]) == ["failed", "ok", "skipped"]
    assert all(one["code"].startswith("P-") for one in said["inputs"] if one["outcome"] != "ok")


@pytest.mark.parametrize(
    "reports",
    [
        [],
        [{}],
        [{"text": "x", "url": "http://a.example"}],
        [{"url": "file:///etc/passwd"}],
        [{"url": "x"}],
        [{"text": "x", "published": "2026-13-45"}],
    ],
)
def test_what_is_no_report_is_refused(empty: TestClient, reports: list[dict[str, str]]) -> None:
    answer = empty.post("/api/v1/additions", json={"reports": reports})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert empty.get("/index.json").json()["total"] == 0


def test_an_addition_that_is_not_known_is_not_there(empty: TestClient) -> None:
    assert empty.get("/add/none").status_code == 404
    assert empty.get("/api/v1/additions/none").json()["code"] == "S-NO-ADDITION"


def test_more_fields_to_paste_without_scripts(empty: TestClient) -> None:
    assert empty.get("/add").text.count('<textarea name="text"') == 2
    assert empty.get("/add?fields=3").text.count('<textarea name="text"') == 3
    assert empty.get("/add?fields=999").text.count('<textarea name="text"') == 12
    assert empty.get("/add?fields=x").text.count('<textarea name="text"') == 2


def test_the_same_words_under_two_outlets_are_two_reports(empty: TestClient) -> None:
    text = (FERRY / FIRST).read_text("utf-8")
    given = [{"text": text, "outlet": outlet} for outlet in ("Morning Sun", "Evening Star")]
    sent = empty.post("/api/v1/additions", json={"reports": given}).json()
    said = finished(empty, f"/api/v1/additions/{sent['id']}")
    kept = [empty.get(f"/api/v1/reports/{one['report']}").json()["report"]["outlet"] for one in said["inputs"]]
    assert kept == ["Morning Sun", "Evening Star"]


def test_one_name_for_two_outlets_is_refused(empty: TestClient) -> None:
    given = [{"text": "Dam opens\n\nIt opened.", "name": "a.txt", "outlet": outlet} for outlet in ("Sun", "Star")]
    assert empty.post("/api/v1/additions", json={"reports": given}).status_code == 400
    given[1]["outlet"] = "Sun"
    assert empty.post("/api/v1/additions", json={"reports": given}).status_code == 202


def test_a_long_name_in_any_script_is_a_files(empty: TestClient) -> None:
    sent = empty.post(
        "/add", files={"files": ("橋" * 150 + ".txt", (FERRY / FIRST).read_bytes())}, follow_redirects=False
    )
    said = finished(empty, sent.headers["location"] + ".json")
    assert (said["state"], [one["outcome"] for one in said["inputs"]]) == ("done", ["ok"])
    assert said["inputs"][0]["file"].endswith("橋.txt")


def test_what_waits_is_not_more_than_fits_in_memory(
    empty: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(additions, "MOST_HELD", 10)
    held = additions.Additions(Pool(tmp_path / "archive"))
    monkeypatch.setattr(held, "_work", lambda: None)
    held.begin([additions.Given(text="more than ten bytes")])
    with pytest.raises(UsageError, match="D-FULL"):
        held.begin([additions.Given(text="x")])


def test_how_adding_stands_is_told_to_who_may_add(tmp_path: Path) -> None:
    tokens = Tokens({digest("adds"): ("admin", "Ida")})
    with client(archive_at(tmp_path / "archive"), tokens=tokens) as browser:
        form, admin = {"text": "Dam opens\n\nIt opened on Monday."}, {"authorization": "Bearer adds"}
        where = browser.post("/add", data=form, headers=admin, follow_redirects=False).headers["location"]
        finished_by(browser, where, admin)
        assert [browser.get(where + form).status_code for form in ("", ".json")] == [403, 403]


def finished_by(browser: TestClient, where: str, headers: dict[str, str]) -> None:
    browser.headers.update(headers)
    assert finished(browser, where + ".json")["state"] == "done"
    for name in headers:
        del browser.headers[name]
