"""The log: a chain of entries under a Merkle tree, so that a change, loss or swap shows.

Leaves and nodes are hashed as in RFC 6962 (leaf 0x00, node 0x01). The tree is kept as the roots of its full subtrees
("compact range"), one for each bit of the size: an entry more costs log n. A log proves nothing against who can
rewrite all of it unless its head is kept elsewhere (`stemma check --head`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from stemma.types.archive import Entry, Head

GENESIS = "0" * 64
"""`prev` of the first entry."""

Range = tuple[str, ...]
"""Roots of the full subtrees, the largest first."""


class Mark(msgspec.Struct, frozen=True):
    """Where a log ends."""

    size: int = 0
    last: str = GENESIS
    tree: Range = ()


def entry(seq: int, time: str, kind: str, subject: str, body: Mapping[str, str | int], prev: str) -> Entry:
    """The entry with its hash. `body` is written as canonical JSON: keys sorted, no white space."""
    text = msgspec.json.encode(dict(body), order="deterministic").decode()
    return Entry(
        seq=seq,
        time=time,
        kind=kind,
        subject=subject,
        body=text,
        prev=prev,
        hash=_hash_of(seq, time, kind, subject, text, prev),
    )


def grown(tree: Range, size: int, leaf: str) -> Range:
    """The range of a tree of `size` leaves with one leaf more."""
    roots = [*tree, leaf]
    while size & 1:
        right, left = roots.pop(), roots.pop()
        roots.append(_node(left, right))
        size >>= 1
    return tuple(roots)


def head(tree: Range, size: int) -> Head:
    """Size and Merkle root. An empty log has the hash of nothing, as RFC 6962 says."""
    if not tree:
        return Head(size=0, root=hashlib.sha256(b"").hexdigest())
    root = tree[-1]
    for left in reversed(tree[:-1]):
        root = _node(left, root)
    return Head(size=size, root=root)


def faults(entries: Iterable[Entry], kept: Head, given: str | None = None) -> list[str]:
    """What is wrong with this log: one line a fault, naming the entry. `given`: a head kept elsewhere, `size:root`."""
    found: list[str] = []
    tree: Range = ()
    size, prev, met = 0, GENESIS, given in (None, str(head((), 0)))
    for one in entries:
        if one.seq != size + 1:
            found.append(f"log entry {one.seq}: stands where entry {size + 1} should")
        if one.prev != prev:
            found.append(f"log entry {one.seq}: does not follow the entry before it")
        if one.hash != _hash_of(one.seq, one.time, one.kind, one.subject, one.body, one.prev):
            found.append(f"log entry {one.seq}: was changed after it was written")
        tree, size, prev = grown(tree, size, one.hash), size + 1, one.hash
        met = met or str(head(tree, size)) == given
    if head(tree, size) != kept:
        found.append(f"log: has {size} entries; the store's head tells of {kept.size}, or of others")
    if not met:
        found.append(f"log: is not a continuation of the head {given}")
    return found


def _hash_of(seq: int, time: str, kind: str, subject: str, body: str, prev: str) -> str:
    whole = msgspec.json.encode([seq, time, kind, subject, body, prev])
    return hashlib.sha256(b"\x00" + whole).hexdigest()


def _node(left: str, right: str) -> str:
    return hashlib.sha256(b"\x01" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()
