"""Mail server: where and how mail is handed over, by the settings."""

import ipaddress
from dataclasses import dataclass
from enum import StrEnum

from frontdesk.messaging.envelope import InvalidEnvelopeError, Mailbox
from frontdesk.messaging.errors import MailNotSetUpError
from frontdesk.platform.settings import Settings

IMPLICIT_TLS_PORT = 465


class Security(StrEnum):
    """How the connection is kept from others: from its first byte, after a plain greeting, or not."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True)
class MailServer:
    """`connect_seconds` for connecting and each answer up to handing over, `seconds` for the whole.

    `sender`: whom all mail comes from. None: each from who sends it, under `sender_name` where that is set.
    """

    host: str
    port: int
    security: Security
    sender: Mailbox | None = None
    sender_name: str = ""
    username: str = ""
    password: str = ""
    connect_seconds: float = 10
    seconds: float = 60


def mail_server(settings: Settings) -> MailServer:
    """Raises MailNotSetUpError, which names the settings."""
    if not settings.smtp_host:
        raise MailNotSetUpError(["SMTP_HOST"])
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else ""
    if password and not settings.smtp_use_tls and not is_loopback(settings.smtp_host):
        raise MailNotSetUpError(["SMTP_USE_TLS"], "the password would go over the network for all to read; set it")
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=_security(settings),
        sender=_sender(settings),
        sender_name=settings.email_from_name,
        username=settings.smtp_username,
        password=password,
        connect_seconds=settings.smtp_connect_seconds,
        seconds=settings.smtp_seconds,
    )


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _security(settings: Settings) -> Security:
    if not settings.smtp_use_tls:
        return Security.NONE
    return Security.IMPLICIT if settings.smtp_port == IMPLICIT_TLS_PORT else Security.STARTTLS


def _sender(settings: Settings) -> Mailbox | None:
    address = settings.smtp_from_email or (settings.smtp_username if "@" in settings.smtp_username else "")
    if not address:
        return None
    try:
        return Mailbox(address, settings.email_from_name or settings.app_name)
    except InvalidEnvelopeError as error:
        name = "EMAIL_FROM_NAME" if error.part == "name" else "SMTP_FROM_EMAIL"
        raise MailNotSetUpError([name], f"{name} {error}".rstrip(".")) from None
