"""Inputs -> reports. One bad input never stops the rest: it is listed with a code."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from msgspec.structs import replace

from stemma.errors import InputError, UsageError
from stemma.intake import kinds
from stemma.intake.asking import fetched
from stemma.intake.build import dated
from stemma.intake.company import with_years
from stemma.intake.dates import edtf
from stemma.intake.decode import Decoded, decode
from stemma.intake.language import forget
from stemma.intake.plain import read_plain
from stemma.intake.sources import Source, expand, load, outcome
from stemma.settings import Settings
from stemma.types.report import Input, Published, Report

OTHER_KINDS = ("P-BINARY", "P-PDF", "P-ARCHIVE", "P-RTF", "P-NO-FEED", "P-JSON-FIELD")

log = logging.getLogger(__name__)

Reader = Callable[[Source, bytes, Settings], tuple[list[Report], list[Input]]]


def read_inputs(
    names: Sequence[str],
    *,
    published: Mapping[str, str],
    outlets: Mapping[str, str],
    settings: Settings,
    stdin: BinaryIO | None = None,
) -> tuple[list[Report], list[Input]]:
    """The reports of all inputs and what became of each input, both in an order that `names` does not change.

    Raises UsageError if a name of `published` or `outlets` fits no report, or a date is none.
    """
    sources, inputs = expand(names, settings, stdin)
    reports: list[Report] = []
    for source in sources:
        made, outcomes = read_file(source, settings)
        reports += made
        inputs += outcomes
    forget()
    reports, same = _distinct(reports)
    inputs = [same.get(i.file, i) for i in inputs]
    return finish(reports, published, outlets), sorted(inputs, key=lambda i: (i.file, i.code or ""))


def read_file(source: Source, settings: Settings) -> tuple[list[Report], list[Input]]:
    """The reports of one source and its outcomes. Pure and picklable; raises nothing for bad input."""

    def read() -> tuple[list[Report], list[Input]]:
        opened = fetched(source, settings)
        data = load(opened, settings)
        return _reader(opened, data)(opened, data, settings)

    return guarded(source, read)


def guarded(source: Source, read: Callable[[], tuple[list[Report], list[Input]]]) -> tuple[list[Report], list[Input]]:
    """What `read` gives, or the one outcome that says why it gave nothing."""
    try:
        return read()
    except InputError as error:
        # A picture or program that was only found in a folder was never meant as a report.
        error.skipped = error.skipped or (error.code in OTHER_KINDS and not source.named)
        return [], [outcome(source.file, error)]
    except (RecursionError, MemoryError) as error:
        failed = InputError(
            f"{source.file}: too deep or too large to read ({type(error).__name__}).",
            code="P-SIZE",
            next_step="Save the article's text alone.",
        )
        return [], [outcome(source.file, failed)]
    except Exception as error:  # a fault of a parser is this input's end, not the run's (law 5)
        log.debug("reading %s failed", source.file, exc_info=True)
        failed = InputError(
            f"{source.file}: a parser broke on it ({type(error).__name__}: {error}).",
            code="P-CRASH",
            next_step="Save the article's text alone, and please report the file.",
        )
        return [], [outcome(source.file, failed)]


def finish(reports: Sequence[Report], published: Mapping[str, str], outlets: Mapping[str, str]) -> list[Report]:
    """The reports with the dates and outlets a person gave, and each version linked to the one before it."""
    files = sorted(r.file for r in reports)
    for option, given in (("--published", published), ("--outlet", outlets)):
        for name in sorted(given):
            if name not in files:
                raise UsageError(
                    f"{option} {name}: no report has this name.",
                    code="U-NAME",
                    next_step=f"Names here: {', '.join(files[:20]) or 'none'}{' …' if len(files) > 20 else ''}.",
                )
    done = []
    for report in reports:
        if report.file in published:
            report = dated(report, Published(_date(report.file, published[report.file]), "given"))
        if report.file in outlets:
            report = replace(report, outlet=outlets[report.file])
        done.append(report)
    return _versions(with_years(done))


def _date(name: str, given: str) -> str:
    value = edtf(given)
    if value is None:
        raise UsageError(
            f"--published {name}={given}: this is no date.",
            code="U-DATE",
            next_step="Write it as 2001-02-03 or 2001-02-03T04:05:00+01:00.",
        )
    return value


def _versions(reports: list[Report]) -> list[Report]:
    """`previous` for versions of one address, in order of publication, then of file name."""
    last: dict[str, str] = {}
    earlier: dict[str, str] = {}
    for report in sorted((r for r in reports if r.url), key=lambda r: (r.published.value or "~", r.file)):
        article = report.article or report.id
        if article in last:
            earlier[report.id] = last[article]
        last[article] = report.id
    return [replace(r, previous=earlier[r.id]) if r.id in earlier else r for r in reports]


def _distinct(reports: list[Report]) -> tuple[list[Report], dict[str, Input]]:
    """The same text from the same address twice is one report; the further ones are listed as skipped."""
    seen: dict[str, str] = {}
    kept: list[Report] = []
    same: dict[str, Input] = {}
    for report in sorted(reports, key=lambda r: r.file):
        if report.id in seen:
            detail = f"{report.file}: the same text from the same address as {seen[report.id]}. Nothing is lost."
            same[report.file] = Input(file=report.file, outcome="skipped", code="P-SAME-TEXT", detail=detail)
        else:
            seen[report.id] = report.file
            kept.append(report)
    return kept, same


def _reader(source: Source, data: bytes) -> Reader:
    kind = kinds.kind_of(source, data)
    if kind == "html":
        from stemma.intake.html import read_html

        return read_html
    if kind == "jsonl":
        from stemma.intake.jsonl import read_jsonl

        return read_jsonl
    if kind == "warc":
        from stemma.intake.warc import read_warc

        return read_warc
    if kind == "feed":
        from stemma.intake.feed import read_feed

        return read_feed
    return read_plain


__all__ = ["Decoded", "decode", "expand", "finish", "read_file", "read_inputs"]
