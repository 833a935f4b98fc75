"""Reported speech and thought without marks: content, source, cue, and how firmly the source stands behind it."""

from __future__ import annotations

import re

from stemma.annotate.addressee import addressee, medium
from stemma.annotate.claims import listed, outlet_claims
from stemma.annotate.corrections import corrected
from stemma.annotate.cue import Cue, cue_list
from stemma.annotate.echoes import echoed
from stemma.annotate.grammar import is_time, is_word
from stemma.annotate.indirect import Item, goes_on
from stemma.annotate.reading import Paragraph, Said, Sentence, cue_span
from stemma.annotate.speakers import Sources
from stemma.annotate.statements import denials
from stemma.annotate.stream import Token, outer
from stemma.annotate.strength import strength_of
from stemma.annotate.vouching import CREDIT
from stemma.text.cover import Overlaps
from stemma.types.dossier import Layers
from stemma.types.report import LineClass, Report
from stemma.types.speech import Attribution

_CREDIT = re.compile(r"\s+(?:©|PHOTO\b|\(?(?:Photo|Photograph|Picture|Image)s?:)")
"""Where a picture's credit begins behind what its caption says."""
QUESTIONS = frozenset({"whether", "if", "how", "what", "why", "who", "when", "where", "which"})
ASKING = frozenset({"ask", "wonder", "question"})
LONE = frozenset({"what", "so", "much", "never", "nobody", "nothing"})
"""Words that, alone, state nothing."""
_IF = re.compile(r"\b(?:if|unless|until|in case)\s+(?:(?:the|an?|any|another)\s+)?$", re.IGNORECASE)
_BEFORE = 24
"""Characters before a source in which such words may stand."""
_AS_SAYING = re.compile(r"[^.;:“”\"]{2,90}? as saying,? (?:that )?(?=\S+ \S)")
_ACCUSED = re.compile(r"[^.;:“”\"]{2,90}? of (?=\w+ing\b)")
_NAMELESS = re.compile(
    r"(?:not to be (?:named|identified|quoted)|not to (?:appear|give (?:his|her|their) name)|"
    r"that (?:we|this \w+|\w+ \w+) (?:do |should )?not (?:use|print|publish|give) (?:his|her|their) (?:full )?names?|"
    r"to (?:remain|stay|be kept) (?:anonymous|unnamed)|(?:(?:their|his|her|full|strict) )?anonymity)\b",
    re.I,
)
"""What a source asks for itself before it speaks."""


def attributions(
    report: Report, layers: Layers, sources: Sources, paragraphs: list[Paragraph]
) -> tuple[Attribution, ...]:
    """All attributions of the report in text order, numbered from 1."""
    found: list[Item] = []
    claims: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        if paragraph.inside is not None:
            continue
        for number, sentence in enumerate(paragraph.sentences):
            if found and not sources.issuer and (more := goes_on(paragraph, number, found[-1], sources)):
                found.append(more)
            if paragraph.line.cls is LineClass.PROSE and not sources.issuer:
                claims += outlet_claims(report, sentence)
            for said in sentence.said:
                span = _content(report, layers, sentence, said.cue)
                alone = span and said.source.ref is None and " " not in report.text[slice(*span)]
                if span and not alone and not _supposed(report, said) and not _topic(sources, said):
                    found.append((_said_part(report, span, said.cue.lemma), sentence, said))
    claims += denials(paragraphs) if sources.issuer else ()
    items = list(listed(report, paragraphs, sources.issuer))
    if sources.issuer:
        spans = Overlaps([(start, end + 1) for start, end, _, _ in items])
        found = [item for item in found if not spans.of(*item[0])]
        claims = [claim for claim in claims if not spans.of(*claim)]
    found += [((start, end), sentence, said) for start, end, sentence, said in items]
    found = _beside(report, found, claims)
    found += [(claim, None, None) for claim in claims]
    before = {} if sources.issuer else {one.content: one.cue for one in corrected(report)}
    near = Overlaps(sorted(before))
    found = [item for item in found if not near.of(*item[0])]
    found += [(content, None, None) for content in before]
    found.sort(key=lambda item: (item[0][0], -item[0][1]))
    made = tuple(
        _correction(report, number, item[0], before[item[0]])
        if item[0] in before
        else _attribution(report, sources, number, *item)
        for number, item in enumerate(_distinct(found), 1)
    )
    return echoed(report, made, sources)


def _correction(report: Report, number: int, span: tuple[int, int], cue: tuple[int, int]) -> Attribution:
    """What the outlet had said before it corrected itself."""
    return Attribution(
        id=f"{report.id}.a{number}",
        start=span[0],
        end=span[1],
        text=report.text[span[0] : span[1]],
        source="outlet",
        cue=report.span(*cue),
        strength="said",
        confidence=0.8,
    )


def _supposed(report: Report, said: Said) -> bool:
    """ "If a panel finds that …": nobody has said so yet."""
    source = said.source.span
    if said.cue.lemma == CREDIT:
        return False
    before = report.text[max(0, source.start - _BEFORE) : source.start] if source else ""
    return _IF.search(before) is not None


def _topic(sources: Sources, said: Said) -> bool:
    """ "Oulu: ten days of talks": a place before the colon of a headline is what it is about."""
    mention = sources.by_id(said.source.ref)
    return said.cue.lemma == ":" and mention is not None and mention.type == "place"


