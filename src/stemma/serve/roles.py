"""Who may do what: a reader reads, a reviewer also corrects, an admin also adds."""

from __future__ import annotations

from typing import Literal

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")
"""Each may do what those before it may."""


def may(role: Role | None, wanted: Role) -> bool:
    """Whether somebody of this role may do what asks for that one."""
    return role is not None and ROLES.index(role) >= ROLES.index(wanted)
