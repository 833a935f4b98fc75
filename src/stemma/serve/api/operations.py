"""The table of operations. A new one is a line here, over a page's model or a function beside it, and a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from stemma.archive.remembered import Remembered
from stemma.errors import StoreError
from stemma.serve.additions import Addition
from stemma.serve.api import added, reviewed, ruled, told
from stemma.serve.api.operation import Call, Operation
from stemma.serve.page import Asked, MovedError, Page
from stemma.serve.pages import outlet, person, place, review, search, status, stories, story, views
from stemma.serve.roles import Role
from stemma.types.archive import Kept, Statement
from stemma.types.ruling import Correction, Ruling

T = TypeVar("T")


def _of(name: str, path: str, page: Page, role: Role = "reader") -> Operation:
    """What the page shows, as its `.json` twin gives it."""

    def call(asked: Call) -> Any:
        model = _here(page.model, asked)
        chosen = page.chosen(model) if page.chosen else model
        return page.json(chosen) if page.json else chosen

    def stamp(asked: Call) -> str:
        return _here(page.stamp, asked) if page.stamp else asked.archive.position()

    return Operation(
        name=name, path=path, words=page.words, answer=page.answer, params=page.params, call=call, role=role,
        stamp=stamp,
    )  # fmt: skip


def _here(asks: Callable[[Remembered, Asked], T], call: Call) -> T:
    """What is asked, if it is here. Raises StoreError for what stands at another address."""
    try:
        return asks(call.archive, call.asked)
    except MovedError as moved:
        now = ", ".join(moved.path.values())
        raise StoreError("it has another id now.", code="S-NO-STORY", next_step=f"Ask for {now}.") from moved


OPERATIONS: tuple[Operation, ...] = (
    _of("stories", "/stories", stories.PAGE),
    _of("account", "/stories/{story}", story.PAGE),
    _of("view", "/stories/{story}/{view}", views.PAGE),
    _of("search", "/search", search.PAGE),
    _of("positions", "/people/{name:path}/positions", person.POSITIONS),
    _of("person", "/people/{name:path}", person.PAGE),
    _of("control", "/places/{name:path}/control", place.CONTROL),
    _of("place", "/places/{name:path}", place.PAGE),
    _of("sources", "/outlets/{name:path}/sources", outlet.SOURCES),
    _of("outlet", "/outlets/{name:path}", outlet.PAGE),
    _of("status", "/status", status.PAGE),
    Operation(
        name="report",
        path="/reports/{report}",
        words="One report with its text and annotations.",
        answer=Kept,
        call=told.report,
    ),
    Operation(
        name="statements",
        path="/reports/{report}/statements",
        words="What is said in one report, and by whom: offsets are into its text.",
        answer=tuple[Statement, ...],
        call=told.statements,
    ),
    Operation(
        name="rulings",
        path="/rulings",
        words="The corrections in force, in the order in which they came.",
        answer=tuple[Ruling, ...],
        call=lambda call: call.archive.rulings(),
    ),
    Operation(
        name="rule",
        method="POST",
        path="/rulings",
        words="Correct the machine: kept with who, when and why, and laid over every account from now on.",
        answer=Ruling,
        body=Correction,
        role="reviewer",
        status=201,
        call=ruled.rule,
    ),
    Operation(
        name="undo",
        method="POST",
        path="/rulings/{ruling}/undo",
        words="Take a correction back. Both stay in the log.",
        answer=ruled.Undone,
        body=ruled.Undoing,
        role="reviewer",
        call=ruled.undo,
    ),
    _of("question", "/questions", review.PAGE),
    Operation(
        name="judge",
        method="POST",
        path="/questions/{question}",
        words="Answer a question of `question`: what corrects is a ruling, and nobody is asked again.",
        answer=reviewed.Judgement,
        body=reviewed.Judging,
        role="reviewer",
        status=201,
        call=reviewed.judged,
    ),
    Operation(
        name="add",
        method="POST",
        path="/additions",
        words="Add reports: pasted words, HTML or addresses. They are read one after the other, behind the answer.",
        answer=Addition,
        body=added.Adding,
        role="admin",
        status=202,
        call=added.add,
    ),
    Operation(
        name="addition",
        path="/additions/{addition}",
        words="How adding stands, and what became of each report.",
        answer=Addition,
        role="admin",
        call=added.addition,
        stamp=added.stamp,
    ),
)
