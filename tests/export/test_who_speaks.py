"""How actors are called: a name plain, a description as cited words, a report as a report, nobody as nobody."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from stemma.export.lookup import Lookup, firmness
from stemma.export.plain import Line, View
from stemma.export.view import view
from stemma.types.account import Account, AccountAttribution, AccountTime
from stemma.types.difference import Fact, Side
from stemma.types.span import Span
from stemma.types.world import Entity

replace = msgspec.structs.replace
DAILY = """Night boats to sail, says port chief
Runa Vik in the tower. Photo: Eskil Dahl
‘We can open the northern quay to night boats,’ port chief Runa Vik said.
Some 45 pilots lost their jobs last year, the union says.
Vik had always refused night boats, the Lorne Daily has learned. The quay is expected to open in May.
"""


def said(line: Line) -> str:
    return " ".join("".join(part.text for part in line.parts).split())


def lines(shown: View, key: str) -> list[str]:
    found = next(s for s in shown.stories[0].sections if s.key == key)
    return [said(line) for item in found.items for line in item.lines if line.role != "why"]


def with_attributions(account: Account, *more: AccountAttribution) -> Account:
    """The account with these attributions in its second report."""
    one, two, three = account.data.reports
    return Account(
        data=replace(account.data, reports=(one, replace(two, attributions=more), three)), texts=account.texts
    )


def attribution(
    account: Account, number: int, words: str, source: str, *, cue: str | None = None, by: str | None = None
) -> AccountAttribution:
    report = account.data.reports[1]
    text = account.texts[report.id]

    def span(found: str) -> Span:
        start = text.index(found)
        return Span(report.id, start, start + len(found), found)

    at = span(words)
    return AccountAttribution(
        id=f"{report.id}.a{number}", start=at.start, end=at.end, text=words, source=source,
        source_span=span(by) if by else None, cue=span(cue) if cue else None, strength="expected", origin=None,
        utterance=None,
    )  # fmt: skip


def test_passive_cue_is_nobody_and_not_a_speaker_called_expected(harbour_with: Callable[..., Account]) -> None:
    account = harbour_with(b=DAILY)
    cue = "is expected to"
    more = attribution(account, 1, "open in May", "unnamed:expected", cue=cue, by=cue)
    found = lines(view(with_attributions(account, more)), "said")
    assert "nobody named (“expected”)" in found
    assert "expected" not in found


def test_unnamed_source_is_cited_in_its_words(harbour_with: Callable[..., Account]) -> None:
    account = harbour_with(b=DAILY)
    more = attribution(account, 1, "Some 45 pilots lost their jobs", "unnamed:the union", cue="says.", by="the union")
    assert "“the union”" in lines(view(with_attributions(account, more)), "said")


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        ("person", "Runa Vik", "Runa Vik"), ("group", "Harbour pilots", "“Harbour pilots”"),
        ("unnamed", "a deckhand", "“a deckhand”"), ("org", "The company", "“The company”"),
        ("org", "her office", "“her office”"), ("org", "Port Authority", "Port Authority"),
        ("medium", "The Quay Wire", "The Quay Wire"), ("medium", "a radio station", "“a radio station”"),
        ("medium", "the Danish paper", "“the Danish paper”"), ("org", "eBay", "eBay"),
        ("medium", "The Economist", "The Economist"),
    ],
)  # fmt: skip
def test_descriptions_are_cited_and_names_are_not(harbour: Account, kind: str, name: str, shown: str) -> None:
    entity = Entity(id="e1", type=kind, name=name)  # type: ignore[arg-type]
    lookup = Lookup(Account(data=replace(harbour.data, entities=(entity,)), texts=harbour.texts))
    assert lookup.name("e1").text == shown


def test_report_without_outlet_is_called_by_its_letter(harbour: Account) -> None:
    lookup = Lookup(harbour)
    ids = [report.id for report in harbour.data.reports]
    assert lookup.name("outlet", of=ids[1]).text == "report B (Lorne Daily)"
    assert lookup.name("outlet", of=ids[2]).text == "report C"
    assert lookup.name("outlet").text == "the report itself"


def test_two_reports_that_speak_for_themselves_are_two_speakers(harbour_with: Callable[..., Account]) -> None:
    account = harbour_with(b=DAILY)
    one = with_attributions(account, attribution(account, 1, "Vik had always refused night boats", "outlet"))
    union = one.data.reports[2]
    own = replace(union.attributions[0], source="outlet", utterance=None)
    reports = (*one.data.reports[:2], replace(union, attributions=(own,)))
    data = replace(one.data, reports=reports, utterances=one.data.utterances[:1])
    found = lines(view(Account(data=data, texts=one.texts)), "said")
    assert [line for line in found if line.startswith("report ")] == ["report B (Lorne Daily)", "report C"]


def test_no_shift_is_told_as_a_sentence_of_ours(harbour: Account) -> None:
    head = next(line for line in lines(view(harbour), "act") if "position" in line)
    assert head == "report B (Lorne Daily) says that the position of Runa Vik changed"
    assert lines(view(harbour), "positions")[0] == "Runa Vik [night boats]"


def test_bare_figure_is_shown_in_its_statement(harbour: Account) -> None:
    one, two = harbour.data.reports[:2]

    def span(report: str, words: str) -> Span:
        start = harbour.texts[report].index(words)
        return Span(report, start, start + len(words), words)

    sides = (
        Side(value="30", spans=(span(one.id, "30"),)),
        Side(value="45", spans=(span(two.id, "45"),)),
    )
    whole = (span(one.id, "The port laid off 30 pilots last year"), span(two.id, "Some 45 pilots lost their jobs"))
    fact = Fact(id="f1", story="s1", spans=whole, relation="conflict", conflict_type="amount", sides=sides)
    shown = view(Account(data=replace(harbour.data, facts=(fact,)), texts=harbour.texts))
    assert lines(shown, "act")[1:3] == [
        "30 The port laid off 30 pilots last year A",
        "45 Some 45 pilots lost their jobs B",
    ]


def test_interview_with_a_date_in_its_line_is_not_called_undated(harbour: Account) -> None:
    first, *others = harbour.data.reports
    line = next(line for line in first.lines if line.start <= first.quotations[0].start < line.end)
    text = harbour.texts[first.id][line.start : line.start + 4]
    time = AccountTime(start=line.start, end=line.start + 4, text=text, value="2026-03-03", basis="test")
    dated = replace(first, times=(time,))
    shown = view(Account(data=replace(harbour.data, reports=(dated, *others)), texts=harbour.texts))
    assert any(line.startswith("the day of ") for line in lines(view(harbour), "unknown"))
    assert not any(line.startswith("the day of ") for line in lines(shown, "unknown"))


def test_words_of_a_headline_are_not_printed_beside_their_sentence(harbour: Account) -> None:
    first, *others = harbour.data.reports
    start = first.quotations[0].start
    few = harbour.texts[first.id][start : start + 21]
    fragment = replace(first.quotations[0], id=f"{first.id}.q9", end=start + 21, text=few, kind="fragment")
    u1, u2 = harbour.data.utterances
    renderings = (replace(u1.renderings[0], quotations=(fragment.id, *u1.renderings[0].quotations)), u1.renderings[1])
    data = replace(
        harbour.data,
        reports=(replace(first, quotations=(fragment, *first.quotations)), *others),
        utterances=(replace(u1, renderings=renderings), u2),
    )
    assert lines(view(Account(data=data, texts=harbour.texts)), "said")[1].count(few) == 1


def test_reasons_name_letters_and_words_instead_of_ids(harbour: Account) -> None:
    lookup = Lookup(harbour)
    first = harbour.data.reports[0]
    quotation = first.quotations[0]
    parts = lookup.reason(f"{quotation.id} is in {first.id}, deadbeef0123 is not")
    assert "".join(part.text for part in parts) == "A “We can … for.” is in A, deadbeef0123 is not"
    assert [span.text for part in parts if part.kind == "reading" for span in part.spans] == [quotation.text]


def test_denied_words_do_not_stand_as_if_they_had_been_said(harbour: Account) -> None:
    union = harbour.data.reports[2]
    denied = replace(union.attributions[0], strength="denied")
    data = replace(harbour.data, reports=(*harbour.data.reports[:2], replace(union, attributions=(denied,))))
    lookup = Lookup(Account(data=data, texts=harbour.texts))
    span = lookup.span(union, denied)
    inside = Span(span.report, span.start, span.start + 9, span.text[:9])
    assert "".join(part.text for part in lookup.cite(inside)) == "said in denial: We reject"
    cue = replace(denied, cue=Span(span.report, 0, 6, "denied"))
    assert firmness(cue) == "denied"
    assert firmness(replace(cue, strength="claimed")) == "claimed"
    doubt = replace(denied, strength="believes", cue=Span(span.report, 0, 6, "doubts"))
    assert firmness(doubt) == "doubts"
    assert firmness(replace(doubt, cue=Span(span.report, 0, 6, "thinks"))) == "believes"
    beyond = Span(span.report, span.start, span.end + 1, harbour.texts[union.id][span.start : span.end + 1])
    assert [part.kind for part in lookup.cite(beyond)] == ["quote"]
    assert [part.kind for part in Lookup(harbour).cite(inside)] == ["quote"]
