"""H22: text made to make a reader slow. Time may grow with the text, not with its square."""

from __future__ import annotations

import time

import pytest

from stemma.annotate.assertions import Assertions
from stemma.annotate.marks import Marks
from stemma.annotate.speech import Speech
from stemma.types.dossier import Layers
from stemma.types.report import Report

SIZE = 30_000
UNITS = [
    '"',
    "“",
    "‘",
    "'",
    "“‘",
    "’",
    '"a ',
    "“a",
    "‘s’ ",
    "said said said ",
    "he said that “a” and ",
    "1,2,",
    "a, ",
    "“a\n",
]


def seconds(text: str) -> float:
    report = Report(id="r", file="r.txt", text=text, text_sha256="0")
    begin = time.perf_counter()
    layers = Layers(report="r", marked=Marks()(report, Layers(report="r"))["marked"])
    made = Speech()(report, layers)
    layers = Layers(report="r", marked=layers.marked, **{name: made[name] for name in ("quotations", "attributions")})
    Assertions()(report, layers)
    return time.perf_counter() - begin


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_text_only(unit: str) -> None:
    small, large = (seconds((unit * (size // len(unit) + 1))[:size]) for size in (SIZE, 4 * SIZE))
    # linear is 4; 10 leaves room for a busy machine, quadratic is 16
    assert large < 10 * max(small, 0.05)
