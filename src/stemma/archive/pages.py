"""The pages that watched feeds name: asked once they are new, looked at again while they may still change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from stemma.archive.adding import AddedInput, Arrived, keep, told
from stemma.archive.feeds import PageState, due, status_error, tags
from stemma.archive.manners import Manners
from stemma.errors import InputError
from stemma.intake import Source, kind_of, of_answer, outcome, read_file
from stemma.intake.canonical import normal
from stemma.intake.fetch import Fetched
from stemma.store.objects import digest
from stemma.types.archive import What
from stemma.types.report import Report

PAGES = "page"
"""Kind of values that the store keeps."""
CHECK_AGAIN = (3600.0, 6 * 3600.0, 24 * 3600.0, 72 * 3600.0, 168 * 3600.0)
"""Seconds from one look at a kept page to the next; articles are changed or withdrawn within their first days."""
PAGE_ERRORS = 5
"""Errors in a row after which a page is given up."""
ERROR_SECONDS = 3600.0
"""How long a page is put off after its first error."""
HOST_SECONDS = 600.0
"""How long a host that cannot be reached is left alone: a hundred of its pages must not take 30 seconds each."""
GONE = (404, 410)
MOST_KEY = 2_000
"""Bytes of an address under which a page is known; PostgreSQL's indexes take 2,704."""
PASSING = (408, 425, 429)
"""Answers of a server that may be other ones later, beside its own faults (5xx)."""


