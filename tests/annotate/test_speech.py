"""Quotations, speakers and attributions on invented sentences; mentions are given, as the names annotator would."""

from __future__ import annotations

import re

import pytest

from stemma.annotate.marks import Marks
from stemma.annotate.speech import Speech
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.speech import Attribution, NotSpeech, Quotation
from stemma.types.world import Mention

NAMES = {"Anna Berg": "person", "Berg": "person", "Tom Reeve": "person", "Reeve": "person", "Radio Fjord": "medium",
         "the company": "org", "The company": "org", "Harbour Trust": "org"}  # fmt: skip


def read(
    text: str, *headline: int, caption: int | None = None
) -> tuple[list[Quotation], list[NotSpeech], list[Attribution], Layers]:
    lines, at = [], 0
    for number, raw in enumerate(text.split("\n")):
        cls = LineClass.HEADLINE if number in headline else LineClass.PROSE
        cls = LineClass.CAPTION if number == caption else cls
        lines.append(Line(at, at + len(raw), cls))
        at += len(raw) + 1
    report = Report(id="r", file="r.txt", text=text, text_sha256="0", lines=tuple(lines))
    pattern = "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True))
    mentions = tuple(
        Mention(id=f"r.m{n}", start=m.start(), end=m.end(), text=m.group(), form="name", type=NAMES[m.group()])  # type: ignore[arg-type]
        for n, m in enumerate(re.finditer(rf"\b(?:{pattern})\b", text), 1)
    )
    layers = Layers(report="r", mentions=mentions, marked=Marks()(report, Layers(report="r"))["marked"])
    made = Speech()(report, layers)
    return list(made["quotations"]), list(made["not_speech"]), list(made["attributions"]), layers


def who(layers: Layers, ref: str | None) -> str | None:
    return next((m.text for m in layers.mentions if m.id == ref), ref)


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“The pier is closed,” Anna Berg said on Monday.", "Anna Berg", "said"),
        ("“The pier is closed,” said Anna Berg, the harbour master.", "Anna Berg", "said"),
        ("Anna Berg said: “The pier is closed.”", "Anna Berg", "said"),
        ("Anna Berg, who runs the port, said: “The pier is closed.”", "Anna Berg", "said"),
        ("Anna Berg told Radio Fjord: “The pier is closed.”", "Anna Berg", "told"),
        ("Anna Berg described the pier as “beyond repair”.", "Anna Berg", "described"),
        ("“The pier,” Anna Berg warned, “is closed.”", "Anna Berg", "warned"),
        ("Harbour Trust leader Tom Reeve said: “The pier is closed.”", "Tom Reeve", "said"),
        ("“The pier is closed,” a spokesman for the port said.", "unnamed:spokesman for the port", "said"),
        ("Two divers briefed on the search said it was “a matter of hours”.",
         "unnamed:Two divers briefed on the search",
         "said"),
    ],
)  # fmt: skip
def test_speaker_by_cue(text: str, speaker: str, cue: str) -> None:
    quotations, _, _, layers = read(text)
    assert quotations
    for quotation in quotations:
        assert who(layers, quotation.source) == speaker
        assert quotation.cue is not None
        assert quotation.cue.text == cue
        assert quotation.speaker_why


def test_pieces_that_a_cue_breaks_share_a_turn() -> None:
    quotations, *_ = read("“The pier,” Anna Berg warned, “is closed.” Nobody came.")
    assert len({q.turn for q in quotations}) == 1


def test_a_piece_after_the_cue_goes_on() -> None:
    quotations, _, _, layers = read("“The pier is closed,” Anna Berg said. “It will stay closed.”")
    assert [who(layers, q.source) for q in quotations] == ["Anna Berg", "Anna Berg"]
    assert quotations[1].cue is None


def test_a_quotation_without_cue_goes_on_over_a_caption() -> None:
    quotations, _, _, layers = read(
        "“It is shut,” Anna Berg said.\nTom Reeve on the pier\n“Come back in June.”", caption=1
    )
    assert who(layers, quotations[1].source) == "Anna Berg"


def test_a_name_inside_a_quotation_is_no_speaker() -> None:
    quotations, _, _, layers = read("“Tom Reeve has the key,” Anna Berg said.")
    assert who(layers, quotations[0].source) == "Anna Berg"


def test_a_quotation_inside_a_quotation_has_its_own_speaker() -> None:
    quotations, _, _, layers = read("“Last week Tom Reeve told us, ‘Go home.’ So we went,” Anna Berg said.")
    inner = quotations[1]
    assert inner.within == quotations[0].id
    assert who(layers, inner.source) == "Tom Reeve"


def test_inserts_are_kept_apart() -> None:
    quotations, *_ = read("“When they [the owners] come, [we] leave,” Anna Berg said.")
    assert [i.text for i in quotations[0].inserts] == ["[the owners]", "[we]"]
    assert quotations[0].without_inserts == "When they come, leave,"


def test_addressee_medium_and_question() -> None:
    quotations, _, _, layers = read(
        "Asked whether the pier was safe, Anna Berg told Radio Fjord in an interview: “It is not.”"
    )
    quotation = quotations[0]
    assert who(layers, quotation.to) == "Radio Fjord"
    assert quotation.medium == "interview"
    assert quotation.question is not None
    assert quotation.question.text == "whether the pier was safe"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The council published its “flood plan” in May.", "term"),
        ("He wrote the word “sorry” on the wall.", "term"),
        ("The film “Low Water” opens on Friday.", "title"),
    ],
)
def test_words_in_marks_that_nobody_said(text: str, why: str) -> None:
    quotations, not_speech, *_ = read(text)
    assert quotations == []
    assert [n.why for n in not_speech] == [why]


