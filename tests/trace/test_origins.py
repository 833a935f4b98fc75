from __future__ import annotations

from typing import Any

import msgspec
import pytest
from making import Make, dossier

from stemma.link.utterances import Utterances
from stemma.trace.origins import Origins
from stemma.types.story import Origin
from stemma.types.world import Role

LONG = "It smelled of smoke when the mill whistle blew, and nobody on our stairs could find the key"


def origins(*makes: Make) -> tuple[list[Origin], Any]:
    """Origins of these reports (one story), and the whole that the stage gives."""
    before = dossier(*makes, parts=(Utterances(),))
    made: Any = Origins()(before)
    for origin in made["origins"]:
        for span in origin.evidence:
            report = before.report(span.report)
            assert report.text[span.start : span.end] == span.text
    return list(made["origins"]), made


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("“{q|Ines Vega|The oven is cold},” Ines Vega told reporters on Monday.", "press-conference"),
        ("“{q|Ines Vega|The oven is cold},” Ines Vega said at a news conference.", "press-conference"),
        ("“{q|Ines Vega|The oven is cold},” Ines Vega said in an interview.", "interview"),
        ("“{q|Ines Vega|The oven is cold},” Ines Vega told Radio Mistral.", "interview"),
        ("“{q|Ines Vega|The oven is cold},” Ines Vega said in a statement.", "statement"),
        ("“{q|Ines Vega|The oven is cold},” Ines Vega wrote on Facebook.", "social-post"),
        ("@bakervega: “{q|Ines Vega|The oven is cold}”", "social-post"),
        ("{a|Statistics Office|Bread rose by a tenth}, according to the Statistics Office.", "document"),
        ("{a|Bakers’ Guild|Bread will rise}, the Bakers’ Guild said in a message.", "statement"),
        ("“{q|Bakers’ Guild|Bread will rise},” the Bakers’ Guild said.", "statement"),
        ("A person close to the guild said {a|unnamed:person close to the guild|the oven was sold}.", "leak"),
        (f"“{{q|unnamed:resident|{LONG}}},” a resident said.", "witness"),
        (f"“{{q|Ines Vega|{LONG}}},” said Ines Vega, a nurse.", "witness"),
        (f"“{{q|Ines Vega|{LONG}}},” said Ines Vega, a baker who knows the minister.", "witness"),
        ("Ines Vega met the press on Monday. “{q|Ines Vega|The oven is cold},” Ines Vega said.", "press-conference"),
        ("“{q|Ines Vega|The oven is cold},” said the minister, Ines Vega.", "statement"),
    ],
)
def test_the_sentence_or_the_speaker_tells_the_kind(sentence: str, kind: str) -> None:
    found, _ = origins(Make("a", sentence))
    assert [o.kind for o in found] == [kind]


def test_one_interview_of_two_reports_counts_once_and_names_whom_it_was_given_to() -> None:
    found, made = origins(
        Make("a", "“{q|Ines Vega|The oven has been cold since the flood in March},” Ines Vega told Radio Mistral."),
        Make("b", "Ines Vega said {a|Ines Vega|the oven had been cold since the flood in March}.\n"
                  "Speaking to Radio Mistral, Ines Vega added: “{q|Ines Vega|Nobody pays for flour}.”"),
    )  # fmt: skip
    assert len(found) == 1
    assert found[0].kind == "interview"
    assert found[0].who == "e:Ines Vega"
    assert found[0].to == "e:Radio Mistral"
    assert {s.report for s in found[0].evidence} == {"ra", "rb"}
    assert set(made["origin_of"].values()) == {found[0].id}
    assert all(u.origin == found[0].id for u in made["utterances"])


def test_what_is_said_inside_quotation_marks_is_no_sign_of_the_channel() -> None:
    found, _ = origins(
        Make("a", "“{q|Bakers’ Guild|They told reporters in an interview that bread is dear},” the Bakers’ Guild said.")
    )
    assert [o.kind for o in found] == ["statement"]


