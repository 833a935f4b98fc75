"""Which quotations and attributions of one story are the same thing said once.

Every rule gives a reason; joins are collected in a union of pieces, so the result does not depend on the order in
which pairs are tried. Candidates come from an index of telling words, never from all pairs.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from stemma.link.collate import align
from stemma.link.utterance_pieces import Piece, continued, inside, same_label, worth
from stemma.resources import words as word_list
from stemma.text.fold import stem
from stemma.text.meanings import likeness as meeting
from stemma.text.meanings import meanings
from stemma.text.sentences import sentences
from stemma.text.unions import Unions
from stemma.types.speech import Attribution, Quotation

CONTAINED = 0.36
"""Share of the shorter one's weight found in the other. On the invented stories two utterances of one speaker
that share telling words (`TELLING`) share at most 0.28, two wordings of one at least 0.62, but for one pair of
translations (0.30)."""
ALIKE = 0.29
"""The same share of words in the same order, enough for two wordings of about one length (`BALANCE`), or where
the sentences before them match."""
BALANCE = 0.26
TELLING = 10.5
"""Weight of shared words without which no two reports are joined: about two rare words. On the invented stories
different utterances of one speaker share at most 9.5, two wordings of one at least 11.7, phrases apart."""
NEARLY = 0.75
"""Share of both from which two short quotations of one speaker are the same words, if they weigh `SHORT`."""
SHORT = 6.0
PHRASE = 3.0
"""Weight of a phrase that stands whole in a quotation of the same speaker; "for a time" has 1.3."""
IDENTICAL = 0.9
"""Share of a fragment in the same order from which a report quotes its own quotation once more."""
UNSURE = 0.5
"""Share in the same order from which words are one utterance if one report does not name the speaker."""
UNSURE_PHRASE = 7.0
"""Weight of a phrase that stands whole in a longer quotation, where one of the two speakers is not named."""
STRANGERS_PHRASE, STRANGERS_WEIGHT = 8.0, 15.0
"""Weight of such a phrase, and of other shared words, where the two reports name two speakers: mostly one of them was
read wrong. With 8 instead of 15 two phrases of the invented stories and two of eight events of BASIL are joined more,
all rightly; 6 gives no more."""
MEANT, ALSO_SHARED = 0.55, 0.27
"""Likeness in meaning (`text/meanings`), and share of both, from which two wordings of one speaker are one utterance.
Set on 35 invented stories and on what they would join in 35 events of BASIL: there people repeat themselves and each
other, 0.4 with `SHORT` alone joined twenty pairs wrongly, and 0.5 two of three. Against 0.6 and 0.35 these join two
pairs more, rightly, and one in BASIL."""
CATCHWORD = 5.0
"""Weight of a phrase of two words or more that two reports quote alike (`NEARLY`), one of them not naming whose: "no
leak". It joins five pairs of the invented stories, all rightly, and none in BASIL; 3 and 4 join no more."""
STRANGERS_MEANT, STRANGERS_SHARED = 0.5, 0.4
"""The same, and share in the same order, if the reports differ on whose."""
OPENING, OPENING_WEIGHT = 4, 4.0
"""Words, and their weight, of a whole quotation that opens a sentence of another one, whoever the speakers: a slogan
that one report cuts off."""
COPY = 0.97
"""Share of both from which the same words are one utterance although two speakers are named."""
REPORTED = 0.5
"""Share of an attribution's words that a quotation must have; reported speech is never word for word."""
LONGEST_POSTING = 200
"""Pieces looked at for one shared word; a word that more pieces share tells nothing."""
CONTENT = 1.5
"""Weight from which a word is no mere function word. Reported speech shares three of them: two may be names."""
RARE = 2.5
"""Weight from which a word makes two pieces candidates."""
ROUNDING = 1e-9
"""Sums of one set of weights in two orders differ by less."""
MOST_TRIED = 40
"""Pieces that one piece is compared with, those that share most telling words; what is left out is told in a note.
Without this bound the accounts of the invented stories, one by one or all in one run, are the same."""
FIGURE = re.compile(r"\d[\d.,]*")


