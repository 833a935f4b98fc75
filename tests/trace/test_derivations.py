from __future__ import annotations

from itertools import permutations
from typing import Any

import msgspec
import pytest
from making import Make, dossier

from stemma.link.utterances import Utterances
from stemma.trace.derivations import Derivations
from stemma.trace.origins import Origins
from stemma.trace.stemmata import Stemmata
from stemma.types.dossier import Dossier
from stemma.types.story import Derivation

WIRE = """Bread prices in the harbour district rose by a tenth after the old mill flooded twice in one winter.
“{q|Ines Vega|We will not sell a cold loaf to anybody},” Ines Vega told Tern Wire.
The mill stands on reclaimed land and was insured against fire but never against water, its owner said."""
REWRITE = """The price of bread went up across town this week, and nobody seems surprised.
Bread prices in the harbour district rose by a tenth after the old mill flooded, which locals had long foretold.
Shoppers shrugged, the gulls did not. A queue formed outside the only bakery that still has a warm oven.
Some of them had brought their own flour and asked politely whether it could be baked before closing time."""
OTHER = """The bishop blessed forty tractors on Sunday in heavy rain, and one of them would not start afterwards.
“{q|Paul Moreno|It was the gearbox, not the Lord},” Paul Moreno said in an interview."""


def made(*makes: Make) -> Dossier:
    return dossier(*makes, parts=(Utterances(), Origins(), Derivations(), Stemmata()))


def between(found: Dossier) -> dict[tuple[str, str], Derivation]:
    reports = {r.id for r in found.reports}
    return {(d.report, d.from_): d for d in found.derivations if d.from_ in reports}


def test_a_copy_that_credits_nobody_is_inferred_with_the_words_on_both_sides() -> None:
    found = made(Make("a", WIRE, "2031-03-03", "Tern Wire"), Make("b", WIRE, "2031-03-04", "Daily Yeast"))
    edges = between(found)
    assert list(edges) == [("rb", "ra")]
    edge = edges["rb", "ra"]
    assert (edge.how, edge.credited) == ("wire-copy", False)
    assert edge.why.startswith("inferred")
    assert {s.report for s in edge.evidence} == {"ra", "rb"}
    assert 0.6 < edge.confidence < 1


def test_what_a_copy_tells_rests_on_the_copied_report_only() -> None:
    found = made(Make("a", WIRE, "2031-03-03", "Tern Wire"), Make("b", WIRE, "2031-03-04", "Daily Yeast"))
    (origin,) = found.origins
    assert {(d.report, d.how) for d in found.derivations if d.from_ == origin.id} == {("ra", "interview")}


def test_time_order_is_respected_to_the_minute_and_across_zones() -> None:
    early, late = "2031-03-03T10:00:00+08:00", "2031-03-03T09:00:00Z"
    assert list(between(made(Make("a", WIRE, late), Make("b", WIRE, early)))) == [("ra", "rb")]


def test_a_rewrite_is_told_from_a_copy_and_an_unrelated_report_from_both() -> None:
    found = made(
        Make("a", WIRE, "2031-03-03", "Tern Wire"),
        Make("b", REWRITE, "2031-03-04", "Daily Yeast"),
        Make("c", OTHER, "2031-03-04", "Radio Mistral"),
    )
    edges = between(found)
    assert list(edges) == [("rb", "ra")]
    assert edges["rb", "ra"].how in ("light-rewrite", "rewrite")


def test_a_report_that_mixes_two_has_two_parents() -> None:
    found = made(
        Make("a", WIRE, "2031-03-03", "Tern Wire"),
        Make("b", OTHER, "2031-03-03", "Radio Mistral"),
        Make("c", WIRE + "\n" + OTHER, "2031-03-05", "Daily Yeast"),
    )
    assert set(between(found)) == {("rc", "ra"), ("rc", "rb")}


def test_a_copy_of_a_copy_is_traced_to_the_oldest() -> None:
    found = made(*[Make(n, WIRE, f"2031-03-0{day}") for day, n in enumerate("abc", 3)])
    assert set(between(found)) == {("rb", "ra"), ("rc", "ra")}


def test_a_credit_is_shown_with_its_words() -> None:
    found = made(
        Make("a", OTHER, "2031-03-03", "Radio Mistral"),
        Make("b", "According to Radio Mistral, a tractor broke down at a blessing.", "2031-03-04", "Daily Yeast"),
    )
    edge = between(found)["rb", "ra"]
    assert edge.credited
    assert edge.evidence[0].text == "According to Radio Mistral"


