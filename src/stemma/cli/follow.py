"""`stemma follow`: what an actor, or anybody on an issue, said and did over time, across the stories of the reports."""

from __future__ import annotations

from functools import partial

import click

from stemma.cli.formats import form_of, format_options, rendered
from stemma.cli.grouped import GroupedCommand, option
from stemma.cli.inputs import account_of, outcome, reading_options
from stemma.cli.output import check_target, write
from stemma.cli.stored import from_store, opened, store_option, story_option


@click.command(cls=GroupedCommand)
@click.argument("names", nargs=-1, metavar="[ACTOR] [REPORT...]")
@option("What", "--issue", metavar="WORDS", help="Follow everybody on this issue, instead of an ACTOR.")
@option("What", "--since", metavar="DATE", help="Say what first appeared on this day or later.")
@store_option
@story_option
@reading_options
@format_options
def follow(
    names: tuple[str, ...],
    issue: str | None,
    since: str | None,
    store: str | None,
    story: tuple[str, ...],
    published: tuple[str, ...],
    outlet: tuple[str, ...],
    form: str | None,
    output: str | None,
    explain: bool,
    quiet: bool,
    rulings: str | None,
    jobs: int,
) -> int:
    """Follow ACTOR through REPORTs of any number of stories, or through an archive: stances, claims that a position
    changed, denials, proposals and claimed control, in time order.

    ACTOR is a name as the reports print it, or a part of one that fits nobody else. A REPORT is what `stemma read`
    takes; without any, the stories of the archive that may tell of ACTOR are read.
    """
    import stemma
    from stemma.export.ledger import render_ledger
    from stemma.follow.ledger import day_of

    output = None if output == "-" else output
    check_target(output)
    day_of(since)
    actor, reports = (None, names) if issue is not None else (names[0] if names else None, names[1:])
    form = form or form_of(output)
    if from_store(reports, store, story) and (actor or issue):
        with opened(store) as archive:
            ledger = archive.follow(actor=actor, issue=issue, since=since, stories=story or None)
        write(output, rendered(partial(render_ledger, ledger, form), explain=explain, to_file=output is not None))
        return 0
    account = account_of(reports, published=published, outlet=outlet, rulings=rulings, jobs=jobs, quiet=quiet)
    ledger = stemma.follow(account, actor=actor, issue=issue, since=since)
    write(output, rendered(partial(render_ledger, ledger, form), explain=explain, to_file=output is not None))
    return outcome(account, reports, quiet=quiet or (form == "terminal" and output is None))
