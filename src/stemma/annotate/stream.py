"""A line of text as tokens, each quotation in it one opaque token, and its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from stemma.annotate.cuewords import cue_verbs
from stemma.annotate.glyphs import GLYPHS
from stemma.resources import words
from stemma.text.sentences import sentences
from stemma.text.tokens import WORD, cut
from stemma.types.speech import Marked

_TOKEN = re.compile(rf"(\d{{1,3}}(?:[,.]\d+)+|{WORD.pattern}|[.,;:!?…—–()\[\]•]|(?<=\s)-(?=\s))")
MAX_SENTENCE = 400
"""Tokens of one sentence that are read for cues: a longer one is a table or junk, not prose."""
LONGEST_NAME = 5
"""Tokens of a name before its verb."""
ENDS = frozenset(".!?…")


@cache
def word_set(name: str, table: str = "grammar") -> frozenset[str]:
    """One list of `words/speech.toml` as a set."""
    return frozenset(words("speech")[table][name])


class Token(NamedTuple):
    """A word (`w`), a punctuation mark (`p`) or a quotation (`q`, with its place in the list of marked words)."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    marked: int = -1


Sentence = Sequence[Token]


@lru_cache(maxsize=65536)
def low(text: str) -> str:
    """The form that word lists hold: lower case, apostrophes curly."""
    small = text.casefold()
    return small.replace("'", "’") if "'" in small else small


def outer(text: str, marked: Marked) -> tuple[int, int]:
    """The span with its marks."""
    start, end = marked.start, marked.end
    while start > 0 and text[start - 1].isspace() and text[start - 1] != "\n":
        start -= 1
    for size in (3, 2, 1):
        if size <= start and GLYPHS.fullmatch(text, start - size, start):
            start -= size
            break
    if marked.closed:
        while end < len(text) and text[end].isspace():
            end += 1
        match = GLYPHS.match(text, end)
        end = match.end() if match else end
    return start, end


@lru_cache(maxsize=1)
def _streamed(text: str) -> dict[tuple[Hashable, ...], list[list[Token]]]:
    """What was read of the last text: speech and assertions walk the same sentences."""
    return {}


def stream(text: str, start: int, end: int, inner: Sequence[tuple[int, Marked]]) -> list[list[Token]]:
    """The sentences of `text[start:end]` as tokens, not to be changed. `inner`: (place, quotation) directly in the
    span, in order."""
    known, key = _streamed(text), (start, end, *((place, m.start, m.end, m.closed) for place, m in inner))
    if key not in known:
        known[key] = _read(text, start, end, inner)
    return known[key]


def _read(text: str, start: int, end: int, inner: Sequence[tuple[int, Marked]]) -> list[list[Token]]:
    tokens: list[Token] = []
    at = start
    for place, marked in inner:
        low_, high = outer(text, marked)
        tokens.extend(_plain(text, at, max(at, low_)))
        tokens.append(Token(marked.start, marked.end, marked.text, "", "q", place))
        at = max(at, high)
    tokens.extend(_plain(text, at, end))
    return _split(text, start, end, tokens)


def _plain(text: str, start: int, end: int) -> list[Token]:
    new = tuple.__new__  # twice as fast as by name, and there is one for each word
    pieces = cut(_TOKEN, text, start, end)
    if text.startswith("-", start):  # whether that is a dash hangs on what stands before
        pieces = ((*match.span(), match.group()) for match in _TOKEN.finditer(text, start, end))
    return [new(Token, (at, stop, *_known(word), -1)) for at, stop, word in pieces]


@lru_cache(maxsize=16384)
def _known(word: str) -> tuple[str, str, str]:
    """What a token is by its characters alone: these, `low` of them, and its kind."""
    return word, low(word), "w" if word[0].isalnum() else "p"


def _split(text: str, start: int, end: int, tokens: list[Token]) -> list[list[Token]]:
    """Cuts at sentence ends that lie in no quotation, and after a quotation that ends a sentence."""
    bounds = [low_ for low_, _ in sentences(text, start, end)][1:]
    tokens = [token for index, token in enumerate(tokens) if token[2] != "." or not _abbreviates(tokens, index)]
    quoted = any(token[4] == "q" for token in tokens)
    found = _around_quotations(tokens, bounds) if quoted else _at_bounds(tokens, bounds)
    return [_names_apart(sentence) for sentence in found]


