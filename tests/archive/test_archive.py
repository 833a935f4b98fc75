"""An archive gives the same account as reading the files, keeps corrections, and tells what is new."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

import stemma
from stemma.archive import Archive, StoryLine, diagnose
from stemma.archive.adding import engine
from stemma.archive.settling import INDEX, MARK
from stemma.archive.stories import LINES
from stemma.errors import RulingError, StoreError, UsageError
from stemma.link.story_pages import LIMIT
from stemma.store.sql import SqlStore
from stemma.text.squeezed import spread
from stemma.types.archive import What
from stemma.types.ruling import Ruling

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "fjord-tailings" / "reports"


def test_the_account_is_that_of_reading_the_files(archive: Archive) -> None:
    (line,) = archive.stories()
    kept = archive.account(line.id).data
    read = stemma.read([str(REPORTS)]).data
    assert msgspec.json.encode(msgspec.structs.replace(kept, inputs=())) == msgspec.json.encode(
        msgspec.structs.replace(read, inputs=())
    )


def test_a_story_is_found_by_its_id_its_beginning_or_a_report(archive: Archive) -> None:
    (line,) = archive.stories()
    assert len(line.reports) == 5
    assert line.outlets
    whole = archive.account(line.id).data.reports
    for wanted in (line.id[:4], line.reports[2]):
        assert archive.account(wanted).data.reports == whole
    with pytest.raises(StoreError, match="no story or report has this id") as error:
        archive.account("s00")
    assert error.value.code == "S-NO-STORY"


def test_adding_again_from_another_folder_in_another_order_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    head, contents = archive.head(), archive.store.contents()
    copy = tmp_path / "elsewhere" / "deeper"
    shutil.copytree(REPORTS, copy)
    files = sorted(str(p) for p in copy.iterdir())
    outcomes = list(archive.add([*reversed(files), files[0], str(REPORTS)]))
    assert {one.what for one in outcomes if one.outcome == "ok"} == {What.KNOWN}
    assert (archive.head(), archive.store.contents()) == (head, contents)


def test_two_machines_agree(archive: Archive, tmp_path: Path) -> None:
    with Archive.create(tmp_path / "other") as other:
        for path in sorted(REPORTS.iterdir(), reverse=True):
            list(other.add([str(path)]))
        assert other.store.contents() == archive.store.contents()
        assert [line.id for line in other.stories()] == [line.id for line in archive.stories()]


def test_a_bad_input_is_named_and_the_rest_is_kept(archive: Archive, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Lamp lit\n\nThe harbour lamp was lit on Monday, said Ada Moe.\n")
    outcomes = {one.file: one for one in archive.add([str(good), str(tmp_path / "missing.txt")])}
    assert outcomes["good.txt"].what is What.NEW
    assert outcomes[str(tmp_path / "missing.txt")].code == "P-NOT-FOUND"


def test_a_given_name_that_fits_nothing_is_told_after_the_rest_is_kept(archive: Archive, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Lamp lit\n\nThe harbour lamp was lit on Monday, said Ada Moe.\n")
    with pytest.raises(UsageError, match=r"typo\.txt"):
        list(archive.add([str(good)], published={"good.txt": "2031-02-03", "typo.txt": "2031-02-03"}))
    assert "2031-02-03" in {card.published for card in archive.store.cards()}


def test_a_correction_stays_when_reports_come(archive: Archive, tmp_path: Path) -> None:
    (line,) = archive.stories()
    account = archive.account(line.id).data
    quotation = account.reports[0].quotations[0]
    other = next(e for e in account.entities if e.type == "person" and e.id != quotation.speaker)
    archive.rule(ruling("r1", "speaker", anchor=archive.anchor(quotation.id), value=other.name))
    late = tmp_path / "late.txt"
    late.write_text((REPORTS / "01-nordwire.txt").read_text("utf-8") + "\nNordwire has more to follow.\n", "utf-8")
    list(archive.add([str(late)]))
    assert len(archive.stories()) == 1
    assert speaker_of(archive, quotation.id) == other.name
    archive.undo("r1", by="Ida", why="no")
    assert speaker_of(archive, quotation.id) == next(e.name for e in account.entities if e.id == quotation.speaker)


def test_the_id_that_a_story_had_still_leads_to_it(archive: Archive, tmp_path: Path) -> None:
    (before,) = archive.stories()
    late = tmp_path / "late.txt"
    late.write_text((REPORTS / "01-nordwire.txt").read_text("utf-8") + "\nNordwire has more to follow.\n", "utf-8")
    list(archive.add([str(late)]))
    (after,) = archive.stories()
    assert after.id != before.id
    assert len(archive.account(before.id).data.reports) == 6


def test_stories_settle_from_where_they_stood(archive: Archive, tmp_path: Path) -> None:
    for n, place in enumerate(("Lund", "Varde", "Hjelm", "Lund", "Varde")):
        path = tmp_path / f"{n}.txt"
        path.write_text(f"{place} pier burns\n\nThe pier of {place} burnt on day {n}, harbour master Moe said.\n")
        list(archive.add([str(path)]))
        archive.stories()
    archive.forget(archive.stories()[0].reports[0], by="Ida", why="-")
    stepwise = sorted(line.reports for line in archive.stories())
    for kind in (INDEX, LINES):
        archive.store.put(kind, dict.fromkeys(archive.store.values(kind)))
    assert sorted(line.reports for line in archive.stories()) == stepwise


def test_stories_are_split_and_joined_by_ruling(archive: Archive) -> None:
    (line,) = archive.stories()
    away = archive.text_sha256(line.reports[:2])
    archive.rule(ruling("r1", "split-stories", reports=away))
    assert sorted(len(one.reports) for one in archive.stories()) == [2, 3]
    archive.rule(ruling("r2", "join-stories", reports=archive.text_sha256((line.reports[0], line.reports[4]))))
    assert [one.reports for one in archive.stories()] == [line.reports]


def test_a_ruling_that_lacks_something_is_refused(archive: Archive) -> None:
    with pytest.raises(RulingError, match="needs names"):
        archive.rule(ruling("r1", "merge"))
    with pytest.raises(StoreError, match="has no such quotation"):
        archive.anchor(f"{archive.stories()[0].reports[0]}.q99")


def test_what_is_new(archive: Archive) -> None:
    (line,) = archive.stories()
    _, nothing = archive.diff(line.id, "2999-01-01")
    assert (nothing.reports, nothing.known, nothing.items) == ((), 5, ())
    account, everything = archive.diff(line.id, "2000-01-01")
    assert (set(everything.reports), everything.known) == (set(line.reports), 0)
    assert all(item.new for item in everything.items)
    assert {item.kind for item in everything.items} >= {"conflict", "utterance", "fact", "position", "timeline"}
    for item in everything.items:
        for span in item.spans:
            assert account.texts[span.report][span.start : span.end] == span.text


def test_what_new_reports_add_to_what_was_known(archive: Archive) -> None:
    kept = archive.store.get(archive.stories()[0].reports)
    from stemma.archive.news import news

    aged = [msgspec.structs.replace(one, added="2020-01-01T00:00:00Z") for one in kept[:3]]
    account = archive.account(archive.stories()[0].id)
    told = news("s", "2021-01-01", account, [*aged, *kept[3:]])
    late = {one.id for one in kept[3:]}
    assert set(told.reports) == late
    assert {item.new for item in told.items} == {True, False}
    assert {span.report for item in told.items for span in item.spans} <= late


def test_forgetting_takes_a_report_out_of_its_story(archive: Archive) -> None:
    (line,) = archive.stories()
    archive.forget(line.reports[0], by="Ida", why="asked for")
    pages = [spread(page, LIMIT) for name, page in archive.store.values(INDEX).items() if name[0] in "fr"]
    assert pages
    assert not any(line.reports[0].encode() in page for page in pages)
    assert archive.stories()[0].reports == line.reports[1:]
    with pytest.raises(StoreError, match=line.reports[0]):
        archive.account_of(line.reports)
    assert archive.check() == []


def test_the_doctor_finds_a_sound_archive_sound(archive: Archive, tmp_path: Path) -> None:
    findings = {one.what: one for one in diagnose(archive.store, tmp_path)}
    assert [one.says for one in findings.values() if not one.ok] == []
    assert "5 reports" in findings["archive"].says
    assert set(archive.store.engines()) == {engine()}


def ruling(name: str, kind: str, **given: object) -> Ruling:
    fields = {"id": name, "kind": kind, "by": "Ida", "when": "2031-01-02", "why": "she knows"}
    return msgspec.convert(msgspec.to_builtins({**fields, **given}), Ruling)


def speaker_of(archive: Archive, quotation: str) -> str:
    """The name of who said it, in the account of its story."""
    data = archive.account(quotation.rpartition(".")[0]).data
    speaker = next(q.speaker for r in data.reports for q in r.quotations if q.id == quotation)
    return next(e.name for e in data.entities if e.id == speaker)


def test_stories_are_the_same_where_two_settle_at_once(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.stories()
    late = tmp_path / "late.txt"
    late.write_text((REPORTS / "01-nordwire.txt").read_text("utf-8") + "\nNordwire has more to follow.\n", "utf-8")
    list(archive.add([str(late)]))
    exchange, quicker = SqlStore.exchange, list[tuple[StoryLine, ...]]()

    def overtaken(self: SqlStore, *given: Any) -> bool:
        if not quicker:
            quicker.append(())
            with Archive.open(tmp_path / "archive") as other:
                quicker[0] = other.stories()
        return exchange(self, *given)

    monkeypatch.setattr(SqlStore, "exchange", overtaken)
    assert archive.stories() == quicker[0]
    assert [len(line.reports) for line in archive.stories()] == [6]


@pytest.mark.parametrize("lost", [MARK, "f", "p", "g", "t", "s", "r"])
def test_what_is_kept_of_stories_and_does_not_fit_together_is_made_anew(
    archive: Archive, tmp_path: Path, lost: str
) -> None:
    (before,) = archive.stories()
    keys = [key for key in archive.store.values(INDEX) if key == lost or key.startswith(lost)]
    archive.store.put(INDEX, dict.fromkeys(keys))
    late = tmp_path / "late.txt"
    late.write_text((REPORTS / "01-nordwire.txt").read_text("utf-8") + "\nNordwire has more to follow.\n", "utf-8")
    list(archive.add([str(late)]))
    (after,) = archive.stories()
    assert set(before.reports) < set(after.reports)
    archive.store.put(LINES, {"current": None})
    assert archive.stories() == (after,)


def test_what_settling_does_follows_what_is_new(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(30):
        (tmp_path / f"{n}.txt").write_text(
            f"Lamp {n} of Osby{n}\n\nThe osby{n} lamp{n} was{n} lit{n} by warden{n} in street{n}.\n"
        )
    list(archive.add([str(tmp_path / f"{n}.txt") for n in range(29)]))
    before = len(archive.stories())
    read, get = set[str](), SqlStore.values

    def counted(self: SqlStore, kind: str, keys: Iterable[str] | None = None) -> dict[str, bytes]:
        found = get(self, kind, keys)
        if kind == INDEX:
            read.update(found)
        return found

    list(archive.add([str(tmp_path / "29.txt")]))
    monkeypatch.setattr(SqlStore, "values", counted)
    stories = archive.stories()
    assert sum(len(line.reports) for line in stories) == len(list(archive.store.ids()))
    assert len(stories) == before + 1
    assert len(read) < len(get(archive.store, INDEX)) / 4
    monkeypatch.undo()
    stepwise = archive.stories()
    for kind in (INDEX, LINES):
        archive.store.put(kind, dict.fromkeys(archive.store.values(kind)))
    assert archive.stories() == stepwise


def test_a_moment_to_the_minute_has_its_seconds(archive: Archive) -> None:
    (line,) = archive.stories()
    minute = min(card.added for card in archive.store.cards())[:16]
    for since in (minute, f"{minute}Z"):
        assert archive.diff(line.id, since)[1].known == 0


def test_no_word_of_a_forgotten_report_stays_on_disk(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "eel.html").write_text(
        "<p>Eelpout seen</p><p>“The eelpout is back,” said Gro Tindelund.</p>" * 3, "utf-8"
    )
    (added,) = archive.add([str(tmp_path / "eel.html")])
    archive.stories()
    folder = tmp_path / "archive"
    assert any(b"tindelund" in path.read_bytes().lower() for path in folder.rglob("*") if path.is_file())
    archive.forget(added.report or "", by="Ida", why="asked for")
    for path in folder.rglob("*"):
        if path.is_file():
            assert b"eelpout" not in path.read_bytes().lower()
            assert b"tindelund" not in path.read_bytes().lower()
