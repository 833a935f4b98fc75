"""What a pattern finds, with its places, without its matches."""

from __future__ import annotations

import re

from stemma.text.tokens import WORD, cut

_WORD = re.compile(f"({WORD.pattern})")


def test_it_finds_what_the_pattern_finds() -> None:
    text = "  The U.S. envoy’s boat—unlit—left at 3 p.m., “she” said.  "
    for start, end in ((0, len(text)), (3, 20), (7, 7), (len(text) - 2, len(text))):
        found = [(*match.span(), match.group()) for match in WORD.finditer(text, start, end)]
        assert list(cut(_WORD, text, start, end)) == found