class Pages:
    """The pages of these feeds."""

    def __init__(self, manners: Manners, feeds: Sequence[str]) -> None:
        self._manners, self._store, self._settings = manners, manners.store, manners.settings
        kept = {key: msgspec.json.decode(value, type=PageState) for key, value in self._store.values(PAGES).items()}
        self._pages = {key: page for key, page in kept.items() if page.feed in feeds}

    def due(self) -> list[tuple[str, PageState]]:
        """What waits to be asked and may be, the longest waiting first."""
        now = self._manners.clock()
        found = [(k, p) for k, p in self._pages.items() if due(p.due, now) and not self._manners.held(p.link)]
        return sorted(found, key=lambda item: (item[1].due or 0, item[0]))

    def next(self) -> float | None:
        """When the next one may be asked."""
        times = [max(p.due, self._manners.held(p.link)) for p in self._pages.values() if p.due is not None]
        return min(times, default=None)

    def name(self, feed: str, items: Sequence[str | None], source: Source) -> Iterator[AddedInput]:
        """What a feed names: pages not known yet wait for their turn. What its host keeps back, or what leads nowhere,
        is read as far as the feed itself has it."""
        named = {_key(link): link for link in items if link}
        fresh = {key: link for key, link in named.items() if key not in self._pages}
        # other hosts' rules are asked for in their pages' turn: a feed may name a thousand hosts
        mine = {key: link for key, link in fresh.items() if self._manners.one_host(link, feed)}
        back = {key for key, link in mine.items() if self._manners.allowed(link) is False}
        now = self._manners.clock()
        known = {k: PageState(feed=feed, link=link, due=None if k in back else now) for k, link in fresh.items()}
        over = [k for k, p in self._pages.items() if p.feed == feed and p.due is None and k not in named]
        for report in read_file(source, self._settings)[0] if back or None in items else ():
            nowhere = report.url is None or "#" in report.url
            if report.url in back or (nowhere and None in items):
                yield self._add(report, source)
        self._pages = {key: page for key, page in self._pages.items() if key not in over} | known
        self._store.put(PAGES, {**_encoded(known), **dict.fromkeys(over)})

    def take(self, source: Source) -> AddedInput:
        """Add a page that is watched itself."""
        reports, outcomes = read_file(source, self._settings)
        return self._add(reports[0], source) if reports else told(outcomes[0])

    def ask(self, key: str, page: PageState) -> Iterator[AddedInput]:
        """Ask one page; what became of it, unless it is what it was."""
        answer = None
        try:
            allowed = self._manners.allowed(page.link)
            if not allowed:
                raise _kept_back(page.link, unknown=allowed is None)
            answer = self._manners.ask(page.link, page.etag, page.modified)
            if answer.status in GONE and page.article:
                yield from self._gone(key, page, answer.status)
            elif answer.status == 304:
                self._seen(key, page)
            elif answer.status != 200:
                raise status_error(page.link, answer.status)
            else:
                yield self._read(key, page, answer)
        except InputError as error:
            yield self._failed(key, page, error, answer)

    def _read(self, key: str, page: PageState, answer: Fetched) -> AddedInput:
        """Add what the page holds. Raises InputError for what is no page."""
        source = of_answer(Source(file=page.link, path=page.link, address=page.link), answer)
        if kind_of(source, answer.body) not in ("html", "text"):
            raise InputError(
                f"{page.link}: no page, but a feed or records.", code="P-NO-PAGE", next_step="Add it by its address."
            )
        etag, modified = tags(answer)
        reports, outcomes = read_file(source, self._settings)
        if not reports:
            self._seen(key, replace(page, etag=etag, modified=modified))
            return told(outcomes[0])
        added = self._add(reports[0], source)
        article = reports[0].article if added.outcome == "ok" else page.article
        self._seen(key, replace(page, etag=etag, modified=modified, article=article))
        return added

    def _add(self, report: Report, source: Source) -> AddedInput:
        place = source.address or report.file
        one = Arrived(report=report, raw=source.data or b"", place=place, charset=source.charset)
        (added,) = keep(self._store, [one], self._settings)
        if added.outcome == "ok":
            self._store.gone(report.article or report.id, place, None)
        return added

    def _gone(self, key: str, page: PageState, status: int) -> Iterator[AddedInput]:
        assert page.article
        news = self._store.gone(page.article, page.link, status)
        self._seen(key, replace(page, etag=None, modified=None))
        if news:
            yield AddedInput(file=page.link, outcome="ok", what=What.GONE, detail=f"The server answers {status}.")

    def _seen(self, key: str, page: PageState) -> None:
        """Look at it again later, the later the longer it has been known."""
        again = self._manners.clock() + CHECK_AGAIN[page.checks] if page.checks < len(CHECK_AGAIN) else None
        self._keep(key, replace(page, checks=page.checks + 1, errors=0, due=again))

    def _failed(self, key: str, page: PageState, error: InputError, answer: Fetched | None) -> AddedInput:
        """A page that could not be read: later again, if that can help."""
        errors = page.errors + 1
        unreached = answer is None and error.code in ("P-NET-TIMEOUT", "P-NET-CONNECT", "P-NET-DNS", "P-ROBOTS-UNKNOWN")
        passing = unreached or (answer is not None and (answer.status in PASSING or answer.status >= 500))
        if unreached:
            self._manners.hold(page.link, HOST_SECONDS)
        later = self._manners.put_off(page.link, ERROR_SECONDS, errors, answer)
        self._keep(key, replace(page, errors=errors, due=later if passing and errors < PAGE_ERRORS else None))
        return told(outcome(page.link, error))

    def _keep(self, key: str, page: PageState) -> None:
        self._pages[key] = page
        self._store.put(PAGES, _encoded({key: page}))


def _key(link: str) -> str:
    """What a page is known by: its address, or the hash of one without end."""
    name = normal(link)
    return name if len(name.encode("utf-8", "replace")) <= MOST_KEY else digest(name.encode("utf-8", "replace"))


def _encoded(pages: Mapping[str, PageState]) -> dict[str, bytes]:
    return {key: msgspec.json.encode(page) for key, page in pages.items()}


def _kept_back(link: str, *, unknown: bool) -> InputError:
    if unknown:
        return InputError(
            f"{link}: its host's robots.txt cannot be had.",
            code="P-ROBOTS-UNKNOWN",
            next_step="It is asked again later.",
        )
    return InputError(
        f"{link}: its host's robots.txt keeps it back.",
        code="P-ROBOTS",
        next_step="Save the page to a file, or add it by its address.",
        skipped=True,
    )
