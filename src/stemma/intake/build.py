"""Makes a Report of a text and what is known of it: ids, lines, metadata, limits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from stemma.intake.language import language_of
from stemma.intake.lines import classify
from stemma.intake.metadata import byline_of, headline_of, outlet_of, published_of
from stemma.settings import Settings
from stemma.types.report import Line, Published, Report
from stemma.types.span import Note

READ_LANGUAGES = ("en",)
"""Languages that annotators read in full."""


class Known(Struct, frozen=True, kw_only=True):
    """What a page's metadata or a record's fields say. None where they say nothing."""

    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None


NOTHING = Known()


def report_id(text_sha256: str, where: str) -> str:
    """First 12 hex digits over the hash of the text and the address or file name."""
    return hashlib.sha256(f"{text_sha256}\n{where}".encode("utf-8", "replace")).hexdigest()[:12]


def build(
    text: str,
    file: str,
    settings: Settings,
    *,
    form: str = "text",
    known: Known = NOTHING,
    lines: Sequence[Line] | None = None,
    notes: Sequence[Note] = (),
) -> Report:
    """The report of this text. `lines`: already classed (extracted pages), else they are classed here."""
    text, cut = _cut(text, settings)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    made = tuple(line for line in lines if line.end <= len(text)) if lines is not None else classify(text, known.title)
    language, unread = _language(text, known)
    url = _field(known.url, settings)
    draft = Report(
        id=report_id(digest, url or file), file=file, text=text, text_sha256=digest, format=form, url=url, lines=made
    )
    published, undated = published_of(draft, known.published)
    return Report(
        id=draft.id,
        file=file,
        text=text,
        text_sha256=digest,
        format=form,
        url=url,
        article=hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:12] if url else draft.id,
        outlet=_field(known.outlet, settings) or outlet_of(draft),
        headline=headline_of(draft, _field(known.title, settings)),
        byline=known.byline or byline_of(draft),
        language=language,
        published=published,
        lines=made,
        notes=(*notes, *cut, *unread, *undated, *_hidden(draft)),
    )


def dated(report: Report, published: Published) -> Report:
    """The report with another date of publication."""
    notes = tuple(n for n in report.notes if n.code != "date_without_year")
    return replace(report, published=published, notes=notes)


def _cut(text: str, settings: Settings) -> tuple[str, tuple[Note, ...]]:
    limit = settings.max_report_chars
    if len(text) <= limit:
        return text, ()
    detail = f"The text has {len(text):,} characters; only the first {limit:,} are read (setting max_report_chars)."
    return text[:limit], (Note(code="truncated", detail=detail),)


def _language(text: str, known: Known) -> tuple[str, tuple[Note, ...]]:
    language = language_of(text, known.language)
    if language in READ_LANGUAGES:
        return language, ()
    detail = f"Language {language!r}: only lines and marked quotations are read; the other layers read English."
    return language, (Note(code="language_unread", detail=detail),)


_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_JOINERS = "\u200c\u200d\u200e\u200f"
"""Scripts that join letters, flags and right-to-left text need these: they alone are no reason for a note."""


def _hidden(report: Report) -> tuple[Note, ...]:
    """A note on characters that are not seen or turn the order of what is seen; the first place is its span."""
    found = [m for m in _HIDDEN.finditer(report.text) if m.start() and m.group() not in _JOINERS]
    if not found:
        return ()
    names = ", ".join(sorted({f"U+{ord(m.group()):04X}" for m in found})[:10])
    detail = (
        f"{len(found)} characters that are not seen or change the order of others: {names}. They stand in the text."
    )
    return (Note(code="hidden_characters", detail=detail, span=report.span(found[0].start(), found[0].end())),)


def _field(value: str | None, settings: Settings) -> str | None:
    value = " ".join(value.split())[: settings.max_field_chars] if value else None
    return value or None
