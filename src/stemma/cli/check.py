"""`stemma check`: proves an account against the reports it was made from."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stemma.cli.entry import FOUND_PROBLEMS
from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.stored import opened, shown, store_option
from stemma.errors import CheckError, InputError, UsageError

if TYPE_CHECKING:
    from stemma.account.check import Fault
    from stemma.types.account import AccountData


@click.command(cls=GroupedCommand)
@click.argument("account", metavar="ACCOUNT.json", required=False)
@click.argument("reports", nargs=-1, metavar="REPORT...")
@store_option
@option("Archive", "--head", metavar="SIZE:ROOT", help="A head of the log kept elsewhere, which it must continue.")
@option("Output", "--quiet", is_flag=True, help="Print faults only.")
def check(account: str | None, reports: tuple[str, ...], store: str | None, head: str | None, quiet: bool) -> int:
    """Prove ACCOUNT.json against REPORTs: every span, id, reference, word list and siglum.

    Without ACCOUNT.json prove the archive: its log, every text, every span and every object. Exits 0 if everything
    holds, 1 if anything does not; every fault is named with its place.
    """
    if account is None:
        return _archive(store, head, quiet=quiet)
    if head is not None:
        raise UsageError("--head is of an archive's log.", next_step="Leave ACCOUNT.json out, or --head.")
    return _account(account, reports, quiet=quiet)


def _archive(store: str | None, head: str | None, *, quiet: bool) -> int:
    from stemma.store import shown_place

    with opened(store) as archive:
        place = shown_place(store or "")
        faults = archive.check(head)
        for fault in faults:
            shown(fault)
        if faults:
            shown(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in {place}")
            return FOUND_PROBLEMS
        if not quiet:
            shown(f"{place} holds · log {archive.head()}")
    return 0


def _account(account: str, reports: tuple[str, ...], *, quiet: bool) -> int:
    from stemma.account.check import check as prove
    from stemma.export.visible import visible

    data = _decode(account)
    faults: list[Fault] = prove(data, _texts(data, reports))
    for fault in faults:
        click.echo(visible(str(fault)))
    if faults:
        click.echo(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in {visible(account)}")
        return FOUND_PROBLEMS
    if not quiet:
        click.echo(f"{visible(account)} holds: {len(data.reports)} reports, every span and reference checked")
    return 0


def _decode(path: str) -> AccountData:
    import msgspec

    from stemma.types.account import AccountData

    try:
        raw = sys.stdin.buffer.read() if path == "-" and sys.stdin is not None else Path(path).read_bytes()
    except OSError as error:
        raise InputError(
            f"{path!r} cannot be read: {error.strerror or error}.",
            code="P-READ",
            next_step="Name the JSON file that `stemma read --format json` wrote.",
        ) from error
    try:
        try:
            return msgspec.json.decode(raw, type=AccountData)
        except msgspec.DecodeError as error:
            if "surrogate" not in str(error):
                raise
            # an escaped half of a pair is how accounts print a file name that is no UTF-8: only `json` reads it
            return msgspec.convert(json.loads(raw), AccountData)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise CheckError(
            f"{path!r} is no account: {error}.",
            code="C-SHAPE",
            next_step="Write it again with `stemma read --format json -o FILE`.",
        ) from error


def _texts(data: AccountData, names: Sequence[str]) -> dict[str, str]:
    """Report id -> text, read again from the inputs: found by text hash, else by file name."""
    if not names:
        return {}
    from stemma.intake import read_inputs
    from stemma.settings import DEFAULT

    stdin = sys.stdin.buffer if sys.stdin is not None else None
    reports, outcomes = read_inputs(names, published={}, outlets={}, settings=DEFAULT, stdin=stdin)
    if not reports and any(one.outcome == "failed" for one in outcomes):
        raise InputError(
            "none of the reports could be read.", code="P-NOTHING", next_step="Name the files that were read."
        )
    by_hash = {report.text_sha256: report.text for report in reports}
    by_file = {report.file: report.text for report in reports}
    texts = {}
    for report in data.reports:
        text = by_hash.get(report.text_sha256, by_file.get(report.file))
        if text is not None:
            texts[report.id] = text
    return texts
