"""Clauses: pieces of a sentence that state one thing, with offsets. Cut at marks and words where it is safe.

A piece is never cut so small that nothing is stated: pieces of fewer than `LEAST` words join their neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from stemma.resources import words as word_list
from stemma.text.cover import Cover
from stemma.text.sentences import trim

LEAST = 2
"""Words a clause must have; a single word ("no") states nothing without its neighbour."""
LONGEST = 400
"""Characters of a clause; longer ones are cut at the next comma, so that a span never touches a whole paragraph."""

_TITLES = "".join(
    rf"(?<!\b{t})" for t in ("Mr", "Ms", "Dr", "St", "Mrs", "Gen", "Col", "Sen", "Rep", "Prof", "Capt", r"\w")
)
_MARKS = re.compile(
    r"[;:](?=\s)|\s[–—-](?=\s)|—|[()]|"
    + _TITLES
    + r"[.?!…][”’\"')\]]?(?=\s+[“‘\"'(]?[^\W\d_a-zß-ÿ])"
    + r"|(?<=[,:;.!?…—–-]\s)[“«„\"]|(?<=[,.!?…—–])[”»\"]"
)
_SUBJECT = "he|she|it|they|we|you|I|there|the|a|an|this|that|these|those"
_AFTER_COMMA = (
    "and|but|or|nor|yet|while|whereas|although|though|because|since|as|when|where|who|whom|whose|which|so|after|before|once|"
    "until|if|unless|provided|with|up|down|far|not|well|more|less|fewer|on condition"
)
_ANYWHERE = (
    "only (?:if|when|after)|if|unless|provided|while|whereas|although|though|because|until|when|on condition|"
    "so long as|as long as|"
    "in exchange for|in return for|in order to|but|(?:after|as|once)\\s(?:the|a|an|he|she|it|they|his|her|its|"
    "their|my|our|all)"
)
_AFTER_AND = (
    "that|his|her|its|their|not|no|is|are|was|were|has|have|had|will|would|could|may|might|can|must|should|one|two|three|four|five|"
    "six|seven|eight|nine|ten|\\d+"
)
_NOUN = "the|a|an|this|these|those|his|her|its|their|one|two|three|four|five|six|seven|eight|nine|ten|\\d+"
"""After "and" these may begin a clause or go on with a list of things."""
_WORDS = re.compile(
    rf",\s+(?=(?:{_AFTER_COMMA}|{_SUBJECT}|\d)\b)"
    r"|,\s+(?=[a-z]+(?:ing|ed)\s)"
    rf"|,\s+(?=should\s(?:{_SUBJECT}|his|her|its|their|any|no|[A-Z]\w+)\s)"
    rf"|(?<!\ba)(?<!\bonly)(?<!\beven)(?<!\blong)\s(?=(?:{_ANYWHERE})\s)"
    rf"|\s(?P<and>(?=and\s(?!a\s(?:half|quarter|third)\b)(?:{_NOUN})\b))"
    rf"|\s(?P<past>(?=and\s[a-z]+ed\s))"
    rf"|\s(?=and\s(?!a\s(?:half|quarter|third)\b)(?:{_SUBJECT}|{_AFTER_AND})\b)"
)
SHORT_SUBJECT = 40
"""Characters before an "and" in which a verb must stand for it to begin a clause: "the owner and the bank have agreed"
has one subject."""
SHORT_PREDICATE = 30
"""Characters before "and signed …" that are more than a verb of the same object: "was painted and signed by"."""
_WORD = re.compile(r"\w+")


@cache
def _verbs() -> frozenset[str]:
    kinds = ("auxiliaries", "irregular", "present", "persons")
    return frozenset(w for kind in kinds for w in word_list("verbs")[kind].split())


def verbal(word: str) -> bool:
    """A folded word that can be the verb of a clause. Nouns in -s pass too: it tells bare phrases from statements."""
    return _verb(word) or (word.endswith("s") and not word.endswith(("ss", "'s", "us", "is")))


def _verb(word: str) -> bool:
    return word in _verbs() or (len(word) > 4 and word.endswith("ed")) or word.endswith(("n't", "'re", "'ve", "'ll"))


def clauses(
    text: str, start: int, end: int, cuts: Iterable[int] = (), whole: Iterable[tuple[int, int]] = ()
) -> Iterator[tuple[int, int]]:
    """(start, end) of the clauses of the sentence `text[start:end]`.

    `cuts`: further offsets to cut at. `whole`: ranges (names, dates, figures) within which words cut nothing. Linear
    in the length of the sentence. Marks at both ends of a piece are left out.
    """
    if not cuts and not whole:
        yield from _of_sentence(text, start, end)
    else:
        yield from _cut(text, start, end, cuts, whole)


@lru_cache(maxsize=4096)
def _of_sentence(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The clauses of a sentence as it stands; kept, since several parts of an account go through all of them."""
    return tuple(_cut(text, start, end, (), ()))


