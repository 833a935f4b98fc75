"""Who is who across reports that share names: short forms, spellings and descriptions that alone say too little."""

from __future__ import annotations

import pytest
from test_entities import linked, people

NEAR = "Ysolde Quarterbrook met the Umzimkhulu Zoological Society in Wolverhampton."
"""Makes two reports near: they share a person, a body and a place."""


def ours(*texts: str) -> list[tuple[str, ...]]:
    found = people(*(f"{text}\n{NEAR}" for text in texts))
    return [names for names in found if names != ("Ysolde Quarterbrook",)]


def bodies(*texts: str) -> list[tuple[str, ...]]:
    return sorted(e.names for e in linked(*texts) if e.type in {"org", "medium"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr. Ramiro Quispe M. said no.", "Mr. Ramiro Quispe Maldonado said no."),
        ("Mr. Lwin Thaung Myat said no.", "Mr. Lwinthaung Myat said no."),
        ("Mr. La Pesi Rumbia said no.", "Mr. Lapesi Rumbia said no."),
        ("Minister Xandungo Petrus said no.", "Minister Shandungo Petrus said no."),
        ("Ms. Dineke Vermeulen said no.", "Ms. Dinike Vermeulen said no."),
        ("Mr. R. Qulizadə said no.", "Mr. Ramin Gulizade said no."),
        ("Mr. Tasrun Wakare said no.", "Mr. Tasrun Wakari said no."),
        ("Comrade Ladda Phommasone said no.", "Ladda Phommasone, 51, said no."),
    ],
)
def test_forms_of_one_name_in_reports_that_share_names(one: str, other: str) -> None:
    assert len(ours(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr. Ramiro Quispe M. said no.", "Mr. Ramiro Quispe Salinas said no."),
        ("Mr. Khampheng Myat said no.", "Mr. Lwinthaung Myat said no."),
        ("Mr. Tim Okorafor said no.", "Mr. Tom Okorafor said no."),
        ("Judge Dineke Vermeulen said no.", "Captain Dinike Vermeulen said no."),
        ("Mr. John Burton said no.", "Mr. John Barton said no."),
        ("Mr. Tasrun Wakare said no.", "Mr. Tasrun Delabo said no."),
    ],
)
def test_other_persons_in_reports_that_share_names(one: str, other: str) -> None:
    assert len(ours(one, other)) == 2


def test_a_report_that_names_both_tells_sisters_apart() -> None:
    both = "Ms. Dineke Vermeulen and Ms. Dinike Vermeulen said no."
    assert len(ours(both, "Ms. Dineke Vermeulen said yes.")) == 2


def test_a_given_name_alone_after_a_title_or_of_somebody_two_reports_name() -> None:
    full = "Felipe Arancibia, the treasurer, said no."
    assert len(ours(full, "Don Felipe said no.")) == 1
    assert len(ours(full, "Felipe Arancibia has left.", "Felipe, who lives near by, said no.")) == 1
    assert len(ours(full, "Felipe, 34, who lives near by, said no.")) == 2
    assert len(ours(full, "Felipe Romero said no.", "Don Felipe said no.")) == 3


def test_a_company_without_its_last_words() -> None:
    short = "Bura Nele, the contractor, says there was none.\n" + NEAR
    found = bodies("The tunnel is being built by Bura Nele Energy of Tromso.\n" + NEAR, short)
    assert ("Bura Nele", "Bura Nele Energy") in found
    assert any(
        {"Kestrel Pay", "Kestrel Pay AS"} <= set(names)
        for names in bodies("Kestrel Pay AS said no.\n" + NEAR, "Kestrel Pay said no.\n" + NEAR)
    )


def test_a_founder_is_not_the_company_of_that_name() -> None:
    texts = ("Mr. Bura Nele said no.\n" + NEAR, "The bridge belongs to Bura Nele Energy.\n" + NEAR)
    assert ("Bura Nele Energy",) in bodies(*texts)


def test_a_body_of_the_world_is_one_in_reports_that_share_nothing() -> None:
    texts = "The World Chess Council said no.", "Envoys of the World Chess Council came to Tromso."
    assert [names for names in bodies(*texts) if "World Chess Council" in names] == [("World Chess Council",)]
    texts = "The Ministry of Health said no.", "Envoys of the Ministry of Health came to Tromso."
    assert len(bodies(*texts)) == 2


def test_the_one_body_that_a_report_calls_contractor() -> None:
    named = "She blamed a fault made by the Danish contractor, Kestrel Identity AS.\n" + NEAR
    found = linked(named, "The Danish contractor has denied it.\n" + NEAR)
    assert any("called so" in reason for e in found if "Kestrel Identity AS" in e.names for reason in e.why)
    two = linked(named, "The contractor, Bura Energy, has denied it.\n" + NEAR, "The contractor said no.\n" + NEAR)
    assert not any("called so" in reason for e in two for reason in e.why)


def test_former_holders_of_an_office() -> None:
    found = linked(
        "The commissioner, a former judge, said no. Lilian Atieno, the judge, left.\n" + NEAR,
        "The ex-judge said yes.\n" + NEAR,
    )
    assert any(
        "only one in these reports with that role" in r for e in found if "Lilian Atieno" in e.names for r in e.why
    )


def test_a_role_is_not_that_of_somebody_whom_another_report_calls_he() -> None:
    named = "Keld Aunsborg, the judge, left. He said no.\n" + NEAR
    again = "Keld Aunsborg, the judge, said no.\n" + NEAR
    she = "The judge said yes. She stayed.\n" + NEAR
    told = [r for e in linked(again, named, she) for r in e.why]
    assert not any("only one in these reports with that role" in r for r in told)
    told = [r for e in linked(again, named, she.replace("She", "He")) for r in e.why]
    assert any("only one in these reports with that role" in r for r in told)
