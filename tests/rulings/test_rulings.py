"""Rulings: each kind laid over its stage, anchored by text and words, never dropped in silence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from stemma.errors import RulingError
from stemma.rulings import apply_entities, apply_lines, apply_speakers, apply_stories, load
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.ruling import Anchor, Ruling, RulingKind
from stemma.types.speech import Quotation
from stemma.types.story import Story
from stemma.types.world import Entity, Mention

FERRY = "Ferry stops\n“The hull is sound,” said Ida Holm. Captain Holm added: “We sail on Monday.” Ida nods."
TRAM = "Tram line opens\nThe mayor, Ida Holm, cut the ribbon."


def report(text: str, file: str) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    first = text.index("\n")
    lines = (Line(0, first, LineClass.HEADLINE), Line(first + 1, len(text), LineClass.PROSE))
    rid = hashlib.sha256(f"{digest}\n{file}".encode()).hexdigest()[:12]
    return Report(id=rid, file=file, text=text, text_sha256=digest, lines=lines)


def mention(r: Report, n: int, words: str, occurrence: int = 1, antecedent: str | None = None) -> Mention:
    start = -1
    for _ in range(occurrence):
        start = r.text.index(words, start + 1)
    name = words.removeprefix("Captain ")
    return Mention(
        id=f"{r.id}.m{n}", start=start, end=start + len(words), text=words, form="name", type="person",
        name=name, antecedent=antecedent,
    )  # fmt: skip


def quotation(r: Report, n: int, words: str, source: str, turn: int) -> Quotation:
    start = r.text.index(words)
    return Quotation(
        id=f"{r.id}.q{n}",
        start=start,
        end=start + len(words),
        text=words,
        kind="direct",
        source=source,
        turn=turn,
    )


def dossier() -> Dossier:
    ferry, tram = report(FERRY, "ferry.txt"), report(TRAM, "tram.txt")
    ida, captain = mention(ferry, 1, "Ida Holm"), mention(ferry, 2, "Captain Holm")
    again = mention(ferry, 3, "Ida", occurrence=2, antecedent=f"{ferry.id}.m1")
    mayor = mention(tram, 1, "Ida Holm")
    quotations = (
        quotation(ferry, 1, "The hull is sound,", ida.id, 1),
        quotation(ferry, 2, "We sail on Monday.", captain.id, 2),
    )
    return Dossier(
        reports=(ferry, tram),
        layers=(
            Layers(report=ferry.id, mentions=(ida, captain, again), quotations=quotations),
            Layers(report=tram.id, mentions=(mayor,)),
        ),
        entities=(
            Entity(id="e1", type="person", name="Ida Holm", names=("Ida Holm", "Ida")),
            Entity(id="e2", type="person", name="Captain Holm", names=("Holm",)),
        ),
        entity_of={ida.id: "e1", again.id: "e1", mayor.id: "e1", captain.id: "e2"},
        stories=(Story(id="s1", reports=(ferry.id, tram.id)),),
        story_of={ferry.id: "s1", tram.id: "s1"},
    )


def ruling(kind: RulingKind, words: str | None = None, text: str = FERRY, **more: object) -> Ruling:
    anchor = Anchor(text_sha256=hashlib.sha256(text.encode()).hexdigest(), words=words) if words else None
    return Ruling(id="r1", kind=kind, by="Kit", when="2026-03-01", why="rang the yard", anchor=anchor, **more)  # type: ignore[arg-type]


def test_line_is_reclassed_and_says_who_ruled() -> None:
    reports, outcomes = apply_lines(dossier().reports, [ruling("line", "Ferry stops", value="teaser")])
    assert reports[0].lines[0].cls is LineClass.TEASER
    assert "Kit" in reports[0].lines[0].why
    assert reports[0].lines[1].cls is LineClass.PROSE
    assert [o.applied for o in outcomes] == [True]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (ruling("line", "Ferry stops", value="banner"), "no class of line"),
        (ruling("line", "no such words", value="prose"), "occurrence 1"),
        (ruling("line", "Ferry stops", text="another text", value="prose"), "no report has the text"),
    ],
)
def test_line_that_does_not_fit_is_listed_with_the_reason(bad: Ruling, reason: str) -> None:
    reports, outcomes = apply_lines(dossier().reports, [bad])
    assert reports == dossier().reports
    assert not outcomes[0].applied
    assert reason in (outcomes[0].why_not or "")


def test_merge_gives_one_entity_with_all_names_and_mentions() -> None:
    merged, outcomes = apply_entities(dossier(), [ruling("merge", names=("Ida Holm", "Captain Holm"))])
    assert outcomes[0].applied
    (one,) = merged.entities
    assert set(merged.entity_of.values()) == {one.id}
    assert {"Ida Holm", "Captain Holm", "Holm"} <= set(one.names)
    assert "rang the yard" in one.why[-1]


def test_merge_of_an_unknown_name_changes_nothing() -> None:
    same, outcomes = apply_entities(dossier(), [ruling("merge", names=("Ida Holm", "Nobody"))])
    assert same == dossier()
    assert outcomes[0].why_not == "no entity is called 'Nobody'"


def test_split_takes_the_mention_away_and_leaves_the_others() -> None:
    split, outcomes = apply_entities(dossier(), [ruling("split", "Ida Holm", text=TRAM, value="Ida Holm (mayor)")])
    assert outcomes[0].applied
    names = {e.id: e.name for e in split.entities}
    tram, ferry = split.reports[1], split.reports[0]
    assert names[split.entity_of[f"{tram.id}.m1"]] == "Ida Holm (mayor)"
    assert names[split.entity_of[f"{ferry.id}.m1"]] == "Ida Holm"
    assert len(split.entities) == 3


def test_split_takes_along_what_points_back_to_the_mention() -> None:
    split, _ = apply_entities(dossier(), [ruling("split", "Ida Holm", value="Another Holm")])
    ferry, tram = split.reports
    assert split.entity_of[f"{ferry.id}.m3"] == split.entity_of[f"{ferry.id}.m1"]
    assert split.entity_of[f"{tram.id}.m1"] != split.entity_of[f"{ferry.id}.m1"]


def test_split_to_a_known_name_joins_that_entity() -> None:
    split, _ = apply_entities(dossier(), [ruling("split", "Ida Holm", value="Captain Holm")])
    ferry = split.reports[0]
    assert split.entity_of[f"{ferry.id}.m1"] == split.entity_of[f"{ferry.id}.m2"]


def test_speaker_is_given_with_evidence_and_reason() -> None:
    given, outcomes = apply_speakers(dossier(), [ruling("speaker", "sail on Monday", value="Ida Holm")])
    quoted = given.layers[0].quotations[1]
    assert outcomes[0].applied
    assert given.actor(quoted.source) == "e1"
    assert quoted.speaker_span is not None
    assert given.reports[0].text[quoted.speaker_span.start : quoted.speaker_span.end] == quoted.speaker_span.text
    assert quoted.speaker_why == "ruling r1 by Kit: rang the yard"
    assert given.layers[0].quotations[0] == dossier().layers[0].quotations[0]


@pytest.mark.parametrize(
    ("words", "value", "reason"),
    [
        ("said", "Ida Holm", "no quotation"),
        ("sail", "Nobody", "no entity is called"),
    ],
)
def test_speaker_that_does_not_fit(words: str, value: str, reason: str) -> None:
    _, outcomes = apply_speakers(dossier(), [ruling("speaker", words, value=value)])
    assert reason in (outcomes[0].why_not or "")


def test_stories_split_and_join_again() -> None:
    tram = hashlib.sha256(TRAM.encode()).hexdigest()
    ferry = hashlib.sha256(FERRY.encode()).hexdigest()
    apart, outcomes = apply_stories(dossier(), [ruling("split-stories", reports=(tram,))])
    assert outcomes[0].applied
    assert [len(s.reports) for s in apart.stories] == [1, 1]
    assert apart.story_of[apart.reports[0].id] != apart.story_of[apart.reports[1].id]
    again, _ = apply_stories(apart, [ruling("join-stories", reports=(ferry, tram))])
    assert [s.reports for s in again.stories] == [tuple(r.id for r in again.reports)]


def test_story_ruling_on_an_absent_report_is_listed() -> None:
    same, outcomes = apply_stories(dossier(), [ruling("join-stories", reports=("0" * 64,))])
    assert same == dossier()
    assert "no report has the text" in (outcomes[0].why_not or "")


def test_file_is_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "rulings.jsonl"
    one = {"id": "a", "kind": "merge", "by": "Kit", "when": "2026-03-01", "why": "same", "names": ["X", "Y"]}
    path.write_text(json.dumps(one) + "\n\n" + json.dumps(one | {"id": "b"}) + "\n", encoding="utf-8")
    assert [r.id for r in load(path)] == ["a", "b"]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        '{"id":"a","kind":"merge","by":"k","when":"w","why":"y"}',
        '{"id":"a","kind":"paint","by":"k","when":"w","why":"y"}',
        "[" * 5000,
    ],
)
def test_unreadable_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rulings.jsonl"
    path.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(RulingError, match="line 2"):
        load(path)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RulingError, match="R-FILE"):
        load(tmp_path / "none.jsonl")
