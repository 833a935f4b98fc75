"""H53: an annotator that raises, never ends, or gives what cannot be, is named for that report; nothing of it stays."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import stemma
from stemma import deadline, pipeline
from stemma.account.check import check
from stemma.settings import DEFAULT, Settings
from stemma.types.account import Account
from stemma.types.dossier import Layers
from stemma.types.report import Report
from stemma.types.span import Note, Span
from stemma.types.speech import Attribution, Quotation
from stemma.types.world import Mention, Number, Place, PlaceMention, TimeExpression

TEXT = (
    "Sluice shut for repairs\n\nThe sluice at Tarn Hollow was shut on 4 May 2021 and 12 boats wait, the port said.\n\n"
    "“We open it in spring,” said Odda Brill, who runs the port.\n"
)
Gives = Callable[[Report, Layers], Any]


class Plugin:
    """Does what the test says."""

    name, version = "plugin", "1"
    requires: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def __init__(self, gives: Gives, *assigns: str) -> None:
        self.gives, self.assigns = gives, frozenset(assigns)

    def __call__(self, report: Report, layers: Layers) -> Mapping[str, tuple[Any, ...]]:
        return self.gives(report, layers)  # type: ignore[no-any-return]


def read(plugin: Plugin, folder: Path, patch: pytest.MonkeyPatch, settings: Settings = DEFAULT) -> Account:
    """The account of two reports, with the plug-in behind all other annotators."""
    (folder / "first.txt").write_text(TEXT, "utf-8")
    (folder / "second.txt").write_text("Mill burns\n\nThe mill at Ulvik burned, the mayor said.\n", "utf-8")
    patch.setattr(pipeline, "ANNOTATORS", (*ANNOTATORS, plugin))
    return stemma.read([str(folder)], settings=settings)


ANNOTATORS = pipeline.ANNOTATORS


def complaints(account: Account) -> list[list[str]]:
    return [[n.detail for n in r.notes if n.code == "A-FAILED"] for r in account.data.reports]


def number(report: Report, start: int = 0, end: int = 6, *, name: str = "n900", **other: Any) -> Number:
    given = {"text": report.text[start:end], "value": 1, **other}
    return Number(id=f"{report.id}.{name}", start=start, end=end, **given)


def quotation(report: Report, **other: Any) -> Quotation:
    return Quotation(id=f"{report.id}.q900", start=0, end=6, text=report.text[:6], kind="direct", **other)


def mention(report: Report, start: int, **other: Any) -> Mention:
    given = {"form": "name", "type": "org", **other}
    return Mention(id=f"{report.id}.m{900 + start}", start=start, end=start + 1, text=report.text[start], **given)


def raises(error: BaseException) -> Gives:
    def gives(report: Report, layers: Layers) -> Any:
        raise error

    return gives


class UnspeakableError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


class Loud(Number, frozen=True, kw_only=True):
    """A kind of number that the contract does not know."""


BAD: dict[str, tuple[Gives, str]] = {
    "raises": (raises(RuntimeError("out of tea")), "RuntimeError: out of tea"),
    "an error without words": (raises(UnspeakableError()), "UnspeakableError: (without words)"),
    "an error of 10 MB": (raises(ValueError("x" * 10_000_000)), "ValueError: xxx"),
    "no memory": (raises(MemoryError()), "MemoryError"),
    "too deep": (raises(RecursionError("deep")), "RecursionError"),
    "None": (lambda r, la: None, "gave NoneType"),
    "a tuple": (lambda r, la: (number(r),), "gave tuple"),
    "a field it does not assign": (lambda r, la: {"quotations": ()}, "'quotations', which it does not declare"),
    "a field nobody has": (lambda r, la: {"horoscope": ()}, "'horoscope'"),
    "the report's id": (lambda r, la: {"report": "other"}, "'report'"),
    "a key that is no word": (lambda r, la: {7: ()}, "7, which"),
    "a list": (lambda r, la: {"numbers": [number(r)]}, "numbers is list, not a tuple"),
    "items without end": (lambda r, la: {"numbers": (number(r) for _ in iter(int, 1))}, "numbers is generator"),
    "words for numbers": (lambda r, la: {"numbers": ("12",)}, "holds str where Number is due"),
    "times for numbers": (
        lambda r, la: {"numbers": (TimeExpression(id="t", start=0, end=1, text="S", value=None, basis=""),)},
        "holds TimeExpression where Number is due",
    ),
    "a kind of its own": (
        lambda r, la: {"numbers": (Loud(id=f"{r.id}.n1", start=0, end=1, text="S", value=1),)},
        "holds Loud where Number is due",
    ),
    "a value of another type": (lambda r, la: {"numbers": (number(r, value="one"),)}, "ValidationError"),
    "a start of another type": (
        lambda r, la: {"numbers": (Number(id=f"{r.id}.n1", start=0.5, end=1, text="", value=1),)},  # type: ignore[arg-type]
        "ValidationError",
    ),
    "a word that is not on the list": (lambda r, la: {"numbers": (number(r, relation="≈"),)}, "ValidationError"),
    "not a number": (lambda r, la: {"numbers": (number(r, value=float("nan")),)}, "nan, which is no number"),
    "too sure": (lambda r, la: {"quotations": (quotation(r, confidence=7.0),)}, "confidence of 7.0"),
    "behind the end": (
        lambda r, la: {"numbers": (number(r, 0, 10**9),)},
        f"numbers 0:1000000000 is outside the text of {len(TEXT)}",
    ),
    "before the beginning": (lambda r, la: {"numbers": (number(r, -3, 2),)}, "-3:2 is outside"),
    "the wrong way round": (lambda r, la: {"numbers": (number(r, 6, 2),)}, "6:2 is outside"),
    "not its text": (lambda r, la: {"numbers": (number(r, text="Slurry"),)}, "is not the text it claims"),
    "a cue of another report": (
        lambda r, la: {"quotations": (quotation(r, cue=Span("feedfeedfeed", 0, 4, "Mill")),)},
        "rests on a span of another report, 'feedfeedfeed'",
    ),
    "a cue that is not there": (
        lambda r, la: {"quotations": (quotation(r, cue=Span(r.id, 0, 4, "Mill")),)},
        "quotations 0:4 is not the text it claims",
    ),
    "an insert that is not there": (
        lambda r, la: {"quotations": (quotation(r, inserts=(Span(r.id, 0, 4, "Mill"),)),)},
        "is not the text it claims",
    ),
    "a note that is not there": (
        lambda r, la: {"notes": (Note(code="N-X", detail="", span=Span(r.id, 0, 4, "Mill")),)},
        "is not the text it claims",
    ),
    "an id of another report": (
        lambda r, la: {"numbers": (Number(id="feedfeedfeed.n1", start=0, end=1, text=r.text[0], value=1),)},
        "'feedfeedfeed.n1' is not one of this report",
    ),
    "one id twice": (lambda r, la: {"numbers": (number(r), number(r, 7, 9))}, "is used twice"),
    "the id of something else": (
        lambda r, la: {"numbers": (number(r, name=la.mentions[0].id.partition(".")[2]),)},
        "is used twice",
    ),
    "one span twice": (lambda r, la: {"numbers": (number(r), number(r, name="n901"))}, "numbers has 0:6 twice"),
    "overlaps": (lambda r, la: {"numbers": (number(r), number(r, 3, 9, name="n901"))}, "0:6 and 3:9 overlap"),
    "crossing quotations": (
        lambda r, la: {
            "quotations": (
                quotation(r),
                Quotation(id=f"{r.id}.q901", start=3, end=9, text=r.text[3:9], kind="direct"),
            )
        },
        "3:9 reaches over the end",
    ),
    "a speaker who is not there": (lambda r, la: {"quotations": (quotation(r, source="m1"),)}, "'m1' is no mention"),
    "words said through nobody": (
        lambda r, la: {
            "attributions": (
                Attribution(id=f"{r.id}.a900", start=0, end=6, text=r.text[:6], source="outlet", via="me"),
            )
        },
        "'me' is no mention",
    ),
    "names that others point to": (lambda r, la: {"mentions": ()}, "is no mention of this report"),
    "a place that is not there": (
        lambda r, la: {
            "gazetteer": (),
            "places": (
                PlaceMention(id=f"{r.id}.p1", start=0, end=1, text=r.text[0], place="atlantis", role="context"),
            ),
        },
        "'atlantis' is no place",
    ),
    "a place twice": (
        lambda r, la: {"gazetteer": (*la.gazetteer, *(Place(id="x", name="X", kind="city"),) * 2)},
        "a place twice",
    ),
    "names in a circle": (
        lambda r, la: {
            "mentions": (
                *la.mentions,
                mention(r, 1, antecedent=f"{r.id}.m902"),
                mention(r, 2, antecedent=f"{r.id}.m901"),
            )
        },
        "points to itself, over 2 steps",
    ),
    "a string of 10 MB": (
        lambda r, la: {"quotations": (quotation(r, speaker_why="x" * 10_000_000),)},
        "a string of 10,000,000 characters",
    ),
    "ten million": (lambda r, la: {"numbers": (number(r),) * 10_000_000}, "numbers has 10,000,000 items"),
}
FIELDS = ("numbers", "quotations", "attributions", "mentions", "places", "gazetteer")
MAY = {name: tuple(f for f in FIELDS if f != "quotations") if "does not assign" in name else FIELDS for name in BAD}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The account without the plug-in."""
    with pytest.MonkeyPatch.context() as patch:
        return read(Plugin(lambda r, la: {}), tmp_path_factory.mktemp("sound"), patch).to_json()


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_is_refused_and_named(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: bytes
) -> None:
    gives, said = BAD[case]
    only_first: Gives = lambda r, la: gives(r, la) if r.file == "first.txt" else {}  # noqa: E731
    account = read(Plugin(only_first, *MAY[case]), tmp_path, monkeypatch)
    first, second = sorted(zip(account.data.reports, complaints(account), strict=True), key=lambda pair: pair[0].file)
    assert second[1] == []
    assert len(first[1]) == 1
    assert first[1][0].startswith("plugin: ")
    assert said in first[1][0]
    assert len(first[1][0]) < 400
    assert check(account.data, account.texts) == []
    assert _without_complaints(account) == sound, "but for the note it is the account without the plug-in"


