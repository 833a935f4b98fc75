"""Finds the cues of a sentence: the reporting verb or phrase, its subject, its addressee and its content."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from stemma.annotate.contents import bounded, fill, second_that
from stemma.annotate.cue import Cue, cue_list
from stemma.annotate.cuewords import Verb, cue_verbs
from stemma.annotate.grammar import capital, is_adverb, is_figure, is_word, noun_chunk_left
from stemma.annotate.phrases import openers, phrase_cue
from stemma.annotate.stream import MAX_SENTENCE, Sentence, word_set
from stemma.annotate.subjects import subject
from stemma.resources import words
from stemma.types.speech import Strength

KNOWN = frozenset({"let", "lets", "letting", "makes", "made"})
MIN_BEFORE = 4
"""Tokens of a content before ", doctors estimate"."""
MAX_CUES = 24
"""Cues read in one sentence; a real one has four at most."""


def find_cues(sentence: Sentence) -> list[Cue]:
    """The cues of one sentence in order, content and addressee included."""
    if len(sentence) > MAX_SENTENCE:
        return []
    found: list[Cue] = []
    starts, reached = _starts(), 0
    for index in [n for n, token in enumerate(sentence) if token[3] in starts and token[4] == "w"]:
        cue = _cue(sentence, index, found) if index >= reached else None
        if cue:
            found.append(cue)
            reached = cue.cue[1]
            if len(found) == MAX_CUES:
                break
    limited = [bounded(sentence, cue, found[place + 1 :]) for place, cue in enumerate(found)]
    return [piece for cue in limited for piece in second_that(sentence, cue)]


@cache
def _starts() -> frozenset[str]:
    """Words at which a cue can begin: one in eight of a text."""
    return frozenset(openers() | KNOWN).union(cue_verbs())


def _cue(sentence: Sentence, index: int, earlier: list[Cue]) -> Cue | None:
    """The cue that begins at `index`, if one does."""
    low, verbs = sentence[index].low, cue_verbs()
    if low in openers() and (cue := phrase_cue(sentence, index)):
        return cue
    if low in KNOWN and _makes_known(sentence, index):
        return _verb_cue(sentence, index, verbs["announces"], earlier)
    return _verb_cue(sentence, index, verbs[low], earlier) if low in verbs else None


def _makes_known(sentence: Sentence, index: int) -> bool:
    """ "lets it be known that", "made it known"."""
    following = [token.low for token in sentence[index + 1 : index + 4]]
    return following[:1] == ["it"] and "known" in following[1:]


def _verb_cue(sentence: Sentence, index: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    if index and verb.lemma == "know" and sentence[index - 1].low in ("make", "makes", "made"):
        return None
    place = index - 1
    while place >= 0 and is_adverb(sentence[place]) and not is_word(sentence[place], "auxiliaries"):
        place -= 1
    if place >= 0 and sentence[place].low == "to":
        return None
    first, helpers, place = _helpers(sentence, place)
    passive = verb.form in ("past", "participle") and bool(helpers) and helpers[-1] in word_set("be")
    if passive:
        return _passive(sentence, index, verb, first, place, helpers)
    noun = _is_noun(sentence, index, verb, place) or _capital_noun(sentence, index, verb)
    if not helpers and noun and not _with_particle(sentence, index, verb):
        return None
    who, clause, shared, inverted = subject(sentence, index, place, verb, helpers, earlier)
    if verb.form == "base" and not helpers and not inverted and not _plural(sentence, place):
        return None
    if who is None and not shared:
        return None
    if who and sentence[who[0]].low in word_set("nobody"):
        return None
    lemma, strength, frames, after = _particle(sentence, index, verb)
    negative = any(word in word_set("negations") for word in helpers) or _negated(sentence, place + 1, index)
    if negative:
        special = _negative_strength(sentence, lemma, after)
        if special is None:
            return None
        strength, frames = special, frozenset({"np"})
    elif not lemma or lemma in cue_list("pair_only"):
        return None
    if inverted and who:
        after = max(after, who[1])
    end = index + 2 if " " in lemma else index + 1
    cue = Cue((index, end), lemma, strength, frames, who, after, clause, shared=shared, inverted=inverted)
    relative = place >= 0 and (is_word(sentence[place], "relatives") or _subordinate(sentence, clause))
    leading = verb.form == "ing" and not helpers and shared and not earlier
    return fill(sentence, replace(cue, negative=negative, relative=relative or leading))


def _subordinate(sentence: Sentence, clause: int) -> bool:
    """Does the cue's clause begin with "when", "if", "while" …, so that a comma ends it?"""
    return clause > 0 and sentence[clause - 1].low in ("when", "if", "while", "although", "though", "where")


