"""When clusters of two reports are one entity, and the reason in words. None of it looks at more than two clusters."""

from __future__ import annotations

import re
from functools import cache

from stemma.link.entities_clusters import Cluster, content, given_names, particles, parts
from stemma.resources import words
from stemma.text.fold import fold
from stemma.text.romanised import eastern
from stemma.text.sounds import bare, foreign
from stemma.text.spelling import WHOLE_NAME, alike, full_name_alike, same_given, skeleton

_HANDLE = 0.8
"""Share of an account name that the words of a name must fill: a country code or year may follow them."""
TWO_SURNAMES = "same given name, one of two surnames"
WEAK = (TWO_SURNAMES, *WHOLE_NAME)
"""Reasons that hold only between reports that share names."""
_TELLING = 4
"""Letters from which a word says who somebody is, even if its spelling varies."""
_DOUBLE = re.compile(r"(.)\1+")
_BELOW = frozenset({"deputy", "vice", "assistant"})
"""Words that make another, lower office of a role; a title does not leave them out."""
_FEMININE = ("ova", "eva", "ina", "aya", "ska")


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(words("titles")["suffixes"].split())


def same_person(a: Cluster, b: Cluster) -> str | None:
    """The reason why two clusters with full names are one person, or None."""
    if a.gender and b.gender and a.gender != b.gender:
        return None
    for one in a.forms:
        for other in b.forms:
            if reason := _same_name(one, other):
                return f"“{' '.join(one)}” and “{' '.join(other)}”: {reason}"
    return None


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    """Same given name and same surname, spellings allowed; a second surname may be left out."""
    if _generation(a) != _generation(b):
        return None
    a, b = _plain(a), _plain(b)
    if len(a) < 2 or len(b) < 2:
        return None
    if a == b:
        return "same name"
    if _middle_initials(a) and _middle_initials(b) and not _middle_initials(a) & _middle_initials(b):
        return None
    if whole := full_name_alike(a, b):
        return whole
    if eastern(a) and eastern(b):
        return None
    if _broken_otherwise(a, b):
        return "the same words, joined in one and apart in the other"
    if _second_initial(a, b):
        return None
    a, b = _without_initial(a), _without_initial(b)
    if _married(a, b):
        return TWO_SURNAMES
    shorter, longer = sorted((a, b), key=len)
    if len(longer) == 3 and longer[1:] == shorter and not same_given(longer[0], shorter[0]):
        return TWO_SURNAMES
    return _same_parts(a, b)


