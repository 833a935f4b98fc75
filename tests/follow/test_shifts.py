from __future__ import annotations

import msgspec
import pytest

from newsroom import dossier, through
from stemma.follow.positions import PositionFollower
from stemma.types.dossier import Dossier
from stemma.types.world import Entity

NAMES = ["Petra Holm", "Jonas Ekdal"]
STANCE = ("a", "We will never sell the quarry", "Petra Holm", "quoted")
OPENING = "Quarry\n“We will never sell the quarry,” Petra Holm said in May.\n"


def shifts(start: Dossier) -> list[tuple[str, str | None, str | None]]:
    found = through(start, PositionFollower()).positions
    return [(p.actor, p.shift.claimed_by, p.shift.denied_by) for p in found if p.shift]


@pytest.mark.parametrize(
    ("told", "by"),
    [
        ("It is a volte-face, scoffs Jonas Ekdal, who drives a digger.", "e-Jonas Ekdal"),
        ("To Jonas Ekdal, that was a change of heart.", "e-Jonas Ekdal"),
        ("Has Petra Holm softened? Jonas Ekdal believes so.", "e-Jonas Ekdal"),
        ("After weeks of denials, Petra Holm has named a price.", "outlet"),
        ("Petra Holm spoke for the first time of a sale.", "outlet"),
        ("Petra Holm, who championed the quarry until last week, has named a price.", "outlet"),
    ],
)
def test_a_turn_is_known_by_its_words_and_told_as_a_claim(told: str, by: str) -> None:
    start = dossier({"a": f"{OPENING}{told}\n"}, names=NAMES, said=[STANCE])
    assert shifts(start) == [("e-Petra Holm", by, None)]


@pytest.mark.parametrize(
    "told",
    [
        "Petra Holm sold 40 loads for the second time.",
        "Has the weather turned? Nobody knows.",
        "Jonas Ekdal thinks so.",
    ],
)
def test_no_turn_no_claim(told: str) -> None:
    assert shifts(dossier({"a": f"{OPENING}{told}\n"}, names=NAMES, said=[STANCE])) == []


def test_then_and_now_in_two_sentences_of_the_paper() -> None:
    text = f"{OPENING}In May Petra Holm had said the pit was closed. Today she wants buyers for it.\n"
    said = [
        STANCE,
        ("a", "the pit was closed", "Petra Holm", "said"),
        ("a", "buyers for it", "Petra Holm", "wants"),
    ]
    assert shifts(dossier({"a": text}, names=NAMES, said=said)) == [("e-Petra Holm", "outlet", None)]


def test_what_one_said_on_another_day_held_up_to_them() -> None:
    asked = "On Monday you promised us a fence. Where is it?"
    text = f"{OPENING}“{asked}” Jonas Ekdal asked.\n“It is on a lorry,” Petra Holm said.\n"
    said = [STANCE, ("a", asked, "Jonas Ekdal", "quoted"), ("a", "It is on a lorry,", "Petra Holm", "quoted")]
    start = dossier({"a": text}, names=NAMES, said=said, times={"Monday": "2031-05-01"})
    assert shifts(start) == [("e-Petra Holm", "e-Jonas Ekdal", None)]


def test_a_report_without_a_sentence_claims_nothing() -> None:
    assert shifts(dossier({"a": "\n", "b": OPENING}, names=NAMES, said=[("b", *STANCE[1:])])) == []


def test_somebody_may_say_it_of_themselves() -> None:
    words = "I was wrong, the quarry must go"
    text = f"{OPENING}“{words},” Petra Holm said.\n"
    start = dossier({"a": text}, names=NAMES, said=[STANCE, ("a", words, "Petra Holm", "quoted")])
    assert shifts(start) == [("e-Petra Holm", "e-Petra Holm", None)]


def test_quoted_words_belong_to_who_is_quoted_with_them_elsewhere() -> None:
    outer = "In May she said ‘never sell the quarry’. Now there is a sign at the gate"
    texts = {"a": OPENING, "b": f"Quarry\n“{outer},” Jonas Ekdal said of the owner.\n"}
    said = [
        STANCE,
        ("b", outer, "Jonas Ekdal", "quoted"),
        ("b", "never sell the quarry", "the owner", "quoted"),
    ]
    start = dossier(texts, names=NAMES, said=said)
    assert shifts(start) == [("e-Petra Holm", "e-Jonas Ekdal", None)]
    stances = [(p.actor, s.span.text) for p in through(start, PositionFollower()).positions for s in p.stances]
    assert ("e-Petra Holm", "never sell the quarry") in stances


