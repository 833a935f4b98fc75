"""Who is who across reports."""

from __future__ import annotations

from itertools import permutations

import pytest
from msgspec.structs import replace

from stemma.annotate.coreference import Coreference
from stemma.annotate.marks import Marks
from stemma.annotate.names import Names
from stemma.link.entities import Entities
from stemma.text.spelling import alike, same_given
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Published, Report
from stemma.types.world import Entity, PlaceMention


def report_of(number: int, text: str) -> Report:
    lines, at = [], 0
    for row in text.split("\n"):
        lines.append(Line(at, at + len(row), LineClass.PROSE))
        at += len(row) + 1
    published = Published(f"2031-01-{number + 1:02}", "given")
    return Report(
        id=f"r{number}",
        file=f"{number}.txt",
        text=text,
        text_sha256=str(number),
        published=published,
        lines=tuple(lines),
    )


def dossier_of(*texts: str) -> Dossier:
    reports, layers = [], []
    for number, text in enumerate(texts):
        report = report_of(number, text)
        found = Layers(report=report.id)
        for part in (Marks(), Names(), Coreference()):
            found = replace(found, **part(report, found))
        reports.append(report)
        layers.append(found)
    return Dossier(reports=tuple(reports), layers=tuple(layers))


def linked(*texts: str) -> tuple[Entity, ...]:
    dossier = dossier_of(*texts)
    out = Entities()(dossier)
    ids = {e.id for e in out["entities"]}
    assert {m.id for layers in dossier.layers for m in layers.mentions} == set(out["entity_of"])
    assert set(out["entity_of"].values()) == ids
    return out["entities"]


def test_roles_come_with_the_time_of_the_report_and_as_printed() -> None:
    (entity,) = (
        e
        for e in linked(
            "Then finance minister Pia Lindblom resigned.\nPia Lindblom, the harbour director, spoke on Monday."
        )
        if e.type == "person"
    )
    assert {(r.text, r.when) for r in entity.roles} == {
        ("Then finance minister", "2031-01-01"),
        ("harbour director", "2031-01-01"),
    }


def people(*texts: str) -> list[tuple[str, ...]]:
    return sorted(e.names for e in linked(*texts) if e.type == "person")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oleksandr Shevchuk", "Alexander Shevchuk"),
        ("Yevgenia Khrushcheva", "Evgenia Hrushcheva"),
        ("Halina Wójcik", "Halina Wojcik"),
        ("William Harcourt", "Bill Harcourt"),
        ("J. Harcourt", "James Harcourt"),
        ("Muhammad Hussein", "Mohammed Hussain"),
        ("Zhanna Zhukova", "Žanna Žukova"),
    ],
)
def test_spellings_of_one_person(one: str, other: str) -> None:
    assert len(people(f"Prosecutor {one} spoke.", f"Prosecutor {other} spoke.")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pavel Petrov", "Pavel Petrova"),
        ("Ivan Bondar", "Ivan Bondarenko"),
        ("Ruth Lang", "Oskar Lang"),
        ("John Okoro Jr.", "John Okoro"),
        ("Anna B. Carter", "Anna D. Carter"),
        ("Peter Stone", "Paula Stone"),
    ],
)
def test_two_persons_stay_apart(one: str, other: str) -> None:
    assert len(people(f"Prosecutor {one} spoke.", f"Prosecutor {other} spoke.")) == 2


def test_surname_alone_joins_the_one_person_of_near_reports() -> None:
    common = "The fire was in Puerto Montt, Chile."
    assert people(f"Nurse Elena Vidal spoke. {common}", f"{common} Ms Vidal wept.") == [("Elena Vidal", "Vidal")]


def test_surname_alone_joins_nobody_where_two_fit() -> None:
    common = "The fire was in Puerto Montt, Chile."
    found = people(f"Nurse Elena Vidal met Marta Vidal. {common}", f"{common} Ms Vidal wept.")
    assert len(found) == 3


def test_organisations_by_words_acronym_and_legal_form() -> None:
    found = linked(
        "The National Union of Weavers (NUW) met Oakfield Foods Ltd in Leeds.",
        "NUW met Oakfield Foods in Leeds on Friday.",
    )
    names = {e.names for e in found if e.type == "org"}
    assert ("NUW", "National Union of Weavers") in names
    assert ("Oakfield Foods", "Oakfield Foods Ltd") in names


def test_a_body_of_ordinary_words_is_not_joined_across_unrelated_reports() -> None:
    found = linked("The Ministry of Health in Accra spoke.", "The Ministry of Health in Quito spoke.")
    assert len([e for e in found if "Ministry of Health" in e.names]) == 2


def test_state_and_its_capital_as_actor_are_one() -> None:
    dossier = dossier_of("Chile said no.", "Santiago said no.")
    (m,) = [m for m in dossier.layers[1].mentions if m.form == "name"]
    acting = PlaceMention(id="r1.p1", start=m.start, end=m.end, text=m.text, place=None, role="metonym", actor="Chile")
    dossier = replace(dossier, layers=(dossier.layers[0], replace(dossier.layers[1], places=(acting,))))
    (state,) = Entities()(dossier)["entities"]
    assert (state.name, state.type, state.names) == ("Chile", "org", ("Chile", "Santiago"))
    assert state.why


def test_roles_carry_the_date_and_every_merge_a_reason() -> None:
    (person,) = linked("Mayor Lena Fischer spoke.", "Senator Lena Fischer spoke.")
    assert [(r.text, r.when) for r in person.roles] == [("Mayor", "2031-01-01"), ("Senator", "2031-01-02")]
    assert person.why == ("“lena fischer” and “lena fischer”: same name",)


def test_ids_do_not_depend_on_order() -> None:
    texts = ["Mayor Lena Fischer met Oakfield Foods.", "Lena Fischer left Leeds.", "Oakfield Foods Ltd left Leeds."]
    base = dossier_of(*texts)
    results = set()
    for order in permutations(range(3)):
        again = Dossier(reports=tuple(base.reports[k] for k in order), layers=tuple(base.layers[k] for k in order))
        results.add(tuple((e.id, e.type, e.name, e.names) for e in Entities()(again)["entities"]))
    assert len(results) == 1


def test_letters_that_only_look_alike_join_nobody() -> None:
    assert not alike("Paypalson", "Pаypalson")  # the second has a Cyrillic letter
    assert len(people("Prosecutor Anna Kostrova spoke.", "Prosecutor Anna Kоstrova spoke.")) == 2


def test_given_names() -> None:
    assert same_given("Kateryna", "Ekaterina")
    assert not same_given("Anna", "Anton")
