"""Whose words a quotation repeats: what one report quotes in passing, another often gives whole, with its speaker."""

from __future__ import annotations

from collections import defaultdict

from stemma.follow.reading import Reading, padded
from stemma.types.speech import Quotation
from stemma.types.story import Story

RUN = 3
"""Words that two quotations must share on end for one to repeat the other."""
MOST_TRIED = 40
"""Quotations with the same first words that are compared."""


class Echoes:
    """The quotations of one story by their runs of words."""

    def __init__(self, story: Story, reading: Reading) -> None:
        self.reading = reading
        self._by_run: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for report in sorted(story.reports):
            quotations = [x for x in reading.speech[report] if isinstance(x, Quotation)]
            nested = {x.id for x in quotations if x.within} | {x.within for x in quotations}
            for speech in quotations:
                actor = reading.dossier.actor(speech.source)
                if speech.id not in nested and actor and reading.named(actor):
                    text = padded(speech.text)
                    for run in dict.fromkeys(_runs(text)):
                        self._by_run[run].append((text, actor))

    def repeated(self, text: str, by: str | None) -> str | None:
        """Who, other than `by`, is quoted with these very words in a report; None if nobody or more than one is."""
        words = padded(text)
        runs = _runs(words)
        rows = self._by_run.get(runs[0], [])[:MOST_TRIED] if runs else []
        found = {actor for whole, actor in rows if words in whole and actor != by}
        return min(found) if len(found) == 1 else None

    def speaker(self, quotation: Quotation, by: str | None = None) -> str | None:
        """Who said it: of words within other words who is quoted with them elsewhere, else whom the reading names."""
        echo = self.repeated(quotation.text, by) if quotation.within or quotation.kind != "direct" else None
        return echo or self.reading.dossier.actor(quotation.source)


def _runs(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1)]
