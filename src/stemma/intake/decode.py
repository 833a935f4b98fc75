"""Bytes -> text, exactly as decoded: by byte order mark, strict UTF-8, declaration, detection. Says its doubts."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from stemma.errors import InputError
from stemma.types.span import Note

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{0,80}encoding\s*=\s*["'])\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WEB = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
}
"""What a page that declares the left is decoded with, as browsers do (WHATWG Encoding)."""

SAMPLE_BYTES = 200_000
"""Detection looks at this many bytes: more did not change its answer and costs 0.3 s a megabyte."""
MAX_CONTROL_SHARE = 0.05
"""Above this share of control characters a file is no text. Texts with stray NULs had under 0.01, programs over 0.2."""
MAX_BROKEN_SHARE = 0.5
"""Broken bytes to good non-ASCII letters: UTF-8 with faults has under 0.5, text in a legacy encoding over 2."""
_MOJIBAKE_DETAIL = (
    "Letters look like UTF-8 read as Windows-1252 before the file was saved; the text is kept as it stands."
)
_MOJIBAKE = re.compile("â€[™˜œ“”¦\x9d]|Ã[©¨¤¶¼±¡³\xad§ª]|Â[£©°«»\xa0]")


class Decoded(NamedTuple):
    """The text, the encoding that was used, and notes about doubts."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes, name: str, told: str | None = None) -> Decoded:
    """Decode one input. `told`: the encoding that a server says. Raises InputError P-BINARY if it is no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_lossy(data, encoding), encoding, name)
    if wide := _wide(data):
        return _checked(_lossy(data, wide), wide, name)
    declared = _opinion(told, declaration(data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, declared, name)
    doubt: tuple[Note, ...] = ()
    if declared and not text.isascii() and codec(declared) not in (None, "utf-8"):
        doubt = (_doubt("utf-8", declared, "not asked", "the bytes are valid UTF-8"),)
    return _checked(text, "utf-8", name, doubt)


def _opinion(told: str | None, declared: str | None) -> str | None:
    """The server's word, as browsers take it; not where it only gives the old default and the page says other."""
    told = told.lower() if told and codec(told) else None
    return declared if declared and codec(told or "") in (None, "cp1252") else told or declared


def declaration(data: bytes) -> str | None:
    """The encoding that an HTML or XML head declares, as written, or None. Plain prose about charsets is ignored."""
    head = data[:2048]
    if b"<" not in head:
        return None
    found = _DECLARED.search(head)
    return found.group(1).decode("ascii").lower() if found else None


def codec(label: str) -> str | None:
    """Python's name of a declared encoding, None if it is unknown."""
    label = _WEB.get(label.lower(), label)
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None


def without_surrogates(text: str) -> tuple[str, tuple[Note, ...]]:
    """Lone surrogates (JSON can carry them) become U+FFFD, one for one, so that offsets stand; with a note."""
    text, count = _SURROGATE.subn("\ufffd", text)
    note = Note(code="lone_surrogates", detail=f"{count} lone surrogates stand as U+FFFD: no UTF-8 can hold them.")
    return text, (note,) if count else ()


def _lossy(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: Latin text has a NUL in every second place."""
    sample = data[:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.05 else None


def _legacy(data: bytes, declared: str | None, name: str) -> Decoded:
    """Bytes that are not UTF-8: faulty UTF-8, the declared encoding, or the detected one; all opinions are noted."""
    if _mostly_utf8(data):
        note = _doubt("utf-8", declared, "not asked", "some bytes are broken and stand as U+FFFD")
        return _checked(_lossy(data, "utf-8"), "utf-8", name, (note,))
    known = codec(declared) if declared else None
    detected = _detect(data)
    for encoding, why in ((known if known != "utf-8" else None, "as declared"), (detected, "as detected")):
        if encoding:
            try:
                text = data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
            if known == encoding and detected in (known, None):
                return _checked(text, encoding, name)
            return _checked(text, encoding, name, (_doubt(encoding, declared, detected, why),))
    note = _doubt("windows-1252", declared, detected, "nothing fitted; unknown bytes stand as U+FFFD")
    return _checked(_lossy(data, "cp1252"), "cp1252", name, (note,))


def _mostly_utf8(data: bytes) -> bool:
    text = data[:SAMPLE_BYTES].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - broken
    return good > 0 and broken <= max(1, good * MAX_BROKEN_SHARE)


def _detect(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE_BYTES]).best()
    return codecs.lookup(best.encoding).name if best else None


def _checked(text: str, encoding: str, name: str, notes: tuple[Note, ...] = ()) -> Decoded:
    controls = sum(1 for _ in _CONTROL.finditer(text[:SAMPLE_BYTES]))
    if controls > max(2, len(text[:SAMPLE_BYTES]) * MAX_CONTROL_SHARE):
        raise InputError(
            f"{name}: {controls} control characters in the first part: this is a program's data, no text.",
            code="P-BINARY",
            next_step="Give the text or the HTML page of the report.",
        )
    if len(_MOJIBAKE.findall(text[:SAMPLE_BYTES])) >= 2:
        notes = (
            *notes,
            Note(
                code="mojibake",
                detail=_MOJIBAKE_DETAIL,
            ),
        )
    text, lone = without_surrogates(text)
    return Decoded(text, encoding, (*notes, *lone))


def _doubt(used: str, declared: str | None, detected: str | None, why: str) -> Note:
    asked = f"Declared: {declared or 'nothing'}; detected: {detected or 'nothing'}"
    detail = f"Read as {used} ({why}). {asked}; valid UTF-8: {'yes' if detected == 'not asked' else 'no'}."
    return Note(code="encoding_doubt", detail=detail)
