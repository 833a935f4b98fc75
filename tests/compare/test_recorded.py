from __future__ import annotations

import msgspec

from newsroom import dossier, through
from stemma.compare.disputes import DisputeComparer
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact
from stemma.types.world import Place, PlaceMention

PLACES = {"Velm": "g1", "Osk": "g2", "Norland": "g3", "Tarrow": None}
GAZETTEER = (
    Place(id="g1", name="Velm", kind="city", within=("g3",)),
    Place(id="g2", name="Osk", kind="city", within=()),
    Place(id="g3", name="Norland", kind="region"),
)


def conflicts(first: str, second: str) -> list[Fact]:
    start = dossier({"a": f"Bell founder\n{first}\n", "b": f"Bell founder\n{second}\n"})
    layers = []
    for report, layer in zip(start.reports, start.layers, strict=True):
        found = ((report.text.find(name), name, place) for name, place in sorted(PLACES.items()))
        mentions = tuple(
            PlaceMention(id=f"{report.id}.p{at}", start=at, end=at + len(name), text=name, place=place, role="event")
            for at, name, place in found
            if at >= 0
        )
        layers.append(msgspec.structs.replace(layer, places=mentions, gazetteer=GAZETTEER))
    start = msgspec.structs.replace(start, layers=tuple(layers))
    made = through(start, FactLinker(), RelationComparer(), DisputeComparer())
    return [f for f in made.facts if f.relation == "conflict"]


def test_one_interview_recorded_at_two_places() -> None:
    (found,) = conflicts("The interview was recorded in Velm.", "In the recording, made at Osk, he hums a tune.")
    assert found.conflict_type == "place"
    assert [s.value for s in found.sides] == ["Velm", "Osk"] or [s.value for s in found.sides] == ["Osk", "Velm"]


def test_a_place_around_another_is_no_other_place() -> None:
    assert conflicts("The interview was recorded in Velm.", "The programme was filmed in Norland.") == []


def test_an_unknown_place_may_lie_in_a_region_but_not_in_a_town() -> None:
    assert conflicts("The interview was recorded near Tarrow.", "The programme was filmed in Norland.") == []
    assert len(conflicts("The interview was recorded near Tarrow.", "The programme was filmed in Osk.")) == 1


def test_a_record_of_something_else_is_not_meant() -> None:
    assert conflicts("The rain gauge recorded in Velm was broken.", "Bells made at Osk ring lower.") == []
