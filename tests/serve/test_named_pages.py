"""Persons, places and outlets."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from desks import archive_at, client
from stemma.archive.placed import placed
from stemma.archive.remembered import remembered

READ = {"accept": "text/html"}


def test_a_person_is_heard_newest_first_with_what_reports_call_them(desk: TestClient) -> None:
    said = desk.get("/person/Marit%20Elvestad.json").json()
    assert said["names"] == ["Marit Elvestad"]
    assert {one["speaker"] for one in said["said"]} == {"Marit Elvestad"}
    dates = [one["published"] or "" for one in said["said"]]
    assert dates == sorted(dates, reverse=True)
    called = {one["words"]: one["kind"] for one in said["called"]}
    assert called["Marit Elvestad"] == "name"
    assert "description" in called.values()
    for one in said["called"]:
        assert one["reports"] >= 1
        assert one["span"]["text"]


def test_a_part_of_a_name_offers_the_names_that_have_it(desk: TestClient) -> None:
    said = desk.get("/person/Marit.json").json()
    assert (said["names"], said["near"], said["said"]) == ([], ["Marit Elvestad"], [])
    assert '<a href="/person/Marit%20Elvestad">' in desk.get("/person/Marit", headers=READ).text


def test_what_a_report_says_itself_is_nobodys(desk: TestClient) -> None:
    assert desk.get("/person/outlet").json()["code"] == "S-NO-NAME"


def test_positions_are_the_ledger_of_the_stories_read(desk: TestClient) -> None:
    said = desk.get("/person/Marit%20Elvestad/positions.json").json()
    assert (len(said["stories"]), said["of"], said["after"]) == (1, 1, None)
    assert said["ledger"]["rows"]
    assert said["why_not"] == ""
    header = desk.get("/person/Marit%20Elvestad/positions.csv").text.splitlines()[0]
    assert header == '"row","when","kind","actor","by","issue","detail","words","where"'


def test_who_speaks_but_is_nobody_in_particular_has_no_positions(desk: TestClient) -> None:
    speakers = [name for name, _ in desk.get("/search.json?q=the").json()["counts"]["speaker"] if name != "outlet"]
    said = [desk.get(f"/person/{name}/positions.json").json() for name in speakers]
    assert all((one["ledger"] is None) == bool(one["why_not"]) for one in said)
    assert any(one["why_not"] for one in said)


def test_a_place_is_named_in_the_passages_shown(desk: TestClient) -> None:
    name = desk.get("/search.json?q=the").json()["counts"]["place"][0][0]
    said = desk.get(f"/place/{name}.json").json()
    assert said["total"] == len(said["reports"]) > 0
    assert {place["name"] for place in said["places"]} == {name}
    for one in said["reports"]:
        assert one["hit"]["marks"]
        assert all(mark["text"] in one["hit"]["snippet"]["text"] for mark in one["hit"]["marks"])
        assert set(one["roles"]) <= {"event", "control", "origin", "context"}
        assert set(one["places"]) <= {place["id"] for place in said["places"]}


def test_a_place_has_no_point_that_the_gazetteer_has_not(desk: TestClient) -> None:
    for name, _ in desk.get("/search.json?q=the").json()["counts"]["place"]:
        page = desk.get(f"/place/{name}", headers=READ).text
        for place in desk.get(f"/place/{name}.json").json()["places"]:
            assert (place["lat"] is None) == ("no point is known" in page)


def test_who_is_said_to_hold_a_place(tmp_path: Path) -> None:
    report = tmp_path / "fort.txt"
    report.write_text(
        "Rebels take fort\n\nRIGA, 3 March 2026 – The northern front controls Kaunas, its spokesman Ilo Dravin said"
        " on Tuesday.\nThe army said that it still held Kaunas.\n"
    )
    with client(archive_at(tmp_path / "archive", report)) as desk:
        said = desk.get("/place/Kaunas/control.json").json()
        assert (len(said["stories"]), said["of"]) == (1, 1)
        assert all("Kaunas" in claim["span"]["text"] for claim in said["claims"])
        assert len(said["claims"]) >= 1
        assert desk.get("/place/Kaunas/control", headers=READ).status_code == 200


def test_an_outlet_rests_on_what_its_accounts_say_credited_apart_from_inferred(desk: TestClient) -> None:
    story = desk.get("/index.json").json()["stories"][0]
    account = desk.get(f"/story/{story['id']}.json").json()
    outlet = account["reports"][0]["outlet"]
    mine = {one["id"] for one in account["reports"] if one["outlet"] == outlet}
    expected = [one for one in account["derivations"] if one["report"] in mine]
    said = desk.get(f"/outlet/{outlet}/sources.json").json()
    assert [one["id"] for one in said["rests"]] == [one["id"] for one in expected]
    assert sum(one["credited"] for one in said["counts"]) == sum(one["credited"] for one in expected)
    assert sum(one["inferred"] for one in said["counts"]) == sum(not one["credited"] for one in expected)
    assert said["reports"] == len(mine)
    page = desk.get(f"/outlet/{outlet}/sources", headers=READ).text
    assert "score" not in page
    assert "bias" not in page


def test_an_outlet_lists_its_reports(desk: TestClient) -> None:
    stories = desk.get("/index.json").json()["stories"]
    outlet = stories[0]["outlets"][0]
    said = desk.get(f"/outlet/{outlet}.json").json()
    assert {one["outlet"] for one in said["reports"]} == {outlet}
    assert desk.get("/index.json", params={"outlet": outlet}).json()["total"] >= 1
    assert desk.get("/index.json", params={"outlet": "none such"}).json()["total"] == 0


def test_a_place_that_a_report_does_not_name_is_not_placed(place: Path) -> None:
    with remembered(place)() as archive:
        (kept,) = archive.store.get([archive.stories()[0].reports[0]])
        assert placed(kept, ("Nowhere",)) is None
