"""The word lists of the name finder as folded sets, loaded once."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

from stemma.resources import words
from stemma.text.fold import fold

CONNECTORS = frozenset({"of", "for", "on"})
LOWER_HEADS = frozenset(
    {"hospital", "school", "prison", "airport", "museum", "church", "clinic", "college", "university"}
)
STREET_HEADS = frozenset({"road", "street", "avenue", "lane", "hill", "park", "green", "square", "bridge", "gate"})


@cache
def part(name: str) -> frozenset[str]:
    """One list of `name_parts` as a set."""
    return _set(words("name_parts")[name])


def _set(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


@cache
def lists() -> SimpleNamespace:
    """All sets by name; see the toml files for what they hold."""
    titles, organisations, media, known = (
        words("titles"),
        words("organisations"),
        words("media"),
        words("known_organisations"),
    )
    given = words("given_names")
    return SimpleNamespace(
        honorifics=_set(titles["honorifics"]),
        ranks=_set(titles["ranks"]),
        modifiers=_set(titles["modifiers"]),
        acronyms=_set(titles["acronyms"]),
        suffixes=_set(titles["suffixes"]),
        title_male=_set(titles["male"]),
        title_female=_set(titles["female"]),
        given=_set(given["male"]) | _set(given["female"]) | _set(given["either"]),
        given_male=_set(given["male"]) - _set(given["either"]) - _set(given["female"]),
        given_female=_set(given["female"]) - _set(given["either"]) - _set(given["male"]),
        heads=_set(organisations["heads"]),
        of_heads=_set(organisations["of"]) | {"local"},
        things=_set(organisations["things"]),
        company=_set(organisations["company"]),
        legal=_set(organisations["legal"].replace(".", "")),
        media_heads=_set(media["heads"]),
        weak_media=_set(media["weak"]),
        media=frozenset(_bare(name) for name in media["names"]),
        media_before=_set(media["before"]),
        credits=_set(media["credits"]),
        known=frozenset(_bare(name) for name in known["names"]),
        not_names=_set(known["not_names"]),
    )


def _bare(name: str) -> str:
    return fold(name).removeprefix("the ")


@cache
def number_words() -> frozenset[str]:
    """Words of numbers ("nineteen", "million")."""
    lists = words("numbers")
    return frozenset(lists["cardinals"]) | frozenset(lists["scales"]) | frozenset(lists["vague"])


@cache
def role_gender() -> dict[str, str]:
    """Role noun or honorific -> "m" or "f", where it has one."""
    found = {}
    for gender, key in (("m", "male"), ("f", "female")):
        for word in words("roles")[key].split() + words("titles")[key].split():
            found[fold(word)] = gender
    return found


@cache
def groups() -> frozenset[str]:
    """Plural nouns for many people at once."""
    return _set(words("roles")["group"])


@cache
def organisation_nouns() -> dict[str, frozenset[str]]:
    """Noun of a description ("bank") -> head words of names it may stand for."""
    return {noun: frozenset(heads.split()) for noun, heads in words("organisations")["descriptions"].items()}


@cache
def demonyms() -> dict[str, str]:
    """Folded demonym -> state name."""
    return {fold(form): row["name"] for row in words("countries").values() for form in row["demonyms"]}


@cache
def countries() -> dict[str, str]:
    """Folded name or alias of a state -> state name."""
    return {_bare(form): row["name"] for row in words("countries").values() for form in (row["name"], *row["aliases"])}


@cache
def capitals() -> dict[str, str]:
    """Folded capital -> state name."""
    return {fold(row["capital"]): row["name"] for row in words("countries").values() if row["capital"]}


def gender_of_given(name: str) -> str | None:
    """ "m" or "f" if the first word of a name is a given name of one gender."""
    first = fold(name).split(" ", 1)[0].split("-")[0] if name else ""
    if first in lists().given_male:
        return "m"
    return "f" if first in lists().given_female else None
