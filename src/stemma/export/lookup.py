"""What views ask of an account again and again: names, sigla, and which reports carry an origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from stemma.export.plain import Part
from stemma.resources import words
from stemma.types.account import Account, AccountAttribution, AccountQuotation, AccountReport
from stemma.types.span import Span
from stemma.types.story import Origin
from stemma.types.world import Entity

Speech = AccountQuotation | AccountAttribution
_ID = re.compile(r"\b[a-z]?[0-9a-f]{10,12}(?:\.[a-z]\d+)?\b")
ENDS = 4
"""Words of a quotation that a reason names whole; of a longer one the ends."""
_PLAIN = ("said", "document")
"""Strengths that add nothing to a citation."""
_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "his", "her", "its", "their", "our", "my"})
_KINDS = {"unknown": "unknown source", "witness": "witness account", "social-post": "post"}


def _describes(entity: Entity) -> bool:
    """Whether the name is none: "officials", "the company", "a radio station"; such words are only cited."""
    first, *rest = entity.name.split() or [""]
    plain = bool(rest) and rest[-1][:1].islower() and _lower(first)
    return entity.type in ("group", "unnamed") or (entity.type in ("org", "medium") and plain)


def firmness(one: AccountAttribution) -> str:
    """The strength in words that fit before the content. Only of a verb of denying is the content what was denied;
    of "she had never agreed" it is the denial itself, and "denied: she had never agreed" would say the opposite;
    so would "believes" of what somebody doubts."""
    cue = one.cue.text.casefold().split() if one.cue else []
    if one.strength == "believes" and any(word in words("hedges")["doubting"] for word in cue):
        return "doubts"
    if one.strength != "denied":
        return one.strength
    verbs = tuple(lemma[:-1] for lemma in words("cues")["strength"]["denied"])
    return "denied" if any(word.startswith(verbs) for word in cue) else "said in denial"


def _lower(word: str) -> bool:
    return word[:1].islower() or word.casefold() in _DETERMINERS


class Lookup:
    """An account with its ids resolved. Everything it gives is in siglum order."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.data = account.data
        self.texts = account.texts
        self.reports = {report.id: report for report in self.data.reports}
        self.place_of = {report.id: number for number, report in enumerate(self.data.reports)}
        self.entities = {entity.id: entity for entity in self.data.entities}
        self.places = {place.id: place for place in self.data.places}
        self.facts = {fact.id: fact for fact in self.data.facts}
        self.origins = {origin.id: origin for origin in self.data.origins}
        self.speech: dict[str, tuple[AccountReport, Speech]] = {
            one.id: (report, one) for report in self.data.reports for one in _speech(report)
        }

    def statements(self) -> Iterator[tuple[AccountReport, Speech]]:
        """Every quotation and attribution with its report, in siglum and text order."""
        for report in self.data.reports:
            for one in sorted(_speech(report), key=lambda s: (s.start, s.end, s.id)):
                yield report, one

    def siglum(self, report: str) -> str:
        """The letter of a report; "?" for one that the account does not have."""
        return self.reports[report].siglum if report in self.reports else "?"

    def sigla(self, reports: Iterable[str], spans: tuple[Span, ...] = ()) -> Part:
        """The letters of these reports as a part."""
        ids = sorted(set(reports), key=lambda one: self.place_of.get(one, len(self.place_of)))
        return Part(" ".join(self.siglum(one) for one in ids), "sigla", spans)

    def sigla_of(self, spans: Iterable[Span]) -> Part:
        """The letters of the reports that these spans stand in, with the spans."""
        spans = tuple(spans)
        return self.sigla((span.report for span in spans), spans)

    def in_order(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Spans in siglum and text order, each once."""
        return tuple(sorted(dict.fromkeys(spans), key=lambda s: (self.place_of.get(s.report, 0), s.start, s.end)))

    def span(self, report: AccountReport, one: Speech) -> Span:
        """The span of a quotation or attribution."""
        return Span(report.id, one.start, one.end, one.text)

    def name(self, actor: str | None, *, of: str | None = None) -> Part:
        """An actor as a part: a name, words that only describe somebody in quotation marks, the report `of`, or
        that nobody is named."""
        if actor is None:
            return Part("nobody named", "label")
        if actor == "outlet":
            return Part(self.outlet(of), "name")
        if actor.startswith("unnamed:"):
            called = f"“{actor.removeprefix('unnamed:')}”"
            return Part(f"nobody named ({called})", "label") if actor in self.passive else Part(called, "name")
        entity = self.entities.get(actor)
        if entity is None:
            return Part(actor, "name")
        return Part(f"“{entity.name}”" if _describes(entity) else entity.name, "name")

    def medium(self, medium: str | None) -> Part | None:
        """A medium as a part: an outlet's name, or a word such as "interview"."""
        if medium is None:
            return None
        return (
            self.name(medium)
            if medium in self.entities or medium.startswith("unnamed:")
            else Part(medium.replace("-", " "), "label")
        )

    def outlet(self, report: str | None) -> str:
        """A report as the one who says something: `report B (Isles Gazette)`, never as if it were a person."""
        found = self.reports.get(report or "")
        if found is None:
            return "the report itself"
        return f"report {found.siglum}" + (f" ({found.outlet})" if found.outlet else "")

    def cite(self, span: Span, of: str | None = None) -> tuple[Part, ...]:
        """The span's words, and before them how firmly the report gives them where it does not plainly say them:
        what somebody denied must not stand as if it had been said. `of`: whose words or deed they are; what a report
        tells by the way of somebody without a name, in words about another's wish, is not that wish."""
        if of and of.startswith("unnamed:"):
            return (Part(span.text, "quote", (span,)),)
        around = [a for a in self._reported.get(span.report, ()) if a.start <= span.start and span.end <= a.end]
        least = min(around, key=lambda a: a.end - a.start, default=None)
        firm = (Part(f"{firmness(least)}: ", "label"),) if least and least.strength not in _PLAIN else ()
        return (*firm, Part(span.text, "quote", (span,)))

    @cached_property
    def _reported(self) -> dict[str, tuple[AccountAttribution, ...]]:
        return {report.id: report.attributions for report in self.data.reports}

    def reason(self, why: str) -> tuple[Part, ...]:
        """A reason as parts: ids become letters, names, or the ends of the words that they stand for."""
        parts: list[Part] = []
        at = 0
        for found in _ID.finditer(why):
            if found[0] in self.speech or found[0] in self.reports or found[0] in self.entities:
                parts += [Part(why[at : found.start()]), *self._named(found[0])]
                at = found.end()
        return tuple(part for part in (*parts, Part(why[at:])) if part.text)

    def _named(self, identity: str) -> tuple[Part, ...]:
        if identity in self.entities:
            return (self.name(identity),)
        if identity in self.reports:
            return (self.sigla([identity]),)
        report, one = self.speech[identity]
        span = self.span(report, one)
        tokens = one.text.split()
        ends = one.text if len(tokens) <= ENDS else f"{' '.join(tokens[:2])} … {tokens[-1]}"
        return (self.sigla([report.id], (span,)), Part(" “"), Part(ends, "reading", (span,)), Part("”"))

    @cached_property
    def passive(self) -> frozenset[str]:
        """Labels that stand for nobody: their words are those of the cue itself ("is expected to")."""
        return frozenset(
            one.source or ""
            for _, one in self.speech.values()
            if isinstance(one, AccountAttribution) and one.source_span and one.cue and one.cue == one.source_span
        )

    def origin(self, origin: Origin) -> tuple[Part, ...]:
        """An origin in words: "Radio Sund interview with …", "statement from the port"."""
        kind = Part(_KINDS.get(origin.kind, origin.kind.replace("-", " ")), "label")
        if origin.kind == "interview" and origin.to:
            return (self.name(origin.to), Part(" "), kind, *self._with(origin))
        if origin.who is None:
            return (kind,)
        return (kind, Part(" with " if origin.kind == "interview" else " from "), self.name(origin.who))

    def _with(self, origin: Origin) -> tuple[Part, ...]:
        return (Part(" with "), self.name(origin.who)) if origin.who else ()

    @cached_property
    def carriers(self) -> dict[str, tuple[str, ...]]:
        """Origin id -> the reports that carry it: by speech, by evidence, by descent from one that does."""
        direct: dict[str, set[str]] = {origin.id: set() for origin in self.data.origins}
        for origin in self.data.origins:
            direct[origin.id] |= {origin.in_hand} if origin.in_hand else set()
        for report, one in self.speech.values():
            if one.origin in direct:
                direct[one.origin].add(report.id)
        for derivation in self.data.derivations:
            if derivation.from_ in direct:
                direct[derivation.from_].add(derivation.report)
        return {key: self._sorted(found) for key, found in direct.items()}

    @cached_property
    def rests_on(self) -> dict[str, frozenset[str]]:
        """Report id -> the origins and reports that it rests on directly."""
        found: dict[str, set[str]] = {}
        for derivation in self.data.derivations:
            found.setdefault(derivation.report, set()).add(derivation.from_)
        return {report: frozenset(sources) for report, sources in found.items()}

    def _sorted(self, reports: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted((r for r in reports if r in self.place_of), key=self.place_of.__getitem__))


def _speech(report: AccountReport) -> tuple[Speech, ...]:
    return (*report.quotations, *report.attributions)
