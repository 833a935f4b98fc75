"""The content of a cue, and whom it addresses."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from stemma.annotate.cue import Cue, Range, cue_list
from stemma.annotate.cuewords import cue_verbs
from stemma.annotate.grammar import MAX_WALK, capital, is_adverb, is_figure, is_time, is_word
from stemma.annotate.stream import Sentence, word_set

MAX_CONTENT = 120
"""Tokens of one content that are searched for its end."""


@cache
def media_words() -> frozenset[str]:
    """Words that name a medium or an occasion of speech."""
    names = ("interview", "phone", "letter", "statement", "post", "speech", "press-conference")
    return frozenset(word for name in names for word in word_set(name, "said"))


def fill(sentence: Sentence, cue: Cue) -> Cue:
    """Adds addressee and content."""
    place = cue.after
    to = None
    particle = cue.after > cue.cue[1]
    if not cue.inverted and not particle and ("tell" in cue.frames or "object_to" in cue.frames):
        to = _addressee(sentence, place, cue)
        place = to[1] if to else place
    cue = replace(cue, to=to, after=place)
    if not cue.relative and _quotation_before(sentence, cue):
        return _around_fragment(sentence, cue)
    aside = _aside_content(sentence, cue, place)
    if aside:
        return replace(cue, content=aside, after=aside[0])
    begin = _content_start(sentence, place, cue)
    if begin is not None:
        return replace(cue, content=(begin, len(sentence)), after=begin)
    left = _content_left(sentence, cue, place)
    return replace(cue, content=left, before=left is not None)


def _quotation_before(sentence: Sentence, cue: Cue) -> bool:
    """“…,” X said: the quotation is all that the cue reports."""
    place = min(cue.clause, cue.cue[0]) - 1
    while place >= 0 and sentence[place].kind == "p" and sentence[place].text in ",—–":
        place -= 1
    return place >= 0 and sentence[place].kind == "q" and not cue.shared


def _around_fragment(sentence: Sentence, cue: Cue) -> Cue:
    """ "The plan must be ‘torn up’, X said": the words before the fragment are reported as well."""
    place = min(cue.clause, cue.cue[0]) - 1
    while sentence[place].kind != "q":
        place -= 1
    start = clause_start(sentence, place)
    own = [token for token in sentence[start:place] if token.kind == "w"]
    if len(own) < 3 or place == 0 or sentence[place - 1].kind != "w":
        return cue
    return replace(cue, content=(start, place + 1), before=True)


def _aside_content(sentence: Sentence, cue: Cue, place: int) -> Range | None:
    """ "Instead, X said, prices fell", "prices will, X said, fall": the content goes on after the cue."""
    begin = min(cue.clause, cue.subject[0] if cue.subject else cue.clause)
    if cue.shared or cue.inverted or begin < 2 or place + 2 >= len(sentence):
        return None
    if sentence[begin - 1].text != "," or sentence[place].text != "," or sentence[place + 1].kind != "w":
        return None
    left = [token for token in sentence[clause_start(sentence, begin - 1) : begin - 1] if token.kind == "w"]
    verbal = any(is_word(token, "auxiliaries") for token in left)
    if not left or not ((len(left) <= 3 and not verbal) or is_word(left[-1], "auxiliaries")):
        return None
    return place + 1, len(sentence)


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
    if cue.lemma not in cue_list("addressing"):
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
                and not capital(previous)
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
        quoted = index + 1 < len(sentence) and sentence[index + 1].kind == "q"
        if token.text == ":" and index + 1 < len(sentence) and (quoted or "quote_only" not in cue.frames):
            return index + 1
        if token.text == "," and index + 1 < len(sentence) and sentence[index + 1].kind == "q":
            return index + 1
        return None
    if cue.lemma in cue_list("to_only"):
        return index if token.low == "to" else None
    if "quote_only" in cue.frames and cue.lemma not in cue_list("still_read"):
        return None
    if cue.lemma in cue_list("figured") and not any(is_figure(token) for token in sentence[index : index + 12]):
        return None
    if cue.lemma == "hold out":
        return index + 1 if token.low == "for" else None
    if cue.lemma in cue_list("needs_clause") and not _has_verb(sentence, index):
        return None
    if token.low in ("little", "nothing", "much", "otherwise", "so") or [
        t.low for t in sentence[index : index + 2]
    ] == [
        "the",
        "following",
    ]:
        return None
    if cue.lemma in ("ask", "wonder") and token.low in (
        "whether",
        "if",
        "how",
        "what",
        "why",
        "when",
        "where",
        "who",
        "not",
    ):
        return None
    if token.low == "to":
        if index + 1 < len(sentence) and is_word(sentence[index + 1], "determiners"):
            return None
        if "to" in cue.frames or ("object_to" in cue.frames and cue.to):
            return index
        return None
    if cue.strength == "appeared":
        return None
    if "of" in cue.frames:
        return _after_word(sentence, index, "of")
    if token.low == "for" and cue.lemma in ("ask", "appeal", "plead", "lobby", "press", "call"):
        return index + 1
    if is_word(token, "prepositions") and token.low not in cue_list("content_prepositions"):
        return None
    if "at" in cue.frames:
        return index
    if is_word(token, "conjunctions") and token.low != "yet":
        return None
    carries = cue.frames & {"np", "quote_only"} or cue.strength == "wants" or _has_verb(sentence, index)
    return index if carries or _content_like(sentence, index) else None


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


def _after_word(sentence: Sentence, start: int, word: str) -> int | None:
    for index in range(start, min(len(sentence) - 1, start + MAX_WALK)):
        if sentence[index].low == word:
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
            manner = (
                is_word(lead, "prepositions")
                or is_time(lead)
                or is_adverb(lead)
                or (lead.text == "," and sentence[index - 1].text == ",")
            )
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
    if (
        head.low in media_words()
        or head.low in cue_list("occasions")
        or (token.low == "to" and is_word(head, "object_pronouns"))
    ):
        return place + 1
    return index


def _content_left(sentence: Sentence, cue: Cue, place: int) -> Range | None:
    """ "CONTENT, X said": the words before, if what follows the cue is no content."""
    end = cue.clause
    if cue.relative or (end and sentence[end - 1].low in ("which", "that", "what")):
        return None
    if (
        cue.shared
        or end < 3
        or cue.strength in ("wants",)
        or ("quote_only" in cue.frames and cue.lemma != "conclude" and not cue.inverted)
    ):
        return None
    if sentence[end - 1].text not in (",", "—", "–"):
        return None
    start = clause_start(sentence, end - 1)
    words_before = [token for token in sentence[start : end - 1] if token.kind == "w"]
    if len(words_before) < 3 or (is_word(words_before[0], "prepositions") and len(words_before) < 7):
        return None
    if all(token.kind == "q" or token.kind == "p" for token in sentence[start : end - 1]):
        return None
    return start, end - 1


def clause_start(sentence: Sentence, end: int) -> int:
    """Start of the clause that ends at `end`: after the last ";" or dash, else of the sentence."""
    for index in range(end - 1, -1, -1):
        if sentence[index].kind == "p" and sentence[index].text in ";:":
            return index + 1
    return 0


def bounded(sentence: Sentence, cue: Cue, later: list[Cue]) -> Cue:
    """Ends the content before the next coordinated cue, a semicolon, a loose clause, and the closing full stop."""
    if cue.content is None or cue.before:
        return cue
    start, end = cue.content
    for index in range(start, min(len(sentence), start + MAX_CONTENT)):
        if sentence[index].kind == "p" and _ends_content(sentence, index, start, cue, later):
            end = index
            break
    for other in later:
        if start < other.clause < end and (
            (other.shared and not _inside(sentence, start, other)) or _own_clause(sentence, other)
        ):
            end = other.clause
            break
    for other in later:
        if other.before and start < other.clause < end and sentence[other.clause - 1].text == ",":
            end = other.clause - 1
            break
    while end > start and (
        (sentence[end - 1].kind == "p" and sentence[end - 1].text not in ")]%")
        or is_word(sentence[end - 1], "conjunctions")
    ):
        end -= 1
    return replace(cue, content=(start, end) if end > start else None)


def _inside(sentence: Sentence, start: int, other: Cue) -> bool:
    """A cue in a participle of the content itself ("the ship carrying …")."""
    return (
        other.clause > start
        and sentence[other.clause].kind == "w"
        and not is_word(sentence[other.clause], "conjunctions")
    )


def _own_clause(sentence: Sentence, other: Cue) -> bool:
    """Does this later cue stand in a clause of its own: after a comma (and "and"), with a subject?"""
    if other.subject is None or other.relative or other.lemma == "according":
        return False
    place = other.clause - 1
    if place >= 0 and is_word(sentence[place], "conjunctions"):
        return True
    return place >= 0 and sentence[place].text == "," and not other.before


def _ends_content(sentence: Sentence, index: int, start: int, cue: Cue, later: list[Cue]) -> bool:
    text = sentence[index].text
    if text == ";" or (text in "—–" and index - start >= 4) or (text == "(" and index > start):
        return True
    if text == ":" and index > start:
        return True
    if text != "," or index <= start or index + 1 >= len(sentence):
        return False
    if cue.relative:
        return True
    following = sentence[index + 1].low
    if following not in word_set("cut_starters"):
        return False
    if following == "as" and index + 2 < len(sentence):
        after = sentence[index + 2]
        return is_word(after, "determiners", "subject_pronouns") or capital(after)
    return following not in ("and", "but") or any(index < other.clause <= index + 3 for other in later)


def second_that(sentence: Sentence, cue: Cue) -> list[Cue]:
    """ "said that A, and that B": two contents of one cue."""
    if cue.content is None or cue.before:
        return [cue]
    start, end = cue.content
    for index in range(start + 2, end - 2):
        if sentence[index].low in ("and", "but") and sentence[index + 1].low == "that" and cue.lemma != "wants":
            stop = index - 1 if sentence[index - 1].text == "," else index
            return [replace(cue, content=(start, stop)), replace(cue, content=(index + 2, end))]
    return [cue]
