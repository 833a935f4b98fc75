"""The stories of an archive: settled from a small profile of every report, which is kept once it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from stemma.archive.dating import dated
from stemma.archive.withdrawn import withdrawn
from stemma.errors import StoreError
from stemma.link.stories import Stories
from stemma.link.story_index import State, StoryIndex
from stemma.link.story_terms import Profile, profile
from stemma.rulings import apply_stories
from stemma.store import Store
from stemma.types.archive import Card
from stemma.types.dossier import Dossier
from stemma.types.report import Report
from stemma.types.story import Story, story_id

LINES, CALLED, CURRENT = "story-lines", "story-called", "current"
PROFILES, STATE = f"story-profile-{Stories.version}", f"story-state-{Stories.version}"
"""Kept by the version of the part that makes them: another version settles from the beginning."""
NOTHING = State(places=(), near=(), levels=(), groups=())
AT_ONCE = 500
"""Reports read at a time where profiles are missing."""


class StoryLine(Struct, frozen=True, kw_only=True):
    """One story in a list."""

    id: str
    """From the ids of its reports: another report, another id."""
    headline: str | None
    """Of its first report that has one."""
    outlets: tuple[str, ...]
    """Sorted; reports of no known outlet count under none."""
    first: str | None
    """When its first report was published, EDTF."""
    last: str | None
    """When its last report was published, EDTF."""
    reports: tuple[str, ...]
    """Ids, in order of publication, undated last."""
    withdrawn: Mapping[str, str] = {}
    """Report id -> since when (ISO 8601, UTC) its address has it no more."""


def story_lines(store: Store) -> tuple[StoryLine, ...]:
    """Every story of the archive, the latest first. Settled again only if the log has grown since, and then only around
    what came and went."""
    stamp = str(store.head())
    last = last_lines(store)
    if last and last[0] == stamp:
        return last[1]
    lines = _computed(store)
    _remember(store, LINES, {CURRENT: msgspec.msgpack.encode((stamp, lines))})
    known = store.values(CALLED, (line.id for line in lines))
    _remember(store, CALLED, {line.id: line.reports[0].encode() for line in lines if line.id not in known})
    return lines


def _remember(store: Store, kind: str, values: Mapping[str, bytes | None]) -> None:
    """Keep what was worked out, where anything can be kept: it can be worked out again."""
    if store.writable:
        store.put(kind, values)


def last_lines(store: Store) -> tuple[str, tuple[StoryLine, ...]] | None:
    """The head of the log when the stories were last settled, and the list as it stood then; None if they never
    were."""
    kept = store.values(LINES, [CURRENT]).get(CURRENT)
    return msgspec.msgpack.decode(kept, type=tuple[str, tuple[StoryLine, ...]]) if kept else None


def story_of(store: Store, wanted: str) -> StoryLine:
    """The story of this id, of an id that begins so, or that holds the report of this id. A story has another id when a
    report joins it; the id that it had before still leads to it. Raises StoreError."""
    return story_among(story_lines(store), store, wanted)


def story_among(lines: Sequence[StoryLine], store: Store, wanted: str) -> StoryLine:
    """The same, of these stories."""
    found = [line for line in lines if line.id == wanted or wanted in line.reports]
    found = found or [line for line in lines if wanted and line.id.startswith(wanted)]
    if not found and (once := store.values(CALLED, [wanted]).get(wanted)):
        found = [line for line in lines if once.decode() in line.reports]
    if len(found) == 1:
        return found[0]
    several = f"{len(found)} stories begin so: {', '.join(line.id for line in found[:5])}."
    raise StoreError(
        f"{wanted}: " + (several if found else "no story or report has this id."),
        code="S-NO-STORY",
        next_step="`stemma stories` shows ids.",
    )


def _computed(store: Store) -> tuple[StoryLine, ...]:
    cards = {card.id: card for card in store.cards()}
    ordered = sorted(cards.values(), key=_age)
    bare = tuple(Report(id=c.id, file="", text="", text_sha256=c.text_sha256) for c in ordered)
    place = {card.id: i for i, card in enumerate(ordered)}
    groups = [tuple(sorted(group, key=place.__getitem__)) for group in _settled(store, cards)]
    stories = tuple(sorted((Story(id=story_id(g), reports=g) for g in groups), key=lambda s: place[s.reports[0]]))
    ruled, _ = apply_stories(Dossier(reports=bare, stories=stories), store.rulings())
    cards = dated(store, {story.id: story.reports for story in ruled.stories}, cards)
    gone = {report: one.time for report, one in withdrawn(store).items()}
    lines = (_line(story, cards, gone) for story in ruled.stories)
    return tuple(sorted(lines, key=lambda line: latest(line.last, line.id)))


def _settled(store: Store, cards: Iterable[str]) -> list[tuple[str, ...]]:
    """The stories, from where they stood when they were last settled."""
    there = set(cards)
    profiles = _profiles(store, there)
    kept = store.values(STATE, [CURRENT]).get(CURRENT)
    state = msgspec.msgpack.decode(kept, type=State) if kept else NOTHING
    before = {report for reports in state.places for report in reports}
    if not before <= profiles.keys():  # another process settled at the same time, or one was ended between two steps
        state, before = NOTHING, set()
    index = StoryIndex.restored(profiles.values(), state)
    for report in sorted(before - there):
        index.remove(profiles[report])
    here = profiles.keys() & there
    for report in sorted(here - before):
        index.insert(profiles[report])
    if here != before:
        _remember(store, STATE, {CURRENT: msgspec.msgpack.encode(index.state())})
    if profiles.keys() - there:
        _remember(store, PROFILES, dict.fromkeys(profiles.keys() - there))
    return index.stories()


def _profiles(store: Store, cards: Iterable[str]) -> dict[str, Profile]:
    """The profile of every report, in order of id, made and kept where it is not yet; and those still kept of reports
    that are gone."""
    kept = store.values(PROFILES)
    missing = sorted(one for one in cards if one not in kept)
    for start in range(0, len(missing), AT_ONCE):
        page = store.get(missing[start : start + AT_ONCE])
        made = {k.id: msgspec.msgpack.encode(profile(k.report, k.layers)) for k in page if k.report}
        _remember(store, PROFILES, dict(made))
        kept.update(made)
    return {report: msgspec.msgpack.decode(value, type=Profile) for report, value in sorted(kept.items())}


def _line(story: Story, cards: Mapping[str, Card], gone: Mapping[str, str]) -> StoryLine:
    mine = sorted((cards[one] for one in story.reports), key=_age)
    dates = [card.published for card in mine if card.published]
    return StoryLine(
        id=story.id,
        headline=next((card.headline for card in mine if card.headline), None),
        outlets=tuple(sorted({card.outlet for card in mine if card.outlet})),
        first=min(dates, default=None),
        last=max(dates, default=None),
        reports=tuple(card.id for card in mine),
        withdrawn={card.id: gone[card.id] for card in mine if card.id in gone},
    )


def latest(last: str | None, story: str) -> tuple[bool, tuple[int, ...], str]:
    """What stories are sorted by: the latest first, those without a date at the end."""
    return (last is None, tuple(-ord(c) for c in last or ""), story)


def _age(card: Card) -> tuple[bool, str, str]:
    """Oldest first, undated last."""
    return (card.published is None, card.published or "", card.id)
