"""Annotated articles -> windows of labelled word pieces.

An article is `text/NAME.txt` and `attributions/NAME_*.ann` (brat stand-off with Source, Cue, Content and Discard), as
in PolNeAR and in what `own.py` writes, or `NAME.txt` with the marks in it, as in `written/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tokenizers import Tokenizer
from written import annotation, unmarked

from stemma.annotate.marks import Marks
from stemma.annotate.reader_decode import LAYERS, OUTSIDE, begin_of, trimmed
from stemma.annotate.reader_pieces import Window, windows
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.speech import Marked

UNKNOWN = -1
"""The tag of pieces from which nothing is learnt."""
Place = tuple[int, int]
Spans = dict[str, set[Place]]


@dataclass(frozen=True)
class Article:
    """A text, its lines, its quotation marks, and its annotated spans (cut at line ends, edges trimmed).

    hand: who annotated it; each has conventions of their own.
    """

    name: str
    hand: str
    text: str
    lines: tuple[Place, ...]
    marked: tuple[Marked, ...]
    spans: Spans
    discarded: tuple[Place, ...]


@dataclass(frozen=True)
class Labelled:
    """A window and the tags of its pieces, UNKNOWN where nothing is learnt; whose hand they are from."""

    window: Window
    hand: str
    tags: tuple[int, ...]


def articles(folder: Path) -> Iterator[Article]:
    """Every annotated article of a folder, once for each of its annotators."""
    for path in sorted(folder.glob("*.txt")):
        text, marks = unmarked(path.read_text("utf-8"))
        yield article(path.stem, "written", text, annotation(text, marks))
    for path in sorted((folder / "text").glob("*.txt")):
        for annotated in sorted((folder / "attributions").glob(path.stem + "_*.ann")):
            hand = annotated.stem.rpartition("_")[2]
            yield article(path.stem, hand, path.read_bytes().decode("utf-8"), annotated.read_text("utf-8"))


def article(name: str, hand: str, text: str, standoff: str) -> Article:
    """One article with the spans of its annotation."""
    kinds: dict[str, set[Place]] = {}
    for line in standoff.split("\n"):
        columns = line.split("\t")
        if line.startswith("T") and len(columns) > 1:
            kind, rest = columns[1].split(" ", 1)
            places = (tuple(map(int, piece.split())) for piece in rest.split(";"))
            kinds.setdefault(kind.lower(), set()).update((a, b) for a, b in places)
    spans = {layer: {piece for s in kinds.get(layer, ()) for piece in pieces(text, s)} for layer in LAYERS}
    report = Report(id=name, file=name, text=text, text_sha256="")
    marked = Marks()(report, Layers(report=name))["marked"]
    lines = tuple(m.span() for m in re.finditer(r"[^\r\n]*[^\s][^\r\n]*", text))
    return Article(name, hand, text, lines, marked, spans, tuple(sorted(kinds.get("discard", ()))))


def pieces(text: str, span: Place) -> Iterator[Place]:
    """A span cut at line ends, its edges trimmed, as the yardstick counts them."""
    for match in re.finditer(r"[^\r\n]+", text[span[0] : span[1]]):
        start, end = trimmed(text, span[0] + match.start(), span[0] + match.end())
        if text[start:end].strip():
            yield start, end


def labelled(tokenizer: Tokenizer, article: Article, rooms: Iterator[int]) -> Iterator[Labelled]:
    """The windows of an article with their labels."""
    for window in windows(tokenizer, article.text, article.lines, article.marked, rooms):
        yield Labelled(window, article.hand, tuple(_tags(window, article)))


def _tags(window: Window, article: Article) -> list[int]:
    tags = [OUTSIDE if live else UNKNOWN for live in window.live]
    for number, layer in enumerate(LAYERS):
        for start, end in sorted(article.spans[layer]):
            inside = [i for i, (a, b) in enumerate(window.offsets) if window.live[i] and a < end and start < b]
            if inside and not any(tags[i] for i in inside):
                for i in inside:
                    tags[i] = begin_of(number) + 1
                tags[inside[0]] = begin_of(number)
    for start, end in article.discarded:
        for i, (a, b) in enumerate(window.offsets):
            if a < end and start < b:
                tags[i] = UNKNOWN
    return _begun(tags)


def _begun(tags: list[int]) -> list[int]:
    """Tags without what goes on from a beginning that is unknown: no tagging holds it."""
    before = OUTSIDE
    for i, tag in enumerate(tags):
        inside = tag > OUTSIDE and tag % 2 == 0
        if inside and before not in (tag, tag - 1):
            tags[i] = UNKNOWN
        elif tag != UNKNOWN:
            before = tag
    return tags


def rooms(random: Random) -> Iterator[int]:
    """Endless sizes of windows, so that the reader knows short ones and long ones."""
    while True:
        yield random.randint(64, 256)
