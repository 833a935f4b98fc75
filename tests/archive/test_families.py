"""Reports by what they rest on: one talk that three outlets carry is one family."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stemma.archive import Archive
from stemma.archive.families import TRACED
from stemma.errors import UsageError
from stemma.types.ruling import Ruling

TALK = "“We will keep the night boats for one more winter and then we will look at the figures again,”"
OWN = f"""Night boats stay

SKARVIK, 3 May 2031 — {TALK} shipping director Ebba Linde told the Skarvik Echo in an interview on Saturday.
"""
COPY = f"""Skarvik night boats to stay another winter

SKARVIK, 4 May 2031 — {TALK} shipping director Ebba Linde told the Skarvik Echo. The Echo carried the talk on Saturday.
"""
OTHER = """Night boats cost too much, says council

SKARVIK, 4 May 2031 — The night boats of Skarvik cost the town too much, council leader Jon Aas said in a statement on
Sunday. “Nobody rides the night boats of Skarvik in winter,” Aas said in the statement.
"""
FILES = {"echo.txt": (OWN, "Skarvik Echo"), "copy.txt": (COPY, "Sundwire"), "other.txt": (OTHER, "Vardeposten")}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Archive]:
    """An archive of one story."""
    with Archive.create(tmp_path / "desk") as archive:
        for name, (text, outlet) in FILES.items():
            (tmp_path / name).write_text(text, "utf-8")
            list(archive.add([str(tmp_path / name)], outlets={name: outlet}))
        hashes = archive.text_sha256([name for _, name in archive.store.ids()])
        archive.rule(ruling("r1", "join-stories", reports=hashes))
        yield archive


def ruling(name: str, kind: str, reports: tuple[str, ...], value: str | None = None) -> Ruling:
    return Ruling(id=name, kind=kind, by="Ida", when="2031-05-05", why="so", reports=reports, value=value)  # type: ignore[arg-type]


def files(archive: Archive, family: str, text: str = "") -> set[str]:
    """The files found of a family."""
    found = archive.search(text, facets={"family": family})
    kept = archive.store.get(hit.report for hit in found.hits)
    return {one.report.file for one in kept if one.report}


def test_reports_that_carry_one_talk_are_found_by_who_gave_it(desk: Archive) -> None:
    assert files(desk, "Ebba Linde") == {"echo.txt", "copy.txt"}
    assert files(desk, "linde", "echo carried") == {"copy.txt"}
    assert files(desk, "Jon Aas") == {"other.txt"}
    with pytest.raises(UsageError, match="no report found rests on 'Nobody'") as error:
        files(desk, "Nobody")
    assert error.value.code == "U-FACET"


def test_families_are_counted_where_few_reports_are_found(desk: Archive) -> None:
    counts = desk.search("boats", counted=True).facets["family"]
    assert [n for _, n in counts] == [2, 1]
    (name, _), _ = counts
    assert name.startswith("interview Ebba Linde o")
    assert files(desk, name.rpartition(" ")[2]) == {"echo.txt", "copy.txt"}
    assert files(desk, name) == {"echo.txt", "copy.txt"}


def test_the_family_of_a_report(desk: Archive) -> None:
    of_file = {one.report.file: one.id for one in desk.store.get(i for _, i in desk.store.ids()) if one.report}
    assert files(desk, of_file["copy.txt"]) == {"echo.txt", "copy.txt"}


def test_the_families_are_those_of_the_account(desk: Archive) -> None:
    (line,) = desk.stories()
    account = desk.account(line.id).data
    names = {origin.id for origin in account.origins}
    for name, n in desk.search("boats", counted=True).facets["family"]:
        origin = name.rpartition(" ")[2]
        assert origin in names
        assert n >= len({d.report for d in account.derivations if d.from_ == origin})


def test_a_ruling_or_a_new_report_is_traced_anew(desk: Archive, tmp_path: Path) -> None:
    before = desk.search("boats", counted=True).facets["family"]
    stamps = desk.store.values(TRACED)
    again = desk.search("boats", counted=True).facets["family"]
    assert (again, desk.store.values(TRACED)) == (before, stamps)
    copy = next(hit.report for hit in desk.search("carried").hits)
    for derivation in desk.account(copy).data.derivations:
        if derivation.report == copy:
            name = f"d{derivation.id}"
            desk.rule(ruling(name, "derivation", desk.text_sha256([copy]), derivation.from_))
    assert files(desk, "Ebba Linde") == {"echo.txt"}


def test_too_much_is_not_traced(desk: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stemma.archive.families.MOST_TRACED", 2)
    monkeypatch.setattr("stemma.archive.families.MOST_COUNTED", 2)
    with pytest.raises(UsageError, match="3 reports would have to be traced") as error:
        files(desk, "Ebba Linde")
    assert error.value.code == "U-FAMILY"
    assert "family" not in desk.search("boats", counted=True).facets
    assert files(desk, "Ebba Linde", "carried") == {"copy.txt"}
