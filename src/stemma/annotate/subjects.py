"""The subject of a cue verb: before it, over a parenthesis, or after it ("…, said X")."""

from __future__ import annotations

from stemma.annotate.cue import Cue, Range, cue_list, sure_verbs
from stemma.annotate.cuewords import Verb
from stemma.annotate.grammar import KINDS, MAX_WALK, capital, chunk_right, is_figure, is_time, is_word, noun_chunk_left
from stemma.annotate.stream import Sentence, word_set


def subject(
    sentence: Sentence, index: int, place: int, verb: Verb, helpers: list[str], earlier: list[Cue]
) -> tuple[Range | None, int, bool, bool]:
    """(subject range, start of the clause, shared, inverted)."""
    quoted = _quoted_as(sentence, index, verb)
    if quoted:
        return quoted, index, False, False
    right = _inverted(sentence, index, place, verb)
    if right:
        return right, index, False, True
    if helpers and place + 1 < index and helpers[0].split("’")[0] in KINDS:
        return (place + 1, place + 2), place + 1, False, False
    if place < 0:
        return None, index, verb.form == "ing", False
    before = sentence[place]
    if before.kind == "w" and is_word(before, "relatives"):
        end = place - 1 if place and sentence[place - 1].text == "," else place
        start = noun_chunk_left(sentence, end)
        spoken = before.low == "which" and earlier and any(t.low in cue_list("voices") for t in sentence[start:end])
        if end and sentence[end - 1].kind == "q":
            return (end - 1, end), place, False, False
        if start >= end or spoken:
            return None, place, True, False
        return (start, end), place, False, False
    if before.kind == "w" and is_word(before, "subject_pronouns"):
        return (place, place + 1), place, False, False
    if verb.form == "ing" and not helpers:
        if before.low in ("for", "from") or (before.kind == "w" and verb.strength == "wants"):
            return None, place, False, False
        if before.kind != "w" or is_word(before, "conjunctions", "prepositions", "subordinators"):
            return None, place, True, False
        start = noun_chunk_left(sentence, place + 1)
        return (start, place + 1), start, False, False
    if is_word(before, "conjunctions") or before.text in ("—", "–"):
        return None, place, True, False
    if before.kind == "p" and before.text in (",", ")"):
        return _over_parenthesis(sentence, place, earlier)
    if before.kind != "w":
        return None, place, False, False
    start = noun_chunk_left(sentence, place + 1)
    who = _who_before(sentence, start)
    if who:
        return who, who[0], False, False
    return ((start, place + 1) if start <= place else None), start, False, False


def _quoted_as(sentence: Sentence, index: int, verb: Verb) -> Range | None:
    """ "The paper quoted X as saying": X, between the verb of quoting and "as"."""
    if verb.form != "ing" or index < 3 or sentence[index - 1].low != "as":
        return None
    for place in range(index - 2, max(0, index - MAX_WALK), -1):
        if sentence[place].low in word_set("quoting", "said"):
            return (place + 1, index - 1) if place + 1 < index - 1 else None
        if sentence[place].kind == "q" or sentence[place].text in ";:":
            return None
    return None


def _who_before(sentence: Sentence, start: int) -> Range | None:
    """ "A trader who feared reprisals said": the noun phrase before "who", if a verb of its clause ends at `start`."""
    if start == 0 or sentence[start - 1].low not in sure_verbs():
        return None
    for place in range(start - 1, max(0, start - MAX_WALK), -1):
        if sentence[place].kind != "w":
            return None
        if sentence[place].low == "who":
            begin = noun_chunk_left(sentence, place)
            return (begin, place) if begin < place else None
    return None


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
            start = noun_chunk_left(sentence, place)
            if start < place and not _aside(sentence, start, place):
                return (start, comma), start, False, False
        place -= 1
    if earlier:
        return None, comma, True, False
    return None, comma, False, False


def _aside(sentence: Sentence, start: int, end: int) -> bool:
    """A piece that is itself said about somebody: an age, "of Harwell", "who …", "a nurse"."""
    token = sentence[start]
    return (
        token.low[:1].isdigit()
        or is_word(token, "relatives", "prepositions")
        or token.low == "whose"
        or (token.low in ("a", "an") and start > 0 and sentence[start - 1].text == ",")
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
    if start >= len(sentence) or sentence[start].kind == "p":
        return None
    token = sentence[start]
    if token.kind == "q":
        nickname = start + 1 < len(sentence) and sentence[start + 1].low == "of" and verb.form == "s"
        return (start, chunk_right(sentence, start + 1)) if nickname and place > 3 else None
    if is_word(token, "prepositions", "auxiliaries") or token.low in ("that", "to"):
        return None
    end = chunk_right(sentence, start)
    quoted = (place >= 0 and sentence[place].kind == "q") or (
        place >= 1 and sentence[place].text == "," and sentence[place - 1].kind == "q"
    )
    if quoted:
        return (start, end) if end > start else None
    counted = is_figure(token) or token.low == "two"
    named = capital(token) or counted or is_word(token, "determiners") or token.low in word_set("sources", "unnamed")
    end = next(
        (n for n in range(start + 1, end) if is_word(sentence[n], "prepositions") and sentence[n].low != "of"), end
    )
    plain = not is_word(token, "prepositions")
    stops = end >= len(sentence) or sentence[end].kind == "p" or is_time(sentence[end])
    stops = stops or is_word(sentence[end], "prepositions")
    return (
        (start, end)
        if end > start and stops and named and plain and place > 3 and verb.lemma in cue_list("inverting")
        else None
    )
