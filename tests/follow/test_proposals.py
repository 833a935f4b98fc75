from __future__ import annotations

import msgspec
import pytest

from newsroom import dossier, through
from stemma.follow.proposals import ProposalFollower
from stemma.follow.reading import Reading
from stemma.follow.term import kind_of, states
from stemma.follow.terms import pieces
from stemma.follow.terms_told import maker
from stemma.link.facts import FactLinker
from stemma.types.difference import Proposal
from stemma.types.dossier import Dossier
from stemma.types.world import Role

replace = msgspec.structs.replace

OFFER = """Shipyard offers bonus
The yard's owner Vidar Aas wants a wage freeze until 2033, a bonus of 900 crowns and no night shifts after 10 hours.
"""
ECHO = """Night shifts to go
Vidar Aas wants a bonus of 900 crowns for all, and no night shifts after 10 hours.
Riveters rejected the proposal of Vidar Aas on Friday.
"""


def proposals(start: Dossier) -> tuple[Proposal, ...]:
    return through(start, FactLinker(), ProposalFollower()).proposals


def made() -> tuple[Proposal, ...]:
    return proposals(
        dossier(
            {"a": OFFER, "b": ECHO},
            names=["Vidar Aas"],
            said=[
                (
                    "a",
                    "a wage freeze until 2033, a bonus of 900 crowns and no night shifts after 10 hours",
                    "Vidar Aas",
                    "wants",
                ),
                ("b", "a bonus of 900 crowns for all, and no night shifts after 10 hours", "Vidar Aas", "wants"),
            ],
        )
    )


def test_terms_of_two_reports_are_one_proposal() -> None:
    (found,) = made()
    assert found.by == "e-Vidar Aas"
    both = [t for t in found.terms if len({s.report for s in t.spans}) == 2]
    assert both
    assert any("night shifts" in s.text for t in both for s in t.spans)


def test_a_rejection_that_names_the_proposer_is_its_status() -> None:
    (found,) = made()
    assert found.status == "rejected"
    assert found.status_span is not None
    assert found.status_span.text.startswith("Riveters rejected")


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("provided that the lake stays public", "condition"),
        ("if the bank agrees", "condition"),
        ("the levy ends by Friday", "deadline"),
        ("so that ferries can pass", "purpose"),
        ("auditors would come first", "sequence"),
        ("a rise of 4 percent", "term"),
    ],
)
def test_kinds(clause: str, kind: str) -> None:
    assert kind_of(clause) == kind


def test_a_remark_is_no_proposal() -> None:
    start = dossier(
        {"a": "Storm\n“We can hear the wind in the mast,” Vidar Aas said.\n"},
        names=["Vidar Aas"],
        said=[("a", "We can hear the wind in the mast,", "Vidar Aas", "quoted")],
    )
    assert proposals(start) == ()


@pytest.mark.parametrize(
    ("clause", "sure", "is_term"),
    [
        ("the guild would pay for the new ovens", False, True),
        ("no night shifts after 10 hours", True, True),
        ("as long as the town has opened the bridge", False, True),
        ("because nobody had ever asked the bakers", False, False),
        ("something bakers have so far refused to do", False, False),
        ("Now Lodz is on the coast road", False, False),
        ("he would", False, False),
        ("the mayor should sell the", False, False),
    ],
)
def test_what_can_be_a_term(clause: str, sure: bool, is_term: bool) -> None:
    assert states(clause, sure=sure) is is_term


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("if we want to end the strike", "purpose"),
        ("if the ovens are sold", "condition"),
        ("as long as the town has opened the bridge", "condition"),
        ("only if the bridge holds", "condition"),
    ],
)
def test_an_aim_is_no_condition(clause: str, kind: str) -> None:
    assert kind_of(clause) == kind


PACT = """Mill and union settle
The Weavers and Vidar Aas signed an agreement on Friday.
Pay will rise by 4 percent in June, and looms must stop at 9 p.m. each day.
"""


def test_a_pact_is_accepted_and_apart_from_the_demand() -> None:
    demand = "a rise of 7 percent in June"
    texts = {"a": PACT, "b": f"Mill\nTora Lie wants {demand} and no night looms.\n", "c": PACT}
    said = [("b", f"{demand} and no night looms", "Tora Lie", "wants")]
    found = proposals(dossier(texts, names=["Vidar Aas", "Tora Lie"], said=said))
    (pact,) = [p for p in found if p.status == "accepted"]
    assert pact.status_span is not None
    assert "signed an agreement" in pact.status_span.text
    words = [s.text for t in pact.terms for s in t.spans]
    assert any("4 percent" in w for w in words)
    assert not any("7 percent" in w for w in words)


@pytest.mark.parametrize("tentative", ["reached a tentative agreement", "agreed in principle on a deal"])
def test_a_tentative_pact_is_proposed(tentative: str) -> None:
    text = PACT.replace("signed an agreement", tentative)
    found = proposals(dossier({"a": text, "b": text}, names=["Vidar Aas"]))
    assert [p.status for p in found] == ["proposed"]


def test_a_counted_list_behind_a_colon_is_terms() -> None:
    text = "Mill\nVidar Aas makes three demands: a quieter loom; a 30-minute break; and a nurse by March.\n"
    found = proposals(dossier({"a": text, "b": text}, names=["Vidar Aas"]))
    texts = {s.text for p in found for t in p.terms for s in t.spans}
    assert {"a quieter loom", "a 30-minute break", "a nurse by March"} <= texts


