"""Stances: what counts as one, from whom, and what does not."""

from __future__ import annotations

import msgspec
import pytest

from newsroom import dossier, through
from stemma.follow.positions import PositionFollower
from stemma.types.dossier import Dossier
from stemma.types.world import Entity, Role

replace = msgspec.structs.replace
ONE = "Ida Lund"


def held(start: Dossier) -> list[tuple[str, str]]:
    """(actor, words) of every stance."""
    found = through(start, PositionFollower()).positions
    return sorted((p.actor, s.span.text) for p in found for s in p.stances)


def said(words: str, strength: str, *, more: str = "", role: str = "", reports: int = 1) -> Dossier:
    texts = {
        chr(97 + n): f"Pier\n“{words}” {ONE} said at the quay on the second day.{more if not n else ''}\n"
        for n in range(reports)
    }
    start = dossier(texts, names=[ONE], said=[("a", words, ONE, strength)])
    if role:
        start = replace(start, entities=(replace(start.entities[0], roles=(Role(text=role),)),))
    return start


@pytest.mark.parametrize("words", ["We saw two boats and a light", "I was not asleep then", "Nobody came with bread"])
def test_what_a_bystander_saw_is_no_stance(words: str) -> None:
    assert held(said(words, "quoted")) == []


@pytest.mark.parametrize("role", ["mayor", "harbourmaster of the port", "regional director"])
def test_of_somebody_in_office_it_is(role: str) -> None:
    words = "I was not asleep then"
    assert held(said(words, "quoted", role=role)) == [(f"e-{ONE}", words)]


def test_of_somebody_whom_the_reports_name_again_and_again_it_is() -> None:
    words = "I was not asleep then"
    often = f" Then {ONE} went home. {ONE} is a cook."
    assert held(said(words, "quoted", more=often)) == [(f"e-{ONE}", words)]
    assert held(said(words, "quoted", reports=3)) == [(f"e-{ONE}", words)]


@pytest.mark.parametrize("words", ["We will close the ferry line", "They must repair the pier first"])
def test_what_will_or_must_be_is_a_stance_of_anybody(words: str) -> None:
    assert held(said(words, "quoted")) == [(f"e-{ONE}", words)]


@pytest.mark.parametrize(
    ("words", "strength", "taken"),
    [
        ("the pier moved", "denied", True),
        ("a longer pier", "wants", True),
        ("it", "denied", False),
        ("14", "wants", False),
        ("the pier", "wants", False),
        ("the pier leaned for weeks", "claimed", False),
        ("the pier moved", "believes", False),
        ("the pier moved", "said", False),
    ],
)
def test_strength_shows_a_stance_unless_it_says_nothing(words: str, strength: str, taken: bool) -> None:
    text = f"Pier\n{ONE} spoke of {words} at noon.\n"
    start = dossier({"a": text}, names=[ONE], said=[("a", words, ONE, strength)])
    assert held(start) == ([(f"e-{ONE}", words)] if taken else [])


@pytest.mark.parametrize(
    ("told", "deed"),
    [
        ("Ida Lund has formally withdrawn the plan.", True),
        ("Ida Lund was suspended for a year.", False),
        ("Ida Lund, who calls in every day, likes tea.", False),
    ],
)
def test_a_deed_is_done_and_not_suffered(told: str, deed: bool) -> None:
    assert held(dossier({"a": f"Pier\n{told}\n"}, names=[ONE])) == ([(f"e-{ONE}", told)] if deed else [])


def test_a_group_without_a_name_holds_out() -> None:
    text = "Pier\nThe port asks for what most lenders have so far refused to grant.\n"
    assert held(dossier({"a": text})) == [("unnamed:lenders", "lenders have so far refused to grant.")]


@pytest.mark.parametrize("told", ["They have so far refused.", "Ida Lund and others have so far refused to pay."])
def test_who_is_no_group_or_has_a_name_holds_not_out_as_a_group(told: str) -> None:
    assert not [who for who, _ in held(dossier({"a": f"Pier\n{told}\n"}, names=[ONE])) if who.startswith("unnamed:")]


