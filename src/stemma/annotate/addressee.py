"""To whom, and through what, something was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from stemma.annotate.grammar import MAX_WALK, is_adverb, is_word
from stemma.annotate.reading import Said, Sentence
from stemma.annotate.speakers import Sources
from stemma.annotate.stream import Token, word_set
from stemma.resources import words

MEDIA = ("interview", "phone", "letter", "statement", "post", "press-conference", "speech")

UNNAMED_PLATFORM = "unnamed:social media"


@cache
def _media() -> dict[str, list[tuple[str, list[str]]]]:
    """First word of a phrase -> (medium, all its words), in the order of MEDIA."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for medium in MEDIA:
        for phrase in words("speech")["said"][medium]:
            found.setdefault(phrase.split()[0], []).append((medium, phrase.split()))
    return found


OUTLET = "outlet"
"""The report's own outlet, where the text says that it was told: "told us", "to this newspaper"."""
SPEAKING = frozenset({"speaking", "talking", "spoke", "interview", "testifying", "testified", "appearing"})
MOST_HEARERS = 4
"""Words of a label for those who were told."""
_ANONYMOUS = re.compile(
    r"\b(?:on (?:the )?condition (?:of anonymity|that (?:he|she|they) (?:not )?(?:be|remain)\b)|"
    r"(?:asked|wish\w*|want\w*|request\w*|preferr?\w*) (?:not to be|to remain|to stay) "
    r"(?:named|identified|anonymous|unnamed)|"
    r"(?:did not|does not|didn[’']t|doesn[’']t) (?:wish|want) to be (?:named|identified)|"
    r"(?:would not|wouldn[’']t|could not|couldn[’']t|cannot) be (?:named|identified)|"
    r"asked (?:that|for) (?:his|her|their) names? (?:not|to)\b)",
    re.I,
)
"""Who is promised not to be named spoke to the outlet that promised it."""
_INTERVIEW = re.compile(
    r"\b(?:in an?|during an?|in a brief|in a short) (?:\w+ )?interview\b(?! (?:with|to|given|by|on|for)\b)", re.I
)
"""An interview that names no other outlet was given to this one."""
_REACHED = re.compile(
    r"\breached (?:by|on|at)\b|\b(?:said|says|saying|added|adds|explained|explains|recalled|recalls|relates|related) "
    r"(?:by|over the|on the) (?:tele)?phone\b|\b(?:wrote|writes) in an e-?mail\b(?! to\b)|"
    r"\bin (?:reply|response|answer) to (?:written |our |e-?mailed )?questions\b",
    re.I,
)
"""Who was reached, or answers questions, answers the one who reports it."""
_SIGNS = ("interview", "name", "identif", "anonym", "condition", "reached", "phone", "mail", "questions")
"""Letters of which some stand in whatever these three find: most sentences are passed over by them."""
MOST_BETWEEN = 3
"""Words between a cue and "to us": "said late last night to this newspaper"."""


def addressee(sentence: Sentence, said: Said | None, sources: Sources) -> str | None:
    """Whom the cue addresses ("told X", "Speaking to X, he said"): a mention id, `outlet`, or None."""
    tokens = sentence.tokens
    if said and _own_outlet(tokens, said, sources):
        return OUTLET
    ranges = []
    if said and said.cue.to:
        ranges.append(said.cue.to)
    for place, token in enumerate(tokens[:MAX_WALK]):
        following = tokens[place + 1].low if place + 1 < len(tokens) else ""
        if token.low in SPEAKING and following in ("to", "with", "before"):
            ranges.append((min(place + 2, len(tokens)), min(len(tokens), place + 10)))
    for start, end in ranges:
        stop = start
        while stop < end and tokens[stop].kind == "w" and not (stop > start and is_word(tokens[stop], "auxiliaries")):
            stop += 1
        if stop == start:
            continue
        found = sources.at(tokens[start].start) or sources.within(tokens[start].start, tokens[stop - 1].end)
        if found:
            return next((m.id for m in found if m.type == "medium"), found[0].id)
        if said and tokens[start].low in ("him", "her") and not sources.in_quotation(tokens[start].start):
            other = sources.other_before(tokens[start].start, said.source.ref)
            return other.id if other else None
    if said is None:
        return None
    return _to_medium(tokens, said, sources) or _unnamed(tokens, said, sources) or _interviewed(tokens, said, sources)


def _to_medium(tokens: Sequence[Token], said: Said, sources: Sources) -> str | None:
    """ "…,” the chairman replies to Radio NAME", "answers Radio NAME": the medium right behind the cue."""
    cue = said.cue
    place = cue.subject[1] if cue.inverted and cue.subject else cue.cue[1]
    place += place < len(tokens) and tokens[place].low in ("to", "with")
    while place < len(tokens) and is_word(tokens[place], "determiners"):
        place += 1
    found = sources.at(tokens[place].start) if place < len(tokens) else []
    if not found and cue.inverted and cue.subject:
        inside = sources.within(tokens[cue.subject[0]].start, tokens[cue.subject[1] - 1].end)
        led = [m for m in inside if sources.report.text[: m.start].endswith((" to ", " to the "))]
        found = led[-1:]
    return found[0].id if found and found[0].type == "medium" and found[0].id != said.source.ref else None


def _unnamed(tokens: Sequence[Token], said: Said, sources: Sources) -> str | None:
    """ "told a news conference", "wrote to customers": the words for those who are not named."""
    to = said.cue.to or _listeners(tokens, said)
    first = tokens[to[0]] if to else None
    if to is None or first is None or is_word(first, "object_pronouns") or is_adverb(first) or first.low == "back":
        return None
    words_ = [token for token in tokens[to[0] : to[1]] if not is_word(token, "determiners")]
    if not words_ or len(words_) > MOST_HEARERS or any(not t.text.islower() for t in words_):
        return None
    return "unnamed:" + " ".join(token.text for token in words_)


