"""The line to cite an account by: version, reports, hashes that anybody can make again, and no clock."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

import msgspec
import pytest

import stemma
from stemma.export import render
from stemma.export.cite import Citation, cite
from stemma.export.ledger import render_ledger
from stemma.types.account import Account
from stemma.types.ruling import RulingOutcome

replace = msgspec.structs.replace


def test_it_says_version_reports_days_and_hashes(harbour: Account) -> None:
    hashes = sorted(report.text_sha256 for report in harbour.data.reports)
    texts = hashlib.sha256("".join(f"{one}\n" for one in hashes).encode()).hexdigest()
    found = re.fullmatch(
        r"Stemma (\S+), account of 3 reports of (\d) outlets, published 3–4 Mar 2026; texts SHA-256 (\w{32}), "
        r"models (\w{12})",
        cite(harbour),
    )
    assert found
    assert found[1] == harbour.data.made_with.stemma
    assert int(found[2]) == len({r.outlet for r in harbour.data.reports if r.outlet})
    assert found[3] == texts[:32]
    assert Citation("account", harbour).texts == texts


def test_order_of_reports_and_accounts_changes_nothing(harbour: Account) -> None:
    turned = replace(harbour, data=replace(harbour.data, reports=harbour.data.reports[::-1]))
    assert cite(turned) == cite(harbour)
    apart = [replace(harbour, data=replace(harbour.data, reports=(one,))) for one in harbour.data.reports]
    assert str(Citation("account", *apart[::-1])) == cite(harbour)


@pytest.mark.parametrize("what", ["text", "model", "version", "ruling"])
def test_whatever_may_change_the_account_changes_it(harbour: Account, what: str) -> None:
    data = harbour.data
    first, *rest = data.reports
    changed = {
        "text": replace(data, reports=(replace(first, text_sha256="0" * 64), *rest)),
        "model": replace(data, made_with=replace(data.made_with, models={"reader": "other"})),
        "version": replace(data, made_with=replace(data.made_with, stemma="9.9.9")),
        "ruling": replace(data, rulings=(RulingOutcome(id="r1", applied=True),)),
    }[what]
    assert cite(replace(harbour, data=changed)) != cite(harbour)
    unapplied = replace(data, rulings=(RulingOutcome(id="r1", applied=False, why_not="-"),))
    assert cite(replace(harbour, data=unapplied)) == cite(harbour)


def test_it_stands_in_every_view_of_an_account_and_of_a_ledger(harbour: Account) -> None:
    line = cite(harbour)
    assert f"How to cite: {line}" in render(harbour, "html").decode()
    assert f"How to cite: {line}" in render(harbour, "markdown").decode()
    shown = " ".join(render(harbour, "terminal", width=80, explain=True).decode().split())
    assert f"How to cite: {line}" in shown
    assert "How to cite" not in render(harbour, "terminal", width=80).decode()
    ledger = stemma.follow(harbour, actor="Runa Vik")
    assert f"How to cite: {cite(harbour, 'ledger')}" in render_ledger(ledger, "markdown").decode()


def test_undated_reports_of_nobody_are_cited_by_their_texts(harbour_with: Callable[..., Account]) -> None:
    account = harbour_with(outlet="<b>\x1b")
    assert "\x1b" not in render(account, "markdown").decode()
    none = replace(account, data=replace(account.data, reports=()))
    assert "How to cite" not in render(none, "html").decode()
    bare = tuple(replace(r, outlet=None, published=replace(r.published, value=None)) for r in account.data.reports)
    assert "account of 3 reports; texts" in cite(replace(account, data=replace(account.data, reports=bare)))
