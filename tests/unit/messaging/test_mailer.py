"""The mailer: encrypted where it shall be, whole or not at all, and with four words for what came of it."""

import asyncio
import shutil
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest

from frontdesk.messaging.envelope import Envelope, Mailbox
from frontdesk.messaging.mail_server import MailServer, Security, is_loopback, mail_server
from frontdesk.messaging.mailer import HandOver, Mailer
from frontdesk.messaging.outcome import Delivered, NotReached, Outcome, Refused, Unknown
from frontdesk.platform.settings import Settings
from tests.mail_servers import Mailbox as Kept
from tests.mail_servers import gone_after_data, keeping, silent_after_data, talking

OPENSSL = shutil.which("openssl")


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with key.pem and certificate.pem of a server called localhost, which nobody trusts by itself."""
    if OPENSSL is None:
        pytest.skip("makes a certificate with openssl")
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = f"{OPENSSL} req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext"
    files = ["subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)
    return folder


def speaking_tls(folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


def sent(port: int, hand_over: HandOver | None = None, to: str = "guna@example.test", **values: Any) -> Outcome:
    given = {"host": "localhost", "security": Security.NONE, "connect_seconds": 3.0, "seconds": 5.0, **values}
    one = Envelope(Mailbox("desk@example.test", "Desk"), Mailbox(to), "Hello", "Good morning.", "<1@example.test>")
    mailer = Mailer(MailServer(port=port, **given))
    return asyncio.run(mailer.send(one, hand_over) if hand_over else mailer.send(one))


def test_a_certificate_that_nobody_vouches_for_gets_no_mail(
    certificate: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    with keeping(kept, tls_context=speaking_tls(certificate), require_starttls=True) as port:
        outcome = sent(port, security=Security.STARTTLS)
        assert isinstance(outcome, NotReached)
        assert "CERTIFICATE_VERIFY_FAILED" in outcome.reason
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
        assert isinstance(sent(port, security=Security.STARTTLS), Delivered)
        assert isinstance(sent(port, security=Security.NONE), Refused)
    assert len(kept.mails) == 1


def test_encrypted_from_the_first_byte(certificate: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    with keeping(kept, encrypted=speaking_tls(certificate)) as port:
        assert isinstance(sent(port, security=Security.IMPLICIT), Delivered)
        assert isinstance(sent(port, security=Security.NONE, seconds=0.3), NotReached)
    assert len(kept.mails) == 1


def test_an_address_in_other_letters_goes_where_it_is_understood(kept: Kept) -> None:
    with keeping(kept) as port:
        assert isinstance(sent(port, to="jürgen@example.test"), Delivered)
    assert kept.recipients == [["jürgen@example.test"]]
    with keeping(Kept(), enable_SMTPUTF8=False) as port:
        outcome = sent(port, to="jürgen@example.test")
    assert outcome == Refused("The mail server takes no addresses in other letters than a to z.", permanent=True)


def test_nothing_goes_out_that_could_not_be_noted_first(kept: Kept) -> None:
    async def no() -> bool:
        return False

    async def broken() -> bool:
        raise RuntimeError("a fault")

    with keeping(kept) as port:
        assert isinstance(sent(port, no), NotReached)
        assert isinstance(sent(port, broken), NotReached)
    assert kept.mails == []


def test_what_is_known_is_said_when_the_limit_is_reached() -> None:
    with talking(silent_after_data) as port:
        outcome = sent(port, seconds=0.3)
    assert isinstance(outcome, Unknown)
    assert "no answer within 0.3 seconds" in outcome.reason
    with talking(gone_after_data) as port:
        assert isinstance(sent(port), Unknown)


@pytest.mark.parametrize(
    ("port", "uses_tls", "security"),
    [(587, True, Security.STARTTLS), (465, True, Security.IMPLICIT), (25, False, Security.NONE)],
)
def test_the_port_says_how_the_way_is_kept_from_others(port: int, uses_tls: bool, security: Security) -> None:
    given = {"smtp_host": "mail.example.test", "smtp_port": port, "smtp_use_tls": uses_tls}
    server = mail_server(Settings(_env_file=None, smtp_username="desk@example.test", app_name="Desk", **given))
    assert (server.security, server.sender) == (security, Mailbox("desk@example.test", "Desk"))


def test_what_is_this_machine() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.1.2.3", "::1")))
    assert not any(map(is_loopback, ("mail", "10.0.0.1", "localhost.example.test")))
