"""What each report rests on: origins it tells of, reports it credits, reports whose wording it shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import msgspec

from stemma.trace.ages import can_follow, moment
from stemma.trace.credits import Credit, named_sources
from stemma.trace.lent import Lenders
from stemma.trace.order import oldest_first, reached
from stemma.trace.rests import MOST_SLIGHT, Rests
from stemma.trace.shared_text import Overlap, Sequences, overlap, passages, readers, sequences
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.report import Report
from stemma.types.span import Span
from stemma.types.story import Derivation, How, Origin, Story

COPY = 0.4
"""Share of the outlet's own words found in the parent from which a report is a wire copy."""
COPY_CREDITED = 0.15
"""The same for a report that is credited: on the invented stories agency copy from 0.19 on, rewrites up to 0.12."""
LIGHT = 0.08
"""The same for a light rewrite. On the invented stories unrelated pairs share at most 0.04."""
LIGHT_WITH_QUOTES = 0.14
SHARED = 0.095
"""Share of all words, quotations among them, from which a report rests on another (with `LIGHT`, `PLAIN`)."""
PLAIN = 0.03
SOME = 0.06
"""The same where the outlet's own words are shared too (`PLAIN`). Otherwise quotations count only if they were given
to one outlet: in BASIL outlets share long statements without resting on each other."""
CHOSEN, VOICES = 0.065, 2
"""Share of all words, and speakers quoted alike, from which a report that shares little else rests on another. On the
invented stories unrelated pairs have up to 0.057; in BASIL it adds six pairs to 26."""
FEWEST = 3
"""Shared sequences without which nothing is inferred."""
AS_GOOD = 0.9
"""Of parents that explain about as much as the best one, the oldest is taken."""
FAR_READERS = 8
"""A sequence with more readers is traced to its oldest one only, so that copies cost no more than their number."""
FIGURES = 4
"""Telling figures shared with a statement from which a report rests on it; with 3, four of seven are chance."""
FEW = 6
"""Quoted words from which a report rests on what everybody could hear and others told days ago. Of the invented
stories' reports with fewer and no sign, one in six does."""
A_DAY = timedelta(days=1)
PASSAGES = 2
NOTHING = Overlap(frozenset(), 0.0, 0.0, 0.0)
SAID = frozenset({"interview", "witness", "leak"})


class Parent(NamedTuple):
    """A report that another rests on: by number, what they share, and the credit if there is one."""

    number: int
    shared: Overlap
    how: How
    credit: Credit | None


