"""Names of attachments: only a name is left of whatever was given, with an ending that says what the file is."""

import pytest

from frontdesk.conversations.attachments.checks import name_of_kind, plain_name
from frontdesk.platform.file_kinds import DOCX, JPEG, PLAIN


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\lease.pdf", "lease.pdf"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie x.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ('say "hi" <now>.md', "say hi now .md"),
        ("..", "file"),
        ("", "file"),
        ("\x00\ud800", "file"),
        (".htaccess", "htaccess"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
    ],
)
def test_what_is_left_of_a_name(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_long_names_keep_their_ending() -> None:
    name = plain_name("x" * 500 + ".docx")
    assert (len(name), name[-6:]) == (120, "x.docx")


def test_the_ending_says_what_the_file_is() -> None:
    assert name_of_kind("lease.DOCX", DOCX) == "lease.DOCX"
    assert name_of_kind("photo.jpeg", JPEG) == "photo.jpeg"
    assert name_of_kind("run.exe", PLAIN) == "run.exe.txt"
