"""Tells when the name of a state, capital or seat is an actor: it does or decides something, or is dealt with."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from stemma.annotate.places_dealings import dealt_as_somebody, goes_to_court, owned_by_court
from stemma.annotate.places_find import Candidate
from stemma.annotate.places_seats import towns_of_bodies
from stemma.annotate.places_text import Token, tokens, word_set
from stemma.resources import gazetteer, words
from stemma.text.fold import fold, stem
from stemma.types.report import LineClass

# Words looked at on either side of a name.
WINDOW = 90


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(fold(w) for w in words("place_words")["actor"][name].split())


@cache
def _pattern(name: str) -> re.Pattern[str]:
    alternatives = "|".join(
        re.escape(w) for w in words("place_words")["actor"][name].replace("\n", "|").split("|") if w
    )
    return re.compile(rf"\b(?:{alternatives})$", re.IGNORECASE)


@cache
def _spoken() -> frozenset[str]:
    return frozenset(stem(fold(verb)) for verbs in words("cues")["strength"].values() for verb in verbs) | {
        "said",
        "says",
    }


@cache
def _verbs() -> frozenset[str]:
    """Stems of the verbs of doing, deciding, saying and thinking."""
    return frozenset(stem(w) for w in _list("acts")) | _spoken() | _list("irregular")


def is_actor(text: str, low: int, high: int, candidate: Candidate, capital: bool, region: bool = False) -> bool:
    """True if the words around a name in `text[low:high]` treat it as somebody who acts.

    `capital`: the name is a capital or seat, so that "its government" is the state's. `region`: it is a province's,
    which is read as an actor only where it is the subject of a deed.
    """
    before = text[max(low, candidate.start - WINDOW) : candidate.start]
    after = text[candidate.end : min(high, candidate.end + WINDOW)]
    owns = re.match(r"(?:’s|'s|s’|’)\s+(?:own\s+|\w+\s+)?([\w-]+)", after)
    if owns and capital and owned_by_court(before, after):
        return True
    if owns:
        nouns = re.match(r"(?:’s|'s|’)\s+([\w-]+)(?:\s+([\w-]+))?", after)
        return capital and nouns is not None and any(w and w in _list("owned") for w in nouns.groups())
    if _BEHIND.match(after) and not region:
        return True
    if re.search(r"\bthe $", before, re.IGNORECASE) and not candidate.seat and not _takes_article(candidate.text):
        return False  # "the Lima talks", "the Kenya team": the name goes with the noun after it
    if shout := _SHOUTED.match(after):
        after = after if candidate.text.isupper() else shout.group().lower() + after[shout.end() :]
    if re.match(r" [A-ZÀ-Þ]", after):
        return False
    if candidate.cls is LineClass.HEADLINE and not before.strip() and (_will_do(after) or _headed(after)):
        return True
    if not region and dealt_as_somebody(before, after, capital):
        return True
    if fold(candidate.text) in towns_of_bodies() and goes_to_court(before):
        return True
    if not region and _treated(before, after):
        return True
    if not region and _dealt_with(before, after):
        return True
    return _told_more(before, after) or _subject(before, after, not candidate.seat and not region)


# "Chile GUARANTEES supplies": a headline's verb in capitals.
_SHOUTED = re.compile(r" [A-Z]{4,}(?= [a-z])")


def _will_do(after: str) -> bool:
    """True for "to suspend …" behind the name that opens a headline; towns host games and lose things too."""
    verb = re.match(r" to ([a-z]+)", after)
    return verb is not None and verb[1] not in _list("games") | _list("happens") and _is_verb(verb[1])


def _headed(after: str) -> bool:
    """True for what opens a headline without its verb "to be" ("Peru ready to sign"), or shares its verb with a second
    name behind a comma ("Peru, Chile seek a deal")."""
    row = tokens(after, 0, len(after))
    if len(row) < len(("ready", "to", "sign")):
        return False
    if row[0].gap == " " and fold(row[0].text) in _list("states_of_mind") and row[1].text == "to":
        return row[2].text != "be" and _is_verb(fold(row[2].text))
    at = next((at for at, token in enumerate(row) if not token.capital), len(row))
    alone = all(token.gap == " " for token in row[1 : at + 1])
    return row[0].gap == ", " and 0 < at < len(row) and alone and _plural(fold(row[at].text)) and _is_deed(row, at)


def _told_more(before: str, after: str) -> bool:
    """True for "…, which has mediated" after a name that is not where something is: a deed told in a clause."""
    if not after.startswith(", which ") or _WHERE.search(before):
        return False
    row = tokens(after, 0, len(after))
    return len(row) > 1 and row[1].gap == " " and _is_deed(row, 1)


_WHERE = re.compile(
    r"\b(?:in|at|near|from|to|into|outside|around|off|through|over|of|visit\w*|entered|reached)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DEALT = "|".join(
    ["warned", "told", "accused", "urged", "asked", "invited", "sanctioned", "criticised", "criticized", "condemned",
     "praised", "informed", "notified", "pressed", "blamed", "thanked", "consulted", "snubbed", "rebuked", "courted"]
)  # fmt: skip
_BY = re.compile(
    rf"\b(?:{_DEALT}|welcomed|rebuffed|dismissed|denounced|vetoed|blocked|lifted|agreed|paid for|requested|proposed"
    r"|demanded|ordered|imposed|rejected|accepted|approved|ratified|summoned|expelled|recogni[sz]ed|convened|called"
    r"|brokered|mediated|drafted|announced|promised|pledged|offered|sought|granted|refused|denied|withdrawn|funded)\s+by$"
)
_PASSIVE = re.compile(rf"\s+(?:was|were|is|are|has been|have been|had been|being)\s+(?:\w+ly\s+)?(?:{_DEALT})\b")
# "Lima-backed": who stands behind it, not where it is.
_BEHIND = re.compile(
    r"-(?:backed|funded|financed|appointed|sponsored|supported|aligned|allied|led|trained|armed|supplied|brokered"
    r"|mediated|installed|imposed|owned|controlled|drafted|proposed|friendly)\b"
)


def speaks_for_office(text: str, low: int, high: int, start: int, end: int) -> bool:
    """True for "Harbour Street denies this": streets and palaces do not speak, whoever sits in them does."""
    name = [fold(word) for word in text[start:end].split()]
    if len(name) < len(("harbour", "street")) or _list("sits").isdisjoint((name[0], name[-1])):
        return False
    row = tokens(text, end, min(high, end + WINDOW))
    says = bool(row) and row[0].gap == " " and not row[0].capital and stem(fold(row[0].text)) in _spoken()
    return says and not _WHERE.search(text[max(low, start - WINDOW) : start])


def town_speaks(text: str, low: int, high: int, candidate: Candidate) -> bool:
    """True for "Paita says 17, Lima 14": towns do not speak, those who govern them do."""
    told = _TOLD.match(text, candidate.end, high)
    if told is None or told[2] in ("by", "in", "at") or not _says(told[1]):
        return False
    return _CLAUSE.search(text[max(low, candidate.start - _REACH) : candidate.start]) is not None


_TOLD = re.compile(r" ([a-z]+)(?: ([a-z]+))?")


@lru_cache(maxsize=4096)
def _says(word: str) -> bool:
    """True for one's saying ("says", "denied"); "say" is of several."""
    return stem(word) in _spoken() and not word.endswith("ing") and not _plural(word)


