from __future__ import annotations

import msgspec

from newsroom import dossier, through
from stemma.follow.likely import likely
from stemma.follow.odds import WEIGHTS, Odds
from stemma.follow.proposals import ProposalFollower
from stemma.follow.reading import Reading
from stemma.link.facts import FactLinker
from stemma.types.dossier import Dossier
from stemma.types.span import Span

PLAN = """Quarry plan would hand hill to walkers
The quarry has a plan for the hill.
Blasting would stop on weekdays after 4 p.m., and walkers would pay nothing.
Rain fell on the village for eleven days in May.
"""
TWICE = {"a": PLAN, "b": PLAN.replace("the hill.", "the old hill.")}


def found(start: Dossier) -> set[str]:
    return {
        s.text for p in through(start, FactLinker(), ProposalFollower()).proposals for t in p.terms for s in t.spans
    }


def test_what_would_be_under_a_plan_is_a_term_though_nobody_is_said_to_offer_it() -> None:
    texts = found(dossier(TWICE, names=[]))
    assert any("walkers would pay nothing" in text for text in texts)
    assert not any("Rain fell" in text for text in texts)


def test_a_story_without_a_plan_has_no_terms() -> None:
    flood = "Quarry floods\nThe quarry stood under water on Friday.\nRain fell on the village for eleven days in May.\n"
    assert found(dossier({"a": flood, "b": flood}, names=[])) == set()


def signs(text: str, clause: str, lines: int | None = None) -> tuple[Odds, Span]:
    """The judge of the story of one report, of which so many lines are read, and a clause of it."""
    start = dossier({"a": text}, names=[])
    (story,), (report,) = start.stories, start.reports
    start = msgspec.structs.replace(start, reports=(msgspec.structs.replace(report, lines=report.lines[:lines]),))
    at = text.index(clause)
    return Odds(story, Reading(start)), Span(report.id, at, at + len(clause), clause)


def test_a_clause_ahead_beside_a_plan_is_likelier_than_one_that_tells() -> None:
    judge, ahead = signs(PLAN, "Blasting would stop on weekdays after 4 p.m.")
    _, told = signs(PLAN, "Rain fell on the village")
    first, second = judge(ahead), judge(told)
    assert first is not None
    assert second is not None
    assert first > 0 > second


def test_every_sign_has_a_weight() -> None:
    judge, span = signs(PLAN, "Blasting would stop")
    found = judge.signs(span)
    assert found is not None
    assert set(found) == set(WEIGHTS)
    assert all(0.0 <= v <= 1.0 for v in found.values())


def test_what_stands_in_no_line_that_is_read_has_no_odds() -> None:
    judge, span = signs(PLAN, "Rain fell on the village", lines=3)
    assert judge(span) is None


def test_pieces_are_kept_in_the_order_given() -> None:
    start = through(dossier(TWICE, names=[]), FactLinker())
    (story,) = start.stories
    once, again = (likely(story, Reading(start), []) for _ in range(2))
    assert once == again


def test_an_answer_to_an_offer_is_no_term_of_it() -> None:
    text = PLAN + "Farmers have rejected the plan and the offer of the quarry.\n"
    assert not any("rejected" in t for t in found(dossier({"a": text, "b": text}, names=[])))
