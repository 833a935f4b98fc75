"""She or he: by which pronouns and titles the reports speak of somebody. Nothing is guessed from a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Literal

from stemma.text.fold import fold
from stemma.text.tokens import words
from stemma.types.dossier import Dossier

Gender = Literal["she", "he"]
_SAID: dict[Gender, frozenset[str]] = {
    "she": frozenset(
        ("she", "her", "hers", "herself", "mrs", "ms", "miss", "mme", "madam", "frau", "senora", "sister")
    ),
    "he": frozenset(("he", "him", "his", "himself", "mr", "sir", "monsieur", "herr", "senor", "brother")),
}


class Genders:
    """Entity -> she or he, where the reports agree on it."""

    def __init__(self, dossier: Dossier) -> None:
        votes: dict[str, Counter[Gender]] = defaultdict(Counter)
        for layers in dossier.layers:
            for mention in layers.mentions:
                entity = dossier.entity_of.get(mention.id)
                said = of_words(mention.text if mention.form == "pronoun" else mention.title)
                if entity and said:
                    votes[entity][said] += 1
        self._of: dict[str, Gender] = {
            e: "she" if v["she"] > v["he"] else "he" for e, v in votes.items() if v["she"] != v["he"]
        }

    def of(self, entity: str) -> Gender | None:
        """None where no pronoun or title tells, or they tell both as often."""
        return self._of.get(entity)

    def fits(self, entity: str, said: Gender | None) -> bool:
        """Nothing speaks against it that this is who is meant."""
        own = self._of.get(entity)
        return said is None or own is None or own == said


def of_words(text: str) -> Gender | None:
    """What the words of a text say, if they say one of the two only."""
    found = {fold(word.text) for word in words(text)}
    said = [gender for gender, known in _SAID.items() if found & known]
    return said[0] if len(said) == 1 else None
