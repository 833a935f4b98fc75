"""`check` finds every kind of fault, names its place, and is silent on an account that holds."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from stemma.account.check import check
from stemma.types.account import Account, AccountData
from stemma.types.difference import Omission
from stemma.types.report import Line, LineClass
from stemma.types.span import Span
from stemma.types.story import Derivation, Story

replace = msgspec.structs.replace


@pytest.fixture
def account(harbour: Account) -> Account:
    return harbour


def with_report(data: AccountData, number: int, **changes: object) -> AccountData:
    reports = list(data.reports)
    reports[number] = replace(reports[number], **changes)
    return replace(data, reports=tuple(reports))


def test_sound_account_has_no_fault(account: Account) -> None:
    assert check(account.data, account.texts) == []


def shifted_quotation(data: AccountData) -> AccountData:
    first = data.reports[0].quotations[0]
    moved = replace(first, start=first.start + 1, end=first.end + 1)
    return with_report(data, 0, quotations=(moved, *data.reports[0].quotations[1:]))


def shifted_fact(data: AccountData) -> AccountData:
    span = data.facts[0].spans[0]
    moved = Span(span.report, span.start + 2, span.end + 2, span.text)
    return replace(data, facts=(replace(data.facts[0], spans=(moved,)), *data.facts[1:]))


def line_outside(data: AccountData) -> AccountData:
    return with_report(data, 1, lines=(Line(0, 10**6, LineClass.PROSE),))


def unknown_class(data: AccountData) -> AccountData:
    return with_report(data, 0, lines=(Line(0, 5, "banner"),))  # type: ignore[arg-type]


def unknown_speaker(data: AccountData) -> AccountData:
    first = replace(data.reports[0].quotations[0], speaker="e-nobody")
    return with_report(data, 0, quotations=(first, *data.reports[0].quotations[1:]))


def siglum_swapped(data: AccountData) -> AccountData:
    return with_report(data, 0, siglum="B")


def reports_swapped(data: AccountData) -> AccountData:
    one, two, *rest = data.reports
    return replace(data, reports=(replace(two, siglum="A"), replace(one, siglum="B"), *rest))


def report_in_no_story(data: AccountData) -> AccountData:
    return replace(data, stories=(replace(data.stories[0], reports=data.stories[0].reports[1:]),))


def report_in_two_stories(data: AccountData) -> AccountData:
    counts = replace(data.counts, stories=2)
    return replace(data, stories=(*data.stories, Story(id="s2", reports=(data.reports[0].id,))), counts=counts)


def doubled_fact(data: AccountData) -> AccountData:
    return replace(data, facts=(data.facts[0], *data.facts))


def wrong_count(data: AccountData) -> AccountData:
    return replace(data, counts=replace(data.counts, origins=99))


def self_descent(data: AccountData) -> AccountData:
    own = data.reports[0].id
    new = Derivation(id="dx", report=own, from_=own, how="own", credited=True, confidence=1.0, why="")
    return replace(data, derivations=(*data.derivations, new))


def omission_of_nothing(data: AccountData) -> AccountData:
    new = Omission(id="ox", story=data.stories[0].id, fact="f-none", present_in=(), missing_in=(), why="")
    return replace(data, omissions=(new,))


def wrong_id(data: AccountData) -> AccountData:
    return with_report(data, 2, file="renamed.txt")


@pytest.mark.parametrize(
    ("damage", "code", "where"),
    [
        (shifted_quotation, "C-SPAN", "reports[0].quotations[0]"),
        (shifted_fact, "C-SPAN", "facts[0].spans[0]"),
        (line_outside, "C-SPAN", "reports[1].lines[0]"),
        (unknown_class, "C-SHAPE", "account"),
        (unknown_speaker, "C-REF", "reports[0].quotations[0].speaker"),
        (siglum_swapped, "C-SIGLUM", "reports[0].siglum"),
        (reports_swapped, "C-SIGLUM", "reports[0].siglum"),
        (report_in_no_story, "C-REF", "reports[0]"),
        (report_in_two_stories, "C-REF", "reports[0]"),
        (doubled_fact, "C-REF", "facts"),
        (wrong_count, "C-COUNT", "counts.origins"),
        (self_descent, "C-REF", "derivations"),
        (omission_of_nothing, "C-REF", "omissions[0].fact"),
        (wrong_id, "C-ID", "reports[2]"),
    ],
)
def test_every_kind_of_damage_is_named(
    account: Account, damage: Callable[[AccountData], AccountData], code: str, where: str
) -> None:
    faults = check(damage(account.data), account.texts)
    assert any(f.code == code and f.where.startswith(where) for f in faults), faults


def test_one_changed_character_of_a_text_is_found(account: Account) -> None:
    first = account.data.reports[0].id
    texts = dict(account.texts) | {first: account.texts[first].replace("n", "m", 1)}
    assert any(f.code == "C-TEXT-CHANGED" for f in check(account.data, texts))


def test_missing_text_is_named_by_file(account: Account) -> None:
    first = account.data.reports[0]
    texts = {key: text for key, text in account.texts.items() if key != first.id}
    assert any(f.code == "C-TEXT-MISSING" and first.file in f.where for f in check(account.data, texts))


def test_carried_text_needs_no_input(account: Account) -> None:
    first = account.data.reports[0]
    data = with_report(account.data, 0, text=account.texts[first.id], format="html")
    assert check(data, {key: text for key, text in account.texts.items() if key != first.id}) == []
