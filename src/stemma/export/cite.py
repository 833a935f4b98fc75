"""The line to cite what was shown by: version, reports, and hashes by which anybody can tell whether it is the same.

No clock and no name of a machine is in it: the same reports, version and rulings give the same line.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from stemma.export.plain import count
from stemma.export.when import between
from stemma.text import edtf
from stemma.types.account import Account

LONG = 32
"""Digits of the hash of the texts: 128 bits, which nobody finds another text for, on one line of a terminal."""
SHORT = 12
"""Digits of the hash of the models: they are told apart, not proved by it."""


class Citation:
    """Gathers what a citation says, account by account; `what` is "account", or another thing made from reports."""

    def __init__(self, what: str = "account", *accounts: Account) -> None:
        self._what = what
        self._hashes: list[str] = []
        self._outlets: set[str] = set()
        self._days: set[str] = set()
        self._rulings: set[str] = set()
        self._made = ("", "")
        for account in accounts:
            self.add(account)

    def add(self, account: Account) -> None:
        """These reports too."""
        data = account.data
        self._made = (data.made_with.stemma, _digest(f"{k}={v}" for k, v in data.made_with.models.items())[:SHORT])
        self._hashes += [report.text_sha256 for report in data.reports]
        self._outlets |= {report.outlet for report in data.reports if report.outlet}
        known = (edtf.bounds(report.published.value) for report in data.reports)
        self._days |= {day.isoformat() for found in known if found for day in (found.first, found.last) if day}
        self._rulings |= {ruling.id for ruling in data.rulings if ruling.applied}

    @property
    def texts(self) -> str:
        """SHA-256 over the texts' hashes: sorted, a line each."""
        return _digest(self._hashes)

    def __str__(self) -> str:
        version, models = self._made
        outlets = f" of {count(len(self._outlets), 'outlet')}" if self._outlets else ""
        when = f", published {between(min(self._days), max(self._days))}" if self._days else ""
        ruled = f", {count(len(self._rulings), 'ruling')}" if self._rulings else ""
        told = f"{self._what} of {count(len(self._hashes), 'report')}{outlets}{when}"
        return f"Stemma {version}, {told}; texts SHA-256 {self.texts[:LONG]}, models {models}{ruled}"


def cite(account: Account, what: str = "account") -> str:
    """How to cite this account, or `what` was drawn from it."""
    return str(Citation(what, account))


def _digest(lines: Iterable[str]) -> str:
    """What `LC_ALL=C sort | sha256sum` gives of these lines."""
    return sha256("".join(f"{line}\n" for line in sorted(lines)).encode()).hexdigest()
