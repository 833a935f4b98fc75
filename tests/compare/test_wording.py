from __future__ import annotations

from msgspec.structs import replace

from newsroom import dossier, through
from stemma.compare.disputes import DisputeComparer
from stemma.compare.relations import RelationComparer
from stemma.compare.wording import WordingComparer
from stemma.link.facts import FactLinker
from stemma.types.difference import Fact, Wording
from stemma.types.dossier import Dossier


def wording(start: Dossier) -> tuple[Wording, ...]:
    return through(start, FactLinker(), WordingComparer()).wording


def test_two_names_for_one_act_are_a_pair_of_short_spans() -> None:
    found = wording(
        dossier(
            {
                "a": "Quarry\nThe owner dismissed 40 quarry drivers in Hale on Friday.\n",
                "b": "Quarry\nThe owner laid off 40 quarry drivers in Hale on Friday.\n",
            }
        )
    )
    assert any({s.text.split()[0] for s in w.sides} == {"dismissed", "laid"} for w in found)
    assert all(len(s.text.split()) <= 12 for w in found for s in w.sides)


def test_the_same_word_in_another_form_is_no_finding() -> None:
    texts = {
        "a": "Quarry\nThe owner dismissed 40 quarry drivers in Hale.\n",
        "b": "Quarry\nDrivers dismissed by quarry owner in Hale.\n",
    }
    assert wording(dossier(texts)) == ()


def test_words_about_different_things_are_no_pair() -> None:
    texts = {"a": "Music\nThe choir was dismissed early.\n", "b": "Mine\nThe pit laid off its smelters.\n"}
    assert wording(dossier(texts)) == ()


def test_sides_are_whole_phrases_named_by_words_both_print() -> None:
    texts = {
        "a": "Bakery\nThe guild unveiled its “bread plan” for Lodz on Monday.\n",
        "b": "Bakery\nOn Monday the guild revealed a plan for bread in Lodz, its members said.\n",
    }
    (pair,) = wording(dossier(texts))
    assert {s.text for s in pair.sides} == {"unveiled its “bread plan” for Lodz", "revealed a plan for bread in Lodz"}
    assert pair.of in ("Lodz", "bread", "plan")


def test_a_clause_that_belongs_to_the_noun_stays_with_it() -> None:
    texts = {
        "a": "Mill\nThe town may hand over the mill Alpine has rented, by the river, to the weavers.\n",
        "b": "Mill\nThe town may lend the mill to the weavers by the river.\n",
    }
    found = wording(dossier(texts))
    assert any("hand over the mill Alpine has rented" in s.text for w in found for s in w.sides)


def test_words_that_share_no_object_are_no_pair() -> None:
    texts = {
        "a": "Mill\nThe weavers seized the mill at Hale in March, the owner said.\n",
        "b": "Mill\nThe mill at Hale, where weavers captured a prize in March, belongs to the owner.\n",
    }
    assert wording(dossier(texts)) == ()


def test_several_wordings_of_one_thing_are_one_item() -> None:
    texts = {
        "a": "Creek\nThe tannery spill in Otter Creek began on Monday.\n",
        "b": "Creek\nThe release from the tannery in Otter Creek began on Monday.\n",
        "c": "Creek\nThe discharge from the tannery in Otter Creek began on Monday.\n",
    }
    (found,) = wording(dossier(texts))
    assert [sum(w in s.text for s in found.sides) for w in ("spill", "release", "discharge")] == [1, 1, 1]
    assert found.of == "Otter Creek"


def test_mere_synonyms_are_no_finding() -> None:
    texts = {
        "a": "Creek\nThe tannery reached a deal with the anglers of Otter Creek on Monday.\n",
        "b": "Creek\nThe tannery reached an accord with the anglers of Otter Creek on Monday.\n",
    }
    assert wording(dossier(texts)) == ()


