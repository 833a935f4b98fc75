"""Lines and rings in pixels: cut to a frame, and written as paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from stemma.export.map_frame import Frame
from stemma.export.projection import Flat

EDGE = 6
"""Pixels that outlines go on beyond the frame, so that its cut is not seen."""
PARTS = 2
"""Parts of a pixel that outlines are drawn in; all their numbers are whole."""

Ring = list[Flat]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


def cut(ring: Ring, frame: Frame) -> Ring:
    """A closed ring cut to the frame and its edge (Sutherland and Hodgman)."""
    if not ring:
        return ring
    west, north, east, south = box(ring)
    low, right, bottom = -EDGE, frame.width + EDGE, frame.height + EDGE
    if east < low or south < low or west > right or north > bottom:
        return []
    for axis, bound, sign, beyond in (
        (0, low, 1, west < low), (0, right, -1, east > right),
        (1, low, 1, north < low), (1, bottom, -1, south > bottom),
    ):  # fmt: skip
        if beyond:
            ring = side(ring, axis, bound, sign)
    return ring


def side(ring: Ring, axis: int, bound: float, sign: int) -> Ring:
    """The part of a ring on one side of a line across an axis."""
    kept: Ring = []
    if not ring:
        return kept
    before = ring[-1]
    was = (before[axis] - bound) * sign >= 0
    for point in ring:
        is_in = (point[axis] - bound) * sign >= 0
        if is_in != was:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            x, y = (before[n] + share * (point[n] - before[n]) for n in (0, 1))
            kept.append((bound, y) if axis == 0 else (x, bound))
        if is_in:
            kept.append(point)
        before, was = point, is_in
    return kept


def box(points: Iterable[Flat]) -> Box:
    """The least box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def size(ring: Iterable[Flat]) -> float:
    """The longer side of a ring's box."""
    left, top, right, bottom = box(ring)
    return max(right - left, bottom - top)


def path(points: Iterable[Flat], *, closed: bool) -> str:
    """A path in whole parts of a pixel, each step from the point before. Points that fall together are one."""
    steps: list[str] = []
    x = y = 0
    for number, point in enumerate(points):
        to_x, to_y = round(point[0] * PARTS), round(point[1] * PARTS)
        if number == 0:
            steps.append(f"M{to_x} {to_y}l")
        elif (to_x, to_y) != (x, y):
            down = to_y - y
            steps.append(f"{to_x - x}{'' if down < 0 else ' '}{down}")
        x, y = to_x, to_y
    if len(steps) < 2:
        return ""
    return (
        steps[0] + steps[1] + "".join(s if s.startswith("-") else f" {s}" for s in steps[2:]) + ("z" if closed else "")
    )


def runs(line: Sequence[Flat], frame: Frame) -> Iterator[Sequence[Flat]]:
    """The pieces of a line that a frame shows, each with a point beyond the frame at its ends."""
    seen = [-EDGE <= x <= frame.width + EDGE and -EDGE <= y <= frame.height + EDGE for x, y in line]
    start = None
    for number in range(len(line)):
        near = any(seen[max(0, number - 1) : number + 2])
        if near and start is None:
            start = number
        if start is not None and not near:
            yield line[start:number]
            start = None
    if start is not None and len(line) - start > 1:
        yield line[start:]
