"""What kind of input some bytes are: by content first, then by name."""

from __future__ import annotations

import re
import zlib
from typing import Literal

from stemma.errors import InputError
from stemma.intake.sources import Source

Kind = Literal["text", "html", "jsonl", "feed", "warc"]

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "P-PDF", "a PDF"),
    (b"\x89PNG\r\n", "P-BINARY", "a PNG image"),
    (b"\xff\xd8\xff", "P-BINARY", "a JPEG image"),
    (b"GIF8", "P-BINARY", "a GIF image"),
    (b"RIFF", "P-BINARY", "a picture or sound file"),
    (b"PK\x03\x04", "P-ARCHIVE", "a ZIP archive or office document"),
    (b"\x1f\x8b", "P-ARCHIVE", "a gzip archive"),
    (b"BZh", "P-ARCHIVE", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "P-ARCHIVE", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "P-ARCHIVE", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "P-BINARY", "an old office document"),
    (b"\x7fELF", "P-BINARY", "a program"),
    (b"SQLite format 3\x00", "P-BINARY", "a database"),
    (b"{\\rtf", "P-RTF", "a rich text document"),
)
_HTML = re.compile(
    rb"(?:<!--.{0,2000}?-->\s*)?(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|[\w]{1,20}:feed)[\s>]")
_TAGS = re.compile(rb"</(?:p|div|article|body|h1|span|main|section)>", re.IGNORECASE)
_WACZ = re.compile(rb"PK\x03\x04.{26}(?:archive/|indexes/|pages/|datapackage)", re.DOTALL)
_RECORD = re.compile(rb"\{\s*\"")


def kind_of(source: Source, data: bytes) -> Kind:
    """The kind of these bytes. Raises InputError for an empty input and for known kinds that hold no plain text."""
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise InputError(
            f"{source.file}: it is empty.", code="P-EMPTY", next_step="Check that it was saved.", skipped=True
        )
    if _web_archive(data):
        return "warc"
    for magic, code, what in _MAGIC:
        if data.startswith(magic) and (magic != b"RIFF" or b"\0" in data[:16]):
            raise InputError(
                f"{source.file}: this is {what}, whatever its name says.",
                code=code,
                next_step="Give its text, or the HTML page of the report.",
            )
    return _markup(source, _head(data))


def _web_archive(data: bytes) -> bool:
    """WARC, packed or not, or WACZ: a ZIP that begins with one of the folders that its standard names."""
    if data.startswith(b"\x1f\x8b"):
        try:
            return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:8192], 16).startswith(b"WARC/")
        except zlib.error:
            return False
    return data.startswith(b"WARC/") or _WACZ.match(data) is not None


def _head(data: bytes) -> bytes:
    """The first bytes without a byte order mark; of UTF-16, every second byte is enough to see markup."""
    head = data[:8192]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    elif b"\0" in head[:64] and head[:64].count(0) >= 16:
        head = head.replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _markup(source: Source, head: bytes) -> Kind:
    name = source.path.casefold()
    if head.startswith(b"<"):
        body = re.sub(rb"^<\?xml.{0,400}?\?>\s*", b"", head, flags=re.DOTALL)
        if _HTML.match(body) or name.endswith((".html", ".htm", ".xhtml")):
            return "html"
        if _FEED.search(head) or name.endswith((".rss", ".atom", ".xml")) or b"<!ENTITY" in head:
            return "feed"
        return "html" if len(_TAGS.findall(head)) >= 2 else "text"
    if _RECORD.match(head) and (name.endswith((".jsonl", ".ndjson", ".json")) or b'"text"' in head):
        return "jsonl"
    if name.endswith((".jsonl", ".ndjson")) or (name.endswith(".json") and head.startswith(b"[")):
        return "jsonl"
    if name.endswith((".html", ".htm", ".xhtml")) and len(_TAGS.findall(head)) >= 1:
        return "html"
    return "text"
