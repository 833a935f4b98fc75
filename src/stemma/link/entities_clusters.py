"""One report's mentions of one entity, as the linker compares them across reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from stemma.resources import words as word_list
from stemma.resources.gazetteer import country, demonym
from stemma.text.cover import Overlaps
from stemma.text.fold import fold, stem
from stemma.text.roles import roles
from stemma.text.tokens import words as words_of
from stemma.types.dossier import Dossier, Layers
from stemma.types.world import EntityType, Mention, PlaceMention

_SPELLING = {
    "centre": "center",
    "defence": "defense",
    "labour": "labor",
    "organisation": "organization",
    "programme": "program",
    "centres": "center",
    "theatre": "theater",
    "harbour": "harbor",
}

_ONE_NOUN = {"jurors": "jury", "juror": "jury", "coastguards": "coastguard", "prosecutors": "prosecution"}
_BEFORE_ROLES = frozenset({"deputy", "head", "chief", "union", "senior", "vice", "rebel", "lead", "assistant"})


@cache
def _small() -> frozenset[str]:
    """Articles, prepositions and possessives: no words of a name."""
    return frozenset(word_list("name_parts")["small"].split())


@cache
def _counting() -> frozenset[str]:
    """Words before a noun that only say how many, or which of several."""
    lists = word_list("name_parts")
    return frozenset(lists["numerals"].split()) | {"both", "other", "another", "young", "own", "same"}


@dataclass(slots=True)
class Cluster:
    """The mentions of one entity in one report."""

    report: int
    type: EntityType
    mentions: list[Mention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    key: str = ""
    """Set where the thing itself says what it is across reports: a state, a place of the gazetteer."""
    roles: dict[str, set[str]] = field(default_factory=dict)
    """Role -> stems of the words before it in titles and descriptions."""
    kinds: set[str] = field(default_factory=set)
    """Nouns said of a body right beside its name ("the contractor, NAME", "airline NAME")."""
    gender: str | None = None
    forms: tuple[tuple[str, ...], ...] = ()
    """Folded words of each name of two words or more, the longest first."""
    unique: tuple[str, ...] = ()
    name: str = ""
    """The fullest name, else the first description's words."""

    @property
    def named(self) -> bool:
        return bool(self.names)


@cache
def _genders() -> dict[str, str]:
    return {
        fold(w): g
        for g, key in (("m", "male"), ("f", "female"))
        for source in ("roles", "titles")
        for w in word_list(source)[key].split()
    }


@cache
def _given() -> dict[str, str]:
    lists = word_list("given_names")
    either = set(fold(lists["either"]).split())
    found = {n: "f" for n in fold(lists["female"]).split() if n not in either}
    for n in fold(lists["male"]).split():
        if n not in either:
            found[n] = "" if n in found else "m"
    return {n: g for n, g in found.items() if g}


@cache
def given_names() -> frozenset[str]:
    """Folded given names that are common somewhere."""
    lists = word_list("given_names")
    return frozenset(fold(w) for key in ("male", "female", "either") for w in lists[key].split())


@lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, ...]:
    """Folded words of a name, without articles, prepositions, and particles at its start."""
    printed = [w.text for w in words_of(name)]
    found = tuple(fold(w) for w in printed if fold(w) not in _small() or (len(w) == 1 and w.isupper()))
    while len(found) > 1 and found[0] in particles():
        found = found[1:]
    return found


@cache
def particles() -> frozenset[str]:
    """Words like "de", "van" and "al" that may begin a surname."""
    return frozenset(word_list("name_parts")["particles"].split())


@lru_cache(maxsize=65536)
def content(name: str) -> frozenset[str]:
    """What an organisation's name says, whatever the order of its words and the side of the Atlantic."""
    return frozenset(stem(_SPELLING.get(w.removesuffix("'s"), w.removesuffix("'s"))) for w in parts(name))


def clusters(dossier: Dossier) -> list[Cluster]:
    """The clusters of every report, reports in siglum order, clusters in text order."""
    found: list[Cluster] = []
    for number, layers in enumerate(dossier.layers):
        found += _of_report(number, layers)
    return found


def _of_report(number: int, layers: Layers) -> list[Cluster]:
    by_id = {m.id: m for m in layers.mentions}
    roots: dict[str, Cluster] = {}
    known: dict[str, Mention] = {}
    for m in layers.mentions:
        root = _root(m, by_id, known)
        cluster = roots.setdefault(root.id, Cluster(number, root.type))
        cluster.mentions.append(m)
    out: list[Cluster] = []
    where = Overlaps((p.start, p.end) for p in layers.places)
    for cluster in roots.values():
        out += _split_metonyms(cluster, layers.places, where) if cluster.type in {"place", "org"} else [cluster]
    for cluster in out:
        _describe(cluster)
    return out


def _root(m: Mention, by_id: Mapping[str, Mention], known: dict[str, Mention]) -> Mention:
    """The mention at the end of the antecedents; `known` keeps the ends found, so that long chains cost once."""
    passed: dict[str, None] = {m.id: None}
    while m.antecedent and m.antecedent in by_id and m.antecedent not in passed:
        m = known.get(m.id) or by_id[m.antecedent]
        if m.id in known or m.id in passed:
            m = known.get(m.id, m)
            break
        passed[m.id] = None
    for mention_id in passed:
        known[mention_id] = m
    return m


