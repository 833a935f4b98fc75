"""Across reports: entities, stories, utterances, facts. The tuple is the running order."""

from __future__ import annotations

from stemma.link.entities import Entities
from stemma.link.facts import FactLinker
from stemma.link.stories import Stories
from stemma.link.utterances import Utterances
from stemma.types.stage import Linker

LINKERS: tuple[Linker, ...] = (Entities(), Stories(), Utterances(), FactLinker())
