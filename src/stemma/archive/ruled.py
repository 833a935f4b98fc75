"""A ruling as a person says it — ids and words — made into one that stands: by text hashes and exact words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemma.store.sql import now
from stemma.types.ids import content_id
from stemma.types.ruling import Anchor, Correction, Ruling

if TYPE_CHECKING:
    from stemma.archive.archive import Archive


def ruling_of(archive: Archive, said: Correction, by: str) -> Ruling:
    """The ruling, as of now. Raises StoreError for a report or quotation that is not kept."""
    anchor: Anchor | None = None
    if said.report and said.words:
        text = archive.text_sha256([said.report])[0]
        anchor = Anchor(text_sha256=text, words=said.words, occurrence=said.occurrence)
    elif said.quotation:
        anchor = archive.anchor(said.quotation)
    hashes, when = archive.text_sha256(said.reports), now()
    return Ruling(
        id=content_id("r", repr((said.kind, by, when, said.why, anchor, said.value, said.names, hashes))),
        kind=said.kind,
        by=by,
        when=when,
        why=said.why,
        anchor=anchor,
        value=said.value,
        names=said.names,
        reports=hashes,
    )
