"""What a line above the text says of the article: who wrote it, where and when; or what the page is and sells."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from stemma.intake.credits import byline, dateline, person
from stemma.intake.looks import ends_sentence, kicker
from stemma.intake.patterns import plain_words, raw
from stemma.intake.shapes import all_capitals, bullet, dated, lower_words, masthead, names_only, parts, quoted, row
from stemma.types.report import LineClass

_STAMP = re.compile(
    r"(?:first |last |originally )?(?:published|posted|updated|modified|as of|created|uploaded)\b", re.I
)
_LABEL_BY = re.compile(
    r"(?:^|[|/–—:;,·(]\s?|^\w+ )"
    r"(?:(?:by|reporter|correspondent|blogger)(?:\s?:|\s)|(?:edited|written|reported|compiled|posted) by\s"
    r"|(?:text|words|story|interview|reporters?|report|reporting|writer|author|photos? and text)(?:\s?:|\sby\s))\s?"
    r"(?!(?i:mon|tues|wednes|thurs|fri|satur|sun)day|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December) \d)(?=(?-i:[^\W\d_a-z]))|\bedited by (?-i:[^\W\d_a-z])",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"[Ff]rom (?:[^\W\d_a-z][\w’'.-]* ){1,2}[^\W\d_a-z][\w’'.-]*(?:,| in) (?:[^\W\d_a-z][\w’'.-]*[ ,]*){1,4}$"
)
_WORDS_AND = re.compile(
    r"(?i:words|text|story|report|interview)(?: by)? (?:[^\W\d_a-z][\w’'.-]*\s+){2,3}"
    r"(?i:(?:and )?(?:photographs?|photos?|photography|pictures?|images?|illustrations?)(?: by|:)?) [^\W\d_a-z]"
)
_HOUSE = re.compile(r"(?:[^\W\d_a-z][\w’'-]* ){1,3}(?:Report|Reports|Online|Web|Digital|Bureau|Service)$")
_EXCLUSIVE = re.compile(r"(?:exclusive|special) (?:for|to) ", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.])@\w{2,30}\b|\S+@\S+\.\w+")
_REPORTS = re.compile(r"\breport(?:s|ing)? from [^\W\d_a-z]")
_TRANSLATED = re.compile(r"\btransl(?:\.|ated|ation)\b", re.IGNORECASE)
_CRUMBS = re.compile(r"[^>›»]{2,40}(?:\s+[>›»]\s+[^>›»]{2,40}){1,6}$")
_MEDIUM = re.compile(
    r"\b(?:news|daily|times|post|herald|gazette|tribune|journal|watch|radio|tv|television|channel|press|online|media|today"
    r"|weekly|observer|chronicle|bulletin|newsroom|ministry|office|communiqu[ée]|release|statement)\b",
    re.IGNORECASE,
)
_PERIODICAL = re.compile(
    r"[^\W\d_a-z][^,.:|–—]{2,40}(?:,| [|–—]) (?:an?|the|our|your)(?: [\w-]+)? (?:newsletter|letter|weekly|daily"
    r"|monthly|magazine|blog|bulletin|journal|newspaper|podcast|review|digest)"
    r"(?: (?:of|for|about|from|on|by)\b[^.,]{3,60})?$"
)
""" "Lake Letter, a newsletter about …": an outlet says what it is."""
_STAMP_REST = re.compile(
    r"\b(?:at|on|by|last|first|originally|published|posted|updated?|modified|as of|hours?|hrs|uhr|local|all|times?"
    r"|h|am|pm|[ap]\.m\.|gmt|utc|[a-z]{1,2}st|[a-z]{1,2}dt|category|section|service|desk|bureau|edition|date|and|today|yesterday"
    r"|translated|translation|unofficial|from|for|with|in|of|the)\b",
    re.IGNORECASE,
)
ROW_WORDS = 16
"""Words of the longest row of sections beside an outlet's name that was seen, bars counted."""
BYLINE_WORDS = 22
"""The longest byline seen in the pages looked at (outlet, section, writer, translator) had 19 words."""


@cache
def _role() -> re.Pattern[str]:
    return re.compile(r"\b" + raw()["byline"]["roles"] + r"\b", re.IGNORECASE)


def page_mark(line: str, words: int) -> str:
    """Why a line above the text is the page's: crumbs, prices, counters, numbers of issues; or an empty string."""
    if _CRUMBS.match(line) and words <= 14:
        return "path of sections"
    if words <= 16 and masthead(line) and not ends_sentence(line):
        return "issue, price, counters or buttons of the page"
    return ""


def stamp(line: str) -> bool:
    """True if the line says when it was published or changed."""
    return _STAMP.match(line) is not None


def credit_of(line: str, words: int, *, first: bool) -> LineClass | None:
    """Byline or dateline by shape, or None. `first`: no headline stands above it."""
    if words > BYLINE_WORDS or quoted(line) or bullet(line) or line.endswith((":", "?", "!")):
        return None
    if dateline(line):
        return LineClass.DATELINE
    if byline(line, words, first=first):
        return LineClass.BYLINE
    if not first and dated(line) and (why := _with_date(line)):
        return why
    return LineClass.BYLINE if not first and (_WORDS_AND.match(line) or _by_parts(line, words)) else None


