"""What reports call somebody, and where they name a place."""

from __future__ import annotations

from msgspec.structs import replace

from archived import incoming
from stemma.archive.people import called
from stemma.archive.placed import placed
from stemma.types.archive import Kept
from stemma.types.world import Mention, Place, PlaceMention

TEXT = "Harbour master Ada Moe spoke in Lund. Moe left; the harbour master will be back. Lund waits. He said no.\n"


def mention(n: int, words: str, form: str, *, name: str = "", title: str = "", of: int | None = None) -> Mention:
    start = TEXT.find(words)
    return Mention(
        id=f"r.m{n}",
        start=start,
        end=start + len(words),
        text=words,
        form=form,  # type: ignore[arg-type]
        type="person",
        name=name,
        title=title,
        antecedent=f"r.m{of}" if of else None,
    )


def kept(**layers: object) -> Kept:
    one = incoming(TEXT)
    return Kept(
        seq=1,
        id=one.report.id,
        text_sha256=one.report.text_sha256,
        added="2026-03-14T00:00:00Z",
        engine="test",
        report=one.report,
        layers=replace(one.layers, **layers),
    )


def test_names_come_first_then_titles_then_what_leads_back_to_the_name() -> None:
    mentions = (
        mention(1, "Harbour master Ada Moe", "name", name="Ada Moe", title="Harbour master"),
        mention(2, "Moe left", "name", name="Moe", of=1),
        mention(3, "the harbour master", "description", of=1),
        mention(4, "He", "pronoun", of=1),
        mention(5, "Lund waits", "name", name="Bo Lie"),
    )
    found = called([kept(mentions=mentions), kept(mentions=mentions[:1])], {"Ada Moe"})
    assert [(one.kind, one.words) for one in found] == [
        ("name", "Ada Moe"),
        ("name", "Moe"),
        ("title", "Harbour master"),
        ("description", "the harbour master"),
    ]
    assert found[0].span.text == "Harbour master Ada Moe"
    assert called([], {"Ada Moe"}) == ()


def test_a_place_is_told_with_its_passage_and_not_where_a_state_is_meant() -> None:
    lund = Place(id="p1", name="Lund", kind="city", country="SE", lat=55.7, lon=13.2)
    first, second = TEXT.find("Lund"), TEXT.rfind("Lund")
    named = [
        PlaceMention(id="r.p1", start=first, end=first + 4, text="Lund", place="p1", role="event"),
        PlaceMention(id="r.p2", start=second, end=second + 4, text="Lund", place="p1", role="metonym"),
    ]
    found = placed(kept(places=tuple(named), gazetteer=(lund,)), {"Lund"})
    assert found
    assert (found.roles, found.places) == (("event",), (lund,))
    assert [mark.start for mark in found.marks] == [first]
    assert "Lund" in found.passage.text
    assert placed(kept(places=(named[1],), gazetteer=(lund,)), {"Lund"}) is None
    assert placed(kept(places=tuple(named), gazetteer=(lund,)), {"Malmö"}) is None
