"""The words of what was said in reports, for a search that looks for things said: most reports that have a word have it
elsewhere, and reading each anew takes a second for 5,000."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from stemma.store import Store
from stemma.text.terms import searchable

MOST = 20_000
"""Reports whose words are held: about a kilobyte each."""
_BETWEEN = " | "
"""No word has it: a phrase ends with its statement."""
Reading = Callable[[Store, Collection[str]], Mapping[str, str]]


def spoken(store: Store, reports: Collection[str]) -> dict[str, str]:
    """Report id -> the words of its statements, folded, with spaces around them."""
    said = store.statements(reports)
    texts = {kept.id: kept.report.text for kept in store.get(said, annotated=False) if kept.report}
    words = {
        report: _BETWEEN.join(searchable(texts[report][one.start : one.end]) for one in ones)
        for report, ones in said.items()
        if report in texts
    }
    return {report: f" {words.get(report, '')} " for report in reports}


def likely(words: Mapping[str, str], reports: Iterable[str], phrases: Sequence[Sequence[str]]) -> list[str]:
    """Those of these reports in whose statements each phrase stands, perhaps not all in one."""
    wanted = [f" {' '.join(phrase)} " for phrase in phrases]
    return [report for report in reports if all(one in words[report] for one in wanted)]


class Spoken:
    """The words of the reports that were looked into last, for all connections of a process."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._lock = most, threading.Lock()
        self._words: OrderedDict[str, str] = OrderedDict()

    def __call__(self, store: Store, reports: Collection[str]) -> dict[str, str]:
        """See `spoken`."""
        with self._lock:
            known = {report: self._words[report] for report in reports if report in self._words}
        fresh = spoken(store, [report for report in reports if report not in known])
        with self._lock:
            self._words.update(fresh)
            for report in known.keys() & self._words.keys():
                self._words.move_to_end(report)
            while len(self._words) > self._most:
                self._words.popitem(last=False)
        return known | fresh

    def forget(self, reports: Iterable[str]) -> None:
        """Let go of the words of these."""
        with self._lock:
            for report in reports:
                self._words.pop(report, None)
