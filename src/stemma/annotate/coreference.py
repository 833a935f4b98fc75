"""Within one report: what short names, descriptions and pronouns point to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from stemma.annotate.coreference_delayed import delayed, delayed_bodies
from stemma.annotate.coreference_places import Layout
from stemma.annotate.coreference_referents import group_names
from stemma.annotate.coreference_rules import Resolver
from stemma.annotate.names import numbered
from stemma.text.fold import fold
from stemma.text.roles import roles
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.world import Mention

OFFICES = frozenset(
    [
        "minister",
        "premier",
        "president",
        "governor",
        "mayor",
        "secretary",
        "chancellor",
        "judge",
        "commissioner",
        "king",
        "queen",
        "pope",
        "chief",
        "executive",
        "captain",
        "owner",
        "chairman",
        "director",
        "spokesman",
        "prosecutor",
        "leader",
        "mediator",
        "coach",
    ]
)
"""Roles that one person of a story has: kept without antecedent, since another report may name the holder."""


class Coreference:
    """Points short names, descriptions and pronouns to whom they mean in their report; unsure ones stay unpointed."""

    name = "coreference"
    version = "1"
    requires = frozenset({"mentions", "marked"})
    assigns = frozenset({"mentions"})
    languages = frozenset({"en"})

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        mentions = layers.mentions
        layout = Layout(report, layers.marked, mentions)
        referents, home, notes = group_names(mentions)
        resolver = Resolver(report.text, mentions, layout, referents, home)
        resolver.run()
        delayed(resolver, OFFICES)
        delayed_bodies(resolver)
        pointed = {"mentions": _pointed(report, mentions, resolver)}
        return {**pointed, "notes": notes} if notes else pointed


def _pointed(report: Report, mentions: tuple[Mention, ...], resolver: Resolver) -> tuple[Mention, ...]:
    """The mentions that stay, with antecedents under their final ids."""
    keep = [i for i, m in enumerate(mentions) if _stays(i, m, resolver)]
    kept = numbered(report, [mentions[i] for i in keep])
    ids = {i: kept[n].id for n, i in enumerate(sorted(keep, key=lambda i: (mentions[i].start, -mentions[i].end)))}
    out = []
    for i in sorted(ids, key=lambda i: (mentions[i].start, -mentions[i].end)):
        target, why = resolver.antecedent.get(i, (None, ""))
        referent = resolver.home.get(i)
        kind = mentions[i].type
        if target is not None and referent is not None and mentions[i].form != "name":
            kind = referent.type  # type: ignore[assignment]
        why = f"{mentions[i].why}; {why}" if why else mentions[i].why
        pointer = ids.get(target) if target is not None else None
        out.append(replace(mentions[i], id=ids[i], type=kind, antecedent=pointer, why=why))
    return tuple(out)


def _stays(i: int, m: Mention, resolver: Resolver) -> bool:
    """Names stay. Pronouns stay if resolved; descriptions if resolved, pointed at, speaking, or an organisation."""
    if m.form == "name" or i in resolver.antecedent or i in resolver.pointed_at:
        return True
    if m.form == "pronoun" or i in resolver.dropped:
        return False
    if m.type == "unnamed" and m.why.startswith("definite"):
        return m.why.endswith("speaks") or roles().get(fold(m.title)) in OFFICES
    return m.why.endswith(("speaks", "begins a sentence")) or (
        m.type in {"org", "medium"} and m.why.startswith("definite")
    )
