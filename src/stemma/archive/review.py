"""What the machine is not sure of, as questions that a person answers: same, different, or unsure.

An answer that corrects is a ruling; any other is kept too, so that nobody is asked the same twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, islice
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from stemma.archive.ruled import ruling_of
from stemma.errors import StoreError, UsageError
from stemma.store.sql import now
from stemma.types.account import Account, AccountReport
from stemma.types.ids import content_id
from stemma.types.ruling import Correction
from stemma.types.span import Span
from stemma.types.world import Entity

if TYPE_CHECKING:
    from stemma.archive.archive import Archive

Kind = Literal["name", "speaker", "derivation"]
Answer = Literal["same", "different", "unsure"]

JUDGED, LAST = "judged", "judged-last"
"""Where answers are kept, and the last ones of each person."""
UNSURE_SPEAKER = 0.85
"""Quotations up to this confidence are asked about. Of 152 quotations of the development stories 41 are, and ten of
them are given to another than they should be; of the 111 above, one."""
STORIES = 20
"""Stories looked at for questions, the latest first: each costs its account."""
MOST = 50
"""Questions looked for at once; "50 or more" is as much as a person wants to know."""
KEPT = 100
"""Answers of one person that can be taken back, the last ones."""


class Question(Struct, frozen=True, kw_only=True):
    """One thing the machine is not sure of."""

    id: str
    """From what is asked: the same question has the same id in every run."""
    kind: Kind
    """`name`: are these two one? `speaker`: does this one say that? `derivation`: does this report rest on that?"""
    story: str
    """Id of the story."""
    of: str
    """A name; the quotation's id; the report's id."""
    to: str
    """The other name; the speaker's name; the id of the report or origin it is said to rest on."""
    why: str
    """What the machine went by."""
    confidence: float | None
    """Its own; None where it decided nothing."""
    spans: tuple[Span, ...]
    """The words to judge by."""


class Judgement(Struct, frozen=True, kw_only=True):
    """An answer as it is kept."""

    question: str
    """Its id."""
    answer: Answer
    by: str
    when: str
    """ISO 8601, UTC."""
    ruling: str | None = None
    """Id of the ruling that it is, where it corrects."""


def questions(archive: Archive, stories: Iterable[str], limit: int = 20) -> tuple[Question, ...]:
    """The first open questions of these stories, in the order given. Raises StoreError for one that is not there."""
    judged = archive.store.values(JUDGED)
    found: list[Question] = []
    for story in stories:
        found += [one for one in _of_account(archive.account(story), story) if one.id not in judged]
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def stamp(archive: Archive) -> str:
    """What open questions are made of: the log, and all answers."""
    return content_id("y", f"{archive.head()} {sorted(archive.store.values(JUDGED))!r}")


def latest(archive: Archive) -> tuple[str, ...]:
    """The stories that are looked at where none is named: the latest of several reports."""
    return tuple(islice((line.id for line in archive.stories() if len(line.reports) > 1), STORIES))


def judge(archive: Archive, question: Question, answer: Answer, by: str, value: str = "") -> Judgement:
    """Keep an answer; as a ruling, where it corrects. `value`: who else speaks. Raises StoreError, also
    where it was answered already, and RulingError."""
    said = _correction(question, answer, value.strip())
    made = ruling_of(archive, said, by) if said else None
    if made:
        archive.rule(made)
    judgement = Judgement(question=question.id, answer=answer, by=by, when=now(), ruling=made.id if made else None)
    last = [*_last(archive, by), question.id][-KEPT:]
    news = {JUDGED: {question.id: msgspec.json.encode(judgement)}, LAST: {by: msgspec.json.encode(last)}}
    if not archive.store.exchange(news, (JUDGED, question.id), None):
        if made:
            archive.undo(made.id, by=by, why="it was answered meanwhile")
        raise _not_open(question.id)
    return judgement


def answered(
    archive: Archive, wanted: str, answer: Answer, by: str, value: str = "", story: str | None = None
) -> Judgement:
    """`judge` the open question of this id. Raises StoreError where none is, and as `judge` does."""
    for one in questions(archive, [story] if story else latest(archive), MOST):
        if one.id == wanted:
            return judge(archive, one, answer, by, value)
    raise _not_open(wanted)


def _not_open(wanted: str) -> StoreError:
    return StoreError(
        f"{wanted[:40]}: no open question has this id.", code="S-NO-QUESTION", next_step="Ask for open ones again."
    )


