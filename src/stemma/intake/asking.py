"""An address that a person named -> the bytes behind it, ready to be read like a file's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec.structs import replace

from stemma.errors import InputError
from stemma.intake.sources import Source
from stemma.settings import Settings
from stemma.types.span import Note

if TYPE_CHECKING:
    from stemma.intake.fetch import Fetched

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_RECORDS = ("application/x-ndjson", "application/jsonl", "application/jsonlines")


def fetched(source: Source, settings: Settings) -> Source:
    """The source with its bytes, if it is an address; else as it is. Raises InputError for what cannot be fetched."""
    if source.address is None or source.data is not None:
        return source
    from stemma.intake.fetch import page

    try:
        return of_answer(source, page(source.address, settings))
    except (OSError, ValueError) as error:  # a fault of the client is this input's end, not the run's (law 5)
        raise InputError(
            f"{source.file}: asking for it broke ({type(error).__name__}: {error}).",
            code="P-NET-PROTOCOL",
            next_step="Open it in a browser and save the page to a file.",
        ) from error


def of_answer(source: Source, answer: Fetched) -> Source:
    """The source with what a server sent for it."""
    kind = answer.headers.get("content-type", "")
    charset = _CHARSET.search(kind)
    path = urlsplit(answer.url).path
    return replace(
        source,
        path=f"{path}.jsonl" if kind.partition(";")[0].strip().lower() in _RECORDS else path,
        data=answer.body,
        address=answer.url,
        charset=charset.group(1) if charset else None,
        notes=(*source.notes, *_redirected(answer), *_cut(answer)),
    )


def _redirected(answer: Fetched) -> tuple[Note, ...]:
    if not answer.chain:
        return ()
    return (Note(code="redirected", detail=f"Asked: {' → '.join((*answer.chain, answer.url))}."),)


def _cut(answer: Fetched) -> tuple[Note, ...]:
    if not answer.truncated:
        return ()
    detail = f"The server hung up after {len(answer.body):,} bytes, before the end that it had announced."
    return (Note(code="truncated", detail=detail),)
