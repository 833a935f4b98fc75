"""Places the gazetteer lacks: where the text itself says what they lie in, they are put there."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from stemma.resources.gazetteer import Row
from stemma.text.fold import fold

Named = tuple[int, int]
Located = tuple[int, int, Row]

# "X, Salta", "the X mine, in Salta", "X, a village in Salta", "X in the port of Paita", "X on the south coast of
# Chiloé", "X (Oruro)".
_LIES = re.compile(
    r"(?:\s+(?:mine|dam|plant|quarry|prison|camp|refinery|bridge|works|farm))?"
    r"(?:\s*,\s+an?\s+(?:[\w-]+\s+){0,3}(?:in|on|off|of|outside)\s+|\s*,\s*(?:(?:in|on|off|at)\s+)?"
    r"|\s+(?:in|on|off|at)\s+|\s*\(\s*)(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)[\w-]*\s+)?"
    r"(?:(?:city|town|port|district|county|island|outskirts|coast|shores?|edge|suburbs?|banks?|side|tip|end)\s+of\s+(?:the\s+)?)?"
)
_REACH = 60
_LOOK = 120
# "in X, Salta and Oruro": a list of equals, not a chain.
_LIST = re.compile(r"(?:\s*,\s*[A-ZÀ-Þ][\w’' -]{1,30})*\s*,?\s+(?:and|or)\s")
# What has one point that says where something inside it lies.
_SMALL = frozenset({"city", "capital", "island", "district", "county", "bay", "mountain", "valley", "site", "canal"})


def located(text: str, unknown: Iterable[Named], known: Iterable[Located]) -> dict[str, Row]:
    """Folded name of an unlisted place -> a row of its own at the point of the place that the text puts it in."""
    outer = {start: row for start, _end, row in known}
    ends = {start: end for start, end, _row in known}
    starts = sorted(outer)
    found: dict[str, Row] = {}
    at = 0
    for start, end in sorted(unknown):
        while at < len(starts) and starts[at] < end:
            at += 1
        name = fold(text[start:end])
        if at == len(starts) or starts[at] - end > _REACH or name in found:
            continue
        row = outer[starts[at]]
        if row.kind in _SMALL and lies_in(text, end, starts[at], ends[starts[at]]):
            found[name] = inside(text[start:end], row)
    return found


def lies_in(text: str, end: int, start: int, stop: int) -> bool:
    """True if what stands between a name's end and `text[start:stop]` puts the first into the second."""
    return _LIES.fullmatch(text, end, start) is not None and _LIST.match(text, stop, stop + _LOOK) is None


def is_small(row: Row) -> bool:
    """True for places whose one point also says where something inside them lies."""
    return row.kind in _SMALL


def inside(name: str, around: Row) -> Row:
    """A row for a place without an entry: named as printed, drawn where the place around it is."""
    number = zlib.crc32(f"{fold(name)}|{around.id}".encode())
    return Row(
        id=f"u{number}", name=name, kind="unlisted", country=around.country, country_name=around.country_name,
        lat=around.lat, lon=around.lon, population=0, rank=0, admin=around.id,
    )  # fmt: skip
