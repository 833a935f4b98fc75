from __future__ import annotations

import pytest
from msgspec.structs import replace

from newsroom import dossier, through
from stemma.compare.amounts import Amount, amount, verdict
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact, Side
from stemma.types.dossier import Dossier
from stemma.types.world import Number


def facts(start: Dossier) -> tuple[Fact, ...]:
    return through(start, FactLinker(), RelationComparer()).facts


def relations(start: Dossier) -> list[str]:
    return [f.relation for f in facts(start)]


FIRE = "Warehouse fire in Ostmark\nThe fire in the Ostmark warehouse killed 4 workers on Sunday.\n"


def test_two_values_from_two_reports_are_a_conflict_of_amount() -> None:
    (found,) = [
        f
        for f in facts(dossier({"a": FIRE, "b": "Blaze\nSix workers were killed in the warehouse, the union said.\n"}))
        if f.relation == "conflict"
    ]
    assert found.conflict_type == "amount"
    assert sorted(s.value for s in found.sides) == ["4", "6"]


def test_the_same_outlet_later_is_an_update_and_no_conflict() -> None:
    start = dossier(
        {"a": FIRE, "b": "Toll rises\nThe fire in the Ostmark warehouse killed 6 workers.\n"},
        published={"a": "2031-05-04", "b": "2031-05-06"},
        outlets={"a": "Ost Wire", "b": "Ost Wire"},
    )
    assert "conflict" not in relations(start)


def test_a_rounded_figure_can_hold_beside_the_exact_one() -> None:
    start = dossier(
        {
            "a": "Floods\nThe floods displaced 19,400 people in the valley.\n",
            "b": "Floods\nAlmost 20,000 people were displaced in the valley by the floods.\n",
        }
    )
    assert "compatible" in relations(start)
    assert "conflict" not in relations(start)


@pytest.mark.parametrize(("money", "apart"), [("NOK", False), ("GBP", True)])
def test_a_sum_in_other_money_contradicts_nothing(money: str, apart: bool) -> None:
    text = "Slip\nThe firm will pay a fine of {} million for the Ostmark landslip.\n"
    start = dossier({"a": text.format(12), "b": text.format(17)})
    units = {"12": "GBP", "17": money}
    layers = (
        replace(la, numbers=tuple(replace(n, unit=units[n.text.split()[0]]) for n in la.numbers)) for la in start.layers
    )
    assert ("conflict" in relations(replace(start, layers=tuple(layers)))) is apart


def test_the_same_in_two_reports_agrees_and_in_one_is_only() -> None:
    start = dossier({"a": FIRE, "b": FIRE + "Mayor Olga Brandt visited the 9 burned halls.\n"}, names=["Olga Brandt"])
    assert "agree" in relations(start)
    assert "only" in relations(start)


def test_equal_figures_in_other_words_are_one_side() -> None:
    start = dossier(
        {
            "a": "Mudslide\nAt least 11 rowers were killed in the mudslide at Karlby.\n",
            "b": "Mudslide\nThe mudslide at Karlby killed eleven rowers.\n",
            "c": "Mudslide\nThe mudslide at Karlby killed 19 rowers.\n",
        }
    )
    assert sorted(len(side.spans) for f in facts(start) for side in f.sides) == [1, 2]


def test_a_denied_act_is_a_conflict_of_denial() -> None:
    start = dossier(
        {
            "a": "Port\nDockers blocked the harbour gate on Monday night, the port authority said.\n",
            "b": "Union\nThe union denied that dockers blocked the harbour gate on Monday night.\n",
        },
        said=[
            ("a", "Dockers blocked the harbour gate on Monday night", "the port authority", "said"),
            ("b", "dockers blocked the harbour gate on Monday night", "the union", "denied"),
        ],
    )
    assert [f.conflict_type for f in facts(start) if f.relation == "conflict"] == ["denial"]


@pytest.mark.parametrize(("cue", "found"), [("doubted", ["denial"]), ("thought", []), ("never doubted", [])])
def test_who_doubts_an_act_stands_with_those_who_deny_it(cue: str, found: list[str]) -> None:
    words = "dockers blocked the harbour gate on Monday night"
    start = dossier(
        {
            "a": f"Port\nD{words[1:]}, the port authority said.\n",
            "b": f"Union\nThe union {cue} that {words}.\n",
        },
        said=[("a", f"D{words[1:]}", "the port authority", "said"), ("b", words, "the union", "believes")],
    )
    report = next(r for r in start.reports if r.file == "b")
    at = report.text.index(cue)
    layers = tuple(
        replace(la, attributions=(replace(la.attributions[0], cue=report.span(at, at + len(cue))),))
        if la.report == report.id
        else la
        for la in start.layers
    )
    made = facts(replace(start, layers=layers))
    assert [f.conflict_type for f in made if f.relation == "conflict"] == found


