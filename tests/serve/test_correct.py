"""Corrections at the desk: kept with who and why, obeyed by the account, and by the account with a new report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from desks import FJORD, archive_at, client, finished

FILES = sorted(FJORD.iterdir())


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[TestClient]:
    """A browser at an archive of all but the last report of a story."""
    with client(archive_at(tmp_path / "archive", *FILES[:-1]), user="Ida") as made:
        yield made


def story_of(browser: TestClient) -> str:
    return str(max(browser.get("/index.json").json()["stories"], key=lambda one: one["reports"])["id"])


def page_of(browser: TestClient, story: str) -> Any:
    return browser.get(f"/story/{story}/correct.json").json()


def correct(browser: TestClient, story: str, **form: Any) -> int:
    return browser.post(f"/story/{story}/correct", data=form, follow_redirects=False).status_code


def test_a_speaker_corrected_stays_corrected_when_a_report_comes(browser: TestClient) -> None:
    story = story_of(browser)
    first = next(one for one in page_of(browser, story)["said"] if one["speaker"] == "Marit Elvestad")
    assert correct(browser, story, kind="speaker", quotation=first["id"], value="Anders Moe", why="heard it") == 303
    assert speaker(browser, story, first["id"]) == "Anders Moe"
    sent = browser.post("/add", files=[("files", (FILES[-1].name, FILES[-1].read_bytes()))], follow_redirects=False)
    assert finished(browser, sent.headers["location"] + ".json")["state"] == "done"
    grown = story_of(browser)
    assert grown != story
    assert speaker(browser, grown, first["id"]) == "Anders Moe"
    (ruling,) = page_of(browser, grown)["rulings"]
    assert (ruling["by"], ruling["why"]) == ("Ida", "heard it")
    assert correct(browser, grown, kind="undo", ruling=ruling["id"]) == 303
    assert speaker(browser, grown, first["id"]) == "Marit Elvestad"
    assert page_of(browser, grown)["rulings"] == []


def speaker(browser: TestClient, story: str, quotation: str) -> str:
    return next(str(one["speaker"]) for one in page_of(browser, story)["said"] if one["id"] == quotation)


def test_what_rests_on_nothing_of_the_kind_is_said(browser: TestClient) -> None:
    story = story_of(browser)
    rests = page_of(browser, story)["rests"]
    one = rests[0]
    assert correct(browser, story, kind="derivation", reports=one["report"], value=one["source"]) == 303
    left = page_of(browser, story)["rests"]
    assert (one["report"], one["source"]) not in [(other["report"], other["source"]) for other in left]
    assert page_of(browser, story)["rulings"][0]["why"] == "corrected at the desk"


def test_a_report_is_made_a_story_of_its_own(browser: TestClient) -> None:
    story = story_of(browser)
    before = page_of(browser, story)["reports"]
    assert correct(browser, story, kind="split-stories", reports=before[-1]["report"]) == 303
    assert len(page_of(browser, story_of(browser))["reports"]) == len(before) - 1


def test_what_is_wrong_with_a_form_is_said(browser: TestClient) -> None:
    story = story_of(browser)
    assert correct(browser, story, kind="crown") == 400
    assert correct(browser, story, kind="merge", names="Anders Moe") == 422
    assert correct(browser, story, kind="merge", names=["Anders Moe", " Anders Moe "]) == 422
    assert correct(browser, story, kind="speaker", quotation="none.q1", value="A") == 404
    assert correct(browser, story, kind="speaker", value="A") == 422
    assert correct(browser, story, kind="undo", ruling="r0") == 404
    assert page_of(browser, story)["rulings"] == []


def test_the_page_opens_the_quotation_that_was_asked_for(browser: TestClient) -> None:
    story = story_of(browser)
    one = page_of(browser, story)["said"][0]["id"]
    text = browser.get(f"/story/{story}/correct?quotation={one}").text
    assert text.count("<details open>") == 1
    assert f'<li id="{one}"><details open>' in text


def test_a_correction_that_fits_nothing_says_so(browser: TestClient) -> None:
    story = story_of(browser)
    one = page_of(browser, story)["said"][0]["id"]
    correct(browser, story, kind="speaker", quotation=one, value="Nobody Of That Name")
    said = page_of(browser, story)
    assert [bool(why) for why in said["idle"].values()] == [True]
    assert "Not applied" in browser.get(f"/story/{story}/correct").text
