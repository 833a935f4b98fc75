"""English forms for the generator: a verb phrase in its bare form -> any tense; numbers, articles, joined lists.

A verb phrase is written with its verb first ("close two of the five wards"); a verb with "be" first makes states and
passives ("be closed for repairs").
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent / "own"
FORMS = tomllib.loads((FOLDER / "verbs.toml").read_text("utf-8"))
IRREGULAR: dict[str, list[str]] = FORMS["irregular"]
VOWELS = "aeiou"
HEAD = re.compile(r" (?:of|to|for|in|on|over|against|into|from|at|between|without|that|who)\b")
QUANTITIES = frozenset(FORMS["quantities"].split())
DOUBLED = frozenset(FORMS["doubled"].split())


def past(verb: str) -> str:
    """The simple past of a bare verb."""
    if verb in IRREGULAR:
        return IRREGULAR[verb][0]
    return _ed(verb)


def participle(verb: str) -> str:
    """The past participle of a bare verb."""
    if verb in IRREGULAR:
        return IRREGULAR[verb][1]
    return _ed(verb)


def third(verb: str) -> str:
    """The third person singular of a bare verb."""
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def ing(verb: str) -> str:
    """The present participle of a bare verb."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in DOUBLED else "") + "ing"


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in DOUBLED else "") + "ed"


AUXILIARIES = {
    "will": "will",
    "would": "would",
    "could": "could",
    "may": "may",
    "might": "might",
    "must": "must",
    "should": "should",
    "can": "can",
    "not_will": "will not",
    "not_would": "would not",
    "not_could": "could not",
    "not_should": "should not",
}


def finite(phrase: str, tense: str, plural: bool, who: str = "") -> tuple[str, str]:
    """(what carries the tense, the rest) of a verb phrase. `who`: the subject when it is I, we, you or they."""
    verb, _, rest = phrase.partition(" ")
    rest = " " + rest if rest else ""
    many = plural or who in ("I", "we", "you", "they")
    if tense in AUXILIARIES:
        return AUXILIARIES[tense], phrase
    if verb == "be":
        return _be(tense, many, who), rest.strip()
    if tense == "pres":
        return "", (verb if many else third(verb)) + rest
    if tense == "past":
        return "", past(verb) + rest
    if tense in ("perf", "not_perf"):
        return ("have" if many else "has") + " not" * (tense == "not_perf"), participle(verb) + rest
    if tense == "pluperf":
        return "had", participle(verb) + rest
    if tense in ("prog", "pastprog"):
        return _be({"prog": "pres", "pastprog": "past"}[tense], many, who), ing(verb) + rest
    if tense == "not_past":
        return "did not", phrase
    if tense == "not_pres":
        return ("do not" if many else "does not"), phrase
    raise ValueError(tense)


def _be(tense: str, many: bool, who: str) -> str:
    now = "am" if who == "I" else "are" if many else "is"
    then = "were" if many and who != "I" else "was"
    have = "have" if many else "has"
    return {
        "pres": now,
        "past": then,
        "perf": f"{have} been",
        "not_perf": f"{have} not been",
        "pluperf": "had been",
        "prog": now,
        "pastprog": then,
        "not_past": f"{then} not",
        "not_pres": f"{now} not",
    }[tense]


def gerund(phrase: str) -> str:
    """ "close two wards" -> "closing two wards"."""
    verb, _, rest = phrase.partition(" ")
    return ing(verb) + (" " + rest if rest else "")


def article(noun: str) -> str:
    """ "a" or "an" before a noun, as it sounds in most cases."""
    low = noun.lower()
    if low.startswith(("uni", "use", "usu", "eu", "one")):
        return "a " + noun
    return ("an " if low[0] in VOWELS or low.startswith(("hour", "honest", "heir", "8", "11 ", "18")) else "a ") + noun


def listed(items: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def upper(text: str) -> str:
    """The text with its first letter a capital, whatever marks stand before it."""
    for i, sign in enumerate(text):
        if sign.isalnum():
            return text[:i] + sign.upper() + text[i + 1 :]
    return text


def possessive(name: str) -> str:
    """ "the miners" -> "the miners'"; "the council" -> "the council's"."""
    return name + ("'" if name.endswith("s") else "'s")


def plural(noun: str) -> bool:
    """Is a noun phrase plural, by its mark "+", its number or the end of its head noun?"""
    first = noun.split()[0].lower().replace(",", "")
    if noun.startswith("+") or first.isdigit() or first in QUANTITIES:
        return True
    head = HEAD.split(noun)[0]
    return head.endswith("s") and not head.endswith(("ss", "us", "is", "species", "series"))
