"""Clauses that say whose the words beside them are: "as X puts it", "if X is to be believed", "X is in no doubt: …"."""

from __future__ import annotations

from functools import cache

from stemma.annotate.contents import clause_start
from stemma.annotate.cue import Cue, Range, cue_list
from stemma.annotate.grammar import finite, is_figure, noun_chunk_left
from stemma.annotate.stream import Sentence
from stemma.types.speech import Strength

MAX_CLAUSE = 14
"""Tokens of such a clause; a longer one says something of its own."""
CREDIT = "credit"
"""Lemma of a cue by which the reader of the report may believe somebody."""
LEARNED = "learn from"
"""Lemma of a cue by which an outlet passes on what somebody told it."""
MAX_GAP = 4
"""Tokens between "is" and "sure:" ("is in no doubt at all:")."""


@cache
def vouching_words() -> frozenset[str]:
    """The words that `vouching_cue` knows something of."""
    own = {"as", "if", "has", "have", "had", "is", "was", "stands", "stood", "learned", "learnt"}
    return cue_list("sure_words") | own


def vouching_cue(sentence: Sentence, index: int) -> Cue | None:
    """The cue of such a clause that begins at `index`, if one does."""
    low = sentence[index].low
    if low == "as":
        return _as_it_is_put(sentence, index)
    if low == "if":
        return _if_believed(sentence, index)
    if low in ("has", "have", "had"):
        return _has_it(sentence, index)
    if low in ("is", "was", "stands", "stood"):
        return _figure_is(sentence, index)
    if low in ("learned", "learnt"):
        return _learned_from(sentence, index)
    return _is_sure(sentence, index) if low in cue_list("sure_words") else None


def _as_it_is_put(sentence: Sentence, index: int) -> Cue | None:
    """ "…, as she puts it", "…, as the town has it": whose words stand before."""
    for place in range(index + 2, min(len(sentence), index + MAX_CLAUSE)):
        token = sentence[place]
        if token.kind != "w":
            return None
        if token.low in cue_list("putting") and sentence[place + 1 : place + 2] and sentence[place + 1].low == "it":
            end = place + 2
            vague = sentence[place - 1].low in cue_list("nobody_in_particular")
            ends = not vague and (end >= len(sentence) or sentence[end].kind == "p")
            content = _before(sentence, index)
            return _cue(place, end, "put it", (index + 1, place), index, content) if ends and content else None
    return None


def _if_believed(sentence: Sentence, index: int) -> Cue | None:
    """ "If Ann Poe is to be believed, …", "…, if the clerk is right", "…, if you believe the clerk, …"."""
    end = _credited(sentence, index)
    if end is None:
        return None
    verb = _verb(sentence, index)
    you = sentence[index + 1].low == "you"
    whose, cue = ((index + 3, end), (index, index + 3)) if you else ((index + 1, verb), (verb, end))
    behind = end + 1 < len(sentence) and sentence[end].text == ","
    content = (end + 1, len(sentence)) if behind else _before(sentence, index)
    return _cue(*cue, CREDIT, whose, index, content) if content and whose[0] < whose[1] else None


def _credited(sentence: Sentence, index: int) -> int | None:
    """Index behind "if you believe the clerk", "if the clerk is to be believed", "if the clerk is right"."""
    low = [token.low for token in sentence[index + 1 : index + MAX_CLAUSE]]
    if low[:2] in (["you", "believe"], ["you", "trust"]):
        stop = next((n for n, word in enumerate(low) if sentence[index + 1 + n].kind != "w"), None)
        return index + 1 + stop if stop and stop > 2 else None
    verb = _verb(sentence, index)
    tail = [token.low for token in sentence[verb + 1 : verb + 4]]
    size = (
        3 if tail in (["to", "be", "believed"], ["to", "be", "trusted"]) else int(tail[:1] in (["right"], ["correct"]))
    )
    end = verb + 1 + size
    return end if size and (end >= len(sentence) or sentence[end].kind == "p") else None


def _verb(sentence: Sentence, index: int) -> int:
    """Index of the first "is", "are" behind; of the last token if none stands near."""
    near = range(index + 2, min(len(sentence), index + MAX_CLAUSE))
    return next((n for n in near if sentence[n].low in ("is", "are", "was", "were")), len(sentence) - 1)


def _has_it(sentence: Sentence, index: int) -> Cue | None:
    """ "The survey has it at 40": the figure that somebody gives."""
    after = [token.low for token in sentence[index + 1 : index + 3]]
    start = noun_chunk_left(sentence, index)
    if (
        after != ["it", "at"]
        or start >= index
        or not any(is_figure(token) for token in sentence[index + 3 : index + 7])
    ):
        return None
    return _cue(index, index + 3, "put", (start, index), start, (index + 3, len(sentence)))


def _figure_is(sentence: Sentence, index: int) -> Cue | None:
    """ "The police figure is four", "the union’s count stands at 480": the figure that somebody gives."""
    start = noun_chunk_left(sentence, index)
    begin = index + 1 + (sentence[index + 1 : index + 2] != [] and sentence[index + 1].low in ("at", "now"))
    counted = index - start > 2 and sentence[index - 1].low in cue_list("counts")
    if not counted or begin >= len(sentence) or not is_figure(sentence[begin]):
        return None
    return _cue(index, begin, "count", (start, index - 1), start, (begin, len(sentence)))


def _learned_from(sentence: Sentence, index: int) -> Cue | None:
    """ "As the Courier learned from a clerk, …", "The Courier has learned from a clerk that …": the clerk said so."""
    if [token.low for token in sentence[index + 1 : index + 2]] != ["from"]:
        return None
    leading, near = sentence[0].low == "as", range(index + 3, min(len(sentence) - 1, index + MAX_CLAUSE))
    end = next((n for n in near if (sentence[n].text == "," if leading else sentence[n].low == "that")), None)
    if end is None or any(token.kind != "w" for token in sentence[index + 2 : end]):
        return None
    return _cue(index, index + 2, LEARNED, (index + 2, end), 0 if leading else index, (end + 1, len(sentence)))


def _is_sure(sentence: Sentence, index: int) -> Cue | None:
    """ "The captain is in no doubt: the rope was cut": what somebody is sure of behind a colon."""
    if index + 3 >= len(sentence) or sentence[index + 1].text != ":" or sentence[index + 2].kind != "w":
        return None
    near = range(index - 1, max(0, index - 1 - MAX_GAP), -1)
    verb = next((n for n in near if sentence[n].low in ("is", "was", "are", "were", "remains")), None)
    if verb is None or not any(finite(token) for token in sentence[index + 2 :]):
        return None
    start = noun_chunk_left(sentence, verb)
    subject = (start, verb) if start < verb else None
    return _cue(index, index + 1, "insist", subject, start if subject else verb, (index + 2, len(sentence)))


def _before(sentence: Sentence, index: int) -> Range | None:
    """The clause that ends before `index`, without the comma between."""
    end = index - 1 if index and sentence[index - 1].text == "," else index
    start = clause_start(sentence, end)
    return (start, end) if end - start >= 2 and all(token.kind != "q" for token in sentence[start:end]) else None


def _cue(start: int, end: int, lemma: str, subject: Range | None, clause: int, content: Range) -> Cue:
    strength: Strength = "claimed" if lemma == "insist" else "said"
    before = content[0] < start
    return Cue((start, end), lemma, strength, frozenset(), subject, end, clause, content, before=before)
