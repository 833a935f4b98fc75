"""Makes characters visible that would command a terminal, turn text around or hide in it. Display only."""

from __future__ import annotations

import unicodedata

MOST_MARKS = 6
"""Combining marks shown on one letter; no script stacks more, and thousands cover the lines around."""

_NAMES = {
    0x00AD: "SHY", 0x061C: "ALM", 0x180E: "MVS", 0x200B: "ZWSP", 0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE",
    0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2028: "LS", 0x2029: "PS", 0x2060: "WJ",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
}  # fmt: skip


def visible(text: str, *, breaks: bool = False) -> str:
    """The text with controls as symbols (␛) and hidden characters by name (‹RLO›).

    Line breaks and tabs become spaces, or stay where `breaks` says that the page takes care of them.
    """
    if text.isascii() and text.isprintable():
        return text
    if not breaks:
        text = text.replace("\r\n", " ")
    return clamp_marks("".join(c if breaks and c in "\n\r\t" else _shown(c) for c in text))


def _shown(c: str) -> str:
    code = ord(c)
    if c in "\n\r\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if code in _NAMES:
        return f"‹{_NAMES[code]}›"
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 or 0xFFF9 <= code < 0xFFFC or 0xE0000 <= code < 0xE0080:
        return f"‹U+{code:04X}›"
    return c


def clamp_marks(text: str) -> str:
    """At most MOST_MARKS combining marks in a row; the number left out is said."""
    if not any(unicodedata.combining(c) for c in text):
        return text
    out: list[str] = []
    run = 0
    for c in text:
        if unicodedata.combining(c):
            run += 1
            if run <= MOST_MARKS:
                out.append(c)
            continue
        if run > MOST_MARKS:
            out.append(f"‹{run - MOST_MARKS} marks›")
        run = 0
        out.append(c)
    if run > MOST_MARKS:
        out.append(f"‹{run - MOST_MARKS} marks›")
    return "".join(out)
