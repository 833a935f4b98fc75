"""The HTML page without a browser: marks, matrix, drawing, security policy."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from types import SimpleNamespace

import msgspec
import pytest

from stemma.export.drawing import draw
from stemma.export.html import render_html
from stemma.export.lookup import Lookup
from stemma.export.marked import marked_lines
from stemma.export.matrix import _cells, differences, terms
from stemma.types.account import Account
from stemma.types.difference import Side
from stemma.types.report import Line, LineClass
from stemma.types.span import Span
from stemma.types.story import StemmaEdge

replace = msgspec.structs.replace


def test_policy_allows_its_own_style_and_script_by_hash_and_nothing_else(harbour: Account) -> None:
    page = render_html(harbour)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for name in ("style", "script"):
        (body,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy[1]


def test_same_account_same_page(harbour: Account) -> None:
    assert render_html(harbour) == render_html(harbour)


def test_no_style_attribute_and_no_handler(harbour: Account) -> None:
    tags = re.findall(r"<[a-z][^>]*>", render_html(harbour).split('<script type="application/json"')[0])
    assert not [tag for tag in tags if re.search(r"\s(style|on\w+)=", tag)]


def test_whole_text_is_there_whatever_the_lines_are(harbour: Account) -> None:
    report = harbour.data.reports[0]
    text = harbour.texts[report.id]
    for lines in ((), (Line(5, 9, LineClass.PROSE),), (Line(0, 3, LineClass.NOTE), Line(30, 40, LineClass.PROSE))):
        html = "".join(line.html for line in marked_lines(replace(report, lines=lines), text, []))
        assert html == text


def test_marks_nest_and_are_cut_where_they_cross() -> None:
    text = "abcdefghij"
    spans = [Span("r", a, b, text[a:b]) for a, b in ((0, 6), (2, 4), (3, 9))]
    shown = SimpleNamespace(siglum="A", lines=(Line(0, 10, LineClass.PROSE),))
    (line,) = marked_lines(shown, text, spans)  # type: ignore[arg-type]
    assert re.sub(r"<[^>]*>", "", line.html) == text
    opened = re.findall(r'<mark(?: id="([^"]*)")? data-s="([^"]*)"', line.html)
    assert [name for name, _ in opened if name] == ["A-0-6", "A-2-4", "A-3-9"]
    assert [name for _, name in opened].count("A-3-9") == 3


def test_many_nested_spans_are_bounded() -> None:
    text = "x" * 400
    shown = SimpleNamespace(siglum="A", lines=(Line(0, 400, LineClass.PROSE),))
    spans = [Span("r", n, 400 - n, text[n : 400 - n]) for n in range(200)]
    (line,) = marked_lines(shown, text, spans)  # type: ignore[arg-type]
    depth = deepest = 0
    for tag in re.findall(r"</?mark", line.html):
        depth += 1 if tag == "<mark" else -1
        deepest = max(deepest, depth)
    assert depth == 0
    assert deepest < 40
    assert re.sub(r"<[^>]*>", "", line.html) == text


def test_matrix_quotes_is_silent_or_rests(harbour: Account) -> None:
    lookup = Lookup(harbour)
    reports = [report.id for report in harbour.data.reports]
    rows = {row.id: row for row in differences(lookup, "s1", reports)}
    lamps = rows["row-f2"]
    assert lamps.kind == "omission"
    assert [cell.span.text if cell.span else cell.rests for cell in lamps.cells] == [
        "provided that the lamps are paid for", True, False,
    ]  # fmt: skip
    assert [row.kind for row in rows.values()] == ["conflict", "omission", "wording", "agree"]


def test_where_reports_differ_a_cell_has_the_words_of_its_side(harbour: Account) -> None:
    lookup = Lookup(harbour)
    longer = harbour.data.facts[0].spans[0]
    brief = replace(longer, start=longer.start - 3, end=longer.start - 1, text="it")
    fact = replace(harbour.data.facts[0], spans=(brief, longer), sides=(Side(value="x", spans=(longer,)),))
    assert _cells(lookup, fact.spans, [longer.report], fact)[0].span == longer
    plain = replace(fact, sides=())
    assert _cells(lookup, plain.spans, [longer.report], plain)[0].span == brief


def test_terms_of_a_proposal_across_reports(harbour: Account) -> None:
    reports = [report.id for report in harbour.data.reports]
    offer, condition = terms(Lookup(harbour), "l1", reports)
    assert [bool(cell.span) for cell in offer.cells] == [True, True, False]
    assert [bool(cell.span) for cell in condition.cells] == [True, False, False]


def test_drawing_puts_sources_above_what_rests_on_them(harbour: Account) -> None:
    drawing = draw(Lookup(harbour), "s1")
    assert drawing is not None
    assert all(edge.y1 < edge.y2 for edge in drawing.edges)
    rows: dict[int, list[int]] = {}
    for node in drawing.nodes:
        rows.setdefault(node.y, []).append(node.x)
    assert all(b - a >= 100 for row in rows.values() for a, b in pairwise(sorted(row)))
    assert [edge.credited for edge in drawing.edges] == [True, False, False, True]


def test_a_circle_of_descents_does_not_hang(harbour: Account) -> None:
    stemma = harbour.data.stemmata[0]
    a, b = (report.id for report in harbour.data.reports[:2])
    circle = replace(
        stemma, edges=(StemmaEdge(from_=a, to=b, confidence=0.5), StemmaEdge(from_=b, to=a, confidence=0.5))
    )
    account = Account(data=replace(harbour.data, stemmata=(circle,)), texts=harbour.texts)
    assert "<svg" in render_html(account)


@pytest.mark.parametrize("count", [0, 1])
def test_small_pages_render(harbour: Account, count: int) -> None:
    reports = harbour.data.reports[:count]
    data = replace(
        harbour.data, reports=reports, stories=(), utterances=(), facts=(), omissions=(), positions=(), proposals=(),
        origins=(), derivations=(), stemmata=(), wording=(), control=(), timeline=(),
    )  # fmt: skip
    page = render_html(Account(data=data, texts=harbour.texts))
    assert ("one report, nothing to compare yet" if count else "no report") in page
