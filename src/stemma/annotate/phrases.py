"""Cues that are no verbs: "according to X", "under the pact", "X’s view is that", "by all accounts"."""

from __future__ import annotations

from functools import cache

from stemma.annotate.contents import clause_start
from stemma.annotate.cue import Cue, Range, cue_list
from stemma.annotate.grammar import MAX_WALK, capital, is_word, noun_chunk_left
from stemma.annotate.stream import Sentence
from stemma.annotate.vouching import vouching_cue, vouching_words
from stemma.resources import words
from stemma.types.speech import Strength

OWNERS = frozenset({"his", "her", "its", "their", "our"})
VIEWS: dict[str, Strength] = {"view": "believes", "eyes": "believes", "telling": "claimed", "version": "claimed"}
"""Nouns of "in the view of X" that say how X stands to it."""
MAX_UNDER = 12
"""Tokens of "Under the paper drafted by the Secretariat of the Lower Rhine" at most."""
MAX_OWNER = 8
"""Tokens between "by" and "count" in "by the town’s own count"."""
MAX_SO = 5
"""Tokens of "so" and the name behind it; more is a clause ("so the ferry left")."""


@cache
def _according_phrases() -> dict[str, list[list[str]]]:
    """First word -> the phrases that begin with it, as words."""
    found: dict[str, list[list[str]]] = {}
    for phrase in words("cues")["words"]["according"]:
        found.setdefault(phrase.split()[0], []).append(phrase.split())
    return found


@cache
def openers() -> frozenset[str]:
    """The words that `phrase_cue` knows something of; no other begins a cue phrase."""
    own = {"under", "to", "for", "so", "per", "by"} | cue_list("clause_nouns") | vouching_words()
    return frozenset(own.union(_according_phrases()))


def phrase_cue(sentence: Sentence, index: int) -> Cue | None:
    """The cue phrase that begins at `index`, if one does. Its word is one of `openers`."""
    low = sentence[index].low
    if low == "under" and index == 0:
        return _under(sentence)
    if low in ("to", "for") and index == 0:
        return _to_somebody(sentence)
    if low == "so":
        return _so_somebody(sentence, index)
    if low == "per" and (per := _per(sentence, index)):
        return per
    if low == "by" and (reckoned := _accounts(sentence, index) or _reckoning(sentence, index)):
        return reckoned
    if low in cue_list("clause_nouns") and index:
        return _clause_noun(sentence, index)
    vouching = vouching_cue(sentence, index)
    if vouching:
        return vouching
    for parts in _according_phrases().get(low, ()):
        end = index + len(parts)
        if end < len(sentence) and [token.low for token in sentence[index:end]] == parts:
            return _according(sentence, index, end)
    return None


def _per(sentence: Sentence, index: int) -> Cue | None:
    """ "…, per the harbour office.": behind a comma and before a phrase that ends the clause; no rate ("per day")."""
    if index + 2 >= len(sentence) or index < 2 or sentence[index - 1].text not in (",", "—", "–"):
        return None
    end = phrase_end(sentence, index + 1)
    stops = end - index > 2 and (end >= len(sentence) or sentence[end].kind == "p")
    return _according(sentence, index, index + 1) if stops else None


def _under(sentence: Sentence) -> Cue | None:
    """ "Under the treaty, ships may pass": the document says so."""
    end = phrase_end(sentence, 1)
    if end >= len(sentence) or sentence[end].text != "," or end > MAX_UNDER:
        return None
    if not any(token.low in cue_list("document_nouns") and token.low != "plan" for token in sentence[1:end]):
        return None
    return Cue((0, 1), "under", "document", frozenset(), (1, end), end, 0, (end + 1, len(sentence)))


def _to_somebody(sentence: Sentence) -> Cue | None:
    """ "To Ann Poe, a baker, it was a trap", "For the mayor this is a retreat": what somebody makes of it."""
    if len(sentence) < 4 or not (capital(sentence[1]) or is_word(sentence[1], "determiners")):
        return None
    end = phrase_end(sentence, 1)
    stop = _parenthesis_end(sentence, end)
    stop = _apposed_end(sentence, stop) if is_word(sentence[1], "determiners") else stop
    if end > 7 or stop + 2 >= len(sentence) or sentence[stop].text != ",":
        return None
    opens = sentence[stop + 1].low in ("it", "this", "that", "these", "those", "there", "both")
    if not opens or not any(is_word(t, "auxiliaries") or t.low.endswith("ed") for t in sentence[stop + 2 : stop + 5]):
        return None
    if sentence[0].low == "for" and not (capital(sentence[1]) or any(capital(token) for token in sentence[2:stop])):
        return None
    strength: Strength = "believes" if sentence[0].low == "to" else "claimed"
    return Cue((0, 1), "to", strength, frozenset(), (1, end), stop, 0, (stop + 1, len(sentence)))


