"""What each report rests on: origins, derivations, stemmata. The tuple is the running order."""

from __future__ import annotations

from stemma.trace.derivations import Derivations
from stemma.trace.origins import Origins
from stemma.trace.stemmata import Stemmata
from stemma.types.stage import Linker

TRACERS: tuple[Linker, ...] = (Origins(), Derivations(), Stemmata())
