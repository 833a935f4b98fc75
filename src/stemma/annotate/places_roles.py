"""What a place is to the report: where it happened, whose it is, where the words come from, or the setting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stemma.annotate.places_find import Candidate
from stemma.resources import gazetteer, words
from stemma.resources.gazetteer import Row
from stemma.text.starts import RUN
from stemma.types.world import PlaceRole

POINTS = frozenset({"city", "capital", "island", "site", "district", "mountain", "shoal", "strait", "bay"})


@cache
def _control(name: str) -> str:
    return "|".join(sorted(words("place_words")["control"][name].split(), key=lambda w: (-len(w), w)))


@cache
def _taken() -> re.Pattern[str]:
    spot = (
        r"(?:the\s+)?(?:(?:\w+\s+)?(?:town|city|village|airstrip|airport|port|base|region|province|centre|center|outskirts)"
        r"\s+(?:of|at|in)\s+|(?:town|city|village)\s+)?"
    )
    return re.compile(
        rf"\b(?:{_control('takes')}|(?<!under the )(?<!under )"
        r"(?:control|hold|capture|seizure|fall|siege|occupation|conquest)\s+(?:of|over))\s+"
        rf"(?:back\s+)?(?:(?:north|south|east|west|central)[\w-]*\s+)?{spot}$",
        re.IGNORECASE,
    )


@cache
def _handed() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_control('ambiguous')}"
        r"|hand(?:s|ed|ing)? over|giv(?:e|es|ing) up|gave up|given up|hand(?:s|ed|ing)?|give|lend)\s+"
        r"(?:the\s+)?(?:(?:town|city|village|port)\s+of\s+)?$",
        re.IGNORECASE,
    )


_TO_HOLDER = re.compile(
    r"\s+to\s+(?:the\s+)?(?:\w+\s+){0,2}(?:army|rebels?|government|forces|troops|militia|state|fighters|insurgents|military)\b|\s+from\s+(?:the\s+)?(?:\w+\s+){0,2}(?:army|rebels?|government|forces|troops|militia|fighters|insurgents)\b"
)
_HELD = re.compile(
    r"(?:,[^,.]{0,60},)?\s+(?:has |have |had |had been |was |were |is |are |been |being |now |recently |then )*"
    r"(?:(?:fell|falls|fallen|fall|passed|pass|passes)\s+(?:to|under|into)\b"
    r"|(?:captured|seized|retaken|recaptured|overrun|occupied|annexed|liberated|held|controlled|governed)\s+by\b"
    r"|(?:remains?|remained|stays?|is|was)\s+(?:\w+\s+)?(?:under|in)\s+(?:\S+\s+){0,4}(?:control|occupation|hands)\b"
    r"|under\s+(?:\S+\s+){0,3}(?:control|occupation)\b|changed hands\b)"
    r"|\s+(?:was|were|is|are|been|being)\s+(?:\w+\s+)?(?:handed (?:over|back)|ceded|surrendered|lost|abandoned)\s+to\b"
    r"|-(?:held|controlled|occupied)\b",
    re.IGNORECASE,
)
_PLAIN = r"(?:the\s+)?(?:(?:capital|port|city|northern|southern|eastern|western)\s+(?:of\s+)?)*"
_SPEAKING = re.compile(rf"\b(?P<who>[\w-]+)(?:,)?\s+(?:here\s+)?(?:in|from|at)\s+{_PLAIN}$", re.IGNORECASE)
_SAID_FROM = re.compile(
    r"\b(?:said|told \w+|spoke|speaking|by (?:tele)?phone)(?:\s+(?:on\s+)?[A-Z][a-z]+day)?,?\s+from\s+$"
)
# A firm or body "of" its town, as distinct from offices named after a place ("Bank of", "Bishop of").
_FIRM_OF = re.compile(
    r"\b[A-Z][\w&-]+ (?:Holdings?|Group|Maritime|Shipping|Industries|Ltd|Inc|Corp|Co|Partners|Motors|Steel|Foods"
    r"|Energy|Lines|Capital|Systems|Media|Works|Bank|Textiles|Mining|Airlines|Logistics|Trading)\.? of\s+$"
)
_OUTLET_OF = re.compile(
    r"-based\b|\s+(?:news)?(?:paper|daily|weekly|broadcaster|radio|bureau|correspondent|office|firm|company|shipowner)\b"
)
_BELONGS = re.compile(
    r"\b(?:mayor|mayor-elect|governor|premier|president|prime minister|king|queen|sultan|emir|bishop|archbishop|native"
    r"|natives|resident|residents|citizen|citizens|university|government|parliament|embassy|republic)\s+of\s+$"
    r"|\b(?:is|was|are|were|comes?|came|hails?|originally)\s+from\s+$"
    r"|\b(?:born|raised|grew up|studied|educated)\s+in\s+$"
    r"|\bmoved\s+(?:\w+\s+)?(?:from|to)\s+$|\bamong them\s+$|\bas far (?:away )?as\s+$",
    re.IGNORECASE,
)
# "X, which Y annexed in …".
_SINCE_TAKEN = re.compile(
    r",?\s+which\s+(?:[\w’'-]+\s+){1,3}(?:occupied|annexed|seized|captured"
    r"|overran|took|retook|held|holds|controls)\b"
)
# "the post in X is held by Y" says nothing of X.
_INSIDE = re.compile(r"\b(?:in|at|from|to|near|with|for)\s+(?:the\s+)?(?:capital\s+)?$", re.IGNORECASE)


@cache
def _sources() -> frozenset[str]:
    return frozenset(words("place_words")["actor"]["origin"].split())


def sentence_part(text: str, low: int, high: int, start: int, end: int) -> tuple[str, str]:
    """The words of the same sentence before and after a name, at most 100 characters each."""
    before = text[max(low, start - 100) : start]
    after = text[end : min(high, end + 100)]
    cut = max(before.rfind(stop) for stop in (". ", "! ", "? ", "; ", ".”", ".’", '."'))
    stop = re.search(r"[.!?;](?=\s|[”’\"]|$)", after)
    return before[cut + 1 :] if cut >= 0 else before, after[: stop.start()] if stop else after


@cache
def _holding() -> frozenset[str]:
    """Words of which one stands in whatever `_taken` matches."""
    nouns = ("control", "hold", "capture", "seizure", "fall", "siege", "occupation", "conquest")
    return frozenset((*words("place_words")["control"]["takes"].split(), *nouns))


def is_control(before: str, after: str) -> bool:
    """True if the sentence says that somebody holds, takes, loses or hands over the place."""
    if _SINCE_TAKEN.match(after) or (
        not _holding().isdisjoint(_WORD.findall(before.lower())) and _taken().search(before)
    ):
        return True
    if _HELD.match(after) and not _INSIDE.search(before):
        return True
    return _TO_HOLDER.match(after) is not None and _handed().search(before) is not None


def is_origin(before: str, after: str) -> bool:
    """True if words or a report come from the place."""
    if _OUTLET_OF.match(after) or re.search(r"\b(?:based|headquartered)\s+in\s+$", before):
        return True
    if _FIRM_OF.search(before) or _SAID_FROM.search(before):
        return True
    near = _SPEAKING.search(before)
    return near is not None and near.group("who").casefold() in _sources()


def is_setting(before: str, after: str) -> bool:
    """True if the place only tells where somebody or something belongs or goes between."""
    return bool(_BELONGS.search(before) or re.search(r"\bbetween\s+$", before))


def _second_order(row: Row) -> bool:
    """True for regions inside a first-order region: small enough for something to happen in."""
    around = gazetteer.place(row.admin) if row.admin else None
    return around is not None and around.kind != "country"


def role_of(candidate: Candidate, row: Row | None, before: str, after: str, nested_outer: bool) -> PlaceRole:
    """The role of a place that is no actor. Datelines are decided over the whole report, elsewhere."""
    if is_control(before, after):
        return "control"
    if row is not None and ((row.kind not in POINTS and not _second_order(row)) or nested_outer):
        return "context"
    if is_origin(before, after):
        return "origin"
    return "context" if is_setting(before, after) else "event"


_GROUND = r"(?:territor(?:y|ies)|lands?|areas?|regions?|districts?|villages|towns|zones?|ground|parts?)"
_UNDRAWN = (
    re.compile(rf"\b[\w’'-]+-(?:held|controlled|occupied)\s+{_GROUND}(?:\s+of\s+the\s+country)?\b", re.IGNORECASE),
    re.compile(rf"\b(?:un)?occupied\s+{_GROUND}(?:\s+of\s+the\s+(?:country|region))?\b", re.IGNORECASE),
    re.compile(
        rf"\b{_GROUND}(?:\s+of\s+the\s+country)?(?=(?:\s+(?:that|which|is|are|was|were|currently|now|illegally|already))*\s+"
        r"(?:occupied|captured|seized|held|controlled|taken|annexed|overrun)\s+by\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:the\s+)?{_GROUND}(?=\s+(?:that\s+|which\s+)?[\w’'-]+\s+(?:has|have|had)\s+(?:\w+\s+)?"
        r"(?:occupied|captured|seized|taken|annexed|overrun|under\s+(?:\w+\s+)?control)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:the\s+)?{_GROUND}(?=(?:\s+of\s+[\w’'-]+)?\s+(?:that\s+|which\s+)?(?:[\w’'-]+\s+){{0,3}}under\s+[\w’'-]+(?:\s+\w+)?\s+control\b)",
        re.IGNORECASE,
    ),
)
_HOLDERS = frozenset(
    RUN.findall("unoccupied occupied captured seized held controlled taken annexed overrun under")
)  # one of them stands in all of `_UNDRAWN`
_GROUNDS = frozenset(
    RUN.findall(
        "territory territories land lands area areas region regions district districts villages towns zone zones ground"
        " part parts"
    )
)  # and one of these
_WHOLES = frozenset(RUN.findall("country city region province island"))
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(
    r"\b(?:the\s+)?(?:north|south|east|west|central)[\w-]*\s+(?:parts?|districts|regions|areas|provinces|half)\s+of\s+the\s+(?:country|city|region|province|island)\b",
    re.IGNORECASE,
)


def undrawn(text: str, start: int, end: int) -> Iterator[tuple[int, int, PlaceRole]]:
    """Ground without a name: held or taken by somebody (control), or a side of the country (context)."""
    said = set(RUN.findall(text[start:end].lower()))  # most lines have none of the words that are needed
    if not (_HOLDERS.isdisjoint(said) or _GROUNDS.isdisjoint(said)):
        for pattern in _UNDRAWN:
            for match in pattern.finditer(text, start, end):
                yield match.start(), match.end(), "control"
    if "of" in said and not _WHOLES.isdisjoint(said):
        for match in _PARTS.finditer(text, start, end):
            yield match.start(), match.end(), "context"
