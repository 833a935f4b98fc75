"""Conditions apart, relations of facts, omissions, wording. The tuple is the running order."""

from __future__ import annotations

from stemma.compare.conditions import ConditionComparer
from stemma.compare.disputes import DisputeComparer
from stemma.compare.omissions import OmissionComparer
from stemma.compare.relations import RelationComparer
from stemma.compare.wording import WordingComparer
from stemma.types.stage import Linker

COMPARERS: tuple[Linker, ...] = (
    ConditionComparer(),
    RelationComparer(),
    DisputeComparer(),
    OmissionComparer(),
    WordingComparer(),
)
