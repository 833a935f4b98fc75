"""Saved HTML pages -> one report: trafilatura finds the article, the page's own markup names captions and headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from stemma.errors import InputError
from stemma.intake import pagedata
from stemma.intake.build import Known, build
from stemma.intake.decode import decode, without_surrogates
from stemma.intake.extract import Block, compose
from stemma.intake.markup import blocks, shape
from stemma.intake.origin import settled
from stemma.intake.sources import Source
from stemma.settings import MIB, Settings
from stemma.types.report import Input, LineClass, Report
from stemma.types.span import Note

MAX_TREE_MIB = 5
"""Larger pages are read without a tree: 5 MB of like paragraphs took the extractor 6.8 s and most of the text."""
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_html(source: Source, data: bytes, settings: Settings) -> tuple[list[Report], list[Input]]:
    """One report of one page. Raises InputError P-SIZE, P-NO-ARTICLE."""
    if len(data) > settings.max_decoded_mib * MIB:
        raise InputError(
            f"{source.file}: a page of more than {settings.max_decoded_mib} MiB.",
            code="P-SIZE",
            next_step="Save the article's text alone.",
        )
    decoded = decode(data, source.file, source.charset)
    page = decoded.text.removeprefix("\ufeff")
    form = shape(page, settings.max_html_depth, settings.max_html_nodes)
    flat = _too_large(form.depth, form.nodes, len(page), settings)
    known, parts = (Known(), _flat(page, settings)) if flat else _tree(page, settings)
    if not parts:
        raise InputError(
            f"{source.file}: the page holds no article text.",
            code="P-NO-ARTICLE",
            next_step="Save the article's text to a file.",
        )
    known, claims = settled(known, source)
    text, lines = compose(known.title, parts)
    text, lone = without_surrogates(text)
    notes = (*decoded.notes, *flat, *lone, *claims)
    report = build(text, source.file, settings, form="html", known=known, lines=lines, notes=notes)
    return [report], [Input(file=source.file, outcome="ok")]


def _too_large(depth: int, nodes: int, chars: int, settings: Settings) -> tuple[Note, ...]:
    if depth <= settings.max_html_depth and nodes <= settings.max_html_nodes and chars <= MAX_TREE_MIB * MIB:
        return ()
    detail = (
        f"The page is {depth} deep, has {nodes:,} elements (counted up to the limit) and {chars:,} characters: over a"
        " limit. Its text is read without finding the article in it: menus and other stories may be among it."
    )
    return (Note(code="html_flattened", detail=detail),)


def _flat(page: str, settings: Settings) -> list[Block]:
    return [(words, None) for words in blocks(page, settings.max_report_chars)]


def _tree(page: str, settings: Settings) -> tuple[Known, list[Block]]:
    from lxml import html as lxml_html
    from trafilatura import bare_extraction

    try:
        tree = lxml_html.document_fromstring(
            _CONTROL.sub(" ", page).encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (ValueError, lxml_html.etree.ParserError):
        return Known(), []
    known = pagedata.read(tree, page)
    _drop_hidden(tree)
    captions = _free_captions(tree)
    article = bare_extraction(
        tree, include_comments=False, include_tables=True, favor_precision=False, with_metadata=False
    )
    body = getattr(article, "body", None)
    return known, [] if body is None else list(_blocks(body, captions))


def _drop_hidden(tree: Any) -> None:
    """Text that a reader of the page does not see is no part of the report."""
    hidden = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str)
        and (
            element.tag in ("script", "style", "template", "noscript", "iframe", "object", "embed")
            or element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or _HIDDEN.search(element.get("style") or "")
        )
        and element.tag not in ("html", "body")
    ]
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()


def _free_captions(tree: Any) -> frozenset[str]:
    """Captions become paragraphs of their own, for the extractor drops figures whole; gives back their words."""
    found = set()
    for caption in list(tree.iter("figcaption")):
        words = _words(caption)
        figure = next((e for e in caption.iterancestors("figure")), None)
        if not words or figure is None or figure.getparent() is None:
            continue
        found.add(words)
        paragraph = figure.makeelement("p")
        paragraph.text = words
        figure.addnext(paragraph)
        caption.drop_tree()
    return frozenset(found)


def _words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _blocks(body: Any, captions: frozenset[str]) -> Iterator[Block]:
    """The blocks of the extracted article in order: paragraphs, headings, items, quotations, rows."""
    for element in body.iter("p", "head", "item", "quote", "row", "code", "ab"):
        if any(a.tag in ("p", "head", "item", "quote", "row") for a in element.iterancestors()):
            continue
        for words in _lines_in(element):
            yield words, LineClass.CAPTION if words in captions else None


def _lines_in(element: Any) -> list[str]:
    """The words of one block; line breaks and blocks inside it make several lines of it."""
    copy = deepcopy(element)
    copy.tail = None
    for child in copy.iterdescendants("lb", "p", "item", "head"):
        child.text = "\n" + (child.text or "")
        child.tail = "\n" + (child.tail or "")
    lines = (" ".join(part.split()) for part in "".join(copy.itertext()).split("\n"))
    return [line for line in lines if line]
