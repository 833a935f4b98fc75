"""RSS and Atom files -> a report an item. Entity declarations are refused before any parser sees them."""

from __future__ import annotations

import io
import re
from typing import Any

from msgspec.structs import replace

from stemma.errors import InputError
from stemma.intake.build import Known, build
from stemma.intake.decode import decode, without_surrogates
from stemma.intake.extract import compose
from stemma.intake.markup import blocks
from stemma.intake.origin import joined, settled_item
from stemma.intake.sources import Source, outcome
from stemma.settings import Settings
from stemma.types.report import Input, Report
from stemma.types.span import Note

_ITEM_END = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>")


def read_feed(source: Source, data: bytes, settings: Settings) -> tuple[list[Report], list[Input]]:
    """Every item with text is a report NAME#N. Raises InputError for XML entities, no feed, or no item."""
    decoded = decode(data, source.file, source.charset)
    parsed, cut = _opened(source, decoded.text, settings)
    entries, notes = parsed.entries, (*decoded.notes, *cut)
    reports: list[Report] = []
    inputs: list[Input] = []
    for number, entry in enumerate(entries[: settings.max_feed_items], 1):
        name = f"{source.file}#{number}"
        try:
            reports.append(_report(replace(source, file=name), entry, parsed.feed, settings, notes))
            inputs.append(Input(file=name, outcome="ok"))
        except InputError as error:
            inputs.append(outcome(name, error))
    return reports, inputs


def links(source: Source, settings: Settings) -> tuple[str | None, ...]:
    """Where each item of a fetched feed leads, in its order, None for one that leads nowhere. Raises InputError."""
    try:
        parsed, _ = _opened(source, decode(source.data or b"", source.file, source.charset).text, settings)
    except InputError:
        raise
    except Exception as error:  # a fault of the parser is this feed's end, not the run's (law 5)
        raise InputError(
            f"{source.file}: a parser broke on it ({type(error).__name__}: {error}).",
            code="P-CRASH",
            next_step="Please report the address of this feed.",
        ) from error
    base = source.address or ""
    found = (_line(entry.get("link"), settings) for entry in parsed.entries[: settings.max_feed_items])
    return tuple(joined(base, link) if link else None for link in found)


def _opened(source: Source, text: str, settings: Settings) -> tuple[Any, tuple[Note, ...]]:
    """The parsed feed, with no more items than are read, and a note if it had more. Raises InputError."""
    _refuse_entities(source, text)
    text, total = _first(text, settings.max_feed_items)
    parsed = _parse(text)
    if not parsed.entries:
        raise InputError(
            f"{source.file}: XML, but no feed with items.",
            code="P-NO-FEED",
            next_step="Give an RSS or Atom file, or the article's page.",
        )
    if total <= settings.max_feed_items:
        return parsed, ()
    detail = f"Of {total:,} items the first {settings.max_feed_items:,} are read (setting max_feed_items)."
    return parsed, (Note(code="feed_cut", detail=detail),)


def _first(text: str, most: int) -> tuple[str, int]:
    """The feed with its first items alone, and how many it has: 100,000 take the parser 17 seconds."""
    ends = [found.end() for found in _ITEM_END.finditer(text)]
    return (text, len(ends)) if len(ends) <= most else (text[: ends[most - 1]] + text[ends[-1] :], len(ends))


def _refuse_entities(source: Source, text: str) -> None:
    if "<!ENTITY" in text or "<!entity" in text:
        raise InputError(
            f"{source.file}: it declares XML entities, which can blow up or read other files.",
            code="P-XML-ENTITY",
            next_step="Save the feed without its DOCTYPE.",
        )


def _parse(text: str) -> Any:
    import feedparser

    # Bytes in a stream: a string would be taken for an address or a file name.
    body = text.removeprefix("\ufeff")
    if body.startswith("<?xml"):
        body = body[body.find("?>") + 2 :]
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(io.BytesIO(body.encode("utf-8", "replace")), response_headers=headers)


def _report(source: Source, entry: Any, feed: Any, settings: Settings, notes: tuple[Note, ...]) -> Report:
    content = [str(part.get("value", "")) for part in entry.get("content", [])]
    body = max(content, key=len, default="") or str(entry.get("summary", ""))
    title = _line(entry.get("title"), settings)
    paragraphs = blocks(body, settings.max_report_chars)
    if not paragraphs:
        raise InputError(
            f"{source.file}: the item has no text, only a title or a link.",
            code="P-EMPTY",
            next_step="Save the article's page.",
            skipped=True,
        )
    if not content:
        notes = (*notes, Note(code="summary_only", detail="The feed carries a summary of this article, not its text."))
    text, lines = compose(title, [(p, None) for p in paragraphs])
    text, lone = without_surrogates(text)
    known = Known(
        url=_line(entry.get("link"), settings),
        outlet=_line((entry.get("source") or {}).get("title"), settings) or _line(feed.get("title"), settings),
        byline=tuple(a for a in [_line(entry.get("author"), settings)] if a),
        published=_line(entry.get("published") or entry.get("updated"), settings),
        language=_line(feed.get("language"), settings),
    )
    known, claims = settled_item(known, source, _line(entry.get("id"), settings) or title)
    return build(text, source.file, settings, form="feed", known=known, lines=lines, notes=(*notes, *lone, *claims))


def _line(value: object, settings: Settings) -> str | None:
    """A field as one line of plain text, cut at the limit. Titles of 150,000 characters have been seen."""
    if not isinstance(value, str) or not value.strip():
        return None
    words = " ".join(blocks(value[: settings.max_field_chars * 4], settings.max_field_chars))
    return without_surrogates(words)[0][: settings.max_field_chars] or None
