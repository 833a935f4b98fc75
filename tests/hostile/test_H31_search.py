"""H31: SQL and full-text syntax in the search box are words; a query too long is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from archived import TEXT, incoming
from stemma.archive import Archive
from stemma.errors import UsageError

SYNTAX = [
    '"', '""', '"pier', "pier*", "NEAR(pier storm)", "headline:pier", "pier AND", "NOT", "a OR", "^pier", "(", "pier)",
    "'; DROP TABLE report; --", "' OR 1=1", "%", "_", "\\", "{pier storm}", "+pier", "pier -storm",
    "\x00pier", "pier\udc80",
]  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive.create(tmp_path / "archive")
    made.store.add([incoming(), incoming(TEXT + "NEAR the pier, OR not AND headline.\n", file="b.txt")])
    return made


@pytest.mark.parametrize("query", [one for one in SYNTAX if any(c.isalnum() for c in one)])
def test_syntax_is_words(archive: Archive, query: str) -> None:
    assert archive.search(query).total <= 2
    assert archive.search("pier").total == 2
    archive.close()


@pytest.mark.parametrize("query", [one for one in SYNTAX if not any(c.isalnum() for c in one)])
def test_signs_alone_ask_for_nothing(archive: Archive, query: str) -> None:
    with pytest.raises(UsageError) as error:
        archive.search(query)
    assert error.value.code == "U-QUERY"
    archive.close()


def test_operators_are_looked_for(archive: Archive) -> None:
    assert archive.search("near OR not AND").total == 1
    archive.close()


@pytest.mark.parametrize("facet", ["outlet", "speaker", "place", "to"])
@pytest.mark.parametrize("value", ["%", "' OR 1=1 --", "\\", ""])
def test_facets_are_values(archive: Archive, facet: str, value: str) -> None:
    with pytest.raises(UsageError):
        archive.search("pier", facets={facet: value})
    archive.close()


@pytest.mark.parametrize("query", ["a" * 1_000_000, " OR ".join(f"t{n}" for n in range(300))])
def test_a_query_too_long_is_refused(archive: Archive, query: str) -> None:
    with pytest.raises(UsageError) as error:
        archive.search(query)
    assert error.value.code == "U-QUERY"
    archive.close()
