"""Rulings: a person's corrections, anchored by text hash and exact words, each laid over one stage.

`load` reads a file of them. The `apply_…` functions take what one stage made and give it back corrected,
with one outcome for every ruling of theirs: applied, or why not. A ruling that no longer fits its text is
listed, never dropped.
"""

from stemma.rulings.anchors import about
from stemma.rulings.entities import apply_entities
from stemma.rulings.lines import apply_lines
from stemma.rulings.load import load
from stemma.rulings.speakers import apply_speakers
from stemma.rulings.stories import apply_stories

__all__ = ["about", "apply_entities", "apply_lines", "apply_speakers", "apply_stories", "load"]
