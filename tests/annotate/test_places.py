"""Places: found, located, and told from states that act. Every sentence here is invented."""

from __future__ import annotations

import pytest

from growth import is_linear
from stemma.annotate.places import PlacesAnnotator
from stemma.resources import gazetteer
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.world import Mention, Place, PlaceMention


def _report(text: str, cls: LineClass = LineClass.PROSE) -> Report:
    lines, at = [], 0
    for raw in text.split("\n"):
        lines.append(Line(at, at + len(raw), cls))
        at += len(raw) + 1
    return Report(id="r", file="r.txt", text=text, text_sha256="0", lines=tuple(lines))


def _read(
    text: str, *mentions: tuple[str, str], cls: LineClass = LineClass.PROSE
) -> list[tuple[PlaceMention, Place | None]]:
    made = tuple(
        Mention(
            id=f"r.m{n}", start=text.index(words), end=text.index(words) + len(words), text=words, form="name",
            type=kind, name=words,  # type: ignore[arg-type]
        )
        for n, (words, kind) in enumerate(mentions, 1)
    )  # fmt: skip
    report = _report(text, cls)
    out = PlacesAnnotator()(report, Layers(report="r", mentions=made))
    rows = {p.id: p for p in out["gazetteer"]}
    for place in out["places"]:
        assert text[place.start : place.end] == place.text
    return [(p, rows.get(p.place or "")) for p in out["places"]]


def _names(text: str, *mentions: tuple[str, str]) -> list[str]:
    return [p.text for p, _row in _read(text, *mentions)]


def test_every_part_of_a_chain_is_its_own_place() -> None:
    found = _read("The mill in Springfield, Oregon, closed after the fire.")
    assert [p.text for p, _ in found] == ["Springfield", "Oregon"]
    town, state = found[0][1], found[1][1]
    assert town is not None
    assert state is not None
    assert state.id in town.within
    assert found[1][0].role == "context"


def test_printed_abbreviation_names_the_region() -> None:
    found = _read("A truck overturned near Eugene, Ore., on the icy road.")
    assert [(p.text, r.name if r else None) for p, r in found] == [("Eugene", "Eugene"), ("Ore.", "Oregon")]


def test_states_named_decide_between_namesakes() -> None:
    spanish = _read("Spanish firefighters worked all night. The flood reached Cordoba and Spain sent pumps.")
    argentine = _read("Argentine firefighters worked all night. The flood reached Cordoba and Argentina sent pumps.")
    assert next(r for p, r in spanish if p.text == "Cordoba").country == "ES"  # type: ignore[union-attr]
    assert next(r for p, r in argentine if p.text == "Cordoba").country == "AR"  # type: ignore[union-attr]


def test_adjective_before_the_name_decides() -> None:
    found = _read("The ferry left the Peruvian town of San Juan at noon.")
    assert [(p.text, r.country if r else None) for p, r in found] == [("San Juan", "PE")]


def test_one_sense_a_report() -> None:
    found = _read("The plant is in Birmingham, Alabama. Nobody in Birmingham had been told.")
    places = [p.place for p, _ in found if p.text == "Birmingham"]
    assert len(places) == 2
    assert len(set(places)) == 1


def test_adjective_is_no_place_but_its_capital_is() -> None:
    found = _read("Danish doctors met in the Norwegian capital in May.")
    assert [(p.text, r.name if r else None) for p, r in found] == [("the Norwegian capital", "Oslo")]
    assert _names("Danish capital markets fell.") == []


@pytest.mark.parametrize(
    ("text", "mention", "kind"),
    [
        ("Florence Okafor told the court she had left.", "Florence Okafor", "person"),
        ("The Bank of Lima raised rates.", "Bank of Lima", "org"),
        ("He wrote in the Toronto Gazette that it was over.", "Toronto Gazette", "medium"),
    ],
)
def test_names_of_persons_and_bodies_hold_no_places(text: str, mention: str, kind: str) -> None:
    assert _names(text, (mention, kind)) == []


def test_surname_is_no_town() -> None:
    text = "Ingrid Lancaster spoke first. Lancaster said the road would open."
    assert _names(text, ("Ingrid Lancaster", "person")) == []