def test_two_press_conferences_of_one_speaker_on_two_days_are_two() -> None:
    found, _ = origins(
        Make("a", "“{q|Ines Vega|The oven is cold},” Ines Vega told reporters on [2031-03-04|Tuesday].", "2031-03-04"),
        Make("b", "“{q|Ines Vega|The guild is broke},” Ines Vega told reporters on [2031-03-07|Friday].", "2031-03-07"),
    )
    assert [(o.kind, o.when) for o in found] == [("press-conference", "2031-03-04"), ("press-conference", "2031-03-07")]


def test_words_quoted_inside_an_interview_come_from_the_interview() -> None:
    found, made = origins(
        Make("a", "“{q|Ines Vega|He told me the oven was sold and I wept},” Ines Vega told Radio Mistral.\n"),
    )
    assert len(found) == 1
    assert set(made["origin_of"].values()) == {found[0].id}


def test_a_statement_given_as_a_report_is_in_hand() -> None:
    found, _ = origins(
        Make("a", "Press release of the Bakers’ Guild\nThe Bakers’ Guild announces the following: bread will rise.\n"
                  "Press office, telephone 000", "2031-03-04", outlet="Bakers’ Guild"),
        Make("b", "Bread will rise, the Bakers’ Guild said: {a|Bakers’ Guild|bread will rise from May}.", "2031-03-05"),
    )  # fmt: skip
    assert [(o.kind, o.who, o.in_hand) for o in found] == [("statement", "e:Bakers’ Guild", "ra")]


def test_one_clause_of_reported_speech_without_any_sign_has_no_known_origin() -> None:
    found, made = origins(Make("a", "{a|Bakers’ Guild|Bread will rise}, the Bakers’ Guild said."))
    assert found == []
    assert made["origin_of"] == {}


def test_an_unnamed_source_that_a_report_points_back_to_is_one() -> None:
    text = (
        "A person close to the guild said {a|unnamed:person close to the guild|the oven was sold}.\n"
        "“{q|unnamed:this source|They counted the money twice},” says this source."
    )
    found, _ = origins(Make("a", text))
    assert [o.kind for o in found] == ["leak"]


def test_vague_sources_and_thoughts_are_no_origins() -> None:
    found, _ = origins(Make("a", "Officials said {a|unnamed:officials|bread will rise}."))
    assert found == []


def test_a_very_long_line_takes_no_long_time() -> None:
    found, _ = origins(Make("a", "told reporters " * 20000 + "“{q|Ines Vega|The oven is cold},” Ines Vega said."))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("“{q|Ines Vega|The oven is cold},” Ines Vega told the Yeast on the doorstep.", "interview"),
        ("“{q|unnamed:resident of the quay|The oven is cold},” a resident of the quay told the Yeast.", "witness"),
        ("“{q|unnamed:locksmith|The oven is cold},” a locksmith told the Yeast.", "interview"),
        ("A locksmith, who asked not to be named, said: “{q|unnamed:locksmith|The oven is cold}.”", "leak"),
        ("In a letter to the mill Ines Vega asks why “{q|Ines Vega|the oven is cold}”.", "document"),
        ("“{q|Ines Vega|The oven is cold},” Ines Vega wrote in a four-page decision.", "document"),
        ("Ines Vega answered her telephone late. “{q|Ines Vega|The oven is cold},” Ines Vega said.", "interview"),
    ],
)
def test_what_an_outlet_says_of_itself_and_of_papers_tells_the_kind(sentence: str, kind: str) -> None:
    found, _ = origins(Make("07-daily-yeast.txt", sentence))
    assert [o.kind for o in found] == [kind]


def test_a_minute_is_no_minutes() -> None:
    found, _ = origins(Make("a", "The Bakers’ Guild said six minutes later: “{q|Bakers’ Guild|The oven is cold}.”"))
    assert [o.kind for o in found] == ["statement"]


HAND = (
    "Press release of the Bakers’ Guild\nThe Bakers’ Guild announces the following: bread will rise.\n"
    "“{q|Ines Vega|Nobody in this city will go without a warm loaf in May},” Ines Vega said.\n"
    "Press office, telephone 000"
)


