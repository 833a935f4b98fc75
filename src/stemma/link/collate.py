"""Word alignment of two witnesses of one text, in the manner of a critical edition.

Words are aligned apart from punctuation, so a comma is never aligned with a word. An editor's insert (`[…]`) is
carried along but never counts as speech. Aligning a with b gives the mirror of aligning b with a.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from stemma.resources import words as word_list
from stemma.text.fold import fold, stem
from stemma.text.tokens import words
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.speech import Quotation
from stemma.types.story import Difference, Variant

LONGEST = 400
"""Words; longer witnesses are aligned by matching blocks, which is coarser but never quadratic."""
CONTRACTED = re.compile(r"(.+)(n't|'re|'ll|'ve|'m)")


class Token(NamedTuple):
    """One word of a witness: folded form, offsets, the quotation it stands in, and whether in an editor's insert."""

    form: str
    start: int
    end: int
    quotation: str
    insert: bool


class Column(NamedTuple):
    """One place of the alignment: the word here and there, either of which may be missing."""

    here: Token | None
    there: Token | None

    @property
    def same(self) -> bool:
        """Both sides print the word, and both as speech or both as an insert."""
        return bool(self.here and self.there and self.here.insert == self.there.insert and like(self.here, self.there))


def tokens(report: Report, quotation: Quotation) -> list[Token]:
    """The words of a quotation; a contraction gives two tokens of the same characters."""
    return [
        Token(form, word.start, word.end, quotation.id, any(i.start <= word.start < i.end for i in quotation.inserts))
        for word in words(report.text, quotation.start, quotation.end)
        for form in forms(word.text)
    ]


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """Folded word; "don't" as "do", "not"; number words as digits."""
    table = word_list("collate")
    plain = fold(word)
    if plain in table["irregular"]:
        return tuple(table["irregular"][plain].split())
    if match := CONTRACTED.fullmatch(plain):
        return match[1], table["contractions"][match[2]]
    return (table["numbers"].get(plain, plain),)


def like(a: Token, b: Token) -> bool:
    """The same word, whatever its spelling of accents and case."""
    return a.form == b.form


def align(here: Sequence[Token], there: Sequence[Token]) -> list[Column]:
    """Columns in order. Words alike meet; a word without a partner stands alone. An insert is one word."""
    here, there = _whole(here), _whole(there)
    head = 0
    while head < min(len(here), len(there)) and like(here[head], there[head]):
        head += 1
    columns = [Column(a, b) for a, b in zip(here[:head], there[:head], strict=True)]
    a, b = here[head:], there[head:]
    columns += _blocks(a, b) if len(a) > LONGEST or len(b) > LONGEST else _best(a, b)
    return _slid(columns)


def _whole(witness: Sequence[Token]) -> list[Token]:
    """Each editor's insert as one token: its words are no speech, and none of them meets a word by itself."""
    out: list[Token] = []
    for token in witness:
        last = out[-1] if out else None
        if last and token.insert and last.insert and last.quotation == token.quotation:
            out[-1] = last._replace(form=f"{last.form} {token.form}", end=token.end)
        else:
            out.append(token)
    return out


def _slid(columns: list[Column]) -> list[Column]:
    """Words that only one side has begin as early as they can: of "you knew. You will" the first "you" is left out."""
    out = list(columns)
    for at in range(len(out) - 1, 0, -1):
        before, last = out[at - 1], out[at]
        if not (before.here and before.there) or (last.here and last.there):
            continue
        end = at
        while end + 1 < len(out) and _one_sided(out[end + 1], last):
            end += 1
        extra = out[end].here or out[end].there
        if extra and like(extra, before.here):
            out[at - 1 : end + 1] = _shift(out[at - 1 : end + 1], last.here is not None)
    return out


def _one_sided(column: Column, like_column: Column) -> bool:
    return (column.here is None) == (like_column.here is None) and (column.there is None) == (like_column.there is None)


def _shift(columns: Sequence[Column], here: bool) -> list[Column]:
    """One matched column and a run of one side's words -> the run one word earlier, the match on its last word."""
    first = columns[0]
    if here:
        run = [c.here for c in columns]
        return [*(Column(t, None) for t in run[:-1]), Column(run[-1], first.there)]
    run = [c.there for c in columns]
    return [*(Column(None, t) for t in run[:-1]), Column(first.here, run[-1])]