def test_a_byline_credits_the_whole_text() -> None:
    found = made(
        Make("a", WIRE, "2031-03-03", "Tern Wire"),
        Make("b", WIRE, "2031-03-04", "Daily Yeast", byline="From staff and Tern Wire"),
    )
    edge = between(found)["rb", "ra"]
    assert (edge.how, edge.credited) == ("wire-copy", True)


@pytest.mark.parametrize(
    "words",
    [
        "Radio Mistral, a station on the coast, reported that a tractor broke down at a blessing.",
        "Radio Mistral, quoting a farmer, says a tractor broke down at a blessing.",
        "Radio Mistral quotes a farmer whose tractor broke down at a blessing.",
        "The tractor, a farmer is quoted by Radio Mistral as saying, broke down at a blessing.",
    ],
)
def test_a_verb_behind_the_name_or_its_apposition_is_a_credit(words: str) -> None:
    found = made(Make("a", OTHER, "2031-03-03", "Radio Mistral"), Make("b", words, "2031-03-04", "Daily Yeast"))
    assert between(found)["rb", "ra"].credited


def test_quotations_of_two_speakers_that_both_reports_chose_show_descent() -> None:
    own = {n: " ".join(f"{n}{i}" for i in range(150)) for n in "ab"}
    other = "Whoever sells flour by the cart in spring will weigh it by the spoon before the frost"
    said = f"“{{q|Bakers’ Guild|{other}}},” the Bakers’ Guild said in a statement."
    one = f"“{{q|Paul Moreno|{WORDS}}},” Paul Moreno told reporters.\n"
    assert between(made(Make("a", said + own["a"], "2031-03-03"), Make("b", said + own["b"], "2031-03-04"))) == {}
    both = made(Make("a", one + said + own["a"], "2031-03-03"), Make("b", one + said + own["b"], "2031-03-04"))
    assert between(both)["rb", "ra"].how == "rewrite"


def test_a_few_words_told_days_ago_are_no_descent() -> None:
    first = f"“{{q|Paul Moreno|{WORDS}}},” Paul Moreno told reporters."
    passing = "Paul Moreno still speaks of “{q|Paul Moreno|cold ovens}”."
    found = made(Make("a", first, "2031-03-03"), Make("b", passing, "2031-03-06"))
    assert {d.report for d in found.derivations} == {"ra"}


def test_a_mention_of_an_outlet_is_no_credit() -> None:
    found = made(
        Make("a", OTHER, "2031-03-03", "Radio Mistral"),
        Make("b", "A van of Radio Mistral stood in the rain all day.", "2031-03-04", "Daily Yeast"),
    )
    assert between(found) == {}


def test_five_hundred_copies_rest_on_one_origin_and_one_report() -> None:
    found = made(*[Make(f"n{n:03}", WIRE, f"2031-03-{3 + n // 100:02}T{n % 24:02}:00:00Z") for n in range(200)])
    assert len(found.origins) == 1
    assert {d.from_ for d in found.derivations if d.from_ != found.origins[0].id} == {"rn000"}


def test_every_report_that_descends_is_in_the_stemma_under_an_origin() -> None:
    found = made(*[Make(n, WIRE, f"2031-03-0{day}") for day, n in enumerate("abc", 3)])
    story, utterance = found.stemmata
    for stemma in (story, utterance):
        kinds = {n.id: n.kind for n in stemma.nodes}
        assert [k for k in kinds.values() if k == "origin"] == ["origin"]
        assert {n for n, k in kinds.items() if k == "report"} == {"ra", "rb", "rc"}
        assert all(e.from_ in kinds and e.to in kinds for e in stemma.edges)


def test_two_wordings_have_inferred_hands() -> None:
    a = "“{q|Ines Vega|If the oven cools we shall close the bakery for a season},” Ines Vega told Radio Mistral."
    b = "“{q|Ines Vega|Should the oven go cold we will shut the bakery for one season},” Ines Vega told Radio Mistral."
    own = {n: " ".join(f"{n}{i}" for i in range(200)) for n in "abcd"}
    found = made(*[Make(n, f"{said}\n{own[n]}") for n, said in zip("abcd", (a, a, b, b), strict=True)])
    utterance = next(s for s in found.stemmata if s.of.startswith("u"))
    assert len([n for n in utterance.nodes if n.kind == "inferred"]) == 2


def test_order_of_reports_changes_nothing() -> None:
    makes = [Make("a", WIRE, "2031-03-03"), Make("b", REWRITE, "2031-03-04"), Make("c", OTHER, "2031-03-05")]
    seen: set[Any] = set()
    for order in permutations(makes):
        found = made(*order)
        seen.add(frozenset((d.id, d.how, d.confidence, d.evidence) for d in found.derivations))
    assert len(seen) == 1


