"""Where information entered the news: interviews, press conferences, statements, documents, posts, witnesses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from stemma.text.fold import fold
from stemma.trace.ages import age_key
from stemma.trace.channels import between, likely, shown, told_one
from stemma.trace.hosts import Told, visits
from stemma.trace.in_hand import InHand, in_hand
from stemma.trace.in_the_run import in_the_run
from stemma.trace.reprints import reprints
from stemma.trace.rests import MOST_SLIGHT
from stemma.trace.sayings import Actors, Saying, sayings
from stemma.trace.sources import same_sources
from stemma.trace.talks import talks
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.span import Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.story import Origin, OriginKind, Utterance

OWN = frozenset({"interview", "witness", "leak"})
"""Kinds where somebody speaks to one outlet; without another addressee it is the report's own."""
WRITTEN = frozenset({"statement", "document"})
BY_DAY = frozenset({"press-conference", "statement"})
"""Kinds of which one speaker may give several in a story, told apart by day; talks are told apart by outlet."""
DAY_NEAR = 80
"""Characters between a cue and the day on which it was said."""
THOUGHT = frozenset({"believes", "expected", "appeared"})
SPANS_SHOWN = 24
HAND = "hand:"
"""Before the id of a report in hand whose issuer nobody names."""


class Origins:
    """Finds the origins that reports name or show, and merges them across the reports of a story."""

    name = "origins"
    version = "1"
    requires = frozenset({"reports", "layers", "entities", "stories", "utterances"})
    assigns = frozenset({"origins", "origin_of", "utterances"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        actors = Actors(dossier)
        hands = {r.id: in_hand(r, x, dossier, actors) for r, x in zip(dossier.reports, dossier.layers, strict=True)}
        by_story: dict[str, list[Told]] = defaultdict(list)
        told_here = visits(_told(dossier, actors), actors)
        descents = in_the_run([t.saying for t in told_here], dossier, actors)
        for told in told_here:
            if told.saying.id in descents or _own_voice(told.saying, actors):
                continue  # the report that says so is here itself, or is this one
            by_story[dossier.story_of[told.saying.report.id]].append(told)
        origins: list[Origin] = []
        origin_of: dict[str, str] = {}
        for story in dossier.stories:
            given = {r: h for r in story.reports if (h := hands[r])}
            copies = _copies(given, dossier)
            issued = {r: h for r, h in given.items() if r not in copies}
            rows = by_story[story.id]
            for group in _groups([t for t in rows if not t.saying.around], issued, copies, actors):
                origin = _origin(story.id, group, dossier, actors)
                origins.append(origin)
                origin_of |= {t.saying.id: origin.id for t in group.told}
            inner = {t.saying.id: origin_of.get(t.saying.around or "") for t in rows if t.saying.around}
            origin_of |= {i: o for i, o in inner.items() if o}
        return {
            "origins": tuple(origins),
            "origin_of": dict(sorted(origin_of.items())),
            "utterances": _with_origins(dossier, origins, origin_of),
        }


def _copies(given: Mapping[str, InHand], dossier: Dossier) -> dict[str, str]:
    """Of the reports in hand of a story, those that repeat an older one: report -> that one."""
    return reprints(sorted((r for r in dossier.reports if r.id in given), key=age_key)) if len(given) > 1 else {}


class Group(NamedTuple):
    """Sayings of one origin; `hand`: the report that is the origin itself."""

    kind: OriginKind
    who: str | None
    told: tuple[Told, ...]
    hand: tuple[str, InHand] | None = None


def _told(dossier: Dossier, actors: Actors) -> Iterator[Told]:
    for saying in sayings(dossier):
        layers = dossier.layers[saying.number]
        yield Told(saying, shown(saying, layers, actors, dossier.entity_of), _day(saying, dossier))


def _own_voice(saying: Saying, actors: Actors) -> bool:
    """ "This newspaper has learned", or the outlet named by itself: it does not say from whom."""
    if actors.type(saying.who) != "medium":
        return False
    label = fold(actors.label(saying.who))
    return label.startswith(("this ", "our ")) or actors.outlets.is_outlet(saying.number, saying.who)


def _day(saying: Saying, dossier: Dossier) -> str | None:
    """The day that the sentence gives for the saying, outside what is said."""
    low, high = saying.frame_start, saying.frame_start + len(saying.frame)
    cue = saying.said.cue
    near = (cue.start if cue else saying.said.start) - low
    found = []
    for time in between(dossier.layers[saying.number].times, low, high):
        inside = time.end <= high and saying.frame[time.start - low : time.end - low].strip()
        day = _date(time.value) if inside else None
        if day and day <= (saying.report.published.value or "9999")[:10] and abs(time.start - low - near) <= DAY_NEAR:
            found.append((abs(time.start - low - near), day))
    return min(found)[1] if found else None


def _date(value: str | None) -> str | None:
    """The day of an EDTF value that names one day, with or without a time of day."""
    if not value or len(value) < 10 or "/" in value:
        return None
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return None


def _groups(
    told: Sequence[Told], hands: Mapping[str, InHand], copies: Mapping[str, str], actors: Actors
) -> Iterator[Group]:
    """One group an origin. Who speaks comes first, then the channel, then (for what is given often) the day.

    `hands`: report -> the origin that it is. What such a report prints, and what others print of the same utterance
    later, rests on it, as does what its reprints (`copies`) print.
    """
    issuers = sorted({h.who for h in hands.values() if h.who})
    same = same_sources([t.saying for t in told], actors, issuers)
    owner = {r: (same.get(h.who, h.who) if h.who else HAND + r) for r, h in sorted(hands.items())}
    issued = _issued(told, hands, copies)
    by_who: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        hand = issued.get(one.saying.id)
        by_who[owner[hand] if hand else same[one.saying.who]].append(one)
    asked = {t.channel.to for t in told if t.channel and t.channel.kind == "interview"}
    for who in sorted({*by_who, *owner.values()}):
        rows, own = by_who[who], {r: h for r, h in sorted(hands.items()) if owner[r] == who}
        thought = all(isinstance(t.saying.said, Attribution) and t.saying.said.strength in THOUGHT for t in rows)
        if not own and (thought or (actors.type(who) == "medium" and who in asked)):
            continue  # nobody said it aloud; or the outlet that asked is no source of its own
        yield from _of_one(who, rows, own, issued, actors)


def _issued(told: Sequence[Told], hands: Mapping[str, InHand], copies: Mapping[str, str]) -> dict[str, str]:
    """Saying -> the report in hand that it was issued in: its own, the one that its report repeats, or the one that
    first printed the utterance."""
    first: dict[str, Told] = {}
    for one in sorted(told, key=lambda t: age_key(t.saying.report)):
        if one.saying.utterance:
            first.setdefault(one.saying.utterance, one)
    found = {}
    for one in told:
        own = one.saying.report.id
        origin = first.get(one.saying.utterance or "") if own not in hands and own not in copies else one
        report = copies.get(origin.saying.report.id, origin.saying.report.id) if origin else ""
        if report in hands:
            found[one.saying.id] = report
    return found


def _of_one(
    who: str, told: Sequence[Told], hands: Mapping[str, InHand], issued: Mapping[str, str], actors: Actors
) -> Iterator[Group]:
    kinds = _kinds(who, told, hands, issued, actors)
    by_kind: dict[OriginKind, list[Told]] = defaultdict(list)
    for one in told:
        kind = kinds.get(one.saying.id)
        if kind:
            by_kind[kind].append(one)
    for report, hand in hands.items():
        own = [t for t in by_kind[hand.kind] if _hand_of(t, hands, issued) == report]
        by_kind[hand.kind] = [t for t in by_kind[hand.kind] if t not in own]
        yield Group(hand.kind, hand.who, tuple(own), (report, hand))
    for kind, rows in sorted(by_kind.items()):
        if not rows or (kind != "document" and _bare(rows)) or (kind in OWN and kind != "leak" and _slight(rows)):
            continue  # a clause or a few words without any sign: how they came to the report is unknown
        for same in _days(rows) if kind in BY_DAY else talks(rows, actors) if kind in OWN else [rows]:
            yield Group(kind, who, tuple(same))


def _hand_of(one: Told, hands: Mapping[str, InHand], issued: Mapping[str, str]) -> str | None:
    """The report in hand that this saying rests on: where it was issued, else the last that could be known."""
    if one.saying.id in issued:
        return issued[one.saying.id]
    published = (one.saying.report.published.value or "9999")[:10]
    return max((r for r in hands if hands[r].day <= published), key=lambda r: (hands[r].day, r), default=None)


def _bare(rows: Sequence[Told]) -> bool:
    return len(rows) == 1 and not rows[0].channel and isinstance(rows[0].saying.said, Attribution)


def _slight(rows: Sequence[Told]) -> bool:
    """A few words of somebody whom no report says it spoke to."""
    quoted = sum(len(t.saying.said.text.split()) for t in rows if isinstance(t.saying.said, Quotation))
    return quoted < MOST_SLIGHT and not any(t.channel for t in rows)


def _kinds(
    who: str, told: Sequence[Told], hands: Mapping[str, InHand], issued: Mapping[str, str], actors: Actors
) -> dict[str, OriginKind | None]:
    """Saying -> kind: what its sentence shows; else what the same utterance, then the same report shows."""
    explicit = _explicit(who, told, hands, issued, actors)
    by_utterance: dict[str | None, Counter[OriginKind]] = defaultdict(Counter)
    by_report: dict[str, Counter[OriginKind]] = defaultdict(Counter)
    for one in told:
        kind = explicit.get(one.saying.id)
        if kind:
            by_utterance[one.saying.utterance][kind] += 1
            by_report[one.saying.report.id][kind] += 1
    known = _known(told, explicit)
    guess = likely(who, any(isinstance(t.saying.said, Quotation) for t in told), actors)
    found: dict[str, OriginKind | None] = {}
    for one in told:
        utterance = by_utterance[one.saying.utterance] if one.saying.utterance else Counter()
        near = next(
            (_first(c) for c in (utterance, by_report[one.saying.report.id], _heard(known[_told_on(one)])) if c), None
        )
        found[one.saying.id] = explicit.get(one.saying.id) or near or guess
    return found


def _known(told: Sequence[Told], explicit: Mapping[str, OriginKind]) -> dict[str, Counter[OriginKind]]:
    """Day -> what sentences printed until then show: words do not rest on a talk given after they were printed."""
    found: dict[str, Counter[OriginKind]] = {}
    until: Counter[OriginKind] = Counter()
    for one in sorted(told, key=_told_on):
        until.update(k for k in (explicit.get(one.saying.id),) if k)
        found[_told_on(one)] = until.copy()
    return found


def _told_on(one: Told) -> str:
    return (one.saying.report.published.value or "9999")[:10]


def _explicit(
    who: str, told: Sequence[Told], hands: Mapping[str, InHand], issued: Mapping[str, str], actors: Actors
) -> dict[str, OriginKind]:
    """What sentences show. Of statement and document, and of interview, leak and witness, one speaker has one."""
    found = {t.saying.id: t.channel.kind for t in told if t.channel}
    counted = Counter(k for k in found.values() if k in WRITTEN)
    given = sorted({h.kind for h in hands.values()})
    written = given[0] if given else _first(counted) if counted else None
    alone = told_one(who, actors, "leak" in found.values())
    for one, kind in found.items():
        if kind in WRITTEN and written:
            found[one] = written
        elif kind in OWN:
            found[one] = alone  # an anonymous bystander is a witness, a named person asked in private is interviewed
    return found | {t.saying.id: hands[issued[t.saying.id]].kind for t in told if t.saying.id in issued}


def _first(counted: Counter[OriginKind]) -> OriginKind:
    return min(counted, key=lambda k: (-counted[k], k))


def _heard(counted: Counter[OriginKind]) -> Counter[OriginKind]:
    """The kinds that everybody could hear or read, if there are any: who prints words has them rather from there."""
    public = Counter({k: n for k, n in counted.items() if k not in OWN})
    return public or counted


def _days(rows: Sequence[Told]) -> list[list[Told]]:
    """Rows of one speaker and kind by day: an utterance holds together, and a row without a day joins its report's."""
    day_of: dict[str, str] = {}
    for one in rows:
        if one.day and one.saying.utterance:
            day_of.setdefault(one.saying.utterance, one.day)
    by_report: dict[str, str] = {}
    for one in rows:
        day = day_of.get(one.saying.utterance or "") or one.day
        if day:
            by_report.setdefault(one.saying.report.id, day)
    days = sorted(set(by_report.values()) | set(day_of.values()))
    found: dict[str, list[Told]] = defaultdict(list)
    for one in rows:
        day = day_of.get(one.saying.utterance or "") or one.day or by_report.get(one.saying.report.id)
        found[day or _before(one, days)].append(one)
    return [found[d] for d in sorted(found)]


def _before(one: Told, days: Sequence[str]) -> str:
    """The last of these days on or before the report's; "" if the report is older than all of them."""
    published = (one.saying.report.published.value or "9999")[:10]
    return max((d for d in days if d <= published), default="")


def _origin(story: str, group: Group, dossier: Dossier, actors: Actors) -> Origin:
    to = _addressee(group, dossier, actors)
    days = Counter(t.day for t in group.told if t.day)
    when = min(days, key=lambda d: (-days[d], d)) if days else _issued_on(group, dossier)
    ids = sorted(t.saying.id for t in group.told) or [group.hand[0] if group.hand else ""]
    return Origin(
        id=content_id("o", "\n".join([group.kind, *ids])),
        story=story,
        kind=group.kind,
        who=group.who,
        to=to,
        when=when,
        in_hand=group.hand[0] if group.hand else None,
        evidence=tuple(_evidence(group)),
    )


def _issued_on(group: Group, dossier: Dossier) -> str | None:
    return dossier.report(group.hand[0]).published.value if group.hand else None


def _addressee(group: Group, dossier: Dossier, actors: Actors) -> str | None:
    """To whom: the medium named most; for words told to nobody else, the outlet that prints them first."""
    told_to = ((t.channel.to if t.channel else None) or dossier.actor(t.saying.said.to) for t in group.told)
    named = Counter(a for a in told_to if a and actors.type(a) == "medium")
    if named:
        return min(named, key=lambda a: (-named[a], a))
    if group.kind in OWN and group.told:
        return actors.outlets.medium(group.told[0].saying.number)
    return None


def _evidence(group: Group) -> Iterator[Span]:
    """What shows the channel, then the words that came through it, report by report."""
    if group.hand:
        yield from group.hand[1].evidence
    rows = sorted(group.told, key=lambda t: (t.saying.number, t.saying.said.start))
    for one in rows[:SPANS_SHOWN]:
        channel, report = one.channel, one.saying.report
        if channel and channel.start is not None and channel.end is not None and channel.start < channel.end:
            yield report.span(channel.start, channel.end)
        yield report.span(one.saying.said.start, one.saying.said.end)


def _with_origins(dossier: Dossier, origins: Sequence[Origin], origin_of: Mapping[str, str]) -> tuple[Utterance, ...]:
    """The utterances, each with the origin most of its pieces rest on; words of an interview are said to its medium.

    `outlet` says to whom only where one report alone prints the words."""
    known = {o.id: o for o in origins}
    report_of = {q.id: n.report for n in dossier.layers for q in n.quotations}
    report_of |= {a.id: n.report for n in dossier.layers for a in n.attributions}
    found = []
    for utterance in dossier.utterances:
        origin = known.get(_most(origin_of.get(i) for i in _members(utterance)) or "")
        to, vague = utterance.to, not utterance.to or utterance.to == "outlet" or utterance.to.startswith("unnamed:")
        if origin and origin.kind in OWN and vague:
            to = origin.to or to
        to = None if to == "outlet" and len({report_of[i] for i in _members(utterance)}) > 1 else to
        found.append(msgspec.structs.replace(utterance, origin=origin.id if origin else None, to=to))
    return tuple(found)


def _members(utterance: Utterance) -> Iterator[str]:
    for rendering in utterance.renderings:
        yield from rendering.quotations
        yield from rendering.attributions


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None
