"""figures.json -> the drawing of docs/performance.md: for each piece of work a bar a side, and how right it is.

python benchmarks/sidebyside/chart.py
"""

from __future__ import annotations

import html
import json
import math
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DRAWN = HERE.parent.parent / "docs" / "images" / "performance.svg"
WIDTH, LEFT, RIGHT = 760, 200, 250
ROW, GAP, TOP = 24, 40, 58
LEAST, MOST = 1_000, 2_000_000
"""Words a second at both ends of the scale, which is logarithmic: the works are three orders apart."""
TITLES = {
    "quotations": "Who says what: quotations with their speakers",
    "pages": "A page to its text",
    "copies": "Which reports are copies of one another",
    "stories": "Which reports are of one event",
}
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#222}.h{font-weight:600}.s{fill:#555}.m{fill:#1f5f8b}.o{fill:#b9b2a3}"
    ".g{stroke:#ddd}.b{fill:#fff}@media(prefers-color-scheme:dark){text{fill:#e6e6e6}.s{fill:#aaa}.m{fill:#5aa2d6}"
    ".o{fill:#7d776a}.g{stroke:#444}.b{fill:#1b1b1b}}"
)


def across(speed: float) -> float:
    """Where on the scale a speed stands."""
    share = (math.log(speed) - math.log(LEAST)) / (math.log(MOST) - math.log(LEAST))
    return LEFT + max(0.0, min(1.0, share)) * (WIDTH - LEFT - RIGHT)


def drawn(figures: dict[str, Any]) -> str:
    """The drawing."""
    parts: list[str] = []
    y = TOP
    for work, title in TITLES.items():
        sides = [side for side in figures["work"].get(work, {"sides": ()})["sides"] if "error" not in side]
        parts.append(f'<text class="h" x="16" y="{y}">{title}</text>')
        for number, side in enumerate(sides):
            parts += _bar(side, y + 8 + number * ROW, "o" if number and "Stemma" not in side["title"] else "m")
        y += 8 + len(sides) * ROW + GAP
    ticks = [tick for tick in (1_000, 10_000, 100_000, 1_000_000) if tick <= MOST]
    grid = [
        f'<line class="g" x1="{across(tick):.1f}" y1="{TOP - 14}" x2="{across(tick):.1f}" y2="{y - GAP + 6}"/>'
        f'<text class="s" x="{across(tick):.1f}" y="{y - GAP + 22}" text-anchor="middle">{tick:,}</text>'
        for tick in ticks
    ]
    head = f"Words a second of one core (scale by tens), and how right: {figures['texts']} texts, {figures['date']}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {WIDTH} {y}" aria-label="{html.escape(head)}">'
        f'<style>{STYLE}</style><rect class="b" width="{WIDTH}" height="{y}"/>'
        f'<text class="s" x="16" y="24">{html.escape(head)}</text>{"".join(grid)}{"".join(parts)}</svg>\n'
    )


def _bar(side: dict[str, Any], y: int, kind: str) -> list[str]:
    end, speed = across(side["words_per_cpu_s"]), side["words_per_cpu_s"]
    right = next(iter(side["scores"].items()))
    last = list(side["scores"].items())[-1]
    told = f"{right[0]} {right[1]:.2f}" + (f", with speaker {last[1]:.2f}" if last != right else "")
    middle = y + ROW / 2
    return [
        f'<text x="{LEFT - 8}" y="{middle + 4}" text-anchor="end">{html.escape(side["title"])}</text>',
        f'<rect class="{kind}" x="{LEFT}" y="{y + 4}" width="{end - LEFT:.1f}" height="{ROW - 8}" rx="2"/>',
        f'<text x="{end + 6:.1f}" y="{middle + 4}">{speed:,.0f}<tspan class="s"> · {told}</tspan></text>',
    ]


if __name__ == "__main__":
    DRAWN.write_text(drawn(json.loads((HERE / "figures.json").read_text("utf-8"))), "utf-8")
