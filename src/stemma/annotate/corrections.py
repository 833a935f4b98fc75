"""What a correction says that the outlet itself had said before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from stemma.text.corrections import LONGEST, corrects
from stemma.types.report import LineClass, Report

READ = frozenset({LineClass.NOTE, LineClass.PROSE})
_OWN = (
    r"\b(?:we|it|our (?:[\w-]+ ){0,3}?(?:report|story|article|headline|bulletin|edition|programme|newsletter)|"
    r"(?:an? |the )?(?:earlier|previous|original) (?:version|report|edition)|"
    r"an? (?:earlier )?(?:entry|headline|caption|item)|this (?:article|story|report|page|entry))\b"
)
_SAID = re.compile(
    rf"{_OWN}[^.\n]{{0,80}}?\b(?P<cue>said|wrote|reported|stated)\b(?:, [^,.\n]{{1,60}},)? (?:that )?"
    r"(?P<what>[^.\n]{8,300}?)(?=\.(?:\s|$)|$)",
    re.I,
)
_GAVE = re.compile(
    rf"{_OWN}[^.\n]{{0,40}}?\b(?P<cue>gave)\b (?P<what>[^.\n]{{1,200}}? as [^.\n]{{1,100}}?)(?=\.(?:\s|$)|$)", re.I
)
""" "An earlier version gave the toll as 40": what it gave, as what."""


class Corrected(NamedTuple):
    """Offsets of what was said before, and of the verb."""

    content: tuple[int, int]
    cue: tuple[int, int]


def corrected(report: Report) -> Iterator[Corrected]:
    """ "Correction: our report of 3 May said two men had died.": what the outlet had said, a line at a time."""
    for line in report.lines_of(*READ):
        if not corrects(report.text, line.start, line.end):
            continue
        end = min(line.end, line.start + LONGEST)
        said = _SAID.search(report.text, line.start, end) or _GAVE.search(report.text, line.start, end)
        if said:
            yield Corrected(said.span("what"), said.span("cue"))
