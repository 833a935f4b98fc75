"""Names, descriptions and pronouns: what is a mention, with which type and title."""

from __future__ import annotations

import pytest

from growth import is_linear
from stemma.annotate.names import Names
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.world import Mention


def report_of(*lines: tuple[str, LineClass] | str, outlet: str | None = None) -> Report:
    rows = [(row, LineClass.PROSE) if isinstance(row, str) else row for row in lines]
    text, found = "", []
    for line, cls in rows:
        found.append(Line(len(text), len(text) + len(line), cls))
        text += line + "\n"
    return Report(id="r", file="r.txt", text=text, text_sha256="0", outlet=outlet, lines=tuple(found))


def mentions(*lines: tuple[str, LineClass] | str, outlet: str | None = None) -> tuple[Mention, ...]:
    report = report_of(*lines, outlet=outlet)
    found = Names()(report, Layers(report="r"))["mentions"]
    for m in found:
        assert report.text[m.start : m.end] == m.text
    assert [m.id for m in found] == [f"r.m{n}" for n in range(1, len(found) + 1)]
    return found


def names(*lines: tuple[str, LineClass] | str) -> dict[str, str]:
    return {m.text: m.type for m in mentions(*lines) if m.form == "name"}


def test_title_and_name_are_one_mention() -> None:
    (m,) = [
        m for m in mentions("On Friday former Finnish foreign minister Aino Virtanen resigned.") if m.form == "name"
    ]
    assert m.text == "former Finnish foreign minister Aino Virtanen"
    assert (m.name, m.title, m.type) == ("Aino Virtanen", "former Finnish foreign minister", "person")


@pytest.mark.parametrize(
    ("sentence", "text", "name"),
    [
        ("It was Dr. Hans-Peter Müller who spoke.", "Dr. Hans-Peter Müller", "Hans-Peter Müller"),
        ("They met Ursula van der Berg in May.", "Ursula van der Berg", "Ursula van der Berg"),
        ("The court heard Abdullah al-Rashid yesterday.", "Abdullah al-Rashid", "Abdullah al-Rashid"),
        ("They saw Thomas R. Okafor’s car.", "Thomas R. Okafor", "Thomas R. Okafor"),
        ("He hired Fiona Grant KC to speak.", "Fiona Grant KC", "Fiona Grant"),
        ("The former Secretary of State Grace Miller flew home.", "Secretary of State Grace Miller", "Grace Miller"),
        (
            "A ruling by Harare High Court Justice Amina Bello stands.",
            "Harare High Court Justice Amina Bello",
            "Amina Bello",
        ),
    ],
)
def test_names_of_persons(sentence: str, text: str, name: str) -> None:
    found = [m for m in mentions(sentence) if m.type == "person"]
    assert [(m.text, m.name) for m in found] == [(text, name)]


@pytest.mark.parametrize(
    ("sentence", "text", "kind"),
    [
        ("It asked the Department for Work and Pensions to reply.", "Department for Work and Pensions", "org"),
        ("The strike of the Bakers’ and Millers’ League goes on.", "Bakers’ and Millers’ League", "org"),
        ("It asked the Glass and Ceramics Workers’ Union.", "Glass and Ceramics Workers’ Union", "org"),
        ("They blame the Front for the Renewal of the Coast.", "Front for the Renewal of the Coast", "org"),
        ("She told the Northern Evening Herald that it was late.", "Northern Evening Herald", "medium"),
        ("He told Radio Cordillera that it was late.", "Radio Cordillera", "medium"),
        ("Shops were shut in Puerto Montt on Monday.", "Puerto Montt", "place"),
        ("A town in the U.S. was hit.", "U.S.", "place"),
        ("The minister blamed Finns for it.", "Finns", "group"),
        ("It was posted by @harbour_watch at noon.", "@harbour_watch", "org"),
        ("The letter reached Hartley & Moss plc.", "Hartley & Moss plc", "org"),
    ],
)
def test_types(sentence: str, text: str, kind: str) -> None:
    assert names(sentence).get(text) == kind


def test_words_that_only_begin_a_sentence_are_no_names() -> None:
    found = names("Residents fled. Shops closed. Walking home, they sang. The sea rose. Yesterday Anna Lund spoke.")
    assert found == {"Anna Lund": "person"}


def test_a_name_at_the_start_is_known_from_elsewhere() -> None:
    found = mentions("Price said it would rain.", "The forecast is by Ann Price.")
    assert "Price" in [m.text for m in found if m.type == "person"]


def test_adjectives_of_nations_and_months_are_no_names() -> None:
    assert names("In March a Danish ferry met European and Kenyan boats. May it float. On Tuesday it sank.") == {}
    assert names("Police asked Ms May, who left.") == {"Ms May": "person"}


def test_credits_bylines_and_teasers_give_nothing() -> None:
    found = names(
        ("By Carla Rossi", LineClass.BYLINE),
        ("Nurse Lina Haddad at work (Picture: Paul Example/Cedar Images)", LineClass.CAPTION),
        ("MORE: Ivan Petrov speaks", LineClass.TEASER),
    )
    assert found == {"Nurse Lina Haddad": "person"}


def test_only_the_agency_of_a_dateline() -> None:
    assert names(("NAIROBI, June 2 (Savanna)", LineClass.DATELINE)) == {"Savanna": "medium"}