def _so_somebody(sentence: Sentence, index: int) -> Cue | None:
    """ "“…”, so Poe.": whose words stand before, as papers of other languages have it."""
    place = index - 1
    if place > 0 and sentence[place].text == ",":
        place -= 1
    named = index + 1 < len(sentence) and (capital(sentence[index + 1]) or sentence[index + 1].low == "the")
    if place < 0 or sentence[place].kind != "q" or not named:
        return None
    end = phrase_end(sentence, index + 1)
    ends = end >= len(sentence) or sentence[end].kind == "p"
    if not ends or end - index > MAX_SO:
        return None
    return Cue((index, index + 1), "say", "said", frozenset(), (index + 1, end), end, index, inverted=True)


def _apposed_end(sentence: Sentence, comma: int) -> int:
    """After "the mayor" in "For the mayor, Ann Poe, …": the comma behind the name."""
    place = comma + 1
    while place < len(sentence) and capital(sentence[place]):
        place += 1
    return place if comma + 1 < place < len(sentence) and sentence[place].text == "," else comma


def _accounts(sentence: Sentence, index: int) -> Cue | None:
    phrase = " ".join(token.low for token in sentence[index : index + 3])
    if phrase not in cue_list("phrases_unnamed"):
        return None
    end = index + 3
    content: Range | None = (end, len(sentence)) if end + 1 < len(sentence) else (clause_start(sentence, index), index)
    return Cue((index, end), "accounts", "reported", frozenset(), None, end, index, content, unnamed="accounts")


def _reckoning(sentence: Sentence, index: int) -> Cue | None:
    """ "By her count 4,200 are out", "It held, by the clerk’s account, 41 envelopes": by whose reckoning."""
    place = index + 1
    while place < min(len(sentence), index + MAX_OWNER) and sentence[place].kind == "w":
        owned = sentence[place - 1].low in OWNERS or sentence[place - 1].low.endswith(("’s", "s’"))
        if owned and sentence[place].low in cue_list("reckonings"):
            end = place + 1
            begin = end + (end < len(sentence) and sentence[end].text == ",")
            if begin >= len(sentence) - 1:
                return None
            subject = (index + 1, place)
            return Cue((index, end), "count", "said", frozenset(), subject, end, index, (begin, len(sentence)))
        place += 1
    return None


def _clause_noun(sentence: Sentence, index: int) -> Cue | None:
    """ "X’s view is that …": possessor, noun, and "is that" within a few words."""
    verb = next(
        (p for p in range(index + 1, min(len(sentence) - 1, index + 9)) if sentence[p].low in ("is", "was", "remains")),
        None,
    )
    if verb is None or sentence[verb + 1].low != "that" or verb + 2 >= len(sentence):
        return None
    owner = next(
        (
            p
            for p in range(index - 1, max(-1, index - 4), -1)
            if sentence[p].low.endswith(("’s", "s’")) or sentence[p].low in ("his", "her", "their", "its")
        ),
        None,
    )
    if owner is None:
        return None
    start = noun_chunk_left(sentence, owner + 1)
    return Cue(
        (index, index + 1),
        "noun",
        "believes" if sentence[index].low in ("view", "belief", "hope", "fear", "opinion") else "claimed",
        frozenset(),
        (start, owner + 1),
        verb + 2,
        start,
        (verb + 2, len(sentence)),
    )


def _according(sentence: Sentence, index: int, end: int) -> Cue:
    subject = (end, phrase_end(sentence, end))
    if sentence[end - 2].low == "words":
        return Cue((index, end), "according", "said", frozenset(), subject, subject[1], index)
    stop = _parenthesis_end(sentence, subject[1])
    before = sentence[index - 1] if index else None
    starts = before is None or before.text in (";", ":", "—", "–") or _opens_clause(sentence, index)
    content: Range | None = None
    if starts and stop < len(sentence) and sentence[stop].text == ",":
        content = (stop + 1, len(sentence))
    elif index > 0:
        content = (clause_start(sentence, index), index)
    behind = content is not None and content[0] < index
    strength = VIEWS.get(sentence[end - 2].low, "said")
    return Cue((index, end), "according", strength, frozenset(), subject, stop, index, content, before=behind)


def _opens_clause(sentence: Sentence, index: int) -> bool:
    """Inside ", and that, according to X, …" the words after it are the content."""
    before = sentence[max(0, index - 3) : index]
    if sentence[index - 1].text == ",":
        return any(token.low in ("and", "but", "that") for token in before)
    return sentence[index - 1].low in ("and", "but", "that")


def phrase_end(sentence: Sentence, start: int) -> int:
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
    if index + 1 >= len(sentence) or sentence[index].text != ",":
        return index
    following = sentence[index + 1]
    if following.low not in ("who", "which", "whose", "a", "an") and not following.low[:1].isdigit():
        return index
    commas = [p for p in range(index + 1, min(len(sentence), index + 20)) if sentence[p].text == ","]
    if not commas:
        return index
    last = commas[0]
    if len(commas) > 1 and sentence[last + 1].low in ("a", "an") and commas[1] - last < 8:
        last = commas[1]
    return last