def test_words_first_printed_in_a_statement_in_hand_rest_on_it() -> None:
    found, made = origins(
        Make("a", HAND, "2031-03-04", outlet="Bakers’ Guild"),
        Make(
            "b", "“{q|Ines Vega|Nobody in this city will go without a warm loaf in May},” Ines Vega said.", "2031-03-05"
        ),
    )
    assert [(o.kind, o.in_hand) for o in found] == [("statement", "ra")]
    assert set(made["origin_of"].values()) == {found[0].id}


def test_a_notice_put_in_points_is_in_hand() -> None:
    points = "1. The mill closes.\n2. Wages are paid.\n3. The ovens are sold.\n"
    text = f"Notice to members\nBakers’ Guild of the Lower Valley\n{points}The Bakers’ Guild regrets it."
    found, _ = origins(Make("a", text, "2031-03-04", outlet="Bakers’ Guild"))
    assert [(o.kind, o.in_hand) for o in found] == [("document", "ra")]
    found, _ = origins(Make("a", text.replace("Notice to members", "The mill"), "2031-03-04"))
    assert found == []


def test_what_was_printed_before_a_statement_came_does_not_rest_on_it() -> None:
    found, _ = origins(
        Make("a", HAND, "2031-03-04", outlet="Bakers’ Guild"),
        Make("b", "“{q|Bakers’ Guild|We will wait and see},” the Bakers’ Guild said.", "2031-03-02"),
    )
    assert [o.in_hand for o in found] == ["ra", None]


def test_two_statements_in_hand_of_one_issuer_are_two_origins() -> None:
    second = HAND.replace("bread will rise", "bread will fall").replace("Nobody", "Hardly anybody")
    found, _ = origins(
        Make("a", HAND, "2031-03-04", outlet="Bakers’ Guild"), Make("b", second, "2031-03-09", outlet="Bakers’ Guild")
    )
    assert [o.in_hand for o in found] == ["ra", "rb"]


def test_what_an_outlet_is_said_to_report_is_no_origin_if_its_report_is_here() -> None:
    agency = Make("1.txt", "The mill was flooded twice and the oven is cold.", "2031-03-03", "Tern Wire")
    same = Make("2.txt", "Tern Wire said {a|Tern Wire|the mill was flooded twice}.", "2031-03-04", "Daily Yeast")
    more = Make("2.txt", "Tern Wire said {a|Tern Wire|the baker left town before dawn}.", "2031-03-04", "Daily Yeast")
    assert [o.kind for o in origins(agency, same)[0]] == []
    assert [o.kind for o in origins(agency, more)[0]] == ["agency-report"]


def test_of_another_report_of_the_outlet_nothing_is_taken_as_its_own() -> None:
    agency = Make("1.txt", "The mill was flooded twice and the oven is cold.", "2031-03-03", "Tern Wire")
    two = (
        "Tern Wire said {a|Tern Wire|the mill was flooded twice}. The oven had gone cold, Tern Wire said, "
        "and {a|Tern Wire|the oven is cold}."
    )
    assert origins(agency, Make("2.txt", two, "2031-03-04", "Daily Yeast"))[0] == []


def test_a_few_words_without_a_sign_tell_no_interview() -> None:
    found, made = origins(Make("a", "“{q|Ines Vega|The oven is cold},” Ines Vega said."))
    assert (found, made["origin_of"]) == ([], {})


def test_words_do_not_rest_on_a_talk_given_after_they_were_printed() -> None:
    minister = f"“{{q|Ines Vega|{LONG}}},” said the minister, Ines Vega."
    later = "“{q|Ines Vega|Bread is a promise that nobody keeps twice},” Ines Vega told Radio Mistral."
    found, made = origins(Make("a", minister, "2031-03-03"), Make("b", later, "2031-03-05"))
    kinds = {o.id: o.kind for o in found}
    assert {i: kinds[o] for i, o in made["origin_of"].items()} == {"ra.q1": "statement", "rb.q1": "interview"}


