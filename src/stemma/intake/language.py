"""Which language a text is in: a cheap test for English, a trained identifier for the rest."""

from __future__ import annotations

import re
import sys
from functools import cache

from stemma.resources import words as word_list

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
SAMPLE_CHARS = 6_000
ENGLISH_SHARE = 0.22
"""Share of English function words: news in English has 0.30 to 0.45, in other languages under 0.10."""
MIN_WORDS = 20
"""With fewer words no identifier is right often enough: a Latin text is then taken as English."""


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word_list("lines_meta")["english"]["words"])


def language_of(text: str, declared: str | None = None) -> str:
    """ISO 639-1 code of the text's language, "und" where nothing can be said. `declared` decides for a short text."""
    words = [w.casefold() for w in _WORD.findall(text[:SAMPLE_CHARS])]
    share = sum(w in _function_words() for w in words) / len(words) if words else 0.0
    if share >= ENGLISH_SHARE:
        return "en"
    if len(words) < MIN_WORDS:
        code = (declared or "").casefold()[:2]
        latin = sum(c.isascii() for w in words for c in w) >= 0.9 * sum(len(w) for w in words)
        return code if code.isalpha() and len(code) == 2 else "en" if latin and words else "und"
    return _identified(text, share)


def _identified(text: str, share: float) -> str:
    from py3langid import classify  # type: ignore[import-untyped]

    code = str(classify(text[:SAMPLE_CHARS])[0])
    # Lists, tables and headlines have few function words: the identifier then often errs towards small languages.
    return "en" if share >= ENGLISH_SHARE / 2 and code not in ("nl", "af", "de") else code


def forget() -> None:
    """Lets go of the identifier, 75 MB that most runs never need; the next text that needs it opens it again."""
    opened = sys.modules.get("py3langid.langid")
    if opened is not None:
        opened.IDENTIFIER = None  # type: ignore[attr-defined]
