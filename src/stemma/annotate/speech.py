"""Quotations with their speakers, words in marks that nobody said, and attributions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stemma.annotate.attributions import attributions
from stemma.annotate.quotations import Quotations
from stemma.annotate.reading import read
from stemma.annotate.speakers import Sources
from stemma.annotate.statements import issuer
from stemma.types.dossier import Layers
from stemma.types.report import Report


class Speech:
    """Says who said which words, by the cue, by continuation over paragraphs, or by what stands before."""

    name = "speech"
    version = "1"
    requires = frozenset({"marked", "mentions"})
    assigns = frozenset({"quotations", "not_speech", "attributions"})
    languages = frozenset({"en"})

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        """`quotations`, `not_speech` and `attributions`, each in text order."""
        sources = Sources(report, layers.mentions, layers.marked)
        paragraphs = read(report, layers, sources, issuer(report, sources))
        quotations, not_speech = Quotations(report, layers, sources, paragraphs).find()
        return {
            "quotations": quotations,
            "not_speech": not_speech,
            "attributions": attributions(report, layers, sources, paragraphs),
        }
