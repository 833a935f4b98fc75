"""Whom "the Leeds man", "the mum-of-four" or "the museum" means: another word for who was named before.

Papers vary their words: who spoke by name in one sentence is "the 54-year-old" in the next. A definite description in
the place of a speaker points to somebody the text has told of; where it told of nobody by that noun, it is the last
person named. An office alone ("the controller") may be anybody's and is left open: over ten sets of stories the rest
was right three times of three, offices once of four.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from stemma.annotate.cue import cue_list
from stemma.annotate.names_lists import gender_of_given, lists, organisation_nouns, role_gender
from stemma.annotate.source import head_noun
from stemma.text.fold import fold
from stemma.text.roles import roles
from stemma.text.tokens import WORD
from stemma.types.world import Mention

_AGENT = ("er", "or", "ist", "ian", "eer", "man", "woman", "person")
"""How nouns for people end that no list holds ("the tea seller")."""
_FAMILY = re.compile(r"(?:mother|mum|mom|father|dad|grandmother|grandfather|parent)-of-\w+|\w+-year-old")
MODIFIED = 2
"""Words of a phrase with an office alone ("the controller"), which may be anybody's."""
_OWNED = re.compile(r"[’']s?\s")
"""Somebody's: "the bank's manager" is told of for the first time."""
_THINGS = ("document_nouns", "reporting_nouns", "voices", "outlet_nouns")
_NEW = re.compile(r"\b(?:an?|one|another|two|three|some|several)\s", re.I)
MOST_WORDS = 4
"""Words behind "a" among which the noun stands."""


def bodies_named(mentions: Iterable[Mention]) -> dict[str, Mention]:
    """Noun -> the one body whose name ends with it ("the museum"); no noun with which two names end."""
    found: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        name = fold(mention.name or "")
        if mention.form == "name" and mention.type in ("org", "medium") and name:
            found.setdefault(name.split()[-1], {}).setdefault(name, mention)
    return {noun: next(iter(names.values())) for noun, names in found.items() if len(names) == 1}


def person_meant(text: str, phrase: str, place: int, before: Sequence[Mention]) -> Mention | None:
    """Who was last spoken of before `place`, if the phrase is another word for somebody ("the Leeds man").

    `before`: the people that mentions near before the phrase point to, by name, the nearest first.
    """
    noun = head_noun(phrase)
    modified = len(phrase.split()) > MODIFIED or _FAMILY.fullmatch(noun)
    if not before or not modified or _OWNED.search(phrase) or not is_person(noun):
        return None
    if _introduced(text).get(noun, place) < place:
        return None
    return before[0] if _one_gender(noun, before[0]) else None


def is_person(noun: str) -> bool:
    """Does a singular noun name a person: a role, a relation, or by its ending?"""
    if noun in organisation_nouns() or _written(noun):
        return False
    return noun in roles() or bool(_FAMILY.fullmatch(noun)) or (len(noun) > 4 and noun.endswith(_AGENT))


def is_body(noun: str) -> bool:
    """Does a singular noun name a body: an organisation, an authority, whoever judges?"""
    if noun.endswith("s") or is_person(noun) or _written(noun):
        return False
    return noun in organisation_nouns() or noun in lists().heads - lists().things or noun in cue_list("judging_nouns")


def _written(noun: str) -> bool:
    return any(noun in cue_list(name) for name in _THINGS)


@lru_cache(maxsize=1)
def _introduced(text: str) -> dict[str, int]:
    """Noun -> where the text first tells of somebody by it: "a deckhand", "two old deckhands"."""
    found: dict[str, int] = {}
    for new in _NEW.finditer(text):
        at = new.end()
        for _ in range(MOST_WORDS):
            word = WORD.match(text, at)
            if word is None:
                break
            low = word.group().casefold()
            found.setdefault(low, new.start())
            found.setdefault(low.removesuffix("s"), new.start())
            at = word.end() + 1
    return found


def _one_gender(noun: str, mention: Mention) -> bool:
    said, given = role_gender().get(fold(noun.partition("-")[0])), gender_of_given(mention.name)
    return said is None or given is None or said == given
