"""Timelines of invented dossiers."""

from __future__ import annotations

import msgspec

from newsroom import dossier
from stemma.follow.timeline import Timeline
from stemma.types.difference import Fact, TimelineItem
from stemma.types.dossier import Dossier
from stemma.types.story import Rendering, Utterance

TEXTS = {
    "a.txt": "Dam breaks\nThe dam broke on Monday. Engineers had warned of cracks since March.\n"
    "It will be rebuilt by June 1.",
    "b.txt": "Flood\nThe dam burst on Monday after a storm hit on Sunday.\nThe valley is wet.",
}
TIMES = {
    "on Monday": "2031-05-02",
    "since March": "2031-03/2031-05-04",
    "by June 1": "2031-05-04/2031-06-01",
    "on Sunday": "2031-05-01",
}


def fact(start: Dossier, name: str, *clauses: tuple[str, str]) -> Fact:
    spans = []
    for file, words in clauses:
        report = next(r for r in start.reports if r.file == file)
        at = report.text.index(words)
        spans.append(report.span(at, at + len(words)))
    return Fact(id=name, story="s1", spans=tuple(spans))


def build() -> Dossier:
    start = dossier(TEXTS, times=TIMES)
    facts = (
        fact(start, "f1", ("a.txt", "The dam broke on Monday"), ("b.txt", "The dam burst on Monday")),
        fact(start, "f2", ("a.txt", "Engineers had warned of cracks since March")),
        fact(start, "f3", ("a.txt", "It will be rebuilt by June 1")),
        fact(start, "f4", ("b.txt", "a storm hit on Sunday")),
        fact(start, "f5", ("b.txt", "The valley is wet")),
    )
    return msgspec.structs.replace(start, facts=facts)


def timeline(start: Dossier) -> tuple[TimelineItem, ...]:
    made = Timeline()(start)["timeline"]
    assert isinstance(made, tuple)
    return made


def test_dated_facts_stand_in_order_and_undated_ones_do_not_stand() -> None:
    assert [item.when for item in timeline(build())] == ["2031-03", "2031-05-01", "2031-05-02", "2031-06-01"]


def test_reports_of_one_fact_are_one_item() -> None:
    item = timeline(build())[2]
    assert {span.text for span in item.spans} == {"The dam broke on Monday", "The dam burst on Monday"}


def test_edges_follow_the_dates() -> None:
    march, sunday, monday, june = timeline(build())
    assert march.order == ()
    assert march.id in [edge.after for edge in sunday.order]
    assert sunday.id in [edge.after for edge in monday.order]
    assert monday.id in [edge.after for edge in june.order]


def test_a_sentence_that_says_after_makes_an_edge() -> None:
    start = dossier(
        {"b.txt": "Flood\nThe dam burst in May after a storm hit in May."},
        times={"in May": "2031-05"},
    )
    facts = (
        fact(start, "f1", ("b.txt", "The dam burst in May")),
        fact(start, "f2", ("b.txt", "a storm hit in May")),
    )
    items = timeline(msgspec.structs.replace(start, facts=facts))
    burst = next(item for item in items if "dam" in item.spans[0].text)
    storm = next(item for item in items if "storm" in item.spans[0].text)
    assert [edge.after for edge in burst.order] == [storm.id]


def test_a_fact_with_two_dates_gives_two_items() -> None:
    start = dossier(
        {"a.txt": "Toll\nNine had died on Monday.", "b.txt": "Toll\nEleven had died on Tuesday."},
        times={"on Monday": "2031-05-02", "on Tuesday": "2031-05-03"},
    )
    one = fact(start, "f1", ("a.txt", "Nine had died on Monday"), ("b.txt", "Eleven had died on Tuesday"))
    items = timeline(msgspec.structs.replace(start, facts=(one,)))
    assert [(item.when, item.spans[0].text) for item in items] == [
        ("2031-05-02", "Nine had died on Monday"),
        ("2031-05-03", "Eleven had died on Tuesday"),
    ]