def test_words_that_are_held_against_somebody_are_their_stance() -> None:
    words = "In May she said ‘no bridge for anyone’. Now there is a bridge"
    text = f"Pier\nIda Lund keeps silent. “{words},” Odd Berg said.\n"
    start = dossier({"a": text}, names=[ONE, "Odd Berg"], said=[("a", words, "Odd Berg", "quoted")])
    layers = start.layers[0]
    at = text.index("no bridge for anyone")
    inner = replace(
        layers.quotations[0], id="in", start=at, end=at + 20, text="no bridge for anyone", source=None,
        within=layers.quotations[0].id,
    )  # fmt: skip
    start = replace(start, layers=(replace(layers, quotations=(layers.quotations[0], inner)),))
    assert (f"e-{ONE}", "no bridge for anyone") in held(start)


@pytest.mark.parametrize(("office", "spoken"), [("quarry chief", False), ("president", True)])
def test_a_state_is_spoken_for_by_its_government_alone(office: str, spoken: bool) -> None:
    words = "We will open the quarry"
    text = f"Quarry\nNorway {office} Ida Lund spoke. “{words},” Ida Lund said.\n"
    start = dossier({"a": text}, names=[ONE, "Norway"], said=[("a", words, ONE, "quoted")])
    entities = tuple(Entity(id=e.id, type="org", name=e.name) if e.name == "Norway" else e for e in start.entities)
    mention = next(m for m in start.layers[0].mentions if m.name == ONE)
    at = text.index("Norway")
    titled = replace(mention, start=at, text=text[at : mention.end], title=f"Norway {office}")
    rows = tuple(titled if m is mention else m for m in start.layers[0].mentions)
    start = replace(start, entities=entities, layers=(replace(start.layers[0], mentions=rows),))
    assert ("e-Norway" in {who for who, _ in held(start)}) is spoken


def called(start: Dossier, entity: str, form: str, text: str, at: int) -> Dossier:
    """The dossier with one more mention of an entity of it."""
    layers = start.layers[0]
    more = replace(layers.mentions[0], id=f"{entity} {at}", form=form, text=text, name="", start=at, end=at + len(text))
    of = {**start.entity_of, more.id: entity}
    rows = (replace(layers, mentions=(*layers.mentions, more)), *start.layers[1:])
    return replace(start, layers=rows, entity_of=of)


@pytest.mark.parametrize(
    ("speaker", "pronoun", "spoken"),
    [
        ("her spokesman", "she", True),
        ("his spokesman", "she", False),
        ("the mayor's office", "", True),
        ("the governor's office", "", False),
        ("her brother", "she", False),
    ],
)
def test_an_office_or_a_spokesman_without_a_name_speaks_for_a_person(speaker: str, pronoun: str, spoken: bool) -> None:
    words = "The bridge must stay shut"
    text = f"Bridge\nIda Lund, the mayor, slept. “{words},” {speaker} said.\n"
    start = dossier({"a": text}, names=[ONE], said=[("a", words, speaker, "quoted")])
    start = replace(start, entities=(replace(start.entities[0], roles=(Role(text="mayor"),)),))
    if pronoun:
        start = called(start, f"e-{ONE}", "pronoun", pronoun, len(text) - 2)
    assert ((f"e-{ONE}", words) in held(start)) is spoken


def test_what_is_a_stance_in_one_wording_is_one_in_every_other() -> None:
    first, second = "The bridge must stay shut", "Shut it stays, the bridge"
    texts = {"a": f"Bridge\n“{first},” Ida Lund said.\n", "b": f"Bridge\n“{second},” Ida Lund said.\n"}
    said = [("a", first, ONE, "quoted"), ("b", second, ONE, "quoted")]
    start = dossier(texts, names=[ONE], said=said)
    assert held(start) == [(f"e-{ONE}", first)]
    ids = [q.id for layers in start.layers for q in layers.quotations]
    assert held(replace(start, utterance_of=dict.fromkeys(ids, "u1"))) == [(f"e-{ONE}", second), (f"e-{ONE}", first)]


