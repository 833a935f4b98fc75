from __future__ import annotations

import pytest
from msgspec.structs import replace

from newsroom import dossier
from stemma.compare.earlier import earlier_words
from stemma.compare.evidence import Ground
from stemma.types.dossier import Dossier

TIMES = {"February": "2031-02", "Four years ago": "2027", "Friday": "2031-05-02"}


def told(text: str, cue: str, content: str, heard: bool = True) -> bool:
    """Are these the earlier words of Aho? `heard`: another report has words of hers too."""
    texts = {"a": f"Pool\n{text}\n", "b": "Pool\nThe pool is shut, Aho said.\n"}
    said = [("a", content, "Aho", "said"), ("b", "The pool is shut", "Aho" if heard else "Berg", "said")]
    start = dossier(texts, names=["Aho"], said=said, times=TIMES)
    ground = Ground(_with_cue(start, cue))
    report = next(r for r in start.reports if r.file == "a")
    at = report.text.index(content)
    return earlier_words(report.span(at, at + len(content)), ground)


def _with_cue(start: Dossier, cue: str) -> Dossier:
    rows = []
    for la in start.layers:
        report = start.report(la.report)
        at = report.text.find(cue)
        span = report.span(at, at + len(cue)) if at >= 0 else None
        rows.append(replace(la, attributions=tuple(replace(x, cue=span) for x in la.attributions)))
    return replace(start, layers=tuple(rows))


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("In February Aho promised that the pool would stay.", "promised"),
        ("Four years ago, in the same hall, Aho assured bathers that the pool would stay.", "assured"),
        ("Aho vowed in February that the pool would stay.", "vowed"),
    ],
)
def test_words_with_a_time_of_their_own_are_earlier_ones(text: str, cue: str) -> None:
    assert told(text, cue, "the pool would stay")


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("On Friday Aho promised that the pool would stay.", "promised"),
        (
            "Aho promised bathers who had written to the council in great numbers in February the pool would stay.",
            "promised",
        ),
        ("Aho swam in February. Aho promised that the pool would stay.", "promised"),
    ],
)
def test_new_words_and_other_times_are_not(text: str, cue: str) -> None:
    assert not told(text, cue, "the pool would stay")


def test_a_passer_by_has_no_earlier_words() -> None:
    assert not told(
        "In February Aho promised that the pool would stay.", "promised", "the pool would stay", heard=False
    )