@pytest.mark.parametrize(
    ("text", "actor", "word"),
    [
        ("Oslo has rejected the offer.", "Norway", "Oslo"),
        ("By Tuesday Santiago had recalled its envoy.", "Chile", "Santiago"),
        ("Peru summons envoy over mine spill", "Peru", "Peru"),
        ("Talks with Hanoi broke down on Friday.", "Vietnam", "Hanoi"),
        ("The minister accused Tehran of delay.", "Iran", "Tehran"),
        ("The dam was built despite pressure from Nairobi, which paid half.", "Kenya", "Nairobi"),
        ("Lisbon and Madrid agreed to share the water.", "Portugal", "Lisbon"),
        ("It would be hard for Dhaka to refuse.", "Bangladesh", "Dhaka"),
        ("Warsaw’s decision surprised the markets.", "Poland", "Warsaw"),
        ("The Casa Rosada did not comment.", "Argentine presidency", "Casa Rosada"),
        ("Brussels fined the two banks.", "European Union", "Brussels"),
    ],
)
def test_what_acts_is_an_actor(text: str, actor: str, word: str) -> None:
    place = next(p for p, _ in _read(text) if p.text == word)
    assert place.role == "metonym"
    assert place.actor == actor


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Thousands marched through Oslo on Friday.", "Oslo"),
        ("The bridge in Santiago was closed.", "Santiago"),
        ("Lisbon lies on a wide river.", "Lisbon"),
        ("Kenya’s health ministry has confirmed nine cases.", "Kenya"),
        ("The embargo on Haiti ended.", "Haiti"),
        ("Peru was hit by two storms.", "Peru"),
        ("Snow fell in Warsaw, where the trams stopped.", "Warsaw"),
    ],
)
def test_what_lies_somewhere_is_plotted(text: str, word: str) -> None:
    place = next(p for p, _ in _read(text) if p.text == word)
    assert place.role != "metonym"
    assert place.actor is None
    assert place.place is not None


def test_roles() -> None:
    text = (
        "The strike began in Rotterdam on Monday, officials in Utrecht said. "
        "Rebels captured Benguela last week. Her firm, Oake Shipping of Bergen, is in Norway."
    )
    roles = {p.text: p.role for p, _ in _read(text)}
    assert roles["Rotterdam"] == "event"
    assert roles["Utrecht"] == "origin"
    assert roles["Benguela"] == "control"
    assert roles["Bergen"] == "origin"
    assert roles["Norway"] == "context"


def test_dateline_of_a_capital_is_where_the_report_comes_from() -> None:
    found = _read("LIMA (Anders Wire) — A bus fell into a river near Cusco, police said.")
    assert [(p.text, p.role) for p, _ in found] == [("LIMA", "origin"), ("Cusco", "event")]


def test_hyphen_leaves_the_flag_state() -> None:
    assert _names("A Panama-flagged tanker ran dry.") == ["Panama"]


def test_list_of_provinces_gives_regions() -> None:
    found = _read("Fires burn in the provinces of Salta, Mendoza and Tucuman.")
    assert [r.kind if r else None for _, r in found] == ["province"] * 3


def test_ground_without_a_name_is_kept_undrawn() -> None:
    found = _read("They will not give up territory captured by the militia, nor the rebel-held areas.")
    assert [(p.text, p.role, p.place) for p, _ in found] == [
        ("territory", "control", None),
        ("rebel-held areas", "control", None),
    ]


def test_toponym_the_gazetteer_lacks_has_no_place() -> None:
    found = _read("The boat was moored at Qwyxholm Sound when it sank.")
    assert [(p.text, p.place) for p, _ in found] == [("Qwyxholm Sound", None)]


@pytest.mark.parametrize("word", ["March", "Monday", "Parliament", "Nato", "Reuters"])
def test_words_that_are_no_places(word: str) -> None:
    assert _names(f"It was settled in {word} after a long fight.") == []


def test_teasers_and_boilerplate_give_nothing() -> None:
    assert _read("Read more: ten hotels in Lisbon", cls=LineClass.TEASER) == []
    assert _read("Our offices are in Oslo.", cls=LineClass.BOILERPLATE) == []


def test_missing_gazetteer_degrades_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "FILE", "nowhere.sqlite")
    gazetteer._connection.cache_clear()
    gazetteer.lookup.cache_clear()
    try:
        out = PlacesAnnotator()(_report("Rain fell in Lima."), Layers(report="r"))
    finally:
        monkeypatch.undo()
        gazetteer._connection.cache_clear()
        gazetteer.lookup.cache_clear()
    assert out["places"] == ()
    assert [(n.code, n.detail) for n in out["notes"]] == [("M-MISSING", "gazetteer missing: places are not located")]


