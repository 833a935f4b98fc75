"""Rulings: a person's corrections, anchored by text hash and exact words, each laid over one stage.

`load` reads a file of them. The `apply_…` functions take what one stage made and give it back corrected,
with one outcome for every ruling of theirs: applied, or why not. A ruling that no longer fits its text is
listed, never dropped.
"""

from stemma.rulings.anchors import about, anchor_of
from stemma.rulings.derivations import apply_derivations
from stemma.rulings.entities import apply_entities
from stemma.rulings.issues import apply_issues
from stemma.rulings.lines import apply_lines
from stemma.rulings.load import fault, load
from stemma.rulings.speakers import apply_speakers
from stemma.rulings.stories import apply_stories

__all__ = [
    "about",
    "anchor_of",
    "apply_derivations",
    "apply_entities",
    "apply_issues",
    "apply_lines",
    "apply_speakers",
    "apply_stories",
    "fault",
    "load",
]
