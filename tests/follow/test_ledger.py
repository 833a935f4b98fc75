"""Ledgers: who is meant, which rows, what is new, what is only computed."""

from __future__ import annotations

import msgspec
import pytest

from stances import OPEN, SHUT, account
from stemma.errors import UsageError
from stemma.follow.ledger import ledger
from stemma.types.account import Account
from stemma.types.span import Span

replace = msgspec.structs.replace


def test_rows_of_all_stories_stand_in_time_order() -> None:
    found = ledger(account(("b", "2031-06-02", "e1", SHUT), ("a", "2031-02-11", "e1", OPEN)), actor="Tiva Marrow")
    assert [(row.when, row.story, row.spans[0].text) for row in found.rows] == [
        ("2031-02-11", "a", OPEN), ("2031-06-02", "b", SHUT),
    ]  # fmt: skip
    assert {row.issue for row in found.rows} == {"dam gates"}
    assert [report.siglum for report in found.data.reports] == ["A", "B"]


def test_undated_rows_come_last() -> None:
    found = ledger(account(("a", None, "e1", OPEN), ("a", "2031-06-02", "e1", SHUT)), actor="e1")
    assert [row.when for row in found.rows] == ["2031-06-02", None]


def test_same_words_in_two_reports_are_one_row_with_both() -> None:
    twice = account(("a", "2031-06-02", "e1", OPEN), ("a", "2031-06-03", "e1", "We will open the dam gates"))
    held = tuple(s for p in twice.data.positions for s in p.stances)
    words = twice.texts[held[1].span.report]
    assert words
    one = replace(twice.data.positions[0], stances=held)
    same = tuple(replace(s, span=Span(s.span.report, 6, 32, "We will open the dam gates")) for s in held)
    found = ledger(replace(twice, data=replace(twice.data, positions=(replace(one, stances=same),))), actor="e1")
    assert [[span.report[-1] for span in row.spans] for row in found.rows] == [["0", "1"]]
    assert found.rows[0].first == "2031-06-02"


@pytest.mark.parametrize(
    ("since", "new"),
    [("2031-06-02", [False, True, None]), ("2031", [True, True, None]), ("2032-01", [False, False, None])],
)
def test_what_first_appeared_on_the_day_or_later_is_new(since: str, new: list[bool | None]) -> None:
    rows = (("a", "2031-02-11", "e1", OPEN), ("b", "2031-06-02", "e1", SHUT), ("b", None, "e1", "Nobody asked us"))
    found = ledger(account(*rows), actor="e1", since=since)
    assert [row.new for row in found.rows] == new
    assert [row.new for row in found.new] == [True] * new.count(True)


def test_without_a_day_nothing_is_called_new_or_old() -> None:
    assert [row.new for row in ledger(account(("a", "2031-02-11", "e1", OPEN)), actor="e1").rows] == [None]


def test_stances_that_oppose_are_a_computed_candidate_and_no_row() -> None:
    found = ledger(account(("a", "2031-02-11", "e1", OPEN), ("b", "2031-06-02", "e1", SHUT)), actor="e1")
    (pair,) = found.data.candidates
    assert pair.computed is True
    assert (pair.earlier, pair.later) == tuple(row.id for row in found.rows)
    assert "“not”" in pair.why
    assert {row.kind for row in found.rows} == {"stance"}


@pytest.mark.parametrize(
    "other",
    [
        "We will open the dam gates before the spring flood, I said",  # the same side
        "We will not sell the mill",  # of something else
        "We will never not open the dam gates before the spring flood",  # two negations
        "If it rains we will not open the dam gates before the spring flood",  # what may be
    ],
)
def test_what_does_not_clearly_oppose_is_no_candidate(other: str) -> None:
    found = ledger(account(("a", "2031-02-11", "e1", OPEN), ("b", "2031-06-02", "e1", other)), actor="e1")
    assert found.data.candidates == ()


def test_stances_of_two_actors_are_never_put_together() -> None:
    found = ledger(account(("a", "2031-02-11", "e1", OPEN), ("b", "2031-06-02", "e2", SHUT)), issue="dam")
    assert len(found.rows) == 2
    assert found.data.candidates == ()


def test_positions_that_share_a_telling_word_have_one_issue_across_stories() -> None:
    both = account(("a", "2031-02-11", "e1", OPEN), ("b", "2031-06-02", "e1", SHUT))
    renamed = replace(both.data.positions[1], issue="spring gates")
    found = ledger(replace(both, data=replace(both.data, positions=(both.data.positions[0], renamed))), actor="e1")
    assert len({row.issue for row in found.rows}) == 1


def test_claim_denial_terms_and_control_are_rows(harbour: Account) -> None:
    found = ledger(harbour, actor="Runa Vik")
    assert [row.kind for row in found.rows] == ["stance", "proposal", "proposal", "claim", "denial"]
    claim, denial = found.rows[3:]
    assert (claim.by, claim.actor, denial.by, denial.answers) == ("outlet", "e1", "e1", claim.id)
    assert ledger(harbour, actor="pilots’ union").rows[0].kind == "control"


def test_every_row_rests_on_the_characters_of_its_report(harbour: Account) -> None:
    spans = [span for row in ledger(harbour, issue="night boats").rows for span in row.spans]
    assert spans
    assert all(harbour.texts[span.report][span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize("name", ["Runa Vik", "e1", "vik", "Harbour master Runa Vik"])
def test_actor_by_name_id_part_or_with_a_title(harbour: Account, name: str) -> None:
    assert ledger(harbour, actor=name).data.actor == "e1"


def test_unknown_actor_is_told_near_names(harbour: Account) -> None:
    with pytest.raises(UsageError, match="Near names: 'Runa Vik'") as error:
        ledger(harbour, actor="Rune Vick")
    assert error.value.code == "U-ACTOR"
    with pytest.raises(UsageError, match="lists who is named"):
        ledger(harbour, actor="Xyqwz")


def test_name_of_two_is_told_both() -> None:
    two = account(("a", "2031-02-11", "e1", OPEN))
    renamed = replace(two.data.entities[0], names=("Tiva Marrow",))
    with pytest.raises(UsageError, match="fits several: 'Tiva Marrow', 'Odo Marrow'"):
        ledger(replace(two, data=replace(two.data, entities=(renamed, *two.data.entities[1:]))), actor="Marrow")


def test_unknown_issue_is_told_near_words(harbour: Account) -> None:
    with pytest.raises(UsageError, match=r"Near words: .*'lamps'") as error:
        ledger(harbour, issue="lamsp")
    assert error.value.code == "U-ISSUE"


@pytest.mark.parametrize("more", [{}, {"actor": "Runa Vik", "issue": "boats"}, {"actor": "Runa Vik", "since": "soon"}])
def test_wrong_calls(harbour: Account, more: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        ledger(harbour, **more)


def test_it_shows_itself_in_a_notebook(harbour: Account) -> None:
    html = ledger(harbour, actor="Runa Vik")._repr_html_()
    assert html.startswith("<table>")
    assert "always refused night boats" in html
    assert "<script" not in html
