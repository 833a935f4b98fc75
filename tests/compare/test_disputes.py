from __future__ import annotations

from msgspec.structs import replace

from newsroom import dossier, through
from stemma.compare.conditions import ConditionComparer
from stemma.compare.disputes import DisputeComparer
from stemma.compare.omissions import OmissionComparer
from stemma.compare.relations import RelationComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact
from stemma.types.dossier import Dossier

COMPARED = (FactLinker(), ConditionComparer(), RelationComparer(), DisputeComparer())


def differing(start: Dossier) -> list[Fact]:
    made = through(start, *COMPARED)
    return [f for f in made.facts if f.relation in ("conflict", "drift")]


def files(start: Dossier, fact: Fact) -> set[str]:
    return {start.report(s.report).file for s in fact.spans}


def test_a_denial_in_other_words_meets_what_it_denies() -> None:
    start = dossier(
        {
            "a": "Bakery\nThe inspectors sealed the ovens after mould was found in the flour.\n",
            "b": "Bakery\nThe owner spoke on Tuesday. There was no mould in the flour of any oven.\n",
        }
    )
    (found,) = differing(start)
    assert (found.relation, found.conflict_type) == ("conflict", "denial")
    assert files(start, found) == {"a", "b"}
    assert [s.value for s in found.sides] == ["stated", "denied"]


def test_a_plain_negation_about_something_else_is_no_denial() -> None:
    texts = {
        "a": "Bakery\nThe inspectors sealed the ovens in the flour mill.\n",
        "b": "Bakery\nNo music was played in the town on Tuesday.\n",
    }
    assert differing(dossier(texts)) == []


def test_what_could_be_and_what_will_be_are_a_drift_of_strength() -> None:
    start = dossier(
        {
            "a": "Library\nThe council could close the harbour library before winter, a clerk told readers.\n",
            "b": "Harbour library\nA beloved house is lost: the council will close the harbour library.\n",
        },
        rests=[("b", "a")],
    )
    (found,) = differing(start)
    assert (found.relation, found.conflict_type) == ("drift", "strength")
    assert files(start, found) == {"a", "b"}


def test_one_count_in_each_report_that_cannot_both_hold() -> None:
    def story(second: str) -> Dossier:
        texts = {
            "a": "Zoo\nKeepers found 41 penguins out of their pool on Monday morning.\n",
            "b": f"Zoo\nOn the ice rink {second} penguins were waddling about.\n",
        }
        return with_units(dossier(texts), "penguins")

    (found,) = differing(story("26"))
    assert found.conflict_type == "amount"
    assert sorted(s.value for s in found.sides) == ["26", "41"]
    assert differing(story("41")) == []


def with_units(start: Dossier, unit: str) -> Dossier:
    import msgspec

    rows = tuple(
        msgspec.structs.replace(la, numbers=tuple(msgspec.structs.replace(n, unit=unit) for n in la.numbers))
        for la in start.layers
    )
    return msgspec.structs.replace(start, layers=rows)


FULL = "Choir\nThe choir will sing in Hale if the roof of the chapel is mended by the parish.\n"
CUT = "Choir\nThe choir will sing in Hale.\n"


def test_what_is_printed_without_its_condition_drifts_and_the_condition_is_said_to_be_missing() -> None:
    start = dossier({"full": FULL, "again": FULL, "cut": CUT})
    made = through(start, *COMPARED, OmissionComparer())
    (found,) = [f for f in made.facts if f.relation == "drift"]
    assert found.conflict_type == "scope"
    (omission,) = [o for o in made.omissions if o.why.startswith("the condition")]
    fact = next(f for f in made.facts if f.id == omission.fact)
    assert {s.text.split()[0] for s in fact.spans} == {"if"}
    assert [made.report(r).file for r in omission.missing_in] == ["cut"]


