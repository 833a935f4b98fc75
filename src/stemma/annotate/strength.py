"""How firmly a source stands behind what it is said to say: the cue's strength, moved by content and source."""

from __future__ import annotations

import re

from stemma.annotate.cue import cue_list
from stemma.annotate.reading import Said
from stemma.annotate.source import head_noun
from stemma.annotate.speakers import RELATIVES, Sources
from stemma.annotate.stream import Token
from stemma.types.speech import Strength

_MORE = r"(?! (?:longer|more|less|fewer|only|other|surprise|doubt|secret|wonder|(?:clear )?idea)\b)"
"""What follows a "no" or "not" that denies nothing ("no surprise", "not only")."""
_DENIES = re.compile(
    rf"^(?:that )?(?:no|none|nothing|nobody|not)\b{_MORE}|^(?:that )?at no (?:point|time|stage)\b|\bknew nothing\b|"
    r"\bnever\b(?! (?:been \w+er|so)\b)|"
    r"\b(?:is|was|are|were|does|do|did|had|has|have|been|there[’']s|that[’']s|it[’']s) no(?:t|thing)?\b"
    rf"{_MORE}(?! \w+ enough\b)|\b(?:is|was|are|were|does|do|did|had|has|have)n[’']t\b(?! \w+ enough\b)|"
    r"^(?:that )?\w+(?: \w+)? (?:rejects|denies|refutes)\b",
    re.I,
)
"""What is said not to be so. Not "will not", "may not": these are promises and rules."""
_HEDGES = re.compile(r"\b(?:may|might|possibly|perhaps)\b(?! \d)")
_HEDGED_FINDING = re.compile(r"\b(?:may|might) (?:well )?have\b|\b(?:possibly|perhaps|likely|probably)\b")
_WILL = re.compile(r"^(?:that )?(?:\w+ ){1,3}?(?:would|will)\b|^(?:that )?\w+[’'](?:ll|d)\b", re.I)
DENIED_WITHIN = 60
"""Characters of a content in which its main clause stands: a "not" further on denies something else."""
RELAYS = frozenset(
    {"according", "report", "reveal", "write", "understand", "announce", "quote", "cite", "learned", "learnt"}
)
"""Cues with which one outlet passes on what another has."""
OWNING = frozenset({"admit", "concede", "acknowledge", "stress", "complain", "lament"})
"""Cues whose "not" is owned up to or pointed out, and denies nothing."""
FINDS = frozenset({"find", "rule", "declare", "order", "decide", "conclude"})
"""What a court or an inquiry does in writing."""


def strength_of(tokens: list[Token], sources: Sources, said: Said, content: str) -> Strength:
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
    if (cue.lemma in RELAYS and _outlet(sources, said, head)) or _quoted_as(tokens, said):
        return "reported"
    if cue.lemma in FINDS and _judges(sources, said):
        return "document"
    return _by_content(said, content)


def _by_content(said: Said, content: str) -> Strength:
    """What somebody says that something is not, may be, or will be."""
    lemma = said.cue.lemma
    if (lemma == "assure" and _WILL.search(content)) or (lemma == "agree" and content.startswith("to ")):
        return "promised"
    if content.casefold().strip(".") == "no" or (lemma not in OWNING and _DENIES.search(content[:DENIED_WITHIN])):
        return "denied"
    return "suggested" if _HEDGES.search(content) and lemma != "according" else "said"


def _quoted_as(tokens: list[Token], said: Said) -> bool:
    """ "The paper quotes X as saying"."""
    place = said.cue.cue[0]
    return said.cue.lemma == "say" and place > 0 and tokens[place - 1].low == "as"


def _outlet(sources: Sources, said: Said, head: str) -> bool:
    mention = sources.by_id(said.source.ref)
    return head in cue_list("outlet_nouns") or (mention is not None and mention.type == "medium")


def _judges(sources: Sources, said: Said) -> bool:
    """Is the source a judge or a court, by its own words or by the title it was introduced with?"""
    mention = sources.by_id(said.source.ref)
    root = sources.by_id(sources.root(said.source.ref))
    words = " ".join(
        [said.source.span.text if said.source.span else "", *(f"{m.title} {m.text}" for m in (mention, root) if m)]
    )
    return bool(cue_list("judging_nouns") & set(words.casefold().split()))


def _head_noun(sources: Sources, said: Said) -> str:
    """The noun that the source's words turn on ("report" in "the report on the fire"); for "it", of what it means."""
    if said.source.span is None:
        return ""
    ref, words = said.source.ref or "", said.source.span.text
    if words.casefold() in RELATIVES and ref.startswith("unnamed:"):
        return head_noun(ref.removeprefix("unnamed:"))
    mention = sources.by_id(said.source.ref)
    before = sources.by_id(mention.antecedent) if mention and mention.form == "pronoun" else None
    return head_noun(before.text if before else words)
