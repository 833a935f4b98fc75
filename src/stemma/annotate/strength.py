"""How firmly a source stands behind what it is said to say: the cue's strength, moved by content and source."""

from __future__ import annotations

import re

from stemma.annotate.cue import cue_list
from stemma.annotate.cuewords import cue_verbs
from stemma.annotate.grammar import is_adverb, is_word, past_forms
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
_NO_DENIAL = re.compile(
    r"\b(?:not|\w+n[’']t|never|nobody)\b[^,.;]*?\bsince\b|"
    r"\b(?:not|\w+n[’']t) (?:yet |even )?(?:due|planned|scheduled|expected)\b|"
    r"\b(?:nobody|none|nothing|no one) (?:will|would|can|could|should)\b|"
    r"\bnever (?!been\b|had\b|\w+ed\b)\w+ (?:in|on|to|at|up|out|here|there)\b",
    re.I,
)
"""What has not been for some time, is not due or never happens: a plight, a plan or a habit, not a denial."""
_BESIDE = re.compile(r"\b(?:if|unless|until|provided)\b|^not to\b", re.I)
"""Behind these a "not" belongs to a condition; "not to" is a resolve."""
_HEDGES = re.compile(r"\b(?:may|might|possibly|perhaps)\b(?! \d)")
_HEDGED_FINDING = re.compile(r"\b(?:may|might) (?:well )?have\b|\b(?:possibly|perhaps|likely|probably)\b")
_COULD = re.compile(
    r"^(?:that )?(?!(?:he|she|they|we|his|her|their|its|our)\b)(?:\S+ ){1,8}?"
    r"could (?!no |not |be (?:fined|jailed)|face\b)",
    re.I,
)
"""What an event could bring about ("the works could take a year"); not what somebody is able or ready to do."""
_WILL = re.compile(r"^(?:that )?(?:\w+ ){1,3}?(?:would|will)\b|^(?:that )?\w+[’'](?:ll|d)\b", re.I)
DENIED_WITHIN = 60
"""Characters of a content in which its main clause stands: a "not" further on denies something else."""
RELAYS = frozenset(
    {"according", "report", "reveal", "write", "understand", "announce", "quote", "cite", "learned", "learnt"}
)
"""Cues with which one outlet passes on what another has."""
PAST_WITHIN = 8
"""Words of a content among which its first verb stands."""
_EDGES = ".,;:“”‘’\"'()"
OWNING = frozenset({"admit", "concede", "acknowledge", "stress", "complain", "lament"})
"""Cues whose "not" is owned up to or pointed out, and denies nothing."""
FINDS = frozenset({"find", "rule", "declare", "order", "decide", "conclude"})
"""What a court or an inquiry does in writing."""


STANDING = frozenset({"say", "put", "speak"})
"""Cues whose present form keeps a party's version of what happened at arm's length ("The firm says it paid")."""
_CLEFT = re.compile(
    r"^(?:that )?it (?:is|was)(?: not|n[’']t)? (?!\w+(?:ed|ing|ble|al)\b)(?:[\w’'-]+ ){1,5}?(?:who|that|which) ", re.I
)
"""Who did it ("it was the council that …"): one side of a quarrel."""


def strength_of(tokens: list[Token], sources: Sources, said: Said, content: str) -> Strength:
    """The cue's strength, moved by what the content denies or hedges and by who or what the source is."""
    cue = said.cue
    if cue.strength == "claimed" and cue.lemma in cue_list("standing_by") and _DENIES.search(content[:DENIED_WITHIN]):
        return "denied"
    head = _head_noun(sources, said)
    if _learned(tokens, sources, said):
        return "reported"
    if cue.strength == "document" and cue.lemma != "under" and _denies(content):
        return "denied"
    if cue.strength not in ("said", "wants"):
        return cue.strength
    if cue.lemma == "according" and head in cue_list("reporting_nouns"):
        return "reported"
    document = head in cue_list("document_nouns") and cue.lemma in cue_list("document_verbs")
    if document and _medium(sources, said):
        return "reported"
    if cue.lemma == "provide for" or document:
        return "suggested" if _HEDGED_FINDING.search(content) else "document"
    if cue.strength != "said":
        return cue.strength
    if (cue.lemma in RELAYS and _outlet(sources, said, head)) or _quoted_as(tokens, said):
        return "reported"
    if cue.lemma in FINDS and _judges(sources, said):
        return "document"
    by_content = _by_content(said, content)
    return "claimed" if by_content == "said" and _one_side(tokens, sources, said, content, head) else by_content


