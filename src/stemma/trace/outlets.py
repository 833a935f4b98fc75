"""By which names the outlet of each report goes: as given, as its media entity is called, or as the file is named."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from stemma.resources import words as word_list
from stemma.text.fold import fold, stem
from stemma.text.tokens import Word, words
from stemma.types.dossier import Dossier
from stemma.types.report import Report

Name = tuple[str, ...]
"""Folded words, without a leading article."""

SHORTEST = 3
"""Letters of a name that can be told from an abbreviation of something else."""
HEAD = 2
"""Words before "of" that can stand for a whole name; one alone is a common noun."""
PART = re.compile(r"[^\W_]+")


class Found(NamedTuple):
    """A place where a text names an outlet: offsets, and the outlet's key."""

    start: int
    end: int
    key: str


class Outlets:
    """Names of the outlets of a run. `key` of a report: one word for its outlet, "" where nothing tells it."""

    def __init__(self, dossier: Dossier) -> None:
        self._texts = [r.text for r in dossier.reports]
        self._words: dict[int, frozenset[str]] = {}
        self.media: Mapping[str, str] = _media(dossier)
        called = {e.id: [name_of(n) for n in (e.name, *e.names)] for e in dossier.entities if e.type == "medium"}
        self.names: list[tuple[Name, ...]] = []
        for report in dossier.reports:
            own = [n for n in (name_of(report.outlet or ""), _of_file(report)) if len("".join(n)) >= SHORTEST]
            more = [n for o in own for n in called.get(self.media.get("".join(o), ""), ())]
            self.names.append(tuple(dict.fromkeys([*own, *more])))
        self.key = _keys(self.names)
        self.reports: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(self.key):
            if key:
                self.reports[key].append(number)
        self._of_medium: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self.names)):
            if medium := self.medium(number):
                self._of_medium[medium].append(number)
        self._starts = self._index()

    def medium(self, number: int) -> str | None:
        """The media entity that is the outlet of this report, or None."""
        return next((self.media["".join(n)] for n in self.names[number] if "".join(n) in self.media), None)

    def of_medium(self, actor: str) -> Sequence[int]:
        """The reports whose outlet this media entity is."""
        return self._of_medium.get(actor, ())

    def words_of(self, number: int) -> frozenset[str]:
        """The stems of the folded words of a report's text."""
        if number not in self._words:
            self._words[number] = frozenset(stem(fold(w.text)) for w in words(self._texts[number]))
        return self._words[number]

    def is_outlet(self, number: int, actor: str | None) -> bool:
        """This actor is the report's own outlet."""
        return actor is not None and any(self.media.get("".join(n)) == actor for n in self.names[number])

    def named(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Places in `start:end` that name an outlet of the run, in full or as "the" and the last word of its name."""
        row = list(_parts(text, start, end))
        forms = [fold(w.text) for w in row]
        at = 0
        while at < len(row):
            found = self._at(row, forms, at)
            if found:
                yield Found(row[at].start, row[at + found[0] - 1].end, found[1])
            at += found[0] if found else 1

    def _at(self, row: Sequence[Word], forms: Sequence[str], at: int) -> tuple[int, str] | None:
        """How many words from `at` on name an outlet, and which."""
        if not row[at].text[:1].isupper():
            return None
        for name, key in self._starts.get(forms[at], ()):
            if tuple(forms[at : at + len(name)]) == name:
                return len(name), key
        short = self._short.get(forms[at])
        return (1, short) if short and at and forms[at - 1] == "the" else None

    def _index(self) -> dict[str, list[tuple[Name, str]]]:
        """First word -> names that begin with it, longest first; and last words that belong to one outlet only.

        The last word of a name with "of" is a place.
        """
        rows = sorted({*self._pairs(), *self._heads()}, key=lambda x: (-len(x[0]), x))
        long = [(n, k) for n, k in rows if len(n) > 1 and not _linking().intersection(n)]
        last = Counter(n[-1] for n, k in {(n[-1:], k) for n, k in long})
        self._short = {n[-1]: k for n, k in reversed(long) if last[n[-1]] == 1}
        found: dict[str, list[tuple[Name, str]]] = defaultdict(list)
        for name, key in rows:
            found[name[0]].append((name, key))
        return dict(found)

    def _heads(self) -> Iterator[tuple[Name, str]]:
        """The words of a name before "of", if one outlet has them: "El Sol" for El Sol de Tandil."""
        heads: dict[Name, set[str]] = defaultdict(set)
        for name, key in self._pairs():
            cut = next((n for n, word in enumerate(name) if word in _linking()), 0)
            if cut >= HEAD:
                heads[name[:cut]].add(key)
        yield from ((head, min(keys)) for head, keys in sorted(heads.items()) if len(keys) == 1)

    def _pairs(self) -> Iterator[tuple[Name, str]]:
        for names, key in zip(self.names, self.key, strict=True):
            for name in names:
                yield name, key


def name_of(text: str) -> Name:
    """The words of a name, folded, without "the" before them. A name has a letter."""
    found = tuple(fold(w.text) for w in _parts(text, 0, len(text)))
    found = found[1:] if found[:1] == ("the",) else found
    return found if any(c.isalpha() for w in found for c in w) else ()


@cache
def _linking() -> frozenset[str]:
    return frozenset(word_list("credits")["linking"].split())


def _parts(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of `text[start:end]`, those joined by hyphens apart: files are named so, and texts differ."""
    for word in words(text, start, end):
        for part in PART.finditer(word.text) if "-" in word.text or "‑" in word.text else ():
            yield Word(word.start + part.start(), word.start + part.end(), part.group())
        if "-" not in word.text and "‑" not in word.text:
            yield word


def _media(dossier: Dossier) -> dict[str, str]:
    """Name in one word -> media entity, the first by id of those that share it."""
    rows = sorted((e for e in dossier.entities if e.type == "medium"), key=lambda e: e.id, reverse=True)
    return {"".join(name_of(n)): e.id for e in rows for n in (e.name, *e.names)}


def _of_file(report: Report) -> Name:
    """The words of a file name, numbers left out, if they can be the name of an outlet: "02-evening-echo.txt"."""
    if "#" in report.file:
        return ()
    stem = re.sub(r"\.\w{1,5}$", "", report.file.replace("\\", "/").rsplit("/", 1)[-1])
    parts = tuple(fold(p) for p in PART.findall(stem) if not any(c.isdigit() for c in p))
    plain = set(word_list("credits")["files"].split())
    return () if plain.issuperset(parts) else parts[1:] if parts[0] == "the" else parts


def _keys(names: Sequence[Sequence[Name]]) -> list[str]:
    """One key an outlet: reports that share a name share the key, whichever names they have besides."""
    first: dict[str, str] = {}
    keys = []
    for row in names:
        joined = ["".join(n) for n in row]
        key = next((first[j] for j in joined if j in first), joined[0] if joined else "")
        for j in joined:
            first.setdefault(j, key)
        keys.append(key)
    return keys
