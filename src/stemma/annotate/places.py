"""The `places` annotator: toponyms, the gazetteer places they stand for, and what they are to the report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from msgspec import structs

from stemma.annotate.places_actors import is_actor, speaks_for_office, town_speaks
from stemma.annotate.places_find import MAX_CANDIDATES, Candidate, Finder
from stemma.annotate.places_resolve import Resolved, Resolver, contains, is_first_order, with_abbreviations
from stemma.annotate.places_roles import is_control, role_of, sentence_part, undrawn
from stemma.annotate.places_seats import can_act, is_building, is_meant, is_plain_region, region_of, seat_row
from stemma.annotate.places_text import READ, common, dateline_length, doubtful_or_common, word_set
from stemma.annotate.places_unlisted import ends_described, home_town, in_town, located, may_be_place, printed_again
from stemma.errors import ResourceError
from stemma.resources import gazetteer
from stemma.resources.gazetteer import Row
from stemma.text.cover import Overlaps
from stemma.text.fold import fold
from stemma.text.starts import RUN
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Note, Span
from stemma.types.world import Mention, Place, PlaceMention, PlaceRole

_CUT = Note(code="places_cut", detail="too many names of places: the rest of the report was not searched for more")
# Shorter names without a word that says place are mostly initials and syllables.
MIN_LETTERS = 4
# A seat's name that is also a town's of this size ("Strasbourg", "Rawalpindi") is read like any capital's.
TOWN_OF_ITS_OWN = 50_000
# Characters between a place and the name of what it lies in: as far as two names of one chain stand apart.
NESTED_REACH = 45
# "the Peruvian capital" is a place; "the Peruvian capital markets" are not.
_CAPITAL = re.compile(
    r"\b(?:the\s+)?([A-ZÀ-Þ][\w-]+(?:\s[A-Z][a-z]+)?)(?:’s|'s)?\s+capital\b(?!\s+(?:markets?|gains?|controls?|flight|spending|investment|expenditure|punishment|accounts?|inflows?|outflows?|ratios?|requirements?|letters|goods|raising))"
)
_UNKNOWN = re.compile(
    r"\b(?:(?:town|village|hamlet|port|suburb|district|settlement|island|oasis|valley|commune|municipality)s?\s+of"
    r"|(?:north|south|east|west)[a-z-]*\s+of|coast\s+of|outside|near|off)\s+(?:the\s+)?"
    r"([A-ZÀ-Þ][\w’'-]+(?:\s(?:[A-ZÀ-Þ][\w’'-]+|de|la|el|al|del))*)"
)  # fmt: skip
# "X, a village in …".
_APPOSED = re.compile(
    r"\b([A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,3}), (?:an?|the) (?:[\w-]+ ){0,2}"
    r"(?:town|village|hamlet|port|suburb|settlement|oasis|fishing village|hill town|island)\b"
)
# "the X dam", "X village": a thing of the land or a settlement right after its name.
_HEADED = re.compile(
    r"\b([A-ZÀ-Þ][\w’'-]+(?:\s(?:[A-ZÀ-Þ][\w’'-]+|de|la|el|al|del|da|do|dos|das|du|des)){0,4})"
    r"\s(?:dam|reservoir|river|quarry|valley|lagoon|volcano|glacier|[Vv]illage|hamlet|borough|township)\b"
)
# "moored at X", "landed near X": what lies or arrives somewhere.
_LYING = re.compile(
    r"\b(?:moored|anchored|docked|berthed|landed|crashed|lying|lies|tied up|arrived|stationed|camped|detained|buried"
    r"|born|unloaded|recorded|filmed|lived|living|grew up|ran aground)\s+(?:\w+\s+)?(?:at|near|in)\s+(?:the\s+)?"
    r"([A-ZÀ-Þ][\w’'-]+(?:\s(?:[A-ZÀ-Þ][\w’'-]+|de|la|el|al|del))*)"
)
# What shows a place, and the words of which it needs one: most lines have none of them, and are not searched.
_SHOWING = (
    (_UNKNOWN, frozenset(("of", "outside", "near", "off"))),
    (
        _LYING,
        frozenset(
            RUN.findall(
                "moored anchored docked berthed landed crashed lying lies tied arrived stationed camped detained buried"
                " born unloaded recorded filmed lived living grew ran"
            )
        ),
    ),
    (
        _HEADED,
        frozenset(
            RUN.findall("dam reservoir river quarry valley lagoon volcano glacier village hamlet borough township")
        ),
    ),
    (_APPOSED, frozenset(RUN.findall("town village hamlet port suburb settlement oasis island"))),
)


class PlacesAnnotator:
    """Finds named places, says which of several namesakes is meant, and tells places from states that act."""

    name = "places"
    version = "1"
    requires = frozenset({"mentions", "marked"})
    assigns = frozenset({"places", "gazetteer"})
    languages = frozenset({"en"})

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        """`places`, `gazetteer` and `notes` of one report. Without a gazetteer: no places, and a note."""
        try:
            return self._annotate(report, layers)
        except ResourceError as error:
            if error.code != "M-MISSING":
                raise
            note = Note(code="M-MISSING", detail="gazetteer missing: places are not located")
            return {"places": (), "gazetteer": (), "notes": (note,)}

    def _annotate(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        report = _with_headline(report)
        finder = Finder(report, layers.mentions)
        candidates = with_abbreviations(report, _with_capitals(report, finder.candidates()))
        notes = (_CUT,) if finder.cut else ()
        resolver = Resolver(report, candidates)
        resolved = _believed(report, resolver.resolve(), resolver.states, layers.mentions)
        drafts = _drafts(report, resolved, resolver.states)
        unknown = _unknown(report, layers.mentions, drafts)
        known = [(d[0], d[1], d[2]) for d in drafts if d[2] is not None]
        found = located(report.text, [(d[0], d[1]) for d in unknown], known)
        town = home_town(known, [d[2] for d in drafts if d[3] == "origin"])
        drafts += [
            (
                d[0],
                d[1],
                found.get(_name(report, d))
                or in_town(report.text[d[0] : d[1]], known, town)
                or resolver.of_named_states(_name(report, d)),
                d[3],
                d[4],
            )
            for d in unknown
        ]
        drafts.sort(key=lambda d: (d[0], d[1]))
        places = tuple(
            PlaceMention(
                id=f"{report.id}.p{number}", start=start, end=end, text=report.text[start:end],
                place=row.id if row else None, role=role, actor=actor,
            )
            for number, (start, end, row, role, actor) in enumerate(drafts, 1)
        )  # fmt: skip
        return {"places": places, "gazetteer": _rows([d[2] for d in drafts]), "notes": notes}


def _with_headline(report: Report) -> Report:
    """The report with the headline as a line of its own, where it stands in a header behind a date."""
    head = report.headline
    if not isinstance(head, Span):
        return report
    return structs.replace(
        report,
        lines=tuple(
            Line(head.start, head.end, LineClass.HEADLINE)
            if line.cls is LineClass.HEADER and line.start <= head.start and head.end <= line.end
            else line
            for line in report.lines
        ),
    )


def _name(report: Report, draft: tuple[int, int, Row | None, PlaceRole, str | None]) -> str:
    return fold(report.text[draft[0] : draft[1]])


_Draft = tuple[int, int, Row | None, PlaceRole, str | None]
_NO_ROLE: PlaceRole = "context"


def _with_capitals(report: Report, found: list[Candidate]) -> list[Candidate]:
    """The candidates, and "the Peruvian capital" as a name of Lima."""
    extra = []
    taken = Overlaps((c.start, c.end) for c in found)
    for number, line in enumerate(report.lines):
        if line.cls not in READ or report.text.find(" capital", line.start, line.end) < 0:
            continue
        for match in _CAPITAL.finditer(report.text, line.start, line.end):
            state = gazetteer.demonym(match.group(1))
            rows = gazetteer.lookup(state.capital) if state and state.capital else ()
            rows = tuple(r for r in rows if state and r.country == state.code)[:1]
            follows = state is not None and report.text[match.end() : match.end() + 40].lstrip(", ").startswith(
                state.capital
            )
            if rows and not follows and not taken.of(match.start(), match.end()):
                extra.append(Candidate(match.start(), match.end(), match.group(), rows, None, 3, line.cls, number))
    return sorted([*found, *extra], key=lambda c: (c.start, c.end))


def _believed(
    report: Report, resolved: list[Resolved], states: Mapping[str, int], mentions: tuple[Mention, ...]
) -> list[Resolved]:
    """Those meant as places: by their own words, by nesting, because the report says so elsewhere, or because
    somebody holds them; small towns too where the report is about their state, or after a place without an entry."""
    ends = {m.end for m in mentions if m.type == "place" and m.form == "name"}
    sure = [
        r.nested
        or r.candidate.strength >= 2
        or _held(report, r.candidate)
        or _after_place(report, r.candidate, ends)
        or _governs(report, r, states)
        for r in resolved
    ]
    for at in range(1, len(resolved)):
        if sure[at - 1] != sure[at] and _listed_together(report, resolved[at - 1], resolved[at]):
            sure[at - 1] = sure[at] = True
    told = {fold(r.candidate.text) for r, yes in zip(resolved, sure, strict=True) if yes}
    return [
        r
        for r, yes in zip(resolved, sure, strict=True)
        if yes or fold(r.candidate.text) in told or (_at_home(r, states) and not _opens(report, r.candidate))
    ]


def _governs(report: Report, item: Resolved, states: Mapping[str, int]) -> bool:
    """True for a small seat of a state that the report names, where it acts: "Boise has not answered"."""
    row, line = item.row, report.lines[item.candidate.line]
    if row is None or not states.get(row.country or "") or not can_act(item.candidate, row):
        return False
    return is_actor(report.text, line.start, line.end, item.candidate, row.kind != "country")


def _after_place(report: Report, candidate: Candidate, ends: set[int]) -> bool:
    """True for the town in "at Harlow Mill, Huddersfield,": a chain whose first part the gazetteer lacks."""
    return candidate.start - 2 in ends and report.text[candidate.start - 2 : candidate.start] == ", "


def _listed_together(report: Report, left: Resolved, right: Resolved) -> bool:
    """True for neighbours in a list of places of one state: "in Salta, Jujuy and Oran"."""
    gap = report.text[left.candidate.end : right.candidate.start]
    small = {fold(left.candidate.text), fold(right.candidate.text)} & doubtful_or_common()
    same = left.row is not None and right.row is not None and left.row.country == right.row.country
    return same and not small and gap in (", ", " and ", ", and ", " or ")


def _held(report: Report, candidate: Candidate) -> bool:
    line = report.lines[candidate.line]
    return is_control(*sentence_part(report.text, line.start, line.end, candidate.start, candidate.end))


def _held_at(report: Report, start: int, end: int) -> bool:
    """The same for any name: its line, as far as a sentence's part reaches."""
    text = report.text
    low = text.rfind("\n", max(0, start - NESTED_REACH * 3), start) + 1 or max(0, start - NESTED_REACH * 3)
    high = text.find("\n", end, end + NESTED_REACH * 3)
    high = high if high >= 0 else min(len(text), end + NESTED_REACH * 3)
    return is_control(*sentence_part(text, low, high, start, end))


