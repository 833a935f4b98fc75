"""An archive: a store and the pipeline over it. Accounts and stories are computed from what it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from stemma import store as stores
from stemma.archive.adding import AddedInput, Progress, add
from stemma.archive.alerts import Alert, Alerted, remove, save, saved, saw, unseen
from stemma.archive.followed import followed
from stemma.archive.news import News, news
from stemma.archive.search import search
from stemma.archive.spoken import Reading, spoken
from stemma.archive.stories import StoryLine, story_lines, story_of
from stemma.errors import RulingError, StoreError
from stemma.intake import finish
from stemma.rulings import about, anchor_of, fault
from stemma.settings import DEFAULT, Settings
from stemma.statements import statements_of
from stemma.store import Store
from stemma.types.account import Account
from stemma.types.archive import Head, Kept
from stemma.types.ledger import Ledger
from stemma.types.ruling import Anchor, Ruling
from stemma.types.search import Results, Sort

if TYPE_CHECKING:
    from stemma.archive.watching import Watch


class Archive:
    """What `stemma init` made. Use it in a `with` block, or call `close`.

    with Archive.open("desk") as archive:
        list(archive.add(["today/"]))
        archive.account(archive.stories()[0].id)
    """

    _spoken: Reading = staticmethod(spoken)

    def __init__(self, store: Store, settings: Settings = DEFAULT) -> None:
        self.store, self.settings = store, settings

    @classmethod
    def create(cls, place: str | Path, settings: Settings = DEFAULT) -> Archive:
        """A new archive in this folder or `postgresql://` database, or the one that is there. Raises StoreError if it
        holds something else."""
        return cls(stores.create(place, settings), settings)

    @classmethod
    def open(cls, place: str | Path, settings: Settings = DEFAULT) -> Archive:
        """The archive in this folder or `postgresql://` database. Raises StoreError if there is none."""
        return cls(stores.open_store(place, settings), settings)

    def reopen(self, place: str | Path) -> None:
        """The same archive over a new connection: its server ended the one before. Raises StoreError while there is
        none."""
        self.store.close()
        self.store = stores.open_store(place, self.settings)

    def add(
        self,
        names: Sequence[str],
        *,
        published: Mapping[str, str] | None = None,
        outlets: Mapping[str, str] | None = None,
        stdin: BinaryIO | None = None,
        progress: Progress | None = None,
    ) -> Iterator[AddedInput]:
        """Add files, folders, globs or "-"; one outcome an input, given back once it is durably kept. Raises StoreError
        where nothing can be kept."""
        self._to_write()
        return add(
            self.store,
            names,
            published=published or {},
            outlets=outlets or {},
            settings=self.settings,
            stdin=stdin,
            progress=progress,
        )

    def add_annotated(self, folders: Sequence[str]) -> Iterator[AddedInput]:
        """Add what `stemma batch` made in these folders, without annotating it again; one outcome a report. Raises
        UsageError U-BATCH for a folder that is not its output, unfinished, or of another version or other models."""
        from stemma.archive.imported import imported

        self._to_write()
        return chain.from_iterable(imported(self.store, folder, self.settings) for folder in folders)

    def watch(self, feeds: Sequence[str], *, every: float = 1800.0) -> Watch:
        """A watch over these feeds (addresses, OPML files), each asked every so many seconds. Nothing is asked before
        its `round` is. Raises UsageError, InputError for names that are neither, StoreError where nothing can be kept.
        """
        from stemma.archive.watching import Watch

        self._to_write()
        return Watch(self, feeds, every=every)

    def warc(self, path: str | Path, stories: Sequence[str] | None = None) -> int:
        """Write the raw bytes of all reports, or of these stories', as a WARC file, packed if it ends in .gz; how many
        records."""
        from stemma.archive.warc import write_warc

        only = None if stories is None else {one for line in self._lines(stories) for one in line.reports}
        return write_warc(self.store, path, only)

    def stories(self) -> tuple[StoryLine, ...]:
        """Every story, the latest first."""
        return story_lines(self.store)

    def story(self, wanted: str) -> StoryLine:
        """One story, by its id, its beginning, an id that it had before, or the id of one of its reports. Raises
        StoreError."""
        return story_of(self.store, wanted)

    def account(self, story: str) -> Account:
        """The account of one story, by its id, its beginning, or the id of one of its reports. Raises StoreError."""
        return self.account_of(self.story(story).reports)

    def account_of(self, reports: Iterable[str]) -> Account:
        """The account of these reports, under the rulings in force. Raises StoreError for one that is not kept."""
        from stemma.pipeline import account_of  # most verbs of an archive make no account, and its parts take a while

        kept = {k.id: (k.report, k.layers) for k in self._kept(reports) if k.report and k.layers}
        reread = finish([report for report, _ in kept.values()], {}, {})
        rulings = about(self.store.rulings(), (one.text_sha256 for one in reread))
        return account_of(reread, known=kept, rulings=rulings, settings=self.settings)

    def accounts(self, stories: Sequence[str] | None = None) -> Iterator[Account]:
        """The accounts of these stories (see `account`), or of all, one at a time, in the order of `stories()`.

        `stemma.export.formats.pieces(archive.accounts(), "statements-csv")` writes them into one file. Raises
        StoreError, before the first is made, for a story that is not there.
        """
        return (self.account_of(line.reports) for line in self._lines(stories))

    def _lines(self, stories: Sequence[str] | None) -> list[StoryLine]:
        """The stories asked for, each once, the latest first."""
        asked = None if stories is None else {self.story(story).id for story in stories}
        return [line for line in self.stories() if asked is None or line.id in asked]

    def follow(
        self,
        *,
        actor: str | None = None,
        issue: str | None = None,
        since: str | None = None,
        stories: Sequence[str] | None = None,
    ) -> Ledger:
        """The ledger of an actor or an issue, as `stemma.follow` gives it, over the stories where a report names the
        actor, or where reports have the words of the issue; of these `stories` alone, where some are given.

        Other reports are not read. `actor` may be the id of an entity where `stories` are given. Raises UsageError for
        whom or what no report names, StoreError for no such story.
        """
        lines, narrowed = self._lines(stories), stories is not None
        return followed(lines, self.store, self.account_of, actor=actor, issue=issue, since=since, narrowed=narrowed)

    def diff(self, story: str, since: str) -> tuple[Account, News]:
        """The account of one story, and what of it rests on reports added at or after `since` (date or UTC time)."""
        line = self.story(story)
        account = self.account_of(line.reports)
        return account, news(line.id, since, account, self.store.get(line.reports))

    def search(
        self,
        text: str = "",
        *,
        facets: Mapping[str, str | tuple[str, ...]] | None = None,
        story: str | None = None,
        since: str | None = None,
        until: str | None = None,
        said: bool = False,
        sort: Sort = "newest",
        limit: int = 20,
        offset: int = 0,
        after: tuple[str | None, str] | None = None,
        counted: bool = False,
        traced: bool = True,
    ) -> Results:
        """Reports that hold all words and "phrases" of `text`; with `said` the statements that do.

        `facets`: outlet, speaker, to, place (a part of the name will do; a tuple names whole ones), strength, language,
        month; family: who gave what the reports rest on, or the id of an origin, or of a report of the family. `after`:
        (published, report or statement) of the last hit of the page before. `counted`: count the values of every facet;
        of families where few reports are found, unless they are not to be `traced`. Raises UsageError or StoreError for
        what cannot be asked.
        """
        return search(
            self.store,
            text,
            facets=facets,
            reports=self.story(story).reports if story else None,
            since=since,
            until=until,
            said=said,
            sort=sort,
            limit=limit,
            offset=offset,
            after=after,
            counted=counted,
            traced=traced,
            words=self._spoken,
        )

    def alert(self, name: str, text: str = "", *, facets: Mapping[str, str] | None = None, said: bool = False) -> None:
        """Save a search that tells of new reports (see `search`). Raises UsageError if the name is taken."""
        save(self.store, Alert(name=name, text=text, facets=facets or {}, said=said))

    def alerts(self) -> tuple[Alert, ...]:
        """The saved searches, by name."""
        return saved(self.store)

    def unseen(self) -> tuple[Alerted, ...]:
        """What came since each alert last looked. It comes again until it is given to `saw`, once it was shown."""
        return tuple(unseen(self.store))

    def saw(self, told: Iterable[Alerted]) -> None:
        """What `unseen` gave was shown; it is not told again."""
        saw(self.store, told)

    def alerted(self) -> tuple[Alerted, ...]:
        """What came since each alert last looked; asked again, it tells nothing twice."""
        told = self.unseen()
        self.saw(told)
        return told

    def unalert(self, name: str) -> None:
        """Remove an alert. Raises StoreError if there is none of this name."""
        remove(self.store, name)

    def rule(self, ruling: Ruling) -> bool:
        """Keep a correction; it is laid over every account from now on. False if it is kept already.

        Raises RulingError for one that lacks what its kind needs, StoreError if another ruling has its id.
        """
        wrong = fault(ruling)
        if wrong:
            raise RulingError(f"ruling {ruling.id}: {wrong}.", next_step="Say what is missing.")
        return self.store.rule(ruling)

    def undo(self, ruling: str, *, by: str, why: str) -> None:
        """Take a ruling back. Raises StoreError if none in force has this id."""
        self.store.undo(ruling, by, why)

    def rulings(self) -> tuple[Ruling, ...]:
        """Those in force, in the order in which they came."""
        return self.store.rulings()

    def text_sha256(self, reports: Sequence[str]) -> tuple[str, ...]:
        """The text hashes of these reports, by which rulings name them. Raises StoreError for one that is not kept."""
        known = {card.id: card.text_sha256 for card in self.store.cards(reports)}
        _none_missing(set(reports) - known.keys())
        return tuple(known[one] for one in reports)

    def anchor(self, quotation: str) -> Anchor:
        """What a ruling on this quotation or attribution is anchored to. Raises StoreError if it is not kept."""
        report = quotation.rpartition(".")[0]
        for kept in self._kept([report]):
            for one in statements_of(kept.layers) if kept.layers else ():
                if kept.report and one.id == quotation:
                    return anchor_of(kept.report, one.start, one.end)
        raise StoreError(
            f"{quotation}: report {report} has no such quotation.",
            code="S-NO-QUOTATION",
            next_step="`stemma show STORY --format json` shows their ids.",
        )

    def _to_write(self) -> None:
        """Raise StoreError S-READ-ONLY before any work whose result could not be kept."""
        if not self.store.writable:
            self.store.put("", {})

    def _kept(self, reports: Iterable[str]) -> tuple[Kept, ...]:
        """What is kept of these reports. Raises StoreError naming those that are not kept, or are forgotten."""
        wanted = set(reports)
        kept = tuple(one for one in self.store.get(wanted) if one.report and one.layers)
        _none_missing(wanted - {one.id for one in kept})
        return kept

    def forget(self, report: str, *, by: str, why: str) -> None:
        """Remove a report's text for good; its hash stays, and that, by whom and why it was removed."""
        self.store.forget(report, by, why)
        story_lines(self.store)  # what was worked out of its words goes too
        self.store.shrink()

    def check(self, head: str | None = None) -> list[str]:
        """Every fault of the archive, one line each. `head`: kept elsewhere, which the log must continue."""
        return self.store.check(head)

    def head(self) -> Head:
        """What to keep elsewhere, so that a rewritten archive can be told."""
        return self.store.head()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _none_missing(missing: set[str]) -> None:
    """Raises StoreError for reports that are not kept."""
    if missing:
        raise StoreError(
            f"{', '.join(sorted(missing))}: no report in this archive has this id.",
            code="S-NO-REPORT",
            next_step="`stemma stories --format json` shows ids.",
        )
