"""H49: a copy with one word changed: a "not" dropped, a figure turned round, a name swapped. Never made equal."""

from __future__ import annotations

from pathlib import Path

from stemma.pipeline import read
from stemma.types.account import AccountData

TEXT = (
    "Ferry board meets in Oster\n\n"
    "The fire on the ferry to Lund killed 12 passengers on Sunday, the harbour board of Oster said.\n"
    "“We will not let the ship leave the quay before every lamp is tested,” said Marit Holm, who chairs the board.\n"
)


def both(folder: Path, old: str, new: str) -> AccountData:
    assert old in TEXT
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT.replace(old, new), "utf-8")
    days = {"a.txt": "2031-06-02", "b.txt": "2031-06-02"}
    return read([str(folder / "a.txt"), str(folder / "b.txt")], published=days).data


def test_a_dropped_not_is_a_conflict_and_a_variant(tmp_path: Path) -> None:
    data = both(tmp_path, "will not let", "will let")
    assert ("conflict", "denial") in {(f.relation, f.conflict_type) for f in data.facts}
    variants = [v for u in data.utterances for r in u.renderings for v in r.differs]
    assert any("not" in (v.here or v.there).text.split() for v in variants if v.here or v.there)


def test_a_figure_turned_round_never_agrees(tmp_path: Path) -> None:
    data = both(tmp_path, "12 passengers", "21 passengers")
    found = [f for f in data.facts if {s.value for s in f.sides} == {"12", "21"}]
    assert [f.relation for f in found] in (["conflict"], ["drift"])


def test_words_put_in_another_mouth_have_another_origin(tmp_path: Path) -> None:
    data = both(tmp_path, "Marit Holm", "Olaf Brandt")
    names = {e.id: e.name for e in data.entities}
    assert {names.get(o.who or "") for o in data.origins} >= {"Marit Holm", "Olaf Brandt"}