def _cut(
    text: str, start: int, end: int, cuts: Iterable[int], whole: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    points = {start, end, *(c for c in cuts if start < c < end)}
    points.update(m.end() for m in _MARKS.finditer(text, start, end))
    kept = Cover((a + 1, b) for a, b in whole if a + 1 < b)
    words = [m for m in _WORDS.finditer(text, start, end) if m.end() not in kept]
    joined = {m.end() for m in words if m["and"] is not None} - points
    past = {m.end() for m in words if m["past"] is not None} - points
    ordered = sorted(points.union(m.end() for m in words))
    low = ordered[0] if ordered else start
    for high in ordered[1:]:
        if high != end and _words(text, low, high, LEAST) < LEAST:
            continue
        if high in joined and high - low <= SHORT_SUBJECT and not _has_verb(text, low, high):
            continue
        if high in past and (high - low <= SHORT_PREDICATE or not _has_verb(text, low, high)):
            continue
        yield from _short(text, low, high)
        low = high


def _has_verb(text: str, start: int, end: int) -> bool:
    return any(_verb(w.casefold()) for w in text[start:end].split())


def _words(text: str, start: int, end: int, enough: int) -> int:
    """Number of words in the piece, counted up to `enough`."""
    count = 0
    for _ in _WORD.finditer(text, start, end):
        count += 1
        if count >= enough:
            break
    return count


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The piece without marks at its ends, cut at commas or spaces while it is too long."""
    while end - start > LONGEST:
        cut = text.rfind(", ", start, start + LONGEST)
        cut = cut if cut > start else text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield from _bare(text, start, cut)
        start = cut
    yield from _bare(text, start, end)


_EDGE = ' \t\r\n\u00a0,;:–—-“”‘’«»„"()[]•·*'


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = trim(text, start, end)
    while start < end and text[start] in _EDGE and not _closed(text, start, end):
        start += 1
    while end > start and text[end - 1] in _EDGE and not _opened(text, start, end):
        end -= 1
    if start < end:
        yield start, end


_CLOSERS = {"“": re.compile("”"), "‘": re.compile(r"’(?!\w)"), "(": re.compile(r"\)"), "[": re.compile(r"\]")}
_OPENERS = {"”": "“", "’": "‘", ")": "(", "]": "["}


def _closed(text: str, start: int, end: int) -> bool:
    """The mark that opens the piece has its partner inside, before the end: it belongs to a part of the piece."""
    pattern = _CLOSERS.get(text[start])
    partner = pattern.search(text, start, end) if pattern else None
    return partner is not None and partner.end() < end


def _opened(text: str, start: int, end: int) -> bool:
    """The mark that closes the piece was opened inside of it."""
    opener = _OPENERS.get(text[end - 1])
    return opener is not None and text.rfind(opener, start + 1, end - 1) > 0
