"""Envelopes: nothing that a mail server would take literally gets in, and everything comes out as it was."""

import email
import email.policy
from collections.abc import Callable
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.messaging.envelope import Envelope, InvalidEnvelopeError, Mailbox, is_message_id
from frontdesk.messaging.mime import as_bytes

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])

ALWAYS = ["Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]


def unfolded(header: str) -> str:
    return "".join(header.splitlines())


def decoded(header: str) -> str:
    """As RFC 2047 says: nothing stands between two encoded words."""
    return str(make_header(decode_header(header)))


def envelope(**values: Any) -> Envelope:
    given = {
        "sender": Mailbox("desk@example.test", "Front Desk"),
        "recipient": Mailbox("guna@example.test", "Guna Sekar"),
        "subject": "Hello",
        "text": "Good morning.",
        "message_id": "<1.a@example.test>",
    }
    return Envelope(**{**given, **values})


def read(one: Envelope) -> Any:
    return email.message_from_bytes(as_bytes(one, AT), policy=email.policy.default)


def test_a_mail_says_from_whom_to_whom_when_and_what() -> None:
    found = read(envelope(reply_to=Mailbox("olga@example.test")))
    assert found["From"] == "Front Desk <desk@example.test>"
    assert found["To"] == "Guna Sekar <guna@example.test>"
    assert found["Reply-To"] == "olga@example.test"
    assert found["Message-ID"] == "<1.a@example.test>"
    assert found["Date"].datetime == AT
    assert found.get_content_type() == "text/plain"
    assert found.get_content().split() == ["Good", "morning."]


@given(st.text(LETTERS, max_size=200), st.text(LETTERS, max_size=500))
def test_any_name_and_subject_is_read_as_it_was_written(name: str, subject: str) -> None:
    raw = as_bytes(envelope(recipient=Mailbox("guna@example.test", name), subject=subject), AT)
    found = email.message_from_bytes(raw)
    assert found.keys() == ["From", "To", "Subject", "Date", *ALWAYS]
    name_read, address = parseaddr(unfolded(found["To"]))
    assert address == "guna@example.test"
    assert decoded(name_read) == " ".join(name.split())
    assert decoded(unfolded(found["Subject"])).split() == subject.split()
    head = raw.partition(b"\r\n\r\n")[0]
    assert all(line.isascii() and len(line) <= 998 for line in head.split(b"\r\n"))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t."), max_size=2_000))
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    raw = as_bytes(envelope(text=text), AT)
    found = email.message_from_bytes(raw, policy=email.policy.default)
    body = found.get_payload(decode=True).decode().replace("\r\n", "\n")
    assert body == text.rstrip("\n") + "\n"
    assert all(len(line) <= 76 for line in raw.partition(b"\r\n\r\n")[2].split(b"\r\n"))


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x00", "\x85", "\u2028", "\x0b", "\ud800"])
@pytest.mark.parametrize(
    ("part", "made"),
    [
        ("name", lambda end: Mailbox("guna@example.test", f"Guna{end}Bcc: spy@example.test")),
        ("address", lambda end: Mailbox(f"guna@example.test{end}Bcc: spy@example.test")),
        ("subject", lambda end: envelope(subject=f"Hello{end}Bcc: spy@example.test")),
        ("message_id", lambda end: envelope(message_id=f"<1@example.test>{end}Bcc: spy@example.test")),
    ],
)
def test_nothing_that_ends_a_header_gets_in(part: str, made: Callable[[str], object], end: str) -> None:
    with pytest.raises(InvalidEnvelopeError) as caught:
        made(end)
    assert caught.value.part == part


@pytest.mark.parametrize("address", ["", "guna", "guna@", "a b@example.test", "a@b@example.test", "<a@example.test>"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidEnvelopeError):
        Mailbox(address)


def test_a_domain_in_other_letters_is_said_in_ascii_and_a_local_part_is_kept() -> None:
    assert Mailbox("jo@bücher.example").address == "jo@xn--bcher-kva.example"
    local = Mailbox("jürgen@example.test")
    assert envelope(recipient=local).needs_utf8
    assert not envelope(recipient=Mailbox("jo@bücher.example")).needs_utf8


def test_a_message_id_has_the_form_of_one() -> None:
    assert is_message_id("<a.b-1@example.test>")
    assert not any(map(is_message_id, (None, "", "a@b.c", "<a@b.c", "<a b@c.d>", "<@b>", "<a@b>\n")))


def test_too_much_is_refused() -> None:
    for values in ({"subject": "x" * 501}, {"text": "x" * 200_001}):
        with pytest.raises(InvalidEnvelopeError, match="too long"):
            envelope(**values)
