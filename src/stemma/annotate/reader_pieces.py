"""Text of a report -> windows of word pieces, as the trained reader sees them; training cuts its windows here too.

A window holds whole paragraphs, as many as fit, and a little of what stands before and after them. Quotation marks
are written in one way (outer “ ”, inner ‘ ’) whatever the outlet prints: the pairs found by `marks` say which is which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from stemma.types.speech import Marked

CLS, SEP = 101, 102
ROOM = 240
"""Pieces of one window besides its context. Training draws 64–256, so the reader knows them all."""
LEFT, RIGHT = 32, 16
"""Pieces of context before and after."""
SHAPES = 10
"""Ways a piece is written: see `shape`."""
Place = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """Word pieces that are read together. All rows have one length, n.

    `offsets[i]`: the characters of piece i in the report's text; (0, 0) for pieces that are no text of the window's own
    (context, separators). `live[i]`: is the piece the window's own, or a separator between two of its paragraphs?
    """

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    offsets: tuple[Place, ...]
    live: tuple[bool, ...]


@dataclass(frozen=True)
class _Coded:
    """The pieces of (a part of) one paragraph."""

    pieces: list[int]
    shapes: list[int]
    offsets: list[Place]

    def part(self, start: int, end: int | None) -> _Coded:
        return _Coded(self.pieces[start:end], self.shapes[start:end], self.offsets[start:end])


def levelled(text: str, marked: Iterable[Marked]) -> str:
    """The text, as long as before, with “ ” at outer and ‘ ’ at inner quotation marks and ' for other apostrophes."""
    signs = list(text.replace("’", "'"))
    for mark in marked:
        pair = "“”" if mark.depth == 1 else "‘’"
        _write(text, signs, mark.start, pair[0], -1)
        if mark.closed:
            _write(text, signs, mark.end, pair[1], 1)
    return "".join(signs)


def _write(text: str, signs: list[str], edge: int, sign: str, step: int) -> None:
    """Puts `sign` at the mark beside `edge` (blanks between them are passed) and blanks out the rest of a long mark."""
    at = edge - 1 if step < 0 else edge
    while 0 <= at < len(text) and text[at].isspace() and text[at] not in "\r\n":
        at += step
    if not 0 <= at < len(text) or text[at].isalnum() or text[at].isspace():
        return
    signs[at] = sign
    beside = at + step
    if 0 <= beside < len(text) and text[at] in "'`" and text[beside] == text[at]:
        signs[beside] = " "


def shape(text: str, start: int, end: int, quoted: bool) -> int:
    """0–9: how a piece is written (the vocabulary knows no capitals), outside and inside quotation marks.

    0 punctuation, 1 capitals, 2 capital at the head of a word, 3 digits, 4 the rest; 5 more within marks.
    """
    piece = text[start:end]
    if not piece[:1].isalnum():
        kind = 0
    elif len(piece) > 1 and piece.isupper():
        kind = 1
    elif piece[0].isupper() and (start == 0 or not text[start - 1].isalnum()):
        kind = 2
    elif piece[0].isdigit():
        kind = 3
    else:
        kind = 4
    return kind + 5 * quoted


def windows(
    tokenizer: Tokenizer, text: str, paragraphs: Sequence[Place], marked: Sequence[Marked], rooms: Iterator[int]
) -> Iterator[Window]:
    """The windows of a text in order, every piece of its paragraphs live in one; `rooms`: the most pieces of each."""
    even = levelled(text, marked)
    parts = list(_coded(tokenizer, even, paragraphs, [(m.start, m.end) for m in marked if m.depth == 1]))
    first = 0
    while first < len(parts):
        room, last = next(rooms), first
        used = len(parts[first].pieces)
        while last + 1 < len(parts) and used + 1 + len(parts[last + 1].pieces) <= room:
            last += 1
            used += 1 + len(parts[last].pieces)
        yield _window(parts, first, last)
        first = last + 1


def _coded(tokenizer: Tokenizer, text: str, paragraphs: Sequence[Place], spoken: Sequence[Place]) -> Iterator[_Coded]:
    """The pieces of every paragraph; one too long for a window in parts."""
    reached = 0
    for start, end in paragraphs:
        coded = tokenizer.encode(text[start:end], add_special_tokens=False)
        offsets = [(a + start, b + start) for a, b in coded.offsets]
        shapes = []
        for a, b in offsets:
            while reached < len(spoken) and spoken[reached][1] <= a:
                reached += 1
            quoted = reached < len(spoken) and spoken[reached][0] <= a
            shapes.append(shape(text, a, b, quoted))
        whole = _Coded(list(coded.ids), shapes, offsets)
        for low in range(0, len(offsets), ROOM):
            yield whole.part(low, low + ROOM)


def _window(parts: Sequence[_Coded], first: int, last: int) -> Window:
    """The paragraphs `first` to `last` between their context."""
    empty = _Coded([], [], [])
    before = parts[first - 1].part(-LEFT, None) if first else empty
    after = parts[last + 1].part(0, RIGHT) if last + 1 < len(parts) else empty
    pieces, shapes = [CLS, *before.pieces, SEP], [0, *before.shapes, 0]
    offsets: list[Place] = [(0, 0)] * len(pieces)
    live = [False] * len(pieces)
    for part in parts[first : last + 1]:
        pieces += [*part.pieces, SEP]
        shapes += [*part.shapes, 0]
        offsets += [*part.offsets, (0, 0)]
        live += [True] * (len(part.pieces) + 1)
    live[-1] = False
    pieces += [*after.pieces, SEP]
    shapes += [*after.shapes, 0]
    offsets += [(0, 0)] * (len(after.pieces) + 1)
    live += [False] * (len(after.pieces) + 1)
    return Window(tuple(pieces), tuple(shapes), tuple(offsets), tuple(live))
