"""Reports that are statements themselves: press releases, communiqués; who issues them, what they deny."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.annotate.grammar import is_word
from stemma.annotate.reading import Paragraph, Sentence
from stemma.annotate.speakers import Sources
from stemma.annotate.stream import Token, word_set
from stemma.types.report import LineClass, Report
from stemma.types.world import Mention

OUTLET = "outlet"
"""The issuer where no name in the text is that of who publishes the statement."""
_TITLE = re.compile(
    r"(?:[\w’'-]+ ){0,3}?(?:statement|press release|news release|media release|communiqu[eé]|bulletin|rectification|"
    r"declaration|right of reply|clarification|public notice|announcement|"
    r"(?:notice|information|apology)(?= (?:to|of|on|about|concerning|regarding|and)\b))\b(?![’']s)|"
    r"(?:to (?:our|all)|dear|open letter (?:to|from|by))\b",
    re.I,
)
_FOLLOWING = re.compile(
    r"\b(?:announces|states|declares|informs|clarifies|communicates)\b[^.\n]{0,60}\bfollowing\b|\bmakes known\b", re.I
)
_ISSUER_FIRST = re.compile(r"(?:[\w’'-]+ ){1,7}[\w’'-]+\. (?=[A-Z])")
"""The body before the kind of its statement: "MINISTRY OF HEALTH. COMMUNIQUÉ 4"."""
_DASH = re.compile(r"[:–—]|\s-\s")
_BY = re.compile(r"\b(?:of|by|from) (?:the )?$", re.I)
_BODIES = frozenset({"org", "group"})
_TOLD = frozenset({"says", "said", "sparks", "prompts", "draws", "angers", "after", "over", "as"})
"""Words of a headline about a statement, not of its title."""
MAX_BARE = 2
"""Words of a description of people that issue no statement by themselves."""
_SHORT = 16
"""Characters of a denial that says nothing alone ("We did not."): the next sentence says what is so."""
_NEGATIONS = frozenset({"not", "never", "no", "cannot"})
_BESIDE = frozenset({"because", "if", "which", "who", "unless", "whether", "although", "until"})
"""A negation after these belongs to a clause beside."""
_REJECTS = frozenset({"reject", "rejects", "refutes", "denies"})


def issuer(report: Report, sources: Sources) -> str | None:
    """Who issues this report, if it is a statement: a mention id or `outlet`; None for any other report."""
    prose = report.lines_of(LineClass.PROSE)
    start, end = (prose[0].start, prose[0].end) if prose else (0, 0)
    if not (_titled(report) or _FOLLOWING.search(report.text, start, end)):
        return None
    named = _named_in_title(report, sources) or _outlet(report, sources)
    if named is None:
        opening = sources.at(start) or sources.at(start + 4)
        named = next((m for m in opening if m.type in _BODIES), None)
    return named.id if named and not _bare(named) else OUTLET


def _bare(mention: Mention) -> bool:
    """Part of a name that was read as people ("Kenyan Women’s Football Federation"): who publishes it issues it."""
    return mention.form == "description" and mention.type == "group" and len(mention.text.split()) <= MAX_BARE


def _titled(report: Report) -> bool:
    for line in report.lines_of(LineClass.HEADLINE, LineClass.STANDFIRST)[:2]:
        title = _DASH.split(report.text[line.start : min(line.end, line.start + 200)], maxsplit=1)[0]
        words = {word.casefold() for word in title.split()}
        behind = _ISSUER_FIRST.match(report.text, line.start, line.end)
        start = behind.end() if behind else line.start
        if _TITLE.match(report.text, start, line.end) and not words & (_TOLD | word_set("auxiliaries")):
            return True
    return False


def _named_in_title(report: Report, sources: Sources) -> Mention | None:
    """ "Statement of the NAME"."""
    for line in report.lines_of(LineClass.HEADLINE):
        for mention in sources.within(line.start, line.end):
            if mention.type in _BODIES and _BY.search(report.text, max(line.start, mention.start - 12), mention.start):
                return mention
    return None


def _outlet(report: Report, sources: Sources) -> Mention | None:
    """The body that publishes the report, if the text names it."""
    outlet = (report.outlet or "").casefold().removeprefix("the ")
    named = (m for m in sources.mentions if m.form == "name" and m.type in _BODIES)
    return next((m for m in named if m.name.casefold() == outlet), None)


def denials(paragraphs: list[Paragraph]) -> Iterator[tuple[int, int]]:
    """Offsets of what a statement rejects or denies in its own words: sentences, those on end together."""
    for paragraph in paragraphs:
        if paragraph.line.cls is not LineClass.PROSE or paragraph.inside is not None:
            continue
        begin, end = -1, -1
        for sentence in paragraph.sentences:
            tokens = _unlisted(sentence)
            if _denies(sentence):
                begin, end = begin if begin >= 0 else tokens[0].start, tokens[-1].end - (tokens[-1].kind == "p")
            elif begin >= 0:
                short = end - begin < _SHORT and tokens[0].kind == "w"
                yield begin, (tokens[-1].end - (tokens[-1].kind == "p")) if short else end
                begin = -1
        if begin >= 0:
            yield begin, end


def _unlisted(sentence: Sentence) -> list[Token]:
    """The tokens without a bullet or number at the start."""
    tokens, start = sentence.tokens, 0
    while start < len(tokens) - 2:
        item = len(tokens[start].text) < 3 and tokens[start + 1].text == ")"
        if tokens[start].kind != "p" and not item:
            break
        start += 1
    return tokens[start:]


def _denies(sentence: Sentence) -> bool:
    """No words of somebody else, and a verb that is negated or rejects."""
    tokens = [token for token in sentence.tokens if token.kind != "p"]
    told = any(said.cue.content and said.cue.strength not in ("denied", "wants") for said in sentence.said)
    if told or not tokens or any(token.kind == "q" for token in tokens):
        return False
    end = next((place for place, token in enumerate(tokens) if token.low in _BESIDE), len(tokens))
    return any(_negates(tokens[:end], place) for place in range(end))


def _negates(tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    if token.kind != "w":
        return False
    if token.low in _REJECTS or token.low.endswith("n’t"):
        return True
    if token.low not in _NEGATIONS:
        return False
    around = tokens[max(0, place - 2) : place] if token.low != "no" or place else tokens[place + 1 : place + 9]
    return token.low == "cannot" or any(is_word(other, "auxiliaries") for other in around)
