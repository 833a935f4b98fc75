"""Every reference of an account, and whether something of that id is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from stemma.types.account import AccountData

Reference = tuple[str, str]
"""(path in the account, what is wrong there)."""

_MEDIA = frozenset(["interview", "phone", "letter", "statement", "post", "speech", "press-conference"])


def references(account: AccountData) -> Iterator[Reference]:
    """Every reference that resolves to nothing, every id used twice, every report in no story or in two."""
    ids = _Ids(account)
    yield from ids.doubled
    yield from _of_reports(account, ids)
    yield from _of_utterances(account, ids)
    yield from _of_sources(account, ids)
    yield from _of_differences(account, ids)
    yield from _of_follow(account, ids)
    yield from _stories(account)


class _Ids:
    """The ids of an account by kind, and tests that name what is missing."""

    def __init__(self, account: AccountData) -> None:
        self.doubled: list[Reference] = []
        for name in (
            "entities", "places", "stories", "utterances", "origins", "derivations", "stemmata", "facts",
            "omissions", "wording", "positions", "proposals", "control", "timeline",
        ):  # fmt: skip
            setattr(self, name, self._unique(name, getattr(account, name)))
        self.reports = {report.id for report in account.reports}
        self.quotations = self._unique("quotations", [q for r in account.reports for q in r.quotations])
        self.attributions = self._unique("attributions", [a for r in account.reports for a in r.attributions])
        self.renderings = self._unique("renderings", [r for u in account.utterances for r in u.renderings])
        self.terms = {f"{p.id}.{n}" for p in account.proposals for n in range(len(p.terms))}

    def _unique(self, name: str, items: Iterable[Any]) -> set[str]:
        found: set[str] = set()
        for item in items:
            if item.id in found:
                self.doubled.append((name, f"the id {item.id!r} is used twice"))
            found.add(item.id)
        return found

    def need(self, where: str, kind: str, value: str | None) -> Iterator[Reference]:
        """The reference must be None or an id of this kind (several kinds: joined by a space)."""
        if value is not None and not any(value in getattr(self, one) for one in kind.split()):
            yield where, f"{value!r} is none of the {kind.replace(' ', ' or ')}"

    def actor(self, where: str, value: str | None, *, also: Iterable[str] = ()) -> Iterator[Reference]:
        """The reference must be None, an entity, `unnamed:LABEL`, or one of the words allowed here."""
        if value is not None and not value.startswith("unnamed:") and value not in also:
            yield from self.need(where, "entities", value)


def _of_reports(account: AccountData, ids: _Ids) -> Iterator[Reference]:
    for number, report in enumerate(account.reports):
        at = f"reports[{number}]"
        for n, q in enumerate(report.quotations):
            where = f"{at}.quotations[{n}]"
            yield from ids.actor(f"{where}.speaker", q.speaker, also=("outlet",))
            yield from ids.actor(f"{where}.to", q.to, also=("outlet",))
            yield from ids.actor(f"{where}.medium", q.medium, also=_MEDIA)
            yield from ids.need(f"{where}.utterance", "utterances", q.utterance)
            yield from ids.need(f"{where}.origin", "origins", q.origin)
            yield from ids.need(f"{where}.within", "quotations", q.within)
        for n, a in enumerate(report.attributions):
            where = f"{at}.attributions[{n}]"
            yield from ids.actor(f"{where}.source", a.source, also=("outlet",))
            yield from ids.actor(f"{where}.medium", a.medium, also=_MEDIA)
            yield from ids.need(f"{where}.utterance", "utterances", a.utterance)
            yield from ids.need(f"{where}.origin", "origins", a.origin)
        for n, m in enumerate(report.mentions):
            yield from ids.need(f"{at}.mentions[{n}].entity", "entities", m.entity)
        for n, p in enumerate(report.places):
            yield from ids.need(f"{at}.places[{n}].place", "places", p.place)
        yield from ids.need(f"{at}.previous", "reports", report.previous)


def _of_utterances(account: AccountData, ids: _Ids) -> Iterator[Reference]:
    for n, u in enumerate(account.utterances):
        where = f"utterances[{n}]"
        yield from ids.need(f"{where}.story", "stories", u.story)
        yield from ids.actor(f"{where}.speaker", u.speaker, also=("outlet",))
        yield from ids.actor(f"{where}.to", u.to, also=("outlet",))
        yield from ids.actor(f"{where}.medium", u.medium, also=_MEDIA)
        yield from ids.need(f"{where}.origin", "origins", u.origin)
        for k, r in enumerate(u.renderings):
            for one in r.quotations:
                yield from ids.need(f"{where}.renderings[{k}].quotations", "quotations", one)
            for one in r.attributions:
                yield from ids.need(f"{where}.renderings[{k}].attributions", "attributions", one)
            for variant in r.differs:
                yield from ids.need(f"{where}.renderings[{k}].differs", "renderings", variant.with_)


def _of_sources(account: AccountData, ids: _Ids) -> Iterator[Reference]:
    for n, o in enumerate(account.origins):
        yield from ids.need(f"origins[{n}].story", "stories", o.story)
        yield from ids.actor(f"origins[{n}].who", o.who, also=("outlet",))
        yield from ids.need(f"origins[{n}].in_hand", "reports", o.in_hand)
    for n, d in enumerate(account.derivations):
        yield from ids.need(f"derivations[{n}].report", "reports", d.report)
        yield from ids.need(f"derivations[{n}].from", "origins reports", d.from_)
        if d.report == d.from_:
            yield f"derivations[{n}]", "a report does not rest on itself"
    for n, s in enumerate(account.stemmata):
        yield from ids.need(f"stemmata[{n}].of", "stories utterances", s.of)
        nodes = {node.id for node in s.nodes}
        for edge in s.edges:
            for end in (edge.from_, edge.to):
                if end not in nodes:
                    yield f"stemmata[{n}].edges", f"{end!r} is no node of it"


def _of_differences(account: AccountData, ids: _Ids) -> Iterator[Reference]:
    for n, f in enumerate(account.facts):
        where = f"facts[{n}]"
        yield from ids.need(f"{where}.story", "stories", f.story)
        for one in f.origins:
            yield from ids.need(f"{where}.origins", "origins", one)
        if not f.spans:
            yield where, "a fact without a span"
    for fact in account.counts.independent_origins_by_fact:
        yield from ids.need("counts.independent_origins_by_fact", "facts", fact)
    for n, o in enumerate(account.omissions):
        yield from ids.need(f"omissions[{n}].story", "stories", o.story)
        yield from ids.need(f"omissions[{n}].fact", "facts proposals terms utterances renderings", o.fact)
        for report in (*o.present_in, *o.missing_in):
            yield from ids.need(f"omissions[{n}]", "reports", report)
    for n, w in enumerate(account.wording):
        yield from ids.need(f"wording[{n}].story", "stories", w.story)


def _of_follow(account: AccountData, ids: _Ids) -> Iterator[Reference]:
    for n, p in enumerate(account.positions):
        yield from ids.need(f"positions[{n}].story", "stories", p.story)
        yield from ids.actor(f"positions[{n}].actor", p.actor)
        if p.shift:
            yield from ids.actor(f"positions[{n}].shift.claimed_by", p.shift.claimed_by, also=("outlet",))
            yield from ids.actor(f"positions[{n}].shift.denied_by", p.shift.denied_by, also=("outlet",))
    for n, r in enumerate(account.proposals):
        yield from ids.need(f"proposals[{n}].story", "stories", r.story)
        yield from ids.actor(f"proposals[{n}].by", r.by)
    for n, c in enumerate(account.control):
        yield from ids.need(f"control[{n}].story", "stories", c.story)
        yield from ids.actor(f"control[{n}].holder", c.holder)
        yield from ids.actor(f"control[{n}].claimed_by", c.claimed_by, also=("outlet",))
    for n, t in enumerate(account.timeline):
        yield from ids.need(f"timeline[{n}].story", "stories", t.story)


def _stories(account: AccountData) -> Iterator[Reference]:
    held = Counter(report for story in account.stories for report in story.reports)
    for n, report in enumerate(account.reports):
        if held[report.id] != 1:
            yield f"reports[{n}]", f"stands in {held[report.id]} stories instead of one"
