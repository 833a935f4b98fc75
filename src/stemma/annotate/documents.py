"""Whose document speaks: who the text says issued it, or drafted it in the same breath."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.annotate.cue import cue_list
from stemma.annotate.source import head_noun, issues
from stemma.types.world import Mention

NEAR = 80
"""Characters behind a name in which it is said to issue one."""
_MADE = re.compile(
    r" (?:drafted|drawn up|written|issued|prepared|published|put out|circulated|filed) by (?:the |an? )?"
)
_MAKERS = ("org", "group", "person")


def issued(text: str, phrase: str, before: Sequence[Mention]) -> Mention | None:
    """ "The bureau said in a report … The 46-page report said": who issued the document that a phrase names.

    `before`: mentions before the phrase, in order. What a court decides is said by the last court named.
    """
    head = head_noun(phrase)
    if head not in cue_list("document_nouns"):
        return None
    if head in cue_list("rulings"):
        courts = (m for m in reversed(before) if (m.type, m.form) == ("org", "name"))
        return next((m for m in courts if cue_list("judging_nouns") & set(m.text.casefold().split())), None)
    bodies = (m for m in before if m.type in _MAKERS)
    return next((m for m in bodies if issues(head).match(text, m.end, m.end + NEAR)), None)


def made_by(text: str, start: int, end: int, inside: Sequence[Mention]) -> Mention | None:
    """ "The paper drafted by the Rhine Secretariat": the mention behind "by" in a phrase that names a document."""
    made = _MADE.search(text, start, end)
    if made is None or head_noun(text[start : made.start()]) not in cue_list("document_nouns"):
        return None
    return next((m for m in inside if m.type in _MAKERS and m.start in (made.end(), made.end() - len("the "))), None)
