"""Files at the desk: who may bring them into a conversation and take them out, each step in its own transaction."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from frontdesk.conversations.access import ConversationDoor, Place, as_seen_by, client_session_secret
from frontdesk.conversations.attachments.models import Attachment, Sent
from frontdesk.conversations.attachments.service import AttachmentService
from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.errors import ConversationNotFoundError
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.callers import Caller
from frontdesk.platform.database import Database
from frontdesk.platform.unit_of_work import UnitOfWork
from frontdesk.support.service import Begin, SupportDesk

# A file is served in pieces: a slow reader holds neither a connection to the database nor the whole file.
PIECE_BYTES = 1_000_000


@dataclass(frozen=True)
class Filing:
    """Who asks, and for which conversation: its secret or id, or with `bot` the client's own name of a session."""

    caller: Caller
    conversation: str
    bot: str | None = None
    user_id: str | None = None


class Upload(Protocol):
    """A file of a form."""

    filename: str | None

    async def read(self, size: int = -1) -> bytes: ...


@dataclass(frozen=True)
class _Entered:
    unit: UnitOfWork
    conversation: Conversation
    sender: str


class FileDesk:
    """Takes files in and gives them out. One for each process."""

    def __init__(
        self,
        database: Database,
        bots: BotService,
        door: ConversationDoor,
        conversations: ConversationService,
        attachments: AttachmentService,
        desk: SupportDesk,
    ):
        self._database = database
        self._bots = bots
        self._door = door
        self._conversations = conversations
        self._attachments = attachments
        self._desk = desk

    async def read(self, uploads: Sequence[Upload]) -> list[Sent]:
        """The files of a form; of one that is too large no more than shows it. Raises TooManyFilesError."""
        self._attachments.check_count(len(uploads))
        most = self._attachments.most_bytes + 1
        return [Sent(upload.filename or "", await upload.read(most)) for upload in uploads]

    async def take_in(self, filing: Filing, files: Sequence[Sent], message_id: str | None = None) -> list[Attachment]:
        """Keeps all the files, or none of them (see AttachmentService.take_in for the errors).

        `message_id`: the client's own, of the message that brings them. Where that was stored before, its files are
        there already.
        """
        async with self._entered(filing, lock=True, begin=True) as entered:
            before = message_id and await self._conversations.sent_before(
                entered.unit, entered.conversation, message_id
            )
            if before:
                ids = [UUID(file["id"]) for file in before.data.get("attachments", ())]
                return await self._attachments.named(entered.unit, ids)
            return await self._attachments.take_in(entered.unit, entered.conversation, entered.sender, files)

    async def files(self, filing: Filing) -> list[Attachment]:
        async with self._entered(filing) as entered:
            return await self._attachments.files(entered.unit, entered.conversation, entered.sender)

    async def take_back(self, filing: Filing, attachment_id: UUID) -> None:
        """Removes a file that was not sent yet."""
        async with self._entered(filing, lock=True) as entered:
            file = await self._attachments.get(entered.unit, entered.conversation, entered.sender, attachment_id)
            await self._attachments.take_back(entered.unit, file, entered.sender)

    async def give_out(self, filing: Filing, attachment_id: UUID) -> tuple[Attachment, AsyncIterator[bytes]]:
        """A file and what is in it, piece by piece. Raises AttachmentNotFoundError."""
        async with self._entered(filing) as entered:
            file = await self._attachments.get(entered.unit, entered.conversation, entered.sender, attachment_id)
            workspace_id = entered.conversation.workspace_id
        return file, self._pieces(workspace_id, file)

    async def _pieces(self, workspace_id: int, file: Attachment) -> AsyncIterator[bytes]:
        for start in range(0, file.size, PIECE_BYTES):
            async with self._database.unit_of_work(workspace_id) as unit:
                piece = await self._attachments.piece(unit, file.id, start, PIECE_BYTES)
            yield piece

    @asynccontextmanager
    async def _entered(self, filing: Filing, *, lock: bool = False, begin: bool = False) -> AsyncIterator[_Entered]:
        place, caller = await self._place(filing, begin)
        async with self._database.unit_of_work(place.workspace_id) as unit:
            conversation = await self._conversations.enter(unit, place, caller, filing.user_id, lock=lock)
            by_staff = caller.is_staff and not place.by_secret
            yield _Entered(unit, conversation, "staff" if by_staff else "customer")

    async def _place(self, filing: Filing, begin: bool) -> tuple[Place, Caller]:
        """Where it is, and the caller as they are seen there. `begin`: a session that the client names may be new."""
        if filing.bot is None:
            return await self._door.find(filing.conversation, filing.caller), filing.caller
        workspace_id, bot_id, _ = await self._bots.find_for(filing.caller, filing.bot)
        caller = as_seen_by(filing.caller, workspace_id, bot_id)
        named = client_session_secret(bot_id, caller, filing.conversation)
        place = await self._door.find_secret(named)
        if place is None and begin:
            await self._begin(filing)
            place = await self._door.find_secret(named)
        if place is None:
            raise ConversationNotFoundError
        return place, caller

    async def _begin(self, filing: Filing) -> None:
        try:
            await self._desk.begin(Begin(filing.caller, filing.bot, filing.user_id, filing.conversation))
        except IntegrityError:
            # Another request of the same session began it at the same moment.
            return