def test_figures_shared_with_a_statement_in_hand_are_said_to_come_from_it() -> None:
    statement = (
        "Press release of the Bakers’ Guild\nThe Bakers’ Guild announces the following: of <412> ovens <38> are cold.\n"
        "Each costs <85> crowns a day, and <19> of them smoke.\nPress office, telephone"
    )
    found = made(
        Make("a", statement, "2031-03-04", outlet="Bakers’ Guild"),
        Make(
            "b",
            "Only <38> of <412> ovens are cold. A day of one costs <85> crowns, and <19> smoke.",
            "2031-03-05",
            "Daily Yeast",
        ),
        Make("c", "Only <38> hens were sold at the fair, fewer than ever before.", "2031-03-05", "Radio Mistral"),
    )
    (origin,) = found.origins
    edges = {d.report: d for d in found.derivations if d.from_ == origin.id}
    assert set(edges) == {"ra", "rb"}
    assert edges["ra"].how == "own"
    assert (edges["rb"].how, edges["rb"].credited) == ("rewrite", False)
    assert "figures" in edges["rb"].why


NOTE = """Press release of the Bakers’ Guild
The Bakers’ Guild announces the following: the ovens of the lower town stay cold until the flue has been swept.
Bread will be sold from carts between the bridge and the fish market, at the price of last month.
Whoever has paid for a cake may fetch the money at the door of the hall.
Press office, telephone"""


def test_a_statement_given_many_times_is_one_origin_and_its_reprints_are_copies_of_it() -> None:
    cut = "\n".join(["Cold ovens, what we know", *NOTE.split("\n")[1:3]])
    found = made(
        Make("a", NOTE, "2031-03-04", "Bakers’ Guild"),
        Make("b", NOTE.replace("Press release", "Cold ovens: press release"), "2031-03-05", "Daily Yeast"),
        Make("c", cut, "2031-03-06", "Radio Mistral"),
    )
    (origin,) = found.origins
    assert origin.in_hand == "ra"
    edges = {d.report: d for d in found.derivations}
    assert {r: (d.from_, d.how) for r, d in edges.items()} == {
        "ra": (origin.id, "own"),
        "rb": (origin.id, "wire-copy"),
        "rc": (origin.id, "wire-copy"),
    }
    assert "words stand in a" in edges["rb"].why
    assert {span.report for span in edges["rc"].evidence} == {"ra", "rc"}


def test_two_statements_of_one_body_are_two_origins() -> None:
    other = NOTE.replace("the ovens of the lower town stay cold until the flue has been swept", "all ovens burn again")
    other = other.replace("Bread will be sold from carts between the bridge and the fish market", "The carts are gone")
    other = other.replace("Whoever has paid for a cake may fetch the money at the door of the hall", "Cakes are baked")
    found = made(Make("a", NOTE, "2031-03-04", "Bakers’ Guild"), Make("b", other, "2031-03-09", "Bakers’ Guild"))
    assert {o.in_hand for o in found.origins} == {"ra", "rb"}


WORDS = "We regret that bread will be dear this winter and ask every household in the city to bake twice a week"


def test_quotations_that_anybody_could_print_show_no_descent() -> None:
    own = {n: " ".join(f"{n}{i}" for i in range(90)) for n in "ab"}
    found = made(
        Make("a", f"“{{q|Bakers’ Guild|{WORDS}}},” the Bakers’ Guild said in a statement.\n{own['a']}", "2031-03-03"),
        Make("b", f"A statement by the Bakers’ Guild said: “{{q|Bakers’ Guild|{WORDS}}}.”\n{own['b']}", "2031-03-04"),
    )
    assert between(found) == {}
    assert len(found.origins) == 1


def test_quotations_given_to_one_outlet_show_descent() -> None:
    own = {n: " ".join(f"{n}{i}" for i in range(90)) for n in "ab"}
    found = made(
        Make("a", f"“{{q|Ines Vega|{WORDS}}},” Ines Vega told Radio Mistral.\n{own['a']}", "2031-03-03"),
        Make("b", f"Speaking to Radio Mistral, Ines Vega said: “{{q|Ines Vega|{WORDS}}}.”\n{own['b']}", "2031-03-04"),
    )
    assert list(between(found)) == [("rb", "ra")]


TALK = "“{q|Ines Vega|Whoever lets the oven go cold in winter will bake no more bread in this town},” Ines Vega said."


def test_a_talk_told_to_another_outlet_of_the_run_is_traced_to_its_report() -> None:
    own = {n: " ".join(f"{n}{i}" for i in range(400)) for n in "ab"}
    found = made(
        Make("1.txt", f"{TALK}\n{own['a']}", "2031-03-03", "Radio Mistral"),
        Make("2.txt", f"{TALK.replace('said.', 'told Radio Mistral.')}\n{own['b']}", "2031-03-04", "Daily Yeast"),
    )
    assert {(d.report, d.from_, d.how, d.credited) for d in found.derivations if d.report == "r2.txt"} == {
        ("r2.txt", "r1.txt", "rewrite", True)
    }


