"""Positions: an actor's stance on an issue, and shifts as somebody's claims, with the denials that hang on them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from stemma.follow.changes import Claim, before_now, listed
from stemma.follow.echoes import Echoes
from stemma.follow.reading import Reading, has, padded
from stemma.follow.shifts import answers, claims
from stemma.follow.stances import Held, Stances
from stemma.text.fold import fold
from stemma.text.roots import roots, roots_of
from stemma.text.tokens import Word, words
from stemma.types.difference import Position, Shift
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.story import Story

ISSUE_WORDS = 4
"""Words that name an issue at most."""


class PositionFollower:
    """Stances by actor and issue; a change is shown only as somebody's claim, with who denies it."""

    name = "positions"
    version = "1"
    requires = frozenset({"reports", "layers", "entities", "stories", "utterances", "facts"})
    assigns = frozenset({"positions"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        reading = Reading(dossier)
        found: list[Position] = []
        for story in dossier.stories:
            found += _of_story(story, reading)
        return {"positions": tuple(found)}


def _of_story(story: Story, reading: Reading) -> list[Position]:
    reports = [reading.reports[r] for r in sorted(story.reports)]
    echoes = Echoes(story, reading)
    stances = Stances(story, reading, echoes)
    held = [h for r in reports for h in stances.of(r)]
    said = [c for r in reports for c in claims(reading, r, echoes)]
    held += [h for c in said for h in stances.held_against(c)]
    held += stances.renderings(held)
    held = _outermost(held)
    by_actor: dict[str, list[Held]] = defaultdict(list)
    for h in held:
        by_actor[h.actor].append(h)
    made = sorted((c for c in said if c.actor in by_actor and not c.denies), key=lambda c: _weak(c, said))
    shifts = {c.actor: _shift(c, said, reading) for c in reversed(made) if c.actor}
    positions = []
    for actor in sorted(by_actor):
        groups = _issues(by_actor[actor])
        claim = shifts.get(actor)
        positions += _positions(story, actor, groups, claim)
    return sorted((p for p in positions if p.issue), key=lambda p: (p.shift is None, -len(p.stances), p.id))


def _outermost(held: Sequence[Held]) -> list[Held]:
    """Each stance once; words that a paper picked out of a longer stance of the same actor are told with it."""
    kept: list[Held] = []
    furthest: dict[tuple[str, str], int] = {}
    for h in sorted(held, key=lambda h: (h.actor, h.stance.span.report, h.stance.span.start, -h.stance.span.end)):
        key = h.actor, h.stance.span.report
        if h.stance.span.end > furthest.get(key, -1):
            furthest[key] = h.stance.span.end
            kept.append(h)
    return kept


def _issues(held: Sequence[Held]) -> list[list[Held]]:
    """Stances of one actor that share a telling word are about one issue; one rests with the first it fits. What shares
    none with any other is about an issue of its own; words that tell of none ("not this year") go with the chief one.
    """
    counts = Counter(r for h in held for r in h.roots)
    groups: dict[tuple[str, int], list[Held]] = {}
    for n, h in enumerate(held):
        key = min(h.roots, key=lambda r: (-counts[r], r), default="")
        if h.roots:
            groups.setdefault((key, -1) if counts[key] > 1 else ("", n), []).append(h)
    most = max(groups, key=lambda k: (len(groups[k]), k), default=None)
    if most:
        groups[most] += [h for h in held if not h.roots]
    return [groups[k] for k in sorted(groups)]


def _positions(
    story: Story, actor: str, groups: Sequence[Sequence[Held]], claim: tuple[Shift, frozenset[str]] | None
) -> list[Position]:
    """The positions of one actor; a claimed shift hangs on the issue with which it shares most words."""
    best = max(range(len(groups)), key=lambda n: (_shared(groups[n], claim), len(groups[n]), -n), default=0)
    return [_position(story, actor, g, claim if n == best else None) for n, g in enumerate(groups)]


def _shared(group: Sequence[Held], claim: tuple[Shift, frozenset[str]] | None) -> int:
    return len(claim[1] & frozenset[str]().union(*(h.roots for h in group))) if claim else 0


def _position(story: Story, actor: str, held: Sequence[Held], claim: tuple[Shift, frozenset[str]] | None) -> Position:
    stances = tuple(sorted((h.stance for h in held), key=lambda s: (s.when or "9999", s.span)))
    key = f"{story.id}|{actor}|" + "|".join(f"{s.span.report} {s.span.start} {s.span.end}" for s in stances)
    return Position(
        id=content_id("s", key),
        story=story.id,
        actor=actor,
        issue=_issue(held, claim[1] if claim else frozenset()),
        stances=stances,
        shift=claim[0] if claim else None,
    )


def _issue(held: Sequence[Held], claimed: frozenset[str]) -> str:
    """What the stances are about, as one prints it: telling words on end, those first that most of them have."""
    counts = Counter(r for h in held for r in h.roots) + Counter({r: len(held) for r in claimed})
    best: tuple[float, int, str] = (0.0, 0, "")
    for h in held:
        for run in _runs(h.stance.span.text):
            for low in range(max(1, len(run) - ISSUE_WORDS + 1)):
                part = run[low : low + ISSUE_WORDS]
                text = h.stance.span.text[part[0].start : part[-1].end]
                worth = sum(counts[r] - 1 + 1 / len(counts) for w in part for r in roots([fold(w.text)]))
                best = max(best, (worth, len(part), text), key=lambda b: (b[0], b[1], len(b[2]), b[2]))
    return best[2]


def _runs(text: str) -> list[list[Word]]:
    """Telling words of the text that follow on each other with nothing but space between."""
    found: list[list[Word]] = []
    last: Word | None = None
    for word in words(text):
        tells = bool(list(roots([fold(word.text)])))
        if tells and last and found and not text[last.end : word.start].strip():
            found[-1].append(word)
        elif tells:
            found.append([word])
        last = word if tells else None
    return found


def _weak(claim: Claim, said: Sequence[Claim]) -> tuple[bool, bool, bool, bool]:
    """Of several claims about one actor, one by somebody named counts most, and one that its own report has denied.
    That somebody had never said a thing is less of a claim than that he now says it for the first time.
    """
    denied = any(c.denies and c.span.report == claim.span.report for c in said)
    return claim.by in (None, "outlet"), str(claim.by).startswith("unnamed:"), not denied, before_now(claim)


def _denier(denial: Claim, claim: Claim, reading: Reading) -> str | None:
    """Who denies it: an answer by somebody who is only described ("the owner") is that of the one it is about,
    unless an office, a body or a spokesman answers.
    """
    if not denial.by or reading.named(denial.by):
        return denial.by
    label = padded(reading.label(denial.by))
    return denial.by if has(label, listed("bodies")) else claim.actor


def _of_one(denial: Claim, claim: Claim) -> bool:
    """The denial comes from the claim's actor, or is surely about them."""
    return claim.actor == denial.by or (denial.sure and claim.actor == denial.actor)


def _shift(claim: Claim, said: Sequence[Claim], reading: Reading) -> tuple[Shift, frozenset[str]]:
    """The claim with the denial that is about the same actor, or that comes from that actor; its words besides."""
    denials = [c for c in said if c.denies and (_of_one(c, claim) or answers(c.span, claim.span))]
    denial = min(denials, key=lambda c: (c.span.report != claim.span.report, c.span), default=None)
    shift = Shift(
        claimed_by=claim.by,
        span=claim.span,
        denied_by=_denier(denial, claim, reading) if denial else None,
        denial_span=denial.span if denial else None,
    )
    return shift, roots_of(claim.span.text)
