from __future__ import annotations

import hashlib
import re
from itertools import permutations
from typing import Any

import msgspec
import pytest

from stemma.link.utterances import Utterances
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.speech import Attribution, Quotation
from stemma.types.story import Story, Utterance

MARK = re.compile(r"\{(\w+)\|([^|{}]*)\|([^{}]*)\}")
"""{q|Vega|words} is a quotation of Vega's, {f|…} a fragment, {a|…} reported speech, {q||…} nobody's."""


def read(name: str, marked: str) -> tuple[Report, Layers]:
    text, quotations, attributions, at = "", [], [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        kind, who, said = match.groups()
        start, end = len(text), len(text) + len(said)
        text += said
        if kind == "a":
            attributions.append((start, end, who))
        else:
            quotations.append((start, end, who, "fragment" if kind == "f" else "direct"))
    text += marked[at:]
    sha = hashlib.sha256((name + text).encode()).hexdigest()
    lines = tuple(Line(m.start(), m.end(), LineClass.PROSE) for m in re.finditer(r"[^\n]+", text))
    report = Report(id=sha[:12], file=name, text=text, text_sha256=sha, lines=lines)
    made = tuple(
        Quotation(
            id=f"{report.id}.q{n}",
            start=s,
            end=e,
            text=text[s:e],
            kind=kind,  # type: ignore[arg-type]
            source=who or None,
            inserts=tuple(report.span(s + i.start(), s + i.end()) for i in re.finditer(r"\[.*?\]", text[s:e])),
            without_inserts=re.sub(r" ?\[.*?\]", "", text[s:e]),
            turn=n,
        )
        for n, (s, e, who, kind) in enumerate(quotations, 1)
    )
    claims = tuple(
        Attribution(id=f"{report.id}.a{n}", start=s, end=e, text=text[s:e], source=who)
        for n, (s, e, who) in enumerate(attributions, 1)
    )
    return report, Layers(report=report.id, quotations=made, attributions=claims)


def link(*texts: str) -> tuple[list[Utterance], dict[str, str]]:
    """Utterances, and the text of each quotation or attribution -> its utterance."""
    return run([read(f"r{n}", t) for n, t in enumerate(texts)])


def run(read_ones: list[tuple[Report, Layers]]) -> tuple[list[Utterance], dict[str, str]]:
    reports, layers = (tuple(x) for x in zip(*read_ones, strict=True))
    story = Story(id="s", reports=tuple(r.id for r in reports))
    made: Any = Utterances()(Dossier(reports=reports, layers=layers, stories=(story,)))
    said = {x.id: x.text for own in layers for x in (*own.quotations, *own.attributions)}
    return list(made["utterances"]), {said[i]: u for i, u in made["utterance_of"].items()}


HOUSE = "We will keep the bakery open until the last loaf is sold"


def test_copies_are_one_utterance_and_one_rendering() -> None:
    made, _ = link(f"“{{q|Vega|{HOUSE},}}” she said.", f"She said: ‘{{q|Vega|{HOUSE}.}}’")
    assert len(made) == 1
    assert [len(r.quotations) for r in made[0].renderings] == [2]
    assert made[0].speaker == "Vega"
    assert made[0].why


def test_two_translations_are_two_renderings_that_say_where_they_differ() -> None:
    made, _ = link(
        "“{q|Vega|If the oven cools we shall close the bakery for a season,}” she said.",
        "“{q|Vega|Should the oven go cold we will shut the bakery for one season,}” she said.",
    )
    assert len(made) == 1
    first, second = made[0].renderings
    assert not first.differs
    assert {v.with_ for v in second.differs} == {first.id}
    assert ("shall close", "will shut") in {(v.there and v.there.text, v.here and v.here.text) for v in second.differs}


def test_other_words_of_the_same_speaker_stay_apart() -> None:
    _, of = link(
        "“{q|Vega|The oven was built by my grandfather in a single winter,}” she said.",
        "“{q|Vega|Nobody in this street has paid for flour since Easter,}” she said.",
    )
    assert len(set(of.values())) == 2


def test_the_same_topic_of_two_speakers_stays_apart() -> None:
    _, of = link(
        "“{q|Vega|The oven must be replaced before the winter market,}” she said.",
        "“{q|Moreno|The oven need not be replaced before the winter market,}” he said.",
    )
    assert len(set(of.values())) == 2


def test_the_same_meant_in_other_words_is_one_utterance() -> None:
    made, _ = link(
        "“{q|Vega|A bridge is not built by shouting at a river,}” she said.",
        "“{q|Vega|Nobody builds a bridge by yelling at the river,}” she said.",
    )
    (utterance,) = made
    assert "the same meant" in utterance.why[0]
    assert len(utterance.renderings) == 2


def test_two_wordings_meet_although_the_reports_differ_on_whose() -> None:
    made, _ = link(
        "“{q|Vega|Should the harvest fail again, we shall open the granaries to every family in the valley}” (Vega).",
        "“{q|Wega|If the harvest fails once more, we will open the barns to each family of the valley}” (Wega).",
    )
    (utterance,) = made
    assert "differ on whose" in utterance.why[0]


def test_a_speaker_who_comes_back_to_a_word_says_another_thing() -> None:
    _, of = link(
        "“{q|Vega|The mill is a school, and a school needs teachers before it needs a roof,}” she said.",
        "“{q|Vega|I went to that mill on every morning of my childhood,}” she said.",
    )
    assert len(set(of.values())) == 2


def test_a_telling_phrase_meets_its_sentence_although_the_reports_differ_on_whose() -> None:
    long = "Vega rose. “{q|Vega|We drained the copper cistern with teaspoons and patience}.”"
    (whole,), _ = link(long, "Moreno spoke of “{f|Moreno|the copper cistern with teaspoons}”.")
    assert "differ on whose" in whole.why[0]
    assert len(link(long, "Moreno thanked “{f|Moreno|with patience}”.")[0]) == 2


@pytest.mark.parametrize("speaker", ["", "the owner"])
def test_the_same_words_meet_although_a_report_does_not_say_whose(speaker: str) -> None:
    made, _ = link(
        "“{q|Vega|My grandfather laid every brick of that oven himself,}” she said.",
        f"“{{q|{speaker}|My grandfather laid every brick of that oven himself.}}”",
    )
    assert len(made) == 1
    assert "whose" in " ".join(made[0].why)


def test_a_fragment_belongs_to_the_wording_it_stands_in() -> None:
    made, _ = link(
        f"Bakery open ‘{{f|Vega|until the last loaf}}’\n“{{q|Vega|{HOUSE},}}” she said.",
        f"“{{q|Vega|{HOUSE},}}” she said.",
    )
    assert len(made) == 1
    assert [len(r.quotations) for r in made[0].renderings] == [3]


def test_pieces_and_paragraphs_of_one_turn_are_one_utterance() -> None:
    _, of = link(
        "“{q|Vega|We counted the loaves,}” she said. “{q|Vega|Then we counted the debts.}”",
        "‘{q|Moreno|The street smelled of yeast for a century.}\n‘{q|Moreno|Now it smells of paint.}’",
    )
    assert of["We counted the loaves,"] == of["Then we counted the debts."]
    assert of["The street smelled of yeast for a century."] == of["Now it smells of paint."]
    assert len(set(of.values())) == 2


def test_a_sentence_after_a_matched_pair_needs_to_share_less() -> None:
    pair = "The ministry owes the bakery eleven thousand crowns"
    _, of = link(
        f"‘{{q|Vega|{pair}.}}\n‘{{q|Vega|It has to settle quickly, and afterwards the street gets back its lamps.}}’",
        f"“{{q|Vega|{pair},}}” she said.\n“{{q|Vega|It must settle quickly. The lamps can come back later.}}”",
    )
    assert len(set(of.values())) == 1


def test_a_dropped_condition_and_a_dropped_bracket_are_reported() -> None:
    made, _ = link(
        "“{q|Vega|We will reopen the bakery in May, provided that [the city] it mends the roof,}” she said.",
        "“{q|Vega|We will reopen the bakery in May,}” she said.",
        "“{q|Vega|We will reopen the bakery in May, provided that the city mends the roof,}” she said.",
    )
    assert len(made) == 1
    told = {(v.what, (v.there or v.here).text) for r in made[0].renderings for v in r.differs}  # type: ignore[union-attr]
    assert ("dropped", "provided that [the city] it mends the roof") in told
    assert "insert" in {what for what, _ in told}


def test_reported_speech_joins_the_quotation_unless_a_figure_speaks_against_it() -> None:
    made, of = link(
        "“{q|Vega|Eleven bakers lost their licence in the old town this winter,}” she said.",
        "Vega said {a|Vega|eleven bakers in the old town had lost a licence over the winter}.",
        "Vega said {a|Vega|forty bakers in the old town had lost a licence over the winter, or 40}.",
    )
    first = of["Eleven bakers lost their licence in the old town this winter,"]
    assert of["eleven bakers in the old town had lost a licence over the winter"] == first
    assert of.get("forty bakers in the old town had lost a licence over the winter, or 40") != first
    assert sum(len(r.attributions) for u in made for r in u.renderings) == 1


def test_order_of_reports_changes_nothing() -> None:
    texts = [
        read("a", "“{q|Vega|If the oven cools we shall close the bakery for a season,}” she said."),
        read("b", "“{q|Vega|Should the oven go cold we will shut the bakery for one season,}” she said."),
        read("c", "“{q|Vega|we shall close the bakery for a season,}” she said."),
        read("d", "“{q|Moreno|Flour has doubled in price,}” he said."),
    ]
    seen = set()
    for order in permutations(texts):
        made, _ = run(list(order))
        seen.add(frozenset((u.id, frozenset(r.id for r in u.renderings)) for u in made))
    assert len({frozenset(u for u, _ in s) for s in seen}) == 1
    assert len(seen) == 1


def test_many_copies_are_joined_quickly() -> None:
    made, _ = link(*[f"“{{q|Vega|{HOUSE},}}” she said. Copy {n}." for n in range(500)])
    assert len(made) == 1
    assert len(made[0].renderings) == 1


def test_what_the_bound_leaves_uncompared_is_told() -> None:
    said = (f"“{{q|Vega|The copper oven number {n} hums beneath granite arches,}}” she said." for n in range(60))
    reports, layers = zip(*(read(f"r{n}", t) for n, t in enumerate(said)), strict=True)
    story = Story(id="s", reports=tuple(r.id for r in reports))
    made: Any = Utterances()(Dossier(reports=tuple(reports), layers=tuple(layers), stories=(story,)))
    assert [n.code for n in made["notes"]] == ["L-UTTERANCES-CUT"]
    assert len(made["utterances"]) == 1


def test_a_talk_keeps_its_addressee_if_the_report_names_one_alone() -> None:
    report, layers = read(
        "r", "“{q|Vega|The oven hums,}” she told Radio Luz. “{q|Vega|Nobody pays for flour,}” she said."
    )
    first, second = layers.quotations
    told = Layers(report=report.id, quotations=(msgspec.structs.replace(first, to="Radio Luz"), second))
    made, of = run([(report, told)])
    whom = {u.id: u.to for u in made}
    assert {whom[u] for u in of.values()} == {"Radio Luz"}


def test_a_denial_that_one_report_adds_parts_no_wordings() -> None:
    long = "If the ferry lawsuit is withdrawn by autumn, we could lower harbour fares before the winter."
    other = "Should the ferry lawsuit be withdrawn by autumn, we might lower the harbour fares before winter."
    _, of = link("{q|Vega|" + long + " If it is not, we will wait.}", "{q||" + other + "}")
    assert len(set(of.values())) == 1
    _, of = link("{q|Vega|" + long + "}", "{q||" + other.replace("might", "might not") + "}")
    assert len(set(of.values())) == 2


def test_nothing_denies_as_not_does() -> None:
    _, of = link(
        "{q|Vega|I have nothing against the ferry harbour. The harbour sang for me in winter.}",
        "{q||I do not hate the ferry harbour. The harbour sang for me in winter.}",
    )
    assert len(set(of.values())) == 1


def test_words_quoted_inside_a_turn_do_not_part_it() -> None:
    whole = read("nested", "“{q|Vega|My aunt said ‘shut the oven’}\n“{q|Vega|By noon the street was full of smoke.}”")
    outer = whole[1].quotations[0]
    at = whole[0].text.index("shut")
    inner = msgspec.structs.replace(
        outer, id="inner", start=at, end=at + 13, text="shut the oven", source="Ruiz", within=outer.id, turn=9
    )
    quotations = (outer, inner, whole[1].quotations[1])
    _, of = run([(whole[0], msgspec.structs.replace(whole[1], quotations=quotations))])
    assert of[outer.text] == of["By noon the street was full of smoke."] != of["shut the oven"]


def test_a_slogan_that_opens_a_sentence_meets_it_although_another_is_named() -> None:
    long = "“{q|Vega|The mill is ours. We are not going home until the oven is lit,}” Vega said."
    (whole,), _ = link(long, "“{q|Moreno|We are not going home,}” said Moreno.")
    assert "open a sentence" in " ".join(whole.why)
    assert len(link(long, "“{q|Moreno|We are not leaving home,}” said Moreno.")[0]) == 2
    assert len(link(long, "“{q|Moreno|not going home until,}” said Moreno.")[0]) == 2


def test_the_same_meant_is_one_utterance_where_a_report_names_nobody() -> None:
    (whole,), _ = link(
        "“{q|Vega|It was not the frost that bit me,}” Vega said.",
        "“{q|unnamed:the baker|It wasn’t the cold that bit me,}” the baker said.",
    )
    assert "the same meant" in " ".join(whole.why)


def test_a_catchword_quoted_alike_is_one_utterance_where_a_report_does_not_say_whose() -> None:
    named = "“{q|Vega|There was no smuggling}. The lorry was empty,” she said."
    (whole,), _ = link(named, "Asked how she had found “{f||no smuggling}” on Monday, she laughed.")
    assert "does not name whose" in " ".join(whole.why)
    assert len(link(named, "Asked how she had found “{f||no time}” on Monday, she laughed.")[0]) == 2


def test_a_denial_in_a_sentence_that_shares_nothing_parts_no_wordings() -> None:
    rest = "It is fair that nobody who takes the bread then sues the baker as well."
    _, of = link(
        "{q|Vega|We are putting 400 loaves on a table and whoever asks before Easter gets an answer in a week. "
        + rest
        + "}",
        "{q||We’re putting 400 loaves on a shelf and anyone who asks before Easter hears back in a week,}",
    )
    assert len(set(of.values())) == 1