def _helpers(sentence: Sentence, place: int) -> tuple[int, list[str], int]:
    """Auxiliaries before a verb: (index of the first, their words, index of the token before them)."""
    helpers: list[str] = []
    first = place + 1
    floor = max(-1, place - 8)
    while place > floor:
        token = sentence[place]
        if is_word(token, "auxiliaries"):
            helpers.insert(0, token.low)
            first = place
        elif token.kind != "w" or not (is_adverb(token) or token.low == "not") or not _aux_left(sentence, place):
            break
        place -= 1
    return first, helpers, place


def _aux_left(sentence: Sentence, place: int) -> bool:
    """Is there an auxiliary within three words to the left (so that this adverb is part of the verb group)?"""
    return any(is_word(token, "auxiliaries") for token in sentence[max(0, place - 3) : place])


def _negated(sentence: Sentence, start: int, end: int) -> bool:
    return any(token.low in word_set("negations") for token in sentence[start:end] if token.kind == "w")


def _negative_strength(sentence: Sentence, lemma: str, after: int) -> Strength | None:
    """What a negated cue says: "does not agree that" denies, "does not exclude" suggests, the rest reports nothing."""
    if lemma in cue_list("negated_denies"):
        return "denied" if after < len(sentence) and sentence[after].low == "that" else None
    if lemma in cue_list("negated_suggests"):
        return "suggested"
    return {"think": "believes", "expect": "expected"}.get(lemma)  # type: ignore[return-value]


def _with_particle(sentence: Sentence, index: int, verb: Verb) -> bool:
    """ "stands by 4,000", "calls for talks" behind a name: with its particle the form is a verb."""
    if index == 0 or index + 1 == len(sentence) or verb.form != "s":
        return False
    if not capital(sentence[index - 1]) and not any(is_figure(token) for token in sentence[index + 2 : index + 5]):
        return False
    return f"{verb.lemma} {sentence[index + 1].low}" in ("stand by", "call for", "insist on", "push for", "call on")


def _capital_noun(sentence: Sentence, index: int, verb: Verb) -> bool:
    """ "State", "Post", "Report" inside a sentence: part of a name."""
    text = sentence[index].text
    return index > 0 and text[:1].isupper() and not text.isupper() and (verb.noun or verb.form == "base")


def _is_noun(sentence: Sentence, index: int, verb: Verb, place: int) -> bool:
    """Is this form a noun or an adjective here ("its claims", "confirmed cases", "the report")?"""
    if index == 0:
        return verb.noun or verb.form not in ("past", "ing")
    adverb = place < index - 1 and not is_word(sentence[index - 1], "determiners", "prepositions")
    if adverb and not is_word(sentence[place], "determiners", "prepositions"):
        return False
    direct = sentence[index - 1]
    if direct.kind == "w":
        if is_word(direct, "determiners") and direct.low not in cue_list("lone_subjects"):
            return True
        if is_word(direct, "prepositions") and verb.form != "ing":
            return True
        owned = direct.low.endswith(("’s", "s’")) and direct.low not in ("he’s", "she’s", "it’s", "who’s")
        if owned and (verb.noun or verb.form == "ing"):
            return True
        if _reduced(sentence, index, verb):
            return True
    if not verb.noun or is_word(direct, "subject_pronouns"):
        return False
    if direct.kind != "w":
        return direct.kind != "q" and direct.text != ","
    return _noun_by_right(sentence, index, verb, place)


def _reduced(sentence: Sentence, index: int, verb: Verb) -> bool:
    """A participle that describes the noun before it: "workers dismissed in May", "the offer rejected by"."""
    if verb.form not in ("past", "participle") or not verb.frames & {"np", "quote_only"} or "tell" in verb.frames:
        return False
    if index + 1 >= len(sentence):
        return False
    following = sentence[index + 1]
    if any(token.low == "that" for token in sentence[index + 1 : index + 8]):
        return False
    return following.low in ("in", "after", "by", "at", "from", "during", "since", "last", "earlier", "under")


