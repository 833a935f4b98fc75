"""What the trained reader tagged in one sentence: sources, cues and contents, and which belong together by order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from stemma.annotate.cue import Range
from stemma.annotate.stream import Sentence
from stemma.types.speech import Tagged


class Item(Struct, frozen=True):
    """A tagged span: its layer, its tokens in the sentence and its characters in the report."""

    layer: str
    tokens: Range
    place: Range


class Relation(Struct):
    """One cue with its source and contents; places in the list of items."""

    cue: int
    source: int | None = None
    contents: tuple[int, ...] = ()


def tagged_items(sentence: Sentence, tagged: Sequence[Tagged]) -> Iterator[Item]:
    """The tagged spans of a sentence that hold some of its tokens, which stand one behind the other."""
    if not tagged:
        return
    starts, ends = [token[0] for token in sentence], [token[1] for token in sentence]
    for tag in tagged:
        first, end = bisect_right(ends, tag.start), bisect_left(starts, tag.end)
        if first < end:
            yield Item(tag.layer, (first, end), (tag.start, tag.end))


def joined(sentence: Sentence, items: Sequence[Item]) -> list[Item]:
    """Two contents with only "and" or "but" between them are one: the reader often breaks a content there."""
    parts: list[Item] = []
    for item in items:
        last = parts[-1] if parts else item
        between = low_words(sentence, (last.tokens[1], item.tokens[0]))
        if last is not item and last.layer == item.layer == "content" and between in (["and"], ["but"]):
            parts[-1] = Item("content", (last.tokens[0], item.tokens[1]), (last.place[0], item.place[1]))
        else:
            parts.append(item)
    return _leading(parts)


def _leading(items: list[Item]) -> list[Item]:
    """Contents at the head of a sentence, before the cue that reports them, are one ("A, when B, X said")."""
    count = next((n for n, item in enumerate(items) if item.layer != "content"), 0)
    if count < 2:
        return items
    whole = Item(
        "content", (items[0].tokens[0], items[count - 1].tokens[1]), (items[0].place[0], items[count - 1].place[1])
    )
    return [whole, *items[count:]]


def relations_of(items: Sequence[Item]) -> list[Relation]:
    """Joins items by order: a cue takes the contents right of it, else the one left of it, and the source beside it."""
    found = [Relation(n) for n, item in enumerate(items) if item.layer == "cue"]
    taken: set[int] = set()
    for number, relation in enumerate(found):
        last = found[number - 1] if number else None
        relation.source = _source(items, relation.cue, last.source if last else None)
        start = relation.cue + 1
        if relation.source == start:
            start += 1
        run = _run(items, start)
        left = relation.cue - 1 - (relation.source == relation.cue - 1)
        if left >= 0 and items[left].layer == "content" and left not in taken:
            relation.contents = (left,)
        following = start + len(run)
        if run and _needs_left(items, following) and (len(run) > 1 or relation.contents):
            run = run[:-1]
        relation.contents += tuple(run)
        taken.update(relation.contents)
    return found


def _run(items: Sequence[Item], start: int) -> list[int]:
    """Contents on end from `start`."""
    end = start
    while end < len(items) and items[end].layer == "content":
        end += 1
    return list(range(start, end))


def _needs_left(items: Sequence[Item], start: int) -> bool:
    """Is there a cue at `start`, before or after its source, with no content to its right?"""
    layers = [item.layer for item in items[start : start + 3]]
    return layers in (["source", "cue"], ["cue", "source"], ["cue"])


def _source(items: Sequence[Item], cue: int, before: int | None) -> int | None:
    """The source beside a cue, on its left if there is one; else that of the cue before it."""
    if cue and items[cue - 1].layer == "source":
        return cue - 1
    if cue + 1 < len(items) and items[cue + 1].layer == "source":
        own = cue + 2 == len(items) or items[cue + 2].layer != "cue"
        if own or before is None:
            return cue + 1
    return before


def low_words(sentence: Sentence, tokens: Range) -> list[str]:
    """The words of these tokens as word lists hold them."""
    return [token.low for token in sentence[tokens[0] : tokens[1]]]


def touch(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def untouched(sentence: Sentence, items: Sequence[Item], span: Range) -> bool:
    """Are there neither words in quotation marks nor anything tagged in a part of the sentence?"""
    tagged = any(touch(span, item.tokens) for item in items)
    return not tagged and all(token.kind != "q" for token in sentence[slice(*span)])