def _said_part(report: Report, span: tuple[int, int], lemma: str) -> tuple[int, int]:
    """ "quotes Ann Poe as saying that prices fell", "accuses her of lying": behind "saying" and "of" it begins."""
    whose = _AS_SAYING.match(report.text, *span) or (lemma == "accuse" and _ACCUSED.match(report.text, *span))
    return (whose.end(), span[1]) if whose else span


def _beside(report: Report, found: list[Item], claims: list[tuple[int, int]]) -> list[Item]:
    """Contents end where a claim of the outlet's begins; what lies inside one is part of that claim."""
    kept: list[Item] = []
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


def _distinct(found: list[Item]) -> list[Item]:
    """One attribution for one span: the first cue that claims it."""
    kept: list[Item] = []
    for item in found:
        if not kept or kept[-1][0] != item[0]:
            kept.append(item)
    return kept


def _content(report: Report, layers: Layers, sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
    """Offsets of the content; None where only a quotation, or nothing, is left."""
    if cue.content is None or _tells_nothing(sentence.tokens, cue):
        return None
    tokens = sentence.tokens[cue.content[0] : cue.content[1]]
    while tokens and tokens[0].kind == "p":
        tokens = tokens[1:]
    while tokens and tokens[-1].kind == "p" and tokens[-1].text not in ")]":
        tokens = tokens[:-1]
    own = [token for token in tokens if token.kind == "w" and token.low not in cue_list("empty")]
    quoted = [place for place, token in enumerate(tokens) if token.kind == "q"]
    if not tokens or (not own and not (cue.strength == "denied" and len(tokens) == 1)):
        return None
    if own and not quoted and all(_when(token) for token in own):
        return None
    if cue.exact:
        return _without_credit(report, *cue.exact)
    if quoted and (
        tokens[quoted[0] - 1].text == ":" or (len(own) < 2 and not any(is_word(t, "auxiliaries") for t in own))
    ):
        return None
    if quoted and quoted[0] == 0 and len(own) <= 2:
        return None
    start, end = _edge(report, layers, tokens[0])[0], _edge(report, layers, tokens[-1])[1]
    return _without_credit(report, start, end + (report.text[end : end + 1] in ("%", "°")))


def _when(token: Token) -> bool:
    """A word of "an hour ago": said alone it is when somebody spoke."""
    return (
        token.low != "no"
        and not token.low[:1].isdigit()
        and (is_time(token) or is_word(token, "determiners", "prepositions"))
    )


def _without_credit(report: Report, start: int, end: int) -> tuple[int, int]:
    credit = _CREDIT.search(report.text, start, end)
    return start, credit.start() if credit else end


def _tells_nothing(tokens: list[Token], cue: Cue) -> bool:
    """A question put ("asked whether"), what nobody would say ("declined to say why"), a lone "so" or "what".

    And what stands before a cue without a source ("112 are thought to …"): the claim is what follows.
    """
    if cue.content and _leads(tokens, cue):
        return True
    first, words = tokens[cue.content[0]].low if cue.content else "", tokens[cue.cue[0] : cue.cue[1]]
    if first in QUESTIONS and (cue.lemma in ASKING or cue.negative or any(_withholds(token) for token in words)):
        return True
    if cue.content and _asks_nothing(tokens[cue.cue[0] : cue.content[1]], tokens[cue.content[0] : cue.content[1]], cue):
        return True
    if any(token.low == "neither" for token in words):
        return True
    lone = cue.content is not None and cue.content[1] - cue.content[0] == 1 and first in LONE | QUESTIONS
    return lone or (cue.before and cue.unnamed is not None and cue.exact is not None)


def _leads(tokens: list[Token], cue: Cue) -> bool:
    """ "We ask for five things:", "To end this the firm proposes:": what is wanted stands in the list below."""
    end = len(tokens) - 1
    behind = (cue.cue[1] if cue.before else cue.content[1]) if cue.content else 0
    return tokens[end].text == ":" and behind >= end


def _asks_nothing(tokens: list[Token], content: list[Token], cue: Cue) -> bool:
    """A thing offered ("offered 9 percent") or put somewhere is an act, and so is asking for no name to be given."""
    offered = cue.lemma == "offer" and content[0].low not in ("to", "that")
    moved = cue.lemma == "put" and not any(token.low == "at" for token in tokens)
    words_ = [token.low for token in content[:3]]
    silent = words_[:2] in (["to", "comment"], ["to", "elaborate"], ["to", "answer"], ["to", "respond"])
    return offered or moved or silent or _NAMELESS.match(" ".join(token.text for token in content[:5])) is not None


def _withholds(token: Token) -> bool:
    return token.low in ("not", "never", "cannot", "declined", "refused") or token.low.endswith("n’t")


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
    to = addressee(sentence, said, sources)
    return Attribution(
        id=name,
        start=start,
        end=end,
        text=text,
        source=said.source.ref,
        source_span=said.source.span,
        cue=cue_span(report, sentence, said.cue),
        strength=strength_of(sentence.tokens, sources, said, report.text[start:end]),
        to=to,
        medium=medium(sentence, said, sources) or (to if sources.is_medium(to) else None),
        via=_via(sentence, said),
        confidence=round(min(0.9, said.source.confidence), 2),
    )


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
