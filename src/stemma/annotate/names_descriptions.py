"""Descriptions ("the minister", "aid groups", "its foreign ministry") and pronouns of one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stemma.annotate.names_lists import countries, demonyms, groups, lists, organisation_nouns, part
from stemma.annotate.names_tokens import Token, function_words, saying_verbs
from stemma.text.roles import roles
from stemma.types.world import EntityType

DEFINITE = part("definite")
INDEFINITE = part("indefinite") | part("numerals")
_AUX = part("auxiliaries")
_COMPLEMENT = frozenset(["of", "for", "at", "in", "from", "with", "close", "briefed", "responsible"])
_NOUN_PREPOSITIONS = frozenset({"of", "for", "at", "in"})
_LONGEST = 16
"""Tokens of what follows a head noun."""
_PRONOUNS = frozenset({"he", "she"})
_PLURAL = frozenset({"they", "it"})
_OBJECTS = frozenset({"him", "her", "them", "it"})
_AGED = "-year-old"
_ORDER = frozenset({"first", "twice", "again", "never", "since", "once"})
"""Words that may stand between a noun and its verb of saying and are no adverbs by their form."""
_MODIFIERS = 5
"""Words between the determiner and the head noun."""
_STOP = part("phrase_ends")


@dataclass(slots=True)
class Description:
    """tokens[i:j] describes somebody; tokens[head] is the head noun."""

    i: int
    j: int
    head: int
    type: EntityType
    definite: bool
    speaks: bool
    starts: bool
    """Begins a sentence, so that it is likely the one who acts."""
    beside: bool = False
    """Stands after a name and its comma, without an article ("NAME, general secretary of the union")."""


def head_type(low: str) -> EntityType | None:
    """What a noun names when it stands for somebody: a role, many people, an organisation."""
    if low.endswith(_AGED):
        return "unnamed"
    if low in organisation_nouns():
        return "medium" if "medium" in organisation_nouns()[low] else "org"
    if low in roles():
        return "unnamed"
    return "group" if low in groups() else None


def descriptions(text: str, tokens: list[Token], taken: dict[int, int]) -> Iterator[Description]:
    """All descriptions of a line. `taken`: index of a token inside a name -> end of that name."""
    nouns = _nouns()
    for h in [h for h, token in enumerate(tokens) if token[4] in nouns or token[4].endswith(_AGED)]:
        if h in taken:
            continue
        kind = head_type(tokens[h].low)
        if kind and _is_head(tokens, h, taken) and (found := _phrase(text, tokens, h, kind, taken)):
            yield found


@cache
def _nouns() -> frozenset[str]:
    """Every noun that `head_type` knows."""
    return frozenset((*organisation_nouns(), *roles(), *groups()))


def _is_head(tokens: list[Token], h: int, taken: dict[int, int]) -> bool:
    """The noun ends its phrase: no further noun follows it."""
    token = tokens[h]
    if h + 1 >= len(tokens) or token.stop > token.end:
        return h + 1 >= len(tokens) or token.stop > token.end
    after = tokens[h + 1]
    low = after.low
    if not after.core[0].isalpha() or h + 1 in taken:
        return after.core not in {"-", "‑", "&"}
    if low in _ORDER and h + 2 < len(tokens) and tokens[h + 2].low in saying_verbs():
        return True
    if low in saying_verbs() or low in function_words() or low in _AUX or low in _COMPLEMENT or low in _STOP:
        return not (head_type(low) and low not in saying_verbs())
    third = f"{low[:-1]}ies" if low.endswith("y") else f"{low}s"
    if third in saying_verbs() and (token.low in groups() or token.low == "police"):
        return True  # "herders blame", "the police deny": plurals have the bare verb
    return low.endswith(("ed", "ing", "ly")) or (low.endswith("s") and not head_type(low)) or low in part("past_forms")


def _phrase(text: str, tokens: list[Token], h: int, kind: EntityType, taken: dict[int, int]) -> Description | None:
    i, determiner = _left(text, tokens, h, taken)
    if not determiner and kind == "unnamed" and _after_name(tokens, i, h, taken):
        return Description(i, _right(text, tokens, h + 1, taken), h, kind, False, False, False, beside=True)
    if kind == "group" and determiner in DEFINITE and _one_of(tokens, i):
        one: EntityType = "unnamed" if tokens[i - 2].low == "one" else "group"
        j = _right(text, tokens, h + 1, taken)
        return Description(i - 2, j, h, one, False, _beside_cue(tokens, i - 2, j), False)
    bare = i == 0 and h > 0 and h + 1 < len(tokens) and tokens[h + 1].low in saying_verbs()
    if not determiner and kind != "group" and ((kind == "unnamed" and not bare) or not _at_start(tokens, i)):
        return None
    if kind == "group" and not determiner and not _at_start(tokens, i):
        i = _bare(tokens, h)
    definite = determiner in DEFINITE or determiner == "'s"
    j = _right(text, tokens, h + 1, taken)
    starts = kind in {"group", "unnamed"} and _at_start(tokens, i)
    beside = kind == "unnamed" and determiner in {"a", "an"} and i > 1 and tokens[i - 1].core == "," and i - 2 in taken
    return Description(i, j, h, kind, definite, _beside_cue(tokens, i, j), starts, beside)


def _after_name(tokens: list[Token], i: int, h: int, taken: dict[int, int]) -> bool:
    """A name and a comma stand before, and no name follows the noun."""
    beside = i > 1 and tokens[i - 1].core == "," and i - 2 in taken and h + 1 not in taken
    ends = h + 1 >= len(tokens) or tokens[h + 1].core in {",", ".", ";", ")", "and"} | _COMPLEMENT
    return beside and ends and tokens[h].stop == tokens[h].end and not any(t.cap for t in tokens[i : h + 1])


def _one_of(tokens: list[Token], i: int) -> bool:
    return i > 1 and tokens[i - 1].low == "of" and tokens[i - 2].low in {"one", "two", "three", "several", "some"}


def _left(text: str, tokens: list[Token], h: int, taken: dict[int, int]) -> tuple[int, str]:
    """(start of the phrase, its determiner folded; "'s" for a possessor; "" if there is none)."""
    k = h
    while k > 0 and h - k <= _MODIFIERS and text[tokens[k - 1].stop : tokens[k].start] in {" ", "\u00a0"}:
        word = tokens[k - 1]
        if word.low in DEFINITE or word.low in INDEFINITE:
            plural = tokens[h].low in groups() and tokens[h].low not in roles()
            if (word.low in {"that", "this"} and plural) or (tokens[h].low == "head" and word.low in {"his", "her"}):
                break
            return k - 1, word.low
        if word.stop > word.end:
            return _possessor(tokens, k - 1, taken), "'s"
        if k - 1 in taken and word.low in countries() and taken[k - 1] == k:
            k -= 1
            continue
        if k - 1 in taken:
            return (k, "") if word.low not in demonyms() else (k - 1, "the")
        if (
            not (word.core[0].isalpha() or word.low.endswith(_AGED))
            or word.low in _STOP
            or word.low in saying_verbs()
            or (word.low in function_words() and word.low != "mine")
        ):
            break
        if word.cap and word.low not in demonyms() and not word.first and h - k > 0:
            break
        k -= 1
    return k, ""


def _possessor(tokens: list[Token], k: int, taken: dict[int, int]) -> int:
    """Start of the possessor that ends at tokens[k] ("the coastguard’s", "Kenya’s")."""
    start = k
    while start - 1 in taken and taken[start - 1] > k:
        start -= 1
    if start == k and not tokens[k].cap:
        start = _owner_noun(tokens, k)
    if start > 0 and tokens[start - 1].low in DEFINITE | INDEFINITE:
        start -= 1
    return start


def _owner_noun(tokens: list[Token], k: int) -> int:
    """ "the harbour master’s office": back over the owner’s nouns, if a determiner stands before them."""
    start = k
    while (
        start > 0
        and k - start < 3
        and tokens[start - 1].core.isalpha()
        and tokens[start - 1].stop == tokens[start - 1].end
    ):
        word = tokens[start - 1]
        if word.low in DEFINITE | INDEFINITE:
            return start
        if word.cap or word.low in _STOP or word.low in saying_verbs() or word.low in function_words():
            break
        start -= 1
    return k


def _at_start(tokens: list[Token], i: int) -> bool:
    return i == 0 or tokens[i].first


def _bare(tokens: list[Token], h: int) -> int:
    """A plural without determiner inside a sentence: only a nationality or an organisation word goes with it."""
    before = tokens[h - 1].low if h else ""
    return (
        h - 1
        if before in demonyms()
        or before in lists().modifiers
        or before in {"aid", "relief", "rescue", "war", "health", "human", "senior", "local", "company", "union"}
        else h
    )


def _right(text: str, tokens: list[Token], j: int, taken: dict[int, int]) -> int:
    """Take in "of NAME", "of the …" and the like after the head; all of it where a verb shows its end."""
    return _to_verb(tokens, j, taken) or _near_right(tokens, j, taken)


def _to_verb(tokens: list[Token], j: int, taken: dict[int, int]) -> int:
    """End of "of a copper mine in northern Norway" if an auxiliary or a verb of saying follows it, else 0."""
    if tokens[j - 1].stop > tokens[j - 1].end:
        return 0
    k = j
    while k < len(tokens) and k - j < _LONGEST and tokens[k].low in _NOUN_PREPOSITIONS:
        begin = k = k + 1
        while k < len(tokens) and k - begin < _MODIFIERS + 1 and _inside(tokens, k, begin, taken):
            k += 1
        if k == begin:
            return 0
    verbal = k < len(tokens) and (tokens[k].low in saying_verbs() or tokens[k].low in _AUX - {"who", "that"})
    return k if k > j and verbal else 0


def _inside(tokens: list[Token], k: int, begin: int, taken: dict[int, int]) -> bool:
    """May this token stand in a noun phrase: a name, a noun, or a determiner at its start?"""
    token = tokens[k]
    if k in taken:
        return True
    if token.low in DEFINITE | {"a", "an"}:
        return k == begin
    if not token.core[0].isalpha() or token.low in saying_verbs() or token.low in part("calendar"):
        return False
    return token.low not in _STOP | _AUX and token.low not in function_words()


def _near_right(tokens: list[Token], j: int, taken: dict[int, int]) -> int:
    """The same up to the first name or head noun after the preposition."""
    if tokens[j - 1].stop > tokens[j - 1].end or j + 1 >= len(tokens) or tokens[j].low not in _COMPLEMENT:
        return j
    k = j + 1
    if tokens[k].low in {"to", "on", "by"} and k + 1 < len(tokens):
        k += 1
    if tokens[k].low in DEFINITE | {"a", "an"}:
        k += 1
    limit = k + 4
    while k < len(tokens) and k < limit:
        if k in taken:
            return taken[k]
        if head_type(tokens[k].low) and tokens[j].low != "with":
            owner = tokens[k].stop > tokens[k].end and k + 1 < len(tokens)
            return k + 2 if owner else k + 1
        if not tokens[k].core[0].isalpha() or tokens[k].low in _STOP:
            break
        k += 1
    return j


def _beside_cue(tokens: list[Token], i: int, j: int) -> bool:
    """A verb of saying stands directly before or after, or "according to", "told" before."""
    k = j
    while k < len(tokens) and k - j < 3 and (tokens[k].low in _AUX or tokens[k].low.endswith("ly")):
        k += 1
    if k < len(tokens) and tokens[k].low in saying_verbs() and tokens[j - 1].stop == tokens[j - 1].end:
        return True
    if j + 1 < len(tokens) and tokens[j].core in {",", "who"} and "who" in {tokens[j].low, tokens[j + 1].low}:
        return True
    if j + 1 < len(tokens) and tokens[j].core == "," and tokens[j + 1].cap and not tokens[j + 1].first:
        return True
    before = tokens[i - 1].low if i else ""
    return (
        before in saying_verbs()
        or (before == "to" and i > 1 and tokens[i - 2].low == "according")
        or before in {"citing", "by"}
    )


_ANY = frozenset((*_PRONOUNS, *_PLURAL, *_OBJECTS))


def pronouns(tokens: list[Token]) -> Iterator[int]:
    """Indices of subject pronouns: he, she; they and it where they speak."""
    for k in [k for k, token in enumerate(tokens) if token[4] in _ANY]:
        token = tokens[k]
        subject = token.low in _PRONOUNS and token.core != "HE"
        speaks = token.low in _PLURAL and _beside_cue_after(tokens, k + 1)
        source = token.low in _OBJECTS and k > 1 and tokens[k - 1].low == "to" and tokens[k - 2].low == "according"
        if subject or speaks or source:
            yield k


def _beside_cue_after(tokens: list[Token], k: int) -> bool:
    limit = k + 3
    while k < len(tokens) and k < limit and tokens[k].low in {"also", "later", "then", "has", "have", "had"}:
        k += 1
    return k < len(tokens) and tokens[k].low in saying_verbs()
