from __future__ import annotations

import hashlib
from itertools import permutations

import pytest

from stemma.link.stories import Stories
from stemma.types.dossier import Dossier, Layers
from stemma.types.report import Line, LineClass, Published, Report

FERRY_1 = """Ferry sinks off Lamu, nine missing
Nine people were missing on Monday after the ferry Mawingu sank off Lamu, the Kenya Ports Authority said.
Divers pulled 41 passengers from the water. The Mawingu had been overloaded with cement,
a survivor, Halima Odhiambo, said."""
FERRY_2 = """Search goes on for passengers of the Mawingu
Kenyan divers searched a reef near Lamu for nine passengers of a ferry that went down with cement.
Halima Odhiambo, who swam ashore, said nobody had counted the passengers. An inquiry was opened."""
FERRY_BRIEF = """Nine missing as ferry Mawingu sinks near Lamu, Kenya, with cement aboard
Divers rescued 41 passengers."""
FERRY_OTHER = """Ferry sinks on Lake Toba, four dead
Four people drowned when a wooden ferry capsized on Lake Toba in Sumatra, the Indonesian rescue agency said.
The captain, Binsar Sitorus, was questioned by police. Strong wind had been forecast for the crossing."""
FERRY_AGAIN = """Ferry runs aground off Lamu, passengers safe
The ferry Upepo ran aground off Lamu on Friday with 63 people aboard, the Kenya Ports Authority said.
All were taken ashore in fishing boats. The master, Yusuf Karisa, said a buoy had drifted from its place."""
FERRY_TRIAL = """Owner of the ferry Mawingu charged over the sinking off Lamu
The owner of the Mawingu, which sank off Lamu with cement aboard, was charged with manslaughter.
Nine passengers are still missing. Halima Odhiambo, a survivor, told the court that divers came too late."""
PORT_LATER = """Kenya Ports Authority buys three cranes
The Kenya Ports Authority has bought three cranes for Lamu from a Finnish maker.
They will load containers from next spring. The port's manager called the purchase overdue."""
BUDGET = """Slovenia passes budget after all-night session
Parliament in Ljubljana passed the budget by two votes. Finance minister Tadej Kranjc promised relief.
The opposition left the chamber before dawn. Pensions will rise by three per cent from January."""
VIRUS = """Goat plague closes markets in Rajasthan
Inspectors closed eleven markets around Jodhpur after goats fell ill, veterinarian Meera Rathore said.
Herders must keep their animals at home for three weeks while samples are tested in Bhopal."""
EVERYBODY = """The week in names
Halima Odhiambo swam. Tadej Kranjc voted. Meera Rathore closed a market. Lamu wept and Ljubljana yawned.
The Mawingu sank; the budget passed; the goats coughed. Our columnist drank tea and admired a crane.
He also planted beans, mended a fence, and read half a novel about lighthouse keepers long ago."""


def report(name: str, text: str, day: str | None = None) -> Report:
    lines, start = [], 0
    for number, line in enumerate(text.split("\n")):
        lines.append(Line(start, start + len(line), LineClass.PROSE if number else LineClass.HEADLINE))
        start += len(line) + 1
    sha = hashlib.sha256(text.encode()).hexdigest()
    published = Published(day, "given" if day else "unknown")
    return Report(id=sha[:12], file=name, text=text, text_sha256=sha, published=published, lines=tuple(lines))


def grouped(*reports: Report) -> set[frozenset[str]]:
    made = Stories()(Dossier(reports=reports, layers=tuple(Layers(report=r.id) for r in reports)))
    names = {r.id: r.file for r in reports}
    assert set(made["story_of"]) == set(names)
    assert sorted(r for s in made["stories"] for r in s.reports) == sorted(names)
    return {frozenset(names[r] for r in s.reports) for s in made["stories"]}


def test_reports_of_one_event_are_one_story_with_a_reason() -> None:
    reports = report("a", FERRY_1, "2031-03-03"), report("b", FERRY_2, "2031-03-04")
    made = Stories()(Dossier(reports=reports))
    assert len(made["stories"]) == 1
    (why,) = made["stories"][0].why
    assert "Mawingu" in why
    assert "passengers" in why
    assert why.startswith("b joins a")


def test_undated_reports_and_a_brief_still_meet() -> None:
    found = grouped(report("a", FERRY_1), report("b", FERRY_2), report("brief", FERRY_BRIEF))
    assert found == {frozenset({"a", "b", "brief"})}


def test_unrelated_reports_are_two_stories() -> None:
    assert len(grouped(report("a", FERRY_1, "2031-03-03"), report("b", BUDGET, "2031-03-03"))) == 2
    assert len(grouped(report("a", FERRY_1), report("b", BUDGET))) == 2


@pytest.mark.parametrize(
    ("other", "day"),
    [(FERRY_OTHER, "2031-03-04"), (PORT_LATER, "2031-03-21"), (FERRY_AGAIN, "2031-03-21"), (FERRY_AGAIN, "2032-03-04")],
)
def test_near_stories_stay_apart(other: str, day: str) -> None:
    first, second = report("a", FERRY_1, "2031-03-03"), report("b", FERRY_2, "2031-03-04")
    assert grouped(first, second, report("c", other, day)) == {frozenset({"a", "b"}), frozenset({"c"})}


def test_a_trial_months_later_is_of_the_story_it_is_about() -> None:
    first, second = report("a", FERRY_1, "2031-03-03"), report("b", FERRY_2, "2031-03-04")
    assert grouped(first, second, report("c", FERRY_TRIAL, "2031-09-16")) == {frozenset({"a", "b", "c"})}


@pytest.mark.parametrize(("day", "stories"), [("2031-03-05", 1), ("2031-04-09", 2)])
def test_weeks_between_two_reports_count_against_them(day: str, stories: int) -> None:
    other = """Ports authority counts the passengers of every ferry
The Kenya Ports Authority will count the passengers of every ferry that leaves Lamu, its manager, Daudi Mwangi, said.
Boats with more than their licence allows will be kept in the harbour. Divers were bought new boats."""
    assert len(grouped(report("a", FERRY_1, "2031-03-03"), report("b", other, day))) == stories


def test_a_text_that_names_everybody_joins_nothing_together() -> None:
    found = grouped(
        report("a", FERRY_1, "2031-03-03"),
        report("b", FERRY_2, "2031-03-04"),
        report("c", BUDGET, "2031-03-04"),
        report("d", VIRUS, "2031-03-04"),
        report("bait", EVERYBODY, "2031-03-04"),
    )
    assert frozenset({"a", "b"}) in {g - {"bait"} for g in found}
    assert frozenset({"c"}) in {g - {"bait"} for g in found}
    assert frozenset({"d"}) in {g - {"bait"} for g in found}


def test_order_of_input_changes_nothing() -> None:
    reports = [
        report("a", FERRY_1, "2031-03-03"),
        report("b", FERRY_2, "2031-03-04"),
        report("c", FERRY_OTHER, "2031-03-04"),
        report("d", BUDGET),
    ]
    seen = set()
    for order in permutations(reports):
        made = Stories()(Dossier(reports=order))
        seen.add(tuple(sorted((s.id, tuple(sorted(s.reports))) for s in made["stories"])))
    assert len(seen) == 1


def test_empty_and_wordless_reports_are_stories_of_their_own() -> None:
    assert grouped() == set()
    assert len(grouped(report("a", ""), report("b", "?!"))) == 2
