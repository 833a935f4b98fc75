"""What utterances are joined from: quotations and attributions as words with weights."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from stemma.link.collate import Token, forms, tokens
from stemma.link.story_terms import background
from stemma.text.fold import fold, stem
from stemma.text.tokens import words
from stemma.types.dossier import Dossier
from stemma.types.report import Report
from stemma.types.speech import Attribution, Quotation
from stemma.types.story import Story

CLOSING = frozenset("\"'”’»“‘›")


class Piece(NamedTuple):
    """One quotation or attribution with what joining needs. `place`: report number, line number, start."""

    id: str
    report: Report
    said: Quotation | Attribution
    speaker: str | None
    place: tuple[int, int, int]
    tokens: tuple[Token, ...]
    forms: tuple[str, ...]
    terms: Mapping[str, int]
    weight: float
    named: bool = True
    """The speaker is known by name, not only as "the owner" or "a source"."""

    @property
    def quoted(self) -> bool:
        """A quotation; otherwise an attribution."""
        return isinstance(self.said, Quotation)


@lru_cache(maxsize=65536)
def worth(term: str) -> float:
    """How telling a shared word is: little for "the", most for a word that the background does not list."""
    if len(term) < 2 and not term.isdigit():
        return 0.3
    common, total = background()
    return math.log((total + 2) / (common.get(term, 0) + 2))


def described(dossier: Dossier) -> frozenset[str]:
    """Entities that reports describe but never name."""
    forms_of: dict[str, set[str]] = defaultdict(set)
    for layers in dossier.layers:
        for mention in layers.mentions:
            forms_of[dossier.entity_of.get(mention.id, "")].add(mention.form)
    return frozenset(actor for actor, found in forms_of.items() if "name" not in found)


def pieces(dossier: Dossier, story: Story, number_of: Mapping[str, int], nameless: frozenset[str]) -> Iterator[Piece]:
    """All quotations and attributions of a story's reports (numbered by id), in siglum and text order."""
    for number in sorted(number_of[r] for r in story.reports):
        report, layers = dossier.reports[number], dossier.layers[number]
        starts = [line.start for line in report.lines]
        inner = _inner(layers.quotations)
        said: Sequence[Quotation | Attribution] = (*layers.quotations, *layers.attributions)
        for item in sorted(said, key=lambda x: (x.start, -x.end, x.id)):
            place = (number, bisect_right(starts, item.start), item.start)
            speaker = dossier.actor(item.source)
            found = piece(report, item, speaker, place, inner.get(item.id, []))
            known = speaker is not None and not speaker.startswith("unnamed:") and speaker not in nameless
            yield found._replace(named=known)


def _inner(quotations: Sequence[Quotation]) -> Mapping[str, list[Quotation]]:
    """Quotation -> the quotations that stand right inside it."""
    found: dict[str, list[Quotation]] = defaultdict(list)
    around: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda q: (q.start, -q.end)):
        while around and around[-1].end < quotation.end:
            around.pop()
        if around:
            found[around[-1].id].append(quotation)
        around.append(quotation)
    return found


def piece(
    report: Report,
    said: Quotation | Attribution,
    speaker: str | None,
    place: tuple[int, int, int],
    inner: Sequence[Quotation] = (),
) -> Piece:
    """A piece with its words counted. An editor's insert is no word of the speaker's, nor is what they quote."""
    if isinstance(said, Quotation):
        found = tuple(tokens(report, said))
    else:
        rows = ((f, w) for w in words(report.text, said.start, said.end) for f in forms(w.text))
        found = tuple(Token(f, w.start, w.end, said.id, False) for f, w in rows)
    own = (t for t in found if not t.insert and not any(q.start <= t.start < q.end for q in inner))
    spoken = tuple(t.form for t in own)
    terms = Counter(stem(f) for f in spoken)
    weight = math.fsum(worth(t) * n for t, n in terms.items())
    return Piece(said.id, report, said, speaker, place, found, spoken, terms, weight)


def continued(before: Piece, after: Piece) -> bool:
    """`before` ends its line without a closing mark and `after` goes on in the next: one quotation."""
    if before.place[0] != after.place[0] or after.place[1] - before.place[1] > 2:
        return False
    text = before.report.text
    return text[before.said.end : before.said.end + 1] not in CLOSING and bool(
        text[before.said.end : after.said.start].strip(" \t\r\n\"'”’»“‘›„«‹") == ""
    )


def inside(short: Sequence[str], long: Sequence[str]) -> bool:
    """The words of `short` stand in `long` one after another."""
    if not short or len(short) > len(long):
        return False
    first, n = short[0], len(short)
    return any(long[i] == first and tuple(long[i : i + n]) == tuple(short) for i in range(len(long) - n + 1))


def same_label(a: str | None, b: str | None) -> bool:
    """Two unnamed sources whose labels share a telling word."""
    if not (a and b and a.startswith("unnamed:") and b.startswith("unnamed:")):
        return False
    first, second = ({stem(fold(w.text)) for w in words(x[8:])} for x in (a, b))
    return any(worth(w) > 2 for w in first & second)
