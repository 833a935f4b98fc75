"""What the outlet itself claims about a first, a turn or a long-held position, and demands set out as a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from stemma.annotate.cue import Cue
from stemma.annotate.grammar import is_word
from stemma.annotate.reading import Paragraph, Said, Sentence
from stemma.annotate.source import Source
from stemma.annotate.stream import Token, word_set
from stemma.types.report import Report
from stemma.types.speech import Strength

_FIRST = re.compile(
    r"\b(the first time\b[^.;]{0,60}?\b(?:has|have|had|is|was|he|she|it|they)\b)",
    re.I,
)
_TURN = re.compile(
    r"\b(?:it|this|that) (?:is|was|marks|marked|represents|represented|amounts to|signals|comes as) "
    r"(?:a|an|the|his|her|their) "
    r"(?:[\w-]+ ){0,3}?(?:change of (?:tune|heart|mind|course|tone)|u-turn|about-face|"
    r"reversal|climbdown|climb-down|turnaround|shift|departure from|break with|volte-face|backtrack|retreat)",
    re.I,
)
_NEVER = re.compile(
    r"\b(?:has|have|had) (?:never|not) "
    r"(?:said|suggested|admitted|agreed|offered|accepted|acknowledged|hinted|proposed)\b"
    r"(?! (?:a word|anything|so|much)\b)",
    re.I,
)
_HELD = re.compile(
    r"\b(?:long-held|long-standing|longstanding|long-stated|stated|official) "
    r"(?:position|view|stance|policy|line)\b[^.;]{0,40}\b(?:is|was|has been)\b",
    re.I,
)
_SIGNS = (
    (_TURN, ("change of", "turn", "about-face", "reversal", "climb", "shift", "departure from", "break with",
             "volte-face", "backtrack", "retreat")),
    (_NEVER, (" never ", " not ")),
    (_HELD, ("position", "view", "stance", "policy", "line")),
)  # fmt: skip
"""Letters of which some stand in whatever each of them finds, in small letters: most sentences have none."""
_MARKS = re.compile(r"\b(?:mark(?:s|ed)?|is|was|represent(?:s|ed)?)\s*$", re.I)
_LOOSE = re.compile(r", (?:as|with|while|although|though|after|and|but)\b")
FORECASTS = frozenset({"assessment", "forecast", "forecasts", "outlook", "projections"})
"""Nouns over a list in which "will" is expected, not promised."""
ON_RECORD = frozenset({"report", "inform", "notify", "certify", "find", "rule"})
"""Cues over the items of a statement that put facts on record."""
LABEL = 5
"""Tokens at the head of an item among which a colon makes a label ("Port of departure: …")."""
_BULLET = re.compile(r"\s*(?:[•*·▪◦‣–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s+")


def outlet_claims(report: Report, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Offsets of what the outlet claims in this sentence: a first, a turn, a "never said", a position."""
    tokens = sentence.tokens
    start, end = tokens[0].start, _last(tokens).end
    text = report.text
    small = text[start:end].lower()
    first = _FIRST.search(text, start, end) if "the first time" in small else None
    likely = [pattern for pattern, signs in _SIGNS if any(sign in small for sign in signs)]
    others = [found for pattern in likely if (found := pattern.search(text, start, end))]
    if not (first or others) or _of_a_source(text, start, end, sentence):
        return
    if first and _outside(tokens, first.start(1)):
        opens = _MARKS.search(text, start, first.start(1))
        loose = _LOOSE.search(text, first.end(1), end)
        yield (start if opens else first.start(1)), (loose.start() if loose else end)
    if any(_outside(tokens, found.start()) for found in others):
        yield start, end


def _of_a_source(text: str, start: int, end: int, sentence: Sentence) -> bool:
    """Does a turn, a "never said" or a held position stand inside a source's words? Then it is the source's."""
    tokens = sentence.tokens
    reported = [c.content for c in (said.cue for said in sentence.said) if c.content and (c.exact or not c.before)]
    spans = [(tokens[low].start, tokens[high - 1].end) for low, high in reported if high > low]
    places = _places(text, start, end) if spans else []
    return any(low <= place < high for low, high in spans for place in places)


def _places(text: str, start: int, end: int) -> list[int]:
    """Where a turn, a "never said" or a held position stands."""
    return [found.start() for pattern in (_TURN, _NEVER, _HELD) for found in pattern.finditer(text, start, end)]


def _last(tokens: list[Token]) -> Token:
    return tokens[-2] if len(tokens) > 1 and tokens[-1].kind == "p" else tokens[-1]


def _outside(tokens: list[Token], place: int) -> bool:
    return not any(token.kind == "q" and token.start <= place < token.end for token in tokens)