# What stands before the first word of a clause.
_CLAUSE = re.compile(r"(?:^|[.!?:;,“”\"‘«»–—|]\s?|\b(?:and|but|while|as|that|though|because|if|when|where)\s)$")


def _dealt_with(before: str, after: str) -> bool:
    """True for "Lima was warned", "warned by Lima", "Lima-backed"."""
    return bool(
        _BEHIND.match(after) or _BY.search(before.rstrip()) or (_PASSIVE.match(after) and not _WHERE.search(before))
    )


def _takes_article(name: str) -> bool:
    """True for names of states that go with "the": "the UK", "the Philippines", "the Republic of Peru"."""
    if " of " in name and name.split()[0] in (
        "Republic",
        "Kingdom",
        "State",
        "Commonwealth",
        "Principality",
        "Sultanate",
    ):
        return True
    state = gazetteer.named(name)
    return state is not None and any(fold(alias) == f"the {fold(name)}" for alias in state.aliases)


_ARTICLE = re.compile(r"\bthe $")
_PAIRED = re.compile(r"\b(?:both\s+)?[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)? and$")
_JOINT = re.compile(r"(.*\S)\s+(with|on|against|from|by|between|to|towards?)(?: both| either)?$")
# Ends without which `_JOINT` finds nothing: most names are passed over at once.
_JOINTS = ("with", "on", "against", "from", "by", "between", "to", "toward", "towards", "both", "either")


def _treated(before: str, after: str) -> bool:
    """The name is told, accused, dealt with, occupied by, asked to."""
    plain = (_ARTICLE.sub("", before) if before.endswith("the ") else before).rstrip()
    pair = _PAIRED.search(plain) if plain.endswith(" and") else None
    if pair:
        plain = plain[: pair.start()].rstrip()
    if _pattern("objects").search(plain[-_REACH:]) and not _THERE.match(after) and _ends(after):
        return True
    joint = _JOINT.search(plain) if plain.endswith(_JOINTS) else None
    loose = joint is not None and joint.group(2) != "to"  # "a trade gate to Peru" leads there
    if joint and (_pattern("ties").search(joint.group(1)[-_REACH:]) or (loose and _tied_two_back(joint.group(1)))):
        came = joint.group(2) == "from" and (re.match(r"\s+to\b", after) or _SPOKEN_FROM.search(plain))
        return not came
    return plain.endswith("for") and bool(re.search(r"\bfor$", plain) and re.match(r" to [a-z]", after))


