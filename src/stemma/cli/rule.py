"""`stemma rule`: corrections, kept in the archive and laid over every account from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from stemma.cli.grouped import GroupedCommand, option, together
from stemma.cli.output import check_target, write
from stemma.cli.stored import answer, format_option, opened, shown, store_option, who
from stemma.types.ruling import Correction

if TYPE_CHECKING:
    from stemma.types.ruling import Ruling


@click.group()
def rule() -> None:
    """Correct the machine once: who is who, who spoke, what a line is, which reports are one story.

    A ruling is kept with who made it, when and why, outranks the machine, and is laid over every account, also when
    new reports come. Taking one back is another entry in the log.
    """


_signed = together(
    store_option,
    option("Correction", "--why", required=True, metavar="TEXT", help="Stands as the reason in every account."),
    option("Correction", "--by", metavar="NAME", help="Who rules. Default: the account you work under."),
)
"""Options of every verb that makes a ruling."""


@rule.command(cls=GroupedCommand)
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@_signed
def merge(names: tuple[str, ...], store: str | None, why: str, by: str | None) -> int:
    """NAMEs are one person, organisation or thing."""
    return _rule(store, by, Correction(kind="merge", why=why, names=names))


@rule.command(cls=GroupedCommand)
@click.argument("report", metavar="REPORT-ID")
@click.argument("words", metavar="WORDS")
@click.argument("name", metavar="NAME")
@option("Correction", "--occurrence", type=click.IntRange(1), default=1, show_default=True, help="Which of several.")
@_signed
def split(report: str, words: str, name: str, occurrence: int, store: str | None, why: str, by: str | None) -> int:
    """The mention WORDS in REPORT-ID is somebody else, called NAME."""
    said = Correction(kind="split", why=why, report=report, words=words, occurrence=occurrence, value=name)
    return _rule(store, by, said)


@rule.command(cls=GroupedCommand)
@click.argument("quotation", metavar="QUOTATION-ID")
@click.argument("name", metavar="NAME")
@_signed
def speaker(quotation: str, name: str, store: str | None, why: str, by: str | None) -> int:
    """QUOTATION-ID was said by NAME, as any report of the story calls them."""
    return _rule(store, by, Correction(kind="speaker", why=why, quotation=quotation, value=name))


@rule.command(cls=GroupedCommand)
@click.argument("report", metavar="REPORT-ID")
@click.argument("words", metavar="WORDS")
@click.argument("class_", metavar="CLASS")
@option("Correction", "--occurrence", type=click.IntRange(1), default=1, show_default=True, help="Which of several.")
@_signed
def line(report: str, words: str, class_: str, occurrence: int, store: str | None, why: str, by: str | None) -> int:
    """The line of REPORT-ID that holds WORDS is of CLASS: headline, prose, caption, teaser, …"""
    said = Correction(kind="line", why=why, report=report, words=words, occurrence=occurrence, value=class_)
    return _rule(store, by, said)


@rule.command("join-stories", cls=GroupedCommand)
@click.argument("reports", nargs=-1, required=True, metavar="REPORT-ID...")
@_signed
def join_stories(reports: tuple[str, ...], store: str | None, why: str, by: str | None) -> int:
    """The stories of these reports are one."""
    return _rule(store, by, Correction(kind="join-stories", why=why, reports=reports))


@rule.command("split-stories", cls=GroupedCommand)
@click.argument("reports", nargs=-1, required=True, metavar="REPORT-ID...")
@_signed
def split_stories(reports: tuple[str, ...], store: str | None, why: str, by: str | None) -> int:
    """These reports are a story of their own."""
    return _rule(store, by, Correction(kind="split-stories", why=why, reports=reports))


@rule.command(cls=GroupedCommand)
@click.argument("report", metavar="REPORT-ID")
@click.argument("source", metavar="FROM-ID")
@_signed
def derivation(report: str, source: str, store: str | None, why: str, by: str | None) -> int:
    """REPORT-ID does not rest on FROM-ID, an origin or another report."""
    return _rule(store, by, Correction(kind="derivation", why=why, reports=(report,), value=source))


@rule.command(cls=GroupedCommand)
@click.argument("name", metavar="NAME")
@click.argument("issues", nargs=-1, required=True, metavar="ISSUE...")
@_signed
def issue(name: str, issues: tuple[str, ...], store: str | None, why: str, by: str | None) -> int:
    """The ISSUEs of positions are one, called NAME."""
    return _rule(store, by, Correction(kind="issue", why=why, names=issues, value=name))


@rule.command(cls=GroupedCommand)
@click.argument("ruling", metavar="RULING-ID")
@_signed
def undo(ruling: str, store: str | None, why: str, by: str | None) -> int:
    """Take RULING-ID back. Both stay in the log."""
    with opened(store) as archive:
        archive.undo(ruling, by=who(by), why=why)
        shown(f"{ruling} is taken back · log {archive.head()}")
    return 0


@rule.command("list", cls=GroupedCommand)
@store_option
@format_option
def list_(store: str | None, form: str) -> int:
    """List the rulings in force, in the order in which they came."""
    with opened(store) as archive:
        rulings = archive.rulings()
    told = (f"{one.id}  {one.when}  {one.kind}  {_what(one)}  by {one.by}: {one.why}" for one in rulings)
    return answer(rulings, form, told if rulings else ["no ruling in force"])


@rule.command("import", cls=GroupedCommand)
@click.argument("file", metavar="FILE.jsonl")
@store_option
def import_(file: str, store: str | None) -> int:
    """Keep the rulings of FILE.jsonl; those kept already are left as they are."""
    from stemma.rulings import load

    rulings = load(file)
    with opened(store) as archive:
        new = sum(archive.rule(one) for one in rulings)
        shown(f"{new} of {len(rulings)} rulings are new · log {archive.head()}")
    return 0


@rule.command("export", cls=GroupedCommand)
@option("Output", "-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all.")
@store_option
def export_(output: str | None, store: str | None) -> int:
    """Write the rulings in force as JSONL, for another archive or for `stemma read --rulings`."""
    import msgspec

    output = None if output == "-" else output
    check_target(output)
    with opened(store) as archive:
        write(output, b"".join(msgspec.json.encode(one) + b"\n" for one in archive.rulings()))
    return 0


def _rule(store: str | None, by: str | None, said: Correction) -> int:
    """Make the ruling, keep it, and say its id and what became of it."""
    from stemma.archive.ruled import ruling_of

    with opened(store) as archive:
        ruling = ruling_of(archive, said, who(by))
        new = archive.rule(ruling)
        shown(f"ruling {ruling.id} {'is kept' if new else 'was kept already'} · log {archive.head()}")
    return 0


def _what(one: Ruling) -> str:
    words = [f"“{one.anchor.words[:60]}”"] if one.anchor else []
    return " ".join(
        [*words, *one.names, *(f"[{text[:12]}]" for text in one.reports), *([f"= {one.value}"] if one.value else [])]
    )
