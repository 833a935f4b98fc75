from __future__ import annotations

from newsroom import dossier, through
from stemma.compare.conditions import ConditionComparer, bearing, conditional, hung
from stemma.compare.evidence import Ground
from stemma.compare.omissions import MOST, OmissionComparer
from stemma.compare.passages import Passages
from stemma.compare.relations import RelationComparer
from stemma.compare.told import Telling, Text, may_set
from stemma.link.facts import FactLinker
from stemma.types.difference import Omission
from stemma.types.dossier import Dossier

FULL = """Airline will fly to Tarn
The airline will open a route to Tarn, provided that the runway is lengthened by the council.
It ordered 40 turboprop aircraft from the maker.
"""
SECOND = """Flights to Tarn
A route to Tarn will open, the airline said, provided that the council lengthens the runway.
"""
CUT = """Tarn gets flights
The airline will open a route to Tarn.
"""


def omissions(start: Dossier) -> tuple[tuple[Omission, ...], Dossier]:
    made = through(start, FactLinker(), RelationComparer(), OmissionComparer())
    return made.omissions, made


def test_a_dropped_condition_comes_first() -> None:
    found, made = omissions(
        dossier({"full": FULL, "second": SECOND, "cut": CUT}, rests=[("cut", "full"), ("second", "full")])
    )
    fact = next(f for f in made.facts if f.id == found[0].fact)
    assert any("provided that" in s.text for s in fact.spans)
    assert [made.report(r).file for r in found[0].missing_in] == ["cut"]
    assert found[0].why.startswith("the condition is missing; ")


def test_present_and_missing_are_apart_and_known() -> None:
    found, made = omissions(dossier({"full": FULL, "second": SECOND, "cut": CUT}, rests=[("cut", "full")]))
    ids = {r.id for r in made.reports}
    for omission in found:
        assert not set(omission.present_in) & set(omission.missing_in)
        assert set(omission.present_in) | set(omission.missing_in) <= ids
        assert omission.fact in {f.id for f in made.facts}


def test_what_is_told_in_other_words_is_not_missing() -> None:
    told = "Flights\nIf the council will lengthen the runway, a Tarn route opens, it was announced.\n"
    found, made = omissions(dossier({"full": FULL, "second": SECOND, "told": told}, rests=[("told", "full")]))
    facts = {f.id: f for f in made.facts}
    lacking = [o for o in found if any("runway" in s.text for s in facts[o.fact].spans)]
    assert not [o for o in lacking if "told" in {made.report(r).file for r in o.missing_in}]


BOUND = """Airline will fly to Tarn
The airline will open a route to Tarn next spring, should Mayor Holm sign the lease.
"""
OTHER_BOUND = """Airline will fly to Tarn
The airline will open a route to Tarn next spring if the runway is lengthened.
"""


def test_a_report_with_a_condition_of_its_own_hangs_the_same_on_it() -> None:
    bare = "Tarn gets flights\nThe airline will open a route to Tarn next spring.\n"
    texts = {"bound": BOUND, "again": BOUND.replace("will", "would"), "other": OTHER_BOUND, "bare": bare}
    made = through(dossier(texts), FactLinker(), ConditionComparer())
    passages = Passages(made.stories[0], made.facts, Ground(made))
    (signed,) = [f for f in made.facts if any("sign the lease" in s.text for s in f.spans)]
    assert {made.report(r).file for r in hung(passages)[signed.id]} == {"bound", "again", "other"}
    assert {made.report(r).file for r in bearing(passages)[signed.id]} >= {"other", "bare"}


def test_an_aim_is_no_condition() -> None:
    aim = "If we are to save the line, we must open a route to Tarn next spring.\n"
    bare = "Tarn\nWe must open a route to Tarn next spring.\n"
    found, _ = omissions(dossier({"aim": f"Tarn\n{aim}", "bare": bare}, rests=[("bare", "aim")]))
    assert not [o for o in found if o.why.startswith("the condition")]


def test_who_doubts_a_count_sets_no_condition() -> None:
    assert not conditional(("if", "the", "surveyor", "is", "right", "the", "wall", "leans"))
    assert not conditional(("if", "their", "tables", "are", "correct"))
    assert conditional(("if", "the", "surveyor", "is", "paid", "the", "wall", "stands"))


def test_one_report_omits_nothing() -> None:
    assert omissions(dossier({"full": FULL}))[0] == ()


def test_a_condition_is_set_beside_a_word_that_hangs_one_thing_on_another() -> None:
    condition = Telling({"pier": 0.5, "dredg": 0.4}, 0.9)

    def having(told: frozenset[str], words: str) -> Text:
        none: frozenset[float] = frozenset()
        return Text((told,), (frozenset(words.split()),), none, frozenset(), (tuple(words.split()),), told)

    def text(words: str) -> Text:
        return having(frozenset(("pier", "autumn")), words)

    assert not may_set(text("anglers like the pier in autumn"), condition)
    assert may_set(text("the pier first in autumn"), condition)
    told = frozenset(("pier", "dredg"))
    assert may_set(having(told, "a dredged pier"), condition)


def test_what_hangs_on_a_condition_is_in_its_own_sentence() -> None:
    text = "Ferry\nThe ferry will call at Osk twice a day. Unless the pier is dredged it will call once a week.\n"
    other = "Ferry\nThe ferry will call at Osk twice a day, a clerk said.\n"
    made = through(dossier({"a": text, "b": other}), FactLinker(), ConditionComparer())
    passages = Passages(made.stories[0], made.facts, Ground(made))
    assert not any(reports for reports in bearing(passages).values())


def test_what_two_others_report_is_missing_in_a_third_of_another_origin() -> None:
    texts = {
        "a": "Opera\nThe soprano will leave the opera house in June because of the draughts, its manager said.\n",
        "b": "Stage\nThe soprano will leave the opera house in June because of draughts, said its manager.\n",
        "c": "Fare\nTickets for a new winter season are sold at the door.\n",
    }
    said = [
        ("a", "The soprano will leave the opera house in June because of the draughts", "manager", "said"),
        ("b", "The soprano will leave the opera house in June because of draughts", "manager", "said"),
    ]
    found, made = omissions(dossier(texts, said=said))
    assert [[made.report(r).file for r in o.missing_in] for o in found] == [["c"]]
    assert found[0].why == "the fact is missing; most reports of the story have it"


def test_a_piece_of_a_clause_is_no_omission() -> None:
    texts = {
        "a": "Opera\nThe soprano sings until 20 October.\nThe house has a new roof.\n",
        "b": "Stage\nThe tenor leaves, until 20 October.\nThe house has a new roof.\n",
        "c": "Fare\nThe house has a new roof.\n",
    }
    assert omissions(dossier(texts))[0] == ()


def test_a_story_has_no_more_omissions_than_a_reader_looks_through() -> None:
    nouns = "kettle lantern saddle anchor ladder barrel hammer pillow teapot violin basket carpet mirror shovel candle"
    told = [f"The {noun} of the {noun} maker was sold to the museum of {noun}s." for noun in nouns.split()]
    texts = {"a": "Sale\n" + "\n".join(told) + "\n", "b": "Sale\n" + "\n".join(told) + "\n", "c": "Fare\nRain fell.\n"}
    found, _ = omissions(dossier(texts, rests=[("c", "a")]))
    assert len(found) == MOST
