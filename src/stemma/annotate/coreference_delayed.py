"""Delayed identification: the headline or first paragraph says "the head of a mine", the next one gives the name."""

from __future__ import annotations

import re
from collections.abc import Container

from stemma.annotate.coreference_referents import Referent
from stemma.annotate.coreference_rules import Resolver
from stemma.annotate.names_lists import organisation_nouns
from stemma.annotate.names_tokens import saying_verbs
from stemma.text.fold import fold
from stemma.text.roles import roles
from stemma.types.world import Mention

_NEAR = 4
"""Lines within which the name follows: headline, first paragraph, second, and one line of byline or caption."""
_NAMES = 20
"""Names looked at: the first ones of the report."""
_LEADERS = frozenset({"chief", "executive", "leader", "director", "chairman", "owner", "manager", "founder"})
"""Roles that reports call by each other's names ("boss", "chief executive", "head")."""
_OPENING = 3
"""Lines from the top in which a body may be described before it is named."""
_LOOSE = frozenset({"any", "company", "medium", "court", "police", "hospital", "school", "bank", "government"})
"""Kinds of which a report may speak of several without naming all."""
_WORD = re.compile(r"[^\W\d_]+")


def delayed(resolver: Resolver, offices: Container[str]) -> None:
    """Points office descriptions that come before any person's name to the first person named as a speaker after."""
    names = [k for k, m in enumerate(resolver.mentions) if m.form == "name" and m.type == "person"]
    first = names[0] if names else 0
    starts = frozenset(resolver.layout.starts)
    for i, m in enumerate(resolver.mentions[:first]):
        role = roles().get(fold(m.title), "")
        if m.form != "description" or m.type != "unnamed" or i in resolver.antecedent or role not in offices:
            continue
        if not (m.why.startswith("definite") or m.start in starts):
            continue
        target = _named(resolver, i, names)
        if target is not None and _is_role(resolver.home[target], role, m):
            resolver.point(i, target, "the first person named as a speaker after it")


def delayed_bodies(resolver: Resolver) -> None:
    """Points "a farmers' council" of the first lines to the one body of the report that is called a council, if it is
    named soon after."""
    bodies = [k for k, m in enumerate(resolver.mentions) if m.form == "name" and m.type == "org"]
    for i, m in enumerate(resolver.mentions):
        noun = fold(m.title)
        if resolver.layout.line[i] > _OPENING or m.form != "description" or m.type != "org":
            continue
        if i in resolver.antecedent or organisation_nouns().get(noun, frozenset()) & _LOOSE:
            continue
        fits = {id(resolver.home[k]): k for k in reversed(bodies) if _called(resolver.home[k], noun)}
        target = next(iter(fits.values()), None)
        if (
            target is None
            or len(fits) > 1
            or target < i
            or resolver.layout.line[target] - resolver.layout.line[i] > _NEAR
        ):
            continue
        if resolver.home[target] is not resolver.home.get(i):
            resolver.point(i, target, f"the only body of the report called “{m.title}”")


def _called(referent: Referent, noun: str) -> bool:
    """True if this is the noun that a name of the body is built on: its last word, or the one before "of"."""
    for name in referent.names:
        end = next((n for n, word in enumerate(name) if word in {"of", "for"}), len(name))
        if end and name[end - 1] == noun:
            return True
    return False


def _named(resolver: Resolver, i: int, names: list[int]) -> int | None:
    """The first named person after mention `i` that is no object, if that one speaks near by."""
    layout = resolver.layout
    for k in names[:_NAMES]:
        m = resolver.mentions[k]
        if layout.line[k] - layout.line[i] > _NEAR:
            return None
        if not layout.quoted[k] and not layout.oblique(m):
            return k if _speaks(resolver.text, m) else None
    return None


def _speaks(text: str, m: Mention) -> bool:
    """A verb of saying stands right before or after the name, or after "who …"."""
    after = _WORD.search(text, m.end, m.end + 20)
    before = _WORD.findall(text, max(0, m.start - 16), m.start)
    beside = [after.group().casefold()] if after else []
    beside += [before[-1].casefold()] if before else []
    return any(word in saying_verbs() for word in beside)


def _is_role(referent: Referent, role: str, m: Mention) -> bool:
    """Nothing that is said of the person beside the name speaks against the role."""
    known = set(referent.roles)
    return not known or role in known or (role in _LEADERS and bool(known & _LEADERS))
