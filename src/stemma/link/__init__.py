"""Across reports: entities, stories, utterances, facts. The tuple is the running order."""

from __future__ import annotations

from stemma.link.facts import FactLinker
from stemma.link.stories import Stories
from stemma.types.stage import Linker

LINKERS: tuple[Linker, ...] = (Stories(), FactLinker())
