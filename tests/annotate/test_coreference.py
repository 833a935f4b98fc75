"""Who short names, descriptions and pronouns point to within a report."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from growth import is_linear
from stemma.annotate.coreference import Coreference
from stemma.annotate.marks import Marks
from stemma.annotate.names import Names
from stemma.types.dossier import Layers
from stemma.types.report import Line, LineClass, Report
from stemma.types.world import Mention


def resolve(*rows: tuple[str, LineClass] | str) -> tuple[Mention, ...]:
    text, lines = "", []
    for row in rows:
        line, cls = (row, LineClass.PROSE) if isinstance(row, str) else row
        lines.append(Line(len(text), len(text) + len(line), cls))
        text += line + "\n"
    report = Report(id="r", file="r.txt", text=text, text_sha256="0", lines=tuple(lines))
    layers = Layers(report="r")
    for part in (Marks(), Names(), Coreference()):
        layers = replace(layers, **part(report, layers))
    return layers.mentions


def root(found: tuple[Mention, ...], text: str, occurrence: int = 0) -> str | None:
    """The words at the end of the antecedents of a mention."""
    by_id = {m.id: m for m in found}
    m = [m for m in found if m.text == text][occurrence]
    if m.antecedent is None:
        return None
    while m.antecedent:
        m = by_id[m.antecedent]
    return m.text


def test_surname_and_pronoun() -> None:
    found = resolve("Mayor Lena Fischer opened the bridge.", "Fischer thanked the builders. She said it was late.")
    assert root(found, "Fischer") == "Mayor Lena Fischer"
    assert root(found, "She") == "Mayor Lena Fischer"


def test_surname_with_a_particle() -> None:
    found = resolve("The singer Maria da Costa left.", "Ms da Costa was tired.")
    assert root(found, "Ms da Costa") == "singer Maria da Costa"


def test_acronym_and_short_form() -> None:
    found = resolve(
        "The Association of Inland Pilots (AIP) struck. The AIP said Harbour Holding Group lied. Harbour denied it."
    )
    assert root(found, "AIP") == "Association of Inland Pilots"


def test_gender_decides() -> None:
    found = resolve("Paul Weber met Maria Santos on Friday. She said the talks were good. He said nothing.")
    assert root(found, "She") == "Maria Santos"
    assert root(found, "He") == "Paul Weber"


def test_captions_and_quotations_are_passed_over() -> None:
    found = resolve(
        "Coach Peter Otieno was calm.",
        ("Striker Michael Owino in Nairobi", LineClass.CAPTION),
        "“James Kariuki was brilliant,” he said.",
    )
    assert root(found, "he") == "Coach Peter Otieno"


def test_descriptions_with_a_role() -> None:
    found = resolve(
        "Judge Amina Bello sent John Okoro to prison.", "His lawyer, Ngozi Ade, wept. The judge said she had no choice."
    )
    assert root(found, "The judge") == "Judge Amina Bello"
    assert root(found, "she") == "Judge Amina Bello"
    assert root(found, "His lawyer") == "Ngozi Ade"


def test_an_office_of_another_kind_does_not_fit() -> None:
    found = resolve("Health minister Karl Schmidt spoke. The finance minister said no.")
    assert root(found, "The finance minister") is None


def test_organisations_by_head() -> None:
    found = resolve(
        "The National Union of Teachers struck at Oakfield Foods Ltd. The union said pay was low. The company said no."
    )
    assert root(found, "The union") == "National Union of Teachers"
    assert root(found, "The company") == "Oakfield Foods Ltd"


def test_two_of_one_surname() -> None:
    found = resolve("Ruth Lang met Oskar Lang. Mr Lang said it rained. Ms Lang said it did not.")
    assert root(found, "Mr Lang") == "Oskar Lang"
    assert root(found, "Ms Lang") == "Ruth Lang"


def test_unresolved_pronouns_are_left_out() -> None:
    assert not [m for m in resolve("It is said that he left.") if m.form == "pronoun"]


@pytest.mark.parametrize("text", ["John Smith said. He ", "The man’s ", "A. "])
def test_time_is_linear(text: str) -> None:
    assert is_linear(lambda size: resolve(text * (size // len(text))), 60_000)


@pytest.mark.parametrize(
    ("sentence", "description"),
    [
        (
            "“We wait,” said Orla Fenn, general secretary of the union.",
            "general secretary of the union",
        ),
        ("Milos Brandt, a spokesman for the harbour board, left early.", "a spokesman for the harbour board"),
        (
            "The head of the city’s parks office, Lena Fischer, told reporters so.",
            "The head of the city’s parks office",
        ),
        ("The Data Commissioner, Lena Fischer, was less sure.", "The Data Commissioner"),
    ],
)
def test_a_role_beside_a_name_is_the_name_s(sentence: str, description: str) -> None:
    found = resolve(sentence)
    name = next(m for m in found if m.form == "name" and m.type == "person")
    assert root(found, description) == name.text


def test_the_governor_of_another_place_is_another() -> None:
    found = resolve(
        "Kansas Gov. Mirta Coronel spoke first.", "Gov. Ernesto Ruiz listened.", "The governor of Ohio slept."
    )
    assert root(found, "The governor of Ohio") != "Kansas Gov. Mirta Coronel"


def test_a_body_itself_and_what_it_first_said() -> None:
    found = resolve(
        "Calder Water closed a reservoir.", "The company first said it was full. The company itself is sold."
    )
    assert root(found, "The company") == "Calder Water"
    assert root(found, "The company", 1) == "Calder Water"


def test_a_ministry_of_water_is_no_company() -> None:
    found = resolve("Calder Power sued the Ministry of Water.", "The company said it would win.")
    assert root(found, "The company") == "Calder Power"


def test_a_station_whose_name_begins_a_sentence() -> None:
    found = resolve(
        "The Tromso Dispatch has the letter. Radio Finnmark goes further. According to the station, she is to leave."
    )
    assert root(found, "the station") == "Radio Finnmark"


def test_a_deputy_minister_is_not_the_minister() -> None:
    found = resolve("Minister Ann Wilson left.", "The minister said she was ill. The deputy minister said nothing.")
    assert root(found, "The deputy minister") is None
    assert root(found, "The minister") == "Minister Ann Wilson"


def test_the_company_is_one_that_is_known_for_a_company_rather_than_the_last_name() -> None:
    found = resolve(
        "The operator, Brackwater Lift of Oslo, said the cabin of the Tarn 2 was full.",
        "Nobody fell out of the Tarn 2. The cable was new, the company said.",
    )
    assert root(found, "the company") == "Brackwater Lift"


def test_a_phrase_may_stand_between_a_description_and_its_name() -> None:
    found = resolve("The Tarn 2 stood still.", "The Norwegian firm behind the lift, Brackwater, insists that it ran.")
    assert root(found, "The Norwegian firm") == "Brackwater"


def test_what_has_a_chief_executive_is_a_body() -> None:
    found = resolve("Brackwater Lift will run again in spring, its chief executive has said.")
    assert next(m.type for m in found if m.text == "Brackwater Lift") == "org"
