"""For which body somebody speaks: "Ida Lund, a spokeswoman for the port", "the president of the union"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from stemma.follow.principals import OWNS, owner
from stemma.follow.reading import Reading, has, padded
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.types.report import Report
from stemma.types.speech import Quotation
from stemma.types.story import Story
from stemma.types.world import Mention

WE = ("we", "our", "us", "we'll", "we're", "we've", "ours")
BEFORE = 300
"""Characters before "its spokesman" in which the body was named."""


class Bodies:
    """Who speaks for which body in the reports of a story: spokesmen always, leaders when they say "we"."""

    def __init__(self, story: Story, reading: Reading) -> None:
        votes: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
        for report in sorted(story.reports):
            for person, body, always in _offices(reading, reading.reports[report]):
                votes[person][body, always] += 1
        self._of = {p: min(c, key=lambda k: (-c[k], k)) for p, c in votes.items()}

    def of(self, person: str) -> str | None:
        """The body that somebody leads or speaks for."""
        return self._of.get(person, (None, False))[0]

    def spoken_for(self, person: str, text: str) -> str | None:
        """The body whose stance these words of a person are, if any."""
        body, always = self._of.get(person, ("", False))
        return body if body and body != person and (always or has(padded(text), WE)) else None


def _offices(reading: Reading, report: Report) -> Iterator[tuple[str, str, bool]]:
    """(person, body, whether every word of theirs is the body's) for each description or title of an office."""
    rows = reading.mentions(report.id)
    for n, m in enumerate(rows):
        person = reading.dossier.entity_of.get(m.id)
        office = padded(m.title if m.form == "name" else m.text)
        always = bool(has(office, word_list("positions")["spokesmen"]))
        if person and reading.is_person(person) and (always or has(office, word_list("positions")["leaders"])):
            body = _inside(reading, rows, n) or _owner(reading, report, m, office) or _titled(reading, report, office)
            if body and (always or _leads(reading.label(body), office)):
                yield person, body, always


def _leads(body: str, office: str) -> bool:
    """A state is spoken for by its government alone: the head of a mine in Norway does not say "we" for Norway."""
    return fold(body) not in _states() or bool(has(office, word_list("positions")["of_states"]))


@cache
def _states() -> frozenset[str]:
    return frozenset(fold(name) for row in word_list("countries").values() for name in (row["name"], *row["aliases"]))


def _inside(reading: Reading, rows: list[Mention], n: int) -> str | None:
    """The body that is named within the description ("the head of the water board")."""
    for inner in rows[n + 1 :]:
        if inner.start >= rows[n].end:
            return None
        entity = reading.dossier.entity_of.get(inner.id)
        if entity and reading.is_body(entity):
            return entity
    return None


def _owner(reading: Reading, report: Report, mention: Mention, office: str) -> str | None:
    """Of "its spokeswoman": the body last named before; of "his spokeswoman" the man."""
    said = next((said for opening, said in OWNS.items() if office.startswith(opening)), None)
    if said:
        return owner(reading, report, mention.start, said)
    if not office.startswith((" its ", " their ")):
        return None
    before = reading.actors(report.id, max(0, mention.start - BEFORE), mention.start)
    return next((e for at, e in reversed(before) if reading.is_body(e) and not _quoted(reading, report, at)), None)


def _quoted(reading: Reading, report: Report, end: int) -> bool:
    """Whether the mention that ends there stands in quoted words: "its" of the sentence around them is another's."""
    return isinstance(reading.around(report.span(end - 1, end)), Quotation)


def _titled(reading: Reading, report: Report, office: str) -> str | None:
    """The one body of the report whose name has the words before the office ("port spokesman Ida Lund")."""
    table = word_list("positions")
    words = office.split()
    end = next((n for n, w in enumerate(words) if w in table["spokesmen"] or w in table["leaders"]), 0)
    told = [w for w in words[:end] if w not in ("the", "a", "an")]
    if not told:
        return None
    fits = [b for b in reading.bodies(report.id) if _has_words(reading.label(b), told)]
    return fits[0] if len(fits) == 1 else None


def _has_words(name: str, told: list[str]) -> bool:
    words = padded(name).split()
    return all(any(w in (t, t + "s") for w in words) for t in told)
