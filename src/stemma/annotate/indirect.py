"""Reported speech that goes on without a cue: "The town would get a bridge, she said. Ferries would run until 2030."

"Would" in a main clause right behind somebody's reported words is their "will", told on by the paper. Over ten sets of
stories four of five such sentences were said by the source before them; with "could" or "had" one in eight.
"""

from __future__ import annotations

from msgspec.structs import replace

from stemma.annotate.cue import cue_list
from stemma.annotate.grammar import finite, is_word
from stemma.annotate.reading import Paragraph, Said, Sentence
from stemma.annotate.speakers import Sources
from stemma.annotate.stream import Token
from stemma.types.report import LineClass

Item = tuple[tuple[int, int], Sentence | None, Said | None]
"""A content, the sentence its cue stands in, and the cue with its source."""
SURE = 0.6
"""How sure it is at most that somebody still speaks."""
WITHIN = 9
"""Tokens of a sentence among which its "would" stands."""
TELLING = frozenset({"said", "document", "claimed", "promised", "suggested", "wants", "expected"})
"""Strengths of what can go on so."""


def goes_on(paragraph: Paragraph, number: int, last: Item, sources: Sources) -> Item | None:
    """The sentence, if it goes on with what the sentence before it reports; `last`: what was reported last."""
    sentence, (_, home, said) = paragraph.sentences[number], last
    tokens = sentence.tokens
    if not number or home is not paragraph.sentences[number - 1] or said is None or said.source.ref is None:
        return None
    if paragraph.line.cls is not LineClass.PROSE or sentence.said or sources.is_medium(said.source.ref):
        return None
    if (
        said.cue.strength not in TELLING
        or any(token.kind == "q" for token in tokens)
        or tokens[-1].text == "?"
        or not _would(tokens)
    ):
        return None
    source = replace(said.source, confidence=min(SURE, said.source.confidence))
    return (tokens[0].start, tokens[-1].end - (tokens[-1].kind == "p")), home, replace(said, source=source)


def _would(tokens: list[Token]) -> bool:
    """Is "would" the first verb, behind a subject that is no "that" or "it"?"""
    verb = next((n for n, token in enumerate(tokens[:WITHIN]) if finite(token)), 0)
    if not verb or tokens[verb].low != "would" or tokens[0].low in cue_list("pointing"):
        return False
    return not any(is_word(token, "relatives", "subordinators") for token in tokens[:verb])