@pytest.mark.parametrize(
    "denial", ["“I have changed nothing,” the owner replied.", "“We have not moved an inch,” the owner replied."]
)
def test_the_answer_of_somebody_described_is_that_of_the_one_it_is_about(denial: str) -> None:
    text = f"{OPENING}It is a change of course, complains Jonas Ekdal.\n{denial}\n"
    words = denial.split("“")[1].split("”")[0]
    start = dossier({"a": text}, names=NAMES, said=[STANCE, ("a", words, "the owner", "quoted")])
    found = shifts(start)
    assert [f[:2] for f in found] == [("e-Petra Holm", "e-Jonas Ekdal")]
    assert found[0][2] in ("e-Petra Holm", None)


def with_body(start: Dossier, body: str) -> Dossier:
    entities = tuple(Entity(id=e.id, type="org", name=e.name) if e.name == body else e for e in start.entities)
    return msgspec.structs.replace(start, entities=entities)


def test_a_deed_is_a_stance_without_words() -> None:
    text = "Strike\nOn Friday the Bakers Guild suspended its strike.\n"
    start = with_body(dossier({"a": text}, names=["Bakers Guild"]), "Bakers Guild")
    (found,) = through(start, PositionFollower()).positions
    assert found.actor == "e-Bakers Guild"
    assert "suspended its strike" in found.stances[0].span.text


def test_a_spokeswoman_speaks_for_her_body() -> None:
    text = "Strike\nThe guild spokeswoman Petra Holm said: “We will not bake on Friday.”\n"
    start = dossier(
        {"a": text}, names=["Petra Holm"], said=[("a", "We will not bake on Friday.", "Petra Holm", "quoted")]
    )
    layers = start.layers[0]
    mentions = tuple(msgspec.structs.replace(m, title="guild spokeswoman") for m in layers.mentions)
    guild = Entity(id="e-guild", type="org", name="Bakers’ Guild")
    named = msgspec.structs.replace(mentions[0], id="x", start=7, end=16, text="The guild", title="", name="guild")
    start = msgspec.structs.replace(
        start,
        layers=(msgspec.structs.replace(layers, mentions=(named, *mentions)),),
        entities=(*start.entities, guild),
        entity_of={**start.entity_of, "x": "e-guild"},
    )
    actors = {p.actor for p in through(start, PositionFollower()).positions}
    assert actors == {"e-Petra Holm", "e-guild"}


ODD = ["Petra Holm", "Jonas Ekdal", "Nils Aas"]


def spoken_of(start: Dossier, **pronouns: str) -> Dossier:
    """The dossier with a pronoun mention for each entity ("e-Petra Holm": "she"), as its reports would have."""
    layers = start.layers[0]
    base = layers.mentions[0]
    more, of = [], dict(start.entity_of)
    for n, (name, word) in enumerate(pronouns.items()):
        entity = f"e-{name.replace('_', ' ')}"
        made = msgspec.structs.replace(base, id=f"p{n}", form="pronoun", text=word, name="", end=base.start + len(word))
        more.append(made)
        of[made.id] = entity
    rows = msgspec.structs.replace(layers, mentions=(*layers.mentions, *more))
    return msgspec.structs.replace(start, layers=(rows, *start.layers[1:]), entity_of=of)


def test_she_is_whom_the_reports_call_she() -> None:
    text = f"{OPENING}“Let them dig,” Nils Aas said.\nThat is a climbdown, she has now found, argues Jonas Ekdal.\n"
    said = [STANCE, ("a", "Let them dig", "Nils Aas", "quoted")]
    start = spoken_of(dossier({"a": text}, names=ODD, said=said), Petra_Holm="she", Nils_Aas="he", Jonas_Ekdal="he")
    assert [(actor, by) for actor, by, _ in shifts(start)] == [("e-Petra Holm", "e-Jonas Ekdal")]


