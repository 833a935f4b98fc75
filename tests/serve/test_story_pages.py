"""The account of a story, its views, and its reports one by one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desks import FERRY, FJORD, archive_at, client
from stemma.archive import Archive
from stemma.export.formats import pieces
from stemma.export.json import render_json
from stemma.serve.pages.views import VIEWS
from stemma.types.ruling import Ruling

READ = {"accept": "text/html"}


def story(desk: TestClient) -> str:
    """Of five reports."""
    found: str = desk.get("/index.json?outlet=Nordwire").json()["stories"][0]["id"]
    return found


def test_the_json_is_the_account_and_the_csv_its_statements(desk: TestClient, place: Path) -> None:
    name = story(desk)
    with Archive.open(place) as archive:
        account = archive.account(name)
    assert desk.get(f"/story/{name}.json").content == render_json(account)
    assert desk.get(f"/story/{name}.csv").content == b"".join(pieces([account], "statements-csv"))


def test_the_page_has_the_first_reports_and_asks_for_the_others(desk: TestClient) -> None:
    name = story(desk)
    page = desk.get(f"/story/{name}", headers=READ).text
    account = desk.get(f"/story/{name}.json").json()
    later = [one for one in account["reports"] if f'data-from="/story/{name}/report/{one["id"]}"' in page]
    assert [one["siglum"] for one in later] == ["E"]
    assert "Text of report E" in page
    for view in VIEWS:
        assert f'href="/story/{name}/{view}"' in page


def test_another_name_of_a_story_leads_to_the_one_it_has(desk: TestClient) -> None:
    name = story(desk)
    report = desk.get(f"/story/{name}.json").json()["reports"][2]["id"]
    for other in (name[:6], report):
        answer = desk.get(f"/story/{other}.csv?x=1", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (302, f"/story/{name}.csv?x=1")
    answer = desk.get(f"/story/{name[:6]}/report/{report}?at=0-4", follow_redirects=False)
    assert answer.headers["location"] == f"/story/{name}/report/{report}?at=0-4"


def test_a_story_that_has_grown_is_found_by_the_id_it_had(tmp_path: Path) -> None:
    reports = sorted(FJORD.iterdir())
    place = archive_at(tmp_path / "archive", reports[0])
    with client(place) as desk:
        before = story(desk)
        assert desk.get(f"/story/{before}", headers=READ).status_code == 200
        with Archive.open(place) as archive:
            list(archive.add([str(FJORD)]))
        answer = desk.get(f"/story/{before}", follow_redirects=False)
        now = story(desk)
        assert now != before
        assert (answer.status_code, answer.headers["location"]) == (302, f"/story/{now}")


def test_a_correction_is_on_the_page_at_once_and_leaves_other_stories_tags_alone(tmp_path: Path) -> None:
    place = archive_at(tmp_path / "archive", FERRY, FJORD)
    with client(place) as desk:
        one, other = (line["id"] for line in desk.get("/index.json?least=2").json()["stories"][:2])
        tags = [desk.get(f"/story/{name}").headers["etag"] for name in (one, other)]
        said = next(q for r in desk.get(f"/story/{one}.json").json()["reports"] for q in r["quotations"])
        with Archive.open(place) as archive:
            anchor = archive.anchor(said["id"])
            heard = {"by": "Ida", "when": "2026-03-20", "why": "heard", "anchor": anchor}
            archive.rule(Ruling(id="r1", kind="speaker", value="Tove Lind", **heard))
        assert "Tove Lind" in desk.get(f"/story/{one}", headers=READ).text
        assert desk.get(f"/story/{one}").headers["etag"] != tags[0]
        assert desk.get(f"/story/{other}").headers["etag"] == tags[1]


def test_a_report_by_itself_marks_what_the_account_rests_on_and_what_is_pointed_to(desk: TestClient) -> None:
    name = story(desk)
    account = desk.get(f"/story/{name}.json").json()
    first, second = account["reports"][:2]
    page = desk.get(f"/story/{name}/report/{first['id']}?at=3-9", headers=READ).text
    assert 'id="A-3-9"' in page
    quotation = first["quotations"][0]
    assert f'id="A-{quotation["start"]}-{quotation["end"]}"' in page
    assert f'rel="next" href="/story/{name}/report/{second["id"]}"' in page
    assert 'rel="prev"' not in page
    said = desk.get(f"/story/{name}/report/{first['id']}.json?at=3-9").json()
    assert said["report"] == first
    assert said["at"] == [{"report": first["id"], "start": 3, "end": 9, "text": said["text"][3:9]}]


def test_a_fragment_is_the_report_alone(desk: TestClient) -> None:
    name = story(desk)
    report = desk.get(f"/story/{name}.json").json()["reports"][0]["id"]
    piece = desk.get(f"/story/{name}/report/{report}?fragment=1", headers=READ).text
    assert piece.strip().startswith("<article")
    assert piece.strip().endswith("</article>")


@pytest.mark.parametrize("at", ["9-3", "x", "0-99999999", "-1-4", "3", "٣-٩", "3-9&at=" * 60 + "1-2"])
def test_what_is_no_place_of_a_report_is_told(desk: TestClient, at: str) -> None:
    name = story(desk)
    report = desk.get(f"/story/{name}.json").json()["reports"][0]["id"]
    answer = desk.get(f"/story/{name}/report/{report}.json?at={at}")
    assert (answer.status_code, answer.json()["code"]) == (400, "U-USAGE")


def test_a_report_of_another_story_is_not_there(desk: TestClient) -> None:
    one, other = (line["id"] for line in desk.get("/index.json?least=2").json()["stories"][:2])
    report = desk.get(f"/story/{other}.json").json()["reports"][0]["id"]
    assert desk.get(f"/story/{one}/report/{report}").json()["code"] == "S-NO-REPORT"


def test_the_address_of_a_report_alone_leads_to_its_characters(desk: TestClient) -> None:
    name = story(desk)
    report = desk.get(f"/story/{name}.json").json()["reports"][1]
    answer = desk.get(f"/report/{report['id']}?at=3-9", follow_redirects=False)
    assert answer.headers["location"] == f"/story/{name}/report/{report['id']}?at=3-9#B-3-9"
    evil = desk.get(f"/report/{report['id']}?at=//evil.example/%0d%0ax", follow_redirects=False)
    assert re.fullmatch(r"/story/\w+/report/\w+\?at=[^#\r\n]*#B-[\w%.-]*", evil.headers["location"])
    assert desk.get("/report/none").json()["code"] == "S-NO-REPORT"


def test_views_rest_on_characters_of_their_reports(desk: TestClient) -> None:
    name = story(desk)
    account = desk.get(f"/story/{name}.json").json()
    texts = {one["id"]: desk.get(f"/story/{name}/report/{one['id']}.json").json()["text"] for one in account["reports"]}
    for view in VIEWS:
        said = desk.get(f"/story/{name}/{view}.json").json()
        assert {len(row["cells"]) for row in said["rows"]} <= {len(said["columns"])}, view
        spans = [span for row in said["rows"] for span in row["spans"]]
        assert all(texts[s["report"]][s["start"] : s["end"]] == s["text"] for s in spans), view
    assert len(desk.get(f"/story/{name}/sources.json").json()["rows"]) == len(account["derivations"])
    assert len(desk.get(f"/story/{name}/timeline.json").json()["rows"]) == len(account["timeline"])
    assert desk.get(f"/story/{name}/nothing").json()["code"] == "S-NO-VIEW"
