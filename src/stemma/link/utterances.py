"""Quotations and reported speech of a story's reports -> utterances with their renderings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from stemma.link.renderings import renderings
from stemma.link.utterance_match import MOST_TRIED, Joins, join_attributions, join_neighbours, join_reports, join_turns
from stemma.link.utterance_pieces import Piece, described, pieces
from stemma.types.dossier import Dossier
from stemma.types.ids import content_id
from stemma.types.span import Note
from stemma.types.speech import Attribution
from stemma.types.story import Story, Utterance

UNSPOKEN = frozenset({"believes", "expected", "appeared"})
"""Strengths of thought, which nobody need have said aloud."""


class Utterances:
    """Joins what different reports print of one thing said once: speaker, shared words, place among neighbours."""

    name = "utterances"
    version = "1"
    requires = frozenset({"reports", "layers", "entities", "stories"})
    assigns = frozenset({"utterances", "utterance_of", "notes"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        number_of = {r.id: n for n, r in enumerate(dossier.reports)}
        nameless = described(dossier)
        made: list[Utterance] = []
        notes: list[Note] = []
        for story in dossier.stories:
            said = list(pieces(dossier, story, number_of, nameless))
            joins = joined(said)
            made += of_story(dossier, story, said, joins)
            if joins.untried:
                notes.append(Note(code="L-UTTERANCES-CUT", detail=UNTRIED.format(story.id, joins.untried, MOST_TRIED)))
        members = {i: u.id for u in made for r in u.renderings for i in (*r.quotations, *r.attributions)}
        return {
            "utterances": tuple(made),
            "utterance_of": dict(sorted(members.items())),
            "notes": (*dossier.notes, *notes),
        }


UNTRIED = "story {}: {} pairs of quotations or claims were not compared; each was held against the {} most like it"


def joined(rows: Sequence[Piece]) -> Joins:
    """What is said of one story, joined."""
    quoted = [p for p in rows if p.quoted]
    reported = [p for p in rows if isinstance(p.said, Attribution) and p.said.strength not in UNSPOKEN]
    joins = Joins(p.id for p in (*quoted, *reported))
    join_turns(quoted, joins)
    join_reports(quoted, joins)
    join_neighbours(quoted, joins)
    join_attributions(reported, quoted, joins)
    return joins


def of_story(dossier: Dossier, story: Story, rows: Sequence[Piece], joins: Joins) -> Iterator[Utterance]:
    """The utterances of one story, in the order in which its reports first print them."""
    known = {p.id: p for p in rows}
    told = _told(rows, dossier)
    for root, ids in joins.groups().items():
        group = [known[i] for i in ids]
        if any(p.quoted for p in group) or len({p.place[0] for p in group}) > 1:
            yield _utterance(story, group, joins.why[root], dossier, told)


def _told(rows: Sequence[Piece], dossier: Dossier) -> Mapping[tuple[int, str], str]:
    """(report number, speaker) -> whom the speaker told, if the report names one alone. A talk outlasts its cue."""
    named: dict[tuple[int, str], set[str]] = defaultdict(set)
    for piece in rows:
        if piece.speaker and (to := dossier.actor(piece.said.to)):
            named[piece.place[0], piece.speaker].add(to)
    return {key: min(found) for key, found in named.items() if len(found) == 1}


def _utterance(
    story: Story,
    group: Sequence[Piece],
    why: Iterable[str],
    dossier: Dossier,
    told: Mapping[tuple[int, str], str],
) -> Utterance:
    name = content_id("u", "\n".join(sorted(p.id for p in group)))
    quoted = sorted((p for p in group if p.quoted), key=lambda p: p.place)
    reported = sorted((p for p in group if not p.quoted), key=lambda p: p.place)
    said = [*quoted, *reported]
    return Utterance(
        id=name,
        story=story.id,
        speaker=_most(p.speaker for p in said),
        to=_most(dossier.actor(p.said.to) for p in said)
        or _most(told.get((p.place[0], p.speaker or "")) for p in said),
        medium=_most(dossier.actor(p.said.medium) for p in said),
        renderings=renderings(name, quoted, reported),
        why=tuple(why),
    )


def _most(values: Iterable[str | None]) -> str | None:
    """The value most pieces give; an entity before a label or `outlet`, the first of equals. None if none gives one."""
    counted = Counter(v for v in values if v)
    return max(counted, key=lambda v: (v != "outlet" and not v.startswith("unnamed:"), counted[v]), default=None)
