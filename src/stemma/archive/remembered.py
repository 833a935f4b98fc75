"""An archive for a process that is asked again and again: its connections remember together what they made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from stemma import store as stores
from stemma.archive.archive import Archive
from stemma.archive.memory import Memory
from stemma.archive.status import Status, status
from stemma.archive.stories import StoryLine, story_among
from stemma.archive.withdrawn import Withdrawal, withdrawn
from stemma.archive.workers import Workers
from stemma.errors import StoreError
from stemma.rulings import about
from stemma.settings import DEFAULT, Settings
from stemma.store import Store
from stemma.types.account import Account
from stemma.types.ids import content_id


class Remembered(Archive):
    """An archive over one connection, with the memory that it shares with others. `folder`: where it is, if here;
    `workers`: who make its accounts, if not this process."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        memory: Memory,
        folder: Path | None = None,
        workers: Workers | None = None,
    ) -> None:
        super().__init__(store, settings)
        self.memory, self.folder, self.workers = memory, folder, workers
        self._spoken = memory.spoken

    def stories(self) -> tuple[StoryLine, ...]:
        """Every story, the latest first; of a large archive as they stood a moment ago."""
        return self.memory.stories(self.store).lines

    def of_many(self, least: int) -> tuple[StoryLine, ...]:
        """The same, of so many reports or more."""
        return self.memory.of_many(self.store, least)

    def story(self, wanted: str) -> StoryLine:
        """See `Archive.story`: one that came a moment ago is there."""
        known = self.memory.stories(self.store)
        found = known.by_id.get(wanted) or known.of_report.get(wanted)
        if found:
            return found
        try:
            return story_among(known.lines, self.store, wanted)
        except StoreError:
            known = self.memory.newer(self.store, settle=bool(self.store.has([wanted])))
            return story_among(known.lines, self.store, wanted)

    def stories_of(self, reports: Iterable[str]) -> dict[str, StoryLine]:
        """Report id -> the story that it is in; what came a moment ago may be in none yet."""
        known = self.memory.stories(self.store).of_report
        return {one: known[one] for one in reports if one in known}

    def forgets(self) -> int:
        """Another number whenever reports were forgotten: nothing that was made of them before may be shown."""
        self.memory.forget(self.store)
        return self.memory.forgets

    def position(self) -> str:
        """What all lists are made of: where the log stands, where it stood when the stories were settled, and of how
        many stories the origins are counted."""
        return f"{self.store.head()} {self.memory.stories(self.store).stamp} {self.memory.counted}"

    def origins(self, lines: Iterable[StoryLine]) -> dict[str, int]:
        """Story id -> how many origins it has, of those whose account was made; others are not counted for it."""
        rulings = self.rulings()
        found = {line.id: self.memory.origins(line.reports, rulings) for line in lines}
        return {story: many for story, many in found.items() if many is not None}

    def status(self) -> Status:
        """How the watched feeds stand, a few seconds ago."""
        return self.memory.lately("status", self.store, status)

    def withdrawn(self) -> dict[str, Withdrawal]:
        """Report id -> its withdrawal, of those whose address has them no more."""
        return self.memory.of_log("withdrawn", self.store, withdrawn)

    def account_of(self, reports: Iterable[str]) -> Account:
        """See `Archive.account_of`."""
        wanted = tuple(sorted(set(reports)))
        self.forgets()
        return self.memory.account(wanted, self.rulings(), lambda: self._made(wanted))

    def make_ready(self, story: str) -> None:
        """Make the account of a story that nobody waits for, if it is not known. Raises StoreError."""
        wanted = tuple(sorted(set(self.story(story).reports)))
        self.memory.account(wanted, self.rulings(), lambda: self._made(wanted, ahead=True))

    def _made(self, reports: tuple[str, ...], *, ahead: bool = False) -> Account:
        """Apart where there is a process for it; here, where there is none or it was ended."""
        made = self.workers.account(reports, ahead=ahead) if self.workers else None
        return made or super().account_of(reports)

    def stamp(self, story: str) -> str:
        """What the account of a story is made of: its reports, and the rulings in force that concern them. Raises
        StoreError."""
        line = self.story(story)
        known = self.memory.hashes
        new = [one for one in line.reports if one not in known]
        known.update(zip(new, self.text_sha256(new), strict=True))
        return content_id("a", f"{line.id} {about(self.rulings(), (known[one] for one in line.reports))!r}")


def remembered(
    place: str | Path, settings: Settings = DEFAULT, workers: Workers | None = None
) -> Callable[[], Remembered]:
    """What opens the archive in this folder or `postgresql://` database again and again; all that it opens remember
    together. Raises StoreError, when called, if there is none."""
    memory = Memory(lambda: stores.open_store(place, settings), workers.settle if workers else None)
    folder = None if stores.is_server(place) else Path(place)
    return lambda: Remembered(stores.open_store(place, settings), settings, memory, folder, workers)
