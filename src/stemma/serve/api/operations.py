"""The table of operations. A new one is a line here, over a page's model or a function beside it, and a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stemma.serve.additions import Addition
from stemma.serve.api import added, ruled, told
from stemma.serve.api.operation import Call, Operation
from stemma.serve.page import Page
from stemma.serve.pages import stories
from stemma.types.account import AccountData
from stemma.types.archive import Kept, Statement
from stemma.types.ruling import Correction, Ruling


def _of(page: Page) -> Callable[[Call], Any]:
    """What the page shows."""
    return lambda call: page.model(call.archive, call.asked)


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="stories",
        path="/stories",
        words="The stories of the archive, the latest first.",
        answer=stories.StoriesPage,
        params=stories.PAGE.params,
        call=_of(stories.PAGE),
    ),
    Operation(
        name="account",
        path="/stories/{story}",
        words="The account of one story: of its id, its beginning, or the id of one of its reports.",
        answer=AccountData,
        call=told.account,
    ),
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
