"""HTML by a small tokenizer of our own: counts depth and elements before any tree is built, and reads text where a
tree would be too deep. Linear: every character is passed once."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})([^<>]*)>")
_RAW = ("script", "style", "template", "noscript", "svg", "iframe", "object", "math", "textarea", "select", "head")
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_IMPLIED = frozenset(["p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot", "colgroup", "rp", "rt"])
"""Elements whose end tag may be left out: open ones do not nest, so they say nothing about depth."""
_BLOCK = frozenset(
    ["p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "section", "article", "header", "footer", "aside", "nav", "main", "figure", "figcaption", "blockquote", "pre", "dl", "dt", "dd", "hr", "form", "address", "td", "th", "title"]
)


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
        if tag in _RAW and not found.group(1) and not found.group(3).endswith("/"):
            at = _past_raw(source, tag, at)


def _past_raw(source: str, tag: str, at: int) -> int:
    """Behind the content of an element whose text is never shown; without an end tag, where it began."""
    end = re.compile(rf"</{tag}\b", re.IGNORECASE).search(source, at)
    return end.start() if end else (len(source) if tag in ("script", "style") else at)


def _after(source: str, mark: str, at: int) -> int:
    end = source.find(mark, at)
    return end + len(mark) if end >= 0 else len(source)


def shape(source: str, max_depth: int, max_nodes: int) -> Shape:
    """Depth and number of elements; stops as soon as one is over its limit."""
    depth = deepest = nodes = 0
    for piece in pieces(source):
        if not piece.tag or piece.tag in _VOID or piece.attributes.endswith("/"):
            continue
        if piece.closing:
            depth -= 1 if depth and piece.tag not in _IMPLIED else 0
            continue
        nodes += 1
        if piece.tag not in _IMPLIED:
            depth += 1
            deepest = max(deepest, depth)
        if deepest > max_depth or nodes > max_nodes:
            break
    return Shape(deepest, nodes)


def blocks(source: str, max_chars: int) -> list[str]:
    """The text of a page or fragment, one string a block, entities resolved, white space single. At most `max_chars`."""
    done: list[str] = []
    parts: list[str] = []
    total = 0
    for piece in pieces(source):
        if piece.tag:
            if piece.tag in _BLOCK:
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
