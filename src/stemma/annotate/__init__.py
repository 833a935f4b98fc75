"""Report -> annotations, one annotator a file. The tuple is the running order."""

from __future__ import annotations

from stemma.annotate.assertions import Assertions
from stemma.annotate.coreference import Coreference
from stemma.annotate.marks import Marks
from stemma.annotate.names import Names
from stemma.annotate.numbers import Numbers
from stemma.annotate.places import PlacesAnnotator
from stemma.annotate.reader import Reader
from stemma.annotate.speech import Speech
from stemma.annotate.times import Times
from stemma.settings import Settings
from stemma.types.stage import Annotator

ANNOTATORS: tuple[Annotator, ...] = (
    Marks(),
    Reader(),
    Names(),
    Coreference(),
    PlacesAnnotator(),
    Times(),
    Numbers(),
    Speech(),
    Assertions(),
)


def as_set(annotator: Annotator, settings: Settings) -> Annotator:
    """The annotator as the settings of a run want it."""
    if (settings.lengths or settings.timex) and isinstance(annotator, Times):
        return Times(settings.lengths, settings.timex)
    if isinstance(annotator, Reader) and annotator.which != settings.reader:
        return Reader(settings.reader)
    return annotator
