"""Scores the account of an example story against its own gold.json, layer by layer.

A small yardstick that travels with the repository, so that a clone alone can tell whether it still reads well.
Every figure is a share of what gold asks for that was found right (recall), or F1 where gold is complete.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import stemma
from stemma.types.account import Account, AccountReport

Counts = dict[str, list[float]]


def score(folder: Path) -> dict[str, float]:
    """Layer -> figure between 0 and 1 for the story in this folder."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    files = sorted(str(p) for p in (folder / "reports").iterdir())
    return _Scorer(gold, stemma.read(files, published=gold["given"])).figures()


class _Scorer:
    def __init__(self, gold: dict[str, Any], account: Account) -> None:
        self.gold, self.account = gold, account
        self.counts: Counts = {}
        self.utterance: dict[tuple[str, int], str | None] = {}

    def figures(self) -> dict[str, float]:
        for file, marks in self.gold["reports"].items():
            report = self.account.report(file)
            text = self.account.texts[report.id]
            self._lines(report, text, marks)
            self._quotations(report, text, marks)
            self._attributions(report, text, marks)
            self._values(report, text, marks)
        self._utterances()
        self._across()
        return {key: round(right / of, 4) for key, (right, of) in sorted(self.counts.items()) if of}

    def _count(self, key: str, right: float, of: float = 1) -> None:
        pair = self.counts.setdefault(key, [0, 0])
        pair[0] += right
        pair[1] += of

    def _f1(self, key: str, hits: int, predicted: int, wanted: int) -> None:
        self._count(key, 2 * hits, predicted + wanted)

    def _lines(self, report: AccountReport, text: str, marks: dict[str, Any]) -> None:
        for begins, cls in marks["lines"]:
            got = [line.cls for line in report.lines if text[line.start : line.end].lstrip().startswith(begins)]
            self._count("lines/class", got[:1] == [cls])
        self._count(
            "published/date",
            (report.published.value or "")[:10] == (marks["published"] or self._given(report)),
        )

    def _given(self, report: AccountReport) -> str:
        return str(self.gold["given"].get(report.file, ""))

    def _same(self, entity_id: str | None, key: str | None) -> bool:
        if key is None or entity_id is None:
            return key is None and entity_id is None
        if key.startswith("unnamed:"):
            return entity_id.startswith("unnamed:") or self._type(entity_id) in {"unnamed", "org", "group"}
        entity = self.account.entity(entity_id)
        names = {n.casefold() for n in self.gold["entities"][key]["names"]}
        return entity is not None and bool(names & {n.casefold() for n in (entity.name, *entity.names)})

    def _type(self, entity_id: str) -> str:
        entity = self.account.entity(entity_id)
        return entity.type if entity else ""

    def _quotations(self, report: AccountReport, text: str, marks: dict[str, Any]) -> None:
        got = {(q.start, q.end): q for q in report.quotations}
        hits = 0
        for mark in marks["quotations"]:
            start = text.index(mark["text"])
            quotation = got.get((start, start + len(mark["text"])))
            hits += quotation is not None
            if quotation is None:
                continue
            self.utterance[report.file, start] = quotation.utterance
            self._count("quotations/speaker", self._same(quotation.speaker, mark["speaker"]))
            if "to" in mark:
                to = self._same(quotation.to, mark["to"]) or self._same(quotation.medium, mark["to"])
                self._count("quotations/addressee", to)
        self._f1("quotations/exact F1", hits, len(got), len(marks["quotations"]))

    def _attributions(self, report: AccountReport, text: str, marks: dict[str, Any]) -> None:
        for mark in marks["attributions"]:
            start = text.index(mark["text"])
            best = max(report.attributions, key=lambda a: _iou(a, start, start + len(mark["text"])), default=None)
            found = best is not None and _iou(best, start, start + len(mark["text"])) >= 0.5
            self._count("attributions/found", found)
            if found and best is not None:
                self._count("attributions/source", self._same(best.source, mark["source"]))
                self._count("attributions/strength", best.strength == mark["strength"])

    def _values(self, report: AccountReport, text: str, marks: dict[str, Any]) -> None:
        for words, value in marks["times"]:
            near = _over(report.times, text, words)
            self._count("times/value", any(t.value == value for t in near))
        for words, value, relation, *nth in marks["numbers"]:
            near = _over(report.numbers, text, words, *nth)
            self._count("numbers/value", any(n.value == value and n.relation == relation for n in near))
        for words, role in marks["places"]:
            near = _over(report.places, text, words)
            self._count("places/found", any(p.place for p in near))
            self._count("places/role", any(p.role == role for p in near))

    def _utterances(self) -> None:
        wanted = {
            (file, self._start(file, q["text"])): q["utterance"]
            for file, marks in self.gold["reports"].items()
            for q in marks["quotations"]
        }
        both = [key for key in sorted(wanted) if key in self.utterance]
        same = [
            (wanted[a] == wanted[b], self.utterance[a] == self.utterance[b] is not None)
            for a, b in combinations(both, 2)
        ]
        hits = sum(w and g for w, g in same)
        self._f1("utterances/pairs F1", hits, sum(g for _, g in same), sum(w for w, _ in same))

    def _start(self, file: str, words: str) -> int:
        return self.account.texts[self.account.report(file).id].index(words)

    def _across(self) -> None:
        data = self.account.data
        self._count("stories/one", len(data.stories) == 1)
        for edge in self.gold["derivations"]:
            ids = self.account.report(edge["report"]).id, self.account.report(edge["from"]).id
            self._count("derivations/found", any((d.report, d.from_) == ids for d in data.derivations))
        for origin in self.gold["origins"]:
            same = [o for o in data.origins if o.kind == origin["kind"] and self._same(o.who, origin["who"])]
            self._count("origins/one each", len(same) == 1)
        for fact in self.gold["facts"]:
            self._count(
                "facts/relation",
                any(f.relation == fact["relation"] and self._holds(f, fact) for f in data.facts),
            )

    def _holds(self, fact: Any, gold: dict[str, Any]) -> bool:
        for file, words in gold["spans"]:
            report, start = self.account.report(file), self._start(file, words)
            if not any(s.report == report.id and s.start < start + len(words) and start < s.end for s in fact.spans):
                return False
        return True


def _over(items: Any, text: str, words: str, nth: int = 1) -> list[Any]:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return [item for item in items if item.start < start + len(words) and start < item.end]


def _iou(item: Any, start: int, end: int) -> float:
    shared = max(0, min(item.end, end) - max(item.start, start))
    return float(shared / (item.end - item.start + end - start - shared))
