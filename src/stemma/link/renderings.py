"""The wordings of one utterance: which reports print which words, and where wordings differ.

Two witnesses print one rendering if they print the same words, however they are punctuated, spelled with accents,
contracted or cut into pieces; a fragment belongs to the rendering it stands in. All else (a word, a clause left out,
an editor's insert printed as speech) makes a rendering of its own that says where it differs.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from stemma.link.collate import Token, align, variants
from stemma.link.utterance_pieces import Piece, inside, worth
from stemma.text.fold import stem
from stemma.types.speech import Quotation
from stemma.types.story import Rendering, Variant

CONTAINERS = 50
"""Longer pieces with the same telling word that are tried as containers of a repeated phrase."""
BASE_SHARE = 0.6
"""The first report's wording is the one others are compared with if it has this share of the longest one's words."""


class Witness(NamedTuple):
    """What one report prints of an utterance. `parts` make up its words; `repeats` are quoted once more elsewhere."""

    parts: tuple[Piece, ...]
    repeats: tuple[Piece, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The words spoken, without inserts."""
        return tuple(f for p in self.parts for f in p.forms)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All words printed, inserts among them."""
        return tuple(t for p in self.parts for t in p.tokens)

    @property
    def number(self) -> int:
        """The report's place in siglum order."""
        return self.parts[0].place[0]


def witnesses(quoted: Sequence[Piece]) -> list[Witness]:
    """One witness a report, in siglum order."""
    by_report: dict[int, list[Piece]] = defaultdict(list)
    for row in quoted:
        by_report[row.place[0]].append(row)
    return [_witness(by_report[n]) for n in sorted(by_report)]


def _witness(own: Sequence[Piece]) -> Witness:
    """The pieces that no longer piece contains, in text order; the others are repeats."""
    kept: list[Piece] = []
    index: dict[str, list[Piece]] = defaultdict(list)
    for row in sorted(own, key=lambda p: (-len(p.forms), p.place)):
        telling = max(row.forms, key=lambda f: (worth(stem(f)), f), default="")
        if not any(inside(row.forms, k.forms) for k in index[telling][:CONTAINERS]):
            kept.append(row)
            for form in dict.fromkeys(row.forms):
                index[form].append(row)
    chosen = {p.id for p in kept}
    parts = sorted(kept, key=lambda p: p.place)
    return Witness(tuple(parts), tuple(p for p in own if p.id not in chosen))


def renderings(utterance: str, quoted: Sequence[Piece], reported: Sequence[Piece]) -> tuple[Rendering, ...]:
    """The renderings of an utterance, the one that others are compared with first."""
    classes: list[list[Witness]] = []
    for witness in sorted(witnesses(quoted), key=lambda w: (-len(w.forms), w.forms, w.number)):
        home = next((c for c in classes if _same_wording(witness, c[0])), None)
        if home is None:
            classes.append([witness])
        else:
            home.append(witness)
    ordered = _ordered(classes)
    ids = [_id(utterance, c[0].forms) for c in ordered]
    spare = {0: tuple(p.id for p in reported)}
    if not ordered:
        return (_reported(utterance, reported),)
    return tuple(
        Rendering(
            id=ids[n],
            words=_words(rows[0]),
            quotations=tuple(p.id for w in sorted(rows, key=lambda w: w.number) for p in _own(w)),
            attributions=spare.get(n, ()),
            differs=tuple(_differs(rows[0], ordered[0][0], ids[0])) if n else (),
        )
        for n, rows in enumerate(ordered)
    )


def _own(witness: Witness) -> list[Piece]:
    return sorted((*witness.parts, *witness.repeats), key=lambda p: p.place)


def _same_wording(witness: Witness, other: Witness) -> bool:
    if witness.forms == other.forms:
        return True
    bits = [p for p in witness.parts if isinstance(p.said, Quotation)]
    return all(p.said.kind != "direct" and inside(p.forms, other.forms) for p in bits if isinstance(p.said, Quotation))


def _ordered(classes: Sequence[list[Witness]]) -> list[list[Witness]]:
    """By first report; but a short first one gives way to the longest, which shows more of what was said."""
    rows = sorted((sorted(c, key=lambda w: (-len(w.forms), w.number)) for c in classes), key=_first)
    longest = max((len(r[0].forms) for r in rows), default=0)
    base = next((r for r in rows if len(r[0].forms) >= BASE_SHARE * longest), None)
    return [base, *(r for r in rows if r is not base)] if base else []


def _first(rows: Sequence[Witness]) -> tuple[int, tuple[str, ...]]:
    return min(w.number for w in rows), rows[0].forms


def _differs(here: Witness, there: Witness, other: str) -> list[Variant]:
    columns = align(_sentences(here), _sentences(there))
    return variants(columns, here.parts[0].report, there.parts[0].report, other)


def _sentences(witness: Witness) -> tuple[Token, ...]:
    """The words to be compared: phrases quoted apart from the sentence, in a headline say, are left out."""
    kept = [p for p in witness.parts if len(p.forms) > PHRASE_APART] or witness.parts
    return tuple(t for p in kept for t in p.tokens)


PHRASE_APART = 3
"""Words of a phrase that a report quotes apart; that the other report does not quote it drops nothing."""


def _words(witness: Witness) -> str:
    return " / ".join(_spoken(p) for p in witness.parts)


def _spoken(piece: Piece) -> str:
    said = piece.said
    return (said.without_inserts or said.text) if isinstance(said, Quotation) else said.text


def _reported(utterance: str, reported: Sequence[Piece]) -> Rendering:
    first = min(reported, key=lambda p: p.place)
    return Rendering(id=_id(utterance, first.forms), words=first.said.text, attributions=tuple(p.id for p in reported))


def _id(utterance: str, forms: Sequence[str]) -> str:
    return f"{utterance}.r{hashlib.sha256(' '.join(forms).encode()).hexdigest()[:6]}"