@pytest.mark.parametrize(
    ("one", "two", "how"),
    [
        (("38000", 38000, "="), ("almost 40,000", 40000, "~"), "compatible"),
        (("12", 12, "="), ("21", 21, "="), "other"),
        (("more than 40,000", 40000, ">"), ("40,000", 40000, "="), "compatible"),
        (("17", 17, "="), ("17", 17, "="), "equal"),
        (("6.9", 6.9, "="), ("7.1", 7.1, "="), "other"),
        (("58", 58, "="), ("59", 59, "="), "other"),
    ],
)
def test_verdict(one: tuple[str, float, str], two: tuple[str, float, str], how: str) -> None:
    def made(row: tuple[str, float, str]) -> Amount:
        number = Number(id="n", start=0, end=len(row[0]), text=row[0], value=row[1], relation=row[2])  # type: ignore[arg-type]
        found = amount(number)
        assert found is not None
        return found

    assert verdict(made(one), made(two)) == how


def test_what_one_says_of_another_is_denied_by_that_other() -> None:
    start = dossier(
        {
            "a": "Mill\nOld Ada Lund told the guild that she had met the miller of Hale in Lodz.\n",
            "b": "Mill\nThe miller Per Dahl denied that he had met Lund in Lodz.\n",
        },
        names=["Ada Lund", "Per Dahl"],
        said=[
            ("a", "she had met the miller of Hale in Lodz", "Ada Lund", "said"),
            ("b", "he had met Lund in Lodz", "Per Dahl", "denied"),
        ],
    )
    assert [f.conflict_type for f in facts(start) if f.relation == "conflict"] == ["denial"]


def test_an_earlier_figure_and_a_lower_bound_are_no_conflict() -> None:
    texts = {
        "a": "Avalanche\nAt least 14 skiers were injured near Hale.\n",
        "b": "Avalanche\nThe clinic has treated 21 injured skiers from Hale. The mayor had spoken of 14 injured.\n",
    }
    start = dossier(texts, published={"a": "2031-05-04", "b": "2031-05-05"})
    assert {f.relation for f in facts(start)} <= {"compatible", "only", "agree"}


def test_counts_far_apart_are_not_of_one_thing() -> None:
    texts = {
        "a": "Ferry\nA ferry with 312 people aboard hit the pier in Hale.\n",
        "b": "Ferry\nThere were three crew aboard the ferry in Hale.\n",
    }
    assert all(f.relation != "conflict" for f in facts(dossier(texts)))


def test_counts_of_persons_by_two_nouns_are_of_one_thing() -> None:
    texts = {
        "a": "Thaw\nThe tankers bring water to 3,400 inhabitants of the upper valley of Lorne.\n",
        "b": "Thaw\nThe tankers bring water to 4,900 people of the upper valley of Lorne.\n",
    }
    start = dossier(texts)
    units = ("inhabitants", "people")
    layers = tuple(
        replace(la, numbers=tuple(replace(n, unit=u) for n in la.numbers))
        for la, u in zip(start.layers, units, strict=True)
    )
    made = through(replace(start, layers=layers), FactLinker(), RelationComparer())
    (found,) = (f for f in made.facts if f.relation == "conflict")
    assert {s.spans[0].text for s in found.sides} == {"3,400", "4,900"}


def test_a_part_of_a_sum_is_not_held_against_the_sum() -> None:
    texts = {
        "a": "Debts\nThe shipyard owes its creditors 200 crowns.\n",
        "b": "Debts\nThe shipyard owes its creditors much, of which 61 crowns to a bank.\n",
        "c": "Debts\nThe shipyard owes its creditors 150 crowns.\n",
    }
    made = facts(dossier(texts))
    sides = [s.value for f in made if f.relation == "conflict" for s in f.sides]
    assert "61" not in sides
    assert {"200", "150"} <= set(sides)


def measured(first: str, second: str, unit: str) -> list[str]:
    """The sides of one fact of these two clauses, each with one figure in this unit."""
    start = dossier({"a": f"Reef\n{first}\n", "b": f"Reef\n{second}\n"})
    spans = tuple(r.span(r.text.index("\n") + 1, len(r.text) - 1) for r in start.reports)
    numbers = [la.numbers[0] for la in start.layers]
    layers = tuple(replace(la, numbers=(replace(n, unit=unit),)) for la, n in zip(start.layers, numbers, strict=True))
    told = zip(start.reports, numbers, strict=True)
    sides = tuple(Side(value=n.text, spans=(r.span(n.start, n.end),)) for r, n in told)
    fact = Fact(id="f1", story=start.stories[0].id, spans=spans, sides=sides)
    made = through(replace(start, layers=layers, facts=(fact,)), RelationComparer())
    return [s.value for s in made.facts[0].sides]


def test_lengths_of_clauses_that_share_nothing_are_of_two_things() -> None:
    first = "The tug hit a reef 200 metres from Osk."
    assert measured(first, "The tug hit a reef 300 metres from Osk.", "metres") == ["200", "300"]
    assert measured(first, "In a minute a ship travels 300 metres.", "metres") == []


def test_what_has_one_rate_is_of_one_thing() -> None:
    first = "The pit will yield 200 tonnes a year."
    assert measured(first, "Its owner wants to sell 300 tonnes a year.", "tonnes") == ["200", "300"]
    assert measured(first, "Its owner wants to sell 300 tonnes.", "tonnes") == []
