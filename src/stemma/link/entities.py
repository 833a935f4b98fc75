"""Entities: who is who across the reports of a run. Every merge has its reason; unsure ones are left apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from stemma.link.entities_clusters import BESIDE, Cluster, clusters, content, description_words, parts
from stemma.link.entities_join import Joined
from stemma.link.entities_rules import (
    WEAK,
    described_by,
    given_of,
    handle_of,
    legal_forms,
    nearly_same,
    office_fits,
    same_organisation,
    same_person,
    short_company,
    short_organisation,
    surname_of,
)
from stemma.text.fold import fold, stem
from stemma.text.romanised import order_keys
from stemma.text.sounds import keys
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.world import Entity, EntityType, Mention, Role

_FEW = 400
"""Clusters of one block that are compared pair by pair; a larger block is a very common name and needs equal words."""

_ANYBODY = frozenset({"man", "woman", "person", "people", "men", "women", "boy", "girl", "child", "source", "member"})
"""Descriptions that fit anybody: the same word in another report is somebody else."""


_ANY_BODY = frozenset(
    {stem(w) for w in ("company", "firm", "group", "organisation", "organization", "agency", "body", "office")}
)
"""Nouns that fit too many bodies to find one by."""
_GUESSED = ("name", "speaks", "article", "short form")
"""Reasons of the name finder that say little about the type of a single word."""


_FORM_ONLY = ("form of a name", "name of several words", "name", "article", "the outlet’s name")
_OF_A_BODY = ("a company’s part", "a ship", "head noun of organisations", "title", "age")
"""Reasons of the name finder that say what a thing is beyond doubt."""
_TELLING = 9
"""Votes of such a reason: more than three of the usual, a guess has one."""


class Entities:
    """Joins the mentions of all reports into entities: spellings, surnames, initials, acronyms, states."""

    name = "entities"
    version = "1"
    requires = frozenset({"reports", "layers"})
    assigns = frozenset({"entities", "entity_of"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        found = clusters(dossier)
        joined = Joined(found)
        _join_keys(joined)
        _join_people(joined)
        _join_organisations(joined)
        _join_full_names(joined)
        _join_places(joined)
        _join_guessed_places(joined)
        _join_short(joined)
        _join_descriptions(joined)
        entities, entity_of = _entities(dossier, joined)
        return {"entities": entities, "entity_of": entity_of}


def _join_keys(joined: Joined) -> None:
    by_key: dict[str, int] = {}
    for n, c in enumerate(joined.clusters):
        if c.key:
            first = by_key.setdefault(c.key, n)
            if first != n:
                joined.merge(first, n, f"“{joined.clusters[first].name}” and “{c.name}”: same {c.key.split(':')[0]}")


def _blocks(joined: Joined, members: Iterable[int], keys: Any) -> list[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n in members:
        for key in sorted(keys(joined.clusters[n])):
            found[key].append(n)
    return [found[key] for key in sorted(found)]


def _pairs(joined: Joined, members: Iterable[int], keys: Any, same: Any) -> None:
    """Compare the clusters that share a key, each new name once."""
    for group in _blocks(joined, members, keys):
        heads: list[int] = []
        for n in group:
            for head in heads:
                if joined.root(n) == joined.root(head):
                    break
                if reason := same(n, head):
                    joined.merge(head, n, reason)
                    break
            else:
                if len(heads) < _FEW:
                    heads.append(n)


def _join_people(joined: Joined) -> None:
    people = [
        n for n, c in enumerate(joined.clusters) if c.type == "person" and any(len(parts(x)) > 1 for x in c.names)
    ]

    def same(n: int, head: int) -> str | None:
        reason = same_person(joined.clusters[n], joined.clusters[head])
        return None if reason and reason.endswith(WEAK) and not joined.near_union(n, head) else reason

    def nearly(n: int, head: int) -> str | None:
        if joined.together(n, head) or not joined.near_union(n, head):
            return None
        return nearly_same(joined.clusters[n], joined.clusters[head])

    _pairs(joined, people, _person_blocks, same)
    _pairs(joined, people, _person_blocks, nearly)


def _person_blocks(c: Cluster) -> set[str]:
    """Blocks of a person's surnames, in any spelling and order."""
    surnames = {w for x in c.names for name in parts(x)[1:] for w in (name, *name.split("-")) if len(w) > 1}
    found = {key for w in surnames for key in keys(w) or {w}}
    return found | {key for form in c.forms for key in order_keys(form)}


