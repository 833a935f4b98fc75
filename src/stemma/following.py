"""`stemma.follow`: reports, or an account of them, in; the ledger of an actor or an issue out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from stemma.follow.ledger import ledger
from stemma.pipeline import Progress, read
from stemma.settings import DEFAULT, Settings
from stemma.types.account import Account
from stemma.types.ledger import Ledger
from stemma.types.ruling import Ruling


def follow(
    inputs: Sequence[str] | Account,
    *,
    actor: str | None = None,
    issue: str | None = None,
    since: str | None = None,
    published: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
    settings: Settings = DEFAULT,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Ledger:
    """The ledger of an actor, or of an issue, over all stories of these reports, in time order.

    `inputs`: what `stemma.read` takes, or an account that it gave. `actor`: a name or entity id; `issue`: its telling
    words; exactly one of them. `since`: a day (EDTF); rows that first appeared then or later are `new`. The rest is as
    for `stemma.read`. Raises UsageError, with near names, for an actor or issue that is not in the reports.
    """
    if not isinstance(inputs, Account):
        inputs = read(
            inputs, published=published, outlets=outlets, rulings=rulings, settings=settings, stdin=stdin,
            progress=progress,
        )  # fmt: skip
    return ledger(inputs, actor=actor, issue=issue, since=since)