def test_the_same_woman_is_whom_the_reports_call_she() -> None:
    text = f"{OPENING}“Let them dig,” Nils Aas said.\nA far cry from May, when the same woman vowed to keep it.\n"
    said = [STANCE, ("a", "Let them dig", "Nils Aas", "quoted")]
    start = spoken_of(dossier({"a": text}, names=ODD, said=said), Petra_Holm="she", Nils_Aas="he")
    assert [(actor, by) for actor, by, _ in shifts(start)] == [("e-Petra Holm", "outlet")]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("Not at all, swears Jonas Ekdal of her office.", [("e-Petra Holm", "outlet", "e-Jonas Ekdal")]),
        ("The quarry is 40 metres deep, says Jonas Ekdal.", []),
    ],
)
def test_a_question_is_a_claim_only_if_it_is_denied(
    answer: str, found: list[tuple[str, str | None, str | None]]
) -> None:
    text = f"{OPENING}On Friday it was: “Every pit has its price.” A change of course, then? {answer}\n"
    said = [STANCE, ("a", "Every pit has its price.", "Petra Holm", "quoted")]
    assert shifts(dossier({"a": text}, names=NAMES, said=said)) == found


def test_a_denial_that_may_be_of_anything_answers_no_claim_in_another_report() -> None:
    claim = "Petra Holm spoke for the first time of a sale."
    other = "Quarry\nPetra Holm was away on Monday. Nils Aas denied any such meeting.\n"
    said = [STANCE, ("b", "any such meeting", "Nils Aas", "denied")]
    start = dossier({"a": f"{OPENING}{claim}\n", "b": other}, names=ODD, said=said)
    assert shifts(start) == [("e-Petra Holm", "outlet", None)]


@pytest.mark.parametrize(
    "words",
    [
        "I haven't moved an inch. The hill is the hill,",
        "We never once changed our line on the quarry,",
        "My view today is my view of March. The hill is ours,",
    ],
)
def test_who_says_of_himself_that_he_is_where_he_was_denies_a_turn(words: str) -> None:
    told = "It is a volte-face, scoffs Jonas Ekdal, who drives a digger."
    text = f"{OPENING}{told}\n“{words}” Petra Holm said on Friday.\n"
    start = dossier({"a": text}, names=NAMES, said=[STANCE, ("a", words, "Petra Holm", "quoted")])
    assert shifts(start) == [("e-Petra Holm", "e-Jonas Ekdal", "e-Petra Holm")]
    stances = [s.span.text for p in through(start, PositionFollower()).positions for s in p.stances]
    assert any(words.rstrip(",") in stance for stance in stances)


def test_an_inch_that_somebody_else_has_not_moved_denies_nothing() -> None:
    words = "The digger has not moved for weeks,"
    text = f"{OPENING}It is a volte-face, scoffs Jonas Ekdal.\n“{words}” Petra Holm said.\n"
    start = dossier({"a": text}, names=NAMES, said=[STANCE, ("a", words, "Petra Holm", "quoted")])
    assert shifts(start) == [("e-Petra Holm", "e-Jonas Ekdal", None)]


def test_a_reproach_that_asks_nothing_is_put_to_who_spoke_before() -> None:
    reply, next_ = "On Monday you said the pit would stay. Everybody heard it", "Both of them are late"
    text = f"{OPENING}“{reply},” Jonas Ekdal told her.\n“{next_},” Mona Lien said.\n"
    said = [STANCE, ("a", reply, "Jonas Ekdal", "quoted"), ("a", next_, "Mona Lien", "quoted")]
    start = dossier({"a": text}, names=[*NAMES, "Mona Lien"], said=said, times={"Monday": "2031-05-01"})
    assert shifts(start) == [("e-Petra Holm", "e-Jonas Ekdal", None)]


def test_a_view_may_be_given_behind_what_is_viewed() -> None:
    text = f"{OPENING}Between the two lies a full turn, in the view of Jonas Ekdal, who drives a digger.\n"
    assert shifts(dossier({"a": text}, names=NAMES, said=[STANCE])) == [("e-Petra Holm", "e-Jonas Ekdal", None)]


def test_for_whom_the_viewer_works_is_not_who_turned() -> None:
    text = f"{OPENING}To Jonas Ekdal, who drives for Boulder Works, the volte-face is plain.\n"
    start = dossier({"a": text}, names=[*NAMES, "Boulder Works"], said=[STANCE])
    assert shifts(start) == [("e-Petra Holm", "e-Jonas Ekdal", None)]
