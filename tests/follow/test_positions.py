from __future__ import annotations

from newsroom import dossier, through
from stemma.follow.positions import PositionFollower
from stemma.types.difference import Position
from stemma.types.dossier import Dossier

TALKS = """Grid operator and villages at odds
“We will never sell the reservoir,” Petra Holm said on Monday.
Jonas Ekdal said Petra Holm has changed her mind about the reservoir.
Petra Holm said her position had not changed.
"""


def positions(start: Dossier) -> tuple[Position, ...]:
    return through(start, PositionFollower()).positions


def made(text: str = TALKS) -> tuple[Position, ...]:
    return positions(
        dossier(
            {"a": text},
            names=["Petra Holm", "Jonas Ekdal"],
            said=[
                ("a", "We will never sell the reservoir,", "Petra Holm", "quoted"),
                ("a", "Petra Holm has changed her mind about the reservoir", "Jonas Ekdal", "said"),
                ("a", "her position had not changed", "Petra Holm", "denied"),
            ],
        )
    )


def test_a_stance_is_its_own_words_with_its_day() -> None:
    found = [p for p in made() if any(s.span.text.startswith("We will never sell") for s in p.stances)]
    assert [p.actor for p in found] == ["e-Petra Holm"]
    assert found[0].stances[0].when == "2031-05-04"


def test_a_shift_is_somebodys_claim_and_carries_its_denial() -> None:
    (shift,) = [p.shift for p in made() if p.shift]
    assert shift.claimed_by == "e-Jonas Ekdal"
    assert shift.span.text.startswith("Jonas Ekdal said")
    assert shift.denied_by == "e-Petra Holm"
    assert shift.denial_span is not None
    assert "had not changed" in shift.denial_span.text


def test_no_words_of_change_no_shift() -> None:
    start = dossier(
        {"a": "Dam\n“We will never sell the reservoir,” Petra Holm said for the third time.\n"},
        names=["Petra Holm"],
        said=[("a", "We will never sell the reservoir,", "Petra Holm", "quoted")],
    )
    assert [p.shift for p in positions(start)] == [None]


def test_quoting_what_was_said_before_is_a_claim_of_a_shift() -> None:
    words = "In May she said ‘never a second dam’. Now there is a second dam"
    start = dossier(
        {"a": f"Dam\nPetra Holm will not explain, the union’s Jonas Ekdal says. “{words},” Jonas Ekdal said.\n"},
        names=["Petra Holm", "Jonas Ekdal"],
        said=[("a", words, "Jonas Ekdal", "quoted"), ("a", "never a second dam", "Petra Holm", "quoted")],
    )
    (shift,) = [(p.actor, p.shift.claimed_by) for p in positions(start) if p.shift]
    assert shift == ("e-Petra Holm", "e-Jonas Ekdal")


def test_the_issue_is_printed_words_and_the_actor_has_a_name() -> None:
    texts = {
        "a": "Dam\n“We must keep the lower sluice gates shut,” Petra Holm said.\n",
        "b": "Dam\n“No,” a man said.\n",
    }
    said = [
        ("a", "We must keep the lower sluice gates shut,", "Petra Holm", "quoted"),
        ("b", "No,", "unnamed:a man", "quoted"),
    ]
    (found,) = positions(dossier(texts, names=["Petra Holm"], said=said))
    assert found.actor == "e-Petra Holm"
    assert found.issue == "lower sluice gates shut"


def test_where_somebody_has_stood_all_along_is_a_stance_and_what_is_new_is_the_claim() -> None:
    text = (
        "Reservoir\nPetra Holm suggested she would sell the reservoir.\n"
        "All these years Petra Holm has never said she would sell the reservoir.\n"
        "It is the first time Petra Holm has suggested a sale of the reservoir.\n"
    )
    said = [("a", "she would sell the reservoir", "Petra Holm", "suggested")]
    found = positions(dossier({"a": text}, names=["Petra Holm"], said=said))
    (turned,) = (p for p in found if p.shift)
    assert turned.shift is not None
    assert "first time" in turned.shift.span.text
    assert any("has never said" in s.span.text for s in turned.stances)