def _without_complaints(account: Account) -> bytes:
    import msgspec

    def clean(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        return tuple(n for n in notes if n.code != "A-FAILED")

    reports = tuple(msgspec.structs.replace(r, notes=clean(r.notes)) for r in account.data.reports)
    return Account(data=msgspec.structs.replace(account.data, reports=reports), texts=account.texts).to_json()


def test_the_note_is_the_same_on_every_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = Plugin(lambda r, la: (_ for _ in ()).throw(ValueError(f"bad {object()!r}\n\x1b[31m\ud800")), "numbers")
    told = complaints(read(plugin, tmp_path, monkeypatch))
    assert told[0] == told[1] == ["plugin: ValueError: bad <object object at 0x…> \x1b[31m\\ud800"]


def test_what_is_right_is_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = read(Plugin(lambda r, la: {"numbers": (number(r),)}, "numbers"), tmp_path, monkeypatch)
    assert complaints(account) == [[], []]
    assert [[(n.start, n.end) for n in r.numbers] for r in account.data.reports] == [[(0, 6)], [(0, 6)]]


def endless(report: Report, layers: Layers) -> Any:
    """Works for ever and minds no error."""
    while True:
        try:
            sum(range(1000))
        except Exception:
            continue


def hopeless(report: Report, layers: Layers) -> Any:
    """A pattern that tries 2^60 ways."""
    import re

    return re.match(r"(a|a)*$", "a" * 60 + "b")


@pytest.mark.skipif(not hasattr(deadline.signal, "setitimer"), reason="this system has no interval timers")
@pytest.mark.parametrize("gives", [endless, hopeless])
def test_work_without_end_is_ended(gives: Gives, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = read(Plugin(gives, "numbers"), tmp_path, monkeypatch, Settings(annotator_cpu_seconds=1))
    said = ["plugin: OutOfTimeError: no end after 1 seconds of CPU time"]
    assert complaints(account) == [said, said]
    assert any(r.quotations for r in account.data.reports)


def test_waiting_is_not_work() -> None:
    begin = time.monotonic()
    deadline.within(0.05, lambda: time.sleep(0.3))
    assert time.monotonic() - begin >= 0.3


def test_the_timer_is_left_as_it_was() -> None:
    before = deadline.signal.getsignal(deadline.signal.SIGVTALRM)
    assert deadline.within(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        deadline.within(5, lambda: 1 // 0)
    assert deadline.signal.getitimer(deadline.signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert deadline.signal.getsignal(deadline.signal.SIGVTALRM) == before


def test_in_another_thread_there_is_no_limit_but_the_work_is_done() -> None:
    done: list[int] = []
    thread = threading.Thread(target=lambda: done.append(deadline.within(5, lambda: 7)))
    thread.start()
    thread.join()
    assert done == [7]


def test_an_end_that_was_asked_for_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyboardInterrupt):
        read(Plugin(raises(KeyboardInterrupt())), tmp_path, monkeypatch)


def dies(report: Report, settings: Settings = DEFAULT) -> Layers:
    """In place of `annotate`: ends its whole process over the second report."""
    if report.file == "1.txt":
        os._exit(9)
    return pipeline.annotate(report, settings)


def test_a_worker_that_is_killed_costs_one_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(TEXT.replace("12", str(12 + n)), "utf-8")
    reports, _ = pipeline.read_inputs([str(tmp_path)], published={}, outlets={}, settings=DEFAULT)
    alone = [pipeline.annotate(report) for report in reports]
    monkeypatch.setattr(pipeline, "annotate", dies)
    made = pipeline.annotate_all(reports, Settings(jobs=2))
    assert [la.report for la in made] == [r.id for r in reports]
    for report, layers, right in zip(reports, made, alone, strict=True):
        if report.file == "1.txt":
            assert [n.code for n in layers.notes] == ["A-FAILED"]
        else:
            assert layers == right
