"""What people ask of an archive: reports by their words, who said it first, what A said about B."""

from __future__ import annotations

import pytest

from stemma.archive import Archive
from stemma.archive.asked import phrases
from stemma.archive.snippets import snippet
from stemma.errors import UsageError
from stemma.intake.build import build
from stemma.settings import DEFAULT
from stemma.types.search import Results


def resolves(archive: Archive, results: Results) -> bool:
    """Every passage and mark is what stands in the report."""
    for hit in results.hits:
        (kept,) = archive.store.get([hit.report])
        assert kept.report is not None
        for span in (*([hit.snippet] if hit.snippet else []), *hit.marks):
            assert kept.report.text[span.start : span.end] == span.text
    return True


def test_words_and_phrases(archive: Archive) -> None:
    both = archive.search("season tailings")
    assert both.total == len(both.hits) == 4
    assert all(hit.marks for hit in both.hits)
    assert resolves(archive, both)
    phrase = archive.search("“on land for”")
    assert {mark.text for hit in phrase.hits for mark in hit.marks} == {"on land for"}


def test_who_said_it_first(archive: Archive) -> None:
    said = archive.search("season", said=True, sort="oldest")
    assert resolves(archive, said)
    assert all("season" in hit.snippet.text for hit in said.hits if hit.snippet)
    dates = [hit.published for hit in said.hits if hit.published]
    assert dates == sorted(dates)
    assert said.hits[0].speaker == "Marit Elvestad"


def test_what_one_said_about_another(archive: Archive) -> None:
    said = archive.search("county", said=True, facets={"speaker": "elvestad"})
    assert said.hits
    assert {hit.speaker for hit in said.hits} == {"Marit Elvestad"}
    assert all("county" in hit.snippet.text for hit in said.hits if hit.snippet)
    with pytest.raises(UsageError, match="no report has the speaker 'Vesta'"):
        archive.search("county", said=True, facets={"speaker": "Vesta"})


def test_pages_of_statements_do_not_overlap(archive: Archive) -> None:
    whole = [hit.statement for hit in archive.search("season", said=True).hits]
    pages = [archive.search("season", said=True, limit=3, offset=n).hits for n in (0, 3, 6)]
    assert [hit.statement for page in pages for hit in page] == whole[:9]


def test_a_story_and_its_facets(archive: Archive) -> None:
    (line,) = archive.stories()
    all_of_it = archive.search(story=line.id, counted=True)
    assert all_of_it.total == 5
    assert dict(all_of_it.facets["outlet"])["Nordwire"] == 1
    assert archive.search(facets={"outlet": "nordwire"}).total == 1


def test_a_search_for_nothing_says_so(archive: Archive) -> None:
    with pytest.raises(UsageError, match="nothing was asked for"):
        archive.search("  ")
    with pytest.raises(UsageError, match="is no facet"):
        archive.search("pier", facets={"colour": "red"})


def test_what_is_typed_becomes_words() -> None:
    assert phrases('pier "north quay" PIER') == (("pier",), ("north", "quay"))
    assert phrases("“north quay") == (("north",), ("quay",))
    assert phrases('""  " "') == ()
    assert phrases("isn’t") == (("isn",), ("t",))


def test_a_snippet_begins_and_ends_with_words() -> None:
    text = (
        "Quay\n\n" + "The lamp was lit. " * 20 + "Then the harbour master spoke of night boats. " + "It rained. " * 20
    )
    report = build(text, "a.txt", DEFAULT)
    passage, marks = snippet(report, [("night", "boats")])
    assert passage is not None
    assert [m.text for m in marks] == ["night boats"]
    assert 100 < len(passage.text) < 240
    assert not text[passage.start - 1].isalnum()
    assert not text[passage.end].isalnum()
