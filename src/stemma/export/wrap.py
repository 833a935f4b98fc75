"""Wraps painted pieces of text to a width in columns, wide characters counted as two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

_TOKENS = re.compile(r" +|[^ ]+")


class Piece(Struct, frozen=True):
    """Characters in one style (an ANSI code, "" for none), or `words` joined by no-break spaces each in its own."""

    text: str
    style: str = ""
    each: tuple[str, ...] = ()


def columns(text: str) -> int:
    """How many columns the text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrap(pieces: Iterable[Piece], width: int, indent: int, hang: int) -> Iterator[str]:
    """Lines of at most `width` columns: the first indented by `indent`, the others by `hang`."""
    line, used, at_start = " " * indent, indent, True
    for text, painted in _tokens(pieces):
        size = columns(text)
        if text.isspace():
            if not at_start:
                line, used = line + painted, used + size
            continue
        if used + size > width and not at_start:
            yield line.rstrip()
            line, used = " " * hang, hang
        line, used, at_start = line + painted, used + size, False
    if not at_start:
        yield line.rstrip()


def _tokens(pieces: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """(characters, characters with paint) of each word and each run of spaces; neighbours without a space are one."""
    word, painted = "", ""
    for piece in pieces:
        for token, style in _parts(piece):
            if token.isspace() and "\u00a0" not in token:
                if word:
                    yield word, painted
                    word, painted = "", ""
                yield token, token
            else:
                word, painted = word + token, painted + _paint(token, style)
    if word:
        yield word, painted


def _parts(piece: Piece) -> Iterator[tuple[str, str]]:
    if piece.each:
        for number, (letter, style) in enumerate(zip(piece.text.split("\u00a0"), piece.each, strict=True)):
            yield ("\u00a0" if number else "") + letter, style
        return
    for token in _TOKENS.findall(piece.text):
        yield token, piece.style


def _paint(token: str, style: str) -> str:
    return f"\x1b[{style}m{token}\x1b[0m" if style else token