def test_the_same_words_in_another_translation_are_said_to_be_one() -> None:
    words = "He that suffers a hearth to die during frost shall nevermore make loaves here"
    other = f"“{{q|Ines Vega|{words}}},” Ines Vega told Radio Mistral."
    before = dossier(
        Make("1.txt", TALK, "2031-03-03", "Radio Mistral"),
        Make("2.txt", other, "2031-03-04", "Daily Yeast"),
        parts=(Utterances(),),
    )
    one = before.utterances[0]
    joined = {"r1.txt.q1": one.id, "r2.txt.q1": one.id}
    found: Any = msgspec.structs.replace(before, utterances=(one,), utterance_of=joined)
    for part in (Origins(), Derivations()):
        found = msgspec.structs.replace(found, **part(found))
    assert [(d.how, d.credited) for d in found.derivations if d.from_ == "r1.txt"] == [("translation", True)]


def test_of_two_reports_that_credit_each_other_only_one_rests_on_the_other() -> None:
    found = made(
        Make("1.txt", "Daily Yeast reported that a mill was flooded.", "2031-03-03", "Radio Mistral"),
        Make("2.txt", "Radio Mistral reported that a mill was flooded.", "2031-03-03", "Daily Yeast"),
    )
    assert len(between(found)) == 1


def test_of_one_day_the_report_that_is_credited_is_the_older() -> None:
    found = made(
        Make("1.txt", WIRE, "2031-03-03", "Daily Yeast", byline="From staff and Radio Mistral"),
        Make("2.txt", WIRE, "2031-03-03", "Radio Mistral"),
    )
    edge = between(found)["r1.txt", "r2.txt"]
    assert (edge.how, edge.credited) == ("wire-copy", True)


@pytest.mark.parametrize(("day", "how"), [("2031-03-06", "rewrite"), ("2031-03-04", "own")])
def test_what_others_printed_days_ago_is_rewritten_and_yesterdays_news_is_not(day: str, how: str) -> None:
    said = (
        "“{q|Paul Moreno|It was the gearbox, not the Lord, and we have sent for another},” Paul Moreno told reporters."
    )
    own = {n: " ".join(f"{n}{i}" for i in range(90)) for n in "ab"}
    found = made(
        Make("a", f"{said}\n{own['a']}", "2031-03-03"),
        Make("b", f"{said}\n{own['b']}", day),
    )
    assert {(d.report, d.how) for d in found.derivations} == {("ra", "own"), ("rb", how)}


TOLD = "“{q|Ines Vega|Nobody swept the flue and everybody smelled it},” Ines Vega told Radio Mistral."


def test_words_told_to_one_outlet_alone_come_from_its_report() -> None:
    own = {n: " ".join(f"{n}{i}" for i in range(60)) for n in "ab"}
    first = Make("a", f"{TOLD}\n{own['a']}", "2031-03-03", "Radio Mistral")
    brief = f"The town is cold. “{{q|Ines Vega|everybody smelled it}},” Ines Vega said.\n{own['b']}"
    found = between(made(first, Make("b", brief, "2031-03-05", "Daily Yeast")))
    (edge,) = found.values()
    assert (edge.report, edge.from_, edge.how, edge.credited) == ("rb", "ra", "summary", False)
    assert "told to Radio Mistral" in edge.why
    assert [span.text for span in edge.evidence] == [
        "everybody smelled it",
        "Nobody swept the flue and everybody smelled it",
    ]
    assert not between(made(first, Make("b", brief, "2031-03-01", "Daily Yeast")))  # printed before that talk
    asked = brief.replace("Ines Vega said", "Ines Vega told us")
    assert not between(made(first, Make("b", asked, "2031-03-05", "Daily Yeast")))


def test_two_reports_of_one_day_do_not_lend_each_other_words() -> None:
    other = "“{q|Paul Moreno|The mill owes me a winter of flour},” Paul Moreno told Daily Yeast."
    own = {n: " ".join(f"{n}{i}" for i in range(60)) for n in "ab"}
    a = f"{TOLD}\nPaul Moreno said “{{q|Paul Moreno|owes me a winter of flour}}”.\n{own['a']}"
    b = f"{other}\nInes Vega said “{{q|Ines Vega|everybody smelled it}}”.\n{own['b']}"
    found = between(made(Make("a", a, "2031-03-03", "Radio Mistral"), Make("b", b, "2031-03-03", "Daily Yeast")))
    assert len(found) == 1
