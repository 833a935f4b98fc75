"""When clusters of two reports are one entity, and the reason in words. None of it looks at more than two clusters."""

from __future__ import annotations

from functools import cache

from stemma.link.entities_clusters import Cluster, content, parts
from stemma.resources import words
from stemma.text.fold import fold
from stemma.text.romanised import eastern
from stemma.text.sounds import bare, foreign
from stemma.text.spelling import WHOLE_NAME, alike, full_name_alike, same_given, skeleton

_HANDLE = 0.8
"""Share of an account name that the words of a name must fill: a country code or year may follow them."""
TWO_SURNAMES = "same two surnames"
WEAK = (TWO_SURNAMES, *WHOLE_NAME)
"""Reasons that hold only between reports that share names."""
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
    shorter, longer = sorted((a, b), key=len)
    if len(longer) == 3 and longer[1:] == shorter and not same_given(longer[0], shorter[0]):
        return TWO_SURNAMES
    return _same_parts(a, b)


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
        if right[: len(left)] == left or right[-len(left) :] == left:
            return f"“{one}” and “{other}”: short form"
    return None


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
    return not wanted or not known or bool(wanted & known)


def handle_of(short: Cluster, full: Cluster) -> str | None:
    """The reason why an account name ("@AnnExample") is that of a person or organisation, or None."""
    handle = short.names[0]
    squeezed = fold(handle.lstrip("@")).replace("_", "")
    for name in full.unique:
        found = [w for w in parts(name) if len(w) > 1 and w in squeezed]
        if len(found) > 1 and sum(len(w) for w in found) >= _HANDLE * len(squeezed):
            return f"“{handle}” holds the words of “{name}”"
    return None