@pytest.mark.parametrize(
    ("text", "source", "content", "strength"),
    [
        ("Anna Berg said on Monday that the pier would reopen in June.",
         "Anna Berg",
         "the pier would reopen in June",
         "said"),
        ("The pier will reopen in June, Anna Berg said.", "Anna Berg", "The pier will reopen in June", "said"),
        ("According to Anna Berg, the pier is safe.", "Anna Berg", "the pier is safe", "said"),
        ("The pier is safe, according to the company.", "the company", "The pier is safe", "said"),
        ("Anna Berg wants a new pier.", "Anna Berg", "a new pier", "wants"),
        ("Anna Berg accused the owners of hiding the cracks.", "Anna Berg", "hiding the cracks", "claimed"),
        ("Anna Berg denied that the pier was unsafe.", "Anna Berg", "the pier was unsafe", "denied"),
        ("Anna Berg promised to rebuild the pier.", "Anna Berg", "to rebuild the pier", "promised"),
        ("Ferry fares are expected to rise in May.", "unnamed:expected", "to rise in May", "expected"),
        ("Anna Berg appeared to accept the lower fare.", "Anna Berg", "to accept the lower fare", "appeared"),
        ("Under the treaty, ships may pass at night.", "unnamed:treaty", "ships may pass at night", "document"),
        ("Harbour pilots say the channel is too shallow.",
         "unnamed:Harbour pilots",
         "the channel is too shallow",
         "said"),
    ],
)  # fmt: skip
def test_attributions(text: str, source: str, content: str, strength: str) -> None:
    _, _, attributions, layers = read(text)
    assert [(who(layers, a.source), a.text, a.strength) for a in attributions] == [(source, content, strength)]


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Anna Berg insisted that the pumps had been tested.", "claimed"),
        ("Anna Berg insisted that the pumps were not tested.", "denied"),
        ("Anna Berg said that the letter was not hers.", "denied"),
        ("Anna Berg said that no letter had reached her desk.", "denied"),
        ("Anna Berg said that the pumps would not run on Sunday.", "said"),
        ("Anna Berg said that the pumps were no longer in use.", "said"),
        ("Anna Berg assured the council that she would repair the pumps.", "promised"),
        ("Anna Berg assured the council that the pumps were sound.", "said"),
        ("Anna Berg reckons that the pumps cost four million.", "believes"),
        ("The pumps had failed twice, according to the report on the flood.", "document"),
        ("The 90-page report said that worn seals may have caused the leak.", "suggested"),
        ("The pumps had failed twice, according to a survey published on Monday.", "reported"),
    ],
)
def test_how_firmly_it_is_said(text: str, strength: str) -> None:
    _, _, attributions, _ = read(text)
    assert [a.strength for a in attributions] == [strength]


def test_a_chain_keeps_who_passed_it_on() -> None:
    _, _, attributions, layers = read("Radio Fjord reported that Anna Berg had told it the pier was safe.")
    inner = next(a for a in attributions if a.text == "the pier was safe")
    assert who(layers, inner.source) == "Anna Berg"
    assert who(layers, inner.via) == "Radio Fjord"


@pytest.mark.parametrize(
    "text",
    [
        "The report lists 40 claims and several demands.",
        "Anna Berg declined to say why.",
        "Workers dismissed in May were at the gate.",
        "The plan calls in doubt an old promise.",
    ],
)
def test_no_attribution_where_nobody_says_anything(text: str) -> None:
    assert read(text)[2] == []


def test_the_same_words_in_the_headline_have_the_speaker_of_the_text() -> None:
    quotations, _, _, layers = read(
        "‘A leap in the dark’: pier vote splits town\nAnna Berg said: “It is a leap in the dark.”", 0
    )
    assert who(layers, quotations[0].source) == "Anna Berg"


def test_every_span_is_its_text() -> None:
    text = "“The pier is closed,” Anna Berg said, adding that [sic] boats’ owners “knew”."
    quotations, _, attributions, _ = read(text)
    for item in [*quotations, *attributions]:
        assert text[item.start : item.end] == item.text
        for span in (item.cue, *getattr(item, "inserts", ())):
            assert span is None or text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Anna Berg was there.\nHow is the pier?\n“Wet, and shut.”\nWill it open?\n“Not in May.”", ["Anna Berg"] * 2),
        ("Anna Berg shrugged. “It will open in May.” And if it does not? “In June.”", ["Anna Berg"] * 2),
        ("Anna Berg met Tom Reeve at the gate. Berg’s answer was short: “The pier is closed.”", ["Berg"]),
        ("The pier stood empty on Monday. The answer of Tom Reeve was short: “It is closed.”", ["Tom Reeve"]),
        ("The pier stood empty. Nobody knew why. And Tom Reeve? “It is closed for good.”", ["Tom Reeve"]),
    ],
)  # fmt: skip
def test_answers_and_words_of_somebody(text: str, speakers: list[str]) -> None:
    quotations, _, _, layers = read(text)
    assert [who(layers, q.source) for q in quotations] == speakers


def test_a_pronoun_is_the_nameless_one_just_before_it() -> None:
    text = "Anna Berg was there. A diver who knew the pier said the piles had rotted. “I saw it,” she said."
    quotations, *_ = read(text)
    assert [(q.source, q.speaker_why) for q in quotations] == [
        ("unnamed:diver", "a pronoun; the source just before it")
    ]
