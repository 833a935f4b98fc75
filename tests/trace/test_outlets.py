from __future__ import annotations

import pytest
from making import Make, dossier

from stemma.trace.outlets import Outlets, name_of


def test_a_name_is_its_words_without_the_article() -> None:
    assert name_of("The Évening Echo") == ("evening", "echo")
    assert name_of("2031/03/03") == ()


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("02-evening-echo.txt", (("evening", "echo"),)),
        ("the_harbour_post.html", (("harbour", "post"),)),
        ("article-7.txt", ()),
        ("000_a1f104ce543d2542.txt", ()),
        ("feed.xml#3", ()),
        ("a.txt", ()),
    ],
)
def test_a_file_can_be_named_after_its_outlet(file: str, names: tuple[tuple[str, ...], ...]) -> None:
    assert Outlets(dossier(Make(file, "Bread was sold."))).names[0] == names


def test_reports_that_share_a_name_are_of_one_outlet() -> None:
    found = Outlets(
        dossier(
            Make("01-radio-mistral.txt", "One.", outlet="Radio Mistral"), Make("x.txt", "Two.", outlet="Radio Mistral")
        )
    )
    assert found.key[0] == found.key[1] == "radiomistral"
    assert found.reports["radiomistral"] == [0, 1]


def test_an_outlet_is_named_in_full_or_by_the_last_word_behind_the() -> None:
    found = Outlets(dossier(Make("1.txt", "One.", outlet="Daily Yeast"), Make("2.txt", "Two.", outlet="Radio Mistral")))
    text = "The Daily Yeast and the Mistral were asked. The yeast rose; daily yeast is dear."
    assert [(text[f.start : f.end], f.key) for f in found.named(text, 0, len(text))] == [
        ("Daily Yeast", "dailyyeast"),
        ("Mistral", "radiomistral"),
    ]


def test_a_last_word_that_two_outlets_share_names_neither() -> None:
    found = Outlets(dossier(Make("1.txt", "One.", outlet="Daily Yeast"), Make("2.txt", "Two.", outlet="Morning Yeast")))
    assert list(found.named("He told the Yeast.", 0, 18)) == []


def test_what_stands_before_of_is_used_as_a_name_and_the_place_behind_it_is_none() -> None:
    found = Outlets(
        dossier(Make("1.txt", "One.", outlet="El Sol de Tandil"), Make("2.txt", "Two.", outlet="Echo of Ems"))
    )
    text = "The Tandil paper El Sol knew it. The Echo did not, nor the Ems."
    assert [(text[f.start : f.end], f.key) for f in found.named(text, 0, len(text))] == [("El Sol", "elsoldetandil")]


def test_a_hyphen_joins_no_name() -> None:
    found = Outlets(dossier(Make("02-le-mont-noir.txt", "One.")))
    text = "She told Le Mont-Noir."
    assert [text[f.start : f.end] for f in found.named(text, 0, len(text))] == ["Le Mont-Noir"]
