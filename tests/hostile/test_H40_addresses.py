"""H40: one page fetched at several addresses (newsletter, share, AMP, print): one report, seen where it was asked."""

from __future__ import annotations

from pathlib import Path

from pages import page
from servers import Server, answer
from stemma.archive import Archive
from stemma.intake import read_inputs
from stemma.settings import Settings

OURS = Settings(allow_private=True)
BODY = answer(page('<link rel="canonical" href="/ferry">'))
PATHS = (
    "/ferry",
    "/ferry?utm_source=mail&utm_medium=x",
    "/ferry?fbclid=abc",
    "/ferry/amp",
    "/print/ferry",
    "/ferry#top",
)


def test_they_are_one_report() -> None:
    with Server({path.partition("#")[0]: BODY for path in PATHS}) as server:
        urls = [server.url(path) for path in PATHS]
        reports, inputs = read_inputs(urls, published={}, outlets={}, settings=OURS)
        assert [report.url for report in reports] == [server.url("/ferry")]
    assert sorted(one.code or "" for one in inputs) == ["", *["P-SAME-TEXT"] * 5]


def test_the_archive_has_one_article(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "desk") as archive, Server({p.partition("#")[0]: BODY for p in PATHS}) as server:
        archive.settings = OURS
        told = [one for path in PATHS for one in archive.add([server.url(path)])]
        assert [str(one.what) for one in told] == ["new", *["known"] * 5]
        assert len({one.report for one in told}) == 1
        assert len(archive.stories()) == 1