def _split_metonyms(cluster: Cluster, places: tuple[PlaceMention, ...], where: Overlaps) -> list[Cluster]:
    """States under the state's name, with capitals that act; other places by gazetteer id."""
    groups: dict[tuple[str, EntityType], Cluster] = {}
    for m in cluster.mentions:
        near = [places[n] for n in where.of(m.start, m.end)]
        key, kind = _place_key(m, near) if m.form == "name" else ("", cluster.type)
        part = groups.setdefault((key, kind), Cluster(cluster.report, kind, key=key))
        part.mentions.append(m)
    bare = groups.pop(("", cluster.type), None)
    if bare is not None:
        named = [g for g in groups.values() if g.mentions]
        if named and not any(m.form == "name" for m in bare.mentions):
            named[0].mentions += bare.mentions
        else:
            groups["", cluster.type] = bare
    return list(groups.values())


def _place_key(m: Mention, places: Sequence[PlaceMention]) -> tuple[str, EntityType]:
    """The key of a name by the places among its characters."""
    kind = m.type
    for p in places:
        if p.role == "metonym" and p.actor:
            return f"actor:{_state_name(p.actor)}", "org"
        if kind == "place" and p.place and not country(m.name):
            return f"place:{p.place}", "place"
    if kind == "place" and (state := country(m.name)) is not None:
        return f"actor:{state.name}", "org"
    return "", kind


def _state_name(actor: str) -> str:
    state = country(actor)
    return state.name if state else actor


def _describe(cluster: Cluster) -> None:
    """Names, roles and gender from the mentions."""
    if cluster.key.startswith("actor:"):
        cluster.names.append(cluster.key.removeprefix("actor:"))
    for m in cluster.mentions:
        cluster.kinds |= _kinds(m)
        if m.form == "name" and m.name:
            cluster.names.append(" ".join([m.name, *generation(m.title)]))
        _learn(cluster, m)
        if m.form == "pronoun":
            cluster.gender = cluster.gender or {"he": "m", "she": "f"}.get(fold(m.text))
    forms = sorted(set(cluster.names), key=lambda n: (len(n.split()), len(n), n))
    cluster.unique = tuple(sorted(forms))
    found = {p for n in forms if len(p := parts(n)) > 1}
    cluster.forms = tuple(sorted(found, key=lambda p: (-len(p), p)))
    cluster.name = forms[-1] if forms else cluster.mentions[0].text
    if cluster.type == "person" and cluster.gender is None and cluster.names:
        first = parts(cluster.name)[:1]
        cluster.gender = _given().get(first[0]) if first and len(parts(cluster.name)) > 1 else None


BESIDE = "stands beside the name"
"""What coreference says of a description beside the name it belongs to."""


def _kinds(m: Mention) -> set[str]:
    """The noun that a mention says of the body whose name it is, or stands beside."""
    if m.form == "description":
        return {stem(fold(m.title))} if BESIDE in m.why and m.type != "person" else set()
    noun, quoted, _ = m.why.partition("” before it")
    return {stem(fold(noun[1:]))} if quoted and noun.startswith("“") and m.type != "person" else set()


def generation(title: str) -> list[str]:
    """ "Jr" or "Sr" in a title: it tells father and son apart, so it goes with the name here."""
    return [w for w in title.replace(".", "").split() if w in {"Jr", "Sr", "II", "III", "IV"}]


def _learn(cluster: Cluster, m: Mention) -> None:
    """Roles with the words before them, and gender, from a title or a description up to its head noun."""
    before = _whose(m)
    words = parts(m.title if m.form == "name" else head_phrase(m))
    for n, word in enumerate(words):
        if word in roles() and not (word in _BEFORE_ROLES and any(w in roles() for w in words[n + 1 :])):
            cluster.roles.setdefault(roles()[word], set()).update(before)
        elif word in {"kc", "qc"}:
            cluster.roles.setdefault("lawyer", set())
        elif demonym(word) is None and len(word) > 2:
            before.add(stem(word))
        cluster.gender = cluster.gender or _genders().get(word)


def _whose(m: Mention) -> set[str]:
    """Stems of the names behind an office ("the governor of Kano"): whose office it is."""
    at = m.text.find(f"{m.title} of ") if m.form == "description" and m.type in {"unnamed", "person"} else -1
    tail = m.text[at + len(m.title) + len(" of ") :] if at >= 0 else ""
    return {stem(fold(w.text)) for w in words_of(tail) if w.text[:1].isupper()}


def head_phrase(m: Mention) -> str:
    """A description up to its head noun, a possessor left out ("Kenya’s health minister" -> "health minister")."""
    at = m.text.find(m.title)
    phrase = m.text[: at + len(m.title)] if m.form == "description" and at >= 0 else ""
    for mark in ("’s ", "'s "):
        phrase = phrase.rpartition(mark)[2]
    return phrase


def description_words(m: Mention) -> frozenset[str]:
    """Content words of a description up to its head, singular, nationality left out: to meet it elsewhere."""
    found = [_ONE_NOUN.get(w, w) for w in parts(head_phrase(m)) if w not in _counting()]
    return frozenset(stem(w) for w in found if demonym(w) is None)
