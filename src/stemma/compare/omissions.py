"""Facts and conditions that a report lacks though what it rests on, or most of its family, has them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from stemma.compare.evidence import Ground
from stemma.resources import words as word_list
from stemma.text.fold import fold
from stemma.text.roots import roots
from stemma.text.tokens import words
from stemma.types.difference import Fact, Omission
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import LineClass, Report
from stemma.types.story import Story

MOST = 12
"""Omissions listed for one story: what a reader can look through. The rest changes little."""
LEAST_RANK = 1.7
"""Rank below which an omission is not worth a line: a passing detail that one other report has."""
MAJORITY = 0.5
"""Share of a family that must have a fact before its absence in the others is one."""
TOLD, TOLD_IF_GRAVE, TOLD_IF_ONE = 0.28, 0.5, 0.2
"""Share of the weight of the telling words of a fact that, in one paragraph of a report, may say it in other words.
A condition shares its words with what it is a condition of, so more is asked there;
of a fact that one report has nobody knows other wordings, so less. Lowered until on the development stories three of
four omissions were real ones (0.34: two of three), with the listed conditions still found."""
LEAST_OTHERS = 3
"""Reports that must have a condition or denial before its absence in one that does not rest on them is shown."""
SMALL = 12
"""Figures up to here stand in many a report for other things."""
RESTS = "the report it rests on has it"
FAMILY = "most reports of the same origin have it"
MOST_HAVE = "most reports of the story have it"
OTHERS = "other reports of the story have it"
EXPECTED = {RESTS: 1.0, FAMILY: 0.8, MOST_HAVE: 0.6, OTHERS: 0.0}
"""What each reason adds to the rank."""
HEADLINE = 0.5
"""What it adds that a headline has the fact."""
GRAVE = frozenset(("the condition", "the denial"))
"""Without these a report says another thing; they are listed also if only some others have them."""
READ = (LineClass.HEADLINE, LineClass.STANDFIRST, LineClass.PROSE, LineClass.CAPTION)


class OmissionComparer:
    """Lists facts that reports lack, those first that change most: conditions, denials, figures in dispute."""

    name = "omissions"
    version = "1"
    requires = frozenset({"facts", "derivations", "origins", "reports", "stories"})
    assigns = frozenset({"omissions"})

    def __call__(self, dossier: Dossier) -> Mapping[str, Any]:
        ground = Ground(dossier)
        texts = {r.id: _text(r, la) for r, la in zip(dossier.reports, dossier.layers, strict=True)}
        found: list[Omission] = []
        for story in dossier.stories:
            facts = [f for f in dossier.facts if f.story == story.id]
            ranked = sorted(_found(story, facts, ground, texts), key=lambda r: (-r.rank, r.omission.id))
            found += [r.omission for r in ranked[:MOST] if r.rank >= LEAST_RANK]
        return {"omissions": tuple(found)}


class _Ranked(Struct, frozen=True):
    rank: float
    omission: Omission


class _Text(Struct, frozen=True):
    """What a report tells: the roots of each paragraph, and the values of its figures."""

    paragraphs: tuple[frozenset[str], ...]
    values: frozenset[float]


def _text(report: Report, layers: Layers) -> _Text:
    rows = (roots([fold(w.text) for w in words(report.text, x.start, x.end)]) for x in report.lines_of(*READ))
    values = frozenset(float(n.value) for n in layers.numbers if n.value is not None and _telling(n.value))
    return _Text(tuple(frozenset(r) for r in rows), values)


def _telling(value: float) -> bool:
    return value > SMALL or not float(value).is_integer()


def _found(story: Story, facts: Sequence[Fact], ground: Ground, texts: Mapping[str, _Text]) -> list[_Ranked]:
    rows = []
    rare = Counter(w for r in story.reports for w in frozenset[str]().union(*texts[r].paragraphs))
    rested_on = {other for r in story.reports for other in ground.rests[r]}
    for fact in facts:
        present = {s.report for s in fact.spans}
        if len(present) == 1 and present.isdisjoint(rested_on):
            continue
        rank, what = _rank(fact, present, story, ground)
        grave = what in GRAVE
        told = TOLD_IF_ONE if len(present) == 1 else TOLD_IF_GRAVE if grave else TOLD
        expected = {r: why for r in story.reports if r not in present
                    if (why := _expected(r, present, story, grave, ground))}  # fmt: skip
        missing = _untold(fact, expected, texts, rare, told, ground)
        if missing and (len(present) > 1 or RESTS in missing.values()):
            rank += max(EXPECTED[w] for w in missing.values())
            rows.append(_Ranked(rank, _omission(fact, present, missing, what)))
    return rows


def _untold(
    fact: Fact,
    expected: Mapping[str, str],
    texts: Mapping[str, _Text],
    rare: Mapping[str, int],
    told: float,
    ground: Ground,
) -> dict[str, str]:
    """The reports of `expected` that lack the fact: neither its figure stands there, nor a paragraph with so many of
    its telling words that it may say it otherwise."""
    if not expected:
        return {}
    values = {v for s in fact.spans for v in ground.values(s)}
    counts = Counter(w for s in fact.spans for w in frozenset(roots([fold(x.text) for x in words(s.text)])))
    telling = {w: rare.get(w, 1) ** -0.5 for w, n in counts.items() if 2 * n > len(fact.spans)}
    least = told * sum(telling[w] for w in sorted(telling))

    def lacks(text: _Text) -> bool:
        shared = (telling.keys() & p for p in text.paragraphs)
        return not any(sum(telling[w] for w in sorted(words_)) > least for words_ in shared)

    return {r: why for r, why in expected.items() if values.isdisjoint(texts[r].values) and lacks(texts[r])}


def _expected(report: str, present: set[str], story: Story, grave: bool, ground: Ground) -> str | None:
    """Why the report could be expected to have what `present` have; None if nothing says so."""
    if ground.rests[report] & present:
        return RESTS
    origins = ground.origins_under(report)
    family = [r for r in story.reports if r != report and ground.origins_under(r) & origins]
    if len(family) > 1 and sum(r in present for r in family) > MAJORITY * len(family):
        return FAMILY
    others = [r for r in story.reports if r != report]
    if len(others) > 1 and len(present) > MAJORITY * len(others):
        return MOST_HAVE
    return OTHERS if grave and len(present) >= LEAST_OTHERS else None


def _rank(fact: Fact, present: set[str], story: Story, ground: Ground) -> tuple[float, str]:
    """How much the absence of the fact changes, and what it is that is absent."""
    rows = [ground.evidence(s) for s in fact.spans]
    text = " " + " ".join(" ".join(r.words) for r in rows) + " "
    rank = len(present) / len(story.reports) + HEADLINE * any(r.headline for r in rows)
    if 2 * sum(_conditional(r.words) for r in rows) > len(rows):
        return rank + 2.0, "the condition"
    if any(r.strength == "denied" for r in rows) or fact.conflict_type == "denial":
        return rank + 1.6, "the denial"
    if fact.relation in ("conflict", "drift"):
        return rank + 1.2, "a fact the reports differ on"
    if _has(text, "negative"):
        return rank + 0.2, "the negation"
    if any(_telling(v) for s in fact.spans for v in ground.values(s)):
        return rank + 0.7, "the figure"
    return rank, "the fact"


def _conditional(row: tuple[str, ...]) -> bool:
    """The clause begins with a word of condition, or has a phrase of one. "If we want" is a purpose."""
    opens = frozenset(w for w in word_list("hedges")["opening"])
    text = " " + " ".join(row[:CONDITION_REACH]) + " "
    if row[:1] and row[0] in opens and not any(f" {w} " in text for w in ("want", "are to", "is to", "wants")):
        return True
    return any(f" {w} " in " " + " ".join(row) + " " for w in word_list("hedges")["conditions"])


CONDITION_REACH = 4
"""Words after "if" that can make it a purpose."""


def _has(text: str, name: str) -> bool:
    return any(f" {w} " in text for w in word_list("hedges")[name])


def _omission(fact: Fact, present: set[str], missing: Mapping[str, str], what: str) -> Omission:
    lacking = tuple(sorted(missing))
    key = fact.id + "|" + "|".join(lacking)
    reason = Counter(missing.values())
    why = min(reason, key=lambda w: (-reason[w], w))
    return Omission(
        id="o" + hashlib.sha256(key.encode()).hexdigest()[:10],
        story=fact.story,
        fact=fact.id,
        present_in=tuple(sorted(present)),
        missing_in=lacking,
        why=f"{what} is missing; {why}",
    )
