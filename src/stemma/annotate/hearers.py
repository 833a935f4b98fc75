"""To whom words in marks were said, by what stands around them: question and answer, an interview named once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from stemma.annotate.addressee import OUTLET
from stemma.annotate.speakers import Sources
from stemma.types.speech import Quotation

EXCHANGE = ("ask", "answer", "repl", "respon", "retort", ":", "take turns")
"""In the cue of a question or of its answer."""
ANSWERED = 120
"""Characters between a question and its answer: a cue, a stage direction."""


def answered(quotations: Sequence[Quotation], sources: Sources) -> list[Quotation]:
    """A question and the answer that follows it at once: each is put to the speaker of the other."""
    to: dict[str, str | None] = {}
    turns: dict[int, str | None] = {}
    for asked, answer in pairwise(q for q in quotations if not q.within):
        two = asked.source and answer.source and sources.root(asked.source) != sources.root(answer.source)
        if two and asked.text.rstrip().endswith("?") and _follows(asked, answer, sources.report.text):
            to[asked.id] = answer.source
            turns[answer.turn] = asked.source
    turns[0] = None
    return [structs.replace(q, to=q.to or to.get(q.id) or turns.get(0 if q.within else q.turn)) for q in quotations]


def _follows(asked: Quotation, answer: Quotation, text: str) -> bool:
    """Does the answer stand beside the question, or do the verbs (or the colons of an interview) say what they are?"""
    if answer.start - asked.end > ANSWERED:
        return False
    cues = " ".join(q.cue.text.casefold() if q.cue else q.speaker_why for q in (asked, answer))
    return "\n" not in text[asked.end : answer.start] or any(word in cues for word in EXCHANGE)


def carried(quotations: Sequence[Quotation], sources: Sources) -> tuple[Quotation, ...]:
    """An interview named once holds for the other quotations of the same speaker that name no occasion of their own.

    Later ones take the last interview named; earlier ones only if the speaker gives no other interview in the report.
    """
    given: dict[str, list[str]] = {}
    for quotation in quotations:
        root, mention = sources.root(quotation.source), sources.by_id(quotation.to)
        told = mention.id if mention and mention.type in ("medium", "org") else None
        told = OUTLET if quotation.to == OUTLET else told
        if root and told and not quotation.within:
            given.setdefault(root, []).append(told)
    only = {root: refs[0] for root, refs in given.items() if len({sources.root(ref) or ref for ref in refs}) == 1}
    result, heard = [], dict(only)
    for quotation in quotations:
        root = sources.root(quotation.source)
        if root and quotation.to in given.get(root, ()):
            heard[root] = quotation.to or ""
        elif root in heard and quotation.to is None and quotation.medium is None and not quotation.within:
            ref = heard[root or ""]
            quotation = structs.replace(quotation, to=ref, medium=ref if sources.is_medium(ref) else None)
        result.append(quotation)
    return tuple(result)
