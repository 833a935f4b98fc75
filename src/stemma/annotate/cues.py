"""Finds the cues of a sentence: the reporting verb, its subject, whom it addresses, and where the content lies.

This is a rule reader of English news clauses. A trained tagger that gives the same `Cue` values (subject, cue words,
content, all as token ranges) can take its place; who the subject is gets settled elsewhere (`speakers`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from stemma.annotate.cuewords import Verb, cue_verbs
from stemma.annotate.grammar import (
    MAX_WALK,
    capital,
    chunk_right,
    is_adverb,
    is_time,
    is_word,
    noun_chunk_left,
    word_set,
)
from stemma.annotate.stream import MAX_SENTENCE, Sentence
from stemma.resources import words
from stemma.types.speech import Strength

MAX_CUES = 24
"""Cues read in one sentence; a real one has four at most."""

Range = tuple[int, int]


@dataclass(frozen=True)
class Cue:
    """One cue. All ranges are token indexes of the sentence, end exclusive.

    `subject` None with `unnamed` words: nobody is named ("is expected to"). `shared`: the subject is that of an earlier
    clause. `content`: words without marks that are reported, None if only a quotation is. `after`: where the
    words after cue and addressee begin. `clause`: where the cue's clause begins (its subject or itself).
    """

    cue: Range
    lemma: str
    strength: Strength
    frames: frozenset[str]
    subject: Range | None
    after: int
    clause: int
    content: Range | None = None
    to: Range | None = None
    via: Range | None = None
    shared: bool = False
    inverted: bool = False
    negative: bool = False
    unnamed: str | None = None
    before: bool = False
    """The content stands before the cue."""


@cache
def _verbs() -> frozenset[str]:
    sure = {form for form, verb in cue_verbs().items() if not verb.noun and verb.form != "base"}
    return frozenset(sure)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(words("cues")["words"][name])


def find_cues(sentence: Sentence) -> list[Cue]:
    """The cues of one sentence in order, content and addressee included."""
    if len(sentence) > MAX_SENTENCE:
        return []
    found: list[Cue] = []
    verbs = cue_verbs()
    index = 0
    while index < len(sentence) and len(found) < MAX_CUES:
        token = sentence[index]
        cue = None
        if token.kind == "w":
            cue = _according(sentence, index)
            if cue is None and token.low in verbs:
                cue = _verb_cue(sentence, index, verbs[token.low], found)
        if cue:
            found.append(cue)
            index = max(index + 1, cue.cue[1])
        else:
            index += 1
    return [_bounded(sentence, cue, found[place + 1 :]) for place, cue in enumerate(found)]


def _according(sentence: Sentence, index: int) -> Cue | None:
    """ "According to X, …", "…, according to X", "in the view of X"."""
    for phrase in words("cues")["words"]["according"]:
        parts = phrase.split()
        if sentence[index].low != parts[0]:
            continue
        end = index + len(parts)
        if end < len(sentence) and [token.low for token in sentence[index:end]] == parts:
            return _according_cue(sentence, index, end)
    return None


def _according_cue(sentence: Sentence, index: int, end: int) -> Cue:
    subject = (end, _phrase_end(sentence, end))
    stop = _parenthesis_end(sentence, subject[1])
    starts = (
        index == 0
        or (sentence[index - 1].kind == "p" and sentence[index - 1].text in ";:—–")
        or _opens_clause(sentence, index)
    )
    content = None
    if starts and stop < len(sentence) and sentence[stop].text == ",":
        content = (stop + 1, len(sentence))
    elif index > 0:
        content = (_clause_start(sentence, index), index)
    return Cue(
        (index, end),
        "according",
        "said",
        frozenset(),
        subject,
        stop,
        index,
        content,
        before=bool(content and content[0] < index),
    )


def _opens_clause(sentence: Sentence, index: int) -> bool:
    """ ", and that, according to X, …": the words after it are the content."""
    before = sentence[max(0, index - 3) : index]
    return (any(token.low in ("and", "but", "that") for token in before) and sentence[index - 1].text == ",") or (
        index > 0 and sentence[index - 1].low in ("and", "but", "that")
    )


def _phrase_end(sentence: Sentence, start: int) -> int:
    """End of a noun phrase with its "of" and "in" parts: up to punctuation, a quotation or a verb."""
    index = start
    while index < min(len(sentence), start + MAX_WALK):
        token = sentence[index]
        if token.kind != "w" or (index > start and is_word(token, "auxiliaries", "relatives")):
            break
        index += 1
    return index


def _parenthesis_end(sentence: Sentence, index: int) -> int:
    """After "X" in "according to X, who runs Y, …": the comma that ends what is said about X."""
    if index + 1 < len(sentence) and sentence[index].text == ",":
        following = sentence[index + 1]
        if following.low in ("who", "which", "whose", "a", "an", "the") or following.low[:1].isdigit():
            for place in range(index + 1, min(len(sentence), index + MAX_WALK)):
                if sentence[place].text == ",":
                    return place
    return index


def _clause_start(sentence: Sentence, end: int) -> int:
    """Start of the clause that ends at `end`: after the last ";" or dash, else of the sentence."""
    for index in range(end - 1, -1, -1):
        if sentence[index].kind == "p" and sentence[index].text in ";:":
            return index + 1
    return 0


def _verb_cue(sentence: Sentence, index: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    token = sentence[index]
    place = index - 1
    while place >= 0 and is_adverb(sentence[place]) and not is_word(sentence[place], "auxiliaries"):
        place -= 1
    before = sentence[place] if place >= 0 else None
    if before is not None and before.low == "to":
        return None
    first, helpers, place = _helpers(sentence, place)
    first = first if helpers else index
    negative = any(word in word_set("negations") for word in helpers) or _negated(sentence, place + 1, index)
    passive = (
        verb.form in ("past", "participle") and bool(helpers) and any(word in word_set("be") for word in helpers[-1:])
    )
    if passive:
        return _passive(sentence, index, verb, first, place, helpers)
    if not helpers and _is_noun(sentence, index, verb, place):
        return None
    if (
        token.text[:1].isupper()
        and index > 0
        and (verb.noun or verb.form == "base")
        and not token.text.isupper()
        and not helpers
    ):
        return None
    if verb.form == "base" and not helpers and not _plural(sentence, place):
        return None
    subject, clause, shared, inverted = _subject(sentence, index, place, verb, helpers, earlier)
    if subject is None and not shared:
        return None
    lemma, strength, frames, after = _particle(sentence, index, verb)
    if negative:
        special = _negative_strength(lemma)
        if special is None:
            return None
        strength = special
    if inverted and subject:
        after = max(after, subject[1])
    cue = Cue(
        (index, index + 2 if _particled(lemma, verb) else index + 1),
        lemma,
        strength,
        frames,
        subject,
        after,
        clause,
        shared=shared,
        inverted=inverted,
        negative=negative,
    )
    return _fill(sentence, cue, verb)


def _particled(lemma: str, verb: Verb) -> bool:
    return " " in lemma and lemma != verb.lemma


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
        elif (
            not (is_adverb(token) or token.low in ("not", "never"))
            or token.kind != "w"
            or not _aux_left(sentence, place)
        ):
            break
        place -= 1
    return first, helpers, place


def _aux_left(sentence: Sentence, place: int) -> bool:
    """Is there an auxiliary within three words to the left (so that this adverb is part of the verb group)?"""
    return any(is_word(token, "auxiliaries") for token in sentence[max(0, place - 3) : place])


def _negated(sentence: Sentence, start: int, end: int) -> bool:
    return any(token.low in word_set("negations") for token in sentence[start:end] if token.kind == "w")


def _negative_strength(lemma: str) -> Strength | None:
    """What a negated cue says: "does not agree" denies, "does not rule out" suggests, the rest reports nothing."""
    if lemma in ("agree", "accept", "believe", "recognise", "recognize", "confirm", "see"):
        return "denied" if lemma != "confirm" else None
    if lemma in ("exclude", "doubt", "deny", "dispute", "reject", "dismiss"):
        return "suggested"
    if lemma in ("want", "think", "expect"):
        return "wants" if lemma == "want" else "believes"
    return None


def _is_noun(sentence: Sentence, index: int, verb: Verb, place: int) -> bool:
    """Is this form a noun or an adjective here ("its claims", "confirmed cases", "the report")?"""
    direct = sentence[index - 1] if index else None
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if direct is None:
        return verb.noun or verb.form not in ("past", "ing")
    if direct.kind == "w":
        if is_word(direct, "determiners") and direct.low not in (
            "both",
            "several",
            "many",
            "most",
            "all",
            "some",
            "few",
            "others",
        ):
            return True
        if is_word(direct, "prepositions") and verb.form != "ing":
            return True
        if direct.low.endswith(("’s", "s’")) and verb.noun and direct.low not in ("he’s", "she’s"):
            return True
    if not verb.noun:
        return False
    if direct.kind == "w" and is_word(direct, "subject_pronouns"):
        return False
    if direct.kind != "w":
        return direct.kind != "q" and direct.text != ","
    if following is None or following.kind == "q":
        return following is None
    if following.kind == "p":
        return following.text not in ",:"
    opens = (
        following.low == "that"
        or is_word(following, "determiners", "subject_pronouns", "object_pronouns")
        or capital(following)
    )
    if not opens and not following.low[:1].isdigit() and following.low not in ("to", "for", "there"):
        return verb.form != "s" or (not capital(direct) and following.text[:1].islower() and direct.low.endswith("s"))
    if verb.form == "s":
        return sentence[place].low.endswith("s") and not capital(sentence[place])
    return verb.form == "base" and not _plural(sentence, place)


def _plural(sentence: Sentence, place: int) -> bool:
    """Does a plural noun phrase or pronoun end at `place`?"""
    if place < 0:
        return False
    token = sentence[place]
    if token.low in (
        "i",
        "they",
        "we",
        "you",
        "who",
        "which",
        "people",
        "police",
        "both",
        "many",
        "others",
        "some",
        "several",
        "them",
    ):
        return True
    return token.kind == "w" and token.low.endswith("s") and not token.low.endswith(("ss", "’s", "us", "is"))


def _subject(
    sentence: Sentence, index: int, place: int, verb: Verb, helpers: list[str], earlier: list[Cue]
) -> tuple[Range | None, int, bool, bool]:
    """(subject range, start of the clause, shared, inverted)."""
    right = _inverted(sentence, index, place, verb)
    if right:
        return right, index, False, True
    if place < 0:
        return None, index, verb.form == "ing", False
    before = sentence[place]
    if before.kind == "w" and is_word(before, "relatives"):
        end = place - 1 if place and sentence[place - 1].text == "," else place
        start = noun_chunk_left(sentence, end, _verbs())
        return ((start, end) if start < end else None), place, start >= end, False
    if before.kind == "w" and is_word(before, "subject_pronouns"):
        return (place, place + 1), place, False, False
    if verb.form == "ing" and not helpers:
        if before.kind != "w" or is_word(before, "conjunctions", "prepositions", "subordinators"):
            return None, place, True, False
        start = noun_chunk_left(sentence, place + 1, _verbs())
        return (start, place + 1), start, False, False
    if is_word(before, "conjunctions") or before.text in ("—", "–"):
        return None, place, True, False
    if before.kind == "p" and before.text in (",", ")"):
        return _over_parenthesis(sentence, place, earlier)
    if before.kind != "w":
        return None, place, False, False
    start = noun_chunk_left(sentence, place + 1, _verbs())
    return ((start, place + 1) if start <= place else None), start, False, False


def _over_parenthesis(sentence: Sentence, comma: int, earlier: list[Cue]) -> tuple[Range | None, int, bool, bool]:
    """ "X, who runs Y, said": the noun phrase before the parenthesis; the range takes the parenthesis in."""
    closing = sentence[comma].text
    opening = "(" if closing == ")" else ","
    floor = max(0, comma - 2 * MAX_WALK)
    if closing == ")" and comma + 1 < len(sentence) and sentence[comma + 1].text == ",":
        comma += 1
    place = comma - 1
    while place >= floor:
        if sentence[place].text == opening and sentence[place].kind == "p":
            start = noun_chunk_left(sentence, place, _verbs())
            if start < place and not _aside(sentence, start, place):
                return (start, comma), start, False, False
        place -= 1
    if earlier:
        return None, comma, True, False
    return None, comma, False, False


def _aside(sentence: Sentence, start: int, end: int) -> bool:
    """A piece that is itself said about somebody: an age, "of Lanyon", "who …", "a nurse"."""
    token = sentence[start]
    return (
        token.low[:1].isdigit()
        or is_word(token, "relatives", "prepositions")
        or token.low in ("whose", "a", "an")
        or is_time(token)
    )


def _inverted(sentence: Sentence, index: int, place: int, verb: Verb) -> Range | None:
    """ "“…,” said X", "…, said X": the subject after the verb."""
    if verb.form not in ("past", "s", "participle", "base") or (
        place != index - 1 and place >= 0 and sentence[place].kind == "w"
    ):
        return None
    if place >= 0 and not (
        sentence[place].kind == "q" or (sentence[place].kind == "p" and sentence[place].text in ",:)…")
    ):
        return None
    start = index + 1
    if start >= len(sentence) or sentence[start].kind != "w":
        return None
    token = sentence[start]
    if is_word(token, "prepositions", "auxiliaries") or token.low in ("that", "to"):
        return None
    end = chunk_right(sentence, start)
    quoted = (place >= 0 and sentence[place].kind == "q") or (
        place >= 1 and sentence[place].text == "," and sentence[place - 1].kind == "q"
    )
    if quoted:
        return (start, end) if end > start else None
    named = capital(token) or is_word(token, "determiners") or token.low in word_set("sources", "unnamed")
    plain = not any(is_word(word, "prepositions") and word.low != "of" for word in sentence[start:end])
    stops = end >= len(sentence) or sentence[end].kind == "p" or is_time(sentence[end])
    return (
        (start, end) if end > start and stops and named and plain and place > 3 and "tell" not in verb.frames else None
    )


def _particle(sentence: Sentence, index: int, verb: Verb) -> tuple[str, Strength, frozenset[str], int]:
    """Verb and particle as one cue ("called for"): (lemma, strength, frames, index after it)."""
    after = index + 1
    if after < len(sentence):
        pair = f"{verb.lemma} {sentence[after].low}"
        if pair in words("cues")["strength"]["wants"]:
            return pair, "wants", frozenset({"np"}), after + 1
        if verb.lemma in ("point", "set", "spell", "lay") and sentence[after].low == "out":
            return verb.lemma, verb.strength, frozenset(), after + 1
        if verb.lemma == "call" and sentence[after].low == "on":
            return "call on", "wants", frozenset({"object_to"}), after + 1
        if verb.lemma in ("promise", "warn", "speak", "complain", "boast", "warn") and sentence[after].low == "of":
            return verb.lemma, verb.strength, verb.frames | {"np"}, after + 1
    return verb.lemma, verb.strength, verb.frames, after


def _passive(sentence: Sentence, index: int, verb: Verb, first: int, place: int, helpers: list[str]) -> Cue | None:
    """ "is expected to", "it is reported that": somebody unnamed says so; "was described by X as": X does."""
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if following is None or "not" in helpers:
        return None
    cue = (first, index + 1)
    if following.low == "by" and verb.lemma in ("describe", "call", "quote", "condemn", "dub", "label"):
        end = chunk_right(sentence, index + 2)
        return Cue(cue, verb.lemma, verb.strength, verb.frames, (index + 2, end), end, first)
    told = verb.lemma in ("tell", "inform") and place >= 0 and sentence[place].low in ("i", "we")
    told = told or (verb.lemma == "tell" and "i’m" in helpers)
    if verb.lemma not in _list("unnamed_passive") and not told:
        return None
    impersonal = place >= 0 and sentence[place].low == "it"
    if following.low != "to" and not (impersonal and following.kind == "w") and not told:
        return None
    strength: Strength = "expected" if verb.strength == "expected" else "reported"
    label = sentence[index].text
    begin = index + 2 if following.low == "that" else index + 1
    return Cue(cue, verb.lemma, strength, frozenset(), None, begin, first, (begin, len(sentence)), unnamed=label)


def _fill(sentence: Sentence, cue: Cue, verb: Verb) -> Cue | None:
    """Adds addressee and content."""
    place = cue.after
    to = None
    if not cue.inverted and ("tell" in cue.frames or "object_to" in cue.frames):
        to = _addressee(sentence, place, cue)
        place = to[1] if to else place
    cue = replace(cue, to=to, after=place)
    begin = _content_start(sentence, place, cue)
    if begin is not None:
        return replace(cue, content=(begin, len(sentence)), after=begin)
    left = _content_left(sentence, cue, place)
    return replace(cue, content=left, before=left is not None)


def _addressee(sentence: Sentence, start: int, cue: Cue) -> Range | None:
    """The noun phrase right after "told"; None where a clause or a quotation follows at once."""
    if start < len(sentence) and sentence[start].low == "to" and cue.lemma in ("write",):
        start += 1
    if start >= len(sentence) or sentence[start].kind != "w":
        return None
    token = sentence[start]
    if is_word(token, "object_pronouns") or token.low in word_set("listeners", "said"):
        return start, start + 1
    if token.low == "that" or is_word(token, "prepositions") or is_time(token):
        return None
    if cue.lemma not in (
        "tell",
        "inform",
        "assure",
        "remind",
        "notify",
        "brief",
        "text",
        "urge",
        "ask",
        "order",
        "call on",
        "instruct",
        "advise",
        "encourage",
        "write",
        "email",
        "message",
    ):
        return None
    return start, _addressee_end(sentence, start)


def _addressee_end(sentence: Sentence, start: int) -> int:
    index = start
    names = capital(sentence[start])
    while index < min(len(sentence), start + 12):
        token = sentence[index]
        if (
            token.kind != "w"
            or token.low == "that"
            or is_word(token, "auxiliaries", "subordinators")
            or token.low == "to"
        ):
            break
        if index > start:
            previous = sentence[index - 1]
            joined = previous.low in ("of", "and", "the", "for") or is_word(previous, "determiners")
            if not joined and (is_word(token, "determiners", "subject_pronouns") or is_time(token)):
                break
            if not joined and is_word(token, "prepositions") and token.low not in ("of",):
                break
            if names and not capital(token) and token.low not in ("of", "the", "and", "for") and capital(previous):
                break
            if (
                not names
                and capital(token)
                and not joined
                and not is_word(previous, "determiners")
                and index - start >= 2
            ):
                break
        index += 1
    return index


def _content_start(sentence: Sentence, start: int, cue: Cue) -> int | None:
    """Where the content after the cue begins, time and manner skipped; None if nothing of it follows."""
    index = start
    that = _that(sentence, index, cue)
    if that is not None:
        return that
    index = _skip_manner(sentence, index)
    if index >= len(sentence):
        return None
    token = sentence[index]
    if token.kind == "q":
        return index
    if token.kind != "w":
        if token.text == ":" and index + 1 < len(sentence):
            return index + 1
        if token.text == "," and index + 1 < len(sentence) and sentence[index + 1].kind == "q":
            return index + 1
        return None
    if "quote_only" in cue.frames and not _quoted_within(sentence, index):
        if cue.lemma not in (
            "call",
            "describe",
            "put",
            "count",
            "rate",
            "ask",
            "urge",
            "dismiss",
            "demand",
            "appeal",
            "order",
            "see",
            "enumerate",
        ):
            return None
    if token.low == "to":
        if "to" in cue.frames or ("object_to" in cue.frames and cue.to):
            return index
        return None
    if "of" in cue.frames:
        return _after_word(sentence, index, "of")
    if token.low == "for" and cue.lemma in ("ask", "appeal", "plead", "lobby", "press", "call"):
        return index + 1
    if is_word(token, "prepositions") and token.low not in (
        "in",
        "on",
        "at",
        "after",
        "before",
        "under",
        "about",
        "between",
        "like",
        "over",
        "since",
        "until",
        "during",
        "despite",
        "for",
    ):
        return None
    if "at" in cue.frames:
        return index
    if is_word(token, "conjunctions") and token.low != "yet":
        return None
    return (
        index
        if _has_verb(sentence, index)
        or cue.frames & {"np", "quote_only"}
        or cue.strength == "wants"
        or (index + 1 < len(sentence) and _content_like(sentence, index))
        else None
    )


def _content_like(sentence: Sentence, index: int) -> bool:
    """A noun phrase or clause, not a lone adverbial: starts with a determiner, name, pronoun, number or negation."""
    token = sentence[index]
    return (
        is_word(token, "determiners", "subject_pronouns", "subordinators")
        or capital(token)
        or token.low[:1].isdigit()
        or token.low in ("no", "there", "yes")
        or not is_word(token, "prepositions")
    )


def _has_verb(sentence: Sentence, start: int) -> bool:
    return any(is_word(token, "auxiliaries") for token in sentence[start : start + MAX_WALK])


def _quoted_within(sentence: Sentence, start: int) -> bool:
    return any(token.kind == "q" for token in sentence[start : start + 12])


def _after_word(sentence: Sentence, start: int, word: str) -> int | None:
    for index in range(start, min(len(sentence) - 1, start + MAX_WALK)):
        if sentence[index].low == word:
            following = sentence[index + 1].low
            if word != "of" or following.endswith("ing") or index - start > 3 or True:
                return index + 1
    return None


def _that(sentence: Sentence, start: int, cue: Cue) -> int | None:
    """Index after "that" if it stands at once, or after manner and time of the cue."""
    for index in range(start, min(len(sentence) - 1, start + 18)):
        token = sentence[index]
        if token.kind == "q" or (token.kind == "p" and token.text in ".;:?!"):
            return None
        if token.low == "that" and not (index > start and is_word(sentence[index - 1], "prepositions")):
            if index == start:
                return index + 1 if not _that_pronoun(sentence, index) else None
            lead = sentence[start]
            manner = is_word(lead, "prepositions") or is_time(lead) or is_adverb(lead) or lead.text in (",", "—")
            return index + 1 if manner or ("tell" in cue.frames and cue.to) else None
        if (
            index > start
            and token.low in cue_verbs()
            and not cue_verbs()[token.low].noun
            and cue_verbs()[token.low].form != "participle"
        ):
            return None
    return None


def _that_pronoun(sentence: Sentence, index: int) -> bool:
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    return (
        following is None or following.kind == "p" or following.low in ("is", "was", "would", "could", "should", "has")
    )


def _skip_manner(sentence: Sentence, start: int) -> int:
    """Skips "on Sunday", "in a statement", "also", "yesterday" after a cue."""
    index = start
    while index < min(len(sentence), start + 16):
        token = sentence[index]
        if token.kind != "w":
            break
        if is_time(token) and token.low not in ("may", "march") and not token.low[:1].isdigit():
            index += 1
            continue
        if is_adverb(token) and token.low not in ("on", "all", "both", "just", "so", "far", "had", "long", "first"):
            index += 1
            continue
        skip = _adverbial(sentence, index)
        if skip == index:
            break
        index = skip
    return index


def _adverbial(sentence: Sentence, index: int) -> int:
    """End of "on Sunday evening", "in a statement", "to us", "at the outset"; `index` itself if it is none."""
    token = sentence[index]
    if not is_word(token, "prepositions") or index + 1 >= len(sentence):
        return index
    place = index + 1
    while place < min(len(sentence), index + 7) and is_word(sentence[place], "determiners"):
        place += 1
    if place >= len(sentence) or sentence[place].kind != "w":
        return index
    head = sentence[place]
    if is_time(head):
        while place < len(sentence) and is_time(sentence[place]):
            place += 1
        return place
    media = {
        word
        for name in ("interview", "phone", "letter", "statement", "post", "speech", "press-conference")
        for word in word_set(name, "said")
    }
    if (
        head.low in media
        or head.low in ("outset", "beginning", "time", "meeting", "hearing", "court")
        or (token.low == "to" and is_word(head, "object_pronouns"))
    ):
        return place + 1
    return index


def _content_left(sentence: Sentence, cue: Cue, place: int) -> Range | None:
    """ "CONTENT, X said": the words before, if what follows the cue is no content."""
    end = cue.clause
    if (
        cue.shared
        or end < 3
        or cue.strength in ("wants",)
        or ("quote_only" in cue.frames and cue.lemma not in ("conclude",))
    ):
        return None
    if sentence[end - 1].text not in (",", "—", "–"):
        return None
    start = _clause_start(sentence, end - 1)
    words_before = [token for token in sentence[start : end - 1] if token.kind == "w"]
    if len(words_before) < 3 or (is_word(words_before[0], "prepositions") and len(words_before) < 7):
        return None
    if all(token.kind == "q" or token.kind == "p" for token in sentence[start : end - 1]):
        return None
    return start, end - 1


def _bounded(sentence: Sentence, cue: Cue, later: list[Cue]) -> Cue:
    """Ends the content before the next coordinated cue, a semicolon, a loose clause, and the closing full stop."""
    if cue.content is None or cue.before:
        return cue
    start, end = cue.content
    for index in range(start, len(sentence)):
        token = sentence[index]
        if token.kind != "p":
            continue
        if token.text == ";" or (token.text == "—" and index - start >= 4):
            end = index
            break
        if (
            token.text == ","
            and index > start + 1
            and index + 1 < len(sentence)
            and sentence[index + 1].low in word_set("cut_starters")
        ):
            if sentence[index + 1].low not in ("and", "as", "but") or _new_clause(index, later):
                end = index
                break
    for other in later:
        if other.shared and other.clause < end and other.clause > start:
            end = min(end, other.clause)
            break
    while end > start and sentence[end - 1].kind == "p" and sentence[end - 1].text not in ")]%":
        end -= 1
    return replace(cue, content=(start, end) if end > start else None)


def _new_clause(index: int, later: list[Cue]) -> bool:
    """Does a cue with its own subject stand right after this comma and conjunction?"""
    return any(index < other.clause <= index + 3 for other in later)
