"""The stories of an archive: settled from a small profile of every report, which is kept once it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from stemma.archive.dating import dated
from stemma.archive.settling import Settled, every_story, settle
from stemma.archive.withdrawn import Withdrawal, withdrawn
from stemma.errors import StoreError
from stemma.rulings import apply_stories
from stemma.store import Store
from stemma.text.squeezed import spread, squeeze
from stemma.types.archive import Card
from stemma.types.dossier import Dossier
from stemma.types.report import Report
from stemma.types.ruling import Ruling
from stemma.types.story import Story, story_id

LINES, CALLED, CURRENT, TURN = "story-list", "story-called", "current", "turn"
TRACED = "story-families"
"""Kind of values: story id -> by what its families were traced."""
LONGEST = 1 << 30
"""Bytes that the list may unfold to: some million stories."""
_DOWNWARDS = {ord(letter): chr(255 - ord(letter)) for letter in "0123456789-:+.TZXu~?%/"}
"""What sorts dates (EDTF) from the latest to the first."""
RULED = ("join-stories", "split-stories")
"""Kinds of rulings on which reports are one story."""


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


Last = tuple[str, tuple[StoryLine, ...]]


def story_lines(store: Store) -> tuple[StoryLine, ...]:
    """Every story of the archive, the latest first. Settled again only if the log has grown since, and then only around
    what came and went."""
    stamp = str(store.head())
    last = last_lines(store)
    if last and last[0] == stamp:
        return last[1]
    lines, made_at = _again(store)
    _remember(store, LINES, {CURRENT: squeeze(msgspec.msgpack.encode((stamp, lines))), TURN: made_at})
    before = {line.id for line in last[1]} if last else set()
    fresh = [line for line in lines if line.id not in before]
    known = store.values(CALLED, (line.id for line in fresh))
    _remember(store, CALLED, {line.id: line.reports[0].encode() for line in fresh if line.id not in known})
    return lines


def _remember(store: Store, kind: str, values: Mapping[str, bytes | None]) -> None:
    """Keep what was worked out, where anything can be kept: it can be worked out again."""
    if store.writable:
        store.put(kind, values)


def last_lines(store: Store) -> tuple[str, tuple[StoryLine, ...]] | None:
    """The head of the log when the stories were last settled, and the list as it stood then; None if they never
    were."""
    kept = store.values(LINES, [CURRENT]).get(CURRENT)
    return _unpacked(kept) if kept else None


def _unpacked(kept: bytes) -> Last:
    made: Last = msgspec.msgpack.decode(spread(kept, LONGEST), type=Last)
    return made


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


def _again(store: Store) -> tuple[tuple[StoryLine, ...], bytes]:
    """The list as it is now, made of the last one where that can be, and what it was made of."""
    settled = settle(store)
    rulings = tuple(ruling for ruling in store.rulings() if ruling.kind in RULED)
    kept = store.values(LINES, [CURRENT, TURN])
    made_at = msgspec.msgpack.encode((settled.turn, len(rulings)))
    if CURRENT in kept and not rulings and kept.get(TURN) == msgspec.msgpack.encode((settled.before, 0)):
        lines = _patched(store, settled, _unpacked(kept[CURRENT])[1])
    else:
        lines = _whole(store, every_story(store, settled), rulings)
    return lines, made_at


def _patched(store: Store, settled: Settled, last: Sequence[StoryLine]) -> tuple[StoryLine, ...]:
    """The list with the stories that are no more replaced by those that are there instead."""
    gone = {story_id(group) for group in settled.gone}
    anew = [line.reports for line in last if line.id not in gone and not settled.withdrawn.isdisjoint(line.reports)]
    made = {story_id(group): group for group in (*settled.made, *anew)}
    found = {card.id: card for card in store.cards(report for group in made.values() for report in group)}
    there = {name: [r for r in group if r in found] for name, group in made.items()}  # some may be forgotten just now
    cards, away = dated(store, there, found, left=gone), withdrawn(store)
    _remember(store, TRACED, dict.fromkeys(gone))
    new = [_line(name, group, cards, away) for name, group in sorted(there.items()) if group]
    return _in_order([*(line for line in last if line.id not in gone and line.id not in made), *new])


def _whole(store: Store, groups: Iterable[Sequence[str]], rulings: Sequence[Ruling]) -> tuple[StoryLine, ...]:
    """The list made of all stories, as rulings have them."""
    cards = {card.id: card for card in store.cards()}
    ordered = sorted(cards.values(), key=_age)
    bare = tuple(Report(id=c.id, file="", text="", text_sha256=c.text_sha256) for c in ordered)
    place = {card.id: i for i, card in enumerate(ordered)}
    there = [tuple(sorted((r for r in group if r in place), key=place.__getitem__)) for group in groups]
    settled = sorted((Story(id=story_id(g), reports=g) for g in there if g), key=lambda s: place[s.reports[0]])
    ruled, _ = apply_stories(Dossier(reports=bare, stories=tuple(settled)), rulings)
    cards = dated(store, {story.id: story.reports for story in ruled.stories}, cards)
    gone = withdrawn(store)
    return _in_order(_line(story.id, story.reports, cards, gone) for story in ruled.stories)


def _in_order(lines: Iterable[StoryLine]) -> tuple[StoryLine, ...]:
    return tuple(sorted(lines, key=lambda line: latest(line.last, line.id)))


def _line(name: str, reports: Iterable[str], cards: Mapping[str, Card], gone: Mapping[str, Withdrawal]) -> StoryLine:
    mine = sorted((cards[one] for one in reports), key=_age)
    dates = [card.published for card in mine if card.published]
    return StoryLine(
        id=name,
        headline=next((card.headline for card in mine if card.headline), None),
        outlets=tuple(sorted({card.outlet for card in mine if card.outlet})),
        first=min(dates, default=None),
        last=max(dates, default=None),
        reports=tuple(card.id for card in mine),
        withdrawn={card.id: gone[card.id].time for card in mine if card.id in gone},
    )


def latest(last: str | None, story: str) -> tuple[bool, str, str]:
    """What stories are sorted by: the latest first, those without a date at the end."""
    return (last is None, (last or "").translate(_DOWNWARDS), story)


def _age(card: Card) -> tuple[bool, str, str]:
    """Oldest first, undated last."""
    return (card.published is None, card.published or "", card.id)
