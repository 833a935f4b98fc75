"""The stemma as a drawing: origins above, inferred hands as open circles, reports by their letters."""

from __future__ import annotations

from msgspec import Struct

from stemma.export.lookup import Lookup
from stemma.export.plain import sure
from stemma.types.span import Span
from stemma.types.story import Stemma

STEP_X, LETTER_X, STEP_Y, MARGIN = 112, 56, 92, 58
"""Pixels between neighbours, between letters where many stand in a row, between layers, and at the sides (half the
width of an origin's name)."""
CROWD = 8
"""Nodes of a row above which letters stand closer, and above which no other row is moved to its middle: what is
centred over forty reports is out of sight."""
NAME_WIDTH = 18
"""Characters of an origin's name on one of its two lines."""


class Node(Struct, frozen=True):
    """A node at its place. `lines`: an origin's name, cut to two lines; `full`: all of it."""

    id: str
    kind: str
    x: int
    y: int
    siglum: str = ""
    lines: tuple[str, ...] = ()
    full: str = ""


class Edge(Struct, frozen=True):
    """A descent: from the lower side of one node to the upper side of another."""

    x1: int
    y1: int
    x2: int
    y2: int
    credited: bool
    said: str
    """How it is known, in words."""
    evidence: tuple[Span, ...]
    item: str
    """The finding in the list below that tells of it; "" for a hand that no list names."""


class Drawing(Struct, frozen=True):
    """A stemma, laid out."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def draw(lookup: Lookup, story: str) -> Drawing | None:
    """The stemma of the story, or None where there is no descent to draw."""
    stemma = next((s for s in lookup.data.stemmata if s.of == story and s.edges), None)
    if stemma is None:
        return None
    layers = _layers(stemma)
    places = _places(lookup, stemma, layers)
    nodes = tuple(_node(lookup, node.id, node.kind, places) for node in stemma.nodes if node.id in places)
    edges = tuple(_edge(lookup, e.from_, e.to, e.confidence, e.evidence, places) for e in stemma.edges)
    width = max(x for x, _ in places.values()) + MARGIN
    return Drawing(width, max(layers.values()) * STEP_Y + 68, nodes, edges)


def _layers(stemma: Stemma) -> dict[str, int]:
    """How far below the top each node of an edge stands. Rounds are bounded, so that a circle cannot hang it."""
    ends = {end for edge in stemma.edges for end in (edge.from_, edge.to)}
    layers = {node.id: 0 for node in stemma.nodes if node.id in ends}
    for _ in range(len(layers)):
        changed = False
        for edge in stemma.edges:
            if edge.from_ != edge.to and layers[edge.to] < layers[edge.from_] + 1 <= len(layers):
                layers[edge.to] = layers[edge.from_] + 1
                changed = True
        if not changed:
            break
    return layers


def _places(lookup: Lookup, stemma: Stemma, layers: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Nodes of a layer side by side: reports by siglum, others above the middle of what hangs on them."""
    below: dict[str, list[int]] = {}
    for edge in stemma.edges:
        below.setdefault(edge.from_, []).append(lookup.place_of.get(edge.to, len(lookup.place_of)))

    def rank(node: str) -> tuple[float, str]:
        hanging = below.get(node, [0])
        return (lookup.place_of.get(node, sum(hanging) / len(hanging)), node)

    rows: dict[int, list[str]] = {}
    for node in sorted(layers, key=rank):
        rows.setdefault(layers[node], []).append(node)
    steps = {depth: _step(lookup, row) for depth, row in rows.items()}
    widest = min(max((len(row) - 1) * steps[depth] for depth, row in rows.items()), CROWD * STEP_X)
    places = {}
    for depth, row in rows.items():
        left = MARGIN + max(0, widest - (len(row) - 1) * steps[depth]) // 2
        for number, node in enumerate(row):
            places[node] = (left + number * steps[depth], 44 + depth * STEP_Y)
    return places


def _step(lookup: Lookup, row: list[str]) -> int:
    """Origins have names and need room; letters only where they are few."""
    return LETTER_X if len(row) > CROWD and all(node not in lookup.origins for node in row) else STEP_X


def _node(lookup: Lookup, node: str, kind: str, places: dict[str, tuple[int, int]]) -> Node:
    x, y = places[node]
    if kind == "report":
        return Node(node, kind, x, y, siglum=lookup.siglum(node), full=lookup.outlet(node))
    origin = lookup.origins.get(node)
    full = "".join(part.text for part in lookup.origin(origin)) if origin else "a text that is not in hand"
    return Node(node, kind, x, y, lines=_two_lines(full) if kind == "origin" else (), full=full)


def _two_lines(name: str) -> tuple[str, ...]:
    lines = [""]
    for word in name.split():
        if len(lines[-1]) + len(word) >= NAME_WIDTH and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    cut = [line if len(line) <= NAME_WIDTH else line[: NAME_WIDTH - 1] + "…" for line in lines[:2]]
    return (*cut[:-1], cut[-1] + " …") if len(lines) > 2 else tuple(cut)


def _edge(
    lookup: Lookup,
    start: str,
    end: str,
    confidence: float,
    evidence: tuple[Span, ...],
    places: dict[str, tuple[int, int]],
) -> Edge:
    (x1, y1), (x2, y2) = places[start], places[end]
    known = [d for d in lookup.data.derivations if d.report == end and d.from_ == start]
    credited = any(d.credited for d in known)
    how = f"{known[0].how.replace('-', ' ')}, " if known else ""
    said = f"{how}{'credited' if credited else f'inferred, {sure(confidence)}'}"
    item = f"descent-{known[0].id}" if known else ""
    return Edge(x1, y1 + 16, x2, y2 - 16, credited, said, lookup.in_order(evidence), item)