def _married(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True if one has the surname of the other before or behind a hyphen, and the same given name in full."""
    short, double = sorted((a, b), key=lambda name: "-" in name[-1])
    if "-" in short[-1] or "-" not in double[-1] or len(short[0].strip(".")) == 1:
        return False
    return same_given(short[0], double[0]) and short[-1] in double[-1].split("-")


def _same_parts(a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    """Given names that fit, and the last word of the shorter name among the surnames of the longer one."""
    loose = any(foreign(w) for w in (*a, *b))
    if not same_given(a[0], b[0], loose):
        return None
    initial = len(a[0].strip(".")) == 1 or len(b[0].strip(".")) == 1
    shorter, longer = sorted((a[1:], b[1:]), key=len)
    surname = bare(shorter[-1])
    for word in (bare(w) for w in (longer[-1], *longer[:-1])):
        if word == surname or (not initial and spelled_alike(surname, word, loose)):
            return (
                "same surname, "
                + ("initial fits" if initial else "given name fits")
                + ("" if word == surname else ", other spelling")
            )
    return None


def nearly_same(a: Cluster, b: Cluster) -> str | None:
    """The reason why two names that differ a little more may be one person where reports share names, or None.

    The caller sees to it that no report names both: sisters and cousins are told apart by it.
    """
    if (a.gender and b.gender and a.gender != b.gender) or (a.roles and b.roles and not set(a.roles) & set(b.roles)):
        return None
    for one in a.forms:
        for other in b.forms:
            if len(one) > 1 and len(other) > 1 and (reason := _nearly(_plain(one), _plain(other))):
                return f"“{' '.join(one)}” and “{' '.join(other)}”: {reason}"
    return None


def _nearly(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    if min(len(a), len(b)) < 2 or (eastern(a) and eastern(b)):
        return ""
    loose = any(foreign(w) for w in (*a, *b))
    last = len(bare(a[-1])) > _TELLING and spelled_alike(a[-1], b[-1], loose)
    if last and 1 in (len(a[0].strip(".")), len(b[0].strip("."))) and a[0][0] == b[0][0]:
        return "initial fits, surname spelled otherwise, no report names both"
    if last and len(a) == len(b) and a[1:-1] == b[1:-1] and _one_vowel(a[0], b[0]):
        return "given names differ in a vowel, same surname, no report names both"
    longer, shorter = sorted((a, b), key=len, reverse=True)
    rare = len(shorter) == 2 and shorter[0] not in given_names() and len(shorter[0]) > _TELLING
    if rare and longer[-2] == shorter[0] and spelled_alike(longer[-1], shorter[1], True):
        return "same rare given name, surname spelled otherwise, no report names both"
    return ""


def _one_vowel(a: str, b: str) -> bool:
    """True if two given names differ in one vowel inside them, and are not both common names of their own."""
    a, b = _DOUBLE.sub(r"\1", a), _DOUBLE.sub(r"\1", b)
    if len(a) != len(b) or len(a) < _TELLING or {a, b} <= given_names():
        return False
    apart = [k for k in range(len(a)) if a[k] != b[k]]
    return len(apart) == 1 and 0 < apart[0] < len(a) - 1 and {a[apart[0]], b[apart[0]]} <= set("aeiouy")


def spelled_alike(a: str, b: str, loose: bool = False) -> bool:
    """Two spellings of one surname; "Petrov" and "Petrova" are two."""
    low, high = sorted((a, b), key=len)
    if high.endswith(_FEMININE) and not low.endswith(_FEMININE) and not low.endswith("a"):
        return False
    return alike(a, b, loose)


def _generation(name: tuple[str, ...]) -> str:
    return name[-1] if name and name[-1] in {"jr", "sr", "ii", "iii", "iv"} else ""


def _plain(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in name if w not in _suffixes())


def _second_initial(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True if a second surname that one of them gives as an initial ("Perez M.") is another one in the other."""
    if len(a) != 3 or len(b) != 3 or min(len(a[2].strip(".")), len(b[2].strip("."))) != 1:
        return False
    return a[2][0] != b[2][0]


def _without_initial(name: tuple[str, ...]) -> tuple[str, ...]:
    return name[:-1] if len(name) > 2 and len(name[-1].strip(".")) == 1 else name


def _broken_otherwise(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True if one name writes two words of the other as one, and all words are then alike ("Le Roy", "Leroy")."""
    if a[1:] == b[1:] and any(p + x == y for x, y in (a[:1] + b[:1], b[:1] + a[:1]) for p in particles()):
        return True  # the particle that begins a name is cut off where it stands apart
    short, long = sorted((a, b), key=len)
    if len(long) != len(short) + 1 or len(short) < 2 or any(len(w.strip(".")) == 1 for w in (*a, *b)):
        return False
    loose = any(foreign(w) for w in (*a, *b))
    for k in range(len(short)):
        joined = (*long[:k], long[k] + long[k + 1], *long[k + 2 :])
        pairs = zip(joined, short, strict=True)
        if joined[k][:2] == short[k][:2] and all(spelled_alike(x, y, loose) for x, y in pairs):
            return True
    return False


def _middle_initials(name: tuple[str, ...]) -> set[str]:
    return {w[0] for w in name[1:-1] if len(w.strip(".")) == 1}


def surname_of(short: Cluster, full: Cluster) -> str | None:
    """The reason why a surname alone may be this person, or None. The caller sees to it that only one person fits."""
    if short.gender and full.gender and short.gender != full.gender:
        return None
    for word in sorted({parts(n)[0] for n in short.names if len(parts(n)) == 1}):
        for name in full.forms:
            loose = any(foreign(w) for w in (word, *name))
            if any(spelled_alike(bare(word), bare(w), loose) for w in _plain(name)[1:]):
                return f"“{word}” and “{' '.join(name)}”: same surname, no other of that name in these reports"
    return None


def given_of(short: Cluster, full: Cluster) -> str | None:
    """The reason why a given name alone ("Don Felipe") may be this person, or None. One person only may fit."""
    if short.gender and full.gender and short.gender != full.gender:
        return None
    if short.roles and not set(short.roles) & set(full.roles):
        return None
    for word in sorted({parts(n)[0] for n in short.names if len(parts(n)) == 1}):
        for name in full.forms:
            if word == name[0] and len(word) > 2:
                return f"“{word}” and “{' '.join(name)}”: same given name, no other of that name in these reports"
    return None


def same_organisation(a: Cluster, b: Cluster) -> str | None:
    """The reason why two organisations or media are one: equal words in any order, or spelled alike word by word."""
    for one in a.unique:
        for other in b.unique:
            left, right = content(one), content(other)
            if left and left == right:
                return f"“{one}” and “{other}”: same words"
            if left and right and _legal_free(left) == _legal_free(right) != frozenset():
                return f"“{one}” and “{other}”: same words but for the legal form"
            if len(left) > 1 and len(left) == len(right) and _word_by_word(one, other):
                return f"“{one}” and “{other}”: spelled alike"
    return None


@cache
def legal_forms() -> frozenset[str]:
    """Words of legal forms, without full stops."""
    return frozenset(w.replace(".", "") for w in words("organisations")["legal"].split()) | {"the"}


def _legal_free(found: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in found if w.replace(".", "") not in legal_forms())


def _word_by_word(a: str, b: str) -> bool:
    """The same words in order, spellings allowed; other numbers are other bodies ("Local 12")."""
    left, right = parts(a), parts(b)
    return len(left) == len(right) and all(
        x == y or (skeleton(x) == skeleton(y) != "") or alike(x, y) for x, y in zip(left, right, strict=True)
    )


def short_organisation(short: Cluster, full: Cluster) -> str | None:
    """The reason why a short name is that of a longer one: its acronym, its first words, its last words."""
    if full.type == "person":
        return None
    one, left = short.name, parts(short.name)
    for other in full.unique:
        right = parts(other)
        if not left or len(left) >= len(right) or full.key:
            continue
        if content(one) < content(other) and len(left) > 1 and left[0] == right[0] and left[-1] == right[-1]:
            return f"“{one}” and “{other}”: words left out"
        if len(left) == 1 and fold(left[0]).replace(".", "") == "".join(w[0] for w in right):
            return f"“{one}” and “{other}”: acronym"
        if len(left) == 1 and len(right) > 2 and left[0] == right[0] + right[1]:
            return f"“{one}” and “{other}”: short form, two words written as one"
        if right[: len(left)] == left or right[-len(left) :] == left:
            return f"“{one}” and “{other}”: short form"
    return None


def short_company(short: Cluster, full: Cluster) -> str | None:
    """The reason why two words that only look like a person's name are a company's without its last words, or None."""
    left = parts(short.name)
    for other in full.unique if full.type in {"org", "medium"} and not full.key else ():
        right = parts(other)
        rest = right[len(left) :]
        if rest and right[: len(left)] == left and all(w.replace(".", "") in _company_words() for w in rest):
            return f"“{short.name}” and “{other}”: short form"
    return None


@cache
def _company_words() -> frozenset[str]:
    return frozenset(words("organisations")["company"].split()) | legal_forms()


def described_by(description: frozenset[str], full: Cluster) -> str | None:
    """The reason why a description of two words or more ("shipping ministry") is a named body, or None."""
    for name in full.unique:
        if len(description) > 1 and description == content(name):
            return f"the words of “{name}”"
    return None


def office_fits(wanted: set[str], known: set[str]) -> bool:
    """True if the words before a role in a description and in a title can be one office; a premier is no minister."""
    if "prim" in wanted or "prim" in known:
        return "prim" in wanted and "prim" in known
    if wanted & _BELOW and not wanted & known & _BELOW:
        return False
    return not wanted or not known or bool(wanted & known)


_INITIALS = 3
"""Letters of an acronym that begin an account name: two are anybody's."""


def _acronym_of(handle: str, name: tuple[str, ...]) -> bool:
    """True for "@ABCPeru", "@ABC_East" of "Agency of Better Care": the acronym apart from what follows it."""
    initials = "".join(w[0] for w in name)
    head = re.match(r"@([A-Z]{3,}?)(?=_|\d|[A-Z][a-z]|$)", handle)
    return len(initials) >= _INITIALS and head is not None and fold(head.group(1)) == initials


def handle_of(short: Cluster, full: Cluster) -> str | None:
    """The reason why an account name ("@AnnExample") is that of a person or organisation, or None."""
    handle = short.names[0]
    squeezed = fold(handle.lstrip("@")).replace("_", "")
    for name in full.unique:
        if full.type in {"org", "medium"} and _acronym_of(short.names[0], parts(name)):
            return f"“{handle}” begins with the first letters of “{name}”"
        found = [w for w in parts(name) if len(w) > 1 and w in squeezed]
        if len(found) > 1 and sum(len(w) for w in found) >= _HANDLE * len(squeezed):
            return f"“{handle}” holds the words of “{name}”"
    return None
