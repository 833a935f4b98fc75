"""The dossier: all that is known of the reports of one run, stage by stage. Frozen; each stage gives a new one.

`Layers` is what annotators make of one report alone. `Dossier` holds reports, their layers and what later stages
link, trace, compare and follow. Maps are keyed by annotation id, never by position.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from stemma.types.difference import Fact, Omission, Position, Proposal, TimelineItem, Wording
from stemma.types.report import Report
from stemma.types.span import Note
from stemma.types.speech import Assertion, Attribution, Marked, NotSpeech, Quotation, Tagged
from stemma.types.story import Derivation, Origin, Stemma, Story, Utterance
from stemma.types.world import Control, Entity, Mention, Number, Place, PlaceMention, TimeExpression


class Layers(Struct, frozen=True, kw_only=True):
    """What the annotators found in one report. Depends on that report alone."""

    report: str
    reader: str = ""
    """Which trained reader found who says what, and the hash of its weights, or why none did; "" for none."""
    marked: tuple[Marked, ...] = ()
    tagged: tuple[Tagged, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    gazetteer: tuple[Place, ...] = ()
    """The gazetteer rows that `places` and their `within` point to."""
    numbers: tuple[Number, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    not_speech: tuple[NotSpeech, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    notes: tuple[Note, ...] = ()


def _empty() -> Mapping[str, str]:
    return {}


class Dossier(Struct, frozen=True, kw_only=True):
    """Everything known so far. `reports` are in siglum order; `layers` has one entry for each of them, same order."""

    reports: tuple[Report, ...] = ()
    layers: tuple[Layers, ...] = ()
    entities: tuple[Entity, ...] = ()
    entity_of: Mapping[str, str] = field(default_factory=_empty)
    """Mention id -> entity id. Every mention has one."""
    stories: tuple[Story, ...] = ()
    story_of: Mapping[str, str] = field(default_factory=_empty)
    """Report id -> story id."""
    utterances: tuple[Utterance, ...] = ()
    utterance_of: Mapping[str, str] = field(default_factory=_empty)
    """Quotation or attribution id -> utterance id."""
    origins: tuple[Origin, ...] = ()
    origin_of: Mapping[str, str] = field(default_factory=_empty)
    """Attribution or quotation id -> origin id."""
    derivations: tuple[Derivation, ...] = ()
    stemmata: tuple[Stemma, ...] = ()
    facts: tuple[Fact, ...] = ()
    omissions: tuple[Omission, ...] = ()
    wording: tuple[Wording, ...] = ()
    positions: tuple[Position, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    control: tuple[Control, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()
    notes: tuple[Note, ...] = ()

    def report(self, report_id: str) -> Report:
        """The report of this id. Raises KeyError if it is not in the dossier."""
        for report in self.reports:
            if report.id == report_id:
                return report
        raise KeyError(report_id)

    def layers_of(self, report_id: str) -> Layers:
        """The layers of this report. Raises KeyError if it is not in the dossier."""
        for layers in self.layers:
            if layers.report == report_id:
                return layers
        raise KeyError(report_id)

    def actor(self, source: str | None) -> str | None:
        """A source reference of an annotation as the account says it: entity id, `unnamed:LABEL`, `outlet` or None."""
        return self.entity_of.get(source, source) if source else None
