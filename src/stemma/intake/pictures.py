"""Captions by their structure: a picture's mark in front, a credit as the last piece, a scene told in the present."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from stemma.intake.captions import WRITERS
from stemma.intake.credits import person
from stemma.intake.looks import OPENERS, ends_sentence
from stemma.intake.patterns import agencies, raw
from stemma.intake.shapes import all_capitals, list_item, lower_words, names_only, quoted, speech

_LEAD = re.compile(
    r"(?:[▲▼△▽◀◁📷📸🖼🎥]️?\s*|(?:photos?|pics?|pictures?|images?|figures?|fig|fotos?|bild(?:er)?|imagen|imagem)\.?"
    r"\s?(?:\d{1,2}|[A-D])\s?[:.)–—-]\s?)(?=\S)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][”’\"')\]])\s+|\s*[|•·]\s*|\s+[–—/-]{1,2}\s+|\s[–—](?=[^\W\d_])|[()\[\]]")
_AUTHOR = re.compile(r"(.{3,60}?)\s?[/,|]\s?([^/,|]{2,40})$")
_NOW = re.compile(r"(?:is|are) (?:seen|pictured|shown|photographed|escorted|surrounded)\b")


@cache
def _scene_verbs() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs of what can be seen in a picture, as said of many and of one."""
    table = raw()["picture"]
    return frozenset(table["many"].split()), frozenset(table["one"].split())


def _shows(line: str) -> bool:
    """True if one of the first words is such a verb: of one, or of many after a plural."""
    many, one = _scene_verbs()
    words = line.split()[:10]
    if any(w in one for w in words[1:]) or _NOW.search(line):
        return True
    return any(
        w in many and (v[-1:] == "s" or v in ("people", "children", "men", "women", "police"))
        for v, w in pairwise(words)
    )


_ALONE = re.compile(r"[^\W\d_]{2,14}\.?(?:\s?[:©/]|(?<=\.)) ?(?:[^\W\d_a-z][\w’'.-]*[ ,/]*){1,7}$")
_PHOTO_SHOWS = re.compile(
    r"(?:an?|the|this|these|in this) (?:[\w-]+ ){0,3}(?:photos?|photographs?|pictures?|images?|stills?|screengrabs?)\b",
    re.I,
)
_PLACE_MARK = re.compile(
    r"\((?:(?:far |second |third |front |back )*(?:left|right|cent(?:re|er)|middle|top|bottom|above|below|(?-i:[lrc])"
    r"|pictured|in (?:red|blue|white|black|green|yellow)))(?: (?:from|in|row)[^()]{0,20})?\)",
    re.IGNORECASE,
)
_SEEN = re.compile(r"\b(?:pictured|shown|seen) (?:above|below|left|right|here|with|at|in|outside|during|last)\b")
SIGNED = "ends with a name set apart"
"""Weak evidence: a headline may end so too."""
CREDIT_WORDS = 12
"""A credit of one piece has at most this many words in the pages looked at."""
SCENE_WORDS = 32
"""A caption without a credit longer than this is not told from a paragraph."""


@cache
def _label() -> re.Pattern[str]:
    """A piece that is a credit: a picture word in front, or at the end, or before "by"."""
    word = raw()["picture"]["words"]
    giver = raw()["picture"]["givers"]
    return re.compile(
        rf"(?:(?:{word})(?:$|\s?[:©/]|\s(?:{giver})\b|\s(?-i:[^\W\d_a-z]))|.{{0,60}}\b(?:{word})\s(?:by|courtesy|via)\b"
        rf"|(?-i:(?:[^\W\d_a-z][\w’'.-]* ){{1,5}})(?:{raw()['picture']['last']})$"
        rf"|(?:{raw()['picture']['alone']})\s?(?:[:/]|by\b|from\b)\s?\S)",
        re.IGNORECASE,
    )


def picture(line: str, words: int) -> str:
    """Why a line is a caption by a mark in front or by its last piece, or an empty string. For any place on a page."""
    if WRITERS.match(line):
        return ""
    if _LEAD.match(line):
        return "opens with the mark of a picture"
    if _PHOTO_SHOWS.match(line) and line.endswith((")", "]")):
        return "begins with a picture and ends with a bracket"
    if words > 90 or len(line) < 6:
        return ""
    if words <= 9 and _ALONE.match(line) and _label().match(line):
        return "picture credit alone on the line"
    pieces = [p.strip(" .,;") for p in _PIECE.split(line[-260:]) if p.strip(" .,;")]
    if len(pieces) < 2:
        return ""
    last = pieces[-1]
    for at in range(max(1, len(pieces) - 3), len(pieces)):
        if _is_credit(pieces[at]) and all(len(p.split()) <= 6 and lower_words(p) <= 2 for p in pieces[at + 1 :]):
            return "its last piece is a picture credit"
    return SIGNED if _signed(line, last) else ""


