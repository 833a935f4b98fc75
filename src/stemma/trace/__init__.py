"""What each report rests on: origins, derivations, stemmata. The tuple is the running order."""

from __future__ import annotations

from stemma.types.stage import Linker

TRACERS: tuple[Linker, ...] = ()
