"""Kinds of files: told by content; the name decides between two kinds of text, and must not promise another."""

import pytest

from frontdesk.platform.file_kinds import kind_of
from tests.files import PNG, docx, pdf


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"plain words", "note", "text"),
        ("Grüße, ".encode() * 2_000, "long.md", "markdown"),
        ("Grüße".encode("utf-16"), "wide.txt", "text"),
        (b"a,b\n1,2", "table.csv", "text"),
        (b"1 < 2 and <b>3</b>", "sum.txt", "text"),
        (b"junk\n" + pdf("x"), "x.txt", "pdf"),
        (docx(""), "any.bin", "docx"),
        (PNG, "photo.jpg", "png"),
        (b"\xff\xd8\xff\xe0", "x", "jpeg"),
        (b"GIF89a", "x", "gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "x", "webp"),
        (b"<!DOCTYPE html><p>", "page.txt", None),
        ("<svg onload=x>".encode("utf-16"), "drawing.md", None),
        (b"\n <!-- x --><html>", "holiday.png", None),
        (b"words", "holiday.png", None),
        (b"words", "letter.DOCX", None),
        (b"PK\x03\x04 other", "sheet.xlsx", None),
        (b"\xd0\xcf\x11\xe0", "old.doc", None),
        (bytes(range(32)) * 9, "data.txt", None),
    ],
)
def test_the_kind_of_a_file(data: bytes, name: str, kind: str | None) -> None:
    found = kind_of(data, name)
    assert (found and found.name) == kind
