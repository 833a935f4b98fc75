"""The account in a terminal: 80 columns, the same letters and order as the page, colour only where it is asked for.

Nothing of a text reaches the terminal as a command: every character passes through `visible`.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.export.plain import Item, Line, Part, Section, StoryView, View, Witness
from stemma.export.view import view
from stemma.export.visible import visible
from stemma.export.wrap import Piece, wrap
from stemma.types.account import Account

MOST_ITEMS = 60
"""Items of one section that are printed; counts are always of the whole. A story of ten reports has about 50."""
MOST_FACTS = 20
"""The same for plain facts and positions: they are many, and the page is the better place to go through them."""

LONG_RUN = 6
"""Letters in a row from which only the first and the last are printed."""

_HUES = (34, 130, 28, 90, 160, 30, 100, 125, 24, 94, 64, 53)
"""256-colour numbers of the sigla: dark enough on white, light enough on black."""
_STYLES = {"label": "2", "name": "1", "when": "2", "reading": "3"}
_OPENS = {"quote": ("“", "”"), "words": ("‹", "›")}


def render_terminal(
    account: Account, *, width: int = 80, colour: bool = False, explain: bool = False, shown: View | None = None
) -> str:
    """The account, or another view of it, as lines of at most `width` columns; `explain` adds why of every link."""
    shown = shown or view(account)
    page = _Page(width, colour, explain, {w.siglum: n for n, w in enumerate(shown.legend)})
    return "\n".join(page.lines(shown)) + "\n"


class _Page:
    def __init__(self, width: int, colour: bool, explain: bool, place: dict[str, int]) -> None:
        self.width = width
        self.colour = colour
        self.explain = explain
        self.place = place

    def lines(self, shown: View) -> Iterator[str]:
        """Every line of the page."""
        if len(shown.stories) != 1:
            yield self.paint(shown.heading, "1")
        for number, story in enumerate(shown.stories):
            if number or len(shown.stories) > 1:
                yield self.paint("─" * self.width, "2")
            yield from self.story(story, [w for w in shown.legend if self._of(story, w)])
        for section in shown.after:
            yield from self.section(section)
        if self.explain and shown.cite:
            yield ""
            yield from wrap([Piece(f"How to cite: {shown.cite}", "2" if self.colour else "")], self.width, 0, 2)

    def _of(self, story: StoryView, witness: Witness) -> bool:
        return witness.siglum in story.witnesses

    def story(self, story: StoryView, legend: list[Witness]) -> Iterator[str]:
        """Title, what it rests on, the legend, the sections."""
        yield from self.line(story.title, 0, bold=True)
        yield from self.line(story.rests_on, 0)
        yield ""
        for witness in legend:
            yield from self.witness(witness)
        for section in story.sections:
            if section.key != "identities" or self.explain:
                yield from self.section(section)

    def witness(self, witness: Witness) -> Iterator[str]:
        """`A  Quay Wire, 3 Mar 2026: headline (file)`."""
        outlet = witness.outlet or witness.file
        parts = (
            Part(witness.siglum, "sigla"),
            Part("  "),
            Part(outlet, "name"),
            Part(", "),
            Part(witness.when, "when"),
            *((Part(f"  {witness.file}", "label"),) if witness.outlet else ()),
        )
        yield from self.line(Line(parts), 0, hang=3)

    def section(self, section: Section) -> Iterator[str]:
        """A heading and its items; what is not shown is counted."""
        yield ""
        yield self.paint(section.title.upper(), "1;4" if self.colour else "")
        if not section.items:
            yield from wrap([Piece(section.empty, "2" if self.colour else "")], self.width, 2, 2)
        most = MOST_FACTS if section.key in ("agree", "only", "positions") else MOST_ITEMS
        shown = section.items if self.explain else section.items[:most]
        for number, item in enumerate(shown, 1):
            yield from self.item(item, f"{number} " if section.numbered else "")
        left = len(section.items) - len(shown)
        if left > 0:
            yield f"  … and {left} more: --explain or --format html shows all {len(section.items)}"

    def item(self, item: Item, number: str) -> Iterator[str]:
        """The lines of one finding: the head at the margin, the rest under it."""
        step = len(number) or 2
        for place, line in enumerate(item.lines):
            if line.role == "why" and not self.explain:
                continue
            head = line.role == "head" or (place == 0 and bool(number))
            start = [Piece(number, "")] if number and place == 0 else []
            indent = 0 if head else step + (2 if line.role in ("apparatus", "why") else 0)
            hang = step if head else indent + 2
            yield from self.line(line, indent, hang=hang, start=start)

    def line(
        self, line: Line, indent: int, *, hang: int | None = None, start: list[Piece] | None = None, bold: bool = False
    ) -> Iterator[str]:
        """One line of the view, wrapped."""
        pieces = [*(start or []), *(p for part in line.parts for p in self.pieces(part, bold or line.role == "head"))]
        yield from wrap(pieces, self.width, indent, indent + 2 if hang is None else hang)

    def pieces(self, part: Part, bold: bool) -> list[Piece]:
        """A part as painted pieces. Sigla are painted one by one and never parted from each other."""
        if part.kind == "sigla":
            letters = part.text.split(" ")
            return list(self.letters(self.runs(letters)))
        left, right = _OPENS.get(part.kind, ("", ""))
        style = "1" if bold and part.kind in ("headline", "name", "label") else _STYLES.get(part.kind, "")
        return [Piece(left + visible(part.text) + right, style if self.colour else "")]

    def runs(self, letters: list[str]) -> list[str]:
        """`A–F` for letters of which none between is missing, if they are many; else each."""
        rows: list[list[str]] = []
        for letter in letters:
            follows = bool(rows) and self.place.get(letter, -9) == self.place.get(rows[-1][-1], -7) + 1
            rows[-1:] = [[*rows[-1], letter]] if follows else [*rows[-1:], [letter]]
        return [one for row in rows for one in ([f"{row[0]}–{row[-1]}"] if len(row) >= LONG_RUN else row)]

    def letters(self, names: list[str]) -> Iterator[Piece]:
        """Letters, or runs of them, painted one by one; not parted by a line's end unless they are many."""
        for start in range(0, len(names), LONG_RUN * 2):
            group = names[start : start + LONG_RUN * 2]
            yield from [Piece(" ")] if start else []
            yield Piece("\u00a0".join(group), "", tuple(self.hue(one.split("–")[0]) for one in group))

    def hue(self, letter: str) -> str:
        """The colour code of a siglum."""
        return f"1;38;5;{_HUES[self.place.get(letter, 0) % len(_HUES)]}" if self.colour else ""

    def paint(self, words: str, style: str) -> str:
        """Words in a style, if colour is wanted."""
        return f"\x1b[{style}m{words}\x1b[0m" if self.colour and style else words
