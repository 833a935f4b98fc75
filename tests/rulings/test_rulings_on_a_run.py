"""Rulings over whole runs: each kind changes the account, and holds when a new report comes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import stemma
from stemma.account.check import check
from stemma.types.account import Account
from stemma.types.ruling import Anchor, Ruling

FIRST = """Quarry to close in May, says owner
The Hollin quarry will close in May with the loss of 62 jobs, its owner said on Tuesday.
“We have no orders for the autumn,” the managing director, Petra Lindqvist, told Radio Moor.
Council leader Owen Farrar said the town had been told nothing.
“We read it in the paper like everybody else,” he said.
"""
SECOND = """Hollin quarry closure a shock to town
The owner of the Hollin quarry will close it in May and 62 jobs will go.
P. Lindqvist, who runs the quarry, said: “We have no orders for the autumn.”
“Nobody rang me,” Owen Farrar, who leads the council, said on Wednesday.
"""
THIRD = """Farrar asks for quarry talks
Council leader Owen Farrar asked on Friday for talks with the owner of the Hollin quarry.
“The door is open,” Petra Lindqvist said.
"""


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def run(folder: Path, texts: dict[str, str], *rulings: Ruling) -> Account:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    account = stemma.read([str(folder / name) for name in texts], rulings=rulings)
    assert check(account.data, account.texts) == []
    return account


def ruling(number: int, kind: str, text: str = FIRST, words: str | None = None, **more: object) -> Ruling:
    anchor = Anchor(text_sha256=sha(text), words=words) if words else None
    return Ruling(id=f"r{number}", kind=kind, by="Kit", when="2026-03-01", why="rang", anchor=anchor, **more)  # type: ignore[arg-type]


RULINGS = (
    ruling(1, "line", words="Council leader", value="note"),
    ruling(2, "speaker", words="We read it in the paper", value="Petra Lindqvist"),
    ruling(3, "split-stories", reports=(sha(FIRST),)),
)
TWO = {"a.txt": FIRST, "b.txt": SECOND}


@pytest.mark.parametrize("texts", [TWO, {"0.txt": THIRD, **TWO}])
def test_rulings_hold_whatever_else_is_read(tmp_path: Path, texts: dict[str, str]) -> None:
    account = run(tmp_path, texts, *RULINGS)
    assert [(o.id, o.applied, o.why_not) for o in account.data.rulings] == [(r.id, True, None) for r in RULINGS]
    report = account.report("a.txt")
    assert [str(line.cls) for line in report.lines if account.texts[report.id][line.start :].startswith("Council")] == [
        "note"
    ]
    (quotation,) = [q for q in report.quotations if q.text.startswith("We read it")]
    speaker = account.entity(quotation.speaker)
    assert speaker is not None
    assert "Lindqvist" in speaker.name
    assert quotation.speaker_why == "ruling r2 by Kit: rang"
    assert [story.reports for story in account.data.stories if report.id in story.reports] == [(report.id,)]


def test_stories_are_joined(tmp_path: Path) -> None:
    other = "Choir wins cup\nThe Brae choir won the Nairn cup on Sunday with three songs by local composers.\n"
    texts = {"a.txt": FIRST, "z.txt": other}
    assert len(run(tmp_path, texts).data.stories) == 2
    joined = run(tmp_path, texts, ruling(1, "join-stories", reports=(sha(FIRST), sha(other))))
    assert [len(story.reports) for story in joined.data.stories] == [2]
    assert any("ruling r1 by Kit" in why for why in joined.data.stories[0].why)


def test_entities_are_split_and_merged(tmp_path: Path) -> None:
    apart = run(tmp_path, TWO, ruling(1, "split", SECOND, "Owen Farrar", value="Owen Farrar the younger"))
    assert apart.data.rulings[0].applied, apart.data.rulings
    younger = apart.entity("Owen Farrar the younger")
    assert younger is not None
    assert {m.entity for m in apart.report("b.txt").mentions if "Farrar" in m.text} == {younger.id}
    assert younger.id not in {m.entity for m in apart.report("a.txt").mentions}
    merge = ruling(2, "merge", names=("Owen Farrar the younger", "Petra Lindqvist"))
    again = run(tmp_path, TWO, ruling(1, "split", SECOND, "Owen Farrar", value="Owen Farrar the younger"), merge)
    one = again.entity("Petra Lindqvist")
    assert one is not None
    assert one is again.entity("Owen Farrar the younger")


def test_ruling_whose_report_is_not_there_is_listed(tmp_path: Path) -> None:
    account = run(tmp_path, {"b.txt": SECOND}, *RULINGS)
    assert [o.applied for o in account.data.rulings] == [False, False, False]
    assert all(o.why_not and "no report has the text" in o.why_not for o in account.data.rulings)


def test_rulings_do_not_depend_on_the_order_of_inputs(tmp_path: Path) -> None:
    turned = dict(reversed(TWO.items()))
    assert run(tmp_path, TWO, *RULINGS).to_json() == run(tmp_path, turned, *RULINGS).to_json()