def _is_credit(piece: str) -> bool:
    """True if this piece, not the first of its line, is a credit."""
    if len(piece.split()) > CREDIT_WORDS or speech(piece) or any(c in piece for c in "“”«»#"):
        return False
    return _label().match(piece) is not None


def _signed(line: str, last: str) -> bool:
    """ "… the last sack. MARTA OYELARAN", "… at the quay, 6 March. ANA RUIZ/LITTORAL": a name set apart at the end."""
    before = line[: len(line) - len(last)].rstrip()
    bare = last.strip("—–- ")
    if (
        not before
        or len(before.split()) < 4
        or all_capitals(before)
        or speech(before)
        or line.endswith((".", "!", "?", "”", '"'))
    ):
        return False
    if any(c.isdigit() for c in bare) or len(bare.split()) > 6:
        return False
    if re.search(r"[a-z0-9]{3}\.$", before) and names_only(bare) and person(bare) and 2 <= len(bare.split()) <= 3:
        return True
    if all_capitals(bare) and before[-1:] in '.!?”’"—–•|-/':
        return len(bare.split()) >= 2 or "/" in bare
    named = _AUTHOR.match(bare)
    return bool(named) and before[-1:] in ".!?—–|" and person(named.group(1)) and names_only(named.group(2))  # type: ignore[union-attr]


def bracket_name(line: str) -> bool:
    """ "… in Okutama on Oct. 6. (Hanako Misumi)": a name, an agency or who sent it in brackets after a sentence."""
    found = re.search(r"[\w.!?”’\"] [(\[]([^()\[\]]{3,70})[)\]]\.?$", line)
    if not found or quoted(line[: found.start()]):
        return False
    inside = found.group(1)
    if re.match(
        r"(?:submitted|contributed|provided|supplied|courtesy|handout|sent|taken|photographed)\b", inside, re.I
    ):
        return True
    names = [p.strip() for p in re.split(r"[/,]| and | via ", inside) if p.strip()]
    if len(names) > 1 and person(names[0]) and len(names[0].split()) > 1:
        return all(len(p.split()) <= 4 and names_only(p) for p in names[1:])
    return all(p.casefold() in agencies() or (person(p) and len(p.split()) > 1) for p in names)


def scene(line: str, words: int, *, top: bool) -> str:
    """Why a line beside the text, without a credit, shows a picture, or an empty string.

    `top`: it stands between headline and text, where a line without a stop may also be a standfirst.
    """
    if not 5 <= words <= SCENE_WORDS or line[:1] in OPENERS or list_item(line) or line.endswith((":", "?", "!", ",")):
        return ""
    if _PLACE_MARK.search(line) and not speech(line):
        return "says where somebody stands in a picture"
    if quoted(line) or speech(line) or ends_sentence(line):
        return ""
    if _SEEN.search(line):
        return "says where somebody was pictured"
    if _shows(line) and _where(line):
        return "tells a scene, place and time without the end of a sentence"
    return "names somebody or something in a place" if not top and _labelled_scene(line) else ""


_WHERE = re.compile(
    r"\b(?:at|in|outside|inside|near|on|along|off|beside|behind|before|during|after|with|from|above|of) "
    r"(?:[a-z]+ ){0,3}[^\W\d_a-z]|\b(?:yesterday|today|this (?:morning|week|month))\b"
    r"|\blast (?:week|month|year|night|summer|winter|spring|autumn)\b"
)


def _where(line: str) -> bool:
    return _WHERE.search(line) is not None


def _labelled_scene(line: str) -> bool:
    """ "Queueing up: Mr Okafor at the depot last week": a short label, then who and where, without a verb's end."""
    label, mark, rest = line.partition(": ")
    if not mark or not 1 <= len(label.split()) <= 3 or len(rest.split()) < 4 or ends_sentence(line):
        return False
    return re.search(r"\b(?:at|in|outside|near|on|with|leaving|arriving)\b", rest) is not None and _where(rest)
