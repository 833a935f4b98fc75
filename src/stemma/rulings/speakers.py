"""Rulings on who spoke: laid over the annotations after entity linking, before utterances are made."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stemma.rulings.anchors import NotFoundError, find, laid, reason
from stemma.rulings.entities import named
from stemma.types.dossier import Dossier, Layers
from stemma.types.ruling import Ruling, RulingOutcome
from stemma.types.span import Span
from stemma.types.speech import Quotation
from stemma.types.world import Mention


def apply_speakers(dossier: Dossier, rulings: Sequence[Ruling]) -> tuple[Dossier, tuple[RulingOutcome, ...]]:
    """The dossier with quotations given to the ruled speaker; one outcome a ruling of kind `speaker`.

    All paragraphs of one quotation go together: they were said by one mouth.
    """
    return laid(dossier, rulings, {"speaker": _spoken_by})


def _spoken_by(dossier: Dossier, ruling: Ruling) -> Dossier:
    for span in find(dossier.reports, ruling.anchor):
        dossier = _give(dossier, span, ruling)
    return dossier


def _give(dossier: Dossier, span: Span, ruling: Ruling) -> Dossier:
    layers = dossier.layers_of(span.report)
    at = [q for q in layers.quotations if q.start < span.end and span.start < q.end]
    if not at:
        raise NotFoundError("the words stand in no quotation")
    hit = max(at, key=lambda q: (min(q.end, span.end) - max(q.start, span.start), q.start - q.end))
    mention = _mention(dossier, layers, hit, ruling.value or "")
    given = {q.id for q in layers.quotations if q.id == hit.id or (hit.turn and q.turn == hit.turn and not q.within)}
    quotations = tuple(
        _spoken(dossier, span.report, q, mention, ruling) if q.id in given else q for q in layers.quotations
    )
    new = msgspec.structs.replace(layers, quotations=quotations)
    return msgspec.structs.replace(dossier, layers=tuple(new if x is layers else x for x in dossier.layers))


def _mention(dossier: Dossier, layers: Layers, quotation: Quotation, name: str) -> tuple[Mention, bool]:
    """A mention of the entity of that name, and whether it stands in this report. Raises NotFoundError."""
    found = {entity.id for entity in named(dossier.entities, name)}
    if not found:
        raise NotFoundError(f"no entity is called {name!r}")
    if len(found) > 1:
        raise NotFoundError(f"{len(found)} entities are called {name!r}; use a longer name")
    here = [m for m in layers.mentions if dossier.entity_of.get(m.id) in found]
    if here:
        return min(here, key=lambda m: (abs(m.start - quotation.start), m.start)), True
    for other in dossier.layers:
        for mention in other.mentions:
            if dossier.entity_of.get(mention.id) in found:
                return mention, False
    raise NotFoundError(f"no report mentions {name!r}")


def _spoken(
    dossier: Dossier, report: str, quotation: Quotation, mention: tuple[Mention, bool], ruling: Ruling
) -> Quotation:
    who, here = mention
    return msgspec.structs.replace(
        quotation,
        source=who.id,
        speaker_span=dossier.report(report).span(who.start, who.end) if here else None,
        speaker_why=reason(ruling),
        confidence=1.0,
    )
