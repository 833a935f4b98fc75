"""One story: its account, and the text of each of its reports by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from stemma.archive.remembered import Remembered
from stemma.archive.withdrawn import Withdrawal, withdrawn
from stemma.errors import StoreError, UsageError
from stemma.export.formats.statements import table as statements
from stemma.export.json import render_json
from stemma.serve.page import Asked, MovedError, Page, Param
from stemma.serve.shown import Pointed, shown
from stemma.types.account import Account, AccountData, AccountReport
from stemma.types.span import Span

MOST_NAMES = 12
"""Speakers, and places, that lead from a story to their own pages."""
MOST_POINTED = 50
"""Places of one report that a link may point to."""


class StoryPage(Struct, frozen=True, kw_only=True):
    """The account of a story, with what its page tells beside it."""

    story: str
    """Its id."""
    account: Account
    withdrawn: tuple[Withdrawal, ...]
    """Its reports whose address has them no more."""
    speakers: tuple[str, ...]
    """Who speaks, the most frequent first."""
    places: tuple[str, ...]
    """Which places are named, those not counted by which a state or office is meant; the most frequent first."""


class ReportPage(Struct, frozen=True, kw_only=True):
    """One report of a story."""

    story: str
    """Id of the story."""
    report: AccountReport
    """As in the account of the story."""
    text: str
    """Its whole text: what all offsets are into."""
    withdrawn: Withdrawal | None
    """If its address has it no more."""
    previous: str | None
    """Id of the report before it, in siglum order."""
    next: str | None
    """Id of the report behind it."""
    at: tuple[Span, ...]
    """The words that were asked for (`?at=`)."""


def found(archive: Remembered, asked: Asked) -> str:
    """The id of the story that is asked for. Raises StoreError, and MovedError where it has another id by now."""
    wanted = asked.path["story"]
    story = archive.story(wanted).id
    if story != wanted:
        raise MovedError(story=story)
    return story


def stamp(archive: Remembered, asked: Asked) -> str:
    """What the pages of a story are made of. Raises StoreError."""
    line = archive.story(asked.path["story"])
    return f"{archive.stamp(line.id)} {sorted(line.withdrawn.items())!r}"


def model(archive: Remembered, asked: Asked) -> StoryPage:
    """Raises StoreError, MovedError."""
    story = found(archive, asked)
    account = archive.account(story)
    gone = withdrawn(archive.store, {one.article for one in account.data.reports})
    return StoryPage(
        story=story,
        account=account,
        withdrawn=_gone(account, gone),
        speakers=_speakers(archive, account),
        places=_places(account),
    )


def _gone(account: Account, gone: Mapping[str, Withdrawal]) -> tuple[Withdrawal, ...]:
    return tuple(gone[report.id] for report in account.data.reports if report.id in gone)


def _speakers(archive: Remembered, account: Account) -> tuple[str, ...]:
    """By the names that search has; words that only describe somebody lead nowhere."""
    names = {name for one in account.data.entities if one.type in ("person", "org", "medium") for name in one.names}
    said = archive.store.statements([report.id for report in account.data.reports])
    speakers = (one.speaker for report in account.data.reports for one in said.get(report.id, ()))
    return _often(name for name in speakers if name and name in names and not name[:1].islower())


def _places(account: Account) -> tuple[str, ...]:
    names = {one.id: one.name for one in account.data.places}
    named = [one.place for report in account.data.reports for one in report.places if one.role != "metonym"]
    return _often(names[one] for one in named if one in names)


def _often(names: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(names)
    return tuple(sorted(counted, key=lambda name: (-counted[name], name))[:MOST_NAMES])


def beside(model: StoryPage) -> Mapping[str, Any]:
    """What the templates of an account ask."""
    return {"page": shown(model.account, model.story)}


def table(model: StoryPage) -> Iterable[bytes]:
    """The statements of the story, as `stemma export --to statements-csv` gives them."""
    return statements([model.account], "spans")


def report(archive: Remembered, asked: Asked) -> tuple[Account, ReportPage]:
    """Raises StoreError, MovedError, UsageError."""
    story, wanted = found(archive, asked), asked.path["report"]
    account = archive.account(story)
    ids = [one.id for one in account.data.reports]
    if wanted not in ids:
        raise StoreError(
            f"{wanted}: the story has no report of this id.", code="S-NO-REPORT", next_step="Its account lists them."
        )
    here = ids.index(wanted)
    text = account.texts[wanted]
    return account, ReportPage(
        story=story,
        report=account.data.reports[here],
        text=text,
        withdrawn=withdrawn(archive.store, [account.data.reports[here].article]).get(wanted),
        previous=ids[here - 1] if here else None,
        next=ids[here + 1] if here + 1 < len(ids) else None,
        at=tuple(pointed(wanted, text, asked.query.get("at", ()))),
    )


def pointed(report: str, text: str, places: Iterable[str]) -> Iterable[Span]:
    """The words at these places, each START-END. Raises UsageError for what is no place of the text."""
    for number, place in enumerate(places, 1):
        start, _, end = place.partition("-")
        ok = start.isascii() and end.isascii() and start.isdigit() and end.isdigit() and len(place) < 20
        if not ok or not int(start) < int(end) <= len(text) or number > MOST_POINTED:
            raise UsageError(f"at={place[:40]}: no place of this report.", next_step="Write START-END, of its text.")
        yield Span(report, int(start), int(end), text[int(start) : int(end)])


def report_beside(model: tuple[Account, ReportPage]) -> Mapping[str, Any]:
    """What the template of a report asks."""
    account, said = model
    page = shown(account, said.story)
    return {"page": Pointed(page, said.at), "one": page.report(said.report.id), "said": said}


def alone(archive: Remembered, asked: Asked) -> ReportPage:
    """Never gives anything but MovedError: a report is shown in its story. Raises StoreError."""
    wanted = asked.path["report"]
    if not archive.store.has([wanted]):
        raise StoreError(
            f"{wanted}: no report in this archive has this id.", code="S-NO-REPORT", next_step="A story lists its own."
        )
    line = archive.story(wanted)
    siglum = next(one.siglum for one in archive.account(line.id).data.reports if one.id == wanted)
    fragment = f"{siglum}-{asked.one('at')}" if asked.one("at") else ""
    raise MovedError(to=REPORT, fragment=quote(fragment, safe=""), story=line.id, report=wanted)


AT = Param(name="at", words="START-END: characters of the text to mark too.", many=True)
FRAGMENT = Param(name="fragment", words="The report alone, without the page around it.", kind="choice", choices=("1",))
PAGE = Page(
    path="/story/{story}",
    words="The account of one story. `.json` is what `stemma show --format json` gives, `.csv` its statements.",
    model=model,
    template="story.html",
    answer=AccountData,
    json=lambda model: render_json(model.account),
    table=table,
    beside=beside,
    stamp=stamp,
)
REPORT = Page(
    path="/story/{story}/report/{report}",
    words="One report of a story, with the words marked that its account rests on.",
    model=report,
    template="report.html",
    answer=ReportPage,
    chosen=lambda model: model[1],
    params=(AT, FRAGMENT),
    beside=report_beside,
    stamp=stamp,
)
ALONE = Page(
    path="/report/{report}",
    words="Leads to the report in its story: an address that lasts, whatever becomes of the story.",
    model=alone,
    template="report.html",
    answer=ReportPage,
    params=(AT,),
)
