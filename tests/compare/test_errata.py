from __future__ import annotations

import pytest

from newsroom import dossier, through
from stemma.compare.conditions import ConditionComparer
from stemma.compare.disputes import DisputeComparer
from stemma.compare.errata import TAKEN_BACK, errata
from stemma.compare.evidence import Ground
from stemma.compare.omissions import OmissionComparer
from stemma.compare.passages import Passages
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact

COMPARED = (FactLinker(), ConditionComparer(), RelationComparer(), DisputeComparer())


def taken_back(one: str, two: str) -> list[Fact]:
    made = through(dossier({"a": f"Ice rink\n{one}\n", "b": f"Ice rink\n{two}\n"}), *COMPARED, OmissionComparer())
    facts = [f for f in made.facts if f.why.endswith(TAKEN_BACK)]
    assert not {o.fact for o in made.omissions} & {f.id for f in facts}
    return facts


def test_a_year_that_was_put_right_drifted() -> None:
    (found,) = taken_back(
        "The rink in Hammel was built in 1974 by volunteers.",
        "The rink will close in spring.\nCorrection: an earlier version said the rink was built in 1947. It was 1974.",
    )
    assert (found.relation, found.conflict_type) == ("drift", "time")
    assert [s.value for s in found.sides] == ["1947", "1974"]
    assert len({s.report for s in found.spans}) == 2


def test_another_report_still_prints_what_was_wrong() -> None:
    made = dossier(
        {
            "a": "Ice rink\nThe council counted 310 skaters on the rink on Sunday.\n",
            "b": "Ice rink\nIt will close.\nCorrection: our report put the skaters on the rink at 310. It was 130.\n",
        }
    )
    (found,) = errata(Passages(made.stories[0], (), Ground(made)))
    assert found.elsewhere
    assert [s.text for s in found.values] == ["310", "130"]
    assert {made.report(p.report).file for p in found.wrong} == {"a", "b"}


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier version misspelt the name of the caretaker. He is Ole Brandt.",
        "Correction: an earlier version said the bus stop was built in 1931. It was 1913.",
        "An earlier version said so.",
        "The caretaker corrected the children and said the ice was thin.",
    ],
)
def test_what_no_report_states_is_no_difference(note: str) -> None:
    assert taken_back("The rink in Hammel was built in 1974 by volunteers.", f"The rink will close.\n{note}") == []
