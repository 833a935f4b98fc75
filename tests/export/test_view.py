"""The view: what it says of a story, which small cases it knows, and that every citation is a span's own words."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from stemma.export.lookup import Lookup
from stemma.export.plain import Line, View
from stemma.export.view import view
from stemma.types.account import Account
from stemma.types.difference import Fact, Stance
from stemma.types.span import Span
from stemma.types.story import Derivation, Story

replace = msgspec.structs.replace


def said(line: Line) -> str:
    return " ".join("".join(part.text for part in line.parts).split())


def section(shown: View, key: str) -> list[str]:
    """All lines of a section of the first story but the whys."""
    found = next(s for s in shown.stories[0].sections if s.key == key)
    return [said(line) for item in found.items for line in item.lines if line.role != "why"]


def keys(shown: View, story: int = 0) -> list[str]:
    return [section.key for section in shown.stories[story].sections]


def test_story_in_one_line_is_the_first_headline(harbour: Account) -> None:
    assert said(view(harbour).stories[0].title) == "Harbour master offers night sailings A"


def test_what_it_rests_on_counts_the_interview_once(harbour: Account) -> None:
    assert said(view(harbour).stories[0].rests_on) == (
        "3 reports A–C; the Radio Sund interview with Runa Vik that A B carry counts once; 1 other origin; 3–4 Mar 2026"
    )


def test_to_act_on_names_conflict_dropped_condition_and_denied_shift(harbour: Account) -> None:
    lines = section(view(harbour), "act")
    assert lines[0].startswith("conflict of amount")
    assert lines[1:3] == ["30 30 pilots A", "45 45 pilots B"]
    assert lines[3:5] == ["B drops a condition of the proposal by Runa Vik", "provided that the lamps are paid for A"]
    assert lines[5] == "report B (Lorne Daily) says that the position of Runa Vik changed"
    assert lines[7] == "denied by Runa Vik: Vik never refused anything C"


def test_apparatus_prints_readings_and_who_has_them(harbour: Account) -> None:
    lines = section(view(harbour), "said")
    assert lines[0] == "Runa Vik → Radio Sund, interview"
    assert lines[1].endswith("A; varied B")
    assert lines[2] == "north A ] northern B"
    assert lines[3] == "provided … for. A ] om. B"


def test_long_readings_are_cut_but_keep_their_whole_span(harbour: Account) -> None:
    whole = [
        part.spans[0].text
        for s in view(harbour).stories[0].sections
        for item in s.items
        for line in item.lines
        for part in line.parts
        if part.kind == "reading"
    ]
    assert "provided that the lamps are paid for." in whole


def test_agreement_counts_origins_not_outlets(harbour: Account) -> None:
    assert section(view(harbour), "agree") == ["open the north quay to night boats A; in other words B · 1 origin"]


def test_unknown_is_said(harbour: Account) -> None:
    lines = section(view(harbour), "unknown")
    assert "the day of the Radio Sund interview with Runa Vik A B" in lines
    assert "when published: C" in lines
    assert "from which outlet: C" in lines


def test_inputs_that_failed_are_listed(harbour: Account) -> None:
    (inputs,) = [s for s in view(harbour).after if s.key == "inputs"]
    assert said(inputs.items[0].lines[0]) == "scan.pdf failed [P-BINARY] is no text"


def test_every_citation_is_its_spans_words_or_the_ends_of_them(harbour: Account) -> None:
    shown = view(harbour)
    cited = [
        part
        for one in [s for story in shown.stories for s in story.sections] + list(shown.after)
        for item in one.items
        for line in item.lines
        for part in line.parts
        if part.kind in ("quote", "words", "headline")
    ]
    assert len(cited) > 20
    assert all(part.spans and part.text == part.spans[0].text for part in cited)


def test_item_ids_are_unique(harbour: Account) -> None:
    ids = [item.id for story in view(harbour).stories for s in story.sections for item in s.items]
    assert len(ids) == len(set(ids))


def alone(account: Account) -> Account:
    """Only the first report, and what rests on it."""
    data = account.data
    first = data.reports[0]
    short = replace(
        data, reports=(first,), stories=(Story(id="s1", reports=(first.id,)),), facts=data.facts[1:2], utterances=(),
        wording=(), derivations=(), stemmata=(), omissions=(), positions=(), proposals=(), control=(), timeline=(),
        inputs=(), counts=replace(data.counts, reports=1),
    )  # fmt: skip
    return Account(data=short, texts=account.texts)


def test_one_report_has_nothing_to_compare(harbour: Account) -> None:
    shown = view(alone(harbour))
    assert shown.heading == "one report"
    assert said(shown.stories[0].rests_on) == "one report, nothing to compare yet; 3 Mar 2026"
    assert not {"act", "agree", "differs", "missing", "wording"} & set(keys(shown))
    assert [s.title for s in shown.stories[0].sections if s.key == "only"] == ["What the report says"]


def test_quotation_without_utterance_is_still_shown(harbour: Account) -> None:
    lonely = alone(harbour)
    report = lonely.data.reports[0]
    quotation = replace(report.quotations[0], utterance=None)
    data = replace(lonely.data, reports=(replace(report, quotations=(quotation,)),))
    assert "We can open the north quay" in section(view(Account(data=data, texts=lonely.texts)), "said")[1]


def test_several_stories_are_told_apart(harbour: Account) -> None:
    ids = [report.id for report in harbour.data.reports]
    stories = (Story(id="s1", reports=tuple(ids[:2])), Story(id="s2", reports=(ids[2],)))
    shown = view(Account(data=replace(harbour.data, stories=stories), texts=harbour.texts))
    assert shown.heading == "two stories in 3 reports"
    assert [story.witnesses for story in shown.stories] == [("A", "B"), ("C",)]


def test_no_quotations_and_nothing_that_differs_are_said(harbour: Account) -> None:
    reports = tuple(replace(r, quotations=(), attributions=()) for r in harbour.data.reports)
    agree: tuple[Fact, ...] = (harbour.data.facts[2],)
    data = replace(
        harbour.data, reports=reports, utterances=(), facts=agree, omissions=(), positions=(), proposals=(), timeline=()
    )
    shown = view(Account(data=data, texts=harbour.texts))
    empty = {s.key: s.empty for s in shown.stories[0].sections if not s.items}
    assert empty["said"].startswith("no quotations")
    assert empty["differs"] == "no other difference was found in what these reports share"
    assert empty["act"].startswith("nothing:")
    assert empty["timeline"].startswith("no event")


def test_reports_without_stories_are_still_shown(harbour: Account) -> None:
    shown = view(Account(data=replace(harbour.data, stories=()), texts=harbour.texts))
    assert shown.stories[0].witnesses == ("A", "B", "C")


@pytest.mark.parametrize("carried", [("o1", ("A", "B")), ("o2", ("C",))])
def test_carriers_of_an_origin(harbour: Account, carried: tuple[str, tuple[str, ...]]) -> None:
    lookup = Lookup(harbour)
    assert tuple(lookup.siglum(one) for one in lookup.carriers[carried[0]]) == carried[1]


def test_names_of_unknown_actors_are_shown_as_they_are(harbour_with: Callable[..., Account]) -> None:
    lookup = Lookup(harbour_with())
    assert lookup.name(None).text == "nobody named"
    assert lookup.name("unnamed:two pilots").text == "“two pilots”"
    assert lookup.name("e-gone").text == "e-gone"


def test_who_tells_a_fact_without_a_source_is_named_under_it(harbour: Account) -> None:
    facts = tuple(
        replace(f, own_voice=(harbour.data.reports[2].id,)) if f.id == "f3" else f for f in harbour.data.facts
    )
    shown = view(Account(data=replace(harbour.data, facts=facts), texts=harbour.texts))
    whys = [said(line) for s in shown.stories[0].sections if s.key == "agree" for i in s.items for line in i.lines]
    assert "told without a source by C" in whys


def test_copies_are_said_to_be_copies(harbour: Account) -> None:
    a, b, c = (r.id for r in harbour.data.reports)
    copies = tuple(
        Derivation(id=f"d{n}", report=r, from_=a, how="wire-copy", credited=False, confidence=0.9, why="inferred")
        for n, r in enumerate((b, c))
    )
    shown = view(Account(data=replace(harbour.data, derivations=copies), texts=harbour.texts))
    assert "; two have their text from another of them; " in said(shown.stories[0].rests_on)


def test_positions_of_one_actor_stand_together_under_one_name_with_claim_and_denial(harbour: Account) -> None:
    first = harbour.data.positions[0]
    other = replace(first, id="i2", actor="e3", issue="pilots", shift=None)
    more = replace(first, id="i3", issue="lamps", shift=None)
    shown = view(replace(harbour, data=replace(harbour.data, positions=(first, other, more))))
    lines = section(shown, "positions")
    words = "3 Mar 2026 “We can open the north quay” A".replace("“", "").replace("”", "")
    assert lines == [
        "Runa Vik [night boats]", words,
        "a shift is claimed by report B (Lorne Daily): Vik had always refused night boats B",
        "denied by Runa Vik: Vik never refused anything C",
        "[lamps]", words,
        "“pilots’ union” [pilots]", words,
    ]  # fmt: skip


def test_what_a_group_without_a_name_does_is_not_the_wish_it_is_told_in(harbour: Account) -> None:
    denied = tuple(
        replace(r, attributions=tuple(replace(a, strength="wants") for a in r.attributions))
        for r in harbour.data.reports
    )
    words = next(a for r in denied for a in r.attributions)
    report = next(r.id for r in denied if r.attributions)
    span = Span(report, words.start, words.end, words.text)
    first = harbour.data.positions[0]
    for actor, said_as in (("e3", "wants: "), ("unnamed:pilots", "")):
        held = replace(first, actor=actor, shift=None, stances=(Stance(when=None, span=span),))
        shown = view(replace(harbour, data=replace(harbour.data, reports=denied, positions=(held,))))
        assert section(shown, "positions")[1] == f"undated {said_as}{words.text} C"