class Derivations:
    """Says for each report which origins and reports it rests on, credited or inferred, with the evidence."""

    name = "derivations"
    version = "1"
    requires = frozenset({"reports", "layers", "entities", "stories", "utterances", "origins"})
    assigns = frozenset({"derivations"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        rests = Rests(dossier)
        found = [d for story in dossier.stories for d in _of_story(dossier, story, rests)]
        return {"derivations": tuple(found)}


def _of_story(dossier: Dossier, story: Story, rests: Rests) -> Iterator[Derivation]:
    numbers = [rests.number_of[r] for r in story.reports]
    own = {n: sequences(dossier.reports[n], dossier.layers[n], rests.public) for n in numbers}
    origins = rests.origins[story.id]
    hands = frozenset(rests.number_of[o.in_hand] for o in origins if o.in_hand)
    parents = _parents(dossier, numbers, own, hands, rests)
    edges = {n: [p.number for p in rows] for n, rows in parents.items()}
    lenders = Lenders(rests)
    for n in numbers:
        for origin in origins:
            hand = rests.number_of[origin.in_hand] if origin.in_hand else None
            given = next((p for p in parents[n] if p.number == hand), None)
            if given:
                yield _from_hand(dossier, n, origin, given, own, rests)
            elif found := _told(n, origin, parents[n], rests):
                yield found
        for parent in parents[n]:
            if parent.number not in hands:
                yield _from_report(dossier, n, parent, own)
        yield from _lent(n, origins, edges, lenders, rests)
        yield from _by_figures(n, origins, parents[n], rests)


def _told(number: int, origin: Origin, parents: Sequence[Parent], rests: Rests) -> Derivation | None:
    """The descent of a report from an origin that it tells of, if it has it from no other report."""
    report = rests.dossier.reports[number]
    spans = rests.spans(origin).get(report.id, [])
    if not (spans or origin.in_hand == report.id) or _copied(number, origin, parents, rests):
        return None
    if _in_passing(report, origin, rests, first=_first_to_tell(report, origin, rests)):
        return None
    return _from_origin(report, origin, spans, fresh=_fresh(report, origin, rests))


def _in_passing(report: Report, origin: Origin, rests: Rests, first: bool) -> bool:
    """The report prints too little of this origin to rest on it: a few words, and no sign of how it came by them."""
    if origin.kind in SAID:
        return rests.slight(origin, report.id, MOST_SLIGHT)
    return not first and not origin.in_hand and rests.slight(origin, report.id, FEW)


def _lent(
    number: int, origins: Sequence[Origin], edges: Mapping[int, list[int]], lenders: Lenders, rests: Rests
) -> Iterator[Derivation]:
    """A report that prints words told to another outlet alone rests on that outlet's report, said or not.

    `edges`: the parents of each report, to which those found here are added."""
    report = rests.dossier.reports[number]
    for origin in origins:
        found = lenders.lent(number, origin, edges[number]) if origin.kind in SAID else None
        if not found or found.number in edges[number] or number in reached(found.number, edges):
            continue
        edges[number].append(found.number)
        other = rests.dossier.reports[found.number]
        yield Derivation(
            id=_id(report.id, other.id),
            report=report.id,
            from_=other.id,
            how="summary",
            credited=False,
            confidence=0.6,
            why=f"inferred: it prints words that were told to {other.outlet or other.file}",
            evidence=(found.here, found.there),
        )


def _by_figures(
    number: int, origins: Sequence[Origin], parents: Sequence[Parent], rests: Rests
) -> Iterator[Derivation]:
    """A report that prints several figures of a statement in hand rests on it, though it quotes nothing of it."""
    report = rests.dossier.reports[number]
    own = rests.figures(number)
    for origin in origins:
        hand = rests.number_of[origin.in_hand] if origin.in_hand else number
        already = rests.spans(origin).get(report.id) or hand in {p.number for p in parents}
        if hand == number or already or not can_follow(report, rests.dossier.reports[hand]):
            continue
        shared = sorted(own.keys() & rests.figures(hand).keys())
        if len(shared) >= FIGURES:
            spans = [own[value] for value in shared]
            yield _from_figures(report, origin, spans, rests.names(number, origin.who))


def _from_figures(report: Report, origin: Origin, spans: Sequence[Span], named: bool) -> Derivation:
    return Derivation(
        id=_id(report.id, origin.id),
        report=report.id,
        from_=origin.id,
        how="rewrite",
        credited=named,
        confidence=0.6,
        why=f"inferred: {len(spans)} of its figures stand in this {origin.kind}",
        evidence=tuple(spans[: 2 * PASSAGES]),
    )


def _copied(number: int, origin: Origin, parents: Sequence[Parent], rests: Rests) -> bool:
    """The report has this origin from a report that it copies, unless it names itself whom the source spoke to."""
    reports = rests.dossier.reports
    if origin.in_hand == reports[number].id:
        return False
    if origin.kind == "agency-report" and rests.outlets.is_outlet(number, origin.who):
        return True  # the agency's own report is no other source of it
    for parent in parents:
        if reports[parent.number].id in rests.spans(origin):
            close = parent.how in ("wire-copy", "light-rewrite")
            theirs = rests.outlets.is_outlet(parent.number, origin.to)
            whole = bool(parent.shared.runs) or (parent.credit is not None and parent.credit.whole)
            if close or theirs or (whole and not rests.names(number, origin.to)):
                return True
    return False


def _parents(
    dossier: Dossier,
    numbers: Sequence[int],
    own: Mapping[int, Sequences],
    hands: frozenset[int],
    rests: Rests,
) -> dict[int, list[Parent]]:
    """The reports each report rests on, by credit or by wording; several where it mixes them."""
    credited = {n: _credits(n, numbers, rests, hands) for n in numbers}
    ordered = oldest_first(
        numbers, dossier.reports, {n: [p for p, c in credited[n].items() if not c.told] for n in numbers}
    )
    place = {n: at for at, n in enumerate(ordered)}
    shared = _shared(ordered, own)
    found: dict[int, list[Parent]] = {}
    for n in numbers:
        older = {
            p: shared[n][p]
            for p in sorted(shared[n], key=place.__getitem__)
            if can_follow(dossier.reports[n], dossier.reports[p])
        }
        explained = _explained(older, own[n], hands, n, rests)
        found[n] = [_parent(p, s, h, _of_text(credited[n].pop(p, None))) for p, s, h in explained]
    edges = {n: [p.number for p in rows] for n, rows in found.items()}
    for n in ordered:
        for p, credit in sorted(credited[n].items()):
            if n not in reached(p, edges):  # of two that credit each other only one can rest on the other
                found[n].append(Parent(p, NOTHING, _how_told(n, credit, rests), credit))
                edges[n].append(p)
    return found


def _credits(number: int, numbers: Sequence[int], rests: Rests, hands: frozenset[int]) -> dict[int, Credit]:
    """Report -> the best credit that this one gives it: for the whole text before a part, for words before a talk."""
    named = named_sources(rests.dossier, number, rests.outlets, hands)
    inside = set(numbers)
    meant = (c for c in named if c.parent in inside and not (c.reported and _other_report(number, c.parent, rests)))
    ranked = sorted(meant, key=lambda c: (not c.told, c.whole))
    return {c.parent: c for c in ranked}


def _other_report(number: int, parent: int, rests: Rests) -> bool:
    """What the outlet of `parent` is said to report is an origin of its own: `parent` does not tell it."""
    report = rests.dossier.reports[number]
    return any(
        origin.kind == "agency-report"
        and rests.outlets.is_outlet(parent, origin.who)
        and report.id in rests.spans(origin)
        for origin in rests.origins[rests.dossier.story_of[report.id]]
    )


def _shared(ordered: Sequence[int], own: Mapping[int, Sequences]) -> dict[int, dict[int, set[tuple[str, ...]]]]:
    """Report -> older report -> the sequences they share."""
    found: dict[int, dict[int, set[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(set))
    for run, places in readers([own[n] for n in ordered]).items():
        rows = [ordered[p] for p in places]
        for later, n in enumerate(rows[1:], 1):
            for parent in rows[:later] if len(rows) <= FAR_READERS else rows[:1]:
                found[n][parent].add(run)
    return found


def _explained(
    older: Mapping[int, set[tuple[str, ...]]], own: Sequences, hands: frozenset[int], number: int, rests: Rests
) -> Iterator[tuple[int, Overlap, How]]:
    """Parents that explain the shared wording, the best first; what one explains is no evidence for the next.

    Among them are statements in hand (`hands`), which always take what they share with them.
    """
    left = {p: set(runs) for p, runs in older.items()}
    while left:
        most = max(len(runs) for runs in left.values())
        if most < FEWEST:
            return
        parent = next(p for p in older if p in left and len(left[p]) >= AS_GOOD * most)
        runs = left.pop(parent)
        measured = overlap(own, runs)
        how = _how(measured) or _chosen(measured, number, parent, rests)
        if how:
            yield parent, measured, how
        if how or parent in hands:
            left = {p: rest - runs for p, rest in left.items()}


def _parent(number: int, shared: Overlap, how: How, credit: Credit | None) -> Parent:
    """Who names the text it prints so much of hides nothing: that is how an agency's copy is used."""
    copied = credit is not None and shared.plain_share >= COPY_CREDITED
    return Parent(number, shared, "wire-copy" if copied else how, credit)


def _of_text(credit: Credit | None) -> Credit | None:
    """The credit, if it is one for the text: shared wording is not credited by naming whom somebody spoke to."""
    return None if credit and credit.told else credit


def _how_told(number: int, credit: Credit, rests: Rests) -> How:
    """How a report uses one that it credits and shares no wording with: by the utterances that both print."""
    pairs = rests.both_quote(number, credit.parent)
    if any(not alike for alike in pairs):
        return "translation"
    return "rewrite" if credit.whole or pairs else "summary"


def _how(shared: Overlap) -> How | None:
    if len(shared.runs) < FEWEST:
        return None
    if shared.plain_share >= COPY:
        return "wire-copy"
    share = shared.share if shared.plain_share >= PLAIN else shared.private_share
    if shared.plain_share >= LIGHT or share >= LIGHT_WITH_QUOTES:
        return "light-rewrite"
    if share >= SHARED or (shared.plain_share >= PLAIN and share >= SOME):
        return "rewrite"
    return None


def _chosen(shared: Overlap, number: int, parent: int, rests: Rests) -> How | None:
    """Quotations of several speakers that both reports chose show a descent, though anybody could print each."""
    told = shared.share >= CHOSEN and rests.voices(number, parent) >= VOICES
    return "rewrite" if told else None


def _first_to_tell(report: Report, origin: Origin, rests: Rests) -> bool:
    """No other report told of this origin on an earlier day."""
    day = (report.published.value or "")[:10]
    others = ((rests.report(r).published.value or "9999")[:10] for r in rests.spans(origin) if r != report.id)
    return not day or day <= min(others, default="9999")


def _fresh(report: Report, origin: Origin, rests: Rests) -> bool:
    """No other report told of this origin earlier than the day before: a morning paper has yesterday's for itself."""
    mine, _ = moment(report)
    others = (moment(rests.report(r))[0] for r in rests.spans(origin) if r != report.id)
    return mine is None or all(other is None or mine.date() - other.date() <= A_DAY for other in others)


def _from_origin(report: Report, origin: Origin, spans: Sequence[Span], fresh: bool) -> Derivation:
    own = origin.in_hand == report.id
    how: How = "own"
    if not own and origin.kind in SAID:
        how = "interview"
    elif not own and (origin.in_hand or origin.kind == "agency-report" or not fresh):
        how = "rewrite"  # what others printed days ago is hardly new from the source
    why = "the report is this origin itself" if own else f"the report tells of this {origin.kind}"
    return Derivation(
        id=_id(report.id, origin.id),
        report=report.id,
        from_=origin.id,
        how=how,
        credited=True,
        confidence=0.95 if own else 0.8,
        why=why,
        evidence=tuple(spans[: 2 * PASSAGES]),
    )


def _from_hand(
    dossier: Dossier, number: int, origin: Origin, parent: Parent, own: Mapping[int, Sequences], rests: Rests
) -> Derivation:
    """A report that prints the wording of a statement in hand: it rests on the origin which that is."""
    made = _from_report(dossier, number, parent, own)
    shared = f"{parent.shared.share:.0%} of its words stand in {dossier.reports[parent.number].file}"
    return msgspec.structs.replace(
        made,
        id=_id(made.report, origin.id),
        from_=origin.id,
        credited=rests.names(number, origin.who),
        why=f"inferred: {shared} in the same order, which is this {origin.kind}",
    )


def _from_report(dossier: Dossier, number: int, parent: Parent, own: Mapping[int, Sequences]) -> Derivation:
    report, other = dossier.reports[number], dossier.reports[parent.number]
    here = passages(report, own[number], parent.shared.runs)[:PASSAGES]
    there = passages(other, own[parent.number], parent.shared.runs)[:PASSAGES]
    credit = (parent.credit.span,) if parent.credit else ()
    return Derivation(
        id=_id(report.id, other.id),
        report=report.id,
        from_=other.id,
        how=parent.how,
        credited=parent.credit is not None,
        confidence=_confidence(parent),
        why=_why(parent, other),
        evidence=(*credit, *here, *there),
    )


def _confidence(parent: Parent) -> float:
    """By credit 0.9; by wording more the more is shared, never certain."""
    inferred = 0.5 + parent.shared.share / 2 + parent.shared.plain_share
    return round(min(0.95, max(0.9 if parent.credit else 0.0, inferred)), 2)


def _why(parent: Parent, other: Report) -> str:
    shared = f"{parent.shared.share:.0%} of its words stand in {other.file} in the same order"
    if parent.credit is None:
        return f"inferred: {shared}, which is older or as old"
    return f"the report credits {other.outlet}" + (f"; {shared}" if parent.shared.runs else "")


def _id(report: str, source: str) -> str:
    return content_id("d", f"{report}\n{source}")
