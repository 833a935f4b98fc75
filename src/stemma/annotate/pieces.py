"""One piece in quotation marks: the cue that can govern it, whether it is speech, and its kind."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from stemma.annotate.cue import cue_list
from stemma.annotate.grammar import is_adverb, is_time, is_word
from stemma.annotate.reading import Paragraph, Said, Sentence
from stemma.annotate.source import Source
from stemma.annotate.stream import word_set
from stemma.text.tokens import words as tokens_of
from stemma.types.report import LineClass
from stemma.types.span import Span
from stemma.types.speech import Marked, NotSpeechWhy, QuotationKind

SHORT = 4
"""Words of a piece that is taken as a term or scare quotes when no cue governs it."""
LEAD = 6
"""Tokens at the head of a sentence in which its subject is looked for."""


NAME_JOINS = frozenset({"of", "the", "and", "in", "on", "for", "a", "to", "with"})
"""Words that a title leaves small."""


@dataclass
class Found:
    """One piece with its judgement so far."""

    place: int
    marked: Marked
    paragraph: Paragraph
    sentence: Sentence
    token: int
    said: Said | None = None
    home: Sentence | None = None
    """The sentence that `said` stands in, if it is not the piece's own."""
    source: Source | None = None
    cue: Span | None = None
    adjacent: bool = False
    not_speech: NotSpeechWhy | None = None
    asked: bool = False
    """It answers a paragraph that is a question of the paper's."""
    joins: int | None = None
    """Place of the piece whose turn this one shares."""


def only_asks(sentence: Sentence) -> bool:
    """A question of the paper's own ("And if they don’t?"): who answers is not its subject."""
    return is_question(sentence) and not sentence.said


def is_question(sentence: Sentence) -> bool:
    """Is it a question outside quotation marks ("What do you offer?")?"""
    tokens = sentence.tokens
    return bool(tokens) and tokens[-1].text == "?" and all(t.kind != "q" for t in tokens)


def leads(sentence: Sentence, source: Source) -> bool:
    """Does the sentence begin with this source (rather than name it on the way)?"""
    place = sentence.tokens[min(LEAD, len(sentence.tokens) - 1)].start
    return source.span is not None and source.span.start <= place


def because(source: Source | None, why: str, sure: float) -> Source | None:
    return replace(source, why=why, confidence=min(sure, source.confidence)) if source else None


def word_count(marked: Marked) -> int:
    return sum(1 for _ in tokens_of(marked.text))


def cue_after(sentence: Sentence, place: int) -> Said | None:
    """The cue that follows a piece at once: “…,” X said; “…,” said X."""
    tokens = sentence.tokens
    for said in sentence.said:
        begin = min(said.cue.clause, said.cue.cue[0], said.cue.subject[0] if said.cue.subject else len(tokens))
        if begin <= place or said.cue.shared or _of_nobody(said):
            continue
        between = tokens[place + 1 : begin]
        if all((t.kind == "p" and t.text in ",—–") or (t.kind == "w" and is_adverb(t)) for t in between):
            return said
        break
    return None


def colon_before(sentence: Sentence, place: int) -> Said | None:
    """The cue that a colon right before a piece belongs to: "Poe: “…” | Reeve says pier is safe"."""
    if not place or sentence.tokens[place - 1].text != ":":
        return None
    found = (said for said in reversed(sentence.said) if said.cue.cue[1] in (place, place - 1) and not _of_nobody(said))
    return next(found, None)


def _of_nobody(said: Said) -> bool:
    """Only the trained reader takes it for a cue, and found no source: what stands around the piece says more."""
    return said.cue.unnamed is not None and not said.cue.listed


def cue_before(sentence: Sentence, place: int) -> Said | None:
    """The nearest cue before a piece that can govern it."""
    for said in reversed(sentence.said):
        cue = said.cue
        if cue.cue[1] > place or _of_nobody(said):
            continue
        if cue.inverted and cue.subject and cue.subject[0] <= place < cue.subject[1]:
            continue
        closed = any(t.text == "," for t in sentence.tokens[cue.cue[1] : place])
        if cue.relative and closed and len(sentence.said) > 1:
            continue
        if cue.before and cue.lemma != "according" and not direct(sentence, cue.cue[1], place):
            continue
        return said
    for said in sentence.said:
        if said.cue.before and said.cue.content and said.cue.content[0] <= place < said.cue.content[1]:
            return said
    return None


