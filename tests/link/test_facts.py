from __future__ import annotations

from newsroom import dossier, through
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact

WIRE = """Ferry runs aground off the Skerry lighthouse
At least 12 passengers were injured when the ferry Albatross ran aground near the Skerry lighthouse on Monday.
The captain had switched off the radar, investigators said, and 21 containers slid into the water.
"""
PAPER = """Passengers hurt on grounded ferry
Twelve passengers were injured after the ferry Albatross ran aground near the Skerry lighthouse.
Divers counted 21 containers in the water.
"""
OTHER = """Captain blamed for ferry accident
The ferry had its radar switched off by the captain, and 15 passengers were hurt.
"""


def facts(**texts: str) -> tuple[Fact, ...]:
    return through(dossier(texts), FactLinker()).facts


def with_words(found: tuple[Fact, ...], *words: str) -> list[Fact]:
    return [f for f in found if any(all(w in s.text for w in words) for s in f.spans)]


def test_two_reports_of_one_thing_are_one_fact() -> None:
    found = facts(a=WIRE, b=PAPER)
    grounded = [f for f in with_words(found, "ran aground") if len({s.report for s in f.spans}) == 2]
    assert grounded


def test_figures_of_one_measure_are_one_fact_with_a_side_for_each_value() -> None:
    found = facts(a=WIRE, b=PAPER, c=OTHER)
    (injured,) = [f for f in found if len(f.sides) > 1]
    assert sorted(s.value for s in injured.sides) == ["12", "15", ">12"]
    assert all("21" not in s.text for side in injured.sides for s in side.spans)


def test_a_part_is_not_held_against_the_whole() -> None:
    found = facts(a=WIRE, b="Ferry\nThree of the injured passengers were flown out by helicopter.\n")
    assert not [f for f in found if len(f.sides) > 1]


def test_copies_are_one_fact_even_if_short() -> None:
    found = facts(
        a="Vote\nThe council met.\nThe bridge reopens Friday.\n", b="Bridge\nIt rained.\nThe bridge reopens Friday.\n"
    )
    assert any(len(f.spans) == 2 for f in with_words(found, "bridge reopens"))


def test_the_same_whatever_the_order_of_reports() -> None:
    def key(found: tuple[Fact, ...]) -> list[tuple[str, list[tuple[int, int, str]]]]:
        return sorted((f.id, sorted((s.start, s.end, s.text) for s in f.spans)) for f in found)

    assert key(facts(a=WIRE, b=PAPER, c=OTHER)) == key(facts(c=OTHER, b=PAPER, a=WIRE))


def test_every_span_is_its_slice_and_of_clause_size() -> None:
    made = through(dossier({"a": WIRE + "word " * 4000, "b": PAPER}), FactLinker())
    for fact in made.facts:
        for span in fact.spans:
            assert made.report(span.report).text[span.start : span.end] == span.text
            assert len(span.text) < 600


def test_bare_phrases_of_one_report_are_no_facts() -> None:
    found = facts(
        a="Quarry\nThe owner, a firm near Hale, sold the quarry in Hale to Alpine on Monday, including Upper Hale.\n"
    )
    assert all("including" not in f.spans[0].text or "sold" in f.spans[0].text for f in found)


def test_a_noun_phrase_that_reports_share_is_no_fact() -> None:
    found = facts(
        a="Ferry\nA storm hit the quay on Monday. The harbour master, she said, was asleep.\n",
        b="Quay\nThe harbour master. It rained in the night.\n",
    )
    assert not with_words(found, "harbour master")


def test_a_noun_phrase_that_denies_or_counts_is_one() -> None:
    text = "No survivors in the harbour.\nThree sunken harbour boats.\n"
    found = facts(a="Ferry\n" + text, b="Rain\nIt rained.\n" + text)
    assert with_words(found, "No survivors")
    assert with_words(found, "Three sunken")


def test_the_same_actors_alone_make_no_fact() -> None:
    a = "Orchard\nOstrava and Brno quarrelled over water.\n"
    b = "Orchard\nOstrava lends Brno its best choir.\n"
    found = through(dossier({"a": a, "b": b}, names=("Ostrava", "Brno")), FactLinker()).facts
    assert all(len({s.report for s in f.spans}) == 1 for f in found if "choir" in str([s.text for s in f.spans]))


def test_other_words_for_one_thing_meet() -> None:
    found = facts(
        a="Mill\nInspectors closed the plant in Tarn.\n", b="Factory\nThe Tarn factory was shut after an inspection.\n"
    )
    assert any(len({s.report for s in f.spans}) == 2 for f in with_words(found, "Tarn"))


def test_figures_that_count_another_thing_make_no_side() -> None:
    found = facts(
        a="Reservoir\nThe valley dam releases 18 cubic metres a second.\n",
        b="Reservoir\nThe valley dam releases 18 cubic metres a second.\nThe valley dam is 60% full.\n",
    )
    assert all({s.value for s in f.sides} <= {"18"} or len(f.sides) < 2 for f in found)


def test_two_figures_of_a_clause_are_two_facts() -> None:
    found = facts(a="Slide\nThe mudslide hit at dawn, killing three and injuring 14.\n", b="Slide\n14 were hurt.\n")
    (hurt,) = with_words(found, "injuring 14")
    assert {s.text for s in hurt.spans} == {"and injuring 14.", "14 were hurt."}


def test_what_is_cut_off_a_monster_is_told() -> None:
    made = through(dossier({"a": "List\n" + "The pier is open. " * 4200 + "\n"}), FactLinker())
    assert [n.code for n in made.notes] == ["L-FACTS-CUT"]


def test_what_a_report_only_touches_on_agrees_with_nothing() -> None:
    found = facts(
        a="Quarry\nThe mayor apologised after a video emerged of him on the quarry road.\n",
        b="Quarry\nThe council sat late – the video.\n",
    )
    assert not [f for f in with_words(found, "video") if len(f.spans) > 1]


def test_opposites_are_no_agreement_whatever_else_joins_them() -> None:
    found = facts(
        a="Tram\nThe signal had failed shortly before the crash.\n",
        b="Tram\nThe driver says his signal had failed.\n",
        c="Tram\nThe signal was working, an engineer says.\n",
    )
    assert with_words(found, "signal had failed")
    assert not [f for f in with_words(found, "failed") if any("working" in s.text for s in f.spans)]


def test_two_counts_side_by_side_are_never_one_fact() -> None:
    found = facts(
        a="Council\nEleven members voted for the quarry, and two against.\n",
        b="Quarry\nThe vote on the quarry was eleven to two.\n",
        c="Quarry\nThe members voted for the quarry by eleven votes to two.\n",
    )
    assert not [f for f in found if {"Eleven", "two"} <= {w for s in f.spans for w in s.text.split()[:2]}]


def test_a_length_of_time_is_a_figure_however_it_is_written() -> None:
    found = facts(
        a="Lease\nThe harbour gave the shipyard a 25-year lease on Monday.\n",
        b="Lease\nThe lease of the shipyard runs for 25 years.\n",
    )
    assert any(len({s.report for s in f.spans}) == 2 for f in with_words(found, "25-year"))
