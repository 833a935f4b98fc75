from __future__ import annotations

import pytest

from newsroom import dossier
from stemma.link.alignment import Scores, groups
from stemma.link.likeness import Likeness
from stemma.link.statements import Statement, statements


def rows(*texts: str) -> list[Statement]:
    made = dossier({f"r{n}": f"Notice\n{t}\n" for n, t in enumerate(texts)})
    found = [statements(r, la, made.entity_of, {}) for r, la in zip(made.reports, made.layers, strict=True)]
    return [row for own in found for row in own[1:]]


ONE = "The harbour council sold the old customs house."
RIVAL = "The council sold the customs sheds."


def test_what_has_a_rival_as_like_is_less_likely_the_same() -> None:
    alone, rivalled = (
        rows(ONE, "The council sold the customs house."),
        rows(ONE, f"The council sold the customs house. {RIVAL}"),
    )
    one = Scores(Likeness(alone), [(0, 1)])(0, 1)
    two = Scores(Likeness(rivalled), [(0, 1), (0, 2)])
    assert two(0, 2) < two(0, 1) < one
    assert two(1, 0) == two(0, 1)


@pytest.mark.parametrize("texts", [("A pump broke.", "The lamp failed."), (ONE, ONE)])
def test_scores_are_chances(texts: tuple[str, str]) -> None:
    assert 0 < Scores(Likeness(rows(*texts)), [(0, 1)])(0, 1) < 1


def test_groups_do_not_join_opposites() -> None:
    made = rows("The ferry line said its radar failed.", "Its radar was working.")
    places = [n for n, row in enumerate(made) if "radar" in row.words]
    assert len({n for n, group in enumerate(groups(made)) for i in group if i in places}) == len(places)
