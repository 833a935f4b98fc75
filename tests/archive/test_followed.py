"""Follow and export over an archive: only the stories that tell of it are read, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import stemma
from stemma.archive import Archive
from stemma.errors import StoreError, UsageError
from stemma.export.formats import export, pieces
from stemma.types.account import Account

FERRY = """Ferry line wants later boats

TARN HARBOUR, March 3, 2031 — Ferry owner Ivo Brandt said on Monday that the last boat should sail at midnight.
“We want the midnight boat back,” Brandt told Radio Tarn.
"""
FERRY_AGAIN = """Ferry owner wants midnight boat

TARN HARBOUR, March 3, 2031 — “We want the midnight boat back,” ferry owner Ivo Brandt told Radio Tarn on Monday.
"""
CHEESE = """Dairy rejects cheese levy

ULVEN, May 9, 2031 — The dairy rejects the levy on cheese, its director Petra Sund said on Friday.
“The levy would close us,” Sund said.
"""
SCHOOL = """School gets a second roof

KESTREL HILL, July 1, 2031 — The school on the hill was given a second roof, teacher Olga Renn said on Tuesday.
“It no longer rains on the maps,” Renn said.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of three stories, one of two reports."""
    folder = tmp_path_factory.mktemp("desk")
    texts = {"ferry.txt": FERRY, "again.txt": FERRY_AGAIN, "cheese.txt": CHEESE, "school.txt": SCHOOL}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    with Archive.create(folder / "archive") as archive:
        assert len([one for one in archive.add([str(folder / name) for name in texts]) if one.outcome == "ok"]) == 4
        assert len(archive.stories()) == 3
        yield archive


@pytest.fixture
def read(desk: Archive, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the reports of which an account was made."""
    files: list[str] = []
    usual = Archive.account_of

    def account_of(self: Archive, reports: Iterable[str]) -> Account:
        account = usual(self, reports)
        files.extend(report.file for report in account.data.reports)
        return account

    monkeypatch.setattr(Archive, "account_of", account_of)
    return files


@pytest.mark.parametrize("name", ["Ivo Brandt", "Brandt", "brandt", "ferry owner Ivo Brandt"])
def test_only_stories_that_name_the_actor_are_read(desk: Archive, read: list[str], name: str) -> None:
    ledger = desk.follow(actor=name)
    assert sorted(read) == ["again.txt", "ferry.txt"]
    assert ledger.rows
    (who,) = [entity for entity in ledger.data.entities if entity.id == ledger.data.actor]
    assert who.name == "Ivo Brandt"


def test_the_ledger_is_that_of_reading_the_files(desk: Archive, tmp_path: Path) -> None:
    for name, text in {"ferry.txt": FERRY, "again.txt": FERRY_AGAIN}.items():
        (tmp_path / name).write_text(text, "utf-8")
    plain = stemma.follow([str(tmp_path)], actor="Brandt").data
    kept = desk.follow(actor="Brandt").data
    assert (kept.rows, kept.entities, kept.reports) == (plain.rows, plain.entities, plain.reports)


@pytest.mark.parametrize("issue", ["levy", "levies", "the cheese levy"])
def test_an_issue_is_found_by_any_form_of_its_words(desk: Archive, read: list[str], issue: str) -> None:
    assert desk.follow(issue=issue).rows
    assert read == ["cheese.txt"]


def test_since_marks_rows_and_stories_narrow(desk: Archive) -> None:
    assert desk.follow(actor="Brandt", since="2031-03").new
    assert not desk.follow(actor="Brandt", since="2031-04").new
    ferry = next(line for line in desk.stories() if len(line.reports) == 2)
    assert desk.follow(actor="Brandt", stories=[ferry.reports[1]]).rows == desk.follow(actor="Brandt").rows
    with pytest.raises(UsageError, match="no report names 'Sund'"):
        desk.follow(actor="Sund", stories=[ferry.id])


def test_an_id_is_of_the_story_that_is_named(desk: Archive) -> None:
    ferry = next(line for line in desk.stories() if len(line.reports) == 2)
    (who,) = (entity for entity in desk.account(ferry.id).data.entities if entity.name == "Ivo Brandt")
    assert desk.follow(actor=who.id, stories=[ferry.id]).rows == desk.follow(actor="Ivo Brandt").rows
    with pytest.raises(UsageError, match="An id is of one story"):
        desk.follow(actor=who.id)


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        ({"actor": "Ivo Brant"}, "U-ACTOR", "'Ivo Brandt'"),
        ({"actor": "…"}, "U-ACTOR", "no report names"),
        ({"issue": "glacier"}, "U-ISSUE", "no story has all words of 'glacier'"),
        ({"issue": "cheese roof"}, "U-ISSUE", "no story has all words"),
        ({"issue": "of the"}, "U-ISSUE", "no story has all words"),
        ({"actor": "Sund", "since": "soon"}, "U-SINCE", "is no date"),
        ({}, "U-USAGE", "either an actor or an issue"),
    ],
)
def test_what_cannot_be_followed_is_told_before_anything_is_read(
    desk: Archive, read: list[str], asked: dict[str, str], code: str, told: str
) -> None:
    with pytest.raises(UsageError) as error:
        desk.follow(**asked)
    assert error.value.code == code
    assert told in str(error.value)
    assert not read


def test_accounts_come_one_at_a_time_in_the_order_of_the_stories(desk: Archive, read: list[str]) -> None:
    accounts = desk.accounts()
    assert not read
    assert [report.file for report in next(accounts).data.reports] == read == ["school.txt"]
    rest = [tuple(report.id for report in account.data.reports) for account in accounts]
    assert [set(ids) for ids in rest] == [set(line.reports) for line in desk.stories()[1:]]


def test_stories_are_named_in_any_order_and_as_often_as_one_likes(desk: Archive) -> None:
    first, *_, last = desk.stories()
    asked = [last.id, first.reports[0], last.id[:8]]
    made = [account.data.reports[0].id for account in desk.accounts(asked)]
    assert made == [first.reports[0], desk.account(last.id).data.reports[0].id]
    with pytest.raises(StoreError, match="no story or report"):
        desk.accounts(["s00"])


def test_an_export_holds_every_story_and_that_of_one_is_that_of_its_account(desk: Archive) -> None:
    page = json.loads(b"".join(pieces(desk.accounts(), "ninjs")))
    assert len(page["associations"]) == 4
    story = desk.stories()[0].id
    for form in ("terms-csv", "statements-csv"):
        assert b"".join(pieces(desk.accounts([story]), form)) == export(desk.account(story), form)
