"""Denials that name nothing of what they deny ("the guild denies it", "she did not"): they answer what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from stemma.compare.conditions import conditional
from stemma.compare.denials import denied_by_cue, doubly
from stemma.compare.hedges import hedges
from stemma.compare.passages import Passage, Passages
from stemma.compare.strength import negative
from stemma.text.clauses import verbal
from stemma.text.roots import roots

BACK = 2
"""Sentences before a denial in which what it denies may stand."""
FEW = 1
"""Telling words of a denial that names nothing of what it denies: of "the guild denies it"."""
FEW_SUCH = 3
"""The same of what somebody denied, if it points back: "having received any such notice"."""
LEAST = 0.3
"""Least weight of a statement that somebody could deny."""
REACH = 4
"""Words after "denies" within which "it" is what is denied."""
MOST = 100
"""Denials of a story that are looked at."""
_AND = (("and",), ("but",), ("yet",))
"""With these a clause goes on that says nothing of its own subject: what stands before it is of the same voice."""
_POINTING = frozenset(("it", "this", "that", "everything", "so"))
_SAYING = frozenset(("says", "said", "insists", "insisted", "maintains", "replied", "replies", "adds", "added"))
_ENDS = frozenset('.!;,:”’"»')
_CLAIMED = frozenset(("the", "that", "this", "these", "those", "its", "their", "his", "her", "all", "any"))


@cache
def _ends() -> tuple[tuple[str, ...], ...]:
    """How a clause ends that denies what was just said."""
    tails = ("", *sorted(hedges("denial_tails")))
    found = {f"{short} {tail}".strip() for short in hedges("denial_short") for tail in tails} | hedges("denial_whole")
    return tuple(tuple(o.split()) for o in sorted(found))


@cache
def _empty() -> frozenset[str]:
    """Roots of words that only say that something is denied."""
    return frozenset(roots(sorted(hedges("denies") | hedges("claims"))))


@cache
def _claims() -> frozenset[str]:
    return hedges("claims")


def answered(passages: Passages) -> Iterator[tuple[Passage, Passage]]:
    """(what somebody states, the denial that follows it) within one report."""
    told = list(_sentences(passages))
    found = 0
    for n, rows in enumerate(told):
        report = rows[0].report
        before = [o for o in told[max(0, n - BACK) : n] if o[0].report == report]
        after = frozenset[str]().union(*(o[0].around for o in told[n + 1 : n + 2] if o[0].report == report))
        for at, row in enumerate(rows):
            if found < MOST and _denies(row, passages):
                stated = _stated(row, rows[:at], before, after, passages)
                if stated:
                    found += 1
                    yield stated, row


def _sentences(passages: Passages) -> Iterator[list[Passage]]:
    done: set[tuple[str, tuple[int, int]]] = set()
    for row in passages.rows:
        if (row.report, row.sentence) not in done:
            done.add((row.report, row.sentence))
            yield passages.in_sentence(row)


def _denies(row: Passage, passages: Passages) -> bool:
    told = row.row.words
    told_of = row.roots - passages.names - _empty()
    if conditional(told):
        return False
    few = FEW_SUCH if "such" in told else FEW
    if len(told_of) > few:
        return False
    if "such" in told and denied_by_cue(row, passages.ground):
        return True
    deny = hedges("denies")
    for i, word in enumerate(told):
        if word in deny and not doubly(told, i):
            after = told[i + 1 : i + 1 + REACH]
            whole = told[i + 1 : i + 2] == told[i + 1 :] and told[-1] in _POINTING
            return whole or "such" in after or _bare_claim(after)
    if not any(told[-len(o) :] == o for o in _ends()):
        return False
    opens = row.span.start == row.sentence[0] and not told_of
    after_it = passages.ground.reports[row.report].text[row.span.end - 1 : row.span.end + 1]
    return bool(_ENDS & set(after_it)) and (opens or bool(_SAYING & set(told)))


def _bare_claim(after: Sequence[str]) -> bool:
    """ "Denies the claims", not "denies any suggestion that it was sold", which says itself what is denied."""
    return bool(_CLAIMED & set(after[:1]) and _claims() & set(after)) and "that" not in after[1:]


def _stated(
    denial: Passage,
    mates: Sequence[Passage],
    before: Sequence[Sequence[Passage]],
    after: frozenset[str],
    passages: Passages,
) -> Passage | None:
    """The statement before the denial: in its sentence, else in the one or two before. Of all that its speaker says
    there, what the sentence after the denial still speaks of, then what most reports have.
    """
    own = denial.row.words[:1] in _AND and not _POINTING & set(denial.row.words)
    held = [[r for r in rows if _statement(r, denial, passages)] for rows in (() if own else mates, *reversed(before))]
    near = next((rows for rows in held if rows), None)
    if near is None:
        return None
    if near is held[0]:
        return max(near, key=lambda r: (bool(r.row.source), _reports(r, passages), passages.weight(r.roots), r.span))
    source = max(near, key=lambda r: (bool(r.row.source), r.span)).row.source
    said = [r for rows in held for r in rows if r.row.source == source] if source else near
    after -= passages.names
    return max(
        said,
        key=lambda r: (passages.weight(r.roots & after), _reports(r, passages), passages.weight(r.roots), r.span),
    )


def _statement(row: Passage, denial: Passage, passages: Passages) -> bool:
    other = denial.row.source is None or row.row.source != denial.row.source
    verb = any(verbal(w) for w in row.row.words) and not any(w.endswith("'d") for w in row.row.words)
    asked = passages.ground.reports[row.report].text[row.sentence[0] : row.sentence[1]].endswith("?")
    return (
        other
        and verb
        and not asked
        and not negative(row.row)
        and hedges("possible").isdisjoint(row.row.words)
        and passages.weight(row.roots) >= LEAST
        and not conditional(row.row.words)
    )


def _reports(row: Passage, passages: Passages) -> int:
    return max((len({s.report for s in passages.facts[n].spans}) for n in row.facts), default=0)