def take_back(archive: Archive, by: str) -> Judgement:
    """Take back this person's last answer: its question is open again. Raises StoreError if there is none."""
    last, kept = _mine(archive, by)
    if kept is None:
        raise _nothing(by)
    judgement = msgspec.json.decode(kept, type=Judgement)
    if not archive.store.exchange({JUDGED: {judgement.question: None}}, (JUDGED, judgement.question), kept):
        raise _nothing(by)  # it was taken back a moment ago
    if judgement.ruling and any(one.id == judgement.ruling for one in archive.rulings()):
        archive.undo(judgement.ruling, by=by, why="taken back in review")
    archive.store.put(LAST, {by: msgspec.json.encode(last)})
    return judgement


def _nothing(by: str) -> StoreError:
    return StoreError(f"{by} has answered nothing.", code="S-NO-JUDGEMENT", next_step="There is nothing to do.")


def _mine(archive: Archive, by: str) -> tuple[list[str], bytes | None]:
    """This person's last answer that stands, and the questions answered before it."""
    last = _last(archive, by)
    kept = archive.store.values(JUDGED, last)
    while last:
        found = kept.get(last.pop())
        if found and msgspec.json.decode(found, type=Judgement).by == by:
            return last, found
    return [], None


def _last(archive: Archive, by: str) -> list[str]:
    kept = archive.store.values(LAST, [by]).get(by)
    return msgspec.json.decode(kept, type=list[str]) if kept else []


def _correction(question: Question, answer: Answer, value: str) -> Correction | None:
    """The answer as a correction; None where the machine has it so already, or nobody is sure."""
    if answer == "same" and question.kind == "name":
        return Correction(kind="merge", why="the same, in review", names=(question.of, question.to))
    if answer == "same" and question.kind == "speaker":
        return Correction(kind="speaker", why="confirmed in review", quotation=question.of, value=question.to)
    if answer == "different" and question.kind == "speaker":
        if not value:
            raise UsageError("another speaker has no name.", next_step="Say who, or answer unsure.")
        return Correction(kind="speaker", why="corrected in review", quotation=question.of, value=value)
    if answer == "different" and question.kind == "derivation":
        return Correction(kind="derivation", why="refused in review", reports=(question.of,), value=question.to)
    return None


def _of_account(account: Account, story: str) -> Iterator[Question]:
    names = {entity.id: entity.name for entity in account.data.entities}
    yield from _speakers(account.data.reports, names, story)
    yield from _names(account, story)
    yield from _derivations(account, story)


def _speakers(reports: Iterable[AccountReport], names: Mapping[str, str], story: str) -> Iterator[Question]:
    for report in reports:
        for one in report.quotations:
            speaker = names.get(one.speaker or "")
            if one.confidence > UNSURE_SPEAKER or speaker is None or one.speaker_why.startswith("ruling"):
                continue
            words = Span(report=report.id, start=one.start, end=one.end, text=one.text)
            spans = (words, *(span for span in (one.speaker_span,) if span))
            yield _asked("speaker", story, one.id, speaker, one.speaker_why, one.confidence, spans)


def _names(account: Account, story: str) -> Iterator[Question]:
    """Pairs of names that share a word and that nothing in the reports holds apart."""
    spans = _first_mentions(account)
    named = [one for one in account.data.entities if one.type in ("person", "org") and one.id in spans]
    for one, other in combinations(sorted(named, key=lambda e: (e.name, e.id)), 2):
        if one.type == other.type and _alike(one, other):
            why = "they share a word of their names; the reports do not say that they are one"
            yield _asked("name", story, one.name, other.name, why, None, (spans[one.id], spans[other.id]))


def _alike(one: Entity, other: Entity) -> bool:
    """Whether the shorter name's last word is one of the other's, begun with a capital and longer than initials."""
    last = min(one.name.split(), other.name.split(), key=len)[-1:]
    return all(len(word) > 2 and word[:1].isupper() and word in one.name.split() for word in last) and (
        set(last) <= set(other.name.split())
    )


def _first_mentions(account: Account) -> dict[str, Span]:
    """Entity id -> where it is named first."""
    found: dict[str, Span] = {}
    for report in account.data.reports:
        for mention in report.mentions:
            if mention.entity and mention.entity not in found:
                span = Span(report=report.id, start=mention.start, end=mention.end, text=mention.text)
                found[mention.entity] = span
    return found


def _derivations(account: Account, story: str) -> Iterator[Question]:
    for one in account.data.derivations:
        if not one.credited:
            yield _asked("derivation", story, one.report, one.from_, one.why, one.confidence, one.evidence)


def _asked(
    kind: Kind, story: str, of: str, to: str, why: str, confidence: float | None, spans: tuple[Span, ...]
) -> Question:
    made = content_id("y", repr((kind, of, to)))
    return Question(id=made, kind=kind, story=story, of=of, to=to, why=why, confidence=confidence, spans=spans)