def _at_bounds(tokens: list[Token], bounds: list[int]) -> Iterator[list[Token]]:
    """The sentences of a line without quotations."""
    starts = [token[0] for token in tokens]
    places = sorted({bisect_left(starts, bound) for bound in bounds} - {0, len(tokens)})
    last = 0
    for place in places:
        if _may_cut(tokens[place - 1], tokens[place]):
            yield tokens[last:place]
            last = place
    yield tokens[last:]


def _around_quotations(tokens: list[Token], bounds: list[int]) -> list[list[Token]]:
    result: list[list[Token]] = [[]]
    place = 0
    for index, token in enumerate(tokens):
        cut = False
        inside = tokens[index - 1] if index and tokens[index - 1].kind == "q" else None
        while place < len(bounds) and bounds[place] <= token.start:
            cut = cut or inside is None or not inside.start < bounds[place] <= inside.end
            place += 1
        asked = inside is not None and inside.text[-1:] in "?!…" and _who_said_it(tokens, index)
        cut = cut and not asked
        if result[-1] and ((cut and _may_cut(result[-1][-1], token)) or (inside and _after_quotation(tokens, index))):
            result.append([])
        result[-1].append(token)
    return result


def _names_apart(sentence: list[Token]) -> list[Token]:
    """ "said Per Vik", "told US officials", "WHO said": a capital where none is due makes a name of a small word.

    Such a token's `low` keeps the capital, so that no list of closed-class words holds it. Lines in Title Case or
    capitals say nothing and stay as they are.
    """
    small, joining = _small_words(), _joining()
    capitals = [n for n, token in enumerate(sentence) if token[3] in small and token[2][0].isupper()]
    names = [n for n in capitals if _name_here(sentence, n)]
    if not names or not any(t[4] == "w" and t[2][0].islower() and t[3] not in joining for t in sentence):
        return sentence
    apart = list(sentence)
    for n in names:
        apart[n] = sentence[n]._replace(low=sentence[n].text)
    return apart


def _name_here(sentence: list[Token], index: int) -> bool:
    token = sentence[index]
    if not token.text[:1].isupper() or len(token.text) < 2 or token.low not in _small_words():
        return False
    if token.text.isupper():
        return token.low in ("us", "it", "who")
    return index > 0 and sentence[index - 1].kind == "w" and token.low in _name_like()


@cache
def _small_words() -> frozenset[str]:
    names = ("prepositions", "auxiliaries", "relatives", "subject_pronouns", "object_pronouns")
    return frozenset(word for name in names for word in word_set(name))


@cache
def _joining() -> frozenset[str]:
    """Words that Title Case leaves small."""
    return _small_words() | word_set("determiners") | word_set("conjunctions") | word_set("subordinators")


@cache
def _name_like() -> frozenset[str]:
    """Prepositions and auxiliaries that people and places are called by too ("Per", "Will", "Can"); no month."""
    return (word_set("prepositions") | word_set("auxiliaries")) - word_set("months")


def _abbreviates(tokens: list[Token], index: int) -> bool:
    """Is this the full stop of an abbreviation inside a sentence ("Gen. Adams", "3 p.m. on Sunday")?"""
    if tokens[index].text != "." or index == 0 or index + 1 >= len(tokens):
        return False
    before = tokens[index - 1]
    return before.kind == "w" and (
        before.low in word_set("abbreviations") or (len(before.text) == 1 and before.text.isupper())
    )


def _may_cut(before: Token, token: Token) -> bool:
    """No cut between a quotation and the cue that follows it in lower case, nor after an abbreviation."""
    if before.kind == "w":
        return before.low not in word_set("abbreviations")
    return not (before.kind == "q" and token.kind == "w" and token.text[:1].islower())


def _who_said_it(tokens: list[Token], index: int) -> bool:
    """“Is it shut?” Ann Poe asked. Does a name with a verb of saying, and no more than when or where, begin here?"""
    near = range(index, min(len(tokens), index + LONGEST_NAME))
    verb = next((n for n in near if not tokens[n].text[:1].isupper()), index)
    said = cue_verbs().get(tokens[verb].low) if verb > index else None
    if said is None or said.form not in ("past", "s") or said.noun:
        return False
    after = tokens[verb + 1] if verb + 1 < len(tokens) else None
    return after is None or after.text in (".", ",") or after.low in word_set("prepositions") | word_set("days")


def _after_quotation(tokens: list[Token], index: int) -> bool:
    """“We lost.” The mayor left: the full stop inside the marks ends the sentence."""
    if index == 0 or tokens[index - 1].kind != "q":
        return False
    before, token = tokens[index - 1].text[-1:], tokens[index]
    if token.kind == "q":
        return before in ".!?"
    return before == "." and token.kind == "w" and token.text[:1].isupper()
