"""H26: addresses that run a script or lead elsewhere, as a report's own and as where to go next: text, never a link."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desks import archive_at, client
from stemma.serve.tokens import Tokens, digest

UNSAFE = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "vbscript:x",
    "data:text/html,<script>alert(1)</script>", "//evil.example/x", "/\\evil.example", "\\\\evil.example",
    "file:///etc/passwd", "https:evil", "http://", "\x01javascript:alert(1)",
)  # fmt: skip
TEXT = (
    "Pier reopens after storm\n\nThe harbour office said the pier was safe. “Walk on it,” said Ada Moe of the office.\n"
)


@pytest.mark.parametrize("unsafe", UNSAFE)
def test_the_address_of_a_report_is_no_link_on_any_page(tmp_path: Path, unsafe: str) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text(json.dumps({"text": TEXT, "url": unsafe, "outlet": "The Pier"}) + "\n", "utf-8")
    with client(archive_at(tmp_path / "archive", file)) as desk:
        story = desk.get("/index.json").json()["stories"][0]["id"]
        report = desk.get(f"/story/{story}.json").json()["reports"][0]["id"]
        for page in ("/", f"/story/{story}", f"/story/{story}/report/{report}", "/search?q=pier", "/outlet/The%20Pier"):
            answer = desk.get(page, headers={"accept": "text/html"})
            assert answer.status_code == 200
            hrefs = [one.partition('"')[0] for one in answer.text.split('href="')[1:]]
            assert [one for one in hrefs if not one.startswith(("/", "#", "data:,"))] == [], page
            assert [one for one in hrefs if one.startswith(("//", "/\\"))] == [], page


@pytest.mark.parametrize("unsafe", UNSAFE)
def test_who_signs_in_stays_here(tmp_path: Path, unsafe: str) -> None:
    tokens = Tokens({digest("right"): ("reader", "Ida")})
    with client(archive_at(tmp_path / "archive"), tokens=tokens, local=False) as desk:
        answer = desk.post("/sign-in", params={"next": unsafe}, data={"token": "right"}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