def _one_side(tokens: list[Token], sources: Sources, said: Said, content: str, head: str) -> bool:
    """A party's version of what happened, which the report tells in the present; not what an authority found."""
    if _CLEFT.search(content):
        return True
    cue = said.cue
    if cue.lemma not in STANDING or not _in_present(tokens, cue.cue):
        return False
    if cue.lemma != "say":
        return any(character.isdigit() for character in content)
    return _happened(content) and not _authority(sources, said, head)


def _in_present(tokens: list[Token], cue: tuple[int, int]) -> bool:
    start = cue[0]
    while start and is_adverb(tokens[start - 1]):
        start -= 1
    if any(is_word(token, "auxiliaries") for token in tokens[max(0, start - 1) : cue[1]]):
        return False
    words_ = [token.low for token in tokens[cue[0] : cue[1]]]
    forms = [cue_verbs()[word].form for word in words_ if word in cue_verbs()]
    return bool(forms) and forms[-1] in ("s", "base")


def _happened(content: str) -> bool:
    """Is there a past form among the first words?"""
    first = [word.strip(_EDGES) for word in content.casefold().split()[:PAST_WITHIN]]
    return any(word in past_forms() or (word.endswith("ed") and len(word) > 4) for word in first)


def _authority(sources: Sources, said: Said, head: str) -> bool:
    """Somebody whose office it is to establish what happened: the police, a regulator, a clerk."""
    if head in cue_list("authorities"):
        return True
    mention = sources.by_id(sources.root(said.source.ref))
    titles = f"{mention.title} {mention.text}".casefold().split() if mention else []
    return bool(cue_list("authorities") & set(titles))


def _by_content(said: Said, content: str) -> Strength:
    """What somebody says that something is not, may be, or will be."""
    lemma = said.cue.lemma
    if (lemma == "assure" and _WILL.search(content)) or (lemma == "agree" and content.startswith("to ")):
        return "promised"
    if content.casefold().strip(".") == "no" or (lemma not in OWNING and _denies(content)):
        return "denied"
    hedged = _HEDGES.search(content) or _COULD.search(content)
    return "suggested" if hedged and lemma != "according" else "said"


def _denies(content: str) -> bool:
    main = _BESIDE.split(content[:DENIED_WITHIN], maxsplit=1)[0]
    return _DENIES.search(main) is not None and not _NO_DENIAL.search(content)


def _quoted_as(tokens: list[Token], said: Said) -> bool:
    """ "The paper quotes X as saying"."""
    place = said.cue.cue[0]
    return said.cue.lemma == "say" and place > 0 and tokens[place - 1].low == "as"


def _learned(tokens: list[Token], sources: Sources, said: Said) -> bool:
    """ "The Courier understands that …", "The Courier can reveal …": what an outlet has learned."""
    cue, mention = said.cue, sources.by_id(said.source.ref)
    body = mention is not None and mention.form == "name" and mention.type in ("medium", "org")
    can = cue.lemma == "reveal" and tokens[cue.cue[0]].low == "can"
    return body and (can or (cue.lemma == "understand" and _in_present(tokens, cue.cue)))


def _outlet(sources: Sources, said: Said, head: str) -> bool:
    return head in cue_list("outlet_nouns") or _medium(sources, said)


def _medium(sources: Sources, said: Said) -> bool:
    mention = sources.by_id(said.source.ref)
    return mention is not None and mention.type == "medium"


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