def test_every_span_of_a_side_lies_in_a_statement_of_its_fact() -> None:
    start = dossier({"full": FULL, "again": FULL, "cut": CUT})
    for fact in through(start, *COMPARED).facts:
        for side in fact.sides:
            assert all(any(s.overlaps(x) for x in fact.spans) for s in side.spans)


def test_the_order_of_the_reports_changes_nothing() -> None:
    texts = {"full": FULL, "again": FULL.replace("mended", "repaired"), "cut": CUT}
    one = through(dossier(texts), *COMPARED).facts
    two = through(dossier(dict(reversed(texts.items()))), *COMPARED).facts
    assert {(f.id, f.relation, f.conflict_type) for f in one} == {(f.id, f.relation, f.conflict_type) for f in two}


def test_persons_aboard_are_one_count_under_any_name() -> None:
    def story(second: str) -> Dossier:
        start = dossier({"a": "Kite\nThe Kite, with 212 people on board, hit a pier.\n", "b": f"Kite\n{second}\n"})
        layers = tuple(replace(la, numbers=tuple(replace(n, unit="people") for n in la.numbers)) for la in start.layers)
        return replace(start, layers=layers)

    (found,) = differing(story("More than 260 people were on the Kite as it left."))
    assert (found.relation, found.conflict_type) == ("conflict", "amount")
    assert {s.value for s in found.sides} == {"212", "260"}
    assert differing(story("More than 260 people watched from the shore.")) == []


def test_a_condition_that_one_report_alone_gives_is_missing_in_the_same_words_of_another() -> None:
    words = "we can mend the clock by Easter"
    start = dossier(
        {
            "a": f"Clock\nIf the parish finds a ladder, {words}, said the smith. The tower was cold.\n",
            "b": f"Clock\nThe smith was cheerful. “{words}”, he said on the square.\n",
        },
        names=["Ida Holm"],
        said=[("a", f"If the parish finds a ladder, {words}", "Ida Holm", "said"), ("b", words, "Ida Holm", "quoted")],
    )
    one, two = (row.attributions + row.quotations for row in start.layers)
    start = replace(start, utterance_of={one[0].id: "u1", two[0].id: "u1"})
    (found,) = differing(start)
    assert (found.relation, found.conflict_type) == ("drift", "scope")
    assert [start.report(side.spans[0].report).file for side in found.sides] == ["a", "b"]


def test_a_sum_in_brackets_is_the_sum_before_it_in_another_money() -> None:
    def story(first: str) -> Dossier:
        second = "The town pays $9,300 towards the organ of the chapel."
        start = dossier({"a": f"Organ\n{first}\n", "b": f"Organ\n{second}\n"})
        money = {60_000.0: "NOK"}
        layers = tuple(
            replace(la, numbers=tuple(replace(n, unit=money.get(n.value or 0, "USD")) for n in la.numbers))
            for la in start.layers
        )
        return replace(start, layers=layers)

    assert differing(story("The town pays 60,000 kroner ($5,800) towards the organ of the chapel.")) == []
    (found,) = differing(story("The town pays $5,800 towards the organ of the chapel."))
    assert found.conflict_type == "amount"


def test_a_short_answer_whose_condition_was_cut_is_missed_in_the_same_utterance() -> None:
    start = dossier(
        {
            "a": "Clock\nIf the ladder is as old as the smith, we will climb, said the vicar. The tower was cold.\n",
            "b": "Clock\nThe vicar was cheerful. “we will climb”, he said on the square.\n",
        },
        names=["Ida Holm"],
        said=[
            ("a", "If the ladder is as old as the smith, we will climb", "Ida Holm", "said"),
            ("b", "we will climb", "Ida Holm", "quoted"),
        ],
    )
    one, two = (row.attributions + row.quotations for row in start.layers)
    start = replace(start, utterance_of={one[0].id: "u1", two[0].id: "u1"})
    (found,) = differing(start)
    assert (found.relation, found.conflict_type) == ("drift", "scope")