@pytest.mark.parametrize("piece", ["said ", "“", "1 ", "territory "])
def test_a_megabyte_line_of_one_thing_is_read_in_time(piece: str) -> None:
    def place(size: int) -> object:
        return PlacesAnnotator()(_report(piece * (size // len(piece))), Layers(report="r"))

    assert is_linear(place, 200_000)


def test_endless_towns_are_cut_with_a_note() -> None:
    out = PlacesAnnotator()(_report("It rained in Lima. " * 2200), Layers(report="r"))
    assert len(out["places"]) <= 2000
    assert [n.code for n in out["notes"]] == ["places_cut"]


def _roles(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.role) for mention, _place in _read(text)]


def test_a_dateline_is_the_origin_whatever_the_story() -> None:
    text = "TAMPICO, Mexico, Aug 9 (Agency) — A bus fell into a gorge near Tampico on Sunday."
    assert _roles(text) == [("TAMPICO", "origin"), ("Mexico", "context"), ("Tampico", "event")]


def test_islands_lie_in_their_state() -> None:
    found = _read("A kayak sank off the German island of Fehmarn.")
    assert [(m.text, p.country if p else None) for m, p in found] == [("Fehmarn", "DE")]


def test_a_sea_before_a_noun_is_an_adjective() -> None:
    assert _roles("Arctic mine offers to close") == []
    assert _roles("The Arctic is warming.") == [("The Arctic", "context")]


def test_things_of_the_land_bear_names() -> None:
    text = "Cracks were seen at the Valle Hondo dam. Engineers walked on Valle Hondo. The river is low."
    assert [name for name, _role in _roles(text)][:1] == ["Valle Hondo"]


def test_provinces_act_as_states_do() -> None:
    assert _roles("Bavaria disputes the figure. It rained in Bavaria.")[0] == ("Bavaria", "metonym")


def test_saints_keep_their_ending() -> None:
    assert _roles("The ferry left St. John’s, Newfoundland, late.")[0][0] == "St. John’s"


@pytest.mark.parametrize(
    ("text", "mention", "kind", "places"),
    [
        ("The case went to Shasta County Superior Court.", "Shasta County Superior Court", "org", ["Shasta County"]),
        ("He called the Duluth Police Department.", "Duluth Police Department", "org", ["Duluth"]),
        ("Minnesota Gov. Hal Brandt signed it.", "Minnesota Gov. Hal Brandt", "person", ["Minnesota"]),
        ("The Duluth Symphony played.", "Duluth Symphony", "org", []),
        ("The Chilean Senate sat late.", "Chilean Senate", "org", []),
    ],
)
def test_public_bodies_name_their_town(text: str, mention: str, kind: str, places: list[str]) -> None:
    found = _read(text, (mention, kind))
    assert [p.text for p, _ in found] == places
    assert all(p.role == "context" for p, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "A Pocatello man was fined.",
        "Dana Ruiz, 34, of Pocatello, was fined.",
        "Bridge shut for repairs. POCATELLO — Crews began on Monday.",
    ],
)
def test_where_somebody_lives_is_a_place(text: str) -> None:
    assert [p.text.title() for p, _ in _read(text)] == ["Pocatello"]


def test_names_of_one_corner_decide_between_namesakes() -> None:
    text = "The road between Florence, Darlington and Marion was closed; Hartsville and Dillon lost power."
    rows = {p.text: row for p, row in _read(text)}
    assert all(row is not None and row.country == "US" for row in rows.values())
    state = {row.within[1] for row in rows.values() if row is not None}
    assert len(state) == 1


def test_a_state_among_states_is_no_town() -> None:
    found = _read("Floods hit Ohio, Delaware, and Kentucky.")
    assert [row.kind if row else None for _, row in found] == ["state", "state", "state"]


def test_a_state_after_a_place_is_not_always_around_it() -> None:
    found = {p.text: row for p, row in _read("The envoy was in Russia, U.S. officials said.")}
    assert found["Russia"] is not None
    assert found["Russia"].kind == "country"


def test_unlisted_place_lies_where_the_text_puts_it() -> None:
    text = "Fire gutted the works at Harlow Mill, Huddersfield, on Friday. Work at Harlow Mill had begun in 1880."
    found = [(p, row) for p, row in _read(text, ("Harlow Mill", "place")) if p.text == "Harlow Mill"]
    assert found
    town = next(row for p, row in _read(text, ("Harlow Mill", "place")) if p.text == "Huddersfield")
    for _, row in found:
        assert row is not None
        assert town is not None
        assert row.kind == "unlisted"
        assert (row.lat, row.lon) == (town.lat, town.lon)
        assert row.within[0] == town.id


def test_an_unlisted_place_in_a_list_lies_nowhere_known() -> None:
    found = _read("Shots were heard in Dramo Bassi, Cusco and Puno.", ("Dramo Bassi", "place"))
    assert [row.name if row else None for _, row in found] == [None, "Cusco", "Puno"]


@pytest.mark.parametrize(
    ("text", "actor", "word"),
    [
        ("Vilnius was warned by Riga.", "Latvia", "Riga"),
        ("Vilnius was warned by Riga.", "Lithuania", "Vilnius"),
        ("Talks stalled, but Muscat, which has mediated, urged patience.", "Oman", "Muscat"),
        ("Ankara-backed fighters withdrew.", "Turkey", "Ankara"),
        ("Hargeisa rejected the claim.", "Somaliland", "Hargeisa"),
        ("Kolkata has challenged the order.", "West Bengal", "Kolkata"),
        ("Holyrood passed the bill.", "Scottish parliament", "Holyrood"),
        ("Quito remained committed to the accord.", "Ecuador", "Quito"),
        ("Luanda is hosting talks this week.", "Angola", "Luanda"),
        ("Bogotá and Lima reopened the border.", "Peru", "Lima"),
    ],
)
def test_more_of_what_acts(text: str, actor: str, word: str) -> None:
    place = next(p for p, _ in _read(text) if p.text == word)
    assert (place.role, place.actor) == ("metonym", actor)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Quito remained tense after the vote.", "Quito"),
        ("Wellington lost to Hamilton on penalties.", "Wellington"),
        ("Lisbon want a new striker.", "Lisbon"),
        ("Pretoria and Durban ran out of diesel.", "Pretoria"),
        ("Luanda is hosting the finals.", "Luanda"),
        ("A bomb in central Chile has killed two.", "Chile"),
        ("Flights from Schiphol and Heathrow also reported delays.", "Heathrow"),
        ("The minister asked Ohio court staff to stay.", "Ohio"),
    ],
)
def test_more_of_what_lies_somewhere(text: str, word: str) -> None:
    place = next(p for p, _ in _read(text) if p.text == word)
    assert place.role != "metonym"


