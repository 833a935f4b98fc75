"""Stated control: who is said to hold what, by whom, as of when. Every sentence here is invented."""

from __future__ import annotations

from stemma.follow.control import ControlLinker
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Published, Report
from stemma.types.speech import Attribution
from stemma.types.world import Control, Entity, Mention, PlaceMention, TimeExpression


def _follow(
    text: str, place: str, holder: str | None = None, source: str | None = None, time: str | None = None
) -> tuple[Control, ...]:
    report = Report(
        id="r", file="r.txt", text=text, text_sha256="0", lines=(Line(0, len(text), LineClass.PROSE),),
        published=Published("2021-03-09", "given"),
    )  # fmt: skip
    mentions, entities, entity_of = [], [], {}
    for n, words in enumerate(w for w in (holder, source) if w):
        at = text.index(words)
        mentions.append(
            Mention(id=f"r.m{n}", start=at, end=at + len(words), text=words, form="name", type="org", name=words)
        )
        entities.append(Entity(id=f"e{n}", type="org", name=words))
        entity_of[f"r.m{n}"] = f"e{n}"
    mentions.sort(key=lambda m: m.start)
    at = text.index(place)
    spot = PlaceMention(id="r.p1", start=at, end=at + len(place), text=place, place="g1", role="control")
    said = ()
    if source:
        start = text.index("that ") + 5
        said = (
            Attribution(
                id="r.a1", start=start, end=len(text) - 1, text=text[start:-1], source=f"r.m{len(mentions) - 1}"
            ),
        )
    times = ()
    if time:
        t = text.index(time)
        times = (TimeExpression(id="r.t1", start=t, end=t + len(time), text=time, value="2021-02", basis="month"),)
    layers = Layers(report="r", mentions=tuple(mentions), places=(spot,), attributions=said, times=times)
    dossier = Dossier(
        reports=(report,), layers=(layers,), entities=tuple(entities), entity_of=entity_of, story_of={"r": "s1"}
    )
    found: tuple[Control, ...] = ControlLinker()(dossier)["control"]
    return found


def test_taking_names_holder_place_and_time() -> None:
    (control,) = _follow("The Ridge Brigade captured Ulmen in February.", "Ulmen", "Ridge Brigade", time="February")
    assert (control.holder, control.place, control.when) == ("e0", "g1", "2021-02")
    assert control.claimed_by == "outlet"
    assert control.span.text == "Ridge Brigade captured Ulmen"
    assert control.story == "s1"


def test_passive_and_falling() -> None:
    (held,) = _follow("The port of Ulmen is held by the Ridge Brigade.", "Ulmen", "Ridge Brigade")
    assert (held.holder, held.when) == ("e0", "2021-03-09")
    (fell,) = _follow("Ulmen fell to the Ridge Brigade after a siege.", "Ulmen", "Ridge Brigade")
    assert (fell.holder, fell.when) == ("e0", None)


def test_claim_belongs_to_its_source() -> None:
    text = "The Shore Council said that the Ridge Brigade still holds Ulmen."
    (control,) = _follow(text, "Ulmen", "Ridge Brigade", "Shore Council")
    assert (control.holder, control.claimed_by) == ("e0", "e1")


def test_what_could_be_is_no_control() -> None:
    assert _follow("The Ridge Brigade could capture Ulmen by spring.", "Ulmen", "Ridge Brigade") == ()
    assert _follow("The Ridge Brigade failed to seize Ulmen.", "Ulmen", "Ridge Brigade") == ()


def test_post_in_a_town_says_nothing_of_the_town() -> None:
    assert _follow("The post in Ulmen is held by the Ridge Brigade.", "Ulmen", "Ridge Brigade") == ()


def test_same_input_same_ids() -> None:
    text = "The Ridge Brigade captured Ulmen in February."
    assert _follow(text, "Ulmen", "Ridge Brigade") == _follow(text, "Ulmen", "Ridge Brigade")
