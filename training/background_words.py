"""Document frequencies of common English words in news, for `resources/words/background.toml`.

    python training/background_words.py OUT.toml FOLDER_OR_FILE...

Reads every .txt below the folders given. Only figures leave this script: words that stand in lower case
nearly always within a sentence (so no names), stemmed, in bands of document frequency. Words in fewer than
MIN_DOCUMENTS texts are left out: they may betray a single text, and a word that is not listed is rare.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from stemma.text.fold import fold, stem
from stemma.text.tokens import words

MIN_DOCUMENTS = 4
LOWER_SHARE = 0.7
BANDS = 24


def counts(paths: list[Path]) -> tuple[Counter[str], int]:
    """Document frequency of each stem that is nearly always in lower case, and the number of texts."""
    frequency: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for path in paths:
        seen = set()
        text = path.read_bytes().decode("utf-8", "replace")
        last = ""
        for word in words(text):
            key = stem(fold(word.text))
            before, last = last, word.text
            if not key.isalpha() or not key.isascii():
                continue
            if word.text[0].islower():
                lower[key] += 1
            elif before[:1].islower() and text[word.start - len(before) - 1 : word.start] == f"{before} ":
                upper[key] += 1  # after a word in lower case: no beginning of a sentence, no title
            seen.add(key)
        frequency.update(seen)
    common = {k for k in frequency if lower[k] >= LOWER_SHARE * (lower[k] + upper[k])}
    return Counter({k: n for k, n in frequency.items() if k in common and n >= MIN_DOCUMENTS}), len(paths)


def bands(frequency: Counter[str], total: int) -> dict[int, list[str]]:
    """Words by band; the words of one band share one figure, the band's lowest document frequency."""
    edges = [round(MIN_DOCUMENTS * (total / MIN_DOCUMENTS) ** (i / BANDS)) for i in range(BANDS + 1)]
    found: dict[int, list[str]] = {}
    for word, n in sorted(frequency.items()):
        found.setdefault(max(e for e in edges if e <= n), []).append(word)
    return dict(sorted(found.items(), reverse=True))


def main(out: str, *sources: str) -> None:
    """Write the table. `sources` are folders or files of plain text."""
    paths = sorted({p for s in sources for p in ([Path(s)] if Path(s).is_file() else Path(s).rglob("*.txt"))})
    frequency, total = counts(paths)
    lines = ["# Document frequencies of common English words in news; made by training/background_words.py.",
             "# [bands]: lowest number of texts of the band -> its stemmed words. Names are left out.",
             f"documents = {total}", "", "[bands]"]  # fmt: skip
    lines += [f'{n} = "{" ".join(found)}"' for n, found in bands(frequency, total).items()]
    Path(out).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
