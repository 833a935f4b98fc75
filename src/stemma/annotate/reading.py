"""A report read for speech once: sentences with their cues and the source of each, shared by speech and assertions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct, field

from stemma.annotate.cue import Cue, cue_list
from stemma.annotate.cues import find_cues
from stemma.annotate.names_lists import organisation_nouns
from stemma.annotate.paragraphs import SPOKEN, paragraphs
from stemma.annotate.source import Source
from stemma.annotate.speakers import Sources
from stemma.annotate.stream import Token, stream
from stemma.annotate.tagged_cues import with_tags
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.span import Span
from stemma.types.speech import Marked, Tagged

READ = SPOKEN | {LineClass.CAPTION}
"""A caption is read too, but speech in it counts only with its own cue."""

CLAUSES = frozenset({"that", "whether", "how", "why", "to"})
"""Words that begin a clause which somebody says, asks or wants."""


class Said(Struct, frozen=True):
    """A cue with its source."""

    cue: Cue
    source: Source


class Sentence(Struct):
    """One sentence: its tokens and what its cues say."""

    tokens: list[Token]
    said: list[Said] = field(default_factory=list)


class Paragraph(Struct):
    """One line that is read, or the inside of one quotation (`inside`: its place in the list of marked words)."""

    line: Line
    sentences: list[Sentence]
    inside: int | None = None


def read(report: Report, layers: Layers, sources: Sources, issuer: str | None = None) -> list[Paragraph]:
    """The paragraphs of the report that are read for speech, each followed by the insides of its quotations.

    `issuer`: whose statement the report is, for "we" outside quotation marks; None for any other report.
    """
    marked = layers.marked
    sources.issuer = issuer
    found: list[Paragraph] = []
    place = 0
    for line in paragraphs(report):
        here: list[int] = []
        while place < len(marked) and marked[place].start < line.end:
            if marked[place].start >= line.start:
                here.append(place)
            place += 1
        if line.cls not in READ:
            continue
        outer = [(n, marked[n]) for n in here if marked[n].depth == 1]
        found.append(_paragraph(report, sources, line, (line.start, line.end), outer, None, layers.tagged))
        for n, inner in _nested(marked, here):
            span = (marked[n].start, marked[n].end)
            found.append(_paragraph(report, sources, line, span, inner, n))
    return found


def _nested(marked: Sequence[Marked], here: list[int]) -> list[tuple[int, list[tuple[int, Marked]]]]:
    """Each outer quotation of a line that has quotations directly inside, with these."""
    found: list[tuple[int, list[tuple[int, Marked]]]] = []
    around = -1
    for n in here:
        if marked[n].depth == 1:
            around = n
        elif marked[n].depth == 2 and around >= 0 and marked[n].end <= marked[around].end:
            if not found or found[-1][0] != around:
                found.append((around, []))
            found[-1][1].append((n, marked[n]))
    return found


def _paragraph(
    report: Report,
    sources: Sources,
    line: Line,
    span: tuple[int, int],
    inner: Sequence[tuple[int, Marked]],
    inside: int | None,
    tagged: Sequence[Tagged] = (),
) -> Paragraph:
    sentences = []
    if inside is None:
        sources.nameless = None
    sources.before = None
    for tokens in stream(report.text, span[0], span[1], inner):
        if not tokens:
            continue
        sentence = Sentence(tokens)
        cues = find_cues(tokens)
        if tagged:
            cues = with_tags(tokens, cues, _within(tagged, tokens[0].start, tokens[-1].end))
        for cue in cues:
            if not sources.issuer and _own_view(tokens, cue):
                continue
            source = _source(sentence, cue, sources)
            if _vague(tokens, cue, source):
                continue
            sentence.said.append(Said(cue, source))
            if inside is None and source.ref:
                sources.heard(source)
        sentences.append(sentence)
        sources.before = tokens
    return Paragraph(line, sentences, inside)


def _within(tagged: Sequence[Tagged], start: int, end: int) -> Sequence[Tagged]:
    """The tagged spans that begin in a sentence."""
    return tagged[bisect_left(tagged, start, key=_start) : bisect_left(tagged, end, key=_start)]


def _start(tag: Tagged) -> int:
    return tag.start


def cue_span(report: Report, sentence: Sentence, cue: Cue) -> Span:
    """The words of a cue: as the trained reader tagged them, else its tokens."""
    first, last = sentence.tokens[cue.cue[0]], sentence.tokens[cue.cue[1] - 1]
    return report.span(*(cue.printed or (first.start, last.end)))


def _vague(tokens: list[Token], cue: Cue, source: Source) -> bool:
    """A colon, or words that only the reader takes for a cue, behind somebody who is not known: too little to go by.

    Unless the reader names somebody and what follows is a clause ("residents questioned whether …").
    """
    known = source.ref is not None and not source.ref.startswith("unnamed:")
    if known or (cue.lemma != ":" and cue.listed):
        return False
    clause = cue.exact and cue.content and tokens[cue.content[0]].low in CLAUSES
    return cue.lemma == ":" or cue.named is None or not clause


def _own_view(tokens: list[Token], cue: Cue) -> bool:
    """ "We assume", "I hope" outside quotation marks: the writer, not a source."""
    first = tokens[cue.subject[0]].low if cue.subject else ""
    return first in ("i", "we") and cue.strength in ("believes", "expected", "wants") and cue.lemma != "call for"


def _itself(source: Source, sources: Sources) -> bool:
    """ "The company", "our ministry" in a statement of a body with a name, where no name tells which: that body."""
    mention, issuer = sources.by_id(source.ref), sources.by_id(sources.issuer)
    known = (mention is not None and mention.antecedent is not None) or (issuer is not None and issuer.form != "name")
    words = source.span.text.casefold().split() if source.span else []
    if known or len(words) != 2 or words[0] not in ("the", "our"):
        return False
    return words[1] in organisation_nouns() or words[1] in cue_list("issuing")


def _source(sentence: Sentence, cue: Cue, sources: Sources) -> Source:
    if cue.unnamed:
        return Source(f"unnamed:{cue.unnamed}", None, "nobody is named", 0.8)
    if cue.subject:
        first = sentence.tokens[cue.subject[0]]
        if sources.issuer and first.low == "we":
            span = sources.report.span(first.start, first.end)
            return Source(sources.issuer, span, "“we” in a statement is who issues it", 0.8)
        source = sources.of_subject(sentence.tokens, *cue.subject, cue.relative)
        if sources.issuer and _itself(source, sources):
            return Source(sources.issuer, source.span, "the body that issues the statement", 0.75)
        return sources.with_words(source, *cue.named) if cue.named else source
    for said in reversed(sentence.said):
        if said.cue.subject and said.cue.lemma != "according":
            return said.source
    main = sources.main_subject(sentence.tokens, cue.clause) or sources.main_subject(
        sentence.tokens[cue.cue[1] :], len(sentence.tokens)
    )
    return main or Source(None, None, "no subject was found", 0.3)
