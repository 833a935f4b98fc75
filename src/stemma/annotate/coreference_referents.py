"""Who a report speaks of: its name mentions grouped, each group with what is known of it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from stemma.annotate.names_lists import demonyms, gender_of_given, lists, part, role_gender
from stemma.text.fold import fold, stem
from stemma.text.roles import roles
from stemma.text.romanised import eastern, order_keys
from stemma.text.sounds import bare, foreign, keys
from stemma.text.spelling import alike, full_name_alike, same_given
from stemma.text.tokens import words as words_of
from stemma.types.span import Note
from stemma.types.world import Mention

BEFORE_ROLES = frozenset({"deputy", "head", "chief", "union", "senior", "vice", "rebel", "lead", "assistant"})
"""Roles of their own that before another role only say which ("head doctor")."""
_BELOW = frozenset({"deputy", "vice", "assistant"})
"""Words that make another, lower office of a role ("deputy minister")."""
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL = frozenset(["of", "for", "the", "and", "in", "on", "to", "de", "la", "le", "du", "des"])


@dataclass(slots=True)
class Referent:
    """Somebody or something of the report, under all its mentions so far."""

    type: str
    mentions: list[int] = field(default_factory=list)
    names: dict[tuple[str, ...], None] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)
    """Role -> stems of the words before it ("shipping minister", "deputy mayor")."""
    gender: str | None = None
    kinds: set[str] = field(default_factory=set)
    """Nouns that stand directly before a name and say what it is ("airline NAME")."""
    noun: str = ""
    modifiers: frozenset[str] = frozenset()


@lru_cache(maxsize=16384)
def name_words(name: str) -> tuple[str, ...]:
    """Folded words of a name; a particle before a surname given alone is left out ("da Costa" -> "costa")."""
    found = tuple(fold(w.text) for w in words_of(name))
    while len(found) > 1 and found[0] in part("particles"):
        found = found[1:]
    return found


def generation(title: str) -> tuple[str, ...]:
    """ "jr" or "sr" of a title: father and son are two."""
    return tuple(w for w in name_words(title) if w in _GENERATIONS)


def title_facts(title: str) -> tuple[dict[str, set[str]], str | None]:
    """(roles with the words before them, gender) that the words of a title give."""
    found: dict[str, set[str]] = {}
    before: set[str] = set()
    gender = None
    words = [fold(word).strip(".,") for word in title.split()]
    for n, low in enumerate(words):
        if low in roles() and not (low in BEFORE_ROLES and any(w in roles() for w in words[n + 1 :])):
            found.setdefault(roles()[low], set()).update(before)
        elif low in {"kc", "qc"}:
            found.setdefault("lawyer", set())
        elif low not in demonyms() and len(low) > 2:
            before.add(stem(low))
        gender = gender or role_gender().get(low)
    return found, gender


def learn(referent: Referent, found: dict[str, set[str]], gender: str | None) -> None:
    """Add roles and gender to a referent."""
    for role, words in found.items():
        referent.roles.setdefault(role, set()).update(words)
    referent.gender = referent.gender or gender


def office_fits(referent: Referent, role: str, modifiers: frozenset[str]) -> bool:
    """True if the referent has this role and no word before it says otherwise ("the health minister")."""
    if role not in referent.roles:
        return False
    known = referent.roles[role]
    if "prim" in known or "prim" in modifiers:
        return "prim" in known and "prim" in modifiers
    if modifiers & _BELOW and not modifiers & known & _BELOW:
        return False
    return not modifiers or not known or bool(modifiers & known)


MOST_NEAR = 100
"""People and bodies of one report that may share a word of their names before the rest are no longer tried."""
TOO_MANY = Note(
    code="A-NAMESAKES-CUT",
    detail=f"more than {MOST_NEAR} names share a word; a short form of it may point to one of the others",
)


def group_names(mentions: tuple[Mention, ...]) -> tuple[list[Referent], dict[int, Referent], tuple[Note, ...]]:
    """The referents of all name mentions, full names before short ones, the referent of each, and a note if cut."""
    order = sorted(
        (i for i, m in enumerate(mentions) if m.form == "name"), key=lambda i: (-len(name_words(mentions[i].name)), i)
    )
    referents: list[Referent] = []
    known: dict[tuple[str, tuple[str, ...], str | None], list[Referent]] = {}
    index: dict[str, dict[int, Referent]] = {}
    home: dict[int, Referent] = {}
    cut = False
    for i in order:
        m = mentions[i]
        words = name_words(m.name) + generation(m.title)
        found, gender = title_facts(m.title)
        gender = gender or (gender_of_given(m.name) if m.type == "person" and len(words) > 1 else None)
        key = (m.type, words, gender)
        if key not in known:
            cut = cut or any(len(index.get(k, ())) > MOST_NEAR for k in _wanted(words))
            near = {n: r for k in _wanted(words) for n, r in islice(index.get(k, {}).items(), MOST_NEAR)}
            known[key] = [r for _, r in sorted(near.items()) if _fits(r, m.type, words, gender)]
        fits = [r for r in known[key] if gender is None or m.type != "person" or r.gender in {None, gender}]
        referent = _choose(fits, i, mentions, gender) if fits else Referent(type=m.type)
        if not fits:
            referents.append(referent)
            known[key] = [referent]
        if words not in referent.names:
            for k in _keys(words):
                index.setdefault(k, {}).setdefault(referent.mentions[0] if referent.mentions else i, referent)
        referent.names[words] = None
        if m.why.startswith("“"):
            referent.kinds.add(m.why[1:].partition("”")[0])
        insort(referent.mentions, i)
        learn(referent, found, gender)
        home[i] = referent
    return referents, home, (TOO_MANY,) if cut else ()


@lru_cache(maxsize=16384)
def _wanted(words: tuple[str, ...]) -> frozenset[str]:
    """Keys under which the full names are that `words` may be a form of."""
    found = {*words, *_sound_keys(words[-1:]), *order_keys(words)} - _SMALL - lists().legal
    if len(words) == 1:
        found.add(f"={words[0]}")
    return frozenset(found)


@lru_cache(maxsize=16384)
def _keys(words: tuple[str, ...]) -> frozenset[str]:
    """What two forms of one name share at least one of: a word, the sound of a word, the acronym."""
    content = [w for w in words if w not in _SMALL]
    initials = {"".join(w[0] for w in content), "".join(w[0] for w in words)} if len(words) > 1 else set(words)
    return frozenset({*words, *_sound_keys(content), *order_keys(words), *(f"={w}" for w in initials if len(w) > 1)})


def _sound_keys(words: Iterable[str]) -> set[str]:
    return {f"~{key}" for w in words for key in keys(w)}


def _choose(fits: list[Referent], i: int, mentions: tuple[Mention, ...], gender: str | None) -> Referent:
    """Of several the short form may mean: same gender, then the one the report names most, then the nearest before."""

    def rank(r: Referent) -> tuple[bool, int, int]:
        before = bisect_left(r.mentions, i)
        return (gender is not None and r.gender == gender, len(r.mentions), r.mentions[before - 1] if before else -1)

    return max(fits, key=rank)


def _fits(r: Referent, kind: str, words: tuple[str, ...], gender: str | None) -> bool:
    if words in r.names and (kind == r.type or "place" not in {kind, r.type}):
        return gender is None or r.gender in {None, gender} or kind != "person"
    if kind == "person" and r.type == "person":
        return (gender is None or r.gender in {None, gender}) and any(_person_form(full, words) for full in r.names)
    if {kind, r.type} <= {"org", "group", "medium"}:
        return any(_org_form(full, words) for full in r.names)
    return False


def _person_form(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """`short` is a form of `full`: surname alone, other initials, a given name left out or spelled otherwise."""
    if len(short) == 1:
        return short[0] in full[1:] or (short[0] == full[0] and len(full) > 1 and short[0] not in _SMALL)
    if len(full) == 1 or ((full[-1] in _GENERATIONS or short[-1] in _GENERATIONS) and full[-1] != short[-1]):
        return False
    full, short = (n[:-1] if n[-1] in _GENERATIONS else n for n in (full, short))
    if full_name_alike(full, short) or full[1:] == short:
        return True
    loose = any(foreign(w) for w in (*full, *short))
    if eastern(full) and eastern(short):
        return full == short
    if not same_given(full[0], short[0], loose):
        return False
    if short[-1] in full[-1].split("-")[:1] and len(short[0]) > 1:
        return True  # "Ann Example" of "Ann Example-Sample"
    return short[-1] in full[1:] or alike(bare(full[-1]), bare(short[-1]), loose)


def _org_form(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """`short` abbreviates `full`: its acronym, its first or last words without the rest."""
    content = [w for w in full if w not in _SMALL]
    if len(short) == 1 and 2 <= len(short[0]) <= 6 and len(content) >= 2:
        initials = "".join(w[0] for w in content)
        if short[0] in {initials, "".join(w[0] for w in full)}:
            return True
    wanted = [w for w in short if w not in _SMALL and w.replace(".", "") not in lists().legal]
    if not wanted or len(wanted) >= len(content) or all(w in {"new", "national", "united", "royal"} for w in wanted):
        return wanted == content
    return (
        content[: len(wanted)] == wanted
        or content[-len(wanted) :] == wanted
        or (len(wanted) > 1 and _inside(content, wanted))
    )


def _inside(content: list[str], wanted: list[str]) -> bool:
    return any(content[k : k + len(wanted)] == wanted for k in range(len(content)))
