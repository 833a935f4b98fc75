"""Positions, proposals, control, timeline. The tuple is the running order."""

from __future__ import annotations

from stemma.follow.control import ControlLinker
from stemma.follow.positions import PositionFollower
from stemma.follow.proposals import ProposalFollower
from stemma.follow.timeline import Timeline
from stemma.types.stage import Linker

FOLLOWERS: tuple[Linker, ...] = (PositionFollower(), ProposalFollower(), ControlLinker(), Timeline())
