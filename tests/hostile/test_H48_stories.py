"""H40, H46 to H48 where they touch stories: one text in two places, borrowed names, copies, and a text that names all.

A report must neither chain stories together nor be counted as many, and what it says of itself joins it to nothing.
"""

from __future__ import annotations

import hashlib

import pytest

from stemma.link import story_index
from stemma.link.stories import Stories
from stemma.link.story_settle import settle
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Published, Report

EVENTS = [
    ("Bridge at Osijek closed after barge strikes pier", "A barge struck the Drava bridge at Osijek.", "Ivka Balog"),
    ("Salmon farm off Chiloé loses nets in storm", "Waves tore nets off Quellón; salmon got away.", "Renato Oyarzo"),
    ("Tram drivers in Tampere vote on rosters", "The Tampere tram drivers vote on new rosters.", "Ritva Heinonen"),
    ("Museum in Kumasi gets back its gold weights", "Gold weights came back to Kumasi from Basel.", "Yaa Asantewa"),
]


def report(name: str, text: str, day: str | None = "2033-05-09", byline: str = "") -> Report:
    lines, start = [], 0
    kinds = [LineClass.HEADLINE, *([LineClass.BYLINE] if byline else []), *[LineClass.PROSE] * text.count("\n")]
    head, _, rest = text.partition("\n")
    text = "\n".join([head, byline, rest] if byline else [head, rest])
    for kind, line in zip(kinds, text.split("\n"), strict=False):
        lines.append(Line(start, start + len(line), kind))
        start += len(line) + 1
    published = Published(day, "given" if day else "unknown")
    sha = hashlib.sha256(f"{name}{text}".encode()).hexdigest()
    return Report(id=sha[:12], file=name, text=text, text_sha256=sha, published=published, lines=tuple(lines))


def told(event: int, name: str, extra: str = "", byline: str = "", day: str | None = "2033-05-09") -> Report:
    head, body, who = EVENTS[event]
    return report(name, f"{head}\n{body} {who} said repairs would take weeks. {extra}", day, byline)


def stories(*reports: Report) -> list[set[str]]:
    made = Stories()(Dossier(reports=reports, layers=tuple(Layers(report=r.id) for r in reports)))
    names = {r.id: r.file for r in reports}
    return [{names[r] for r in s.reports} for s in made["stories"]]


def test_one_text_at_two_addresses_is_one_story() -> None:
    found = stories(told(0, "https.txt"), told(0, "amp.txt"), told(1, "other.txt"))
    assert {"https.txt", "amp.txt"} in found
    assert len(found) == 2


def test_a_borrowed_byline_joins_nothing() -> None:
    byline = "By Halvard Moe, Quellón Chronicle, Osijek"
    found = stories(told(0, "a.txt", byline=byline), told(1, "b.txt", byline=byline))
    assert sorted(len(s) for s in found) == [1, 1]


def test_hundreds_of_copies_draw_no_other_story_in(monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[int] = []
    monkeypatch.setattr(story_index, "settle", lambda reports: settled.append(len(reports)) or settle(reports))
    copies = [told(0, f"copy{n}.txt") for n in range(300)]
    changed = [told(0, f"changed{n}.txt", extra=f"Reader {n} agrees.") for n in range(200)]
    found = stories(*copies, *changed, told(0, "own.txt", extra="Divers looked at the pier."), told(1, "other.txt"))
    assert 0 < sum(settled) <= story_index.TOGETHER, "no quadratic work over hundreds of copies"
    assert sorted(len(s) for s in found) == [1, 501]


def test_a_text_that_names_everybody_chains_nothing() -> None:
    bait_text = "All the news\n" + " ".join(f"{head}. {body} {who} spoke." for head, body, who in EVENTS)
    reports = [told(e, f"{e}{side}.txt", extra=side * 3) for e in range(len(EVENTS)) for side in "ab"]
    for day in ("2033-05-09", None):
        found = stories(*reports, report("bait.txt", bait_text, day))
        assert sorted(map(sorted, ({f for f in s if f != "bait.txt"} for s in found if s != {"bait.txt"}))) == [
            [f"{e}a.txt", f"{e}b.txt"] for e in range(len(EVENTS))
        ]


def test_many_texts_that_name_everybody_chain_nothing() -> None:
    bait_text = "All the news\n" + " ".join(f"{head}. {body} {who} spoke." for head, body, who in EVENTS)
    baits = [report(f"bait{n}.txt", f"{bait_text} Number {n}.") for n in range(5)]
    reports = [told(e, f"{e}{side}.txt", extra=side * 3) for e in range(len(EVENTS)) for side in "ab"]
    met = [{f[0] for f in s if not f.startswith("bait")} for s in stories(*reports, *baits)]
    assert all(len(s) <= 1 for s in met)
