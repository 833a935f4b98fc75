"""An archive written as WARC and read into another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from pages import WORDS, page
from servers import Server, answer
from stemma.archive import Archive
from stemma.archive.warc import write_warc
from stemma.cli.entry import USAGE, run
from stemma.errors import UsageError
from stemma.settings import Settings


def fill(archive: Archive, server: Server, folder: Path) -> None:
    archive.settings = Settings(allow_private=True)
    (folder / "notes.txt").write_text("Quay reopens\n\nThe quay was reopened on Monday, the port said.\n", "utf-8")
    (folder / "page.html").write_text(page('<link rel="canonical" href="https://quay.example/1?utm_id=2">'), "utf-8")
    lines = [f'{{"text": "Day {n}\\n\\nThe ferry sailed {n} times, the port said."}}' for n in range(3)]
    (folder / "days.jsonl").write_text("\n".join(lines), "utf-8")
    list(archive.add([str(folder), server.url("/a?utm_source=x")]))
    server.answers["/a?utm_source=x"] = answer(page(words=WORDS[:2]))
    list(archive.add([server.url("/a?utm_source=x")]))


def test_it_comes_back_with_the_same_ids(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with Server({"/a?utm_source=x": answer(page())}) as server, Archive.create(tmp_path / "one") as archive:
        fill(archive, server, tmp_path / "in")
        ids = {name for _, name in archive.store.ids()}
        assert len(ids) == 7
        assert write_warc(archive.store, tmp_path / "out.warc.gz") == 5, "lines of one file are one record"
        archive.warc(tmp_path / "again.warc.gz")
    with Archive.create(tmp_path / "two") as archive:
        outcomes = list(archive.add([str(tmp_path / "out.warc.gz")]))
        assert {one.outcome for one in outcomes} == {"ok"}
        assert {name for _, name in archive.store.ids()} == ids
        assert archive.check() == []
    assert (tmp_path / "out.warc.gz").read_bytes() == (tmp_path / "again.warc.gz").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["again.warc.gz", "in", "one", "out.warc.gz", "two"]


def test_the_standards_own_reader_finds_every_digest_right(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with Server({"/a?utm_source=x": answer(page())}) as server, Archive.create(tmp_path / "one") as archive:
        fill(archive, server, tmp_path / "in")
        write_warc(archive.store, tmp_path / "out.warc")
        place = server.url("/a?utm_source=x")
    with (tmp_path / "out.warc").open("rb") as file:
        found = []
        for record in ArchiveIterator(file, check_digests=True):
            record.content_stream().read()
            assert record.digest_checker.passed is not False
            found.append(record.rec_headers.get_header("WARC-Target-URI"))
    assert found == [None, "file:days.jsonl", "file:notes.txt", "file:page.html", place, place]


def test_forgotten_words_do_not_go_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Quay reopens\n\nThe quay was reopened on Monday, the port said.\n", "utf-8")
    with Archive.create(tmp_path / "one") as archive:
        (added,) = archive.add([str(tmp_path / "a.txt")])
        archive.forget(added.report or "", by="A", why="asked to")
        assert write_warc(archive.store, tmp_path / "out.warc") == 0
    assert b"quay" not in (tmp_path / "out.warc").read_bytes()


def test_the_verb_asks_for_leave(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Quay reopens\n\nThe quay was reopened on Monday, the port said.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Goat elected\n\nA goat called Tor was elected in Nes, the county said.\n", "utf-8")
    with Archive.create(tmp_path / "one") as archive:
        list(archive.add([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]))
        first = archive.stories()[0].id
    out = str(tmp_path / "out.warc")
    export = ["export", "--store", str(tmp_path / "one"), "-o", out]
    assert run(export) == USAGE
    assert "U-TEXT" in capfd.readouterr().err
    assert run([*export, "--text", "full"]) == 0
    assert f"{out}: 2 records" in capfd.readouterr().out
    assert run([*export, "--to", "warc", "--text", "full", "--story", first]) == 0
    assert f"{out}: 1 records" in capfd.readouterr().out
    assert run(["export", "--to", "warc", "--text", "full", "--store", str(tmp_path / "one")]) == USAGE


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "one") as archive, pytest.raises(UsageError):
        write_warc(archive.store, tmp_path / "none" / "out.warc")


def test_the_encoding_that_a_server_said_is_kept(tmp_path: Path) -> None:
    words = "Båden sejler igen. Havnen i Ålsgårde er åben, sagde formanden på mødet."
    latin = page(words=(words,) * 3).encode("cp1252")
    with (
        Server({"/a": answer(latin, Content_Type="text/html; charset=iso-8859-2")}) as server,
        Archive.create(tmp_path / "one") as archive,
    ):
        archive.settings = Settings(allow_private=True)
        list(archive.add([server.url("/a")]))
        ((_, name),) = archive.store.ids()
        (kept,) = archive.store.get([name])
        assert kept.report
        assert [seen.charset for seen in archive.store.sightings(kept.report.article or "")] == ["iso-8859-2"]
        assert archive.warc(tmp_path / "out.warc") == 1
    with Archive.create(tmp_path / "two") as archive:
        list(archive.add([str(tmp_path / "out.warc")]))
        assert [one for _, one in archive.store.ids()] == [name], "read as it was, hence the same text"
        assert [seen.charset for seen in archive.store.sightings(kept.report.article or "")] == ["iso-8859-2"]


def test_it_has_the_mode_that_files_have_here(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    with Archive.create(tmp_path / "one") as archive:
        archive.warc(tmp_path / "out.warc")
    assert (tmp_path / "out.warc").stat().st_mode == (tmp_path / "plain").stat().st_mode
