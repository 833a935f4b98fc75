"""Union of clusters with reasons, and which reports are near enough to speak of the same unnamed things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from stemma.link.entities_clusters import Cluster, content, description_words, parts
from stemma.resources import words
from stemma.text.fold import fold, stem
from stemma.text.sounds import keys
from stemma.text.spelling import skeleton
from stemma.text.unions import Unions

_SHARED = 2
"""Names (persons, organisations, media with names of their own, places) that two reports share to be near."""

_PREFIX = 5
"""Letters of a last name compared to see whether two reports share it."""
_BRIEF = 4
"""Names of its own that a report of few lines has."""


@cache
def _common() -> frozenset[str]:
    return frozenset(w for band in words("background")["bands"].values() for w in band.split())


def _ordinary(name: str) -> bool:
    """True if many bodies may have this name; not where it says that it is the one of the world or of a continent."""
    found = content(name)
    if len(found) > 2 and found & _scope():
        return False
    return all(stem(w) in _common() for w in found) and (len(found) < 2 or bool(found & _generic()))


@cache
def _scope() -> frozenset[str]:
    return frozenset(stem(w) for w in words("name_parts")["scope"].split())


@cache
def _generic() -> frozenset[str]:
    return frozenset(stem(w) for w in words("name_parts")["generic"].split())


def _marks(c: Cluster) -> frozenset[str]:
    """What two reports share when both name this: a surname, the first word of a body's name, the whole toponym."""
    found = parts(c.name)
    if c.key.startswith("actor:") or not found:
        return frozenset({c.key or c.name})
    if c.type == "place":
        return frozenset({"place " + " ".join(found)})
    if c.type != "person":
        return frozenset({f"{c.type} {skeleton(found[0])[:_PREFIX]}"})
    surnames = [w for w in found[1:] if len(w.strip(".")) > 1] or found[-1:]
    return frozenset(f"person {skeleton(w)[:_PREFIX]}" for w in surnames)


class Joined:
    """Clusters and their unions. A union is refused where two of its persons would differ in full name.

    Which reports name a union, and which are near another, are kept as bits of one number, report N as bit N: a story
    of thousands of reports has a neighbour for each pair of them.
    """

    def __init__(self, found: list[Cluster]) -> None:
        self.clusters = found
        self._unions = Unions(range(len(found)))
        self._why: dict[int, list[str]] = defaultdict(list)
        self._by_report: dict[int, list[int]] = defaultdict(list)
        for n, c in enumerate(found):
            self._by_report[c.report].append(n)
        self._marks = {r: self._names_of(r) for r in self._by_report}
        self._reports_of: dict[str, list[int]] = defaultdict(list)
        for r in sorted(self._marks):
            for mark in sorted({mark for marks in self._marks[r] for mark in marks}):
                self._reports_of[mark].append(r)
        self._near: dict[int, int] = {}
        self._described = _described(found)
        self._around_described: dict[tuple[int, str], frozenset[str]] = {}
        self._reports = {n: 1 << c.report for n, c in enumerate(found)}
        self._genders = {n: {c.gender} - {None} for n, c in enumerate(found)}
        self._qualified = {n: _qualifiers(c) for n, c in enumerate(found)}
        self._index = self._keys()

    def root(self, n: int) -> int:
        """The first cluster of the union of `n`."""
        return self._unions.root(n)

    def merge(self, a: int, b: int, why: str) -> None:
        """Unite the unions of two clusters for this reason."""
        low, high = sorted((self.root(a), self.root(b)))
        if self._unions.join(low, high):
            self._why[low] += [*self._why.pop(high, []), why]
            self._reports[low] |= self._reports.pop(high)
            self._genders[low] |= self._genders.pop(high)
            self._qualified[low] |= self._qualified.pop(high)

    def reasons(self, root: int) -> list[str]:
        """Why these are one, sorted so that the order of inputs does not show."""
        return sorted(self._why.get(root, []))

    def unions(self) -> dict[int, list[int]]:
        """First cluster of each union -> all its clusters, in order."""
        return self._unions.groups()

    # ---- reports that share names

    def _names_of(self, report: int) -> set[frozenset[str]]:
        """The marks of each name of a report that few reports would share by chance."""
        here = (self.clusters[n] for n in self._by_report[report])
        return {_marks(c) for c in here if c.named and not self.vague(c, c)}

    def near(self, a: int, b: int) -> bool:
        """True if two reports share enough names to be about the same things."""
        return a == b or bool(self._neighbours(a) >> b & 1)

    def near_union(self, n: int, head: int) -> bool:
        """True if the report of cluster `n` is near one that names the union of `head`."""
        return bool(self._around(self.clusters[n].report) & self._reports[self.root(head)])

    def together(self, a: int, b: int) -> bool:
        """True if one report names both unions, so that it tells them apart."""
        return bool(self._reports[self.root(a)] & self._reports[self.root(b)])

    def qualifiers(self, n: int) -> set[str]:
        """The words before its noun wherever the union of cluster `n` is described."""
        return self._qualified[self.root(n)]

    def otherwise(self, a: int, b: int) -> bool:
        """True if two unions are described as two bodies of one kind ("the health ministry", "the tax ministry")."""
        one, other = self.qualifiers(a), self.qualifiers(b)
        return bool(one) and bool(other) and one.isdisjoint(other)

    def clash(self, n: int, head: int) -> bool:
        """True if the cluster `n` is a "she" and the union of `head` is a "he" in every report that tells, or so."""
        known = self._genders[self.root(head)]
        return self.clusters[n].gender is not None and bool(known) and self.clusters[n].gender not in known

    def _neighbours(self, report: int) -> int:
        if report not in self._near:
            counts: dict[int, int] = defaultdict(int)
            for marks in self._marks.get(report, ()):
                for other in {r for mark in marks for r in self._reports_of[mark]}:
                    counts[other] += 1
            near = (r for r, n in counts.items() if r != report and n >= self._needed(report, r))
            self._near[report] = sum(1 << r for r in near)
        return self._near[report]

    def _needed(self, a: int, b: int) -> int:
        """Names two reports must share: a brief that has only a few is near with one."""
        return 1 if min(len(self._marks[a]), len(self._marks[b])) <= _BRIEF else _SHARED

    def vague(self, a: Cluster, b: Cluster) -> bool:
        """True if a name consists of ordinary words ("Ministry of Health", "Union") that many bodies may share."""
        return {a.type, b.type} <= {"org", "group"} and _ordinary(a.name) and _ordinary(b.name)

    def candidates(self, n: int) -> list[int]:
        """Clusters near by that the short name of cluster `n` may stand for."""
        c = self.clusters[n]
        if c.names[0].startswith("@"):
            everybody = [k for r in _bits(self._around(c.report)) for k in self._by_report[r]]
            return [k for k in everybody if k != n and self.clusters[k].named and self.clusters[k].type != "place"]
        words = parts(c.name)
        if not words:
            return []
        if c.type == "person":
            return self.nearby(n, person_keys(words[0]) if len(words) == 1 else [f"body {words[0]}"])
        people = person_keys(words[0]) if len(words) == 1 else []
        return self.nearby(
            n, [*people, f"body {words[0]}", f"body {words[-1]}", f"acronym {words[0].replace('.', '')}"]
        )

    def nearby(self, n: int, keys: list[str]) -> list[int]:
        """Named clusters under these keys of the index, in the report of cluster `n` and the reports near it."""
        around = self._around(self.clusters[n].report)
        found = {
            k for key in keys for k in self._index.get(key, ()) if k != n and around >> self.clusters[k].report & 1
        }
        return sorted(found)

    def described(self, n: int, head: str) -> frozenset[str]:
        """The words that the reports around cluster `n` put before this noun where they describe a body by it."""
        report = self.clusters[n].report
        if (report, head) not in self._around_described:
            near = [self._described[r, head] for r in _bits(self._around(report)) if (r, head) in self._described]
            self._around_described[report, head] = frozenset(word for words in near for word in words)
        return self._around_described[report, head]

    def _around(self, report: int) -> int:
        return self._neighbours(report) | 1 << report

    def _keys(self) -> dict[str, list[int]]:
        """What a short form may be looked up by -> named clusters."""
        index: dict[str, list[int]] = defaultdict(list)
        for n, c in enumerate(self.clusters):
            for key in sorted(keys_of(c)) if c.named else ():
                index[key].append(n)
        return index


