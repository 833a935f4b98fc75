from __future__ import annotations

from newsroom import dossier, through
from stemma.compare.disputes import DisputeComparer
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact


def conflicts(first: str, second: str, names: tuple[str, ...] = ()) -> list[Fact]:
    start = dossier({"a": f"Court\n{first}\n", "b": f"Court\n{second}\n"}, names=names)
    made = through(start, FactLinker(), RelationComparer(), DisputeComparer())
    return [f for f in made.facts if f.relation == "conflict"]


def test_states_that_exclude_each_other_need_share_no_word() -> None:
    (found,) = conflicts("The judge granted her bail until spring.", "The accountant was remanded on Monday.")
    assert found.conflict_type == "denial"
    assert [s.value for s in found.sides] == ["in one", "in the other"]
    assert {s.spans[0].text.split()[1] for s in found.sides} == {"judge", "accountant"}


def test_cleared_of_one_charge_is_not_guilty_on_all() -> None:
    (found,) = conflicts("Orla Finch was cleared of fraud.", "Orla Finch is guilty on all charges.", ("Orla Finch",))
    assert found.conflict_type == "scope"


def test_two_people_may_be_in_two_states() -> None:
    names = ("Orla Finch", "Tam Brody")
    assert conflicts("Orla Finch was granted bail.", "Tam Brody was taken down to the cells.", names) == []


def test_what_is_only_asked_for_is_no_state() -> None:
    assert conflicts("Her lawyer asked that she be granted bail.", "The accountant was remanded on Monday.") == []
