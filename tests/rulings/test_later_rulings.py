"""Rulings on what was traced and followed: a wrong derivation, issues that are one; what a ruling is about."""

from __future__ import annotations

from msgspec.structs import replace

from stemma.rulings import about, anchor_of, apply_derivations, apply_issues, fault
from stemma.rulings.anchors import find
from stemma.types.account import Account
from stemma.types.dossier import Dossier
from stemma.types.report import Report
from stemma.types.ruling import Anchor, Ruling, RulingKind
from stemma.types.story import Derivation

TEXT = "We sail. They said: we sail, we sail."
A, B = (Report(id=name * 12, file=f"{name}.txt", text=TEXT, text_sha256=name * 64) for name in "ab")


def ruling(kind: RulingKind, **more: object) -> Ruling:
    return Ruling(id="r1", kind=kind, by="Kit", when="2026-03-01", why="rang them", **more)  # type: ignore[arg-type]


def derived(name: str, report: str, source: str) -> Derivation:
    return Derivation(id=name, report=report, from_=source, how="rewrite", credited=False, confidence=0.7, why="words")


def test_a_derivation_ruled_wrong_goes() -> None:
    dossier = Dossier(reports=(A, B), derivations=(derived("d1", B.id, A.id), derived("d2", B.id, "o1")))
    ruled, outcomes = apply_derivations(dossier, [ruling("derivation", reports=(B.text_sha256,), value=A.id)])
    assert [d.id for d in ruled.derivations] == ["d2"]
    assert [o.applied for o in outcomes] == [True]


def test_a_derivation_nobody_has_is_told() -> None:
    dossier = Dossier(reports=(A, B), derivations=(derived("d1", B.id, A.id),))
    same, outcomes = apply_derivations(dossier, [ruling("derivation", reports=(A.text_sha256,), value="o9")])
    assert same == dossier
    assert "rests on 'o9'" in (outcomes[0].why_not or "")


def test_issues_of_one_name_become_one_position(harbour: Account) -> None:
    first = harbour.data.positions[0]
    second = replace(first, id="p9", issue="Night Sailings", shift=None)
    dossier = Dossier(positions=(first, second))
    ruled, outcomes = apply_issues(
        dossier, [ruling("issue", names=(first.issue, "night sailings"), value="night boats")]
    )
    (one,) = ruled.positions
    assert (one.issue, one.id, one.shift) == ("night boats", first.id, first.shift)
    assert len(one.stances) == 2 * len(first.stances)
    assert [o.applied for o in outcomes] == [True]


def test_an_issue_nobody_has_is_told(harbour: Account) -> None:
    dossier = Dossier(positions=harbour.data.positions)
    same, outcomes = apply_issues(dossier, [ruling("issue", names=("herring",), value="fish")])
    assert same == dossier
    assert "'herring'" in (outcomes[0].why_not or "")


def test_another_actors_position_on_that_issue_stays_apart(harbour: Account) -> None:
    first = harbour.data.positions[0]
    other = replace(first, id="p9", actor="e77")
    ruled, _ = apply_issues(Dossier(positions=(first, other)), [ruling("issue", names=(first.issue,), value="boats")])
    assert [p.actor for p in ruled.positions] == [first.actor, "e77"]


def test_an_anchor_counts_occurrences() -> None:
    start = TEXT.rindex("we sail")
    anchor = anchor_of(A, start, start + 7)
    assert anchor == Anchor(text_sha256=A.text_sha256, words="we sail", occurrence=2)
    assert [span.start for span in find([A], anchor)] == [start]


def test_rulings_about_other_texts_are_left_out() -> None:
    here = ruling("line", anchor=Anchor(text_sha256=A.text_sha256, words="We sail"), value="prose")
    elsewhere = ruling("join-stories", reports=(B.text_sha256,))
    names = ruling("merge", names=("Kit", "K."))
    assert about([here, elsewhere, names], [A.text_sha256]) == (here, names)


def test_what_a_kind_needs_is_told() -> None:
    assert fault(ruling("derivation", value="o1")) == "a ruling of kind 'derivation' needs reports"
    assert fault(ruling("issue", names=("a",), value="b")) is None
