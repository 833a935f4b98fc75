"""What every store must do, whatever database is behind it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from archived import TEXT, incoming
from stemma.errors import StoreError
from stemma.store import Store
from stemma.types.archive import What
from stemma.types.ruling import Ruling

URL = "https://pier.example/story"


def what(store: Store, *batch: object) -> list[What]:
    return [one.what for one in store.add(batch)]  # type: ignore[arg-type]


def test_what_is_added_comes_back_whole(store: Store) -> None:
    one = incoming(url=URL)
    assert what(store, one) == [What.NEW]
    kept = store.get([one.report.id])[0]
    assert (kept.report, kept.layers) == (one.report, one.layers)
    assert kept.seq == 1
    assert store.has([one.report.id, "nobody"]) == {one.report.id}


def test_a_report_is_read_without_its_annotations(store: Store) -> None:
    one = incoming(url=URL)
    store.add([one])
    whole, bare = store.get([one.report.id])[0], store.get([one.report.id], annotated=False)[0]
    assert (bare.report, bare.layers) == (one.report, None)
    assert msgspec.structs.replace(bare, layers=whole.layers) == whole


def test_adding_again_changes_nothing(store: Store) -> None:
    one = incoming(url=URL)
    store.add([one])
    head = store.head()
    assert what(store, one, one) == [What.KNOWN, What.KNOWN]
    assert store.head() == head
    assert [i for _, i in store.ids()] == [one.report.id]


def test_order_and_batches_make_no_other_reports(store: Store) -> None:
    several = [incoming(TEXT + f"Day {n}.\n", file=f"{n}.txt") for n in range(5)]
    store.add(several[3:])
    store.add(several)
    assert sorted(i for _, i in store.ids()) == sorted(one.report.id for one in several)
    assert [seq for seq, _ in store.ids()] == [1, 2, 3, 4, 5]


def test_versions_of_one_address(store: Store) -> None:
    first, second = incoming(url=URL), incoming(TEXT + "The lamp is lit.\n", url=URL)
    assert what(store, first, second, first) == [What.NEW, What.VERSION, What.BACK]
    seen = store.sightings(first.report.article or "")
    assert [s.report for s in seen] == [first.report.id, second.report.id, first.report.id]


def test_other_bytes_with_the_same_text_are_no_version(store: Store) -> None:
    assert what(store, incoming(url=URL), incoming(url=URL, raw=b"<p>other advertisements</p>")) == [
        What.NEW,
        What.KNOWN,
    ]


def test_raw_bytes_are_those_that_were_read(store: Store) -> None:
    page = b"<html><p>The pier</p></html>"
    plain, marked = incoming(file="a.txt"), incoming(TEXT + "Lit.\n", file="a.html", raw=page)
    store.add([plain, marked])
    assert store.raw(plain.report.id) == plain.raw
    assert store.raw(marked.report.id) == page
    store.forget(marked.report.id, by="Ida", why="-")
    with pytest.raises(StoreError, match="no report in this archive"):
        store.raw(marked.report.id)


def test_one_text_at_two_places_is_told(store: Store) -> None:
    assert what(store, incoming(url=URL), incoming(url="https://copy.example/a")) == [What.NEW, What.PLACE]
    assert store.check() == []


def test_cards_say_what_lists_need(store: Store) -> None:
    store.add([incoming(url=URL)])
    (card,) = store.cards()
    assert card.headline == "Pier reopens after storm"
    assert card.text_sha256 == incoming(url=URL).report.text_sha256


def test_a_forgotten_text_is_gone_and_stays_gone(store: Store) -> None:
    one = incoming(url=URL)
    store.add([one])
    store.forget(one.report.id, by="Ida", why="asked for by its author")
    assert list(store.ids()) == []
    (kept,) = store.get([one.report.id])
    assert kept.report is None
    assert kept.text_sha256 == one.report.text_sha256
    assert what(store, one) == [What.FORGOTTEN]
    last = list(store.entries())[-1]
    assert (last.kind, last.subject) == ("forget", one.report.id)
    assert "asked for by its author" in last.body
    assert store.check() == []


def test_forgetting_one_of_two_places_keeps_the_other(store: Store) -> None:
    one, copy = incoming(url=URL), incoming(url="https://copy.example/a")
    store.add([one, copy])
    store.forget(one.report.id, by="Ida", why="wrong place")
    (kept,) = store.get([copy.report.id])
    assert kept.report == copy.report
    assert store.check() == []


def test_forgetting_what_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match="no report in this archive") as error:
        store.forget("0123456789ab", by="Ida", why="-")
    assert error.value.code == "S-NO-REPORT"


def ruling(name: str, why: str = "same person") -> Ruling:
    return Ruling(id=name, kind="merge", by="Ida", when="2031-01-02", why=why, names=("Ada Moe", "A. Moe"))


def test_rulings_are_kept_and_taken_back(store: Store) -> None:
    assert store.rule(ruling("r1"))
    assert not store.rule(ruling("r1"))
    assert store.rule(ruling("r2"))
    assert [r.id for r in store.rulings()] == ["r1", "r2"]
    store.undo("r1", by="Ida", why="two people after all")
    assert [r.id for r in store.rulings()] == ["r2"]
    assert [e.kind for e in store.entries()] == ["ruling", "ruling", "undo"]


def test_another_ruling_of_the_same_id_is_refused(store: Store) -> None:
    store.rule(ruling("r1"))
    with pytest.raises(StoreError, match="another ruling has this id"):
        store.rule(ruling("r1", why="something else"))
    with pytest.raises(StoreError, match="no ruling in force"):
        store.undo("r7", by="Ida", why="-")


def test_small_values(store: Store) -> None:
    store.put("feed", {"b": b"2", "a": b"1"})
    store.put("feed", {"b": None, "c": b"3"})
    assert store.values("feed") == {"a": b"1", "c": b"3"}
    assert store.values("feed", ["c", "z"]) == {"c": b"3"}
    assert store.values("other") == {}


def test_small_values_are_exchanged_only_where_nobody_was_quicker(store: Store) -> None:
    assert store.exchange({"a": {"mark": b"1", "x": b"2"}, "b": {"y": b"3"}}, ("a", "mark"), None)
    assert not store.exchange({"a": {"mark": b"2", "x": None}}, ("a", "mark"), None)
    assert store.values("a") == {"mark": b"1", "x": b"2"}
    assert store.exchange({"a": {"mark": b"2", "x": None}, "b": {"y": None}}, ("a", "mark"), b"1")
    assert (store.values("a"), store.values("b")) == ({"mark": b"2"}, {})


def test_cards_of_some(store: Store) -> None:
    several = [incoming(TEXT + f"Day {n}.\n", file=f"{n}.txt") for n in range(4)]
    store.add(several)
    store.forget(several[0].report.id, by="Ida", why="-")
    wanted = [several[n].report.id for n in (3, 0, 1)]
    assert [card.id for card in store.cards([*wanted, "nobody"])] == [wanted[2], wanted[0]]


def test_a_batch_is_kept_whole_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from stemma.store import adding

    def broken(_: object) -> None:
        raise OSError("no room")

    store.add([incoming(url=URL)])
    head = store.head()
    monkeypatch.setattr(adding.Adding, "finish", broken)
    with pytest.raises(OSError, match="no room"):
        store.add([incoming(TEXT + "More.\n", file="more.txt"), incoming(TEXT + "Most.\n", file="most.txt")])
    assert store.head() == head
    assert len(list(store.ids())) == 1


def test_the_log_continues_a_head_kept_elsewhere(store: Store) -> None:
    store.add([incoming(url=URL)])
    early = str(store.head())
    store.add([incoming(TEXT + "More.\n", file="more.txt")])
    assert store.check(early) == []
    assert store.check("2:" + "0" * 64) == [f"log: is not a continuation of the head 2:{'0' * 64}"]


def test_thousands_are_walked_a_page_at_a_time(store: Store) -> None:
    many = [incoming(f"Notice {n}\n\nThe pier is open on day {n}.\n", file=f"{n}.txt") for n in range(1200)]
    store.add(many)
    assert len(list(store.ids())) == len(list(store.cards())) == 1200
    assert len(store.get([one.report.id for one in many])) == 1200
    assert [e.seq for e in store.entries(after=700)] == list(range(701, 1201))


def test_contents_do_not_tell_order_or_time(new_store: Callable[[], Store]) -> None:
    several = [incoming(TEXT + f"Day {n}.\n", file=f"{n}.txt") for n in range(5)]
    store, other = new_store(), new_store()
    store.add(several)
    for one in reversed(several):
        other.add([one])
    assert store.contents() == other.contents()
    other.forget(several[0].report.id, by="Ida", why="-")
    assert store.contents() != other.contents()
