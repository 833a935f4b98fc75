"""Reports on their way into a store, made without reading files or weights."""

from __future__ import annotations

from stemma.intake.build import Known, build
from stemma.settings import DEFAULT
from stemma.types.archive import Incoming, Statement
from stemma.types.dossier import Layers
from stemma.types.speech import Quotation

TEXT = """Pier reopens after storm

The harbour office of Lund said the pier was safe.
“Come and walk on it,” said Ada Moe.
"""


def incoming(text: str = TEXT, *, file: str = "pier.txt", url: str | None = None, raw: bytes | None = None) -> Incoming:
    """A report of this text, with one quotation where the text has marks."""
    report = build(text, file, DEFAULT, known=Known(url=url))
    start, end = text.find("“") + 1, max(text.find("”"), 0)
    found = end > start > 0
    quotation = (
        Quotation(id=f"{report.id}.q1", start=start, end=end, text=text[start:end], kind="direct") if found else None
    )
    statement = Statement(
        id=f"{report.id}.q1", kind="quotation", speaker="Ada Moe", to=None, strength=None, start=start, end=end
    )
    return Incoming(
        report=report,
        layers=Layers(report=report.id, quotations=(quotation,) if found else ()),
        place=url or file,
        raw=text.encode() if raw is None else raw,
        engine="test",
        statements=(statement,) if found else (),
        facets=(("language", "en"),),
    )
