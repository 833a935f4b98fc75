"""Places the gazetteer lacks: where the text itself says what they lie in, they are put there."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from stemma.annotate.places_text import READ, word_set
from stemma.resources.gazetteer import Row
from stemma.text.cover import Overlaps
from stemma.text.fold import fold
from stemma.types.report import Report
from stemma.types.world import Mention

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


_TOWNS = ("city", "capital")


def home_town(known: Iterable[Located], origins: Sequence[Row | None]) -> Row | None:
    """The town a report is from, by its dateline; else the one it names at least twice and more than any other. None
    for capitals: what is filed there speaks of streets all over the country."""
    filed = next((row for row in origins if row is not None and row.kind in _TOWNS), None)
    if filed is None:
        rows = [row for _start, _end, row in known if row.kind in _TOWNS]
        counted = Counter(row.id for row in rows).most_common(2)
        first = counted[0][1] if counted else 0
        if first < _TWICE or (len(counted) > 1 and counted[1][1] == first):
            return None
        filed = next(row for row in rows if row.id == counted[0][0])
    return filed if filed.kind != "capital" else None


_TWICE = 2


def in_town(name: str, known: Iterable[Located], town: Row | None) -> Row | None:
    """A row for a street, hall or market without an entry: in the town of its own name ("Paita City Hall"), else in the
    report's town, as papers print them. None for anything else."""
    words = fold(name).split()
    if words[-1] not in word_set("urban") or any(len(word.strip(".")) == 1 for word in words[1:-1]):
        return None  # "Ana B. Hall" is somebody
    own = (row for _s, _e, row in known if row.kind in _TOWNS and f"{fold(name)} ".startswith(f"{fold(row.name)} "))
    around = next(own, town)
    return inside(name, around) if around else None


# Names sought again in one report; a bound for a hostile one.
_MOST = 200
# What a name is held for when little else is known of it: its form, an article before it, a verb after it.
_WEAK = ("form of a name", "article", "name", "speaks", "short form", "“who”")
_JOINED_BEFORE = re.compile(r"[A-ZÀ-Þ][\w’'-]*[ -]$")
_JOINED_AFTER = re.compile(r"[ -][A-ZÀ-Þ]")


_WITHIN = re.compile(r"\b(?:in|on|at|of|near|from|off|outside|around)\s+(?:the\s+)?$")


# The first word of a name; words are looked up, since trying each name at each place is slow in a long report.
_FIRST = re.compile(r"(?<!\w)\w+")
_LETTER = re.compile(r"\w")


def ends_described(held: Mention, start: int, end: int) -> bool:
    """True for the last words of somebody described ("a farmer in Paita"): where they are, not who; but "Paita’s chief
    executive" runs a firm."""
    lead = held.text[: max(0, start - held.start)]
    return held.form == "description" and held.end == end and _WITHIN.search(lead) is not None


def may_be_place(held: Mention, start: int) -> bool:
    """True for the whole name of a person or body that its surroundings may show to be a place: no body by its own
    words ("Democratic Party")."""
    return held.start == start and not held.title and (held.type == "person" or held.why.startswith(_WEAK))


def printed_again(report: Report, names: Iterable[str], held: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Where the report prints the name of an unlisted place again, in text order: not inside a longer name, and not
    where it is surely somebody's. `held`: names of persons and bodies."""
    wanted: dict[str, list[str]] = {}
    for name in sorted((name for name in names if len(name) > 2), key=lambda name: (-len(name), name))[:_MOST]:
        if first := _FIRST.match(name):
            wanted.setdefault(first.group(), []).append(name)
    if not wanted:
        return
    sure = Overlaps((m.start, m.end) for m in held if m.form == "name" and (m.title or not m.why.startswith(_WEAK)))
    for line in report.lines:
        if line.cls not in READ:
            continue
        for match in _FIRST.finditer(report.text, line.start, line.end):
            start = match.start()
            found = (name for name in wanted.get(match.group(), ()) if report.text.startswith(name, start))
            end = start + len(next(found, ""))
            if end == start or _LETTER.match(report.text, end):
                continue
            before = report.text[max(line.start, start - _LOOK // 4) : start]
            if _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(report.text, end) or sure.of(start, end):
                continue
            yield start, end
