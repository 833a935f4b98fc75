"""Positions, proposals, control, timeline. The tuple is the running order."""

from __future__ import annotations

from stemma.types.stage import Linker

FOLLOWERS: tuple[Linker, ...] = ()