def test_what_everybody_heard_goes_before_a_talk_to_another_outlet() -> None:
    public = "“{q|Ines Vega|The oven is cold},” Ines Vega told reporters."
    private = "“{q|Ines Vega|Bread is a promise that nobody keeps twice},” Ines Vega told Radio Mistral."
    third = f"“{{q|Ines Vega|{LONG}}},” Ines Vega said."
    found, made = origins(
        Make("a", public, "2031-03-03"), Make("b", private, "2031-03-03"), Make("c", third, "2031-03-04")
    )
    kinds = {o.id: o.kind for o in found}
    assert kinds[made["origin_of"]["rc.q1"]] == "press-conference"


def test_the_holder_of_an_office_is_the_one_who_is_called_so() -> None:
    named = "“{q|Ines Vega|The oven is cold},” the chief executive, Ines Vega, told reporters."
    called = "“{q|unnamed:the chief executive|We bake on},” the chief executive told reporters."
    assert [o.who for o in origins(Make("a", named), Make("b", called))[0]] == ["e:Ines Vega"]


def test_a_body_does_not_hide_its_name() -> None:
    sentence = "The Bakers’ Guild denied {a|Bakers’ Guild|it}, said one picket, who asked not to be named."
    assert [o.kind for o in origins(Make("a", sentence))[0]] == []


def test_who_received_the_report_is_whom_it_quotes_most() -> None:
    visit = (
        "The owner of the mill received us on Monday among her sacks.\n"
        "“{q|Ines Vega|The oven is cold},” Ines Vega said. “{q|Ines Vega|So am I}.”\n"
        "“{q|Paul Moreno|She never lit it},” said Paul Moreno, a neighbour."
    )
    (found,) = (o for o in origins(Make("a", visit))[0] if o.kind == "interview")
    assert (found.who, found.evidence[0].text) == ("e:Ines Vega", "received us")


def test_a_visit_where_two_are_quoted_alike_tells_no_host() -> None:
    visit = (
        "The owner of the mill received us on Monday among her sacks.\n"
        "“{q|Ines Vega|The oven is cold},” Ines Vega said. “{q|Paul Moreno|It is not},” said Paul Moreno."
    )
    assert origins(Make("a", visit))[0] == []


def test_an_outlet_that_has_learned_something_is_no_source_of_it() -> None:
    sentence = "Tern Wire said {a|Tern Wire|the baker left town before dawn}."
    assert origins(Make("1.txt", sentence, "2031-03-04", "Tern Wire"))[0] == []
    assert len(origins(Make("1.txt", sentence, "2031-03-04", "Daily Yeast"))[0]) == 1


def test_a_sign_beside_somebody_else_s_words_is_of_them() -> None:
    text = (
        f"“{{q|Paul Moreno|{LONG}}},” Paul Moreno told Radio Mistral. "
        "The minister, Ines Vega, said: “{q|Ines Vega|The oven is cold}.”"
    )
    assert {o.who: o.kind for o in origins(Make("a", text))[0]} == {
        "e:Paul Moreno": "interview",
        "e:Ines Vega": "statement",
    }


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Ines Vega gave reporters another reason: “{q|Ines Vega|The oven is cold}.”", "press-conference"),
        ("“{q|Ines Vega|The oven is cold},” Ines Vega said at this microphone.", "interview"),
        ("“{q|Ines Vega|The oven is cold},” Ines Vega assured the House.", "statement"),
        ("“{q|Ines Vega|The oven is cold},” Ines Vega wrote on her blog.", "social-post"),
        ("“{q|unnamed:clerk|The oven is cold},” said a clerk, who wouldn’t be named.", "leak"),
    ],
)
def test_more_ways_in_which_words_are_given(sentence: str, kind: str) -> None:
    assert [o.kind for o in origins(Make("a", sentence))[0]] == [kind]


