"""For whom an office or a spokesman without a name speaks: "his spokesman", "the Office of the Chairman"."""

from __future__ import annotations

from functools import cache

from stemma.follow.gender import Gender
from stemma.follow.reading import Reading, has, padded
from stemma.resources import words as word_list
from stemma.types.report import Report

BEFORE = 300
"""Characters before "his spokesman" in which he was named."""
OWNS: dict[str, Gender] = {" his ": "he", " her ": "she"}


@cache
def _speaking() -> tuple[str, ...]:
    return (*word_list("positions")["spokesmen"], "office", "team")


def principal(reading: Reading, report: Report, place: int, actor: str) -> str | None:
    """The person for whom such an actor speaks, if the report shows one and only one."""
    label = padded(reading.label(actor))
    if reading.is_person(actor) or not has(label, _speaking()):
        return None
    for opening, said in OWNS.items():
        if label.startswith(opening):
            return owner(reading, report, place, said)
    return _holder(reading, report, label)


def owner(reading: Reading, report: Report, place: int, said: Gender) -> str | None:
    """The person last named before, whom the reports call she or he."""
    before = reading.actors(report.id, max(0, place - BEFORE), place)
    persons = (e for _, e in reversed(before) if reading.is_person(e) and reading.named(e))
    return next((e for e in persons if reading.genders.of(e) == said), None)


def _holder(reading: Reading, report: Report, label: str) -> str | None:
    """The one person of the report whose office or name the label has: "the chairman's office"."""
    told = {word.removesuffix("'s") for word in label.split()}
    persons = {e for m in reading.mentions(report.id) if (e := reading.dossier.entity_of.get(m.id))}
    fits = {e for e in persons if reading.is_person(e) and reading.named(e) and told & reading.titles(e)}
    return fits.pop() if len(fits) == 1 else None
