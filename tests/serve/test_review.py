"""What the machine is not sure of, and what people answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from desks import FERRY, FJORD, archive_at, client
from stemma.archive import Archive
from stemma.archive.review import judge, latest, questions, take_back
from stemma.errors import StoreError, UsageError


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[TestClient]:
    """A browser at an archive that may be corrected."""
    with client(archive_at(tmp_path / "archive", FERRY, FJORD)) as made:
        yield made


def asked(browser: TestClient) -> Any:
    return browser.get("/review.json").json()


def test_every_question_shows_the_words_to_judge_by(browser: TestClient) -> None:
    said = asked(browser)
    assert said["question"]["kind"] in ("speaker", "name", "derivation")
    for one in said["contexts"]:
        line = one["before"] + one["span"]["text"] + one["after"]
        assert "\n" not in one["before"] + one["after"]
        assert one["span"]["text"] in line
    page = browser.get("/review").text
    assert all(f'data-key="{key}"' in page for key in "ynuz")


def test_all_answers_are_kept_and_none_is_asked_again(browser: TestClient) -> None:
    seen = []
    while (said := asked(browser))["question"]:
        seen.append(said["question"]["id"])
        sent = browser.post("/review", data={"question": seen[-1], "answer": "unsure"}, follow_redirects=False)
        assert (sent.status_code, sent.headers["location"]) == (303, "/review")
        assert len(seen) < 60
    assert len(seen) == len(set(seen)) >= 2
    assert browser.get("/api/v1/rulings").json() == []
    browser.post("/review/undo")
    assert asked(browser)["question"]["id"] == seen[-1]


def test_another_speaker_is_a_ruling_that_the_account_obeys_and_can_be_taken_back(browser: TestClient) -> None:
    said = asked(browser)
    while said["question"]["kind"] != "speaker":
        browser.post("/review", data={"question": said["question"]["id"], "answer": "unsure"})
        said = asked(browser)
    question, before = said["question"], speaker_of(browser, said["question"])
    form = {"question": question["id"], "answer": "different", "value": "Vinka Bulat"}
    assert before == question["to"] != "Vinka Bulat"
    browser.post("/review", data=form)
    assert speaker_of(browser, question) == "Vinka Bulat"
    browser.post("/review/undo")
    assert speaker_of(browser, question) == before


def speaker_of(browser: TestClient, question: Any) -> str:
    account = browser.get(f"/api/v1/stories/{question['story']}").json()
    names = {one["id"]: one["name"] for one in account["entities"]}
    return next(names[q["speaker"]] for r in account["reports"] for q in r["quotations"] if q["id"] == question["of"])


def test_what_cannot_be_kept_is_said(browser: TestClient) -> None:
    assert browser.post("/review", data={"question": "y0", "answer": "same"}).status_code == 404
    assert browser.post("/review", data={"question": "y0", "answer": "maybe"}).status_code == 400
    assert browser.post("/review/undo").status_code == 404
    assert browser.get("/review?story=nothing").status_code == 404


def test_names_that_are_one_are_merged_from_python(tmp_path: Path) -> None:
    texts = {
        "a.txt": "Dam opens\n\nEngineer Olu Bankole said the gate would hold. “It is sound,” Bankole said.\n",
        "b.txt": "Dam opens early\n\nThe gate is sound, said Temitope Bankole, who runs the dam at Kori.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    with Archive.open(archive_at(tmp_path / "archive")) as archive:
        list(archive.add([str(tmp_path / name) for name in texts]))
        stories = [line.id for line in archive.stories()]
        assert latest(archive) == tuple(line.id for line in archive.stories() if len(line.reports) > 1)
        found = [one for one in questions(archive, stories) if one.kind == "name"]
        for one in found:
            assert {one.of, one.to} == {"Olu Bankole", "Temitope Bankole"}
            made = judge(archive, one, "same", "Ida")
            assert [ruling.id for ruling in archive.rulings()] == [made.ruling]
            assert take_back(archive, "Ida").question == one.id
        assert archive.rulings() == ()
        with pytest.raises(StoreError, match="S-NO-JUDGEMENT"):
            take_back(archive, "Ida")


def test_another_speaker_needs_a_name(tmp_path: Path) -> None:
    with Archive.open(archive_at(tmp_path / "archive", FERRY)) as archive:
        one = next(q for q in questions(archive, latest(archive), 50) if q.kind == "speaker")
        with pytest.raises(UsageError, match="no name"):
            judge(archive, one, "different", "Ida")


def test_of_two_who_answer_at_once_one_is_told_and_neither_takes_back_the_others(tmp_path: Path) -> None:
    with Archive.open(archive_at(tmp_path / "archive", FERRY)) as archive:
        one, other = [q for q in questions(archive, latest(archive), 50) if q.kind == "speaker"][:2]
        judge(archive, other, "unsure", "Per")
        judge(archive, one, "different", "Ida", "Vinka Bulat")
        with pytest.raises(StoreError, match="S-NO-QUESTION"):
            judge(archive, one, "different", "Per", "Somebody Else")
        assert [ruling.value for ruling in archive.rulings()] == ["Vinka Bulat"]
        assert take_back(archive, "Per").question == other.id
        with pytest.raises(StoreError, match="S-NO-JUDGEMENT"):
            take_back(archive, "Per")
        assert [ruling.value for ruling in archive.rulings()] == ["Vinka Bulat"]
