"""HTML by a small tokenizer of our own: counts depth and elements before any tree is built, and reads text where a
tree would be too deep. Linear: every character is passed once."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from stemma.resources import words as word_list

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})([^<>]*)>")


@cache
def _tags(kind: str) -> frozenset[str]:
    """Names of elements: `void`, `implied` (end tag may be left out), `block`, `raw` (content is never shown)."""
    return frozenset(word_list("lines_meta")["html"][kind])


class Shape(NamedTuple):
    """Deepest nesting and number of elements; counting stops when a limit is passed."""

    depth: int
    nodes: int


class Piece(NamedTuple):
    """A run of text, or a tag (`tag` set, `closing`, attributes as written)."""

    text: str
    tag: str = ""
    closing: bool = False
    attributes: str = ""


def pieces(source: str) -> Iterator[Piece]:
    """Text and tags in order; comments and the content of scripts, styles and the like left out."""
    at = 0
    endless: set[str] = set()
    while at < len(source):
        mark = source.find("<", at)
        if mark < 0:
            yield Piece(source[at:])
            return
        if mark > at:
            yield Piece(source[at:mark])
        at = mark
        if source.startswith("<!", at):
            at = _after(source, "-->" if source.startswith("<!--", at) else ">", at)
            continue
        found = _TAG.match(source, at)
        if not found:
            yield Piece("<")
            at += 1
            continue
        tag, at = found.group(2).lower(), found.end()
        yield Piece("", tag, bool(found.group(1)), found.group(3))
        if tag in _tags("raw") and not found.group(1) and not found.group(3).endswith("/") and tag not in endless:
            end = _end_tag(tag).search(source, at)
            if end:
                at = end.start()
            elif tag in ("script", "style"):
                return
            else:
                # Looked for once: 100,000 open tags without an end must not cost 100,000 searches to the end.
                endless.add(tag)


@cache
def _end_tag(tag: str) -> re.Pattern[str]:
    return re.compile(rf"</{tag}\b", re.IGNORECASE)


def _after(source: str, mark: str, at: int) -> int:
    end = source.find(mark, at)
    return end + len(mark) if end >= 0 else len(source)


def shape(source: str, max_depth: int, max_nodes: int) -> Shape:
    """Depth and number of elements; stops as soon as one is over its limit."""
    opened = source.count("<") - source.count("</")
    if opened > max_nodes:
        return Shape(0, opened)
    depth = deepest = nodes = 0
    for piece in pieces(source):
        if not piece.tag or piece.tag in _tags("void") or piece.attributes.endswith("/"):
            continue
        if piece.closing:
            depth -= 1 if depth and piece.tag not in _tags("implied") else 0
            continue
        nodes += 1
        if piece.tag not in _tags("implied"):
            depth += 1
            deepest = max(deepest, depth)
        if deepest > max_depth or nodes > max_nodes:
            break
    return Shape(deepest, nodes)


def blocks(source: str, max_chars: int) -> list[str]:
    """The text of a page or fragment, one string a block, entities resolved. About `max_chars` at most."""
    done: list[str] = []
    parts: list[str] = []
    total = 0
    for piece in pieces(source):
        if piece.tag:
            if piece.tag in _tags("block"):
                total += _close(parts, done)
        else:
            parts.append(piece.text)
        if total > max_chars:
            break
    _close(parts, done)
    return done


def _close(parts: list[str], done: list[str]) -> int:
    text = " ".join(html.unescape("".join(parts)).split())
    parts.clear()
    if text:
        done.append(text)
    return len(text)