# Characters of the longest of the words that deal with somebody.
_REACH = 30
# "Asked Lima in writing" tells somebody, "pressed Lima in" does not.
_THERE = re.compile(r"\s*(?:and\s+)?(?:in|at)\b(?! (?:writing|private|public|advance|return|turn|person|secret)\b)")
# "Said in a statement from Lima": where the words come from.
_SPOKEN_FROM = re.compile(
    r"\bin an? (?:\w+ )?(?:statement|letter|message|broadcast|dispatch|address|speech|report) from$"
)


def _ends(after: str) -> bool:
    """False where a noun follows the name: "asks [Salta] court" asks the court."""
    word = re.match(r" ([a-z]+)", after)
    small = word_set("prepositions", "weak") | _list("openers") | _list("auxiliaries") | _list("between")
    return word is None or word.group(1) in small or word.group(1) in ("over", "during", "into", "who", "is", "was")


def _tied_two_back(before: str) -> bool:
    """A noun of dealing with one word after it: "a deal last month with", "talks stalled with"."""
    return bool(_pattern("ties").search(re.sub(r"\s+\S+$", "", before))) and not before.endswith((".", ",", "mission"))


# "the land Lima has taken": a clause that hangs on the noun before the name.
_RELATIVE = re.compile(r" (?:has|have|had|will|would) (?:\w+ly )?[a-z]+")
_STAYS = frozenset(("kept", "keeps", "keeping", "stayed", "stays", "remained", "remains"))
_SILENT = frozenset(("silent", "mum", "tight-lipped", "non-committal", "noncommittal"))
# Forms that are verbs of the lists and more often nouns after a state's name: "Peru rates decision".
_NOUNS = frozenset({"rates", "rate", "talks", "forces", "force", "tests", "shares", "needs", "call", "vote", "host"})


# The names before the last of a list: "Peru, Chile and [Bolivia]".
_LIST = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+)?(?:, and |, | and ))+\Z")


def _subject(before: str, after: str, alone: bool = False) -> bool:
    """The name alone is the subject of a verb of doing, deciding or saying."""
    joint = _LIST.search(before)
    if joint:
        before = before[: joint.start()]
    left = tokens(before, 0, len(before))
    if (
        joint
        and left
        and fold(left[-1].text) in word_set("prepositions") | word_set("weak") - {"and", "or", "where", "as"}
    ):
        return False
    tail = before[left[-1].stop :] if left else before
    while left and tail == " " and fold(left[-1].text) in word_set("direction"):
        tail = left[-1].gap  # "in central [Chile]": what stands before the compass word decides
        left = left[:-1]
    if left and tail == " ":
        last = fold(left[-1].text)
        if last == "the":
            left = left[:-1]
            last = fold(left[-1].text) if left else ""
        if last and last not in _list("openers") and not last.endswith(("ly",)) and not _pair(left):
            day = left[-1].text[0].isupper() and last in word_set("never")
            clock = last in _list("clock")
            speech = stem(last) in _spoken() and not last.endswith("ing")
            relative = last not in word_set("prepositions", "weak") and _RELATIVE.match(after)
            hearsay = last in ("is", "was") and len(left) > 1 and fold(left[-2].text) in _HEARSAY
            if not (day or clock or speech or relative or hearsay):
                return False
    return _verb_follows(after, alone and not joint and not _pair(left))


_HEARSAY = frozenset(("word", "rumour", "rumor", "talk", "fear", "hope"))


def _pair(left: list[Token]) -> bool:
    return len(left) >= 2 and fold(left[-1].text) in ("and", "or", "nor") and left[-2].capital


def _verb_follows(after: str, alone: bool) -> bool:
    row = tokens(after, 0, len(after))
    if not row or (not row[0].gap.startswith(" ") and row[0].gap != ", "):
        return False
    at = 0
    if row[0].gap == ", " and _after_parenthesis(row):
        return True
    if row[0].gap == ", " or (row[0].text in ("and", "nor", "or") and any(t.capital for t in row[1:3])):
        return _joint_subject(row)
    while at < len(row) - 1 and at < 4 and (
        fold(row[at].text) in _list("between") or row[at].text.endswith("ly")
        or (fold(row[at].text) in word_set("never") and row[at].capital)
    ):  # fmt: skip
        at += 1
    return any("," in t.gap for t in row[1 : at + 1]) is False and _is_deed(row, at, alone)


