"""One bad input beside a good one, by the command: the bad one is named with its code, the good one is read, exit 3."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from stemma.cli.entry import run
from stemma.types.account import AccountData

GOOD = """Old mill to become a school

Tarn Hollow, 4 May - The old mill will become a school, the county said on Tuesday.

“We open the doors in spring,” said Odda Brill, the county’s head of schools.
"""
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><rss><channel><item><title>&i;</title></item></channel></rss>"
)


def put(name: str, data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def circle(folder: Path) -> Path:
    (folder / "one.txt").symlink_to(folder / "one.txt")
    return folder / "one.txt"


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (lambda folder: folder / "nowhere.txt", "P-NOT-FOUND"),
    "binary": (put("a.txt", bytes(range(256)) * 20), "P-BINARY"),
    "pdf": (put("a.txt", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n"), "P-PDF"),
    "archive": (put("a.txt.gz", b"\x1f\x8b\x08" + b"\0" * 40), "P-ARCHIVE"),
    "no article": (put("a.html", b"<html><body><script>1</script></body></html>"), "P-NO-ARTICLE"),
    "entities": (put("a.xml", LAUGHS.encode()), "P-XML-ENTITY"),
    "pipe": (pipe, "P-NOT-FILE"),
    "device": (lambda folder: Path("/dev/zero"), "P-NOT-FILE"),
    "circle": (circle, "P-NOT-FILE"),
}


def command(names: list[str], folder: Path) -> tuple[int, AccountData]:
    """Exit code and account of `stemma read`."""
    code = run(["read", "--quiet", "-o", str(folder / "account.json"), *names])
    return code, msgspec.json.decode((folder / "account.json").read_bytes(), type=AccountData)


def good(folder: Path) -> Path:
    (folder / "good.txt").write_text(GOOD, "utf-8")
    return folder / "good.txt"


def said(account: AccountData) -> list[str]:
    return [q.text for r in account.reports for q in r.quotations if Path(r.file).name == "good.txt"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("case", sorted(BAD))
def test_the_good_one_is_read(case: str, tmp_path: Path) -> None:
    make, code = BAD[case]
    exit_code, account = command([str(make(tmp_path)), str(good(tmp_path))], tmp_path)
    assert exit_code == 3
    assert [(i.outcome, i.code) for i in account.inputs if i.outcome == "failed"] == [("failed", code)]
    assert said(account) == ["We open the doors in spring,"]
    assert not [n for n in account.notes if n.code == "L-FAILED"]


def test_all_of_them_at_once(tmp_path: Path) -> None:
    names = []
    for number, (make, _) in enumerate(BAD.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        names.append(str(make(folder)))
    exit_code, account = command([*names, str(good(tmp_path))], tmp_path)
    assert exit_code == 3
    assert sorted(i.code or "" for i in account.inputs if i.outcome == "failed") == sorted(c for _, c in BAD.values())
    assert said(account) == ["We open the doors in spring,"]


@pytest.mark.parametrize(
    "odd",
    [
        "".join(f"“We {n} go,” " for n in range(200)),
        '"' * 5001,
        "«„“ 「「 ‘’ ” » " * 100,
        "“A quotation over\n\nparagraphs “with another\n\n“that never ends",
        "one hundred and " * 500,
        "[" * 3000,
        "A.\0 \x1b[2J \u202e\u200b “x” said \ufffe",
        "</script><!-- \u2028 ]]> said “x”",
        "٣ of ½, 1/0, 10^30 and -5 said",
    ],
)
def test_an_odd_report_is_read_beside_a_good_one(odd: str, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(odd, "utf-8")
    exit_code, account = command([str(tmp_path / "odd.txt"), str(good(tmp_path))], tmp_path)
    assert exit_code == 0
    assert len(account.reports) == 2
    assert said(account) == ["We open the doors in spring,"]
    notes = [*account.notes, *(note for report in account.reports for note in report.notes)]
    assert not [n for n in notes if n.code in ("A-FAILED", "L-FAILED")]
