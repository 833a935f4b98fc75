"""A ledger in the formats of an account: templates, letters, offsets, what is marked as computed."""

from __future__ import annotations

import json
import re

import msgspec
import pytest

from stances import OPEN, SHUT, account
from stemma.export import EXPORTERS
from stemma.export.ledger import render_ledger
from stemma.follow.ledger import ledger
from stemma.types.account import Account

replace = msgspec.structs.replace


@pytest.mark.parametrize("form", [one.name for one in EXPORTERS])
def test_every_format_has_the_words_and_their_place(harbour: Account, form: str) -> None:
    made = render_ledger(ledger(harbour, actor="Runa Vik"), form, width=80, colour=False).decode("utf-8")
    assert "Vik had always refused night boats" in " ".join(made.split())
    assert render_ledger(ledger(harbour, actor="Runa Vik"), form, width=80).decode("utf-8") == made


def test_terminal_says_who_claims_and_who_denies(harbour: Account) -> None:
    made = render_ledger(ledger(harbour, actor="Runa Vik"), "terminal").decode("utf-8")
    flat = " ".join(made.replace("\u00a0", " ").split())
    assert "report B (Lorne Daily) says that the position of Runa Vik changed: “Vik had always refused" in flat
    assert "denied by Runa Vik: “Vik never refused anything”" in flat
    assert "proposes, condition: “provided that the lamps are paid for” A " in flat
    assert "· rejected" in flat
    assert re.search(r"“We can open the north quay” A \d+–\d+", flat)


def test_issue_names_each_actor(harbour: Account) -> None:
    flat = " ".join(render_ledger(ledger(harbour, issue="night boats"), "terminal").decode("utf-8").split())
    assert "Runa Vik [night boats] “We can open the north quay”" in flat


def test_control_is_always_somebodys_claim(harbour: Account) -> None:
    flat = " ".join(render_ledger(ledger(harbour, actor="pilots’ union"), "terminal").decode("utf-8").split())
    assert "north quay held by nobody named, says “pilots’ union”:" in flat


def test_new_rows_stand_apart_and_none_is_said() -> None:
    both = account(("a", "2031-02-11", "e1", OPEN), ("b", "2031-06-02", "e1", SHUT))
    made = render_ledger(ledger(both, actor="e1", since="2031-06"), "terminal").decode("utf-8")
    assert made.index("NEW SINCE JUN 2031") < made.index("will not open") < made.index("BEFORE") < made.index(OPEN[:20])
    assert "11 Feb 2031 · story 1" in made
    later = render_ledger(ledger(both, actor="e1", since="2032"), "terminal").decode("utf-8")
    assert "nothing first appeared on that day or later" in later


def test_of_an_undated_report_nobody_knows_whether_its_words_are_new() -> None:
    rows = (("a", "2031-02-11", "e1", OPEN), ("b", None, "e1", SHUT))
    made = render_ledger(ledger(account(*rows), actor="e1", since="2031-06"), "terminal").decode("utf-8")
    assert (
        made.index("BEFORE") < made.index(OPEN[:20]) < made.index("NOT KNOWN WHETHER NEW") < made.index("will not open")
    )


def test_computed_pair_says_that_it_is_computed() -> None:
    both = account(("a", "2031-02-11", "e1", OPEN), ("b", "2031-06-02", "e1", SHUT))
    for form in ("terminal", "html", "markdown"):
        made = render_ledger(ledger(both, actor="e1"), form).decode("utf-8")
        assert "computed, said by nobody" in made


def test_page_links_each_row_to_its_characters_and_carries_the_ledger(harbour: Account) -> None:
    page = render_ledger(ledger(harbour, actor="Runa Vik"), "html").decode("utf-8")
    (span,) = ledger(harbour, actor="Runa Vik").rows[0].spans
    assert f'href="#A-{span.start}-{span.end}"' in page
    assert f'id="A-{span.start}-{span.end}"' in page
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    assert json.loads(data[1])["ledger"] == 1


def test_page_has_only_the_reports_that_are_cited(harbour: Account) -> None:
    page = render_ledger(ledger(harbour, actor="pilots’ union"), "html").decode("utf-8")
    assert re.findall(r'id="report-(\w+)"', page) == ["C"]


def test_json_has_a_lone_surrogate_of_a_file_name_escaped(harbour: Account) -> None:
    named = tuple(replace(report, file="\udc80.txt") for report in harbour.data.reports)
    given = replace(harbour, data=replace(harbour.data, reports=named))
    assert b"\\udc80" in render_ledger(ledger(given, actor="e1"), "json")
