"""Verbs that report: every printed form with its lemma, strength and frames, from `words/cues.toml`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from stemma.resources import words
from stemma.types.speech import Strength


class Verb(NamedTuple):
    """One printed form of a cue verb. `form`: base, s, past, participle, ing (past and participle may be one)."""

    lemma: str
    strength: Strength
    frames: frozenset[str]
    form: str
    noun: bool


@cache
def cue_verbs() -> dict[str, Verb]:
    """Folded word -> verb. The first group that lists a lemma decides its strength."""
    lists = words("cues")
    frames = {name: frozenset(lemmas) for name, lemmas in lists["frames"].items()}
    nouns = frozenset(lists["words"]["nouns"])
    lemmas = {lemma: strength for strength, group in lists["strength"].items() for lemma in reversed(group)}
    for lemma in lists["frames"]["quote_only"]:
        lemmas.setdefault(lemma, "said")
    forms: dict[str, Verb] = {}
    for lemma, strength in lemmas.items():
        if " " in lemma:
            continue
        has = frozenset(name for name, group in frames.items() if lemma in group)
        for form, kind in _forms(lemma, lists["irregular"].get(lemma)):
            forms.setdefault(form, Verb(lemma, cast(Strength, strength), has, kind, form in nouns))
    return forms


def _forms(lemma: str, irregular: list[str] | None) -> tuple[tuple[str, str], ...]:
    if irregular:
        third, past, participle, ing = irregular
    else:
        third, past, ing = _regular(lemma)
        participle = past
    found = ((third, "s"), (past, "past"), (participle, "participle"), (ing, "ing"))
    return found if past == lemma else ((lemma, "base"), *found)


def _regular(lemma: str) -> tuple[str, str, str]:
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third, lemma + "ed", lemma + "ing"
