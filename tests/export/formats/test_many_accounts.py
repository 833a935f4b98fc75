"""Several accounts in one file: one header, one document, no number or id twice, one account at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import msgspec
import pytest

from stemma.errors import UsageError
from stemma.export.formats import FORMATS, export, pieces
from stemma.types.account import Account

MANY = [one.name for one in FORMATS if not one.single]
replace = msgspec.structs.replace


@pytest.fixture
def other(harbour: Account) -> Account:
    """The same story under other ids, as another story of an archive has."""
    made = msgspec.json.encode(harbour.data)
    for report in harbour.data.reports:
        made = made.replace(report.id.encode(), report.id[::-1].encode())
    made = made.replace(b'"s1"', b'"s9"').replace(b'"e1"', b'"e91"').replace(b'"e2"', b'"e92"')
    return Account(
        data=msgspec.json.decode(made, type=type(harbour.data)),
        texts={one[::-1]: text for one, text in harbour.texts.items()},
    )


def joined(form: str, *accounts: Account) -> bytes:
    return b"".join(pieces(accounts, form))


@pytest.mark.parametrize("form", [one.name for one in FORMATS])
def test_one_account_is_that_of_export(harbour: Account, form: str) -> None:
    assert joined(form, harbour) == export(harbour, form)


@pytest.mark.parametrize("form", ["dna", "statements-csv", "timeline-csv"])
def test_tables_have_one_header_and_the_rows_of_all_in_order(harbour: Account, other: Account, form: str) -> None:
    mark = ";" if form == "dna" else ","
    apart = [list(csv.reader(io.StringIO(joined(form, one).decode()), delimiter=mark)) for one in (harbour, other)]
    both = list(csv.reader(io.StringIO(joined(form, harbour, other).decode()), delimiter=mark))
    assert both[0] == apart[0][0]
    assert len(both) == len(apart[0]) + len(apart[1]) - 1
    if form != "dna":
        assert both == [*apart[0], *apart[1][1:]]


def test_statements_and_documents_of_dna_are_numbered_through(harbour: Account, other: Account) -> None:
    made = io.StringIO(joined("dna", harbour, other).decode())
    rows = list(csv.DictReader(made, delimiter=";"))
    assert [row["statement_id"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    documents = {row["report"]: row["document_id"] for row in rows}
    assert len(set(documents.values())) == len(documents) > 1


@pytest.mark.parametrize(
    ("form", "key", "name"),
    [("annotations", "items", "id"), ("jsonld", "@graph", "@id"), ("geojson", "features", "id"),
     ("ninjs", "associations", "uri")],
)  # fmt: skip
def test_documents_have_the_items_of_all_and_no_id_twice(
    harbour: Account, other: Account, form: str, key: str, name: str
) -> None:
    apart = [json.loads(joined(form, one)) for one in (harbour, other)]
    both = json.loads(joined(form, harbour, other))
    ids = [item[name] for item in both[key]]
    assert len(ids) == len(set(ids))
    data_sets = 1 if form == "jsonld" else 0
    assert len(ids) == sum(len(one[key]) for one in apart) - data_sets
    assert both.keys() == apart[0].keys()
    if "id" in both:
        assert len({one["id"] for one in (both, *apart)}) == 3


def test_calendar_is_one(harbour: Account, other: Account) -> None:
    made = joined("ical", harbour, other)
    assert made.count(b"BEGIN:VCALENDAR") == made.count(b"END:VCALENDAR") == 1
    uids = [line for line in made.split(b"\r\n") if line.startswith(b"UID:")]
    assert len(uids) == len(set(uids)) == 2 * len(harbour.data.timeline)


def test_parquet_has_a_group_of_rows_an_account(harbour: Account, other: Account) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: stemma-news[parquet]")
    file = parquet.ParquetFile(io.BytesIO(joined("statements-parquet", harbour, other)))
    assert file.num_row_groups == 2
    table = list(csv.DictReader(io.StringIO(joined("statements-csv", harbour, other).decode())))
    for name in ("statement", "source_name", "family"):
        assert [value or "" for value in file.read().column(name).to_pylist()] == [row[name] for row in table]


@pytest.mark.parametrize("form", [form for form in MANY if form != "codebook"])
def test_one_account_is_held_at_a_time(harbour: Account, other: Account, form: str) -> None:
    if form == "statements-parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: stemma-news[parquet]")
    asked = []

    def accounts() -> Iterator[Account]:
        for number, one in enumerate((harbour, other)):
            asked.append(number)
            yield one

    made = pieces(accounts(), form)
    next(made)
    assert len(asked) < 2 or form in ("dna", "statements-csv", "timeline-csv"), "small tables are one piece"
    assert b"".join(made) or asked == [0, 1]


@pytest.mark.parametrize("form", MANY)
def test_no_account_is_an_empty_file_that_reads(form: str) -> None:
    if form == "statements-parquet":
        parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: stemma-news[parquet]")
        assert parquet.read_table(io.BytesIO(joined(form))).num_rows == 0
    elif form in ("annotations", "jsonld", "geojson", "ninjs"):
        assert json.loads(joined(form))
    else:
        assert joined(form)


@pytest.mark.parametrize("form", ["terms-csv", "timeline-svg"])
def test_what_holds_one_story_says_so(harbour: Account, other: Account, form: str) -> None:
    for given in ((), (harbour, other)):
        with pytest.raises(UsageError, match="holds the account of one story") as error:
            pieces(given, form)
        assert error.value.code == "U-ONE-STORY"