def _blocks(a: Sequence[Token], b: Sequence[Token]) -> Iterator[Column]:
    matcher = SequenceMatcher(None, [t.form for t in a], [t.form for t in b])
    i = j = 0
    for block in matcher.get_matching_blocks():
        yield from (Column(t, None) for t in a[i : block.a])
        yield from (Column(None, t) for t in b[j : block.b])
        i, j = block.a + block.size, block.b + block.size
        yield from (Column(x, y) for x, y in zip(a[block.a : i], b[block.b : j], strict=True))


def _best(a: Sequence[Token], b: Sequence[Token]) -> list[Column]:
    """Longest common subsequence, words weighted by length so that "the" never outvotes a noun."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        row, below = table[i], table[i + 1]
        for j in range(len(b) - 1, -1, -1):
            best = max(below[j], row[j + 1])
            row[j] = max(best, below[j + 1] + _worth(a[i])) if like(a[i], b[j]) else best
    return list(_walk(a, b, table))


def _walk(a: Sequence[Token], b: Sequence[Token], table: Sequence[Sequence[int]]) -> Iterator[Column]:
    i = j = 0
    while i < len(a) and j < len(b):
        if like(a[i], b[j]) and table[i][j] == table[i + 1][j + 1] + _worth(a[i]):
            yield Column(a[i], b[j])
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            yield Column(a[i], None)
            i += 1
        else:
            yield Column(None, b[j])
            j += 1
    yield from (Column(t, None) for t in a[i:])
    yield from (Column(None, t) for t in b[j:])


def _worth(token: Token) -> int:
    return 2 + min(len(token.form), 8)


def variants(columns: Sequence[Column], here: Report, there: Report, other: str) -> list[Variant]:
    """The places where two witnesses differ, with their characters on both sides. `other`: id of the other rendering.

    Words at the beginning or end that only one of them has are a place too ("dropped"): a cut may take a condition.
    """
    places = [_place(run) for run in _runs(columns)]
    return _moved([_variant(p, here, there, other) for p in places if p[0] or p[1]])


def _runs(columns: Sequence[Column]) -> Iterator[list[Column]]:
    run: list[Column] = []
    for column in columns:
        if column.same:
            if run:
                yield run
            run = []
        else:
            run.append(column)
    if run:
        yield run


def _place(run: Sequence[Column]) -> tuple[list[Token], list[Token]]:
    return [c.here for c in run if c.here], [c.there for c in run if c.there]


def _variant(place: tuple[list[Token], list[Token]], here: Report, there: Report, other: str) -> Variant:
    a, b = place
    return Variant(with_=other, here=_span(a, here), there=_span(b, there), what=_what(a, b))


def _what(a: Sequence[Token], b: Sequence[Token]) -> Difference:
    """`insert` where the words that differ are an editor's on one side, whatever the other prints there."""
    speech_a, speech_b = [t for t in a if not t.insert], [t for t in b if not t.insert]
    pronouns = word_list("collate")["pronouns"].split()
    bracketed = {form for t in (*a, *b) if t.insert for form in t.form.split()}
    if bracketed and all(t.form in bracketed or t.form in pronouns for t in (*speech_a, *speech_b)):
        return "insert"
    return "word" if a and b else "dropped"


BRACKETS = frozenset("[]()")


def _span(run: Sequence[Token], report: Report) -> Span | None:
    """The characters of a run, within the quotation its first word stands in."""
    within = [t for t in run if t.quotation == run[0].quotation] if run else []
    if not within:
        return None
    start, end = within[0].start, within[-1].end
    if within[0].insert and report.text[start - 1 : start] in BRACKETS:
        start -= 1
    if within[-1].insert and report.text[end : end + 1] in BRACKETS:
        end += 1
    return report.span(start, end)


def _moved(found: list[Variant]) -> list[Variant]:
    """Words dropped at one place and printed at another are one change of order."""
    lost = {_key(v.here): v for v in found if v.what == "dropped" and v.here and " " in v.here.text}
    out = []
    taken = set()
    for v in found:
        partner = lost.get(_key(v.there)) if v.what == "dropped" and v.there else None
        if partner:
            taken.add(_key(v.there))
            out.append(Variant(with_=v.with_, here=partner.here, there=v.there, what="order"))
        else:
            out.append(v)
    return [v for v in out if not (v.what == "dropped" and v.here and _key(v.here) in taken)]


def _key(span: Span | None) -> str:
    return " ".join(stem(fold(w.text)) for w in words(span.text)) if span else ""
