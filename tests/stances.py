"""Small invented accounts of stances alone, for tests of ledgers: one report a stance."""

from __future__ import annotations

from stemma.types.account import Account, AccountReport, Counts, MadeWith
from stemma.types.account import AccountData as Data
from stemma.types.difference import Position, Stance
from stemma.types.report import Published
from stemma.types.span import Span
from stemma.types.story import Story
from stemma.types.world import Entity


def account(*said: tuple[str, str | None, str, str], issue: str = "dam gates") -> Account:
    """An account of one stance a report: (story, day of the report, actor, words)."""
    reports, positions, texts = [], [], {}
    for n, (story, published, actor, words) in enumerate(said):
        one = f"{n:012x}"
        texts[one] = f"Title\n{words}"
        reports.append(
            AccountReport(
                id=one, file=f"{n}.txt", siglum=chr(65 + n), text_sha256="", url=None, article=one, previous=None,
                outlet=None, headline=None, byline=(), language="en", published=Published(published, "given"),
                format="text", text=None, lines=(), quotations=(), not_speech=(), attributions=(), assertions=(),
                mentions=(), times=(), places=(), numbers=(), notes=(),
            )
        )  # fmt: skip
        stance = Stance(when=published, span=Span(one, 6, 6 + len(words), words))
        positions.append(Position(id=f"s{n}", story=story, actor=actor, issue=issue, stances=(stance,)))
    stories = dict.fromkeys(story for story, *_ in said)
    return Account(
        data=Data(
            made_with=MadeWith(stemma="0", models={}), inputs=(), notes=(), rulings=(), reports=tuple(reports),
            entities=(
                Entity(id="e1", type="person", name="Tiva Marrow", names=("Tiva Marrow", "Marrow")),
                Entity(id="e2", type="org", name="Weir Board", names=("Weir Board",)),
                Entity(id="e3", type="person", name="Odo Marrow", names=("Odo Marrow",)),
            ),
            places=(), utterances=(), origins=(), derivations=(), stemmata=(), facts=(), omissions=(), wording=(),
            stories=tuple(
                Story(id=s, reports=tuple(r.id for r, one in zip(reports, said, strict=True) if one[0] == s))
                for s in stories
            ),
            positions=tuple(positions), proposals=(), control=(), timeline=(),
            counts=Counts(reports=len(said), stories=len(stories), origins=0, independent_origins_by_fact={}),
        ),
        texts=texts,
    )  # fmt: skip


OPEN = "We will open the dam gates before the spring flood"
SHUT = "We will not open the dam gates before the spring flood"