def test_a_body_speaks_through_its_head_where_both_are_heard() -> None:
    text = (
        "“{q|Ines Vega|The oven is cold},” Ines Vega, head of the guild of bakers, told reporters. "
        "The Bakers’ Guild said {a|Bakers’ Guild|bread will rise} and "
        "{a|Bakers’ Guild|nobody will be dismissed before May}."
    )
    before = dossier(Make("a", text), parts=(Utterances(),))
    named = [
        msgspec.structs.replace(e, roles=(Role("head of the bakers’ guild"),)) if e.name == "Ines Vega" else e
        for e in before.entities
    ]
    made: Any = Origins()(msgspec.structs.replace(before, entities=tuple(named)))
    assert [(o.who, o.kind) for o in made["origins"]] == [("e:Ines Vega", "press-conference")]
    assert set(made["origin_of"]) == {"ra.q1", "ra.a1", "ra.a2"}
    apart: Any = Origins()(before)
    assert {o.who for o in apart["origins"]} == {"e:Ines Vega", "e:Bakers’ Guild"}


def test_a_report_without_an_author_is_of_the_body_whose_report_is_named() -> None:
    body = "“{q|Bakers’ Guild|The oven is cold},” the Bakers’ Guild said in its report on the mill."
    paper = "“{q|unnamed:12-page report|No chimney was swept},” the 12-page report says."
    assert [o.who for o in origins(Make("a", body), Make("b", paper))[0]] == ["e:Bakers’ Guild"]
    other = paper.replace("report", "audit")
    assert len(origins(Make("a", body), Make("b", other))[0]) == 2


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("“{q|Ines Vega|The oven is cold},” Ines Vega said in a terse written statement.", "statement"),
        ("“{q|Ines Vega|The oven is cold},” Ines Vega said at a hastily called press conference.", "press-conference"),
        ("According to the draft contract, which we read, {a|unnamed:draft contract|bread may be sold}.", "document"),
        ("{a|unnamed:bakery’s register|The oven was bought in spring}, by the bakery’s register.", "document"),
    ],
)
def test_a_sign_may_have_words_in_it_and_a_paper_is_a_document(sentence: str, kind: str) -> None:
    assert [o.kind for o in origins(Make("a", sentence))[0]] == [kind]


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        ("a person at the mill, who does not wish to see the name in the paper,", True),
        ("a person at the mill, whose name we have withheld,", True),
        ("a person at the mill, who didn’t want to be identified,", True),
        ("a person at the mill, who did not mention the rival by name,", False),
        ("a person at the mill, who would not give the name of the miller,", False),
    ],
)
def test_whoever_does_not_want_to_be_named_is_a_leak(who: str, hidden: bool) -> None:
    found, _ = origins(Make("a", f"“{{q|unnamed:person at the mill|{LONG}}},” says {who} on Monday."))
    assert [o.kind == "leak" for o in found] == [hidden]


def test_talks_with_two_outlets_that_each_say_so_are_two_unless_they_print_one_utterance() -> None:
    one = Make("a", "“{q|Ines Vega|Nobody asked for flour}.” Ines Vega told us so.", "2031-03-03", "Radio Mistral")
    two = Make("b", "“{q|Ines Vega|The bridge was sold twice}.” Ines Vega told us so.", "2031-03-05", "Daily Yeast")
    later = Make("c", "“{q|Ines Vega|The bridge was sold twice},” Ines Vega said.", "2031-03-06", "Tern Wire")
    found, made = origins(one, two, later)
    assert sorted(o.kind for o in found) == ["interview", "interview"]
    assert made["origin_of"]["rb.q1"] == made["origin_of"]["rc.q1"] != made["origin_of"]["ra.q1"]
    same = Make("b", one.text, "2031-03-05", "Daily Yeast")
    assert len(origins(one, same)[0]) == 1


def test_a_body_that_is_only_described_is_the_one_of_that_name() -> None:
    found, _ = origins(
        Make("a", "The Statistics Office said {a|Statistics Office|bread rose by a tenth} in a statement."),
        Make("b", "The office said {a|unnamed:office|flour fell} and {a|unnamed:office|eggs rose} in a statement."),
        Make("c", "A clerk of that place said {a|unnamed:clerk|bread fell}, asking not to be named."),
    )  # fmt: skip
    assert sorted(o.kind for o in found) == ["leak", "statement"]