def _join_full_names(joined: Joined) -> None:
    """The same name of two words or more in near reports is one thing, whatever each report took it for."""
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, c in enumerate(joined.clusters):
        if c.type in {"person", "org", "medium", "group"} and not c.key:
            for form in sorted({parts(name) for name in c.names if len(parts(name)) > 1}):
                by_name[form].append(n)
    for form, members in sorted(by_name.items()):
        for n in members[1:]:
            a, b = joined.clusters[members[0]], joined.clusters[n]
            if a.type != b.type and joined.near(a.report, b.report):
                joined.merge(members[0], n, f"“{' '.join(form)}”: same name")


def _join_guessed_places(joined: Joined) -> None:
    """A single word that its own report does not explain, and a near report knows as a place."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, c in enumerate(joined.clusters):
        if c.type == "place":
            places[parts(c.name)].append(n)
    for n, c in enumerate(joined.clusters):
        if c.type == "org" and c.named and all(m.why.split(";")[0] == "name" for m in c.mentions):
            near = [k for k in places.get(parts(c.name), ()) if joined.near(c.report, joined.clusters[k].report)]
            if len({joined.root(k) for k in near}) == 1:
                joined.merge(near[0], n, f"“{c.name}”: a place in the other report")


def _join_organisations(joined: Joined) -> None:
    chosen = [
        n for n, c in enumerate(joined.clusters) if c.type in {"org", "medium", "group"} and c.named and not c.key
    ]

    def same(n: int, head: int) -> str | None:
        a, b = joined.clusters[n], joined.clusters[head]
        reason = same_organisation(a, b)
        return None if reason and joined.vague(a, b) and not joined.near_union(n, head) else reason

    _pairs(joined, chosen, _body_keys, same)


def _body_keys(c: Cluster) -> set[str]:
    """Blocks of the words of a body's names, legal forms left out; the name itself where no word has consonants."""
    words = {w for x in c.unique for w in parts(x) if w.replace(".", "") not in legal_forms()}
    return {key for w in words for key in keys(w) or {w}} or {x.casefold() for x in c.unique}


def _join_places(joined: Joined) -> None:
    """Places that the gazetteer did not tell apart: by name, with the one drawn place of that name if there is one."""
    drawn: dict[str, dict[str, int]] = defaultdict(dict)
    bare: dict[str, list[int]] = defaultdict(list)
    for n, c in enumerate(joined.clusters):
        if c.type == "place":
            name = " ".join(parts(c.name))
            if c.key:
                drawn[name].setdefault(c.key, n)
            else:
                bare[name].append(n)
    for name, members in sorted(bare.items()):
        first = next(iter(drawn[name].values())) if len(drawn[name]) == 1 else members[0]
        for n in members:
            joined.merge(first, n, f"“{joined.clusters[n].name}”: same name of a place")


def _join_short(joined: Joined) -> None:
    """Surnames, acronyms, short forms and handles: only where one entity of reports near by fits."""
    people = {joined.root(n) for n, c in enumerate(joined.clusters) if c.type == "person" and _human(c)}
    for n, c in enumerate(joined.clusters):
        if not c.named or c.key:
            continue
        rule = _rule(c)
        if rule is None or (rule is short_company and joined.root(n) in people):
            continue
        found: dict[int, tuple[int, str]] = {}
        for k in joined.candidates(n):
            if reason := rule(c, joined.clusters[k]):
                found.setdefault(joined.root(k), (k, reason))
        found.pop(joined.root(n), None)
        if not found and rule in {surname_of, _guessed}:
            found = _given_alone(joined, n)
        if len(found) == 1:
            k, reason = next(iter(found.values()))
            joined.merge(k, n, reason)
    _same_short(joined)


def _human(c: Cluster) -> bool:
    """True if more than the form of the name says that this is a person."""
    names = [m for m in c.mentions if m.form == "name"]
    return bool(c.roles or c.gender) or any(m.why.split(";")[0] not in _FORM_ONLY for m in names)


def _given_alone(joined: Joined, n: int) -> dict[int, tuple[int, str]]:
    """Persons near by whose given name this is: after a title, or where two reports have the full name.

    Else it may be anybody's, as that of a passer-by whose surname is not printed.
    """
    c = joined.clusters[n]
    titled = any(m.form == "name" and m.title for m in c.mentions)
    found: dict[int, tuple[int, str]] = {}
    reports: dict[int, set[int]] = defaultdict(set)
    for k in joined.nearby(n, [f"given {parts(c.name)[0]}"] if parts(c.name) else []):
        if reason := given_of(c, joined.clusters[k]):
            found.setdefault(joined.root(k), (k, reason))
            reports[joined.root(k)].add(joined.clusters[k].report)
    return {root: hit for root, hit in found.items() if titled or len(found) > 1 or len(reports[root]) > 1}


