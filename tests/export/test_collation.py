"""An utterance word by word: places of the base, readings under them, what is dropped, what is added."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from stemma.export.collation import MOST_MARKS, Collation, Gloss, Place, collation
from stemma.export.lookup import Lookup
from stemma.types.account import Account, AccountQuotation
from stemma.types.span import Span
from stemma.types.story import Rendering, Utterance, Variant

replace = msgspec.structs.replace


def collated(account: Account) -> Collation:
    found = collation(Lookup(account), account.data.utterances[0])
    assert found is not None
    return found


def glossed(places: tuple[Place, ...]) -> Iterator[tuple[str, list[tuple[str, str | None, str]]]]:
    for place in places:
        if place.glosses:
            yield (
                place.span.text,
                [(g.what, g.reading.text if g.reading else None, g.sigla.text) for g in place.glosses],
            )
        yield from glossed(place.within)


def words(places: tuple[Place, ...]) -> str:
    """The base, read along: places without words in them are nothing, others are their parts or themselves."""
    return "".join(words(place.within) if place.within else place.span.text for place in places)


def test_readings_stand_under_the_words_of_the_base(harbour: Account) -> None:
    found = collated(harbour)
    (row,) = found.pieces
    assert words(row) == "We can open the north quay to night boats, provided that the lamps are paid for."
    assert found.sigla.text == "A"
    assert list(glossed(row)) == [
        ("north", [("word", "northern", "B")]),
        ("provided that the lamps are paid for.", [("dropped", None, "B")]),
    ]


def test_a_condition_that_is_left_out_is_called_one(harbour: Account) -> None:
    glosses = [gloss for place in collated(harbour).pieces[0] for gloss in place.glosses]
    assert [gloss.term for gloss in glosses] == ["", "condition"]
    without = Account(data=replace(harbour.data, proposals=()), texts=harbour.texts)
    assert {g.term for place in collated(without).pieces[0] for g in place.glosses} == {""}


def test_every_span_is_its_characters(harbour: Account) -> None:
    for span in collated(harbour).spans():
        assert harbour.texts[span.report][span.start : span.end] == span.text


def test_one_rendering_has_no_collation(harbour: Account) -> None:
    assert collation(Lookup(harbour), harbour.data.utterances[1]) is None


def varied(account: Account, other: str, *variants: tuple[str | None, str | None, str]) -> Account:
    """The harbour story, its second report quoting `other`, with these places (here, there, what)."""
    first, second, third = account.data.reports
    base = first.quotations[0]
    text = f"“{other}”\n{account.texts[second.id]}"
    quotation = msgspec.structs.replace(
        second.quotations[0], start=1, end=1 + len(other), text=other, without_inserts=other, speaker_span=None
    )

    def at(report: str, whole: str, low: int, part: str | None) -> Span | None:
        start = whole.index(part, low) if part is not None else 0
        return None if part is None else Span(report, start, start + len(part), part)

    whole = account.texts[first.id]
    differs = tuple(
        Variant(with_="r1", here=at(second.id, text, 0, here), there=at(first.id, whole, base.start, there), what=what)  # type: ignore[arg-type]
        for here, there, what in variants
    )
    utterance = account.data.utterances[0]
    renderings = (utterance.renderings[0], replace(utterance.renderings[1], words=other, differs=differs))
    reports = (first, replace(second, quotations=(quotation,), lines=(), headline=None), third)
    data = replace(account.data, reports=reports, utterances=(replace(utterance, renderings=renderings),))
    return Account(data=data, texts={**account.texts, second.id: text})


def test_words_that_only_another_report_has_find_their_place(harbour: Account) -> None:
    told = "We can soon open the north quay to night boats, provided that the lamps are paid for."
    (row,) = collated(varied(harbour, told, ("soon", None, "insert"))).pieces
    (place,) = [place for place in row if place.glosses]
    assert place.span.text == ""
    assert words(row[: row.index(place)]) == "We can"
    assert [(g.what, g.reading.text if g.reading else "") for g in place.glosses] == [("insert", "soon")]


def test_words_before_all_others_find_their_place(harbour: Account) -> None:
    told = "Yes, we can open the north quay to night boats, provided that the lamps are paid for."
    (row,) = collated(varied(harbour, told, ("Yes", None, "insert"))).pieces
    assert row[0].span.text == ""
    assert row[0].glosses


def test_places_lie_in_each_other(harbour: Account) -> None:
    told = "We can open the north quay to boats"
    places = ((None, "night boats, provided that", "dropped"), ("boats", "boats", "word"))
    (row,) = collated(varied(harbour, told, *places)).pieces
    assert words(row) == "We can open the north quay to night boats, provided that the lamps are paid for."
    assert [place for place, _ in glossed(row)] == ["night boats, provided that", "boats"]


def test_a_place_that_reaches_beyond_another_says_which_words_it_stands_for(harbour: Account) -> None:
    told = "We may free the quay to night boats"
    places = (("may free", "can open", "word"), ("free the quay", "open the north", "word"))
    (row,) = collated(varied(harbour, told, *places)).pieces
    (place,) = [place for place in row if place.glosses]
    assert place.span.text == "can open"
    assert [gloss.lemma.text if gloss.lemma else None for gloss in place.glosses] == [None, "open the north"]


def test_an_editors_words_are_parted_from_the_speakers(harbour: Account) -> None:
    first = harbour.data.reports[0]
    quotation = first.quotations[0]
    start = harbour.texts[first.id].index("the north")
    insert = Span(first.id, start, start + 3, "the")
    given: AccountQuotation = replace(quotation, inserts=(insert,))
    reports = (replace(first, quotations=(given,)), *harbour.data.reports[1:])
    (row,) = collated(Account(data=replace(harbour.data, reports=reports), texts=harbour.texts)).pieces
    assert [place.span.text for place in row if place.insert] == ["the"]
    assert words(row) == quotation.text


def test_many_renderings_of_nested_places_end(harbour: Account) -> None:
    utterance = harbour.data.utterances[0]
    base = harbour.data.reports[0].quotations[0]
    text = harbour.texts[harbour.data.reports[0].id]
    spans = [
        Span(base.id.split(".")[0], base.start, end, text[base.start : end]) for end in range(base.end, base.start, -1)
    ]
    renderings = [
        Rendering(
            id=f"x{n}", words="", quotations=utterance.renderings[1].quotations,
            differs=(Variant(with_="r1", here=None, there=span, what="dropped"),),
        )
        for n, span in enumerate(spans)
    ]  # fmt: skip
    long: Utterance = replace(utterance, renderings=(utterance.renderings[0], *renderings))
    found = collation(Lookup(harbour), long)
    assert found is not None

    def glosses(places: tuple[Place, ...]) -> Iterator[Gloss]:
        for place in places:
            yield from place.glosses
            yield from glosses(place.within)

    assert len(list(glosses(found.pieces[0]))) == len(spans)
    assert words(found.pieces[0]) == base.text


def test_what_nobody_reads_word_by_word_has_its_apparatus_alone(harbour: Account) -> None:
    utterance = harbour.data.utterances[0]
    other = utterance.renderings[1]
    many = replace(other, differs=tuple(other.differs[0] for _ in range(MOST_MARKS + 1)))
    laden = replace(utterance, renderings=(utterance.renderings[0], many))
    assert collation(Lookup(harbour), laden) is None
