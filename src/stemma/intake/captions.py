"""Whether one stripped line is a picture's caption, by its credit or its opening words."""

from __future__ import annotations

import re
from functools import cache

from stemma.intake.credits import person
from stemma.intake.looks import CAPITAL, OPENERS, ends_sentence
from stemma.intake.patterns import agencies, group, raw

_BRACKET = re.compile(r"([(\[])([^()\[\]]{2,140})[)\]]\.?$")
_FOR = re.compile(r"(?:[^\W\d_a-z]\S* ){1,4}(?:for|via) (?:the |The )?[^\W\d_a-z]")
_SLASH = re.compile(r"[^\W\d_a-z][^/,]{1,50}(?: ?/ ?[^/,]{1,50}){1,4}$")
_AGENCY_SLASH = re.compile(
    r"(?:^|[.\s])([A-Z][\w-]{1,15}(?: (?:Photo|Images))?) ?/ ?(?:[^\W\d_a-z][^\s/.]*[ /]?){1,5}\.?$"
)
WRITERS = re.compile(r"(?:text|words|story|report|interview)(?: by|:| and (?:photos?|pictures?))", re.IGNORECASE)
_NAMED_BRACKET = re.compile(r"[\w.!?] \(([^()]{4,60})\)$")
_LAST_WORDS = re.compile(
    r"[.!?] (?:(?:Archive|File|Library|Stock|Handout|Undated) ?(?:photo|picture|image|pic)s?|Handout|Supplied)\.?$"
)
_SHORT = re.compile(r"(?:^|[\s.])(?:[Pp]h(?:ot)?|[Ff]ot)\.:? (?:[^\W\d_a-z][\w’'-]*\.? ?){1,4}$")
""" "… by the well phot. A.B.", as papers in many languages shorten the word."""
_CAPITALS = re.compile(
    r"(?:^|[a-z\d.!?] )(?:PHOTO|PICTURE|IMAGE|FOTO)S? (?:BY )?(?:[^\W\d_a-z][^\s,/a-z]+[ ,/]{0,2}){2,8}$"
)
""" "… in her office PHOTO LAKE POST, ANA RUIZ"."""
_SLASH_TAIL = re.compile(
    r"[a-z\d.!?] (?:[^\W\d_a-z][\w’'-]* ){0,2}[^\W\d_a-z][\w’'-]* ?/ ?(?:[^\W\d_a-z][\w’'-]* ?){1,3}$"
)
""" "… on Monday LP/Ana Ruiz": a sentence that goes over into two names; running text would have a full stop."""
SENTENCE = 10
"""Words of a line from which that is no headline about two names."""
_RIGHTS_TAIL = re.compile(r"\w[.!?]? ?© ?([^©.]{3,50})$")
_CREDIT_WORDS = re.compile(
    r"(?:file|archive|stock|library|handout|undated|illustrative)?\s?"
    r"(?:photo|picture|image|pic|photograph|video still|illustration|graphic|handout|file)s?",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"\b(?:said|says|told|added|asked|replied)\b", re.IGNORECASE)
