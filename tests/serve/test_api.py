"""REST under /api/v1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from desks import FERRY, archive_at, client
from stemma.serve.api import OPERATIONS, document
from stemma.types.account import AccountData


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    """A browser at an archive that may be changed."""
    with client(archive_at(tmp_path / "archive", FERRY)) as browser:
        yield browser


def test_the_document_tells_of_every_operation(desk: TestClient) -> None:
    told = desk.get("/openapi.json").json()
    assert told == msgspec.json.decode(msgspec.json.encode(document(OPERATIONS)))
    named = {(path, method): one["operationId"] for path, ways in told["paths"].items() for method, one in ways.items()}
    assert named == {("/api/v1" + one.template, one.method.lower()): one.name for one in OPERATIONS}
    assert len({one.name for one in OPERATIONS}) == len(OPERATIONS)


def test_an_account_is_the_contract(desk: TestClient) -> None:
    story = desk.get("/api/v1/stories").json()["stories"][0]["id"]
    data = msgspec.json.decode(desk.get(f"/api/v1/stories/{story}").content, type=AccountData)
    for report in data.reports:
        for one in report.quotations:
            assert report.text is None or report.text[one.start : one.end] == one.text


def test_statements_stand_where_they_are_said_to(desk: TestClient) -> None:
    story = desk.get("/api/v1/stories").json()["stories"][0]["id"]
    report = desk.get(f"/api/v1/stories/{story}").json()["reports"][0]["id"]
    text = desk.get(f"/api/v1/reports/{report}").json()["report"]["text"]
    said = desk.get(f"/api/v1/reports/{report}/statements").json()
    assert said
    assert all(0 <= one["start"] < one["end"] <= len(text) for one in said)


def test_a_list_goes_on_where_it_was(desk: TestClient) -> None:
    whole = desk.get("/api/v1/stories").json()
    pieces, after = [], ""
    while after is not None:
        piece = desk.get("/api/v1/stories", params={"limit": 1, "after": after} if after else {"limit": 1}).json()
        pieces += piece["stories"]
        after = piece["after"]
    assert pieces == whole["stories"]
    assert len(pieces) > 1


def test_what_has_not_changed_is_not_sent_again(own: TestClient) -> None:
    first = own.get("/api/v1/stories")
    same = own.get("/api/v1/stories", headers={"if-none-match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    own.post("/api/v1/rulings", json={"kind": "merge", "why": "one", "names": ["A", "B"]})
    assert own.get("/api/v1/stories", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_a_correction_stands_until_it_is_taken_back(own: TestClient) -> None:
    made = own.post("/api/v1/rulings", json={"kind": "merge", "why": "one", "names": ["A", "B"]})
    assert made.status_code == 201
    assert [one["id"] for one in own.get("/api/v1/rulings").json()] == [made.json()["id"]]
    undone = own.post(f"/api/v1/rulings/{made.json()['id']}/undo", json={"why": "not one"})
    assert undone.json()["ruling"] == made.json()["id"]
    assert own.get("/api/v1/rulings").json() == []


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/stories?least=0", 400, "U-USAGE"),
        ("/api/v1/stories?least=%C2%B2", 400, "U-USAGE"),
        ("/api/v1/stories?after=%ff", 400, "U-CURSOR"),
        ("/api/v1/stories?after=WzEsMl0", 400, "U-CURSOR"),
        ("/api/v1/stories/none", 404, "S-NO-STORY"),
        ("/api/v1/reports/none", 404, "S-NO-REPORT"),
        ("/api/v1/none", 404, "D-NO-PAGE"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(desk: TestClient, address: str, status: int, code: str) -> None:
    answer = desk.get(address)
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert (answer.status_code, said["status"], said["code"]) == (status, status, code)
    assert said["title"]
    assert said["detail"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'"\xff"', "application/json", 400),
        (b'{"kind": "crown", "why": "x"}', "application/json", 400),
        (b'{"kind": "merge"}', "application/json", 400),
        (b'{"kind": "merge", "why": "x"}', "application/json; charset=utf-8", 422),
        (b'{"kind": "merge", "why": "x"}', "text/plain", 415),
        (b'{"kind": "speaker", "why": "x", "value": "A", "quotation": "none.q1"}', "application/json", 404),
    ],
)
def test_a_body_that_does_not_fit_is_a_problem(own: TestClient, body: bytes, kind: str, status: int) -> None:
    answer = own.post("/api/v1/rulings", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_methods_that_are_not_there_are_named(desk: TestClient) -> None:
    answer = desk.delete("/api/v1/stories")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