def test_who_rejects_is_not_who_proposed() -> None:
    said = [
        (
            "a",
            "a wage freeze until 2033, a bonus of 900 crowns and no night shifts after 10 hours",
            "Vidar Aas",
            "wants",
        ),
        ("b", "a bonus of 900 crowns for all, and no night shifts after 10 hours", "Vidar Aas", "wants"),
    ]
    echo = ECHO.replace("Riveters rejected the proposal of Vidar Aas", "Tora Lie has dismissed the offer")
    (found,) = proposals(dossier({"a": OFFER, "b": echo}, names=["Vidar Aas", "Tora Lie"], said=said))
    assert (found.by, found.status) == ("e-Vidar Aas", "rejected")


def test_less_than_what_was_sought_is_granted_in_part() -> None:
    said = [
        (
            "a",
            "a wage freeze until 2033, a bonus of 900 crowns and no night shifts after 10 hours",
            "Vidar Aas",
            "wants",
        ),
        ("b", "a bonus of 900 crowns for all, and no night shifts after 10 hours", "Vidar Aas", "wants"),
    ]
    echo = ECHO.replace(
        "Riveters rejected the proposal of Vidar Aas on Friday.",
        "The bonus is 600 crowns, less than the 900 sought by Vidar Aas.",
    )
    found = proposals(dossier({"a": OFFER, "b": echo}, names=["Vidar Aas"], said=said))
    assert found[0].status == "granted-in-part"


@pytest.mark.parametrize(
    ("clause", "kind"),
    [("failing that the looms stand still", "condition"), ("the accord lapses if a loom is sold", "condition")],
)
def test_what_follows_if_a_demand_is_not_met_is_a_condition(clause: str, kind: str) -> None:
    assert kind_of(clause) == kind


@pytest.mark.parametrize(
    "clause", ["on condition of anonymity", "less than the 900 sought by the weavers", "to accept"]
)
def test_what_is_no_term(clause: str) -> None:
    assert states(clause, sure=True) is False


def terms_of(start: Dossier) -> list[tuple[str, str]]:
    """(kind, words) of the terms that the first report has."""
    return [(p.kind, p.span.text) for p in pieces(Reading(start), start.reports[0])]


@pytest.mark.parametrize("strength", ["quoted", "said", "warned"])
@pytest.mark.parametrize(
    ("words", "role", "taken"),
    [
        ("If the court lends 20 million, four ferries will sail again", "chief executive", True),
        ("If the court lends 20 million, four ferries will sail again", "", False),  # a forecast
        ("If the court had lent 20 million, four ferries would have sailed", "chief executive", False),
        ("Nobody knows if the four ferries will sail again", "chief executive", False),
    ],
)
def test_who_can_bring_it_about_says_what_will_be_on_a_condition(
    words: str, role: str, taken: bool, strength: str
) -> None:
    text = f"Line\n“{words},” Ida Lund said on Friday.\n"
    start = dossier({"a": text}, names=["Ida Lund"], said=[("a", words, "Ida Lund", strength)])
    start = replace(start, entities=tuple(replace(e, roles=(Role(text=role),)) for e in start.entities))
    found = [("condition", "If the court lends 20 million"), ("term", "four ferries will sail again")]
    assert terms_of(start) == (found if taken else [])


@pytest.mark.parametrize(("strength", "taken"), [("suggested", True), ("said", False)])
def test_a_thing_that_is_suggested_is_a_term(strength: str, taken: bool) -> None:
    words = "a joint guard for six months"
    start = dossier(
        {"a": f"Dam\nIda Lund spoke of {words}.\n"}, names=["Ida Lund"], said=[("a", words, "Ida Lund", strength)]
    )
    assert terms_of(start) == ([("term", words)] if taken else [])


def test_what_a_resolution_says_is_said_by_the_body_named_before() -> None:
    words = "If the dam is not opened by 4 May, the road will be closed"
    text = f"Dam\nThe Millers Guild met. “{words},” its resolution says.\n"
    said = [(n, words, "resolution", "quoted") for n in ("a", "b")]
    start = dossier({"a": text, "b": text}, names=["Millers Guild"], said=said)
    start = replace(start, entities=tuple(replace(e, type="org") for e in start.entities))
    (found,) = proposals(start)
    assert found.by == "e-Millers Guild"
    assert "condition" in {term.kind for term in found.terms}


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("before there is a vote on the tram", "sequence"),
        ("before the depot closed in May", "term"),
    ],
)
def test_what_has_to_come_first_is_a_sequence(clause: str, kind: str) -> None:
    assert kind_of(clause) == kind


@pytest.mark.parametrize(
    "opening",
    ["In Malta Vidar Aas makes three demands:", "After a word with Tora Lie the weaver Vidar Aas demands:"],
)
def test_who_stands_before_the_verb_makes_the_demand_and_no_place_does(opening: str) -> None:
    text = f"Mill\n{opening} a quieter loom; a 30-minute break; and a nurse by March.\n"
    found = proposals(dossier({"a": text, "b": text}, names=["Malta", "Tora Lie", "Vidar Aas"]))
    assert {p.by for p in found} == {"e-Vidar Aas"}


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("a nurse by the end of the month", "deadline"),
        ("the looms stop no later than 9 May", "deadline"),
        ("the looms were bought by the weavers of the town on 14 March", "term"),
    ],
)
def test_a_deadline_has_its_date_soon_behind_its_word(clause: str, kind: str) -> None:
    assert kind_of(clause) == kind


def test_what_is_offered_to_somebody_is_not_his_offer() -> None:
    text = "Mill\nVidar Aas writes of the Weavers: pay would be offered in June. Vidar Aas demands a 30-minute break.\n"
    start = dossier({"a": text, "b": text}, names=["Vidar Aas", "Weavers"])
    report = start.reports[0]
    end = text.index(" Vidar Aas demands")
    assert maker(Reading(start), report, text.index("Vidar"), end) == "e-Vidar Aas"
