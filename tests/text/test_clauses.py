from __future__ import annotations

from growth import is_linear
from stemma.text.clauses import LONGEST, clauses


def cut(sentence: str, *marks: int) -> list[str]:
    return [sentence[a:b] for a, b in clauses(sentence, 0, len(sentence), marks)]


def test_cut_at_conjunctions_and_relative_clauses() -> None:
    assert cut("The mill will close in May, which the town had feared, and the owner moves to Turin.") == [
        "The mill will close in May",
        "which the town had feared",
        "and the owner moves to Turin.",
    ]


def test_cut_at_conditions_inside_quotations() -> None:
    assert cut("“We can reopen the pit if the pumps hold. Then we hire,” he said.") == [
        "We can reopen the pit",
        "if the pumps hold.",
        "Then we hire",
        "he said.",
    ]


def test_titles_do_not_end_a_clause() -> None:
    assert cut("By Monday Mr. Olsen had said no.") == ["By Monday Mr. Olsen had said no."]


def test_given_cuts_and_longest() -> None:
    assert cut("officials said the dam would hold", 15) == ["officials said", "the dam would hold"]
    assert max(b - a for a, b in clauses("word " * 900, 0, 4500)) <= LONGEST


def test_linear_on_a_long_line() -> None:
    def cut_all(times: int) -> int:
        text = 'said said " , and the ' * times
        return sum(1 for _ in clauses(text, 0, len(text)))

    assert cut_all(10) > 0
    assert is_linear(cut_all, 10_000)


def test_words_quoted_within_a_clause_do_not_cut_it() -> None:
    assert cut("The port should “at once” open the quay, she said.") == [
        "The port should “at once” open the quay",
        "she said.",
    ]
    assert cut("He called the toll “a joke” and the clerk laughed.") == [
        "He called the toll “a joke”",
        "and the clerk laughed.",
    ]


def test_two_subjects_joined_by_and_are_one_subject() -> None:
    assert cut("Later Malta and the Azores have given the fleet leave to fish.") == [
        "Later Malta and the Azores have given the fleet leave to fish."
    ]
    assert cut("Prices fell and the bank closed.") == ["Prices fell", "and the bank closed."]


def test_a_phrase_of_condition_is_one_piece() -> None:
    assert cut("We sell the mill as long as the town has paid.") == [
        "We sell the mill",
        "as long as the town has paid.",
    ]
    assert cut("It would reopen only if the bridge holds.") == ["It would reopen", "only if the bridge holds."]


def test_a_condition_begins_at_once_with_a_subject() -> None:
    assert cut("They may search the hold once the crew is ashore.") == [
        "They may search the hold",
        "once the crew is ashore.",
    ]


def test_an_inverted_condition_is_a_clause_and_a_verb_is_not() -> None:
    assert cut("The pool will close in May, should Lund lose the vote, a clerk said.") == [
        "The pool will close in May",
        "should Lund lose the vote",
        "a clerk said.",
    ]
    assert "should reopen the pool." not in cut("The plan, as the clerk has it, should reopen the pool.")


def test_half_a_week_cuts_nothing() -> None:
    assert cut("The sluice stays open for six and a half weeks.") == ["The sluice stays open for six and a half weeks."]


def test_a_second_act_is_a_clause_of_its_own() -> None:
    assert cut("The crate held forty passports and turned up in a cellar.") == [
        "The crate held forty passports",
        "and turned up in a cellar.",
    ]
    assert cut("It was painted and signed by her.") == ["It was painted and signed by her."]


def test_names_dates_and_figures_are_whole() -> None:
    text = "Lena Okoro, 59, and the bank agreed."
    assert next(text[a:b] for a, b in clauses(text, 0, len(text), whole=[(0, 14)])).startswith("Lena Okoro, 59")