def test_a_title_case_headline_repeats_known_names_only() -> None:
    found = names(("Bold Plan By Anna Lund Divides Malmo Voters Again", LineClass.HEADLINE), "A plan by Anna Lund won.")
    assert found == {"Anna Lund": "person"}


def test_descriptions_and_pronouns() -> None:
    found = [
        (m.text, m.form, m.type) for m in mentions("A western diplomat said he agreed. The central bank was silent.")
    ]
    assert ("A western diplomat", "description", "unnamed") in found
    assert ("The central bank", "description", "org") in found
    assert ("he", "pronoun", "unnamed") in found


@pytest.mark.parametrize(
    "text",
    ["said ", "The man’s ", "A. ", "John Smith said. He ", '"a '],
)
def test_time_is_linear(text: str) -> None:
    """A long line costs seconds, not hours (H22)."""
    assert is_linear(lambda size: mentions(text * (size // len(text))), 60_000)


def test_a_given_name_keeps_its_lower_case_half() -> None:
    found = names("A Malta-flagged tug arrived. Ko Eun-hee of the harbour guild said so, and Lo Pei-wen agreed.")
    assert "Ko Eun-hee" in found
    assert "Lo Pei-wen" in found
    assert not any("flagged" in name for name in found)


@pytest.mark.parametrize(
    ("sentence", "text", "kind"),
    [
        ("It was Kansas Gov. Mirta Coronel who signed.", "Kansas Gov. Mirta Coronel", "person"),
        ("They asked DCI Orla Fenn about it.", "DCI Orla Fenn", "person"),
        ("She swims with Larne Bathers every week.", "Larne Bathers", "org"),
        ("The former Selby Town striker was booked.", "Selby Town", "org"),
        ("It was reported by Vento Irpino, a newspaper in the hills.", "Vento Irpino", "medium"),
        ("“No,” she told the Argonaut.", "Argonaut", "medium"),
        ("They searched the freighter Northern Star at dawn.", "Northern Star", "org"),
    ],
)
def test_what_stands_around_a_name_says_what_it_is(sentence: str, text: str, kind: str) -> None:
    assert names(sentence).get(text) == kind


def test_words_in_capitals_are_pronouns_once() -> None:
    found = mentions("SHE sang. She left with Lena Fischer.")
    assert [m.form for m in found if m.text == "SHE"] == ["pronoun"]


def test_letters_of_a_currency_name_nobody() -> None:
    assert not names("The fine is NT$5 million or KES 900. He wanted Sh1,500. Nineteen players refused.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor, Albert Vox, spoke first. Vox said the pond was safe.", "person"),
        ("The mayor, Albert Vox, spoke first. He told Vox the pond was safe.", "medium"),
        ("Albert Lund spoke first. Vox said the pond was safe.", "medium"),
    ],
)
def test_a_surname_that_is_also_an_outlet(text: str, kind: str) -> None:
    assert names(text)["Vox"] == kind


def test_an_office_in_capitals_is_nobody_of_that_name() -> None:
    for text in (
        "They asked the Deputy Minister.",
        "The Chief Executive of the board agreed.",
        "She met the Prime Minister.",
    ):
        assert all(m.form != "name" for m in mentions(text) if "inister" in m.text or "xecutive" in m.text)
    assert names("They asked President King.") == {"President King": "person"}


def test_a_town_before_a_full_name_is_no_part_of_it() -> None:
    assert "Karel Oosterman" in names("In Delft Karel Oosterman did the sums.")


def test_a_legal_form_behind_a_comma_is_no_body() -> None:
    assert "Ltd" not in names("Brenna Card Co., Ltd. announced it.")


@pytest.mark.parametrize(
    ("sentence", "text", "kind"),
    [
        ("The flood was worst in Vela Kopa market.", "Vela Kopa", "place"),
        ("The mayor of Vela Kopa resigned.", "Vela Kopa", "place"),
        ("A woman from Drimsay who mends nets was hurt.", "Drimsay", "place"),
        ("They saw Vela Kopa on the pier.", "Vela Kopa", "person"),
    ],
)
def test_what_people_are_in_or_from_is_a_place(sentence: str, text: str, kind: str) -> None:
    assert names(sentence)[text] == kind


def test_somebody_gives_an_interview_to_a_paper() -> None:
    assert names("In an interview with Hafenblick, Anna Berg put the number at nine.")["Hafenblick"] == "medium"


@pytest.mark.parametrize(
    ("sentence", "text", "kind"),
    [
        ("The museum does not comment on the vote.", "The museum", "org"),
        ("The panel in Riga fined him.", "The panel in Riga", "org"),
        ("Herders said that the turbines are loud.", "Herders", "group"),
        ("Herders blame the turbines.", "Herders", "group"),
        ("The police deny it.", "The police", "org"),
        ("The investigator said the box was empty.", "The investigator", "unnamed"),
    ],
)
def test_bodies_crowds_and_offices_are_described(sentence: str, text: str, kind: str) -> None:
    assert (text, kind) in {(m.text, m.type) for m in mentions(sentence) if m.form == "description"}


def test_a_feast_is_nobody() -> None:
    assert not names("It will be home for Independence Day.")
    assert "Doris Day" in names("They asked Doris Day.")