class Joins:
    """Groups of piece ids with the reason of every join."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._unions = Unions(ids)
        self.why: dict[str, list[str]] = defaultdict(list)
        self.untried = 0
        """Comparisons left out by `MOST_TRIED`."""

    def root(self, item: str) -> str:
        """The name of the group this piece is in."""
        return self._unions.root(item)

    def join(self, a: str, b: str, why: str) -> None:
        """Put two pieces into one group, once."""
        first, second = sorted((self.root(a), self.root(b)))
        if self._unions.join(first, second):
            self.why[first] += [why, *self.why.pop(second, [])]

    def groups(self) -> dict[str, list[str]]:
        """Root -> its pieces, in the order given at the start."""
        return self._unions.groups()


def likeness(a: Piece, b: Piece) -> tuple[float, float, float]:
    """Weight of the shared words; its share of the lighter piece; its share of both (Dice)."""
    few, many = sorted((a.terms, b.terms), key=len)
    shared = math.fsum(worth(t) * min(n, many.get(t, 0)) for t, n in few.items() if t in many)
    light = min(a.weight, b.weight)
    return shared, shared / light if light else 0.0, 2 * shared / (a.weight + b.weight) if light else 0.0


def in_order(a: Piece, b: Piece) -> float:
    """Share of the lighter piece's weight that both print in the same order."""
    light = min(a.weight, b.weight)
    columns = align([t for t in a.tokens if not t.insert], [t for t in b.tokens if not t.insert])
    return math.fsum(worth(stem(c.here.form)) for c in columns if c.here and c.there) / light if light else 0.0


def reaches(a: Piece, b: Piece, share: float) -> bool:
    """Whether `in_order` is at least `share`; words that are not even shared out of order need no alignment."""
    whole = all(len(p.forms) == sum(not t.insert for t in p.tokens) for p in (a, b))
    if whole and likeness(a, b)[1] < share - ROUNDING:
        return False
    return in_order(a, b) >= share


def join_turns(rows: Sequence[Piece], joins: Joins) -> None:
    """Within one report: paragraphs of one quotation, pieces a cue breaks, and a phrase quoted once more."""
    for a, b in chain(pairwise(rows), pairwise(_outermost(rows))):
        if a.place[0] == b.place[0] and _one_turn(a, b):
            joins.join(a.id, b.id, f"{a.id} and {b.id}: pieces of one turn")
    by_report: dict[int, list[Piece]] = defaultdict(list)
    for row in rows:
        by_report[row.place[0]].append(row)
    for own in by_report.values():
        for short, long in _within(own):
            joins.join(short.id, long.id, f"{short.id}: words quoted once more from {long.id}")


