"""MIME: an envelope as the bytes that a mail server is handed (RFC 5322, 2045, 2047).

Written here in the few forms that are needed: where the standard library folds a long name it loses its quotes, and a
comma in the name makes other recipients of the rest.
"""

import quopri
import re
from base64 import b64encode
from datetime import datetime
from email.utils import format_datetime

from frontdesk.messaging.envelope import Envelope, Mailbox

# 45 bytes make 60 letters, and with what stands around them a word within the 75 that are allowed.
_WORD_BYTES = 45
# A line may have 998 letters; this leaves room for the header's name and an address.
_PLAIN_LETTERS = 600
_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")


def as_bytes(envelope: Envelope, at: datetime) -> bytes:
    """The whole message with lines that end in CR LF, as it was written at that time; dots are not doubled yet."""
    headers = {
        "From": _mailbox(envelope.sender),
        "To": _mailbox(envelope.recipient),
        "Reply-To": _mailbox(envelope.reply_to) if envelope.reply_to else "",
        "Subject": _words(envelope.subject),
        "Date": format_datetime(at),
        "Message-ID": envelope.message_id,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "quoted-printable",
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value or name == "Subject")
    return lines.encode() + b"\r\n" + _body(envelope.text)


def _body(text: str) -> bytes:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    return quopri.encodestring(lines.encode()).replace(b"\n", b"\r\n")


def _mailbox(box: Mailbox) -> str:
    if not box.name.strip():
        return box.address
    return f"{_phrase(' '.join(box.name.split()))} <{box.address}>"


def _phrase(name: str) -> str:
    if _is_plain(name) and _PHRASE.fullmatch(name):
        return name
    if _is_plain(name):
        return '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return _encoded(name)


def _words(text: str) -> str:
    return text if _is_plain(text) else _encoded(text)


def _is_plain(text: str) -> bool:
    """Whether it can stand in a header as it is; what looks like an encoded word would be read as one."""
    return text.isascii() and "=?" not in text and len(text) <= _PLAIN_LETTERS


def _encoded(text: str) -> str:
    """The text as encoded words, one a line. Readers put them together without a space."""
    pieces, piece = [], b""
    for letter in text:
        data = letter.encode()
        if len(piece) + len(data) > _WORD_BYTES:
            pieces.append(piece)
            piece = b""
        piece += data
    return "\r\n ".join(f"=?utf-8?b?{b64encode(one).decode()}?=" for one in [*pieces, piece])
