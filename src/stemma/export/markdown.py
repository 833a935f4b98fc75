"""The account as Markdown with numbered notes: each note says report, offsets and the exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.export.lookup import Lookup
from stemma.export.plain import Item, Line, Part, Section, StoryView, View
from stemma.export.view import view
from stemma.export.visible import visible
from stemma.types.account import Account
from stemma.types.span import Span

_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>!|~&$^@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What means something to CommonMark inside a line, to tables, to formulas, or makes a bare address a link."""
_LEADING = re.compile(r"^([#+\-=:]|\d+(?=[.)]))")
"""What means something at the start of a line only."""
_OPENS = {"quote": ("“", "”"), "words": ("‹", "›")}


def escape(text: str) -> str:
    """The text as Markdown shows it: hidden characters by name, special ones behind a backslash."""
    return _SPECIAL.sub(r"\\\g<0>", visible(text))


def render_markdown(account: Account, *, explain: bool = False, shown: View | None = None) -> str:
    """The account, or another view of it, as CommonMark with footnotes; `explain` adds the reason of every link."""
    page = _Page(Lookup(account), explain)
    return "\n".join(page.lines(shown)) + "\n"


class _Page:
    def __init__(self, lookup: Lookup, explain: bool) -> None:
        self.lookup = lookup
        self.explain = explain
        self.notes: dict[Span, int] = {}

    def lines(self, shown: View | None) -> Iterator[str]:
        """Every line of the document, the notes last."""
        shown = shown or view(self.lookup.account, self.lookup)
        if len(shown.stories) != 1:
            yield f"# {escape(shown.heading)}"
        for story in shown.stories:
            yield from self.story(story)
        yield from ("", "## Reports", "")
        for one in shown.legend:
            outlet = f"{escape(one.outlet)}, " if one.outlet else ""
            yield f"- **{one.siglum}** {outlet}{escape(one.when)}: {escape(one.headline)} ({escape(one.file)})"
        for section in shown.after:
            yield from self.section(section)
        if shown.cite:
            yield from ("", f"How to cite: {escape(shown.cite)}")
        yield ""
        for span, number in self.notes.items():
            place = f"{self.lookup.siglum(span.report)} {span.start}–{span.end}"
            yield f"[^{number}]: {place}: {escape(span.text)}"

    def story(self, story: StoryView) -> Iterator[str]:
        """Title, what it rests on, sections."""
        yield from (f"# {self.line(story.title)}", "", self.line(story.rests_on))
        for section in story.sections:
            if section.key != "identities" or self.explain:
                yield from self.section(section)

    def section(self, section: Section) -> Iterator[str]:
        """A heading and a list."""
        yield from ("", f"## {escape(section.title)}", "")
        if not section.items:
            yield escape(section.empty)
        headed = False
        for number, item in enumerate(section.items, 1):
            headed = headed or item.lines[0].role == "head"
            under = headed and item.lines[0].role != "head"
            yield from self.item(item, f"{number}. " if section.numbered else "  - " if under else "- ")

    def item(self, item: Item, bullet: str) -> Iterator[str]:
        """The first line behind the bullet, the others as a list under it."""
        lines = [line for line in item.lines if line.parts and (self.explain or line.role != "why")]
        indent = " " * len(bullet)
        for place, line in enumerate(lines):
            yield f"{bullet if place == 0 else indent + '- '}{self.line(line)}"

    def line(self, line: Line) -> str:
        """The parts of a line."""
        joined = re.sub(" {2,}", " ", "".join(self.part(part) for part in line.parts)).strip()
        return _LEADING.sub(lambda m: m[0] + "\\" if m[0][0].isdigit() else "\\" + m[0], joined)

    def part(self, part: Part) -> str:
        """A part, with a note for its span; sigla are strong."""
        if part.kind == "sigla":
            return f"**{escape(part.text)}**" if part.text else ""
        left, right = _OPENS.get(part.kind, ("", ""))
        cited = part.spans[:1] if part.kind in ("quote", "words", "reading", "headline") else ()
        notes = "".join(f"[^{self.notes.setdefault(span, len(self.notes) + 1)}]" for span in cited)
        shown = escape(part.text)
        return f"{left}*{shown}*{right}{notes}" if part.kind == "reading" else f"{left}{shown}{right}{notes}"