def test_an_utterance_takes_the_day_beside_its_cue() -> None:
    start = dossier(
        {"a.txt": "Talks\n“We will leave,” Ilse Brandt said on Monday."},
        names=["Ilse Brandt"],
        said=[("a.txt", "We will leave,", "Ilse Brandt", "quoted")],
        times={"on Monday": "2031-05-02"},
    )
    report, layers = start.reports[0], start.layers[0]
    at = report.text.index("said")
    quotation = msgspec.structs.replace(layers.quotations[0], cue=report.span(at, at + 4))
    start = msgspec.structs.replace(start, layers=(msgspec.structs.replace(layers, quotations=(quotation,)),))
    rendering = Rendering(id="u1r1", words=quotation.text, quotations=(quotation.id,))
    utterance = Utterance(id="u1", story="s1", speaker="e-Ilse Brandt", renderings=(rendering,))
    [item] = timeline(msgspec.structs.replace(start, utterances=(utterance,)))
    assert item.when == "2031-05-02"
    assert item.spans[0].text == "We will leave,"


def test_the_order_of_facts_does_not_matter() -> None:
    start = build()
    turned = msgspec.structs.replace(start, facts=tuple(reversed(start.facts)))
    assert timeline(turned) == timeline(start)


def said_on(start: Dossier, cue: str) -> Dossier:
    """The quotations of the dossier with this word of their report as cue."""
    made = []
    for report, layers in zip(start.reports, start.layers, strict=True):
        rows = []
        for q in layers.quotations:
            at = report.text.rindex(cue, 0, q.start) if cue in report.text[: q.start] else report.text.index(cue)
            rows.append(msgspec.structs.replace(q, cue=report.span(at, at + len(cue))))
        made.append(msgspec.structs.replace(layers, quotations=tuple(rows)))
    return msgspec.structs.replace(start, layers=tuple(made))


def utterance(start: Dossier) -> Utterance:
    quotations = [q for layers in start.layers for q in layers.quotations]
    rendering = Rendering(id="u1r1", words="", quotations=tuple(q.id for q in quotations))
    return Utterance(id="u1", story="s1", speaker="e-Ilse Brandt", renderings=(rendering,))


def test_the_day_of_a_saying_is_no_day_of_what_others_say() -> None:
    start = dossier(
        {"a.txt": "Yard\nOn Sunday Ilse Brandt told us: “The yard stays open.”", "b.txt": "Yard\nThe yard is staying."},
        names=["Ilse Brandt"],
        said=[("a.txt", "The yard stays open.", "Ilse Brandt", "quoted")],
        times={"On Sunday": "2031-05-01"},
    )
    one = fact(start, "f1", ("a.txt", "The yard stays open"), ("b.txt", "The yard is staying"))
    [item] = timeline(msgspec.structs.replace(start, facts=(one,)))
    assert [span.text for span in item.spans] == ["The yard stays open"]


def test_words_said_in_another_month_are_an_item_of_their_own() -> None:
    text = "Talks\nIn April Ilse Brandt said: “Never.” On Monday she said: “We will leave.”"
    start = dossier(
        {"a.txt": text},
        names=["Ilse Brandt"],
        said=[("a.txt", "Never.", "Ilse Brandt", "quoted"), ("a.txt", "We will leave.", "Ilse Brandt", "quoted")],
        times={"In April": "2031-04", "On Monday": "2031-05-02"},
    )
    start = said_on(start, "said")
    items = timeline(msgspec.structs.replace(start, utterances=(utterance(start),)))
    assert [(item.when, [span.text for span in item.spans]) for item in items] == [
        ("2031-04", ["Never."]),
        ("2031-05-02", ["We will leave."]),
    ]


def test_a_day_of_the_sentence_before_is_not_the_day_of_a_saying() -> None:
    start = dossier(
        {"a.txt": "Talks\nIlse Brandt left on Monday. She said: “We will leave.”"},
        names=["Ilse Brandt"],
        said=[("a.txt", "We will leave.", "Ilse Brandt", "quoted")],
        times={"on Monday": "2031-05-02"},
    )
    start = said_on(start, "said")
    assert timeline(msgspec.structs.replace(start, utterances=(utterance(start),))) == ()