def _rule(c: Cluster) -> Callable[[Cluster, Cluster], str | None] | None:
    """The rule for a short name of this kind; None for full names of people and for places."""
    if c.names[0].startswith("@"):
        return handle_of
    if c.type == "org" and len(parts(c.name)) == 1 and all(m.why.startswith(_GUESSED) for m in c.mentions):
        return _guessed
    if c.type == "person" and all(len(parts(x)) == 1 for x in c.names):
        return surname_of
    if c.type == "person":
        return short_company
    return short_organisation if c.type in {"org", "group", "medium"} else None


def _guessed(short: Cluster, full: Cluster) -> str | None:
    """A single word that its own report does not explain: a surname, or a short form of a body."""
    return surname_of(short, full) if full.type == "person" else short_organisation(short, full)


def _same_short(joined: Joined) -> None:
    """A surname alone in several near reports, with no full name anywhere."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for n, c in enumerate(joined.clusters):
        if c.type == "person" and c.named and all(len(parts(x)) == 1 for x in c.names):
            by_name[parts(c.names[0])[0] if parts(c.names[0]) else ""].append(n)
    for name in sorted(by_name):
        first = by_name[name][0]
        for n in by_name[name][1:]:
            a, b = joined.clusters[first], joined.clusters[n]
            if (
                joined.root(first) != joined.root(n)
                and joined.near(a.report, b.report)
                and not (a.gender and b.gender and a.gender != b.gender)
            ):
                joined.merge(first, n, f"“{name}”: same surname, no full name in either report")


def _join_descriptions(joined: Joined) -> None:
    """A role that one named person of reports near by has, a body's own words, or the same description elsewhere."""
    by_words: dict[frozenset[str], list[int]] = defaultdict(list)
    for n, c in enumerate(joined.clusters):
        if c.named or c.key:
            continue
        if found := _role_holder(joined, n) or _body(joined, n):
            joined.merge(found[0], n, f"“{c.name}”: {found[1]}")
            continue
        for m in c.mentions:
            words = description_words(m) if m.form == "description" else frozenset()
            if words and not (len(words) == 1 and words <= _ANYBODY):
                by_words[words].append(n)
    for words in sorted(by_words, key=sorted):
        _join_same(joined, by_words[words])


def _join_same(joined: Joined, group: list[int]) -> None:
    """Clusters described in the same words, if their reports share names."""
    for k, n in enumerate(group[:_FEW]):
        for first in group[:k]:
            a, b = joined.clusters[first], joined.clusters[n]
            apart = joined.root(first) != joined.root(n) and a.report != b.report
            if apart and joined.near(a.report, b.report) and not joined.otherwise(first, n):
                joined.merge(first, n, f"“{b.name}”: same description in reports that share names")
                break


def _role_holder(joined: Joined, n: int) -> tuple[int, str] | None:
    """The one named person of this role in the reports near by."""
    c = joined.clusters[n]
    if c.type != "unnamed" or not c.mentions[0].why.startswith("definite") or len(c.roles) != 1:
        return None
    role, modifiers = next(iter(c.roles.items()))
    holders: dict[int, int] = {}
    known: dict[int, set[str]] = defaultdict(set)
    for k in joined.nearby(n, [f"role {role}"]):
        other = joined.clusters[k]
        if role in other.roles and not joined.clash(n, k):
            holders.setdefault(joined.root(k), k)
            known[joined.root(k)] |= other.roles[role]
    found = [k for root, k in holders.items() if office_fits(modifiers, known[root])]
    return (found[0], "the only one in these reports with that role") if len(found) == 1 else None


def _body(joined: Joined, n: int) -> tuple[int, str] | None:
    """The one named body whose name has the words of this description."""
    c = joined.clusters[n]
    if c.type not in {"org", "group"} or c.mentions[0].form != "description":
        return None
    found: dict[int, tuple[int, str]] = {}
    words = description_words(c.mentions[0])
    for k in joined.nearby(n, ["words " + " ".join(sorted(words))]):
        if reason := described_by(words, joined.clusters[k]):
            found.setdefault(joined.root(k), (k, reason))
    found = found or _of_kind(joined, n, words) or _of_head(joined, n, words)
    return next(iter(found.values())) if len(found) == 1 else None


