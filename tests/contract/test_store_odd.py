"""What no news holds but a page may: names without end, NUL in a name, texts longer than an index takes."""

from __future__ import annotations

import random
import string
from pathlib import Path

from msgspec.structs import replace

from archived import TEXT, incoming
from stemma.settings import Settings
from stemma.store import Store, create
from stemma.store.sql import SqlStore
from stemma.types.archive import Incoming, What
from stemma.types.search import Query


def said_by(name: str, text: str = TEXT, file: str = "pier.txt") -> Incoming:
    one = incoming(text, file=file)
    statements = tuple(replace(statement, speaker=name) for statement in one.statements)
    return replace(one, statements=statements, facets=(("speaker", name),))


def unlike(count: int, letters: str = string.ascii_lowercase) -> list[str]:
    """So many words that hold nothing in common, hence cannot be packed."""
    chance = random.Random(count)
    return ["".join(chance.choices(letters, k=6)) for _ in range(count)]


def test_a_name_without_end_is_kept(store: Store) -> None:
    name = "".join(unlike(800))
    one = said_by(name)
    assert [added.what for added in store.add([one])] == [What.NEW]
    assert [statement.speaker for statement in store.statements([one.report.id])[one.report.id]] == [name]
    assert store.named("speaker", name[:20]) == (name,)


def test_nul_in_a_name_is_shown_as_a_sign(store: Store) -> None:
    first, second = said_by("Ada\x00Moe"), said_by("Ada\x00Moe", TEXT + "Later.\n", "later.txt")
    store.add([first])
    store.add([second])
    assert store.named("speaker", "moe") == ("Ada␀Moe",)
    found = store.search(Query(facets={"speaker": ("Ada␀Moe",)}))
    assert set(found.reports) == {first.report.id, second.report.id}


def test_a_text_longer_than_an_index_takes_is_kept_and_found(store: Store) -> None:
    for letters in (string.ascii_lowercase, "абвгдежзиклмнопрст"):
        words = unlike(200_000, letters)
        one = incoming(TEXT + "\n" + " ".join(words) + "\n", file=f"{letters[0]}.txt")
        assert [added.what for added in store.add([one])] == [What.NEW]
        assert store.search(Query(phrases=((words[9],),))).reports == (one.report.id,)


def test_annotations_may_be_larger_than_an_input(tmp_path: Path) -> None:
    one = incoming(TEXT + "The pier is open and the sea is calm.\n" * 1000)
    quotation = replace(one.layers.quotations[0], start=0, end=len(one.report.text), text=one.report.text)
    many = tuple(replace(quotation, id=f"{one.report.id}.q{number}") for number in range(60))
    store = create(tmp_path / "small", Settings(max_input_mib=1))
    store.add([replace(one, layers=replace(one.layers, quotations=many))])
    assert [kept.layers and len(kept.layers.quotations) for kept in store.get([one.report.id])] == [60]
    assert store.check() == []
    store.close()


def test_any_number_of_reports_can_be_asked_among(store: Store) -> None:
    one = incoming()
    store.add([one])
    strangers = tuple(f"{number:012x}" for number in range(70_000))
    assert store.search(Query(reports=strangers)).total == 0
    assert store.search(Query(reports=(*strangers, one.report.id))).reports == (one.report.id,)
    assert store.search(Query(reports=())).total == 0


def test_any_number_of_names_can_be_asked_for(store: Store) -> None:
    one = said_by("Ada Moe")
    store.add([one])
    strangers = tuple(f"Nobody {number}" for number in range(70_000))
    assert store.search(Query(facets={"speaker": (*strangers, "Ada Moe")})).reports == (one.report.id,)


def test_names_of_a_forgotten_report_go_unless_another_has_them(store: Store) -> None:
    first, second = said_by("Ada Moe"), said_by("Ida Holm", TEXT + "Later.\n", "later.txt")
    third = said_by("Ida Holm", TEXT + "Last.\n", "last.txt")
    store.add([first, second, third])
    store.forget(first.report.id, by="Ida", why="-")
    store.forget(second.report.id, by="Ida", why="-")
    assert isinstance(store, SqlStore)
    assert store._db.rows("SELECT words FROM word WHERE words IN ('Ada Moe', 'Ida Holm')") == [("Ida Holm",)]
    assert [statement.speaker for statement in store.statements([third.report.id])[third.report.id]] == ["Ida Holm"]
    assert store.check() == []


def test_what_nothing_is_called_is_not_there(store: Store) -> None:
    store.add([incoming()])
    for name in ("a\x00b", "\x00"):
        assert store.has([name]) == set()
        assert list(store.get([name])) == []
        assert store.values("judged", [name]) == {}
