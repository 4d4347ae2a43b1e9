"""Files of records: encodings, delimiters, workbooks, and what is refused."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from frontdesk.crm.transfer.errors import FileFaultError, NotATableError, TableTooLargeError
from frontdesk.crm.transfer.files import FileTable, open_table
from frontdesk.crm.transfer.files.bounds import MOST_CHARACTERS, MOST_COLUMNS

PEOPLE = "Name,City\r\nZoë,Kraków\r\n"
WESTERN = "Name,City\r\nZoë,Köln\r\n"


def cells(table: FileTable) -> list[list[str]]:
    return [row.cells for row in table.rows]


def workbook(*rows: list[object], title: str = "People") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def altered(data: bytes, part: str, content: bytes) -> bytes:
    """The workbook with another content in one of its parts."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return result.getvalue()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PEOPLE.encode(), "utf-8"),
        (PEOPLE.encode("utf-8-sig"), "utf-8"),
        (PEOPLE.encode("utf-16"), "utf-16"),
        (PEOPLE.encode("utf-16-le"), "utf-16"),
        (PEOPLE.encode("utf-32"), "utf-32"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_it_was_written_in(data: bytes, encoding: str) -> None:
    table = open_table(data)
    assert (table.encoding, table.header, cells(table)) == (encoding, ["Name", "City"], [["Zoë", "Kraków"]])


def test_what_is_no_utf_8_is_taken_for_windows() -> None:
    table = open_table(WESTERN.encode("cp1252"))
    assert (table.encoding, cells(table)) == ("windows-1252", [["Zoë", "Köln"]])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_parts_the_rows_evenly(delimiter: str) -> None:
    rows = [["Name", "Value", "Said"], ["Asha", "1", "a, b; c | d"], ["Tom", "2", "e"]]
    text = "\n".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in rows)
    table = open_table(text.encode())
    assert (table.delimiter, [table.header, *cells(table)]) == (delimiter, rows)


def test_one_column_alone_is_a_table_too() -> None:
    table = open_table(b"email\nasha@example.test\ntom@example.test\n")
    assert (table.header, cells(table)) == (["email"], [["asha@example.test"], ["tom@example.test"]])


def test_a_hint_above_the_header_names_the_delimiter() -> None:
    table = open_table(b"sep=;\r\nName;Said\r\nAsha;1,2,3\r\n")
    assert (table.delimiter, table.header, cells(table)) == (";", ["Name", "Said"], [["Asha", "1,2,3"]])


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    table = open_table(b'\nName,Said\n\nAsha,"two\r\nlines"\n,\nTom,x\n')
    assert table.header == ["Name", "Said"]
    assert [(row.number, row.cells) for row in table.rows] == [(4, ["Asha", "two\r\nlines"]), (6, ["Tom", "x"])]


def test_columns_without_a_name_get_one_and_blank_ones_at_the_end_are_none() -> None:
    table = open_table(b"Name,,City,,\nAsha,1,Pune,,\nTom,2,Delhi,,x\n")
    assert table.header == ["Name", "Column 2", "City"]
    assert cells(table) == [["Asha", "1", "Pune"], ["Tom", "2", "Delhi", "", "x"]]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\n",
        b",,\n,,\n",
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n...",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(range(32)) * 20,
        b'[{"name": "Asha"}]',
        b'{"items": []}',
        b"<!doctype html><title>x</title>",
    ],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(NotATableError):
        open_table(data)


def test_the_line_of_a_quotation_mark_that_stays_open_is_named() -> None:
    table = open_table(b'Name,Said\nAsha,"x\ny"\nTom,"never closed\nMeera,z\n')
    with pytest.raises(FileFaultError) as refused:
        cells(table)
    assert refused.value.errors is not None
    assert refused.value.errors[0]["field"] == "line 4"


def test_the_line_of_bytes_in_no_encoding_is_named() -> None:
    with pytest.raises(FileFaultError) as refused:
        open_table(b"Name\nAsha\nT\x81m\n")
    assert refused.value.errors is not None
    assert refused.value.errors[0]["field"] == "line 3"


def test_a_file_may_have_so_many_columns_and_no_more() -> None:
    names = [f"c{number}" for number in range(MOST_COLUMNS + 50)]
    most = names[:MOST_COLUMNS]
    assert len(open_table(f"{','.join(most)}\n{','.join(most)}\n".encode()).header) == MOST_COLUMNS
    with pytest.raises(TableTooLargeError, match="250 columns"):
        open_table(f"{','.join(names)}\n{','.join(names)}\n".encode())


@pytest.mark.parametrize("length", [MOST_CHARACTERS + 1, 3 * MOST_CHARACTERS])
def test_a_cell_may_be_so_long_and_no_longer(length: int) -> None:
    table = open_table(f"Name,Said\nAsha,{'x' * length}\n".encode())
    with pytest.raises(TableTooLargeError, match="100,000 characters"):
        cells(table)
    assert len(cells(open_table(f"Name,Said\nAsha,{'x' * MOST_CHARACTERS}\n".encode()))[0][1]) == MOST_CHARACTERS


def test_a_workbook_is_read_as_texts() -> None:
    data = workbook(
        ["Name", "Phone", "Value", "Born", "At", "VIP", None],
        ["Zoë", 9876543210, 12.5, date(2026, 3, 12), datetime.fromisoformat("2026-03-12T16:30"), True, None],
        [None, None, None, None, None, None, None],
        ["Tom", "007", 1e-7, None, None, False, None],
    )
    table = open_table(data)
    assert (table.format, table.encoding, table.delimiter) == ("xlsx", None, None)
    assert table.header == ["Name", "Phone", "Value", "Born", "At", "VIP"]
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ["Zoë", "9876543210", "12.5", "2026-03-12", "2026-03-12T16:30:00", "true"]),
        (4, ["Tom", "007", "1e-07", "", "", "false"]),
    ]


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("people.csv", "Name\nAsha\n")
    for broken in (data.getvalue(), workbook(["Name"], ["Asha"])[:400], b"PK\x03\x04" + bytes(100)):
        with pytest.raises(NotATableError):
            open_table(broken)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.crm.transfer.files.xlsx_files.MOST_UNPACKED_BYTES", 5_000_000)
    bomb = altered(workbook(["Name"], ["Asha"]), "xl/worksheets/sheet1.xml", b"<row>" * 1_000_000)
    assert len(bomb) < 50_000
    with pytest.raises(TableTooLargeError, match="5 MB"):
        open_table(bomb)


@pytest.mark.parametrize(
    ("corner", "what"), [("XFD2", "columns"), ("A1048576", "rows"), ("ALL20000", "cells"), ("ALL2", None)]
)
def test_a_cell_far_out_does_not_make_room_for_all_between(corner: str, what: str | None) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(["Name"], ["Asha"])))
    assert book.active is not None
    book.active[corner] = " "
    data = io.BytesIO()
    book.save(data)
    if what is None:
        assert cells(open_table(data.getvalue()))[0][0] == "Asha"
        return
    with pytest.raises(TableTooLargeError, match=what):
        open_table(data.getvalue())


def test_a_workbook_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(altered(workbook(["Name"], ["Asha"]), "xl/worksheets/sheet1.xml", b"<row/>" * 1_000_000))
    real = (6_000_000).to_bytes(4, "little")
    assert data.count(real) >= 1
    with pytest.raises(NotATableError):
        open_table(bytes(data.replace(real, (600).to_bytes(4, "little"))))