def listed(
    report: Report, paragraphs: list[Paragraph], issuer: str | None = None
) -> Iterator[tuple[int, int, Sentence, Said]]:
    """Items of a list under a line like "The union demands:", each with the cue of that line.

    In a statement an item is all its sentences; one in which the issuer speaks for itself ("The Board denies that …")
    is left to that cue.
    """
    lead: tuple[Sentence, Said] | None = None
    for paragraph in paragraphs:
        if paragraph.inside is not None or not paragraph.sentences:
            continue
        bullet = _BULLET.match(report.text, paragraph.line.start, paragraph.line.end)
        if bullet and lead:
            first = next((s for s in paragraph.sentences if s.tokens[-1].start >= bullet.end()), paragraph.sentences[0])
            tokens = [token for token in first.tokens if token.start >= bullet.end()]
            clause = lead[1].cue.lemma not in ("known", "know") or _states(tokens)
            if tokens and clause and not (issuer and _own_words(first, tokens[0], issuer)):
                whole = issuer is not None and lead[1].cue.strength != "wants"
                last = paragraph.sentences[-1].tokens if whole else first.tokens
                yield tokens[0].start, _last(last).end, lead[0], _item(lead[1], tokens, issuer)
            continue
        lead = _lead(paragraph)
        if issuer and (lead is None or not lead[1].source.ref or lead[1].source.ref.startswith("unnamed:")):
            lead = _titled_list(paragraph, issuer)


def _item(said: Said, tokens: list[Token], issuer: str | None) -> Said:
    """The cue over an item of a list, as strong as it is for this item."""
    if issuer is None:
        return said
    if said.cue.lemma == "propose":
        itself = tokens[0].low in ("this", "it", "the") and any(token.low.endswith("s") for token in tokens[2:4])
        clause = itself or any(is_word(token, "auxiliaries") for token in tokens[1:4])
        return replace(said, cue=replace(said.cue, strength="said" if clause else "promised"))
    return said if said.cue.strength == "wants" else _stated(said, tokens)


def _stated(said: Said, tokens: list[Token]) -> Said:
    """The cue over an item of a statement: what the issuer "will" do is promised, facts it reports are on record."""
    forecast = said.cue.strength == "expected" or said.cue.lemma in FORECASTS
    if forecast:
        strength: Strength = "expected" if any(token.low == "will" for token in tokens) else "said"
    elif any(a.low == "will" and b.low != "not" for a, b in pairwise(tokens)):
        strength = "promised"
    else:
        strength = "document" if said.cue.lemma in ON_RECORD else "said"
    return replace(said, cue=replace(said.cue, strength=strength))


def _states(tokens: list[Token]) -> bool:
    """Is an item a clause ("that …", "To open …", "The gate was shut"), not a noun or "Port: Oulu"?"""
    inside = zip(tokens, tokens[1:LABEL], tokens[2 : LABEL + 1], strict=False)
    if not tokens or any(b.text == ":" and not (a.low.isdigit() and c.low.isdigit()) for a, b, c in inside):
        return False
    verbal = any(is_word(t, "auxiliaries") or (t.kind == "w" and t.low.endswith("ed")) for t in tokens[1:])
    return verbal or tokens[0].low in ("that", "to")


def _own_words(sentence: Sentence, first: Token, issuer: str) -> bool:
    """Does the item begin with the issuer as the source of what it says?"""
    sources = (said.source for said in sentence.said if said.cue.content)
    return any(s.ref == issuer or (s.span is not None and s.span.start == first.start) for s in sources)


def _lead(paragraph: Paragraph) -> tuple[Sentence, Said] | None:
    """The last cue of a line that ends with a colon, or says that something follows."""
    sentence = paragraph.sentences[-1]
    said = [said for said in sentence.said if said.cue.lemma != "put"]
    if not _announces(sentence) or not said:
        return None
    asking = [one for one in said if one.cue.strength == "wants"]
    return sentence, (asking or said)[-1]


def _announces(sentence: Sentence) -> bool:
    """ "… as follows:", "We report the following facts, as of noon."."""
    tokens = sentence.tokens
    following = pairwise(tokens)
    return tokens[-1].text == ":" or any(a.low == "the" and b.low == "following" for a, b in following)


def _titled_list(paragraph: Paragraph, issuer: str) -> tuple[Sentence, Said] | None:
    """ "Our demands:" in a statement: what follows is wanted; after another colon clauses with "that" are said."""
    sentence = paragraph.sentences[-1]
    if not _announces(sentence):
        return None
    source = Source(issuer, None, "who issues the statement", 0.7)
    for place, token in enumerate(sentence.tokens[:6]):
        if token.low in word_set("asked", "said"):
            lemma = "propose" if token.low.startswith("propos") else "demand"
            cue = Cue((place, place + 1), lemma, "wants", frozenset(), None, place + 1, place)
            return sentence, Said(cue, source)
    end = len(sentence.tokens)
    return sentence, Said(Cue((end - 1, end), "known", "said", frozenset(), None, end, end - 1), source)