def _outermost(rows: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces that do not lie in one before them: what somebody quotes does not part the turn it stands in."""
    last: Piece | None = None
    for row in rows:
        if last is None or row.place[0] != last.place[0] or row.said.end > last.said.end:
            last = row
            yield row


def _one_turn(a: Piece, b: Piece) -> bool:
    """Numbered as one turn by the annotator; or the same speaker in the same line, or without a closing mark."""
    if isinstance(a.said, Quotation) and isinstance(b.said, Quotation) and 0 < a.said.turn == b.said.turn:
        return a.said.within == b.said.within
    return _one_speaker(a, b) and (a.place[1] == b.place[1] or continued(a, b))


def _within(own: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Pairs of one report of which the first repeats words of the second; each piece once."""
    index: dict[str, list[Piece]] = defaultdict(list)
    for row in own:
        for form in dict.fromkeys(row.forms):
            index[form].append(row)
    for short in own:
        if len(short.forms) < 2 and short.weight < RARE:
            continue
        rarest = max(short.forms, key=lambda f: (worth(stem(f)), f), default="")
        for long in index[rarest][:LONGEST_POSTING]:
            if len(long.forms) > len(short.forms) and _may_repeat(short, long) and _repeated(short, long):
                yield short, long
                break


def _may_repeat(short: Piece, long: Piece) -> bool:
    """Apart in the text, and by one speaker as far as the report says."""
    apart = short.said.end <= long.said.start or long.said.end <= short.said.start
    if short.speaker is None and len(short.forms) > 2 and short.weight >= PHRASE:
        return apart
    return apart and (_one_speaker(short, long) or (_unsure(short, long) and short.weight >= UNSURE_PHRASE))


def _unsure(a: Piece, b: Piece) -> bool:
    """One of the two speakers is not known by name."""
    return not (a.named and b.named)


def _repeated(short: Piece, long: Piece) -> bool:
    """A headline or a lede quotes words of the same report's quotation, at most a verb's ending changed."""
    if inside(short.forms, long.forms):
        return True
    fragment = isinstance(short.said, Quotation) and short.said.kind != "direct" and len(short.forms) > 2
    return fragment and reaches(short, long, IDENTICAL)


def _one_speaker(a: Piece, b: Piece) -> bool:
    return a.speaker is not None and (a.speaker == b.speaker or same_label(a.speaker, b.speaker))


def join_reports(rows: Sequence[Piece], joins: Joins) -> None:
    """Across reports: same speaker and shared words; whoever the speaker, if the words are (nearly) the same."""
    copies: dict[tuple[str | None, tuple[str, ...]], Piece] = {}
    fresh = []
    for row in rows:
        twin = copies.setdefault((row.speaker, row.forms), row)
        if twin is row:
            fresh.append(row)
        elif len(row.forms) > 2 or row.weight > TELLING:
            joins.join(twin.id, row.id, f"{row.id}: same words as {twin.id}")
        else:
            fresh.append(row)
    pointing = dict(zip((p.id for p in fresh), meanings([p.forms for p in fresh]), strict=True))
    for a, b in candidates(fresh, joins):
        if why := reason(a, b) or meant(a, b, meeting(pointing[a.id], pointing[b.id])):
            joins.join(a.id, b.id, f"{b.id} and {a.id}: {why}")


def candidates(rows: Sequence[Piece], joins: Joins) -> Iterator[tuple[Piece, Piece]]:
    """Pairs of different reports that share a telling word or three words on end, each once, in order."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        keys = _keys(row)
        shared = Counter(n for k in keys for n in index[k][-LONGEST_POSTING:])
        kept = sorted(shared, key=lambda n: (-shared[n], n))[:MOST_TRIED] if len(shared) > MOST_TRIED else shared
        joins.untried += len(shared) - len(kept)
        for other in sorted(kept):
            if rows[other].place[0] != row.place[0]:
                yield rows[other], row
        for key in keys:
            index[key].append(number)


def _keys(row: Piece) -> set[str]:
    on_end = {" ".join(row.forms[i : i + 3]) for i in range(len(row.forms) - 2)}
    return on_end | {t for t in row.terms if worth(t) > RARE}


def reason(a: Piece, b: Piece) -> str | None:
    """Why two quotations of different reports are one utterance, or None."""
    shared, contained, both = likeness(a, b)
    if _one_speaker(a, b):
        if shared >= TELLING and contained >= CONTAINED:
            return f"same speaker, {contained:.0%} of the shorter one's words shared"
        if shared >= SHORT and both >= NEARLY:
            return "same speaker, nearly the same words"
        if shared >= TELLING and both >= BALANCE and reaches(a, b, ALIKE):
            return f"same speaker, two wordings that share {contained:.0%} in the same order"
        short, long = sorted((a, b), key=lambda p: len(p.forms))
        if len(short.forms) > 2 and short.weight >= PHRASE and inside(short.forms, long.forms):
            return "same speaker, the whole phrase stands in the longer one"
        return None
    short, long = sorted((a, b), key=lambda p: len(p.forms))
    if (
        inside(short.forms, long.forms)
        and len(short.forms) > 2
        and short.weight >= (UNSURE_PHRASE if _unsure(a, b) else STRANGERS_PHRASE)
    ):
        return "the whole phrase stands in the longer one" + _whose(a, b)
    if len(short.forms) >= OPENING and short.weight >= OPENING_WEIGHT and _opens(short, long):
        return "its words open a sentence of the longer one" + _whose(a, b)
    if not agree(_met(a, b), _met(b, a)):
        return None
    if _unsure(a, b):
        catchword = a.quoted and b.quoted and len(short.forms) > 1 and shared >= CATCHWORD and both >= NEARLY
        same = catchword or (shared >= TELLING and reaches(a, b, UNSURE))
        return "the same words" + _whose(a, b) if same else None
    return "the same words" + _whose(a, b) if shared >= STRANGERS_WEIGHT and both >= COPY else None


def meant(a: Piece, b: Piece, near: float) -> str | None:
    """Why two quotations are one utterance in two wordings, if they are so `near` in meaning; or None."""
    shared, contained, both = likeness(a, b)
    why = f"the same meant, {contained:.0%} of the shorter one's words shared"
    close = near >= MEANT and shared >= SHORT and both >= ALSO_SHARED
    if _one_speaker(a, b):
        return f"same speaker, {why}" if close else None
    if close and _unsure(a, b) and a.quoted and b.quoted and agree(a.terms, b.terms):
        return why + _whose(a, b)
    enough = TELLING if _unsure(a, b) else STRANGERS_WEIGHT
    fits = near >= STRANGERS_MEANT and shared >= enough and both >= STRANGERS_SHARED
    if fits and agree(_met(a, b), _met(b, a)) and reaches(a, b, STRANGERS_SHARED):
        return why + _whose(a, b)
    return None


def _opens(short: Piece, long: Piece) -> bool:
    """All of the words of `short` stand at the head of a sentence of `long`, both being quoted."""
    if not (short.quoted and long.quoted and inside(short.forms, long.forms)):
        return False
    rows: dict[int, list[str]] = defaultdict(list)
    ends = _ends(long)
    for token in (t for t in long.tokens if not t.insert):
        rows[bisect_right(ends, token.start)].append(token.form)
    return any(tuple(row[: len(short.forms)]) == short.forms for row in rows.values())


def _ends(piece: Piece) -> list[int]:
    """Where the sentences of a piece end."""
    return [e for _, e in sentences(piece.report.text, piece.said.start, piece.said.end, piece.report.language)]


def _met(piece: Piece, other: Piece) -> Mapping[str, int]:
    """The words of its sentences that share a telling word with the other: "not" in a sentence that only one report
    prints denies nothing that the other says."""
    ends = _ends(piece)
    rows: dict[int, list[str]] = defaultdict(list)
    for token in (t for t in piece.tokens if not t.insert):
        rows[bisect_right(ends, token.start)].append(stem(token.form))
    met = [row for row in rows.values() if any(t in other.terms and worth(t) > CONTENT for t in row)]
    return Counter(chain.from_iterable(met)) or piece.terms


def _whose(a: Piece, b: Piece) -> str:
    return "; one report does not name whose" if _unsure(a, b) else "; the reports differ on whose"


def join_neighbours(rows: Sequence[Piece], joins: Joins) -> None:
    """Sentences next to a matched pair, in the same order and by the same speaker, need to share less."""
    following = {a.id: b for a, b in pairwise(rows) if a.place[0] == b.place[0] and _one_speaker(a, b)}
    groups = joins.groups()
    for group in groups.values():
        nexts = [following[i] for i in group if i in following]
        for a, b in _cross(nexts):
            if joins.root(a.id) != joins.root(b.id) and reaches(a, b, ALIKE):
                share = in_order(a, b)
                joins.join(a.id, b.id, f"{b.id} and {a.id}: follow a matched pair and share {share:.0%}")


def _cross(rows: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Pairs of different reports, the earlier piece first. Of pieces of the same words one a report is tried, in the
    first two reports that print them: the others were joined with these as copies."""
    seen: dict[tuple[str | None, tuple[str, ...]], list[Piece]] = {}
    for a in rows:
        for b in sorted((p for twins in seen.values() for p in twins), key=lambda p: p.place):
            if a.place[0] != b.place[0]:
                yield b, a
        twins = seen.setdefault((a.speaker, a.forms), [])
        if len(seen) <= MOST_TRIED and len(twins) < 2 and all(t.place[0] != a.place[0] for t in twins):
            twins.append(a)


def join_attributions(reported: Sequence[Piece], quoted: Sequence[Piece], joins: Joins) -> None:
    """Reported speech joins the quotation, else the reported speech, of the same speaker that says the same."""
    index: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for row in (*quoted, *reported):
        for term in row.terms:
            if row.speaker and worth(term) > RARE:
                index[row.speaker, term].append(row)
    for row in reported:
        best = max((_said(row, p) for p in _nearest(row, index, joins)), key=lambda x: x[:2], default=None)
        if best and best[0] > 0:
            joins.join(best[2].id, row.id, f"{row.id}: reported speech that shares {best[0]:.0%} with {best[2].id}")


def _nearest(row: Piece, index: Mapping[tuple[str, str], Sequence[Piece]], joins: Joins) -> list[Piece]:
    """The pieces of the same speaker that share most telling words, by id."""
    near: dict[str, Piece] = {}
    shared: dict[str, float] = defaultdict(float)
    for term in row.terms:
        for p in index.get((row.speaker or "", term), ())[:LONGEST_POSTING]:
            if p.id != row.id:
                near[p.id] = p
                shared[p.id] += worth(term)
    kept = sorted(near, key=lambda i: (-shared[i], i))[:MOST_TRIED]
    joins.untried += len(near) - len(kept)
    return [near[i] for i in sorted(kept)]


def _said(row: Piece, other: Piece) -> tuple[float, bool, Piece]:
    """Share of the attribution's words in the other piece; 0 if figures or a negation speak against it."""
    shared, _, both = likeness(row, other)
    share = shared / row.weight if row.weight else 0.0
    if isinstance(other.said, Attribution):
        share = min(share, both + 0.1)
    fits = shared >= TELLING and share >= REPORTED
    fits = fits and sum(1 for t in row.terms if t in other.terms and worth(t) > CONTENT) > 2
    fits = fits and agree(row.terms, other.terms)
    return (share if fits else 0.0), other.quoted, other


def agree(a: Mapping[str, int], b: Mapping[str, int]) -> bool:
    """Figures and negation do not speak against each other: "12" is not "21", and "not" is not silence."""
    first, second = ({t for t in x if t[:1].isdigit() and FIGURE.fullmatch(t)} for x in (a, b))
    if first and second and not first & second:
        return False
    negations = [stem(word) for word in word_list("collate")["negations"].split()]
    return any(n in a for n in negations) == any(n in b for n in negations)
