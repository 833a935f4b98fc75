"""Reported speech and thought without marks: content, source, cue, and how firmly the source stands behind it."""

from __future__ import annotations

import re

from stemma.annotate.addressee import addressee, medium
from stemma.annotate.claims import listed, outlet_claims
from stemma.annotate.cue import Cue, cue_list
from stemma.annotate.grammar import is_word
from stemma.annotate.reading import Paragraph, Said, Sentence, cue_span
from stemma.annotate.speakers import Sources, head_noun
from stemma.annotate.statements import denials
from stemma.annotate.stream import Token, outer
from stemma.text.cover import Overlaps
from stemma.types.dossier import Layers
from stemma.types.report import LineClass, Report
from stemma.types.speech import Attribution, Strength

_DENIES = re.compile(
    r"^(?:that )?(?:no|none|nothing|nobody|not)\b(?! (?:longer|more|less|fewer|only)\b)|"
    r"\bnever\b|\b(?:is|was|are|were|does|do|did|had|has|have|been|there[’']s|that[’']s|it[’']s) no(?:t|thing)?\b"
    r"(?! (?:longer|more|less|fewer|only)\b)|\b(?:is|was|are|were|does|do|did|had|has|have)n[’']t\b",
    re.I,
)
"""What is said not to be so. Not "will not", "may not": these are promises and rules."""
_HEDGES = re.compile(r"\b(?:may|might|possibly|perhaps)\b(?! \d)")
_HEDGED_FINDING = re.compile(r"\b(?:may|might) (?:well )?have\b|\b(?:possibly|perhaps|likely|probably)\b")
_WILL = re.compile(r"^(?:that )?(?:\w+ ){1,3}?(?:would|will)\b|^(?:that )?\w+[’'](?:ll|d)\b", re.I)
DENIED_WITHIN = 60
"""Characters of a content in which its main clause stands: a "not" further on denies something else."""
RELAYS = frozenset({"according", "report", "reveal", "write", "understand"})
"""Cues with which one outlet passes on what another has."""
_EMPTY = frozenset({"it", "him", "her", "them", "that", "as", "the", "a", "an", "this", "and", "to", "in", "of"})


def attributions(
    report: Report, layers: Layers, sources: Sources, paragraphs: list[Paragraph]
) -> tuple[Attribution, ...]:
    """All attributions of the report in text order, numbered from 1."""
    found: list[_Item] = []
    claims: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        if paragraph.inside is not None:
            continue
        for sentence in paragraph.sentences:
            if paragraph.line.cls is LineClass.PROSE and not sources.issuer:
                claims += outlet_claims(report, sentence)
            for said in sentence.said:
                span = _content(report, layers, sentence, said.cue)
                if span:
                    found.append((span, sentence, said))
    claims += denials(paragraphs) if sources.issuer else ()
    found += [
        ((start, end), sentence, said) for start, end, sentence, said in listed(report, paragraphs, sources.issuer)
    ]
    found = _beside(report, found, claims)
    found += [(claim, None, None) for claim in claims]
    found.sort(key=lambda item: (item[0][0], -item[0][1]))
    return tuple(_attribution(report, sources, number, *item) for number, item in enumerate(_distinct(found), 1))


_Item = tuple[tuple[int, int], Sentence | None, Said | None]


def _beside(report: Report, found: list[_Item], claims: list[tuple[int, int]]) -> list[_Item]:
    """Contents end where a claim of the outlet's begins; what lies inside one is part of that claim."""
    kept: list[_Item] = []
    near = Overlaps(claims)
    for (start, end), sentence, said in found:
        for low, high in (claims[n] for n in near.of(start, end)):
            if low <= start and end <= high:
                break
            if start < low < end:
                end = start + len(report.text[start:low].rstrip(" ,;–—"))
        else:
            kept.append(((start, end), sentence, said))
    return kept


def _distinct(found: list[_Item]) -> list[_Item]:
    """One attribution for one span: the first cue that claims it."""
    kept: list[_Item] = []
    for item in found:
        if not kept or kept[-1][0] != item[0]:
            kept.append(item)
    return kept


