"""How many origins a fact stands on: one interview in two papers is one, words without a source are one more."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pytest

from newsroom import dossier, through
from stemma.account.join import independent
from stemma.compare.evidence import Ground
from stemma.compare.relations import RelationComparer
from stemma.compare.standing import standing
from stemma.types.difference import Fact, Side
from stemma.types.dossier import Dossier
from stemma.types.speech import Attribution
from stemma.types.story import Derivation, Origin

LINE = "The ferry will stop for good in June"
TEXTS = {n: f"{LINE}, it is said in {n}.\n" for n in ("a", "b", "c")}


def made(
    told: Mapping[str, str], rests: tuple[tuple[str, str], ...] = (), days: Mapping[str, str] | None = None
) -> Fact:
    """A fact in all reports; `told`: file -> origin of the attribution that states it; `rests`: (file, origin)."""
    start = dossier(TEXTS, published=days or {})
    ids = {r.file: r.id for r in start.reports}
    layers, origin_of = [], {}
    for report, row in zip(start.reports, start.layers, strict=True):
        said = Attribution(
            id=f"{report.id}.a1", start=0, end=len(LINE), text=LINE, source=f"unnamed:{told.get(report.file)}"
        )
        layers.append(msgspec.structs.replace(row, attributions=(said,) if report.file in told else ()))
        if report.file in told:
            origin_of[said.id] = told[report.file]
    origins = sorted({*told.values(), *(o for _, o in rests)})
    ground: Dossier = msgspec.structs.replace(
        start,
        layers=tuple(layers),
        origins=tuple(Origin(id=o, story="s1", kind="interview", who=None) for o in origins),
        origin_of=origin_of,
        derivations=tuple(
            Derivation(id=f"d{n}", report=ids[r], from_=o, how="own", credited=True, confidence=0.9, why="test")
            for n, (r, o) in enumerate(rests)
        ),
        facts=(Fact(id="f1", story="s1", spans=tuple(r.span(0, len(LINE)) for r in start.reports)),),
    )
    return through(ground, RelationComparer()).facts[0]


def test_one_interview_in_three_papers_is_one_origin() -> None:
    assert made({"a": "o1", "b": "o1", "c": "o1"}).origins == ("o1",)


def test_a_voice_that_says_it_in_hardly_a_common_word_is_not_counted_apart() -> None:
    texts = {"a": "The ferry will stop for good in June.\n", "b": "Nobody has sold the bakery to a bank.\n"}
    start = dossier(texts)
    layers, origin_of = [], {}
    for report, row in zip(start.reports, start.layers, strict=True):
        end = len(report.text) - 1
        said = Attribution(id=f"{report.id}.a1", start=0, end=end, text=report.text[:end], source="unnamed:x")
        layers.append(msgspec.structs.replace(row, attributions=(said,)))
        origin_of[said.id] = f"o{report.file}"
    ground = Ground(msgspec.structs.replace(start, layers=tuple(layers), origin_of=origin_of))
    rows = [ground.evidence(r.span(0, len(r.text) - 1)) for r in start.reports]
    assert standing(rows, (), "agree", ground).origins == ("oa",)


def test_two_voices_are_two_origins() -> None:
    assert made({"a": "o1", "b": "o2", "c": "o1"}).origins == ("o1", "o2")


def test_what_a_report_tells_in_its_own_words_rests_on_the_origin_it_rests_on() -> None:
    found = made({"b": "o1"}, rests=(("a", "o1"), ("c", "o1")), days={"a": "2031-05-01", "b": "2031-05-03"})
    assert (found.origins, found.own_voice, independent(found)) == (("o1",), (), 1)


def test_what_was_told_with_a_source_before_is_no_news_of_the_outlet() -> None:
    found = made({"a": "o1"}, days={"a": "2031-05-01", "b": "2031-05-02", "c": "2031-05-02"})
    assert independent(found) == 1


def test_what_outlets_told_before_anybody_was_quoted_counts_as_one_more() -> None:
    found = made({"c": "o1"}, days={"a": "2031-05-01", "b": "2031-05-01", "c": "2031-05-02"})
    assert len(found.own_voice) == 2
    assert independent(found) == 2


def test_it_is_named_if_these_reports_rest_on_one() -> None:
    days = {"a": "2031-05-01", "b": "2031-05-01", "c": "2031-05-02"}
    found = made({"c": "o1"}, rests=(("a", "o2"), ("b", "o2")), days=days)
    assert (found.origins, found.own_voice) == (("o1", "o2"), ())


def test_a_fact_that_nobody_is_quoted_for_has_one_origin() -> None:
    assert independent(made({})) == 1


@pytest.mark.parametrize(("told", "number"), [({}, 1), ({"a": "o1"}, 2), ({"a": "o1", "b": "o2"}, 2)])
def test_a_side_of_a_conflict_without_a_voice_rests_on_another_origin(told: Mapping[str, str], number: int) -> None:
    start = dossier({"a": "Nine ships sank.\n", "b": "Twelve ships sank.\n"})
    spans = [r.span(0, 5) for r in start.reports]
    rows = []
    for report, row in zip(start.reports, start.layers, strict=True):
        said = Attribution(id=f"{report.id}.a1", start=0, end=8, text=report.text[:8], source="unnamed:harbour")
        rows.append(msgspec.structs.replace(row, attributions=(said,) if report.file in told else ()))
    origin_of = {f"{r.id}.a1": told[r.file] for r in start.reports if r.file in told}
    ground = Ground(msgspec.structs.replace(start, layers=tuple(rows), origin_of=origin_of))
    sides = tuple(Side(value=s.text, spans=(s,)) for s in spans)
    found = standing([ground.evidence(s) for s in spans], sides, "conflict", ground)
    assert max(1, len(found.origins) + bool(found.own_voice)) == number


def test_sides_that_conflict_are_two_origins_even_if_neither_is_known() -> None:
    report = dossier({"a": "Nine ships sank.\n"}).reports[0]
    sides = tuple(Side(value=v, spans=(report.span(0, 4),)) for v in ("nine", "twelve"))
    told = Fact(id="f1", story="s1", spans=(report.span(0, 4),), relation="conflict", sides=sides)
    assert independent(told) == 2
    assert independent(msgspec.structs.replace(told, relation="drift")) == 1