def test_the_end_of_a_compound_is_a_word_of_its_group() -> None:
    texts = {
        "a": "Pass\nMule traders left the Belgan-occupied ridge above Orsk and its salt road in March.\n",
        "b": "Pass\nMule traders left the ridge above Orsk in March: the ridge captured by Belgan and its salt road.\n",
    }
    found = wording(dossier(texts, names=["Belgan"]))
    assert any({"Belgan-occupied" in s.text for s in w.sides} == {True, False} for w in found)


def _uttered(start: Dossier, cues: dict[str, str]) -> Dossier:
    """Every quotation is of one utterance; `cues`: file -> its verb of saying."""
    files = {r.id: r for r in start.reports}
    rows = []
    for la in start.layers:
        text, cue = files[la.report].text, cues[files[la.report].file]
        at = text.index(cue)
        span = files[la.report].span(at, at + len(cue))
        rows.append(replace(la, quotations=tuple(replace(q, cue=span) for q in la.quotations)))
    said = {q.id: "u1" for la in rows for q in la.quotations}
    return replace(start, layers=tuple(rows), utterance_of=said)


def test_verbs_of_saying_that_colour_one_utterance_are_shown() -> None:
    texts = {
        "a": "Market\n“The stalls stay open,” Marja Aho told reporters.\n",
        "b": "Market\n“The stalls stay open,” Marja Aho fumed at reporters.\n",
    }
    said = [(f, "The stalls stay open,", "Marja Aho", "quoted") for f in texts]
    start = dossier(texts, names=["Marja Aho"], said=said)
    (found,) = WordingComparer()(_uttered(start, {"a": "told", "b": "fumed"}))["wording"]
    assert {s.text for s in found.sides} == {"told", "fumed"}
    assert WordingComparer()(_uttered(start, {"a": "told", "b": "reporters"}))["wording"] == ()


def test_courtesy_in_one_report_alone_is_shown_once() -> None:
    start = dossier(
        {
            "a": "Choir\nMs Okafor said it was late. Ms Okafor left by tram.\n",
            "b": "Choir\nOkafor said the hall was cold. Nobody saw Okafor leave.\n",
        },
        names=["Okafor"],
    )
    polite = [
        replace(la, mentions=tuple(replace(m, title="Ms", start=m.start - 3, text=f"Ms {m.text}") for m in la.mentions))
        if start.report(la.report).file == "a"
        else la
        for la in start.layers
    ]
    (found,) = wording(replace(start, layers=tuple(polite)))
    assert {s.text for s in found.sides} == {"Ms Okafor said", "Okafor said"}


def test_how_firmly_an_act_is_put_is_shown_and_a_drift() -> None:
    texts = {
        "a": "Pool\nThe council might close the Karlby swimming hall, its clerk heard.\n",
        "b": "Pool\nThe council wants to close the Karlby swimming hall, its clerk heard.\n",
    }
    start = through(dossier(texts), FactLinker())
    found = WordingComparer()(start)["wording"]
    assert any({s.text for s in w.sides} == {"might close", "wants to close"} for w in found)
    (fact,) = through(start, RelationComparer(), DisputeComparer()).facts
    assert (fact.relation, fact.conflict_type) == ("drift", "strength")
    assert [s.value for s in fact.sides] == ["less firmly", "more firmly"]


def test_clauses_of_one_fact_need_share_no_word() -> None:
    texts = {"a": "Mill\nThe weavers caved in.\nRain fell.\n", "b": "Loom\nThe guild agreed on Friday.\nSnow fell.\n"}
    start = dossier(texts)
    one, two = (r.span(r.text.index(w), r.text.index(w) + len(w)) for r, w in zip(start.reports, CLAUSES, strict=True))
    together = replace(start, facts=(Fact(id="f1", story="s1", spans=(one, two)),))
    apart = replace(start, facts=tuple(Fact(id=f"f{n}", story="s1", spans=(s,)) for n, s in enumerate((one, two))))
    (pair,) = through(together, WordingComparer()).wording
    assert {s.text for s in pair.sides} == {"caved in", "agreed"}
    assert through(apart, WordingComparer()).wording == ()


CLAUSES = ("The weavers caved in", "The guild agreed on Friday")