def test_its_spokeswoman_speaks_for_no_body_that_she_herself_names() -> None:
    words = "The Guild must count again"
    text = f"Count\nThe Harbour Board counts four boats. “{words},” said Ida Lund, its spokeswoman.\n"
    start = dossier({"a": text}, names=[ONE, "Harbour Board", "Guild"], said=[("a", words, ONE, "quoted")])
    bodies = tuple(e if e.name == ONE else replace(e, type="org") for e in start.entities)
    start = called(
        replace(start, entities=bodies), f"e-{ONE}", "description", "its spokeswoman", text.index("its spokes")
    )
    assert {who for who, _ in held(start)} == {f"e-{ONE}", "e-Harbour Board"}


@pytest.mark.parametrize(
    ("told", "when"),
    [
        ("In April 2031 Ida Lund withdrew the plan.", "2031-04"),
        ("Ida Lund withdrew the plan until 9 June 2031.", "2031-05-04"),  # a day ahead is not that of the deed
    ],
)
def test_a_deed_is_of_the_time_that_its_clause_gives(told: str, when: str) -> None:
    times = {"April 2031": "2031-04", "9 June 2031": "2031-06-09"}
    start = dossier({"a": f"Pier\nOn 2 March 2031 it rained. {told}\n"}, names=[ONE], times=times)
    found = through(start, PositionFollower()).positions
    assert [s.when for p in found for s in p.stances] == [when]


def cued(start: Dossier) -> Dossier:
    """Every quotation with the last "said" of its line as its cue."""
    (report,), (layers,) = start.reports, start.layers
    at = report.text.rindex("said")
    rows = tuple(replace(q, cue=report.span(at, at + 4)) for q in layers.quotations)
    return replace(start, layers=(replace(layers, quotations=rows),))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The pier fell in March 2030. “{}” Ida Lund said.", "2031-05-04"),
        ("“{}” Ida Lund said on 2 May.", "2031-05-02"),
        ("On 3 May Ida Lund said: “{}”", "2031-05-03"),
        ("“The ferry sails again on 9 May.” “{}” Ida Lund said.", "2031-05-04"),
        ("A crane came on 1 May.\n“{}” Ida Lund said.", "2031-05-04"),
        ("“{}” Ida Lund said, a week before the ferry of 9 May.", "2031-05-04"),
    ],
)
def test_a_stance_has_the_day_of_its_saying_not_of_another_event(text: str, when: str) -> None:
    words = "We will close the ferry line"
    days = {"March 2030": "2030-03", **{f"{n} May": f"2031-05-0{n}" for n in (1, 2, 3, 9)}}
    other = [("a", "The ferry sails again on 9 May.", ONE, "quoted")] if "sails again" in text else []
    said = [*other, ("a", words, ONE, "quoted")]
    start = cued(dossier({"a": f"Pier\n{text.format(words)}\n"}, names=[ONE], said=said, times=days))
    found = through(start, PositionFollower()).positions
    assert [s.when for p in found for s in p.stances if s.span.text == words] == [when]


def test_a_newspaper_takes_no_position() -> None:
    words = "We will close the ferry line"
    start = said(words, "quoted")
    outlet = msgspec.structs.replace(start.reports[0], outlet=ONE)
    assert held(msgspec.structs.replace(start, reports=(outlet, *start.reports[1:]))) == []


@pytest.mark.parametrize(("words", "taken"), [("she can sail", True), ("the ferry", False)])
def test_one_telling_word_is_a_stance_only_with_what_can_be(words: str, taken: bool) -> None:
    start = dossier(
        {"a": f"Pier\n{ONE} spoke of {words} at noon. {ONE} rowed. {ONE} swam.\n"},
        names=[ONE],
        said=[("a", words, ONE, "claimed")],
    )
    assert held(start) == ([(f"e-{ONE}", words)] if taken else [])
