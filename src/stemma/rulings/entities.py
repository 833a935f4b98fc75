"""Rulings on who is who: merges and splits, laid over entity linking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from stemma.rulings.anchors import NotFoundError, find, laid, reason
from stemma.text.fold import fold
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.ruling import Ruling, RulingOutcome
from stemma.types.world import Entity, Mention

T = TypeVar("T")


def apply_entities(dossier: Dossier, rulings: Sequence[Ruling]) -> tuple[Dossier, tuple[RulingOutcome, ...]]:
    """The dossier with entities merged and split as ruled, in order; one outcome a ruling of these kinds."""
    return laid(dossier, rulings, {"merge": _merge, "split": _split})


def named(entities: Iterable[Entity], name: str) -> tuple[Entity, ...]:
    """The entities that are called so, by any of their names; accents and letter case aside."""
    wanted = fold(name)
    return tuple(e for e in entities if wanted in {fold(n) for n in (e.name, *e.names)})


def _merge(dossier: Dossier, ruling: Ruling) -> Dossier:
    parts: dict[str, Entity] = {}
    for name in ruling.names:
        found = named(dossier.entities, name)
        if not found:
            raise NotFoundError(f"no entity is called {name!r}")
        parts |= {entity.id: entity for entity in found}
    if len(parts) == 1:
        return dossier
    first = next(iter(parts.values()))
    members = _members(dossier, parts)
    one = Entity(
        id=entity_id(members),
        type=first.type,
        name=first.name,
        names=_unique(n for e in parts.values() for n in (e.name, *e.names)),
        roles=_unique(r for e in parts.values() for r in e.roles),
        why=_unique((*(w for e in parts.values() for w in e.why), reason(ruling))),
    )
    return _replaced(dossier, parts, (one,), dict.fromkeys(members, one.id))


def _split(dossier: Dossier, ruling: Ruling) -> Dossier:
    away = _pointing(dossier, _anchored(dossier, ruling))
    old = next(e for e in dossier.entities if e.id == dossier.entity_of[away[0].id])
    name = ruling.value or ""
    there = [e for e in named(dossier.entities, name) if e.id != old.id]
    gone = {m.id for m in away}
    stay = [m for m in _mentions(dossier) if dossier.entity_of.get(m.id) == old.id and m.id not in gone]
    target = there[0] if there else Entity(id="", type=old.type, name=name)
    joined = _members(dossier, (target.id,)) + sorted(gone)
    new = msgspec.structs.replace(
        target,
        id=entity_id(joined),
        names=_unique((*target.names, *(m.name for m in away if m.name))),
        why=(*target.why, reason(ruling)),
    )
    links = dict.fromkeys(joined, new.id)
    if not stay:
        return _replaced(dossier, (old.id, target.id), (new,), links)
    rest = _without(old, stay, reason(ruling))
    return _replaced(dossier, (old.id, target.id), (rest, new), links | {m.id: rest.id for m in stay})


def _anchored(dossier: Dossier, ruling: Ruling) -> list[Mention]:
    """The mentions at the anchor: in each report the longest that its words overlap. Raises NotFoundError."""
    found = []
    for span in find(dossier.reports, ruling.anchor):
        at = [m for m in dossier.layers_of(span.report).mentions if m.start < span.end and span.start < m.end]
        linked = [m for m in at if m.id in dossier.entity_of]
        found += sorted(linked, key=lambda m: (m.start - m.end, m.start))[:1]
    if not found:
        raise NotFoundError("nobody is mentioned in these words")
    return found


def _pointing(dossier: Dossier, mentions: Sequence[Mention]) -> list[Mention]:
    """These mentions and all that point back to them ("he", a surname): what one of them means, all mean."""
    ids = {m.id for m in mentions}
    found = list(mentions)
    for mention in _mentions(dossier):
        if mention.id not in ids and mention.antecedent in ids:
            ids.add(mention.id)
            found.append(mention)
    return found


def _without(old: Entity, stay: Sequence[Mention], why: str) -> Entity:
    """The entity with only the names that its remaining mentions print."""
    printed = {fold(m.name) for m in stay if m.name} | {fold(m.text) for m in stay}
    names = tuple(n for n in old.names if fold(n) in printed) or tuple(m.name for m in stay[:1] if m.name)
    name = old.name if not names or fold(old.name) in printed else names[0]
    return msgspec.structs.replace(old, id=entity_id(m.id for m in stay), name=name, names=names, why=(*old.why, why))


def _mentions(dossier: Dossier) -> list[Mention]:
    return [mention for layers in dossier.layers for mention in layers.mentions]


def _members(dossier: Dossier, entities: Iterable[str]) -> list[str]:
    wanted = set(entities)
    return sorted(mention for mention, entity in dossier.entity_of.items() if entity in wanted)


def _replaced(dossier: Dossier, gone: Iterable[str], new: Sequence[Entity], links: Mapping[str, str]) -> Dossier:
    away = set(gone)
    entities = sorted((*(e for e in dossier.entities if e.id not in away), *new), key=lambda e: e.id)
    return msgspec.structs.replace(
        dossier, entities=tuple(entities), entity_of=dict(sorted({**dossier.entity_of, **links}.items()))
    )


def entity_id(members: Iterable[str]) -> str:
    """An id that only the member mentions decide."""
    return content_id("e", "\n".join(sorted(members)))


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
