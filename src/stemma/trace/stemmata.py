"""The graph of descent: origins at the top, reports below, and between them hands that only their copies show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.story import Derivation, Rendering, Stemma, StemmaEdge, StemmaNode, Utterance

WITNESSES = 3
"""Reports of an utterance from which it has a stemma of its own."""
INFERRED = 0.6
"""Confidence of a hand nobody names: reports that print one wording of an utterance which others print in another."""


class Stemmata:
    """Draws who rests on what: one graph a story, one for each utterance that three or more reports print."""

    name = "stemmata"
    version = "1"
    requires = frozenset({"reports", "layers", "stories", "utterances", "origins", "derivations"})
    assigns = frozenset({"stemmata"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        by_report: dict[str, list[Derivation]] = defaultdict(list)
        for derivation in dossier.derivations:
            by_report[derivation.report].append(derivation)
        spoken: dict[str, list[Utterance]] = defaultdict(list)
        for utterance in dossier.utterances:
            spoken[utterance.story].append(utterance)
        found: list[Stemma] = []
        for story in dossier.stories:
            edges = [_edge(d) for r in story.reports for d in by_report[r]]
            if edges:
                found.append(_stemma(story.id, edges, story.reports, dossier))
            own = (u for u in spoken[story.id] if len(_printed(u)) >= WITNESSES)
            found.extend(_of_utterance(u, by_report, dossier) for u in own)
        return {"stemmata": tuple(found)}


def _edge(derivation: Derivation) -> StemmaEdge:
    return StemmaEdge(
        from_=derivation.from_, to=derivation.report, confidence=derivation.confidence, evidence=derivation.evidence
    )


def _printed(utterance: Utterance) -> dict[str, Rendering]:
    """Report -> the rendering whose quotations it prints."""
    return {i.rsplit(".", 1)[0]: r for r in utterance.renderings for i in r.quotations}


def _of_utterance(utterance: Utterance, by_report: Mapping[str, Sequence[Derivation]], dossier: Dossier) -> Stemma:
    printed = _printed(utterance)
    edges = list(_descents(utterance, printed, by_report))
    reports = [r.id for r in dossier.reports if r.id in printed]
    return _stemma(utterance.id, edges, reports, dossier)


def _descents(
    utterance: Utterance, printed: Mapping[str, Rendering], by_report: Mapping[str, Sequence[Derivation]]
) -> Iterator[StemmaEdge]:
    """A report below another that prints the utterance; else below its wording's hand; that below the origin."""
    copies: dict[str, list[str]] = defaultdict(list)
    for report, rendering in printed.items():
        above = [d for d in by_report.get(report, ()) if d.from_ in printed]
        for derivation in above:
            yield _edge(derivation)
        if not above:
            copies[rendering.id].append(report)
    for rendering_id, reports in copies.items():
        hand = rendering_id if len(reports) > 1 and len(utterance.renderings) > 1 else None
        if hand and utterance.origin:
            yield StemmaEdge(from_=utterance.origin, to=hand, confidence=INFERRED)
        for report in reports:
            above_id = hand or utterance.origin
            if above_id:
                yield _below(above_id, report, hand is not None, by_report)


def _below(above: str, report: str, inferred: bool, by_report: Mapping[str, Sequence[Derivation]]) -> StemmaEdge:
    known = next((d for d in by_report.get(report, ()) if d.from_ == above), None)
    if known is not None:
        return _edge(known)
    return StemmaEdge(from_=above, to=report, confidence=INFERRED if inferred else 0.5)


def _stemma(of: str, edges: Sequence[StemmaEdge], reports: Iterable[str], dossier: Dossier) -> Stemma:
    """Nodes in order: origins, inferred hands, reports in siglum order."""
    ends = {e.from_ for e in edges} | {e.to for e in edges}
    origins = [o.id for o in dossier.origins if o.id in ends]
    shown = [r for r in reports if r in ends]
    shown += [r.id for r in dossier.reports if r.id in ends and r.id not in shown]
    hands = sorted(ends - set(origins) - set(shown))
    nodes = [StemmaNode(id=i, kind="origin") for i in origins]
    nodes += [StemmaNode(id=i, kind="inferred") for i in hands]
    nodes += [StemmaNode(id=i, kind="report") for i in shown]
    return Stemma(id=content_id("t", of), of=of, nodes=tuple(nodes), edges=tuple(edges))
