"""JSONL, or one JSON object or list -> a report a record. `text` is needed; url, title, outlet, published may be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from msgspec.structs import replace

from stemma.errors import InputError
from stemma.intake.build import Known, build
from stemma.intake.decode import decode, without_surrogates
from stemma.intake.origin import settled_item
from stemma.intake.sources import Piece, Source, outcome
from stemma.settings import MIB, Settings
from stemma.types.report import Input, Report
from stemma.types.span import Note

_SHAPE = 'Write one object a line, like {"text": "…", "url": "…", "title": "…", "published": "2001-02-03"}.'


def read_jsonl(source: Source, data: bytes, settings: Settings) -> tuple[list[Report], list[Input]]:
    """Every record is a report NAME#N, N counted from 1 over the lines that are not blank. A bad record is listed."""
    reports: list[Report] = []
    inputs: list[Input] = []
    decoded = decode(data, source.file, source.charset)
    for number, line in enumerate(_records(source, decoded.text), 1):
        name = f"{source.file}#{number}"
        try:
            reports.append(_report(replace(source, file=name), line, settings, decoded.notes))
            inputs.append(Input(file=name, outcome="ok"))
        except InputError as error:
            inputs.append(outcome(name, error))
    return reports, inputs


def records(file: BinaryIO, source: Source, settings: Settings) -> Iterator[Piece]:
    """The same line by line, in memory that does not grow with the stream; each line's own bytes are its raw bytes."""
    from stemma.intake.read import guarded

    for one in lines(file, source, settings):
        reports, outcomes = guarded(one, partial(read_line, one, settings))
        yield Piece(reports=tuple(reports), raw=one.data or b"", place=source.address, outcomes=tuple(outcomes))


def lines(file: BinaryIO, source: Source, settings: Settings) -> Iterator[Source]:
    """The lines that are not blank, not read yet; of one that is too long no more than tells that it is."""
    limit, number = settings.max_line_mib * MIB, 0
    while line := file.readline(limit + 1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        number += 1
        one = replace(source, file=f"{source.file}#{number}", data=line)
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = file.readline(limit)
        yield one


def read_line(source: Source, settings: Settings) -> tuple[list[Report], list[Input]]:
    """The report of one line. Raises InputError."""
    decoded = decode(source.data or b"", source.file)
    report = _report(source, decoded.text.removeprefix("\ufeff").rstrip("\r\n"), settings, decoded.notes)
    return [report], [Input(file=source.file, outcome="ok")]


def _records(source: Source, text: str) -> Iterator[str]:
    """The records as JSON text: lines of JSONL; of a .json file the whole, or the items of its list."""
    text = text.removeprefix("\ufeff")
    if source.path.casefold().endswith(".json"):
        whole = _whole(source, text)
        if whole is not None:
            yield from whole
            return
    for line in text.split("\n"):
        if line.strip():
            yield line


def _whole(source: Source, text: str) -> list[str] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    items = value if isinstance(value, list) else [value]
    if not any(isinstance(i, dict) and isinstance(i.get("text"), str) for i in items):
        raise InputError(
            f"{source.file}: JSON without a field `text`: no report.",
            code="P-JSON-FIELD",
            next_step=_SHAPE,
        )
    return [json.dumps(item, ensure_ascii=True) for item in items]


def _report(source: Source, line: str, settings: Settings, notes: tuple[Note, ...]) -> Report:
    name = source.file
    record, doubled = _parse(name, line, settings)
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError(f"{name}: there is no field `text` that holds words.", code="P-JSON-FIELD", next_step=_SHAPE)
    text, lone = without_surrogates(text)
    if not text.strip():
        raise InputError(
            f"{name}: its `text` is empty.", code="P-EMPTY", next_step="Leave it out, or give its text.", skipped=True
        )
    known = Known(
        url=_word(record, "url"),
        title=_word(record, "title"),
        outlet=_word(record, "outlet"),
        published=_word(record, "published"),
    )
    known, claims = settled_item(known, source, None)
    return build(text, name, settings, form="jsonl", known=known, notes=(*notes, *doubled, *lone, *claims))


def _word(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    return without_surrogates(value)[0] if isinstance(value, str) and value.strip() else None


def _parse(name: str, line: str, settings: Settings) -> tuple[dict[str, Any], tuple[Note, ...]]:
    """One record and a note on keys that stand in it twice (the last one counts, as in most readers)."""
    if len(line) > settings.max_line_mib * MIB:
        raise InputError(
            f"{name}: the line is longer than {settings.max_line_mib} MiB.",
            code="P-JSON-SIZE",
            next_step="Split the record, or raise max_line_mib.",
        )
    doubled: set[str] = set()

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(items)
        if len(made) < len(items):
            keys = [k for k, _ in items]
            doubled.update(k for k in keys if keys.count(k) > 1) if len(keys) <= 100 else doubled.add("…")
        return made

    try:
        value = json.loads(line, object_pairs_hook=pairs, parse_constant=_no_constant, parse_int=_integer)
    except RecursionError as error:
        raise InputError(f"{name}: nested too deep.", code="P-JSON-DEPTH", next_step=_SHAPE) from error
    except ValueError as error:
        raise InputError(f"{name}: no JSON: {str(error)[:120]}.", code="P-JSON-SYNTAX", next_step=_SHAPE) from error
    if not isinstance(value, dict):
        raise InputError(f"{name}: a record must be an object.", code="P-JSON-SHAPE", next_step=_SHAPE)
    if not doubled:
        return value, ()
    detail = f"{name}: keys that stand twice, of which the last counts: {', '.join(sorted(doubled))[:200]}."
    return value, (Note(code="json_duplicate_keys", detail=without_surrogates(detail)[0]),)


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON value")


def _integer(digits: str) -> int | float:
    """Python refuses integers of more than 4,300 digits; no field that is read holds one."""
    return int(digits) if len(digits) <= 400 else float("inf")
