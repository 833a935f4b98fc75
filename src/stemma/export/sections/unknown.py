"""What no report says, and what of the run a reader must know: failed inputs, notes, rulings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.export.lookup import Lookup
from stemma.export.plain import Item, Line, Part, Section, count, label, quote, text
from stemma.types.story import Origin


def not_said(lookup: Lookup, story: str, reports: Sequence[str]) -> Section:
    """What is unknown and matters: times and addressees of interviews, publication dates, outlets, speakers.

    Only what was looked for: a field that stayed empty. A report may say it in words that were not understood, so the
    title does not claim that nobody says it.
    """
    lines = [*_origins(lookup, story), *_reports(lookup, reports), *_speakers(lookup, reports)]
    lines += [Line((text(note.detail),)) for note in lookup.data.notes if note.code.startswith("U-")]
    items = tuple(Item(f"unknown-{story}-{number}", (line,)) for number, line in enumerate(lines, 1))
    return Section("unknown", "Not said by any, as far as found", items)


def _origins(lookup: Lookup, story: str) -> Iterator[Line]:
    """Of what several reports cite first: its day matters most."""
    spoken = [o for o in lookup.data.origins if o.story == story and o.kind in ("interview", "press-conference")]
    spoken.sort(key=lambda o: -len(lookup.carriers[o.id]))
    yield from _each(lookup, "the day of ", [o for o in spoken if o.when is None and not _dated(lookup, o)])
    yield from _each(lookup, "to whom: ", [o for o in spoken if o.kind == "interview" and o.to is None])


def _each(lookup: Lookup, what: str, origins: Sequence[Origin]) -> Iterator[Line]:
    parts: list[Part] = []
    for origin in origins:
        letters = lookup.sigla(lookup.carriers[origin.id], origin.evidence)
        parts += [text("; the " if parts else "the "), *lookup.origin(origin), text("  "), letters]
    if parts:
        yield Line((label(what), *parts))


def _dated(lookup: Lookup, origin: Origin) -> bool:
    """Whether a time stands in a line that quotes the origin: then its day may be said after all."""
    for report, one in lookup.speech.values():
        if one.origin == origin.id:
            lines = [line for line in report.lines if line.start <= one.start < line.end]
            if any(t.value and line.start <= t.start < line.end for line in lines for t in report.times):
                return True
    return False


def _reports(lookup: Lookup, reports: Sequence[str]) -> Iterator[Line]:
    undated = [one for one in reports if lookup.reports[one].published.value is None]
    if undated:
        yield Line((label("when published: "), lookup.sigla(undated)))
    nameless = [one for one in reports if not lookup.reports[one].outlet]
    if nameless:
        yield Line((label("from which outlet: "), lookup.sigla(nameless)))


def _speakers(lookup: Lookup, reports: Sequence[str]) -> Iterator[Line]:
    for one in reports:
        report = lookup.reports[one]
        for quotation in report.quotations:
            if quotation.speaker is None:
                span = lookup.span(report, quotation)
                yield Line((label("who said "), quote(span), text("  "), lookup.sigla_of([span])))


def of_the_run(lookup: Lookup) -> tuple[Section, ...]:
    """Inputs that gave no report, rulings that were not applied, notes of the account and of its reports."""
    return (_inputs(lookup), _rulings(lookup), _notes(lookup))


def _inputs(lookup: Lookup) -> Section:
    bad = [one for one in lookup.data.inputs if one.outcome != "ok"]
    items = tuple(
        Item(
            f"input-{number}",
            (
                Line(
                    (
                        Part(one.file, "name"),
                        text(f" {one.outcome} "),
                        label(f"[{one.code}] "),
                        text((one.detail or "").removeprefix(f"{one.file}: ")),
                    )
                ),
            ),
        )
        for number, one in enumerate(bad, 1)
    )
    return Section("inputs", "Inputs that gave no report", items)


def _rulings(lookup: Lookup) -> Section:
    items = tuple(
        Item(f"ruling-{number}", (Line((Part(one.id, "name"), text(f" was not applied: {one.why_not}"))),))
        for number, one in enumerate(lookup.data.rulings, 1)
        if not one.applied
    )
    applied = sum(one.applied for one in lookup.data.rulings)
    done = (Item("rulings-applied", (Line((text(f"{count(applied, 'ruling')} applied"),)),)),) if applied else ()
    return Section("rulings", "Rulings", (*done, *items))


def _notes(lookup: Lookup) -> Section:
    lines = [Line((label(f"[{n.code}] "), text(n.detail))) for n in lookup.data.notes if not n.code.startswith("U-")]
    for report in lookup.data.reports:
        for note in report.notes:
            cite = (text(" "), quote(note.span)) if note.span else ()
            lines.append(
                Line((lookup.sigla([report.id]), text(" "), label(f"[{note.code}] "), text(note.detail), *cite))
            )
    return Section("notes", "Notes", tuple(Item(f"note-{n}", (line,)) for n, line in enumerate(lines, 1)))
