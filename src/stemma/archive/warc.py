"""An archive's raw bytes as a WARC file, one record a page or file, for other archives and for replay.

Written as `resource` records: what a server said beside the bytes is not kept, and is not made up. What was fetched
stands under its address, a file under `file:NAME`. The same archive gives the same bytes.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO
from urllib.parse import quote

from msgspec import Struct

from stemma._version import __version__
from stemma.intake.addresses import is_address
from stemma.store import Store
from stemma.types.report import Report
from stemma.writing import replacing

TYPES = {"html": "text/html", "feed": "application/rss+xml", "jsonl": "application/jsonl"}


class _Resource(Struct, frozen=True, kw_only=True):
    """One record to write."""

    uri: str
    time: str
    media: str
    raw: bytes


def write_warc(store: Store, path: str | Path, only: Collection[str] | None = None) -> int:
    """Write the raw bytes of every report that is not forgotten, or of these alone, to this file, whole or not at all;
    how many records.

    Packed if the name ends in .gz. Raises UsageError if it cannot be written, StoreError if an object is damaged.
    """
    with replacing(path) as file:
        return _write(store, file, only, packed=Path(path).suffix == ".gz")


def _write(store: Store, file: IO[bytes], only: Collection[str] | None, *, packed: bool) -> int:
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(file, gzip=packed, warc_version="1.1")
    first = next(iter(store.entries()), None)
    info = writer.create_warcinfo_record("", {"software": f"stemma/{__version__}", "format": "WARC File Format 1.1"})
    info.rec_headers.replace_header("WARC-Date", first.time if first else "1970-01-01T00:00:00Z")
    info.rec_headers.replace_header("WARC-Record-ID", _id(str(store.head())))
    writer.write_record(info)
    count = 0
    for one in _resources(store, only):
        told = {
            "WARC-Date": one.time,
            "WARC-Record-ID": _id(f"{one.uri} {one.time}", one.raw),
            "Content-Type": one.media,
        }
        body = io.BytesIO(one.raw)
        writer.write_record(
            writer.create_warc_record(one.uri, "resource", body, len(one.raw), one.media, warc_headers_dict=told)
        )
        count += 1
    return count


def _resources(store: Store, only: Collection[str] | None) -> Iterator[_Resource]:
    """What to write, in order of arrival; bytes that several reports were read from once."""
    done: set[str] = set()
    for _, name in store.ids():
        if only is not None and name not in only:
            continue
        (kept,) = store.get([name])
        assert kept.report is not None
        seen = [s for s in store.sightings(kept.report.article or name) if s.report == name]
        uri = _uri(kept.report, seen[-1].place if seen else "")
        if (key := f"{uri} {seen[-1].raw if seen else name}") in done:
            continue
        done.add(key)
        time = seen[-1].time if seen else kept.added
        media = _media(kept.report, seen[-1].charset if seen else None)
        yield _Resource(uri=uri, time=time, media=media, raw=store.raw(name))


def _media(report: Report, charset: str | None) -> str:
    """What it is, and the encoding that its server said: without that it may be read as another text."""
    media = TYPES.get(report.format, "text/plain")
    return f"{media}; charset={charset}" if charset else media


def _uri(report: Report, place: str) -> str:
    if is_address(report.file) and is_address(place):
        return place
    return "file:" + quote(report.file.partition("#")[0])


def _id(words: str, raw: bytes = b"") -> str:
    import hashlib

    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, words + hashlib.sha256(raw).hexdigest())}>"