def _listeners(tokens: Sequence[Token], said: Said) -> tuple[int, int] | None:
    """ "she quipped to lawmakers": a word for those who listen behind "to" """
    place = said.cue.subject[1] if said.cue.inverted and said.cue.subject else said.cue.cue[1]
    heard = tokens[place + 1 : place + 2]
    to = heard and tokens[place].low == "to" and heard[0].low in word_set("listeners", "said")
    return (place + 1, place + 2) if to else None


def _interviewed(tokens: Sequence[Token], said: Said, sources: Sources) -> str | None:
    """ "said in an interview", "who asked not to be named, said": to the outlet itself, which names no other."""
    cue = said.cue
    if sources.issuer or said.source.ref is None or sources.in_quotation(tokens[cue.cue[0]].start):
        return None
    around = sources.report.text[tokens[0].start : tokens[-1].end]
    small = around.lower()
    if not any(sign in small for sign in _SIGNS):
        return None
    found = _ANONYMOUS.search(around) or _INTERVIEW.search(around) or _REACHED.search(around)
    return OUTLET if found else None


def _own_outlet(tokens: Sequence[Token], said: Said, sources: Sources) -> bool:
    """Do the words after the cue say that the report's own outlet was told? In a quotation "us" is the speaker's, and
    in a statement the issuer's."""
    if sources.issuer or sources.in_quotation(tokens[said.cue.cue[0]].start):
        return False
    if said.cue.to:
        return outlet_itself(tokens, said.cue.to[0])
    if [token.low for token in tokens[:3]] in (["asked", "by", "our"], ["asked", "by", "us"]):
        return True
    place = said.cue.cue[1]
    if "tell" in said.cue.frames and outlet_itself(tokens, place):
        return True
    while place < min(len(tokens), said.cue.cue[1] + MOST_BETWEEN) and is_word(tokens[place], "adverbs", "times"):
        place += 1
    return place < len(tokens) and tokens[place].low in ("to", "with") and outlet_itself(tokens, place + 1)


def outlet_itself(tokens: Sequence[Token], place: int) -> bool:
    """ "us", "me", "this newspaper", "our correspondent" at this token."""
    low = [t.low for t in tokens[place : place + 2] if t.kind == "w"]
    table = words("speech")["said"]
    if low[:1] == ["this"]:
        return low[1:] != [] and low[1] in table["outlets"]
    return low[:1] in (["us"], ["me"]) or (low[:1] == ["our"] and low[1:] != [] and low[1] in table["staff"])


def medium(sentence: Sentence, said: Said | None, sources: Sources) -> str | None:
    """Mention id of the platform ("wrote on X", "on the waves of R"), or one of the medium words, or None.

    "Social media" are the words for a platform that is not named, as that of a post printed with its handle.
    """
    tokens = sentence.tokens
    if any(t.kind == "w" and sources.report.text[t.start - 1 : t.start] == "@" for t in tokens[:3] if t.start):
        return UNNAMED_PLATFORM
    if said is None:
        return None
    low, high = max(0, said.cue.cue[0] - 12), min(len(tokens), said.cue.cue[1] + 14)
    if _social(tokens, low, high):
        return UNNAMED_PLATFORM
    for place in range(low, high):
        for name, phrase in _media().get(tokens[place].low, ()):
            if [t.low for t in tokens[place : place + len(phrase)]] == phrase and _led(tokens, place):
                return name
    platform = _platform(sentence, said, sources)
    if platform:
        return platform
    return "post" if said.cue.lemma in ("tweet", "post", "blog") else None


def _social(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Do these tokens say "on social media", "to social media"?"""
    return any(
        tokens[n].low == "social" and tokens[n + 1].low in ("media", "networks") and _led(tokens, n)
        for n in range(low, min(high, len(tokens) - 1))
    )


def _led(tokens: Sequence[Token], place: int) -> bool:
    """Does a preposition or a telling lead to this place ("in a brief interview", "told the paper by phone")?"""
    before = tokens[max(0, place - 5) : place]
    return any(is_word(t, "prepositions") or t.low in ("told", "telling", "tells") for t in before)


def _platform(sentence: Sentence, said: Said, sources: Sources) -> str | None:
    tokens = sentence.tokens
    end = said.cue.cue[1]
    for place in range(end, min(len(tokens) - 1, end + 8)):
        if tokens[place].kind == "q":
            return None
        if tokens[place].low in ("on", "via") and tokens[place + 1].kind == "w":
            found = [
                m
                for m in sources.within(tokens[place + 1].start, tokens[min(len(tokens) - 1, place + 7)].end)
                if m.type == "medium"
            ]
            if found:
                return found[0].id
    return None


def question(sentence: Sentence, sources: Sources, cue_start: int) -> tuple[int, int] | None:
    """Offsets of the question in "Asked whether …, she said": from after "asked" to the comma or the cue's clause."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens[:MAX_WALK]):
        if token.start >= cue_start or token.kind == "q":
            return None
        if token.low in ("asked", "pressed", "questioned") and (
            place == 0 or tokens[place - 1].low in ("was", "when", "were", "being")
        ):
            return _question_end(sentence, place + 1, cue_start)
    return None


def _question_end(sentence: Sentence, start: int, cue_start: int) -> tuple[int, int] | None:
    tokens = sentence.tokens
    end = start
    while end < len(tokens) and tokens[end].start < cue_start and tokens[end].kind == "w":
        if tokens[end].low == "and" and tokens[end + 1 : end + 2] and tokens[end + 1].start >= cue_start:
            break
        end += 1
    return (tokens[start].start, tokens[end - 1].end) if end - start >= 2 else None
