"""Articles written and marked for this project (`written/*.txt`) -> text and annotation, as `data.py` reads them.

Marks stand in the text: `{s the source}`, `{c the cue}`, `{k the content}`; none lies in another.

    python training/reader/written.py FILE…     counts the marks and names every line that is wrong
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

KINDS = {"s": "Source", "c": "Cue", "k": "Content"}
_MARK = re.compile(r"\{([sck]) ([^{}\r\n]*)\}")


def unmarked(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without marks, and (kind, start, end) of each. Raises ValueError naming the line of a broken mark."""
    text, at, found = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        found.append((KINDS[match[1]], len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    text += marked[at:]
    for number, line in enumerate(text.split("\n"), 1):
        if "{" in line or "}" in line:
            raise ValueError(f"line {number}: a brace is left over: {line[:80]!r}")
    return text, found


def annotation(text: str, found: list[tuple[str, int, int]]) -> str:
    """The marks as brat stand-off."""
    rows = (f"T{n}\t{kind} {start} {end}\t{text[start:end]}" for n, (kind, start, end) in enumerate(found, 1))
    return "\n".join(rows) + "\n"


def doubts(marked: str) -> list[str]:
    """Lines whose marks look wrong: a cue without content, blanks at an edge, a content without a cue near it."""
    told = []
    for number, line in enumerate(marked.split("\n"), 1):
        marks = _MARK.findall(line)
        kinds = Counter(kind for kind, _ in marks)
        if any(words != words.strip() or not words for _, words in marks):
            told.append(f"line {number}: blanks at the edge of a mark")
        if kinds["c"] and not kinds["k"] and not line.rstrip().endswith(":"):
            told.append(f"line {number}: a cue without a content")
        if kinds["s"] and not kinds["c"]:
            told.append(f"line {number}: a source without a cue")
    return told


def main() -> None:
    """The command."""
    for name in sys.argv[1:]:
        marked = Path(name).read_text("utf-8")
        try:
            text, found = unmarked(marked)
        except ValueError as error:
            print(f"{name}: {error}")
            continue
        counts = Counter(kind for kind, _, _ in found)
        print(f"{name}: {len(text.split())} words, {dict(counts)}")
        for doubt in doubts(marked):
            print(f"  {doubt}")


if __name__ == "__main__":
    main()