def direct(sentence: Sentence, start: int, place: int) -> bool:
    """Only punctuation, time or manner between a cue and a piece: X said, “…”."""
    return (
        all(
            t.kind == "p" or is_time(t) or is_adverb(t) or is_word(t, "prepositions", "determiners")
            for t in sentence.tokens[start:place]
        )
        or place - start <= 12
    )


def no_speech(item: Found, said: Said | None) -> NotSpeechWhy | None:
    """Words in marks that are a title or a term, whatever cue stands in the sentence."""
    tokens, place = item.sentence.tokens, item.token
    before = [t.low for t in tokens[max(0, place - 3) : place] if t.kind == "w"]
    last = before[-1] if before and tokens[place - 1].kind == "w" else ""
    if item.marked.text[-1:] in "?!" and word_count(item.marked) > SHORT:
        return None
    work = last if last != "of" else "".join(before[-2:-1])
    if work in word_set("titles", "not_speech") or (last and _capitalised(item, said)):
        return "title"
    if last in word_set("terms", "not_speech"):
        spoken = last in ("words", "called", "named", "dubbed", "branded") and (
            said or (before[-3:-1] and before[-2] in ("the", "these"))
        )
        if not spoken or (last == "called" and said and names_thing(item, said)):
            return "term"
    if said and not said.cue.listed and word_count(item.marked) <= SHORT and item.marked.text[-1:] not in ".,!?":
        return "term"
    if said is None and item.marked.depth > 1:
        return "term"
    adjacent = said and (
        said.cue.after >= place - 1
        or (said.cue.content and said.cue.content[0] <= place < said.cue.content[1])
        or said.cue.cue[0] > place
    )
    owned = place > 0 and is_word(tokens[place - 1], "determiners") and word_count(item.marked) <= SHORT
    if said is not None and owned and (not adjacent or said.cue.lemma in cue_list("showing")):
        return "term"
    return None


def _capitalised(item: Found, said: Said | None) -> bool:
    """ "on “Morning Coffee” she said": a few words, each with its capital, in prose and right behind no cue: a name."""
    words_ = [word.text for word in tokens_of(item.marked.text)]
    if item.paragraph.line.cls is not LineClass.PROSE or not 1 < len(words_) <= SHORT:
        return False
    if said and said.cue.cue[1] == item.token:
        return False
    named = all(word[:1].isupper() or word[:1].isdigit() or word in NAME_JOINS for word in words_)
    return named and words_[-1][:1].isupper()


def names_thing(item: Found, said: Said) -> bool:
    """ "a group called ‘X’": the verb names a thing, nobody speaks."""
    subject = said.cue.subject
    return (
        said.cue.lemma == "call"
        and bool(subject)
        and item.sentence.tokens[subject[1] - 1].text.islower()
        and not is_word(item.sentence.tokens[subject[1] - 1], "subject_pronouns")
        if subject
        else False
    )


def kind_of(item: Found) -> QuotationKind:
    """direct: a sentence or clause of its own; fragment: a phrase; mixed: part of the paper's own sentence."""
    tokens, place = item.sentence.tokens, item.token
    before = tokens[place - 1] if place else None
    count = word_count(item.marked)
    text = item.marked.text
    if before is None or before.kind in "pq":
        if count > SHORT or text[-1:] in ".,!?" or (before and before.text == ":"):
            return "direct"
        return "fragment"
    if text[:1].isupper() and count > SHORT and text[-1:] in ".,!?":
        return "direct"
    if text[-1:] in ",?!" and item.said and item.said.cue.cue[0] > place:
        return "direct"
    if is_word(before, "be") or before.low in ("it", "as", "of", "calls", "called", "said", "says") or count <= 3:
        return "fragment"
    return "mixed"


def without_inserts(marked: Marked, inserts: tuple[Span, ...]) -> str:
    """The words without the editor's inserts, single spaces."""
    text, start = marked.text, marked.start
    for insert in reversed(inserts):
        text = text[: insert.start - start] + " " + text[insert.end - start :]
    return " ".join(text.split())
