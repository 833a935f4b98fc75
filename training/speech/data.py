"""PolNeAR annotations as token labels: three layers (source, cue, content), each B, I or O for every word piece.

A window is one paragraph with a little of its neighbours as context; context pieces carry no loss. The layers are apart
because an inner attribution's source and cue often lie in an outer content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

LAYERS = ("source", "cue", "content")
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
QUOTES = '"“”„‟«»‹›‘’‚‛`´'
MAX_PIECES = 224
LEFT, RIGHT = 32, 16


@dataclass(frozen=True)
class Window:
    """Word pieces of one paragraph between context pieces. `labels[layer][i]` is -1 where there is no loss."""

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    labels: tuple[tuple[int, ...], ...]
    offsets: tuple[tuple[int, int], ...]


def spans_of(path: Path) -> dict[str, set[tuple[int, int]]]:
    """Layer -> annotated character spans of one .ann file (brat stand-off, discontinuous pieces apart)."""
    ends: dict[str, list[tuple[int, int]]] = {}
    kinds: dict[str, str] = {}
    for line in path.read_text("utf-8").split("\n"):
        columns = line.split("\t")
        if line.startswith("T") and len(columns) > 1:
            kind, rest = columns[1].split(" ", 1)
            kinds[columns[0]] = kind
            ends[columns[0]] = [(int(a), int(b)) for a, b in (piece.split() for piece in rest.split(";"))]
    return {layer: {s for key, kind in kinds.items() if kind.lower() == layer for s in ends[key]} for layer in LAYERS}


def shape_of(text: str, start: int, end: int, quoted: bool) -> int:
    """0..9: how the piece is written (the vocabulary is uncased), five for outside and five for inside quotation marks."""
    piece = text[start:end]
    first = start == 0 or not text[start - 1].isalnum()
    if not piece[:1].isalnum():
        kind = 0
    elif piece[0].isupper() and len(piece) > 1 and piece.isupper():
        kind = 1
    elif piece[0].isupper() and first:
        kind = 2
    elif piece[0].isdigit():
        kind = 3
    else:
        kind = 4
    return kind + 5 * quoted


def quoted_flags(text: str, offsets: list[tuple[int, int]]) -> list[bool]:
    """Whether each piece stands inside quotation marks, by a left-to-right toggle within the paragraph."""
    flags, inside = [], False
    for start, end in offsets:
        piece = text[start:end]
        if piece in "“„«" and piece:
            inside = True
        elif piece in "”»" and piece:
            inside = False
        elif piece in ('"', "''", "``"):
            inside = not inside
        flags.append(inside)
    return flags


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line that is not blank."""
    for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", text):
        yield match.start(), match.end()


def encode(tokenizer: Tokenizer, text: str, start: int, end: int) -> tuple[list[int], list[tuple[int, int]], list[int]]:
    """Pieces, character offsets into the whole text, and shapes of one paragraph."""
    coded = tokenizer.encode(text[start:end], add_special_tokens=False)
    local = [tuple(o) for o in coded.offsets]
    paragraph = text[start:end]
    flags = quoted_flags(paragraph, local)
    shapes = [shape_of(paragraph, a, b, q) for (a, b), q in zip(local, flags, strict=True)]
    return list(coded.ids), [(a + start, b + start) for a, b in local], shapes


def windows(tokenizer: Tokenizer, text: str, spans: dict[str, set[tuple[int, int]]] | None) -> Iterator[Window]:
    """All windows of a text; without `spans` the labels are all O."""
    coded = [encode(tokenizer, text, a, b) for a, b in paragraphs(text)]
    for i, (ids, offsets, shapes) in enumerate(coded):
        left = coded[i - 1] if i else ([], [], [])
        right = coded[i + 1] if i + 1 < len(coded) else ([], [], [])
        for low in range(0, max(1, len(ids)), MAX_PIECES):
            cut = slice(low, low + MAX_PIECES)
            before = (ids[:low], offsets[:low], shapes[:low]) if low else left
            after = (ids[low + MAX_PIECES :], [], shapes[low + MAX_PIECES :]) if low + MAX_PIECES < len(ids) else right
            yield _window(before, (ids[cut], offsets[cut], shapes[cut]), after, spans)


CLS, SEP = 101, 102


def _window(before, here, after, spans) -> Window:  # type: ignore[no-untyped-def]
    labels = [label(here[1], sorted(spans[layer])) if spans else [OUTSIDE] * len(here[0]) for layer in LAYERS]
    pre = [CLS, *before[0][-LEFT:], SEP]
    post = [SEP, *after[0][:RIGHT], SEP]
    pieces = (*pre, *here[0], *post)
    shapes = (0, *before[2][-LEFT:], 0, *here[2], 0, *after[2][:RIGHT], 0)
    padded = tuple((*[-1] * len(pre), *row, *[-1] * len(post)) for row in labels)
    offsets = (*[(0, 0)] * len(pre), *here[1], *[(0, 0)] * len(post))
    return Window(pieces, shapes, padded, offsets)


def label(offsets: list[tuple[int, int]], spans: list[tuple[int, int]]) -> list[int]:
    """B, I or O of each piece; of nested spans of one layer the outer wins."""
    tags = [OUTSIDE] * len(offsets)
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        inside = [i for i, (a, b) in enumerate(offsets) if a < end and start < b]
        if inside and not any(tags[i] for i in inside):
            for i in inside:
                tags[i] = INSIDE
            tags[inside[0]] = BEGIN
    return tags


def articles(folder: Path) -> Iterator[tuple[str, str, dict[str, set[tuple[int, int]]]]]:
    """(name, text, spans) of every article; of a text with several annotators the first."""
    for path in sorted((folder / "text").glob("*.txt")):
        annotated = sorted((folder / "attributions").glob(path.stem + "_*.ann"))
        if annotated:
            yield path.stem, path.read_bytes().decode("utf-8"), spans_of(annotated[0])
