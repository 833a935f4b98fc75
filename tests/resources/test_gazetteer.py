"""The gazetteer: what is in it, how it answers, and what happens without it."""

from __future__ import annotations

import pytest

from stemma.errors import ResourceError
from stemma.resources import gazetteer, words


def test_own_name_and_accents_fold_to_one_place() -> None:
    assert gazetteer.lookup("Medellín")[0].id == gazetteer.lookup("MEDELLIN")[0].id
    assert gazetteer.lookup("Medellín")[0].country == "CO"


def test_namesakes_come_with_the_best_known_first() -> None:
    rows = gazetteer.lookup("Valencia")
    assert len(rows) > 2
    assert [r.rank for r in rows[:2]] == sorted((r.rank for r in rows[:2]), reverse=True)
    assert gazetteer.lookup("Lima")[0].kind == "capital"


def test_old_names_of_other_places_do_not_win() -> None:
    assert gazetteer.lookup("Victoria")[0].country != "HK"


def test_every_capital_is_found_in_its_state() -> None:
    missing = [
        state.code
        for state in gazetteer.countries()
        if state.capital and not any(r.country == state.code for r in gazetteer.lookup(state.capital))
    ]
    assert len(missing) <= 3, missing


def test_city_lies_in_region_in_country() -> None:
    row = next(r for r in gazetteer.lookup("Bergamo") if r.country == "IT")
    names = [r.name for r in gazetteer.within(row)]
    assert names[-1] == "Italy"
    assert "Lombardy" in names


def test_place_by_id_is_the_row_looked_up() -> None:
    row = gazetteer.lookup("Osaka")[0]
    assert gazetteer.place(row.id) == row
    assert gazetteer.place("g1") is None


def test_seas_and_islands_have_ids_of_their_own() -> None:
    row = gazetteer.lookup("Caspian Sea")[0]
    assert row.kind == "sea"
    assert row.id.startswith("s")
    assert gazetteer.place(row.id) == row


@pytest.mark.parametrize(
    ("text", "code"),
    [("the UK", "GB"), ("Danish", "DK"), ("FR", "FR"), ("the Netherlands", "NL"), ("U.S.", "US"), ("Peruvians", "PE")],
)
def test_country_by_name_demonym_or_code(text: str, code: str) -> None:
    state = gazetteer.country(text)
    assert state is not None
    assert state.code == code


def test_country_says_no() -> None:
    assert gazetteer.country("Atlantis") is None
    assert gazetteer.country("in") is None
    assert gazetteer.named("Danish") is None


def test_all_states_are_listed_once_with_centre() -> None:
    table = words("countries")
    assert len(table) >= 200
    names = [entry["name"] for entry in table.values()]
    assert len(set(names)) == len(names)
    assert all(-90 <= e["at"][0] <= 90 and -180 <= e["at"][1] <= 180 for e in table.values())


def test_missing_table_is_a_resource_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "FILE", "nowhere.sqlite")
    gazetteer._connection.cache_clear()
    gazetteer.lookup.cache_clear()
    try:
        with pytest.raises(ResourceError) as caught:
            gazetteer.lookup("Lima")
        assert caught.value.code == "M-MISSING"
    finally:
        monkeypatch.undo()
        gazetteer._connection.cache_clear()
        gazetteer.lookup.cache_clear()
