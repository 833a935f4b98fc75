"""The log tells of every change, loss and swap, and its tree is the one of RFC 6962."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from stemma.store.log import GENESIS, entry, faults, grown, head
from stemma.types.archive import Entry, Head


def written(n: int) -> tuple[list[Entry], Head]:
    entries: list[Entry] = []
    tree: tuple[str, ...] = ()
    for i in range(n):
        prev = entries[-1].hash if entries else GENESIS
        entries.append(entry(i + 1, f"2031-01-01T00:00:{i:02d}Z", "add", f"r{i}", {"text": f"{i}"}, prev))
        tree = grown(tree, i, entries[-1].hash)
    return entries, head(tree, n)


def plain_root(leaves: list[bytes]) -> bytes:
    """The definition of the standard, by recursion."""
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


def test_the_root_is_that_of_the_standard() -> None:
    for n in (1, 2, 3, 7, 8, 13, 32):
        entries, top = written(n)
        assert top.root == plain_root([bytes.fromhex(e.hash) for e in entries]).hex()
    assert written(0)[1].root == hashlib.sha256(b"").hexdigest()


def test_an_untouched_log_has_no_fault() -> None:
    entries, top = written(9)
    assert faults(entries, top) == []
    assert faults(entries, top, str(written(4)[1])) == []


def test_a_changed_entry_is_named() -> None:
    entries, top = written(9)
    entries[4] = replace(entries[4], body='{"text":"forged"}')
    assert faults(entries, top) == ["log entry 5: was changed after it was written"]


def test_a_removed_entry_is_named() -> None:
    entries, top = written(9)
    del entries[4]
    told = faults(entries, top)
    assert told[0] == "log entry 6: stands where entry 5 should"
    assert any("does not follow" in one for one in told)


def test_two_swapped_entries_are_named() -> None:
    entries, top = written(9)
    entries[2], entries[3] = entries[3], entries[2]
    assert "log entry 4: stands where entry 3 should" in faults(entries, top)


def test_a_cut_tail_is_told() -> None:
    entries, top = written(9)
    assert faults(entries[:7], top) == ["log: has 7 entries; the store's head tells of 9, or of others"]


def test_a_log_rewritten_from_end_to_end_fails_against_a_kept_head() -> None:
    kept = written(5)[1]
    forged: list[Entry] = []
    tree: tuple[str, ...] = ()
    for i in range(9):
        prev = forged[-1].hash if forged else GENESIS
        forged.append(entry(i + 1, "2031-01-01T00:00:00Z", "add", f"x{i}", {"text": "other"}, prev))
        tree = grown(tree, i, forged[-1].hash)
    assert faults(forged, head(tree, 9)) == []
    assert faults(forged, head(tree, 9), str(kept)) == [f"log: is not a continuation of the head {kept}"]


def test_every_log_continues_the_empty_one() -> None:
    for n in (0, 3):
        entries, top = written(n)
        assert faults(entries, top, str(head((), 0))) == []