def _content(report: Report, layers: Layers, sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
    """Offsets of the content; None where only a quotation, or nothing, is left."""
    if cue.content is None:
        return None
    tokens = sentence.tokens[cue.content[0] : cue.content[1]]
    while tokens and tokens[0].kind == "p":
        tokens = tokens[1:]
    while tokens and tokens[-1].kind == "p" and tokens[-1].text not in ")]":
        tokens = tokens[:-1]
    own = [token for token in tokens if token.kind == "w" and token.low not in _EMPTY]
    quoted = [place for place, token in enumerate(tokens) if token.kind == "q"]
    if not tokens or (not own and not (cue.strength == "denied" and len(tokens) == 1)):
        return None
    if cue.exact:
        return cue.exact
    if quoted and (
        tokens[quoted[0] - 1].text == ":" or (len(own) < 2 and not any(is_word(t, "auxiliaries") for t in own))
    ):
        return None
    if quoted and quoted[0] == 0 and len(own) <= 2:
        return None
    start, end = _edge(report, layers, tokens[0])[0], _edge(report, layers, tokens[-1])[1]
    return start, end + 1 if report.text[end : end + 1] in ("%", "°") else end


def _edge(report: Report, layers: Layers, token: Token) -> tuple[int, int]:
    return outer(report.text, layers.marked[token.marked]) if token.kind == "q" else (token.start, token.end)


def _attribution(
    report: Report, sources: Sources, number: int, span: tuple[int, int], sentence: Sentence | None, said: Said | None
) -> Attribution:
    name, text = f"{report.id}.a{number}", report.text[span[0] : span[1]]
    if sentence is None or said is None:
        return Attribution(
            id=name,
            start=span[0],
            end=span[1],
            text=text,
            source=sources.issuer or "outlet",
            strength="denied" if sources.issuer else "claimed",
            confidence=0.7,
        )
    start, end = span
    return Attribution(
        id=name,
        start=start,
        end=end,
        text=text,
        source=said.source.ref,
        source_span=said.source.span,
        cue=cue_span(report, sentence, said.cue),
        strength=_strength(report, sources, said, report.text[start:end]),
        to=addressee(sentence, said, sources),
        medium=medium(sentence, said, sources),
        via=_via(sentence, said),
        confidence=round(min(0.9, said.source.confidence), 2),
    )


def _strength(report: Report, sources: Sources, said: Said, content: str) -> Strength:
    """The cue's strength, moved by what the content denies or hedges and by who or what the source is."""
    cue = said.cue
    if cue.strength == "claimed" and cue.lemma in cue_list("standing_by") and _DENIES.search(content[:DENIED_WITHIN]):
        return "denied"
    if cue.strength not in ("said", "wants"):
        return cue.strength
    head = _head_noun(sources, said)
    if cue.lemma == "according" and head in cue_list("reporting_nouns"):
        return "reported"
    if cue.lemma == "provide for" or (head in cue_list("document_nouns") and cue.lemma in cue_list("document_verbs")):
        return "suggested" if _HEDGED_FINDING.search(content) else "document"
    if cue.strength != "said":
        return cue.strength
    mention = sources.by_id(said.source.ref)
    if cue.lemma in RELAYS and mention and mention.type == "medium":
        return "reported"
    if cue.lemma == "assure" and _WILL.search(content):
        return "promised"
    if content.casefold().strip(".") == "no" or _DENIES.search(content[:DENIED_WITHIN]):
        return "denied"
    if _HEDGES.search(content) and cue.lemma != "according":
        return "suggested"
    return "said"


def _head_noun(sources: Sources, said: Said) -> str:
    """The noun that the source's words turn on ("report" in "the report on the fire"); for "it", of what it means."""
    if said.source.span is None:
        return ""
    mention = sources.by_id(said.source.ref)
    before = sources.by_id(mention.antecedent) if mention and mention.form == "pronoun" else None
    return head_noun(before.text if before else said.source.span.text)


def _via(sentence: Sentence, said: Said) -> str | None:
    """In a chain, who reported it: the source of the cue whose content this cue stands in."""
    for other in sentence.said:
        if other is said or other.cue.content is None:
            continue
        inside = other.cue.content[0] <= said.cue.cue[0] < other.cue.content[1]
        if (
            inside
            and other.source.ref != said.source.ref
            and said.cue.content
            and not is_word(sentence.tokens[said.cue.cue[0]], "conjunctions")
        ):
            return other.source.ref
    return None