def test_a_seat_is_drawn_as_a_building_only() -> None:
    found = _read("The Casa Rosada denied it. Crowds gathered outside the Casa Rosada.")
    assert [p.role for p, _ in found] == ["metonym", "event"]
    assert [row.name if row else None for _, row in found] == ["Buenos Aires", "Buenos Aires"]


def test_small_compass_words_are_parts_of_towns_and_names_of_continents() -> None:
    assert _names("The fire in east London spread.") == ["London"]
    assert _names("It was a dry spring in western Europe.") == ["western Europe"]


def test_a_namesake_far_from_the_island_named_is_another_place() -> None:
    found = {p.text: row for p, row in _read("At Kalo, Crete, the ferry ran aground.")}
    assert found["Kalo"] is not None
    assert found["Crete"] is not None
    assert found["Kalo"].kind == "unlisted"
    assert found["Kalo"].within[0] == found["Crete"].id


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Benguela was handed over to the army.", "Benguela"),
        ("The port of Dramo Bassi remains under the control of the rebels.", "Dramo Bassi"),
        ("Fighters seized Dramo Bassi, a village in the hills.", "Dramo Bassi"),
    ],
)
def test_who_holds_a_place_is_told_of_unlisted_ones_too(text: str, word: str) -> None:
    assert [p.role for p, _ in _read(text) if p.text == word] == ["control"]


def test_arabic_towns_without_their_article() -> None:
    rows = [row for _, row in _read("Ships waited off the port of Hodeidah.")]
    assert [row.country if row else None for row in rows] == ["YE"]


def test_a_bare_name_is_the_province_where_the_town_is_called_city() -> None:
    kinds = {p.text: row.kind if row else None for p, row in _read("He flew from Quebec City and left Quebec.")}
    assert kinds == {"Quebec City": "city", "Quebec": "province"}


def test_english_offices_belong_to_english_towns() -> None:
    body = "Lisbon Police Department"
    found = _read(f"A call reached the {body} in Maine. Lisbon was quiet.", (body, "org"))
    rows = [row for p, row in found if p.text == "Lisbon"]
    assert len(rows) == 2
    assert all(row is not None and row.country == "US" for row in rows)