def _of_head(joined: Joined, n: int, words: frozenset[str]) -> dict[int, tuple[int, str]]:
    """Bodies near by whose name begins or ends in the noun of this description and has its other words; none if
    another body of that noun is described ("the finance ministry") and this one says nothing more ("the ministry")."""
    c = joined.clusters[n]
    head = stem(fold(c.mentions[0].title))
    found: dict[int, tuple[int, str]] = {}
    if c.type != "org" or head in _ANY_BODY or head not in words or not c.mentions[0].why.startswith("definite"):
        return found
    for k in joined.nearby(n, [f"head {head}"]):
        full = joined.clusters[k]
        if full.type == "org" and any(words <= content(name) for name in full.unique):
            found.setdefault(joined.root(k), (k, f"the only {c.mentions[0].title.casefold()} named in these reports"))
    if not found:
        return found
    named = {w for k, _ in found.values() for name in joined.clusters[k].unique for w in content(name)}
    named |= {w for root in found for w in joined.qualifiers(root)}
    return found if words - {head} or not joined.described(n, head) - named else {}


def _of_kind(joined: Joined, n: int, words: frozenset[str]) -> dict[int, tuple[int, str]]:
    """Bodies near by that a report calls by the one word of this description, right beside the name."""
    c = joined.clusters[n]
    found: dict[int, tuple[int, str]] = {}
    if c.type != "org" or len(words) != 1 or words <= _ANY_BODY or not c.mentions[0].why.startswith("definite"):
        return found
    for k in joined.nearby(n, [f"kind {word}" for word in words]):
        if joined.clusters[k].type in {"org", "medium"}:
            found.setdefault(joined.root(k), (k, "the only one in these reports that is called so"))
    return found


def _entities(dossier: Dossier, joined: Joined) -> tuple[tuple[Entity, ...], dict[str, str]]:
    entities, entity_of = [], {}
    for root, numbers in joined.unions().items():
        members = [joined.clusters[n] for n in numbers]
        entity = _entity(dossier, members, joined.reasons(root))
        entities.append(entity)
        for c in members:
            for m in c.mentions:
                entity_of[m.id] = entity.id
    return tuple(sorted(entities, key=lambda e: (e.name, e.id))), dict(sorted(entity_of.items()))


def _entity(dossier: Dossier, members: list[Cluster], why: list[str]) -> Entity:
    ids = sorted(m.id for c in members for m in c.mentions)
    votes = _votes(members)
    names = Counter(n for c in members for n in c.names)
    keyed = sorted({c.key.removeprefix("actor:") for c in members if c.key.startswith("actor:")})
    name = (
        keyed[0] if keyed else _fullest(names) or min((c.mentions[0].text for c in members), key=lambda t: (-len(t), t))
    )
    kind = min(votes, key=lambda t: (-votes[t], t))
    roles = {
        (role, dossier.reports[c.report].published.value)
        for c in members
        for m in c.mentions
        if (role := _role(dossier.reports[c.report].text, m))
    }
    return Entity(
        id=content_id("e", "\n".join(ids)),
        type=kind,
        name=name,
        names=tuple(sorted(names))
        or tuple(sorted({m.text for c in members for m in c.mentions if m.form == "description"})),
        roles=tuple(Role(text, when) for text, when in sorted(roles, key=lambda r: (r[1] or "", r[0]))),
        why=tuple(dict.fromkeys(why)),
    )


_THEN = re.compile(r"\b[Tt]hen[- ]$")
_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)


def _role(text: str, m: Mention) -> str:
    """The title before a name, or the description beside it, as printed; with "then" where that stands before it."""
    if m.form == "name":
        then = _THEN.search(text, max(0, m.start - 6), m.start) if m.title else None
        return f"{then.group()}{m.title}" if then else m.title
    return _ARTICLE.sub("", m.text, count=1) if m.form == "description" and BESIDE in m.why else ""


def _votes(members: list[Cluster]) -> Counter[EntityType]:
    """How much speaks for each type: a guess from the form of a name least, what it owns or employs most."""
    votes: Counter[EntityType] = Counter()
    for c in members:
        for m in c.mentions:
            if m.form == "name":
                reason = m.why.split(";")[0]
                votes[c.type] += 1 if reason in _FORM_ONLY else _TELLING if reason in _OF_A_BODY else 3
    return votes or Counter(c.type for c in members)


def _fullest(names: Counter[str]) -> str:
    """The form with most words; of equal ones the most frequent, then the longest."""
    return min(names, key=lambda n: (-len(n.split()), -names[n], -len(n), n)) if names else ""
