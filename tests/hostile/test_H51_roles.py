"""H51: a reader asks for what reviewers and admins may; there are no private stories, so nothing else can leak."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import FERRY, archive_at, client
from stemma.serve.api import OPERATIONS
from stemma.serve.roles import ROLES, Role, may
from stemma.serve.tokens import Tokens, digest

TOKENS = Tokens({digest(role): (role, role) for role in ROLES})
BODIES = {
    "rule": {"kind": "merge", "why": "x", "names": ["A", "B"]},
    "undo": {"why": "x"},
    "judge": {"answer": "unsure"},
    "add": {"reports": [{"text": "Pier reopens\n\nIt is open."}]},
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_at(tmp_path_factory.mktemp("h51") / "archive", FERRY)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("local", [True, False])
def test_every_operation_is_for_its_role_and_those_above(place: Path, role: Role, local: bool) -> None:
    with client(place, tokens=TOKENS, local=local) as browser:
        for one in OPERATIONS:
            path = "/api/v1" + one.template.replace("{", "").replace("}", "")
            body = BODIES.get(one.name)
            answer = browser.request(one.method, path, json=body, headers={"authorization": f"Bearer {role}"})
            assert (answer.status_code == 403) == (not may(role, one.role)), (one.name, role, answer.text)


@pytest.mark.parametrize("address", ["/add", "/review", "/review/undo"])
def test_pages_that_change_something_are_as_strict(place: Path, address: str) -> None:
    with client(place, tokens=TOKENS, local=False) as browser:
        reader = {"authorization": "Bearer reader"}
        before = browser.get("/index.json", headers=reader).json()
        assert browser.post(address, data={"text": "x"}, headers=reader).status_code == 403
        assert browser.get("/index.json", headers=reader).json() == before


def test_who_may_not_is_told_the_same_of_what_is_there_and_what_is_not(place: Path) -> None:
    with client(place, tokens=TOKENS, local=False) as browser:
        made = browser.post("/api/v1/rulings", json=BODIES["rule"], headers={"authorization": "Bearer reviewer"})
        reader = {"authorization": "Bearer reader"}
        there, not_there = (
            browser.post(f"/api/v1/rulings/{one}/undo", json={"why": "x"}, headers=reader)
            for one in (made.json()["id"], "none")
        )
        assert (there.status_code, there.json()) == (403, not_there.json())
