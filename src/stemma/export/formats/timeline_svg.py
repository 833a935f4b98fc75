"""The timeline of every story as one SVG file that stands alone: no script, no font and no address from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from stemma.export.formats import Words
from stemma.export.lookup import Lookup
from stemma.export.timeline_drawing import AXIS, WHEN_END, WORDS_AT, Row, TimeDrawing, draw_timeline
from stemma.export.visible import visible
from stemma.types.account import Account

WIDTH = 900
"""Pixels: room for the words of a row."""
GAP = 34
"""Pixels between stories, with the line that names the reports of the next."""
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1f1d1a; } .when { text-anchor: end; fill: #6b665e; }
.mark { stroke: #e2ded6; } .bar { stroke: #7a2e1d; stroke-width: 5; } .dot { fill: #7a2e1d; }
.unsure { stroke-dasharray: 4 3; } .dot.unsure { fill: #fff; stroke: #7a2e1d; stroke-width: 1.5; }
.open { stroke: #7a2e1d; stroke-width: 1.5; stroke-dasharray: 2 3; }
.told { fill: none; stroke: #6b665e; stroke-dasharray: 4 3; } .letters { font-weight: 700; } .head { font-weight: 700; }
"""
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


def drawing(accounts: Iterable[Account], words: Words) -> Iterator[bytes]:
    """One SVG of one account, stories below each other; what the account's page draws, with its own style."""
    (account,) = accounts
    lookup = Lookup(account)
    parts, y = list[str](), 0
    for story in account.data.stories:
        drawn = draw_timeline(lookup, story.id)
        if drawn:
            letters = " ".join(
                lookup.siglum(report.id) for report in account.data.reports if report.id in story.reports
            )
            parts.append(f'<text class="head" x="8" y="{y + 22}">{letters}</text>')
            parts += [f'<g transform="translate(0 {y + GAP})">', *_story(drawn, words), "</g>"]
            y += GAP + drawn.height
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + 12}" viewBox="0 0 {WIDTH} {y + 12}">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, f"<style>{STYLE}</style>", *parts, "</svg>", ""]
    return iter(["\n".join(lines).encode("utf-8")])


def _story(drawn: TimeDrawing, words: Words) -> Iterator[str]:
    for x in drawn.marks:
        yield f'<line class="mark" x1="{x}" y1="0" x2="{x}" y2="{drawn.height}"/>'
    for edge in drawn.told:
        side, bend = AXIS - 4, WHEN_END + 12
        yield f'<path class="told" d="M{side} {edge.y1} C{bend} {edge.y1} {bend} {edge.y2} {side} {edge.y2}"/>'
    for row in drawn.rows:
        yield from _row(row, words)


def _row(row: Row, words: Words) -> Iterator[str]:
    unsure = "" if row.sure else " unsure"
    yield f'<text class="when" x="{WHEN_END}" y="{row.y + 4}">{_text(row.when)}</text>'
    if row.x1 == row.x2:
        yield f'<circle class="dot{unsure}" cx="{row.x1}" cy="{row.y}" r="4.5"/>'
    else:
        ends = unsure if row.opens and row.closes else " open"
        yield f'<line class="bar{ends}" x1="{row.x1}" y1="{row.y}" x2="{row.x2}" y2="{row.y}"/>'
    said = _text(row.words) if words != "none" else f"{row.span.start}–{row.span.end}"
    title = f"<title>{_text(row.full)}</title>" if words != "none" else ""
    letters = f'<tspan class="letters">{" ".join(row.letters)}</tspan>'
    yield f'<text x="{WORDS_AT}" y="{row.y + 4}">{title}{letters} {said}</text>'


def _text(words: str) -> str:
    return escape(_NO_XML.sub("\ufffd", visible(words)))
