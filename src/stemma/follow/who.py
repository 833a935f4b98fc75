"""Who and what is asked for: an actor by name, an issue by words. What fits nothing is an error with near ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stemma.errors import UsageError
from stemma.text.fold import fold
from stemma.text.tokens import words
from stemma.types.account import Account
from stemma.types.world import Entity

NEAR = 70.0
"""Likeness, of 100, from which a name is offered. One wrong letter in a surname gives about 85, another name of the
same length under 50 (pairs of invented names)."""
MOST_NEAR = 5
"""Names that one message offers."""


def actor_named(account: Account, name: str) -> Entity:
    """The entity of this id or name: a whole name first, then a part of one. Raises UsageError with near names."""
    known = [entity for entity in account.data.entities if entity.type != "unnamed"]
    for fits in (_is, _called, _has_words, _within):
        found = [entity for entity in known if fits(entity, name)]
        if len(found) > 1 and fits is _called:
            found = [entity for entity in found if fold(entity.name) == fold(name)] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                f"{name!r} fits several: {_listed(entity.name for entity in found)}.",
                code="U-ACTOR",
                next_step=f"Write the whole name, or an id: {_listed(entity.id for entity in found)}.",
            )
    raise UsageError(
        f"nobody in these reports is called {name!r}.", code="U-ACTOR", next_step=_did_you_mean(known, name)
    )


def unknown_issue(issue: str, known: Sequence[str]) -> UsageError:
    """The error for an issue that no row is about, with the issues that are nearest in letters."""
    offered = near(issue, known)
    step = f"Near words: {_listed(offered)}." if offered else "Look under Positions in `stemma read`."
    return UsageError(f"nothing in these reports is about {issue!r}.", code="U-ISSUE", next_step=step)


def near(name: str, known: Iterable[str]) -> list[str]:
    """The known names that are most like this one, best first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        fold(name), sorted(set(known)), scorer=fuzz.WRatio, processor=fold, score_cutoff=NEAR, limit=MOST_NEAR
    )
    return [one for one, _, _ in found]


def _did_you_mean(known: Sequence[Entity], name: str) -> str:
    by_name = {one: entity.name for entity in known for one in (entity.name, *entity.names)}
    offered = list(dict.fromkeys(by_name[one] for one in near(name, by_name)))
    return f"Near names: {_listed(offered)}." if offered else "`stemma read` lists who is named."


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(one) for one in list(names)[:MOST_NEAR])


def _is(entity: Entity, name: str) -> bool:
    return entity.id == name


def _called(entity: Entity, name: str) -> bool:
    return fold(name) in {fold(one) for one in (entity.name, *entity.names)}


def _has_words(entity: Entity, name: str) -> bool:
    """Some name of the entity has all words asked for: a surname, a short form."""
    asked = _words(name)
    return bool(asked) and any(asked <= _words(one) for one in (entity.name, *entity.names))


def _within(entity: Entity, name: str) -> bool:
    """What is asked for has the whole name and more words, such as a title."""
    own = _words(entity.name)
    return len(own) > 1 and own <= _words(name)


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word.text) for word in words(name))
