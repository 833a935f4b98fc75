"""One person, "Ms Sorensen" in one report and "Sorensen" in another: a house's manners, shown once for a story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from stemma.compare.evidence import Ground
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.tokens import words
from stemma.types.report import STATING, Report
from stemma.types.span import Span
from stemma.types.story import Story
from stemma.types.world import Mention

LEAST = 2
"""Times that a report must name a person its way; once is no manner."""
NEXT_WORD = 24
"""Characters after a name in which "said" is shown with it."""
_COURTESY = frozenset(("mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady"))


def courtesy(story: Story, ground: Ground) -> tuple[Span, ...]:
    """The person named most often of those who are "Mr" or "Ms" in one report and not in another; one span each."""
    by: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for layers in ground.dossier.layers:
        if layers.report in story.reports:
            stating = [(x.start, x.end) for x in ground.reports[layers.report].lines_of(*STATING)]
            for m in layers.mentions:
                if m.type == "person" and m.form == "name" and any(a <= m.start < b for a, b in stating):
                    by[ground.dossier.entity_of.get(m.id, m.id)][layers.report].append(m)
    found = [(sum(len(row) for row in rows.values()), entity, sides) for entity, rows in by.items()
             if (sides := _sides(rows, ground))]  # fmt: skip
    return min(found, key=lambda f: (-f[0], f[1]))[2] if found else ()


def _sides(rows: Mapping[str, list[Mention]], ground: Ground) -> tuple[Span, ...]:
    polite: list[Span] = []
    bare: list[Span] = []
    for report in sorted(rows):
        with_it = [m for m in rows[report] if fold(m.title).rstrip(".") in _COURTESY]
        without = [m for m in rows[report] if not m.title and m.name and " " not in m.name]
        for mine, others, side in ((with_it, without, polite), (without, with_it, bare)):
            if len(mine) >= max(LEAST, len(others) + 1):
                side.append(_shown(mine, ground.reports[report]))
    return tuple(sorted((polite[0], bare[0]))) if polite and bare else ()


def _shown(mine: list[Mention], report: Report) -> Span:
    """The first place where a plain verb of saying follows, with that verb; else the first."""
    plain = word_list("framing")["plain"].split()
    for m in mine:
        after = next(words(report.text, m.end, min(len(report.text), m.end + NEXT_WORD)), None)
        if after and report.text[m.end : after.start] == " " and fold(after.text) in plain:
            return report.span(m.start, after.end)
    return report.span(mine[0].start, mine[0].end)