_GIVER = ("by ", "credit", "courtesy", "via ", "from ", "supplied", "provided", "taken", "of ")
_NO_CREDIT = ("with ", "reporting", "editing", "additional", "begin", "end ", "writing", "compiled")
TAIL_CHARS = 170
"""A credit is looked for in the last characters of a line: the longest seen had 92."""
MAX_WORDS = 90
"""The longest caption in the articles looked at had 74 words."""


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(r"\b" + raw()["credit"]["strong"] + r"\b", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    """A credit that ends the line without brackets: "… in spring Photo: Ana Ruiz". The word must be capitalised."""
    return re.compile(
        r"(?:^|[\s.|])\(?(?:(?:Photo|Picture|Photograph|Image|Pic|PHOTO|PICTURE|IMAGE)s?(?: [Cc]redit| by| [Ss]ource)?"
        r"|Photographer|Credit|Courtesy(?: of)?|PHOTO CREDIT)\s?(?:[:©/]\s?)"
        r"((?:[^.:;“‘\"]|(?<=[^\W\d_a-z])\.){2,70})\)?\.?$"
        r"|\bImage source,\s?([^.:;“‘\"]{2,70})$"
    )


def caption(line: str, words: int) -> str:
    """Why the line is a picture's caption, or an empty string."""
    if words > MAX_WORDS:
        return ""
    if (found := _BRACKET.search(line, max(0, len(line) - TAIL_CHARS))) and (
        why := _bracket(line[: found.start()].rstrip(), *found.groups())
    ):
        return why
    if WRITERS.match(line):
        return ""
    if why := _tail_credit(line[-TAIL_CHARS:]) or _named_bracket(line, words):
        return why
    if words >= SENTENCE and "/" in line[-TAIL_CHARS:] and _SLASH_TAIL.search(line, max(0, len(line) - TAIL_CHARS)):
        return "ends with a photographer's name"
    kind = group("caption_start")
    if kind.fits(line, words) and not (line[:1] in OPENERS and _SPEECH.search(line)) and not _offered(line):
        return kind.why
    return "agency alone on the line" if words <= 4 and line.casefold() in agencies() else ""


def _tail_credit(tail: str) -> str:
    """Why the end of a line is a credit without brackets. The marks are looked for first: it saves half the time."""
    if any(mark in tail for mark in (":", "©", "/", "Image source")) and (found := _tail().search(tail)):
        credit = (found.group(1) or found.group(2)).strip()
        if len(credit.split()) <= 8 and CAPITAL.match(credit):
            return "ends with a picture credit"
    if "©" in tail and (found := _RIGHTS_TAIL.search(tail)) and CAPITAL.match(found.group(1)):
        return "ends with a picture credit"
    if any(form.search(tail) for form in (_LAST_WORDS, _SHORT, _CAPITALS)):
        return "ends with a picture credit"
    found = _AGENCY_SLASH.search(tail) if "/" in tail else None
    return "ends with an agency and a name" if found and found.group(1).casefold() in agencies() else ""


def _offered(line: str) -> bool:
    """ "PICTURES: The lake in its glory" offers a gallery; "Pictures: Name Surname" is a credit."""
    label, _, rest = line.partition(":")
    if label.casefold() not in ("pictures", "photos", "images"):
        return False
    return not any(person(p) or p.strip().casefold() in agencies() for p in re.split(r"[/,]| and ", rest))


def _named_bracket(line: str, words: int) -> str:
    """ "… at the well (Name Surname)", "(Name Surname, Agency)" and nothing after it; running text has a full stop."""
    if not line.endswith(")") or not 5 <= words <= 50:
        return ""
    found = _NAMED_BRACKET.search(line, max(0, len(line) - TAIL_CHARS))
    if not found or _SPEECH.search(line) or any(c in line for c in '“"‘«'):
        return ""
    parts = [p.strip() for p in found.group(1).split(",")]
    named = 2 <= len(parts[0].split()) <= 3 and len(parts) <= 2 and person(parts[0])
    return "ends with a photographer's name" if named and all(CAPITAL.match(w) for w in parts[-1].split()) else ""


def _bracket(before: str, mark: str, inside: str) -> str:
    """Why the bracket at the end is a credit; `before` is what stands in front of it."""
    inside = inside.strip()
    if _is_credit(inside, mark) or (before and _CREDIT_WORDS.fullmatch(inside)):
        return "ends with a picture credit in brackets" if before else "picture credit alone on the line"
    parts = [p.strip() for p in re.split(r"[/,|]| via ", inside.casefold().removeprefix("by ")) if p.strip()]
    if not before or ends_sentence(before) or _SPEECH.search(before) or not parts:
        return ""
    return "ends with an agency in brackets" if all(p in agencies() for p in parts) else ""


def _is_credit(inside: str, mark: str) -> bool:
    """A picture word with a name, Name/Agency, or Name for Outlet."""
    if len(inside.split()) > 14 or inside.casefold().startswith(_NO_CREDIT):
        return False
    found = _strong().search(inside)
    if found:
        rest = inside[found.end() :].lstrip()
        given = not rest or rest[:1] in ":/©|-–" or rest.casefold().startswith(_GIVER)
        if found.start() == 0:
            return (given and rest != "") or bool(CAPITAL.match(rest))
        return given and bool(CAPITAL.match(inside))
    parts = [part.strip() for part in inside.split("/")]
    if any(c.isdigit() for c in inside) or (mark == "[" and not any(p.casefold() in agencies() for p in parts)):
        return False
    if _SLASH.match(inside):
        return all(_name_like(part) for part in parts)
    return bool(_FOR.match(inside)) and len(inside.split()) <= 9


def _name_like(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= 6 and sum(bool(CAPITAL.match(w)) for w in words) * 2 >= len(words)