def _opens(report: Report, candidate: Candidate) -> bool:
    at = candidate.start
    while at > 0 and report.text[at - 1].isspace():
        at -= 1
    return at == 0 or report.text[at - 1] in '.!?:‘“"'


def _at_home(item: Resolved, states: Mapping[str, int]) -> bool:
    """A doubtful name that is, as spelt, a place of the state the report names most."""
    row, name = item.row, fold(item.candidate.text)
    if row is None or row.country is None or len(name) < MIN_LETTERS or name in doubtful_or_common():
        return False
    return states.get(row.country, 0) >= max(2, max(states.values(), default=0) // 2) and name in fold(row.name)


def _drafts(report: Report, resolved: list[Resolved], states: Mapping[str, int]) -> list[_Draft]:
    drafts: list[_Draft] = []
    taken: set[int] = set()
    for number, item in enumerate(resolved):
        candidate, line = item.candidate, report.lines[item.candidate.line]
        before, after = sentence_part(report.text, line.start, line.end, candidate.start, candidate.end)
        actor = None if candidate.part else can_act(candidate, item.row)
        outer = number > 0 and _around(resolved[number - 1], item)
        row, role = _row(item, states), _NO_ROLE
        if actor is None and _speaks(report, item, outer):
            role = "metonym"
        elif actor and _acts(report, item, outer):
            role = "metonym"
            region = region_of(candidate, item.row)
            row = region if region is not None and region.name == actor else row
            actor = actor if is_meant(actor, report.text) else None
        else:
            actor, role = None, role_of(candidate, item.row, before, after, outer or candidate.part)
            if candidate.seat and row is None:
                continue
        drafts.append((candidate.start, candidate.end, row, role, actor))
        taken.update(range(candidate.start, candidate.end))
    drafts = _datelines(report, drafts)
    for line in report.lines:
        if line.cls in READ:
            for start, end, what in islice(undrawn(report.text, line.start, line.end), MAX_CANDIDATES):
                if not taken.intersection(range(start, end)):
                    drafts.append((start, end, None, what, None))
                    taken.update(range(start, end))
    return drafts


def _row(item: Resolved, states: Mapping[str, int]) -> Row | None:
    """The place of a candidate; a seat that is no town of its own lies in the town it stands in, and so does one
    whose namesake is a town of a state that the report names no more often."""
    seat, row = item.candidate.seat, item.row
    if seat is None or row is None:
        return row if seat is None else seat_row(item.candidate.text, seat[0])
    abroad = seat[0] not in ("", row.country) and states.get(seat[0], 0) >= max(1, states.get(row.country or "", 0))
    if row.rank >= TOWN_OF_ITS_OWN and (item.nested or not abroad):
        return row
    return seat_row(item.candidate.text, seat[0])


def _around(inner: Resolved, outer: Resolved) -> bool:
    """True for the second name of "Split, Croatia": it only says where the first one lies."""
    near = inner.candidate.line == outer.candidate.line and outer.candidate.start - inner.candidate.end < NESTED_REACH
    return bool(near and inner.nested and inner.row and outer.row and contains(outer.row, inner.row))


def _acts(report: Report, item: Resolved, outer: bool) -> bool:
    """Seats without a place of that name always stand for their office; the rest only where they act."""
    candidate, line = item.candidate, report.lines[item.candidate.line]
    if candidate.seat and (item.row is None or item.row.rank < TOWN_OF_ITS_OWN):
        return not is_building(report.text[max(line.start, candidate.start - NESTED_REACH) : candidate.start])
    if item.nested or outer or candidate.cls is LineClass.DATELINE or _of_a_state(item):
        return False
    region = not candidate.seat and is_plain_region(candidate, item.row)
    capital = not region and (item.row is None or item.row.kind != "country")
    return is_actor(report.text, line.start, line.end, candidate, capital, region)


def _of_a_state(item: Resolved) -> bool:
    """True for "Peru province": a province of that state, not the state."""
    last = fold(item.candidate.text.split()[-1])
    state = item.row is not None and item.row.kind == "country"
    return state and last in word_set("after") and gazetteer.named(item.candidate.text) is None


def _speaks(report: Report, item: Resolved, outer: bool) -> bool:
    """A town that is no seat stands for those who govern it where it says something."""
    candidate, line = item.candidate, report.lines[item.candidate.line]
    if item.row is None or item.row.kind != "city" or candidate.part or item.nested or outer or candidate.strength < 2:
        return False
    return candidate.cls is not LineClass.DATELINE and town_speaks(report.text, line.start, line.end, candidate)


def _datelines(report: Report, drafts: list[_Draft]) -> list[_Draft]:
    """A dateline says where the report comes from, whatever the story is; states and regions in it are context."""
    zones = Overlaps(
        (line.start, line.start + size)
        for line in report.lines
        if line.cls in READ and (size := dateline_length(report.text[line.start : line.end], line.cls))
    )
    out: list[_Draft] = []
    opened: set[int] = set()
    for start, end, row, role, actor in drafts:
        zone = zones.of(start, start + 1)
        if zone and row is not None:
            first = zone[0] not in opened and row.kind != "country"
            opened.update(zone)
            if first or role != "context":
                role, actor = "origin", None
            row = _town_of(report.text[start:end], row) if first else row
        out.append((start, end, row, role, actor))
    return out


def _town_of(name: str, row: Row) -> Row:
    """The town of a region's name, where a dateline prints it: reports are filed from towns ("QUEBEC")."""
    if not is_first_order(row):
        return row
    rows = (*gazetteer.lookup(f"{name} City"), *gazetteer.lookup(name))
    return next((r for r in rows if r.kind in ("city", "capital") and r.admin == row.id), row)


def _unknown(report: Report, mentions: tuple[Mention, ...], drafts: list[_Draft]) -> list[_Draft]:
    """Names that the text uses as places and the gazetteer lacks: kept without coordinates."""
    named = _placed(report, mentions)
    shown: list[tuple[int, int]] = []
    for line in report.lines:
        if line.cls in READ:
            said = set(RUN.findall(report.text[line.start : line.end].lower()))
            for pattern, needed in _SHOWING:
                if needed.isdisjoint(said):
                    continue
                hits = islice(pattern.finditer(report.text, line.start, line.end), MAX_CANDIDATES)
                found = [m.span(1) for m in hits]
                shown += [s for s in found if pattern is not _HEADED or _bears_name(report.text[s[0] : s[1]])]
    blocked = [m for m in mentions if m.type in ("person", "org", "medium", "group")]
    busy = Overlaps((d[0], d[1]) for d in drafts)
    out = _free(report, sorted({*named, *shown}), set(shown), blocked, busy)
    said = set(shown)
    again = list(printed_again(report, {report.text[d[0] : d[1]] for d in out if (d[0], d[1]) in said}, blocked))
    return out + _free(report, again, set(again), blocked, busy)


def _free(
    report: Report, spans: list[tuple[int, int]], in_text: set[tuple[int, int]], blocked: list[Mention], busy: Overlaps
) -> list[_Draft]:
    """Drafts of those spans that no other place, person or body has. `in_text`: shown by their own words."""
    blocks = Overlaps((m.start, m.end) for m in blocked)
    out: list[_Draft] = []
    for start, end in spans:
        name = report.text[start:end]
        possessive = re.search(r"(?:’s|'s)$", name)
        end -= len(possessive.group()) if possessive else 0
        name = report.text[start:end]
        clash = [m for m in (blocked[n] for n in blocks.of(start, end)) if not ends_described(m, start, end)]
        free = (
            (start, end) in in_text and all(m.end == end and may_be_place(m, start) for m in clash) if clash else True
        )
        if busy.of(start, end) or not free or _no_name(report, name, end):
            continue
        role: PlaceRole = "control" if _held_at(report, start, end) else "event"
        low, high = max(0, start - NESTED_REACH), min(len(report.text), end + NESTED_REACH)
        if speaks_for_office(report.text, low, high, start, end):
            role = "metonym"
        out.append((start, end, None, role, None))
        busy.add(start, end)
    return out


def _bears_name(name: str) -> bool:
    """False for "The river", "Northern village", "Peruvian village": words before the noun that are no name."""
    first = fold(name.split()[0])
    ordinary = first in common() or first in word_set("direction", "heads")
    return not ordinary and gazetteer.demonym(first) is None


_AT = re.compile(r"\b(?:(?P<in>in)|at|near|outside|off)\s+(?:the\s+)?$", re.IGNORECASE)


def _placed(report: Report, mentions: tuple[Mention, ...]) -> list[tuple[int, int]]:
    """Names typed as places that a noun or a preposition shows to be one; then all of the same words.

    What the gazetteer knows was judged before; "in Harmon stock" is no place.
    """
    names = [m for m in mentions if m.type == "place" and m.form == "name" and not m.why.startswith("gazetteer")]
    described = {m.end for m in mentions if m.form == "description" and m.type != "place"}
    shown = set()
    for mention in names:
        before = _AT.search(report.text, max(0, mention.start - 20), mention.start)
        noun = mention.end not in described and re.match(r" [a-z]", report.text[mention.end : mention.end + 2])
        if mention.why.startswith("head noun") or (before and not (before.group("in") and noun)):
            shown.add(mention.text)
    return [(m.start, m.end) for m in names if m.text in shown]


def _no_name(report: Report, name: str, end: int) -> bool:
    """True for words with a capital that are no toponyms: days, bodies, adjectives, "Gate 3", "Peru francs"."""
    first = fold(name.split()[0])
    letters = name.isupper() and len(name) <= 5
    after = re.match(r" ([a-z]+)", report.text[end : end + 12])
    numbered = letters or re.match(r" \d", report.text[end : end + 2]) is not None
    numbered = numbered or (after is not None and after[1] in word_set("money"))
    return first in word_set("never") or numbered or fold(name) in common() or gazetteer.demonym(name) is not None


def _rows(used: list[Row | None]) -> tuple[Place, ...]:
    """The rows used and those around them, by id."""
    rows: dict[str, Row] = {}
    for row in used:
        if row is not None:
            rows.update({r.id: r for r in (row, *gazetteer.within(row))})
    return tuple(
        Place(
            id=r.id, name=r.name, kind=r.kind, country=r.country, lat=r.lat, lon=r.lon,
            within=tuple(w.id for w in gazetteer.within(r)),
        )
        for _id, r in sorted(rows.items())
    )  # fmt: skip
