"""Mailer: hands one envelope to the mail server, and says exactly what is known afterwards."""

import asyncio
import os
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

import structlog
from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from frontdesk.messaging.envelope import Envelope
from frontdesk.messaging.mail_server import MailServer, Security
from frontdesk.messaging.mime import as_bytes
from frontdesk.messaging.outcome import Delivered, NotReached, Outcome, Refused, Unknown
from frontdesk.platform.texts import storable

# How long the goodbye may take: the mail is delivered by then, or known not to be.
GOODBYE_SECONDS = 1
MOST_WORDS = 500
_START_INPUT = 354
_DOT = re.compile(rb"^\.", re.MULTILINE)
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

log = structlog.get_logger("frontdesk.mail")

HandOver = Callable[[], Awaitable[bool]]


async def _always() -> bool:
    return True


class Mailer:
    """Sends by SMTP, over a connection of its own for each mail."""

    def __init__(self, server: MailServer):
        self.server = server

    async def send(self, envelope: Envelope, hand_over: HandOver = _always) -> Outcome:
        """Sends once and never tries again.

        `hand_over` is awaited when the server is ready to take the text and nothing of it has gone out yet: what it
        notes then is known even if this process dies. Where it answers False, or fails, nothing is sent.
        """
        attempt = _Attempt(self.server, envelope, hand_over)
        try:
            async with asyncio.timeout(self.server.seconds):
                return await attempt.run()
        except SMTPException as error:
            return attempt.broken_off(_cause(error))
        except TimeoutError:
            return attempt.broken_off(f"no answer within {self.server.seconds:g} seconds")
        except OSError as error:
            return attempt.broken_off(_cause(error))
        except Exception:
            log.exception("mail_failed")
            return attempt.broken_off("this is a fault of the program, which has been logged")
        finally:
            await attempt.end()


class _Attempt:
    """One try: a connection, and how far it came."""

    def __init__(self, server: MailServer, envelope: Envelope, hand_over: HandOver):
        self._server, self._envelope, self._hand_over = server, envelope, hand_over
        self._is_handed_over = self._is_answered = False
        self._client = SMTP(
            hostname=server.host,
            port=server.port,
            username=server.username or None,
            password=server.password or None,
            # What a server is greeted with. Asking the system for its name could take long.
            local_hostname=envelope.sender.domain,
            timeout=server.connect_seconds,
            use_tls=server.security is Security.IMPLICIT,
            start_tls=server.security is Security.STARTTLS,
        )

    async def run(self) -> Outcome:
        try:
            await self._client.connect()
            await self._client.ehlo()
            if self._envelope.needs_utf8 and not self._client.supports_extension("smtputf8"):
                return Refused("The mail server takes no addresses in other letters than a to z.", permanent=True)
            await self._say_from_and_to()
            return await self._give_text()
        except SMTPResponseException as error:
            if error.code < 0:
                # No code at all: it does not speak the protocol, or the answer was cut.
                raise
            return Refused(_refusal(error), permanent=error.code >= 500)

    async def _say_from_and_to(self) -> None:
        options, encoding = (["SMTPUTF8", "BODY=8BITMIME"], "utf-8") if self._envelope.needs_utf8 else ([], "ascii")
        await self._client.mail(self._envelope.sender.address, options=options, encoding=encoding)
        await self._client.rcpt(self._envelope.recipient.address, encoding=encoding)

    async def _give_text(self) -> Outcome:
        ready = await self._client.execute_command(b"DATA")
        if ready.code != _START_INPUT:
            raise SMTPDataError(ready.code, ready.message)
        content = _DOT.sub(b"..", as_bytes(self._envelope, datetime.now(UTC))) + b".\r\n"
        protocol = self._client.protocol
        if not await self._hand_over():
            return NotReached("It was taken back before it was handed over.")
        if protocol is None:
            raise SMTPServerDisconnected("Connection lost")
        protocol.write(content)
        self._is_handed_over = True
        # Only the limit of the whole holds here: giving up early would leave not knowing for nothing.
        answer = await protocol.read_response()
        return self._judged(answer.code, _said(f"{answer.code} {answer.message}"))

    def _judged(self, code: int, said: str) -> Outcome:
        self._is_answered = True
        if 200 <= code < 300:
            return Delivered(self._envelope.message_id, said)
        if 400 <= code < 600:
            return Refused(f"The mail server refused it: {said}", permanent=code >= 500)
        return self.broken_off(f"it answered what it may not: {said}")

    def broken_off(self, reason: str) -> Outcome:
        """What is known where no answer came."""
        place = f"{self._server.host}:{self._server.port}"
        if self._is_handed_over:
            return Unknown(f"The mail server {place} was given the mail, and did not say whether it took it: {reason}")
        return NotReached(f"The mail server {place} could not be given the mail: {reason}")

    async def end(self) -> None:
        """Takes leave of a server that has answered; from all others just goes away."""
        if self._is_answered:
            with suppress(SMTPException, OSError):
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await self._client.quit()
        self._client.close()


def _refusal(error: SMTPResponseException) -> str:
    said = _said(f"{error.code} {error.message}")
    if isinstance(error, SMTPAuthenticationError):
        return f"The mail server did not accept the sign-in (SMTP_USERNAME, SMTP_PASSWORD): {said}"
    if isinstance(error, SMTPSenderRefused):
        return f"The mail server does not send for {error.sender}: {said}"
    if isinstance(error, SMTPRecipientRefused):
        return f"The mail server does not take mail for {error.recipient}: {said}"
    return f"The mail server refused it: {said}"


def _said(words: str) -> str:
    """A server's words in one line, fit to be kept and shown."""
    return " ".join(_BREAKS.sub(" ", str(storable(words))).split())[:MOST_WORDS]


def _cause(error: Exception) -> str:
    """What went wrong with the connection, in few words."""
    found = error.__cause__ if isinstance(error.__cause__, OSError) else error
    if isinstance(found, SMTPResponseException):
        return _said(found.message)
    if isinstance(found, ConnectionError) and found.errno:
        return os.strerror(found.errno)
    return _said(getattr(found, "strerror", None) or str(found) or type(found).__name__)
