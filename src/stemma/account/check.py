"""Proves an account against the texts it was made from: spans, ids, references, word lists, order of sigla.

Nothing is trusted here that the account says of itself: every slice is cut again and compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import msgspec
from msgspec import Struct

from stemma.account.references import references
from stemma.account.sigla import in_order, siglum
from stemma.types.account import AccountData, AccountReport
from stemma.types.report import Line, Report
from stemma.types.span import Span


class Fault(Struct, frozen=True, order=True):
    """One thing that does not hold. `where` is the path in the account (`reports[2].quotations[0]`)."""

    where: str
    code: str
    reason: str

    def __str__(self) -> str:
        return f"[{self.code}] {self.where}: {self.reason}"


def check(account: AccountData, texts: Mapping[str, str]) -> list[Fault]:
    """Every fault of the account, sorted by place; an empty list proves it.

    `texts`: report id -> its text, read again from the inputs. The text of a report that the account itself
    carries may be left out; its hash is then checked against the carried one.
    """
    known = _texts(account, texts)
    faults = [
        *_shape(account),
        *_reports(account, texts, known),
        *_order(account),
        *_spans(account, known),
        *(Fault(where, "C-REF", reason) for where, reason in references(account)),
        *_counts(account),
    ]
    return sorted(set(faults))


def _texts(account: AccountData, texts: Mapping[str, str]) -> dict[str, str]:
    carried = {report.id: report.text for report in account.reports if report.text is not None}
    return carried | dict(texts)


def _shape(account: AccountData) -> Iterator[Fault]:
    """Closed word lists and types: the account must survive its own contract."""
    try:
        msgspec.convert(msgspec.to_builtins(account), type=AccountData)
    except (msgspec.ValidationError, ValueError) as error:
        yield Fault("account", "C-SHAPE", str(error))


def _reports(account: AccountData, texts: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Fault]:
    for number, report in enumerate(account.reports):
        where = f"reports[{number}] ({report.file})"
        if report.id not in known:
            yield Fault(where, "C-TEXT-MISSING", "its text was not given")
            continue
        if sha256(known[report.id]) != report.text_sha256:
            yield Fault(where, "C-TEXT-CHANGED", "the text is not the one that the account was made from")
        if report.text is not None and texts.get(report.id, report.text) != report.text:
            yield Fault(where, "C-TEXT-CHANGED", "the text it carries is not the input's")
        if report.id != report_id(report):
            yield Fault(where, "C-ID", "its id does not follow from its text and its file or address")
    for identity in _doubled(report.id for report in account.reports):
        yield Fault("reports", "C-ID", f"the id {identity} is used twice")


def sha256(text: str) -> str:
    """The text hash of the contract: SHA-256 over UTF-8; a lone surrogate counts as it stands."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(report: AccountReport) -> str:
    """The id that this report must have by the contract."""
    return hashlib.sha256(f"{report.text_sha256}\n{report.url or report.file}".encode()).hexdigest()[:12]


def _order(account: AccountData) -> Iterator[Fault]:
    """Sigla follow publication: undated last, then by file name."""
    right = in_order(cast("Iterable[Report]", account.reports))  # the key reads only what both types have
    for number, (report, due) in enumerate(zip(account.reports, right, strict=True)):
        where = f"reports[{number}].siglum"
        if report.siglum != siglum(number):
            yield Fault(where, "C-SIGLUM", f"{report.siglum!r} should be {siglum(number)!r}")
        if report.id != due.id:
            yield Fault(where, "C-SIGLUM", f"by date and name {due.file!r} should stand here")


def _spans(account: AccountData, known: Mapping[str, str]) -> Iterator[Fault]:
    for field in account.__struct_fields__:
        if field != "reports":
            yield from _walk(getattr(account, field), field, None, known)
    for number, report in enumerate(account.reports):
        yield from _walk(report, f"reports[{number}]", report.id, known)


def _walk(item: Any, where: str, report: str | None, known: Mapping[str, str]) -> Iterator[Fault]:
    """Every span below this item: those that name their report, and those of the report they stand in."""
    if isinstance(item, tuple):
        for number, part in enumerate(item):
            yield from _walk(part, f"{where}[{number}]", report, known)
    elif isinstance(item, Struct):
        yield from _slice(item, where, report, known)
        for field in item.__struct_fields__:
            value = getattr(item, field)
            if isinstance(value, tuple | Struct):
                yield from _walk(value, f"{where}.{field}", report, known)


def _slice(item: Struct, where: str, report: str | None, known: Mapping[str, str]) -> Iterator[Fault]:
    start, end = getattr(item, "start", None), getattr(item, "end", None)
    if not isinstance(start, int) or not isinstance(end, int):
        return
    owner = item.report if isinstance(item, Span) else report
    text = known.get(owner or "")
    if text is None:
        yield Fault(where, "C-REF", f"rests on report {owner!r}, whose text is unknown")
    elif not 0 <= start <= end <= len(text):
        yield Fault(where, "C-SPAN", f"{start}:{end} is outside the text of {len(text)} characters")
    elif not isinstance(item, Line) and text[start:end] != getattr(item, "text", None):
        yield Fault(where, "C-SPAN", f"{start}:{end} is not the text it gives")


def _counts(account: AccountData) -> Iterator[Fault]:
    for name in ("reports", "stories", "origins"):
        counted, there = getattr(account.counts, name), len(getattr(account, name))
        if counted != there:
            yield Fault(f"counts.{name}", "C-COUNT", f"says {counted}, but there are {there}")


def _doubled(ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [identity for identity in ids if identity in seen or seen.add(identity)]  # type: ignore[func-returns-value]