def _bits(number: int) -> Iterator[int]:
    """The places of its bits, lowest first."""
    return (place for place, bit in enumerate(reversed(bin(number))) if bit == "1")


def person_keys(word: str) -> list[str]:
    """Keys under which the persons with this surname are, however it is spelled."""
    return [f"person {key}" for key in sorted(keys(word) or {word})]


def _described(found: list[Cluster]) -> dict[tuple[int, str], set[str]]:
    """(report, noun) -> the words before that noun where the report describes a body by it."""
    words: dict[tuple[int, str], set[str]] = defaultdict(set)
    for c in found:
        for m in c.mentions:
            if m.form == "description" and m.type == "org":
                words[c.report, stem(fold(m.title))] |= description_words(m) - {stem(fold(m.title))}
    return words


def _qualifiers(c: Cluster) -> set[str]:
    """The words before the noun where a body is described ("health" of "the health ministry")."""
    found: set[str] = set()
    for m in c.mentions if c.type == "org" else ():
        if m.form == "description":
            found |= description_words(m) - {stem(fold(m.title))}
    return found


def head_of(name: str) -> str:
    """Stem of the noun that a body's name is built on: the last word, or the last before "of" or "for"."""
    words = parts(_OF.split(name, maxsplit=1)[0]) or parts(name)
    return stem(words[-1]) if words else ""


_OF = re.compile(r"\s(?:of|for)\s", re.IGNORECASE)


def keys_of(c: Cluster) -> set[str]:
    """Keys of the index: words of a person's names, first and last words, acronym and all words of a body, roles."""
    found = {f"role {role}" for role in c.roles} if c.type == "person" else {f"kind {noun}" for noun in c.kinds}
    for name in sorted(set(c.names)):
        words = parts(name)
        if c.type == "person":
            found |= {key for w in words[1:] for key in person_keys(w)} | {f"given {w}" for w in words[:-1][:1]}
        elif c.type in {"org", "group", "medium"} and words:
            found |= {
                f"body {words[0]}",
                f"body {''.join(words[:2])}",
                f"body {words[-1]}",
                f"acronym {''.join(w[0] for w in words)}",
            }
            found.add("words " + " ".join(sorted(content(name))))
            found.add(f"head {head_of(name)}")
    return found
