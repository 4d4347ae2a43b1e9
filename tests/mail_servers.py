"""Mail servers for tests: a real one that keeps what it gets, and such as refuse, keep silent or go away."""

import asyncio
import email
import email.policy
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.smtp import SMTP
from aiosmtpd.smtp import Envelope as Given

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Mailbox:
    """What a server has taken. `answers`: by command, what it says instead of yes. `gate`: it waits for that."""

    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    gate: threading.Event = field(default_factory=threading.Event)
    has_data: threading.Event = field(default_factory=threading.Event)

    async def handle_MAIL(self, _: Any, __: Any, envelope: Given, address: str, ___: Any) -> str:
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, _: Any, __: Any, envelope: Given, address: str, ___: Any) -> str:
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, _: Any, __: Any, envelope: Given) -> str:
        self.has_data.set()
        await asyncio.to_thread(self.gate.wait, 30)
        if "DATA" in self.answers:
            return self.answers["DATA"]
        content = cast(bytes, envelope.content)
        self.mails.append(cast(EmailMessage, email.message_from_bytes(content, policy=email.policy.default)))
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK, kept"


@contextmanager
def keeping(
    mailbox: Mailbox, *, waiting: bool = False, encrypted: ssl.SSLContext | None = None, **options: Any
) -> Iterator[int]:
    """A real mail server that keeps mail; the port that it listens on. `waiting`: until the gate is opened.

    `encrypted`: from the first byte.
    """
    if not waiting:
        mailbox.gate.set()
    given = {"enable_SMTPUTF8": True, **options}
    try:
        with _serving(lambda loop: lambda: SMTP(mailbox, loop=loop, **given), encrypted) as port:
            yield port
    finally:
        mailbox.gate.set()


@contextmanager
def talking(talk: Talk) -> Iterator[int]:
    """A server that says what `talk` says, then goes away."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The server may be stopped before the client goes away.
        with suppress(asyncio.CancelledError, ConnectionError, asyncio.IncompleteReadError):
            await talk(reader, writer)
        writer.close()

    def factory(loop: asyncio.AbstractEventLoop) -> Callable[[], asyncio.Protocol]:
        return lambda: asyncio.StreamReaderProtocol(asyncio.StreamReader(loop=loop), serve, loop=loop)

    with _serving(factory) as port:
        yield port


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes the connection and never says a word."""
    await reader.read()


async def gone_after_data(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes the whole mail, and goes away without saying so."""
    await _up_to_data(reader, writer)
    await reader.readuntil(b"\r\n.\r\n")


async def silent_after_data(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await gone_after_data(reader, writer)
    await reader.read()


async def gone_at_data(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Goes away when the mail is announced, before any of it is sent."""
    await _say(writer, "220 here")
    while not (await reader.readline()).startswith(b"DATA"):
        await _say(writer, "250 OK")


async def babbling(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Is no mail server at all."""
    await _say(writer, "HTTP/1.1 400 Bad Request")
    await reader.read()


async def _up_to_data(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await gone_at_data(reader, writer)
    await _say(writer, "354 go on")


async def _say(writer: asyncio.StreamWriter, line: str) -> None:
    writer.write(line.encode() + b"\r\n")
    await writer.drain()


@contextmanager
def _serving(
    factory: Callable[[asyncio.AbstractEventLoop], Callable[[], asyncio.Protocol]],
    encrypted: ssl.SSLContext | None = None,
) -> Iterator[int]:
    """A server in a thread of its own; the port that it listens on. Afterwards nothing of it is left."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opened: list[asyncio.Transport] = []

    def noted() -> asyncio.Protocol:
        protocol = factory(loop)()
        begin = protocol.connection_made

        def connection_made(transport: asyncio.BaseTransport) -> None:
            opened.append(cast(asyncio.Transport, transport))
            begin(transport)

        protocol.connection_made = connection_made  # type: ignore[method-assign] # of this one connection
        return protocol

    async def listen() -> asyncio.Server:
        return await loop.create_server(noted, "127.0.0.1", 0, ssl=encrypted)

    async def stop(server: asyncio.Server) -> None:
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for transport in opened:
            # One over TLS that was closed twice cannot be aborted any more in the first 3.11.
            if not transport.is_closing():
                transport.abort()
        for _ in range(3):
            await asyncio.sleep(0)

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(10)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(stop(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
