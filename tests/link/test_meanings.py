"""Which statements of different reports are near in meaning, with bounded work."""

from __future__ import annotations

import pytest

from nearby import TEXTS, vectors
from stemma.link import meanings as module
from stemma.link.meanings import neighbours


def test_neighbours_are_of_other_reports() -> None:
    found = set(neighbours(vectors(*TEXTS), ["a", "b", "a", "b", "a"]))
    assert {(0, 1), (1, 0), (2, 3), (3, 2)} <= found
    assert all(("a", "b", "a", "b", "a")[i] != ("a", "b", "a", "b", "a")[j] for i, j in found)
    assert not set(neighbours(vectors(*TEXTS), ["a"] * 5))


def test_each_is_held_against_few(monkeypatch: pytest.MonkeyPatch) -> None:
    copies = vectors(*[TEXTS[0]] * 40, TEXTS[1])
    found = list(neighbours(copies, [f"r{n}" for n in range(41)]))
    assert len(found) <= 41 * module.NEAR
    monkeypatch.setattr(module, "COMPARED", 3)
    assert {j for _, j in neighbours(copies, [f"r{n}" for n in range(41)])} <= {0, 1, 2}