def _noun_by_right(sentence: Sentence, index: int, verb: Verb, place: int) -> bool:
    """The same by what follows: a verb has a clause, an object or a quotation after it."""
    direct = sentence[index - 1]
    if verb.form == "s" and _after_quotation(sentence, place):
        return False
    if index + 1 >= len(sentence):
        tail = sentence[max(0, index - 6) : index]
        if verb.form == "base" and _tails(sentence, place):
            return False
        return verb.form != "s" or index < 5 or not any(token.text == "," for token in tail)
    following = sentence[index + 1]
    if following.kind == "q" or (verb.form == "base" and following.kind == "p" and _tails(sentence, place)):
        return False
    if following.kind == "p":
        return following.text not in ",:"
    if is_word(following, "auxiliaries"):
        return True
    opens = is_word(following, "determiners", "subject_pronouns", "object_pronouns") or capital(following)
    opens = opens or following.low in ("that", "to", "for", "there", "no") or is_figure(following)
    if not opens:
        return not capital(direct) or is_word(following, "prepositions", "subordinators")
    if verb.form == "s":
        return sentence[place].low.endswith("s") and not capital(sentence[place])
    return verb.form == "base" and not _plural(sentence, place)


def _tails(sentence: Sentence, place: int) -> bool:
    """ "…, doctors estimate.": does a plural noun phrase behind a comma end at `place`?"""
    start = noun_chunk_left(sentence, place + 1)
    return start > MIN_BEFORE and sentence[start - 1].text == "," and _plural(sentence, place)


def _after_quotation(sentence: Sentence, place: int) -> bool:
    """Does the noun phrase that ends at `place` stand right behind a quotation ("“…,” the owner replies.")?"""
    start = noun_chunk_left(sentence, place + 1)
    return 0 < start <= place and sentence[start - 1].kind == "q" and not is_word(sentence[place], "prepositions")


def _plural(sentence: Sentence, place: int) -> bool:
    """Does a plural noun phrase or pronoun end at `place`?"""
    if place < 0:
        return False
    token = sentence[place]
    if token.low in cue_list("plural_subjects"):
        return True
    start = noun_chunk_left(sentence, place + 1)
    for inner in range(start + 1, place + 1):
        if is_word(sentence[inner], "prepositions"):
            token = sentence[inner - 1]
            break
    return token.kind == "w" and token.low.endswith("s") and not token.low.endswith(("ss", "’s", "us", "is"))


def _particle(sentence: Sentence, index: int, verb: Verb) -> tuple[str, Strength, frozenset[str], int]:
    """Verb and particle as one cue ("called for"): (lemma, strength, frames, index after it). Lemma "" = no cue."""
    after = index + 1
    if after < len(sentence) and sentence[after].kind == "w":
        particle = sentence[after].low
        pair = f"{verb.lemma} {particle}"
        strengths = words("cues")["strength"]
        if pair in cue_list("phrasal"):
            return "", verb.strength, frozenset(), after
        for strength in ("wants", "said", "claimed", "believes", "denied"):
            if pair in strengths[strength]:
                return pair, strength, frozenset({"np"}), after + 1
        if pair == "point out":
            return verb.lemma, verb.strength, frozenset(), after + 1
        if pair == "call on":
            return pair, "wants", frozenset({"object_to"}), after + 1
        if particle == "of" and verb.lemma in ("promise", "warn", "speak", "tell", "complain", "boast"):
            return verb.lemma, verb.strength, (verb.frames | {"np"}) - {"quote_only"}, after + 1
    return verb.lemma, verb.strength, verb.frames, after


def _passive(sentence: Sentence, index: int, verb: Verb, first: int, place: int, helpers: list[str]) -> Cue | None:
    """Somebody unnamed says so ("is expected to", "it is reported that"), or whoever stands after "by" does."""
    if index + 1 >= len(sentence) or "not" in helpers:
        return None
    following = sentence[index + 1]
    cue = (first, index + 1)
    if following.low == "by" and verb.lemma in ("describe", "call", "quote", "condemn", "dub", "label"):
        end = index + 2
        while end < min(len(sentence), index + 12) and sentence[end].kind == "w" and sentence[end].low != "as":
            end += 1
        return Cue(cue, verb.lemma, verb.strength, verb.frames, (index + 2, end), end, first)
    told = verb.lemma == "tell" and ("i’m" in helpers or (place >= 0 and sentence[place].low in ("i", "we")))
    if verb.lemma not in cue_list("unnamed_passive") and not told:
        return None
    impersonal = place >= 0 and sentence[place].low == "it" and following.kind == "w" and following.low != "to"
    if following.low != "to" and not impersonal and not told:
        return None
    strength: Strength = "expected" if verb.strength == "expected" else "reported"
    begin = index + 2 if following.low == "that" else index + 1
    label = sentence[index].text
    content = (begin, len(sentence))
    relative = place > 0 and (is_word(sentence[place], "relatives") or _subordinate(sentence, place))
    made = Cue(cue, verb.lemma, strength, frozenset(), None, begin, first, content, unnamed=label)
    return replace(made, relative=relative)
