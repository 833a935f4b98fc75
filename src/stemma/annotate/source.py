"""A source and the words it is read from: head nouns, documents and who issues them, where a main clause begins."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from stemma.annotate.cue import cue_list
from stemma.annotate.grammar import is_time, is_word
from stemma.annotate.stream import Sentence, Token
from stemma.types.span import Span

MAX_BACK = 40
"""Mentions or tokens looked back at: further away nothing is pointed to."""
_NOUN = 4
"""Letters of the longest word with "ed" that may be a noun or adjective ("shed"); a longer one is a participle."""
_BEHIND = re.compile(r",| (?:of|on|by|in|into|from|for|to|with|that|which|who|dated|seen|obtained|published|released) ")
"""Where what follows a noun begins."""


class Source(Struct, frozen=True):
    """A reference (mention id, `unnamed:LABEL` or None), the words it rests on, the rule, and how sure."""

    ref: str | None
    span: Span | None
    why: str
    confidence: float


@lru_cache(maxsize=1024)
def issues(noun: str) -> re.Pattern[str]:
    """What stands behind whoever issues a document: "’s first report", "said in a report", "published its report"."""
    return re.compile(
        rf"[’']s? (?:[\w-]+ ){{0,2}}{noun}\b|(?: [\w-]+){{0,3}} (?:in|published|issued|released|presented) "
        rf"(?:a|an|its|the|their) (?:[\w-]+ ){{0,2}}{noun}\b"
    )


def voices(token: Token) -> bool:
    """A noun by which a body speaks: its spokesman, its statement, its resolution."""
    return token.low in cue_list("voices") or token.low in cue_list("document_nouns")


def head_noun(phrase: str) -> str:
    """The noun that a noun phrase turns on: "report" in "the report on the fire", "man" in "a man who knows him"."""
    words = [word for word in _BEHIND.split(phrase.casefold())[0].split() if not word[-1].isdigit()]
    described = next((n for n, word in enumerate(words) if n > 1 and word.endswith("ed") and len(word) > _NOUN), None)
    return words[:described][-1] if words else ""


def no_source(tokens: Sentence) -> bool:
    """Words that cannot be somebody: a time ("Tuesday"), a phrase cut off its head ("of the …", "drafted a bill")."""
    if all(token.kind == "w" and (is_time(token) or is_word(token, "prepositions")) for token in tokens):
        return True
    first = tokens[0]
    return first.low == "of" or (first.text.islower() and first.low.endswith("ed") and len(tokens) > 1)


def lead_end(sentence: Sentence, end: int) -> int:
    """Where the main clause begins: after the comma of a leading "Asked about it," or "When the talks began,"."""
    first = sentence[0]
    leads = is_word(first, "subordinators", "prepositions") or first.low.endswith(("ing", "ed"))
    if not leads or first.kind != "w":
        return 0
    commas = [place for place in range(1, min(end, MAX_BACK)) if sentence[place].text == ","]
    behind = sentence[commas[0] + 1].low if commas and commas[0] + 1 < len(sentence) else ""
    if behind in ("which", "who", "whose") or (len(commas) > 1 and behind in ("a", "an")):
        commas = commas[1:]
    return commas[0] + 1 if commas and commas[0] + 1 < end else 0


def behind_adverbial(sentence: Sentence, start: int, end: int) -> int:
    """ "In its ruling the panel called …": where the subject begins behind what opens the sentence without a comma."""
    if start or not is_word(sentence[0], "prepositions"):
        return start
    later = [n for n in range(2, end) if sentence[n].low in ("the", "he", "she", "they", "it")]
    plain = [n for n in later if not is_word(sentence[n - 1], "prepositions", "conjunctions")]
    return plain[-1] if plain else start
