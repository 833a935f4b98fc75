"""How words came to a report: the signs in a sentence, and what is likely from who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.starts import RUN, key_words
from stemma.trace.nameless import is_paper, unwilling
from stemma.trace.sayings import Actors, Saying
from stemma.types.dossier import Layers
from stemma.types.speech import Quotation
from stemma.types.story import OriginKind
from stemma.types.world import Mention, TimeExpression

Placed = TypeVar("Placed", Mention, TimeExpression)

ORDER: tuple[OriginKind, ...] = ("press-conference", "social-post", "leak", "interview", "statement", "document")
MEDIA: dict[str, OriginKind] = {
    "interview": "interview",
    "phone": "interview",
    "letter": "document",
    "statement": "statement",
    "post": "social-post",
    "speech": "statement",
    "press-conference": "press-conference",
}
DOCUMENTS = {
    "org": ("things", "body_signs"),
    "group": ("things", "body_signs"),
    "place": ("things", "body_signs"),
    "unnamed": ("things",),
}
"""Source type -> further signs of a document. A person beside "the letter" may talk about it."""
BODIES = frozenset({"org", "group", "place"})
BEGUN = re.compile(r"\w+\*")
"""A word of which a list has the beginning."""
LOOSE = frozenset({"statement", "press-conference", "interview", "social-post"})
"""Kinds before whose noun up to two words may stand."""
ARTICLE = re.compile(r"((?:in|by|from|told|before|to|on|at|with) )?(an?|his|her|its|their|the) (?=\w)")
SPOKES = re.compile(r"(?<!\w)spokes")
HANDLE = re.compile(r"@\w+")
TO_MEDIUM_GAP = 30
"""Characters between "told" and the name of the medium."""


class Channel(NamedTuple):
    """A kind of origin, the characters that show it (None if only likely), and to whom."""

    kind: OriginKind
    start: int | None = None
    end: int | None = None
    to: str | None = None


@cache
def _pattern(kind: str, key: str) -> re.Pattern[str]:
    phrases = word_list("origins")[kind][key]
    body = "|".join(
        sorted((_phrase(p, loose=key == "signs" and kind in LOOSE) for p in phrases), key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


@cache
def _keys(kind: str, key: str) -> frozenset[str] | None:
    """Words of which one stands in whatever `_pattern` finds; None where some phrase has none that is spelt out."""
    phrases = [BEGUN.sub(" ", phrase) for phrase in word_list("origins")[kind][key]]
    return key_words(phrases) if all(map(RUN.search, phrases)) else None


@lru_cache(maxsize=64)
def _said(text: str) -> frozenset[str]:
    return frozenset(RUN.findall(text.lower()))


def _sign(kind: str, key: str, text: str) -> re.Match[str] | None:
    """The first sign of the list; most sentences have no word of any, and are not searched."""
    keys = _keys(kind, key)
    return None if keys is not None and keys.isdisjoint(_said(text)) else _pattern(kind, key).search(text)


def _phrase(phrase: str, loose: bool) -> str:
    """A listed phrase as a pattern. `loose`: "in a statement" is "in a short written statement" too."""
    found = ARTICLE.match(phrase) if loose else None
    article = found[2].replace("an", "a") if found else ""
    head = (found[1] or "") + ("an?" if article == "a" else article) + " (?:[\\w-]+ ){0,2}" if found else ""
    rest = phrase[found.end() :] if found else phrase
    return head + re.escape(rest).replace(r"\*", r"\w*").replace("'", "['’]")


def hosting(text: str, start: int, end: int) -> re.Match[str] | None:
    """Words by which a report says that it was received by somebody."""
    return _pattern("interview", "host").search(text, start, end)


def _has(kind: str, key: str, text: str) -> bool:
    return bool(_pattern(kind, key).search(text))


def shown(saying: Saying, layers: Layers, actors: Actors, entity_of: Mapping[str, str]) -> Channel | None:
    """The channel that the sentence itself shows, with its characters; None if it shows none."""
    found = _signed(saying, layers, actors, entity_of)
    if actors.type(saying.who) != "unnamed":
        return found
    if (not found or found.kind == "interview") and (hidden := unwilling(saying.frame)):
        start = saying.frame_start
        return Channel("leak", start + hidden.start(), start + hidden.end(), found.to if found else None)
    if (not found or found.kind in ("interview", "statement")) and is_paper(actors.label(saying.who)):
        return Channel("document")
    return found


def _signed(saying: Saying, layers: Layers, actors: Actors, entity_of: Mapping[str, str]) -> Channel | None:
    """The channel of which a sign is listed."""
    to, medium = saying.said.to, saying.said.medium
    named = _told_medium(saying, layers, actors, entity_of)
    if _is_post(saying):
        return Channel("social-post", saying.frame_start, saying.said.start)
    if actors.type(saying.who) == "medium":
        return _cue("agency-report", saying)
    for kind in ORDER:
        if kind == "leak" and actors.type(saying.who) in BODIES and not actors.nameless(saying.who):
            continue  # a body that is named hides no name
        if match := _sign(kind, "signs", saying.frame):
            start = saying.frame_start + match.start()
            return Channel(kind, start, saying.frame_start + match.end(), named.to if named else None)
        if kind == "interview" and named:
            return named
    for key in DOCUMENTS.get(actors.type(saying.who), ()):
        if match := _sign("document", key, saying.frame):
            return Channel("document", saying.frame_start + match.start(), saying.frame_start + match.end())
    if medium in MEDIA:
        return _cue(MEDIA[medium], saying)
    if to and _addressees(to):
        return _cue("press-conference", saying)
    return None


def _addressees(to: str) -> bool:
    words = set(re.findall(r"[a-z]+", to.lower()))
    return to.startswith("unnamed:") and bool(
        words & set(word_list("origins")["press-conference"]["addressees"].split())
    )


def _cue(kind: OriginKind, saying: Saying) -> Channel:
    cue = saying.said.cue
    return Channel(kind, cue.start if cue else None, cue.end if cue else None)


def _is_post(saying: Saying) -> bool:
    line = saying.report.text[saying.frame_start : saying.said.start]
    return isinstance(saying.said, Quotation) and bool(HANDLE.match(line.strip())) and len(line) < 2 * TO_MEDIUM_GAP


def _told_medium(saying: Saying, layers: Layers, actors: Actors, entity_of: Mapping[str, str]) -> Channel | None:
    """ "told Radio X": the words before the name of a medium in the same sentence, or before the outlet's own."""
    low, high = saying.frame_start, saying.frame_start + len(saying.frame)
    if own := _told_own(saying, actors):
        return own
    for mention in between(layers.mentions, low, high):
        actor = entity_of.get(mention.id)
        if not actor or actors.type(actor) != "medium" or actor == saying.who:
            continue
        before = saying.frame[max(0, mention.start - low - TO_MEDIUM_GAP) : mention.start - low]
        matches = list(_pattern("interview", "before_medium").finditer(before))
        if matches:
            return Channel("interview", mention.start - len(before) + matches[-1].start(), mention.end, actor)
    return None


