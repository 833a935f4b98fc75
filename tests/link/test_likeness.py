from __future__ import annotations

from newsroom import dossier
from stemma.link.likeness import BIAS, KINDS, Likeness
from stemma.link.statements import Statement, statements

EVEN_CHANCE = 0.0
"""Log odds."""


def rows(*texts: str, names: tuple[str, ...] = (), times: dict[str, str] | None = None) -> list[Statement]:
    made = dossier({f"r{n}": f"Notice\n{t}\n" for n, t in enumerate(texts)}, names=names, times=times)
    found = [statements(r, la, made.entity_of, {}) for r, la in zip(made.reports, made.layers, strict=True)]
    return [row for own in found for row in own[1:]]


def evidence(*texts: str, names: tuple[str, ...] = (), times: dict[str, str] | None = None) -> dict[str, float]:
    made = rows(*texts, names=names, times=times)
    assert len(made) == 2
    return Likeness(made).evidence(0, 1)


def test_evidence_is_the_same_both_ways_and_has_a_weight() -> None:
    made = rows("The glassworks in Orrin shed 340 jobs.", "Orrin’s glass factory lost 340 posts last week.")
    like = Likeness(made)
    assert like.evidence(0, 1) == like.evidence(1, 0)
    assert like.evidence(0, 1).keys() <= KINDS.keys()
    assert like(0, 1) == like(1, 0) > 0
    assert BIAS < 0


def test_synonyms_meet_and_strangers_do_not() -> None:
    same = rows("The firm has withdrawn the lawsuit.", "The company dropped its suit.")
    other = rows("The firm has withdrawn the lawsuit.", "Snow fell on the orchards.")
    assert Likeness(same)(0, 1) > EVEN_CHANCE > Likeness(other)(0, 1)


def test_figures_of_one_measure_are_values_of_one_thing() -> None:
    assert evidence("The fire killed 12 people.", "The blaze killed 21 people.")["values"] == 1
    assert "one value" not in evidence("The fire killed 12 people.", "The blaze killed 21 people.")


def test_a_part_is_no_other_value_of_the_whole() -> None:
    found = evidence("Nine of the 31 seats went to farmers.", "All 31 seats were filled.")
    assert found.get("part of values") == 1
    assert "named values" not in found


def test_a_deadline_meets_its_day() -> None:
    times = {"by 9 May": "../2031-05-09", "on 9 May": "2031-05-09", "on 12 May": "2031-05-12"}
    assert evidence("Bids are due by 9 May.", "The window closes on 9 May.", times=times)["times"] > 0
    assert evidence("Bids are due by 9 May.", "The window closes on 12 May.", times=times)["other times"] == 1


def test_a_dropped_not_counts_against() -> None:
    plain = rows("The ferry will sail tonight.", "The ferry will sail this evening.")
    denied = rows("The ferry will sail tonight.", "The ferry will not sail this evening.")
    assert Likeness(denied)(0, 1) < Likeness(plain)(0, 1)


def test_conditions_must_share_what_they_are_about() -> None:
    found = evidence("If the pumps hold", "If the pumps fail again")
    assert found["conditions of one thing"] > 0
    assert "conditions of one thing" not in evidence("If the pumps hold", "If nobody objects")


def opposed(*texts: str) -> bool:
    return Likeness(rows(*texts)).opposed(0, 1)


def test_words_for_opposites_are_no_one_statement() -> None:
    assert opposed("The lighthouse lamp failed.", "The lamp was working.")
    assert not opposed("The lighthouse lamp failed.", "The lamp was not working.")
    assert not opposed("The lighthouse lamp failed.", "The lamp failed again.")


def test_opposites_in_statements_alike_are_left_to_be_shown_as_a_conflict() -> None:
    assert not opposed("The lamp of the old Orrin lighthouse failed.", "The old Orrin lighthouse lamp was working.")
    assert opposed("The old Orrin lighthouse lamp is lit.", "The lamp of the old Orrin lighthouse is dark.")


def test_a_sum_without_its_currency_is_the_same_sum() -> None:
    assert evidence("The board asks for $340 million.", "It wants 340 million.")["one value"] == 1
    assert "one value" not in evidence("The board asks for $9.", "It has 9 members.")
