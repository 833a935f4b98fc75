"""Who said what: utterances under their speaker, with the apparatus of their renderings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.export.lookup import Lookup, Speech, firmness
from stemma.export.plain import Item, Line, Part, Section, label, text
from stemma.export.sections.act import bare
from stemma.export.sections.apparatus import apparatus
from stemma.export.when import say_when
from stemma.types.account import AccountAttribution, AccountQuotation, AccountReport
from stemma.types.story import Rendering, Utterance

Key = tuple[str | None, str | None, str | None, str | None]
"""Speaker, addressee, medium, time: what a heading says once for all that follows."""


def said(lookup: Lookup, story: str, reports: Sequence[str]) -> Section:
    """Every utterance of the story, and every quotation or attribution that is in none."""
    items: list[Item] = []
    before: Key | None = None
    for utterance in utterances(lookup, story, reports):
        key = _key(lookup, utterance)
        head = () if key == before else (_heading(lookup, utterance),)
        items.append(Item(f"said-{utterance.id}", (*head, *_lines(lookup, utterance))))
        before = key
    return Section(
        "said", "Who said what", tuple(items), empty="no quotations, and nobody is reported as saying anything"
    )


def utterances(lookup: Lookup, story: str, reports: Sequence[str]) -> list[Utterance]:
    """Utterances with their groups together, in the order in which a reader of A, B, C … meets them; a quotation or
    attribution that is in none is one of its own."""
    inside = set(reports)
    found = [u for u in lookup.data.utterances if u.story == story and _first(lookup, u) is not None]
    found += [
        _alone(report, one) for report, one in lookup.speech.values() if one.utterance is None and report.id in inside
    ]
    met: dict[Key, tuple[bool, int, int]] = {}
    for u in found:
        key, at = _key(lookup, u), _rank(lookup, u)
        met[key] = min(met.get(key, at), at)
    return sorted(found, key=lambda u: (met[_key(lookup, u)], _rank(lookup, u), u.id))


def _key(lookup: Lookup, utterance: Utterance) -> Key:
    """A report that speaks for itself is another speaker than the next report that does."""
    own = lookup.outlet(next((report.id for report, _ in _speech(lookup, utterance)), None))
    speaker, to = (own if actor == "outlet" else actor for actor in (utterance.speaker, utterance.to))
    return (speaker, to, utterance.medium, utterance.when)


def _alone(report: AccountReport, one: Speech) -> Utterance:
    """A quotation or attribution that no utterance has, shown as one of its own."""
    quoted = isinstance(one, AccountQuotation)
    rendering = Rendering(
        id=one.id, words=one.text, quotations=(one.id,) if quoted else (), attributions=() if quoted else (one.id,)
    )
    speaker = one.speaker if isinstance(one, AccountQuotation) else one.source
    return Utterance(
        id=one.id, story="", speaker=speaker, to=one.to, medium=one.medium, origin=one.origin, renderings=(rendering,)
    )


def _first(lookup: Lookup, utterance: Utterance) -> tuple[int, int] | None:
    places = [(lookup.place_of[report.id], one.start) for report, one in _speech(lookup, utterance)]
    return min(places, default=None)


def _rank(lookup: Lookup, utterance: Utterance) -> tuple[bool, int, int]:
    """Quoted before reported, then by place."""
    quoted = any(rendering.quotations for rendering in utterance.renderings)
    return (not quoted, *(_first(lookup, utterance) or (0, 0)))


def _speech(lookup: Lookup, utterance: Utterance) -> Iterator[tuple[AccountReport, Speech]]:
    for rendering in utterance.renderings:
        yield from speech_of(lookup, rendering)


def speech_of(lookup: Lookup, rendering: Rendering) -> Iterator[tuple[AccountReport, Speech]]:
    """The quotations, then the attributions, of a rendering, each with its report."""
    for one in (*rendering.quotations, *rendering.attributions):
        if one in lookup.speech:
            yield lookup.speech[one]


def _heading(lookup: Lookup, utterance: Utterance) -> Line:
    """`Speaker → to, medium, date`."""
    first = next(_speech(lookup, utterance), None)
    of = first[0].id if first else None
    parts = [lookup.name(utterance.speaker, of=of)]
    if utterance.to:
        parts += [text(" → "), lookup.name(utterance.to, of=of)]
    medium = lookup.medium(utterance.medium)
    if medium and utterance.medium != utterance.to:
        parts += [text(", "), medium]
    if utterance.when:
        parts += [text(", "), Part(say_when(utterance.when), "when")]
    return Line(tuple(parts), "head")


def _lines(lookup: Lookup, utterance: Utterance) -> Iterator[Line]:
    base, *others = utterance.renderings
    compared = {variant.with_ for r in utterance.renderings for variant in r.differs}
    varied = [other for other in others if other.differs or other.id in compared]
    yield _words(lookup, base, varied)
    for other in others:
        if other not in varied:
            yield _words(lookup, other)
    yield from apparatus(lookup, utterance)
    for why in utterance.why:
        yield Line((label("one utterance: "), *lookup.reason(why)), "why")
    yield from dict.fromkeys(line for report, one in _speech(lookup, utterance) for line in _why(lookup, report, one))


def _words(lookup: Lookup, rendering: Rendering, varied: Sequence[Rendering] = ()) -> Line:
    """The words of the report that has most of them, the letters of all that have this rendering, and of all that
    have it varied as the apparatus says."""
    speech = list(speech_of(lookup, rendering))
    if not speech:
        return Line(())
    lengths: dict[str, int] = {}
    for report, one in speech:
        lengths[report.id] = lengths.get(report.id, 0) + len(one.text) * (2 if isinstance(one, AccountQuotation) else 1)
    best = min(lengths, key=lambda r: (-lengths[r], lookup.place_of[r]))
    shown = once([o for r, o in speech if r.id == best])
    parts: list[Part] = []
    for one in shown:
        span = lookup.span(lookup.reports[best], one)
        if isinstance(one, AccountAttribution):
            parts += [*([text(" ")] if parts else []), label(f"{firmness(one)}: "), Part(one.text, "words", (span,))]
        else:
            parts += [*([text(" … ")] if parts else []), Part(one.text, "quote", (span,))]
    spans = tuple(lookup.span(report, one) for report, one in speech)
    others = tuple(lookup.span(report, one) for other in varied for report, one in speech_of(lookup, other))
    also = (label("; varied "), lookup.sigla_of(others)) if others else ()
    return Line((*parts, text("  "), lookup.sigla_of(spans), *also))


def once(speech: Sequence[Speech]) -> list[Speech]:
    """What one report has of an utterance, in text order: its quotations if there are any. A headline's few words are
    not printed beside the sentence that has them too; their letters and links stay."""
    ordered = sorted(speech, key=lambda one: (one.start, one.end, one.id))
    quoted = [one for one in ordered if isinstance(one, AccountQuotation)]
    if not quoted:
        return ordered
    words = [bare(one.text) for one in quoted]
    return [
        one
        for n, one in enumerate(quoted)
        if not any(words[n] in other and (len(other), -m) > (len(words[n]), -n) for m, other in enumerate(words))
    ]


def _why(lookup: Lookup, report: AccountReport, one: Speech) -> Iterator[Line]:
    start = (label("speaker in "), lookup.sigla([report.id]), text(": "))
    if isinstance(one, AccountQuotation):
        cited = (text(" "), Part(one.speaker_span.text, "quote", (one.speaker_span,))) if one.speaker_span else ()
        yield Line((*start, text(one.speaker_why or "no reason given"), *cited, _sure(one.confidence)), "why")
    elif one.cue or one.source_span:
        evidence = [Part(s.text, "quote", (s,)) for s in (one.source_span, one.cue) if s]
        spaced = [part for cite in evidence for part in (text(" "), cite)]
        yield Line((*start, text("source and cue"), *spaced, _sure(one.confidence)), "why")


def _sure(confidence: float) -> Part:
    return text(f" ({confidence:.2f})" if confidence < 1 else "")
