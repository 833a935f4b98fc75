"""Things joined into groups, two by two."""

from __future__ import annotations

from stemma.text.unions import Unions


def test_groups_keep_the_first_root_and_the_order_given() -> None:
    unions = Unions("edcba")
    assert unions.join("b", "e")
    assert unions.join("a", "c")
    assert unions.join("b", "a")
    assert not unions.join("c", "e")
    assert unions.root("c") == unions.root("e") == "b"
    assert unions.groups() == {"b": ["e", "c", "b", "a"], "d": ["d"]}
