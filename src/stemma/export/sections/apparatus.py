"""The apparatus of an utterance: `open A B F ] active C D`, as a critical edition prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemma.export.lookup import Lookup
from stemma.export.plain import Line, Part, label, text
from stemma.text.fold import fold
from stemma.text.tokens import words as tokens
from stemma.types.span import Span
from stemma.types.story import Rendering, Utterance, Variant

LONGEST_LEMMA = 6
"""Words of a reading that are printed whole; of a longer one the first and the last, as editions do."""


def apparatus(lookup: Lookup, utterance: Utterance) -> Iterator[Line]:
    """One line for each place where renderings part: the reading, who has it, `]`, the other readings and theirs."""
    places: dict[Span | None, list[tuple[Rendering, Span | None, str]]] = {}
    for rendering, variant in variants_of(utterance):
        places.setdefault(variant.there, []).append((rendering, variant.here, variant.what))
    for lemma, readings in sorted(places.items(), key=lambda item: _order(lookup, item[0])):
        yield _line(lookup, utterance, lemma, readings)


def variants_of(utterance: Utterance) -> Iterator[tuple[Rendering, Variant]]:
    """The variants against the first rendering; of others only where they were not compared with it."""
    base = utterance.renderings[0].id
    for rendering in utterance.renderings:
        against_base = [v for v in rendering.differs if v.with_ == base]
        for variant in against_base or rendering.differs:
            if rendering.id != base:
                yield rendering, variant


def _order(lookup: Lookup, span: Span | None) -> tuple[bool, int, int]:
    return (span is None, lookup.place_of.get(span.report, 0), span.start) if span else (True, 0, 0)


def _line(
    lookup: Lookup, utterance: Utterance, lemma: Span | None, readings: list[tuple[Rendering, Span | None, str]]
) -> Line:
    parts: list[Part] = []
    if lemma is not None:
        spans = _holding(lookup, utterance, lemma, {rendering.id for rendering, _, _ in readings})
        parts += [_reading(lemma), text(" "), lookup.sigla_of(spans), text(" ] ")]
    else:
        parts += [label("added: ")]
    same: dict[tuple[str, str], list[tuple[Rendering, Span | None]]] = {}
    for rendering, here, what in readings:
        same.setdefault((what, _folded(here.text) if here else ""), []).append((rendering, here))
    for number, ((what, _), those) in enumerate(same.items()):
        parts += [text("; ")] if number else []
        parts += _other(lookup, those, what)
    return Line(tuple(parts), "apparatus")


def _other(lookup: Lookup, those: list[tuple[Rendering, Span | None]], what: str) -> list[Part]:
    ids = [one for rendering, _ in those for one in _speech_ids([rendering])]
    reports = [lookup.speech[one][0].id for one in ids if one in lookup.speech]
    spans = tuple(here for _, here in those if here)
    if not spans:
        return [label("om. "), lookup.sigla(reports)]
    order = [label("in other order ")] if what == "order" else []
    return [*order, _reading(spans[0]), text(" "), lookup.sigla(reports, spans)]


def _reading(span: Span) -> Part:
    words = span.text.split()
    shown = span.text if len(words) <= LONGEST_LEMMA else f"{words[0]} … {words[-1]}"
    return Part(shown, "reading", (span,))


def _holding(lookup: Lookup, utterance: Utterance, lemma: Span, varying: set[str]) -> tuple[Span, ...]:
    """The lemma in every quotation that does not vary here and really has these words: none is said to unseen."""
    wanted = _folded(lemma.text)
    found = [lemma]
    for one in _speech_ids(r for r in utterance.renderings if r.id not in varying):
        if one not in lookup.speech:
            continue
        report, speech = lookup.speech[one]
        at = speech.text.find(lemma.text) if wanted in _folded(speech.text) else -1
        if at >= 0:
            found.append(Span(report.id, speech.start + at, speech.start + at + len(lemma.text), lemma.text))
        elif wanted.strip() and wanted in _folded(speech.text):
            found.append(lookup.span(report, speech))
    return lookup.in_order({span.report: span for span in reversed(found)}.values())


def _folded(words: str) -> str:
    """Folded words with a space around each, so that "open" is not found in "reopened"."""
    return " " + " ".join(word.text for word in tokens(fold(words))) + " "


def _speech_ids(renderings: Iterable[Rendering]) -> Iterator[str]:
    for rendering in renderings:
        yield from rendering.quotations
        yield from rendering.attributions