def _after_parenthesis(row: list[Token]) -> bool:
    """True if a deed follows the comma that ends a parenthesis behind the name."""
    if fold(row[0].text) not in _list("parenthesis"):
        return False
    closed = next((at for at in range(1, len(row)) if row[at].gap.startswith(",")), None)
    return closed is not None and row[closed].gap == ", " and _is_deed(row, closed)


def _joint_subject(row: list[Token]) -> bool:
    """True for "X and Y trade barbs" and "X, which denies it": the verb after the second name or the pronoun."""
    if row[0].text not in ("and", "nor", "or"):
        return row[0].text == "which" and len(row) > 1 and _is_deed(row, 1)
    at = 2 if len(row) > 2 and row[1].text == "the" else 1
    while at < len(row) and row[at].capital and row[at].gap == " " and at < 4:
        at += 1
    return at < len(row) and row[at].gap == " " and _is_deed(row, at)


@cache
def _pasts() -> frozenset[str]:
    """Verbs whose past looks like their plural present ("put", "cut"), and pasts without "-ed"."""
    return _list("irregular") | frozenset(
        ["hit", "shut", "cut", "put", "let", "set", "bet", "read", "beat", "cost", "split", "quit"]
    )


def _plural(word: str) -> bool:
    """True for a verb in the plural present ("want"): its subject, if one town, is a team and no government."""
    known = word not in _pasts() and not word.endswith(("s", "ed")) and word not in _list("auxiliaries")
    return known and word not in ("is", "are", "was", "were", "has", "have", "had") and _is_verb(word)


def _is_deed(row: list[Token], at: int, alone: bool = False) -> bool:
    if row[at].gap not in (" ", ", ") or row[at].capital:
        return False
    word = fold(row[at].text)
    if alone and _plural(word):
        return False
    rest = [
        fold(t.text) for t in row[at + 1 : at + 4] if fold(t.text) not in _list("between") and not t.text.endswith("ly")
    ]
    following = rest[0] if rest else ""
    if word in ("is", "are", "was", "were"):
        if stem(following) in _list("games") and (rest[1:2] or [""])[0] not in _list("gains"):
            return False
        if following == "to" and len(rest) > 1:
            return rest[1] not in ("be", "host") and _is_verb(rest[1])
        doing = following.endswith("ing") and len(following) > 5 and following not in _list("happens")
        return doing or following in _list("states_of_mind")
    if word in ("has", "have", "had"):
        if following == "been":
            lasting = (rest[1:2] or [""])[0]
            return lasting.endswith("ing") and lasting not in _list("happens") and _is_verb(lasting)
        return following not in _list("happens") and (following.endswith("ed") or _is_verb(following))
    if word in ("sounds", "sounded"):
        return following not in ("like", "of")
    if word in _STAYS and following in _SILENT:
        return True  # a government's silence is its answer; a town "fell silent"
    if word in _list("copulas"):
        stance = following in _list("states_of_mind") and following not in ("open", "set", "free")
        return stance or (following == "the" and rest[1:2] == ["only"])
    if word in _list("auxiliaries") and following in _list("games"):
        return (rest[1:2] or [""])[0] in _list("gains")
    if word in _list("auxiliaries"):
        return (bool(following) and following not in _list("happens") and following != "be") or (
            following == "be" and len(rest) > 1 and (rest[1] in _list("states_of_mind") or rest[1].endswith("ing"))
        )
    if word == "ties" and (not following or following in _list("after_ties")):
        return False
    if following == "by" or (following == "of" and word.endswith("ed")) or word in _NOUNS:
        return False
    if word in ("saw", "sees", "regards", "views", "treats") and "as" not in [
        fold(t.text) for t in row[at + 1 : at + 9]
    ]:
        return False
    return _is_verb(word) and not word.endswith("ing") and not _no_deed(word, following)


def _no_deed(word: str, following: str) -> bool:
    """True for what only looks like a deed: "fell silent", "ran out", "lost to", "won 3-1"."""
    if word in _list("games"):
        return following not in _list("gains")
    if following == "out" and word not in ("runs", "ran", "run", "is", "was", "went"):
        return False
    return following in ("out", "dry", "tense", "calm", "quiet", "silent", "shut", "closed", "open", "dark")


def _is_verb(word: str) -> bool:
    """True for any form of a listed verb; stems leave short forms ("fined") and some endings ("ratified")."""
    bare: tuple[str, ...] = (
        word,
        word.removesuffix("d"),
        word.removesuffix("ed"),
        word.removesuffix("s"),
        word.removesuffix("es"),
    )
    bare += (word.removesuffix("ing"), f"{word[:-3]}e") if word.endswith("ing") else ()
    if stem(word) in _verbs() or not _verbs().isdisjoint(bare) or not _list("acts").isdisjoint(bare):
        return True
    return word.endswith("ied") and f"{word[:-3]}y" in _list("acts")
