"""Joins the dossier into the account: references become entity ids, places are gathered, counts are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemma.account.sigla import siglum
from stemma.types.account import (
    Account,
    AccountAttribution,
    AccountData,
    AccountMention,
    AccountNumber,
    AccountPlace,
    AccountQuotation,
    AccountReport,
    AccountTime,
    Counts,
    MadeWith,
)
from stemma.types.difference import Fact
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Input, Report
from stemma.types.ruling import RulingOutcome
from stemma.types.speech import Attribution, Quotation
from stemma.types.world import Place

WORDS_FOR_MEDIUM = frozenset(["interview", "phone", "letter", "statement", "post", "speech", "press-conference"])


def join(
    dossier: Dossier,
    *,
    inputs: Sequence[Input],
    rulings: Sequence[RulingOutcome],
    version: str,
    models: Mapping[str, str],
) -> Account:
    """The account of this dossier. Pure: the same dossier gives the same account."""
    reports = tuple(
        _report(dossier, i, r, la) for i, (r, la) in enumerate(zip(dossier.reports, dossier.layers, strict=True))
    )
    data = AccountData(
        made_with=MadeWith(stemma=version, models=models),
        inputs=tuple(sorted(inputs, key=lambda i: (i.file, i.outcome, i.code or ""))),
        notes=dossier.notes,
        rulings=tuple(rulings),
        reports=reports,
        entities=tuple(sorted(dossier.entities, key=lambda e: e.id)),
        places=_places(dossier.layers),
        stories=dossier.stories,
        utterances=dossier.utterances,
        origins=dossier.origins,
        derivations=dossier.derivations,
        stemmata=dossier.stemmata,
        facts=dossier.facts,
        omissions=dossier.omissions,
        wording=dossier.wording,
        positions=dossier.positions,
        proposals=dossier.proposals,
        control=dossier.control,
        timeline=dossier.timeline,
        counts=_counts(dossier),
    )
    return Account(data=data, texts={report.id: report.text for report in dossier.reports})


def _report(dossier: Dossier, position: int, report: Report, layers: Layers) -> AccountReport:
    return AccountReport(
        id=report.id,
        file=report.file,
        siglum=siglum(position),
        text_sha256=report.text_sha256,
        url=report.url,
        article=report.article or report.id,
        previous=report.previous,
        outlet=report.outlet,
        headline=report.headline,
        byline=report.byline,
        language=report.language,
        reader=layers.reader,
        published=report.published,
        format=report.format,
        text=None if report.format == "text" else report.text,
        lines=report.lines,
        quotations=tuple(_quotation(dossier, q) for q in layers.quotations),
        not_speech=layers.not_speech,
        attributions=tuple(_attribution(dossier, a) for a in layers.attributions),
        assertions=layers.assertions,
        mentions=tuple(
            AccountMention(
                start=m.start, end=m.end, text=m.text, entity=dossier.entity_of[m.id], form=m.form, why=m.why
            )
            for m in layers.mentions
            if m.id in dossier.entity_of
        ),
        times=tuple(
            AccountTime(start=t.start, end=t.end, text=t.text, value=t.value, basis=t.basis) for t in layers.times
        ),
        places=tuple(
            AccountPlace(start=p.start, end=p.end, text=p.text, place=p.place, role=p.role) for p in layers.places
        ),
        numbers=tuple(
            AccountNumber(
                start=n.start,
                end=n.end,
                text=n.text,
                value=n.value,
                to=n.to,
                relation=n.relation,
                unit=n.unit,
            )
            for n in layers.numbers
        ),
        notes=(*report.notes, *layers.notes),
    )


def _medium(dossier: Dossier, medium: str | None) -> str | None:
    return medium if medium in WORDS_FOR_MEDIUM else dossier.actor(medium)


def _quotation(dossier: Dossier, q: Quotation) -> AccountQuotation:
    return AccountQuotation(
        id=q.id,
        start=q.start,
        end=q.end,
        text=q.text,
        kind=q.kind,
        speaker=dossier.actor(q.source),
        speaker_span=q.speaker_span,
        speaker_why=q.speaker_why,
        cue=q.cue,
        to=dossier.actor(q.to),
        medium=_medium(dossier, q.medium),
        question=q.question,
        inserts=q.inserts,
        without_inserts=q.without_inserts,
        utterance=dossier.utterance_of.get(q.id),
        origin=dossier.origin_of.get(q.id),
        within=q.within,
        confidence=round(q.confidence, 2),
    )


def _attribution(dossier: Dossier, a: Attribution) -> AccountAttribution:
    return AccountAttribution(
        id=a.id,
        start=a.start,
        end=a.end,
        text=a.text,
        source=dossier.actor(a.source),
        source_span=a.source_span,
        cue=a.cue,
        strength=a.strength,
        origin=dossier.origin_of.get(a.id),
        utterance=dossier.utterance_of.get(a.id),
        to=dossier.actor(a.to),
        medium=_medium(dossier, a.medium),
        via=dossier.actor(a.via),
        confidence=round(a.confidence, 2),
    )


def _places(all_layers: Iterable[Layers]) -> tuple[Place, ...]:
    found = {place.id: place for layers in all_layers for place in layers.gazetteer}
    return tuple(found[key] for key in sorted(found))


def _counts(dossier: Dossier) -> Counts:
    return Counts(
        reports=len(dossier.reports),
        stories=len(dossier.stories),
        origins=len(dossier.origins),
        independent_origins_by_fact={fact.id: independent(fact) for fact in dossier.facts},
    )


def independent(fact: Fact) -> int:
    """How many origins a fact stands on: those known, and one more for what outlets tell in their own words.

    Sides that conflict do not rest on one origin, known or not.
    """
    least = 2 if fact.relation == "conflict" and len(fact.sides) > 1 else 1
    return max(least, len(fact.origins) + bool(fact.own_voice))
