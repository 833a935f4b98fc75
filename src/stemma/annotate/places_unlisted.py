"""Places the gazetteer lacks: where the text itself says what they lie in, they are put there."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from stemma.resources.gazetteer import Row
from stemma.text.fold import fold

Named = tuple[int, int]
Located = tuple[int, int, Row]

# "X, Salta", "X in the port of Paita", "X on the south coast of Chiloé", "X (Oruro)".
_LIES = re.compile(
    r"(?:\s*,\s*(?:(?:in|on|off|at)\s+)?|\s+(?:in|on|off|at)\s+|\s*\(\s*)(?:the\s+)?"
    r"(?:(?:north|south|east|west|central)[\w-]*\s+)?"
    r"(?:(?:city|town|port|district|county|island|outskirts|coast|shores?|edge|suburbs?|banks?|side|tip|end)\s+of\s+(?:the\s+)?)?"
)
_REACH = 45
# "in X, Salta and Oruro": a list of equals, not a chain.
_LIST = re.compile(r"(?:\s*,\s*[A-ZÀ-Þ][\w’' -]{1,30})*\s*,?\s+(?:and|or)\s")
# What has one point that says where something inside it lies.
_SMALL = frozenset({"city", "capital", "island", "district", "county", "bay", "mountain", "valley", "site", "canal"})


def located(text: str, unknown: Iterable[Named], known: Iterable[Located]) -> dict[str, Row]:
    """Folded name of an unlisted place -> a row of its own at the point of the place that the text puts it in."""
    outer = {start: row for start, _end, row in known}
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
        if row.kind in _SMALL and _LIES.fullmatch(text, end, starts[at]) and not _is_list(text, starts[at], row):
            found[name] = _inside(text[start:end], row)
    return found


def _is_list(text: str, start: int, row: Row) -> bool:
    return _LIST.match(text, start + len(row.name), start + len(row.name) + 120) is not None


def _inside(name: str, around: Row) -> Row:
    """A row for a place without an entry: named as printed, drawn where the place around it is."""
    number = zlib.crc32(f"{fold(name)}|{around.id}".encode())
    return Row(
        id=f"u{number}", name=name, kind="unlisted", country=around.country, country_name=around.country_name,
        lat=around.lat, lon=around.lon, population=0, rank=0, admin=around.id,
    )  # fmt: skip
