"""Search answers the same, whatever database is behind it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from archived import TEXT, incoming
from stemma.store import Store
from stemma.types.archive import Incoming, Statement
from stemma.types.report import Published
from stemma.types.search import Query


def report(n: int, text: str, day: str | None, outlet: str, speaker: str = "Ada Moe") -> Incoming:
    one = incoming(f"{text}\n", file=f"{n}.txt")
    dated = replace(one.report, published=Published(day, "given" if day else "unknown"), outlet=outlet)
    said = Statement(id=f"{dated.id}.q1", kind="quotation", speaker=speaker, to=None, strength=None, start=0, end=4)
    return replace(one, report=dated, statements=(said,), facets=(("outlet", outlet), ("speaker", speaker)))


@pytest.fixture
def names(store: Store) -> dict[str, str]:
    """Id -> number of four reports, added out of order."""
    four = [
        report(1, "The pier of Lund is open again.", "2031-02-03", "Lund Post"),
        report(
            2, "Of the pier nobody spoke. Open the gate, open the door.", "2031-02-05T08:00:00Z", "Lund Post", "Bo Lie"
        ),
        report(3, "A storm closed the Øresund ferry.", "2031-01", "Havnen"),
        report(4, "The pier is closed.", None, "Havnen", "Bo Lie"),
    ]
    store.add([four[3], four[1]])
    store.add([four[0], four[2]])
    return {one.report.id: str(n) for n, one in enumerate(four, 1)}


def found(store: Store, names: dict[str, str], **asked: object) -> str:
    return "".join(names[one] for one in store.search(Query(**asked)).reports)  # type: ignore[arg-type]


def words(*phrases: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


def test_all_words_must_be_there(store: Store, names: dict[str, str]) -> None:
    assert found(store, names, phrases=words("pier")) == "214"
    assert found(store, names, phrases=words("pier", "open")) == "21"
    assert found(store, names, phrases=words("glacier")) == ""


def test_a_phrase_stands_as_it_is(store: Store, names: dict[str, str]) -> None:
    assert found(store, names, phrases=words("pier of lund")) == "1"
    assert found(store, names, phrases=words("of pier")) == ""


def test_accents_do_not_matter(store: Store, names: dict[str, str]) -> None:
    assert found(store, names, phrases=words("oresund")) == "3"


def test_order(store: Store, names: dict[str, str]) -> None:
    assert found(store, names, phrases=words("the"), sort="newest") == "2134"
    assert found(store, names, phrases=words("the"), sort="oldest") == "3124"
    assert found(store, names, phrases=words("open"), sort="relevance")[0] == "2"


def test_facets_and_dates_narrow(store: Store, names: dict[str, str]) -> None:
    assert found(store, names, facets={"outlet": ("Lund Post",)}) == "21"
    assert found(store, names, facets={"outlet": ("Havnen",), "speaker": ("Bo Lie",)}) == "4"
    assert found(store, names, facets={"speaker": ("Bo Lie", "Ada Moe")}) == "2134"
    assert found(store, names, facets={"outlet": ("Bo Lie",)}) == ""
    assert found(store, names, since="2031-02") == "21"
    assert found(store, names, until="2031-02-05") == "213"
    assert found(store, names, since="2031-01", until="2031-01") == "3"


def test_only_some_reports(store: Store, names: dict[str, str]) -> None:
    some = tuple(one for one, n in names.items() if n in "14")
    assert found(store, names, phrases=words("pier"), reports=some) == "14"
    assert found(store, names, reports=()) == ""


def test_pages_and_totals(store: Store, names: dict[str, str]) -> None:
    first = store.search(Query(phrases=words("pier"), limit=2))
    assert (first.total, len(first.reports)) == (3, 2)
    assert found(store, names, phrases=words("pier"), limit=2, offset=2) == "4"


def test_values_are_counted_over_all_that_is_found(store: Store, names: dict[str, str]) -> None:
    answer = store.search(Query(phrases=words("pier"), limit=1, counted=True))
    assert answer.counts == {"outlet": (("Lund Post", 2), ("Havnen", 1)), "speaker": (("Bo Lie", 2), ("Ada Moe", 1))}


def test_values_by_a_part_of_their_name(store: Store, names: dict[str, str]) -> None:
    assert store.named("speaker", "lie") == ("Bo Lie",)
    assert store.named("outlet", "lie") == ()
    assert store.named("speaker", "%") == ()
    assert store.named("speaker", "o") == ("Ada Moe", "Bo Lie")


def test_statements_come_back(store: Store, names: dict[str, str]) -> None:
    second = next(one for one, n in names.items() if n == "2")
    (said,) = store.statements([second])[second]
    assert (said.id, said.kind, said.speaker, said.start, said.end) == (f"{second}.q1", "quotation", "Bo Lie", 0, 4)


def test_what_is_forgotten_is_not_found(store: Store, names: dict[str, str]) -> None:
    first = next(one for one, n in names.items() if n == "1")
    store.forget(first, by="Ida", why="-")
    assert found(store, names, phrases=words("pier")) == "24"
    assert found(store, names, facets={"speaker": ("Ada Moe",)}) == "3"
    assert store.statements([first]) == {}


def test_facets_that_were_worked_out_are_searched_and_counted_like_others(store: Store) -> None:
    one, other = incoming(), incoming(TEXT + "Later.\n", file="later.txt")
    store.add([one, other])
    contents, head = store.contents(), store.head()
    store.relate(
        "family", {one.report.id: ["interview Ada Moe o1", "leak o2"], other.report.id: ["interview Ada Moe o1"]}
    )
    assert store.named("family", "moe") == ("interview Ada Moe o1",)
    assert store.search(Query(facets={"family": ("leak o2",)})).reports == (one.report.id,)
    assert store.search(Query(counted=True)).counts["family"] == (("interview Ada Moe o1", 2), ("leak o2", 1))
    store.relate("family", {one.report.id: [], other.report.id: ["leak o3"], "nobody": ["leak o4"]})
    assert store.search(Query(counted=True)).counts["family"] == (("leak o3", 1),)
    assert store.named("family", "o1") == ()
    assert store.search(Query(counted=True)).counts["language"] == (("en", 2),)
    store.forget(other.report.id, by="Ida", why="-")
    assert store.named("family", "") == ()
    store.relate("family", {other.report.id: ["leak o5"]})
    assert store.named("family", "") == ()
    assert store.check() == []
    assert (store.contents(), store.head()) != (contents, head), "only the forgetting tells"


def test_dates_that_were_worked_out_are_those_of_lists_and_search(store: Store) -> None:
    one, told = incoming(), incoming(TEXT + "Later.\n", file="later.txt")
    told = replace(told, report=replace(told.report, published=Published("2031-02-03", "given")))
    store.add([one, told])
    contents = store.contents()
    store.infer({one.report.id: "2031-02-02", told.report.id: "1999-01-01"})
    assert store.search(Query(sort="oldest")).reports == (one.report.id, told.report.id)
    assert store.search(Query(until="2031-02-02")).reports == (one.report.id,)
    assert {card.id: (card.published, card.inferred) for card in store.cards()} == {
        one.report.id: ("2031-02-02", True),
        told.report.id: ("2031-02-03", False),
    }
    assert [(kept.published, kept.inferred) for kept in store.get([one.report.id])] == [("2031-02-02", True)]
    store.infer({one.report.id: None})
    assert store.search(Query(sort="oldest")).reports == (told.report.id, one.report.id)
    assert store.contents() == contents
    assert store.check() == []