def _with_date(line: str) -> LineClass | None:
    """A short line with a date: a byline if a person stands in it, a dateline if little else does."""
    if ends_sentence(line) and lower_words(line) > 1 and not _TRANSLATED.search(line):
        return None
    pieces = parts(line)
    if _LABEL_BY.search(line) or (len(pieces) > 1 and _writer(pieces[0]) and not _STAMP.match(pieces[0])):
        return LineClass.BYLINE
    rest = _STAMP_REST.sub(" ", line)
    return LineClass.DATELINE if lower_words(rest) <= 2 and not masthead(line) else None


def _writer(piece: str) -> bool:
    """Two or three capitalised words that no outlet or place is made of by its shape."""
    return 2 <= len(piece.split()) <= 3 and person(piece) and not _MEDIUM.search(piece)


def _by_parts(line: str, words: int) -> bool:
    """Names with a role, a label, a handle or a place, in pieces; no sentence, hardly a word in small letters."""
    if ends_sentence(line) and not line.endswith((")", "]")):
        return False
    spare = _spare(line)
    if _FROM.match(line) or (_TRANSLATED.search(line) and spare <= 3):
        return True
    if _REPORTS.search(line) and words <= 16 and spare <= 2:
        return True
    if _LABEL_BY.search(line) and spare <= 1 and _names_in(line):
        return True
    pieces = parts(line)
    if len(pieces) == 2 and kicker(pieces[0]) and _writer(pieces[1]):
        return True
    if len(pieces) > 1 and _writer(pieces[0]) and all(_somewhere(p) for p in pieces[1:]):
        return True
    if _HOUSE.match(line) or (_EXCLUSIVE.match(line) and spare == 0 and _names_in(line)):
        return True
    if _HANDLE.search(line) and spare <= 2 and _names_in(line):
        return True
    apart = len(re.split(r"[,;|·/:•—–(]", line)) > 1
    if words > 8 and (not apart or names_only(line)):
        return False
    return _role().search(line) is not None and spare == 0 and (_names_in(line) or words <= 6)


def _somewhere(piece: str) -> bool:
    """A place, an outlet or a further name: "From Salvador", "Lake Post"."""
    bare = re.sub(r"^(?:from|in|at|reporting from)\s+", "", piece, flags=re.IGNORECASE)
    return len(bare.split()) <= 4 and names_only(bare)


def _spare(line: str) -> int:
    """Words in small letters that are neither roles nor small words of bylines."""
    rest = _role().sub(" ", _HANDLE.sub(" ", line))
    rest = re.sub(
        r"\b(?:by|text|words|story|report(?:s|ed|ing)?|from|in|at|of|for|the|and|our|with|edited|written|posted|photos?|version"
        r"|english|page|world|foreign|digital|political|exclusive|lead|guest|de|da|di|van|von|al|el|la|y|to|a|an|on|automatic"
        r"|translation|translated|transl|revised|city|section|own|special|senior|chief|additional|french|spanish|as|told)\b",
        " ", rest, flags=re.IGNORECASE,
    )  # fmt: skip
    return lower_words(re.sub(r"[^\w\s’'-]", " ", rest))


def _names_in(line: str) -> bool:
    """True if two capitalised words side by side could be a person's name."""
    tokens = re.findall(r"[^\W\d_][\w’'.-]*", line)
    return any(_name_word(a) and _name_word(b) for a, b in pairwise(tokens))


def _name_word(token: str) -> bool:
    return token[:1].isupper() and token.casefold() not in plain_words() and not _role().fullmatch(token)


def outlet_line(line: str, words: int) -> bool:
    """ "Ministry of Ports | Newsroom", "Lake Watch": who publishes, above the headline."""
    if words > ROW_WORDS or ends_sentence(line) or quoted(line):
        return False
    if (row(line) and not dated(line)) or _PERIODICAL.match(line):
        return True
    return words <= 4 and names_only(line) and not all_capitals(line) and _MEDIUM.search(line) is not None


_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|did|not|after|as|while|who|that"
    r"|to|for|over|with|by|how|why|what|when|[a-z]{3,}(?:ed|es|ing)|[a-z]{3,}s)\b",
    re.IGNORECASE,
)


def standfirst_like(line: str, words: int) -> bool:
    """A clause or a long noun phrase: four words or more, some of them in small letters; no row of short items."""
    if not 4 <= words <= 60 or line.endswith((":", ",", ";")) or row(line):
        return False
    if quoted(line):
        return True
    marked = len(re.findall(r"[★☆•▪●■]", line)) >= 1
    small = lower_words(line)
    return marked or (small >= 2 and _VERBAL.search(line) is not None) or (small >= 3 and words >= 7)