def _told_own(saying: Saying, actors: Actors) -> Channel | None:
    """ "told the Chronicle" in the Chronicle."""
    own, low = actors.outlets.key[saying.number], saying.frame_start
    for found in actors.outlets.named(saying.frame, 0, len(saying.frame)) if own else ():
        before = saying.frame[max(0, found.start - TO_MEDIUM_GAP) : found.start]
        matches = list(_pattern("interview", "before_medium").finditer(before)) if found.key == own else ()
        if matches:
            start = found.start - len(before) + matches[-1].start()
            return Channel("interview", low + start, low + found.end, actors.outlets.medium(saying.number))
    return None


def between(items: Sequence[Placed], low: int, high: int) -> Sequence[Placed]:
    """Those of these annotations, which are in text order, that begin in `low:high`."""
    first = bisect_left(items, low, key=_start)
    return items[first : bisect_left(items, high, lo=first, key=_start)]


def _start(item: Mention | TimeExpression) -> int:
    return item.start


def likely(who: str, quoted: bool, actors: Actors) -> OriginKind | None:
    """The channel that is likely from who speaks, where no sentence shows one; None for vague sources.

    `quoted`: some report quotes them directly.
    """
    words, kind = actors.words(who), actors.type(who)
    if fold(actors.label(who)).removeprefix("the ") in word_list("origins")["generic"]["labels"]:
        return None
    if kind == "unnamed":
        return _unnamed(words) or ("interview" if quoted else None)
    if kind in BODIES:
        if _has("witness", "sources", words) and kind == "group":
            return "witness"
        return "document" if _has("document", "sources", words) else "statement"
    if kind == "person":
        return _person(words, quoted)
    return None


def _unnamed(words: str) -> OriginKind | None:
    if is_office(words):
        return "statement" if SPOKES.search(words) else None  # most are somebody whom another sentence names
    if _bystander(words):
        return "witness"
    kinds: tuple[OriginKind, ...] = ("document", "leak")
    return next((kind for kind in kinds if _has(kind, "sources", words)), None)


def told_one(who: str, actors: Actors, anonymous: bool) -> OriginKind:
    """What it is called when this source speaks to one outlet: interview, leak or witness.

    `anonymous`: a report says that the source does not want to be named.
    """
    words = actors.words(who)
    if actors.type(who) != "unnamed":
        return "interview"
    if _bystander(words) and not is_office(words):
        return "witness"
    return "leak" if anonymous or _has("leak", "sources", words) else "interview"


def _bystander(words: str) -> bool:
    return _has("witness", "sources", words) or _has("witness", "people", words)


def _person(words: str, quoted: bool) -> OriginKind | None:
    if is_office(words):
        return "statement"
    if _has("witness", "sources", words):
        return "witness"
    if _has("interviewees", "sources", words):
        return "interview"
    return "interview" if quoted else "statement"


@cache
def _offices() -> re.Pattern[str]:
    roles = word_list("offices")["offices"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(r) for r in roles)})(?!\w)", re.IGNORECASE)


def is_office(words: str) -> bool:
    """Some of these words name an office that one speaks for."""
    return bool(_offices().search(words))
