"""Attachments: taking files in, sending them with a message, and giving them out again."""

from collections.abc import Sequence
from uuid import UUID

from frontdesk.conversations.attachments.checks import checked
from frontdesk.conversations.attachments.errors import (
    AttachmentNotFoundError,
    ConversationFullError,
    FilesTooLargeError,
    NotToBeSentError,
    TooManyFilesError,
)
from frontdesk.conversations.attachments.models import KEPT, WAITING, Attachment, AttachmentPassage, Sent
from frontdesk.conversations.attachments.repository import AttachmentRepository
from frontdesk.conversations.log import ConversationLog
from frontdesk.conversations.models import Actor, Conversation, ConversationEvent, NewEvent
from frontdesk.knowledge.extraction.documents.reading import is_readable
from frontdesk.platform.clock import Clock
from frontdesk.platform.identifiers import new_uuid
from frontdesk.platform.settings import Settings
from frontdesk.platform.unit_of_work import UnitOfWork

READ_ATTACHMENT = "attachments.read"
MOST_LISTED = 200


class AttachmentService:
    """All that others ask of attachments. A conversation that files are written to must be locked."""

    def __init__(self, clock: Clock, settings: Settings, model: str):
        """`model`: name of the embedding model, whose vectors alone can be compared with a question's."""
        self._clock = clock
        self._model = model
        self._settings = settings
        self._repository = AttachmentRepository()
        self._log = ConversationLog(clock)

    @property
    def most_bytes(self) -> int:
        """Of one file; one byte more tells that a file is too large."""
        return int(self._settings.max_attachment_mb * 1_000_000)

    def check_count(self, files: int) -> None:
        """Raises TooManyFilesError."""
        if files > self._settings.max_attachments:
            raise TooManyFilesError(self._settings.max_attachments)

    async def take_in(
        self, unit: UnitOfWork, conversation: Conversation, sender: str, files: Sequence[Sent]
    ) -> list[Attachment]:
        """Keeps all the files or none; a customer's are read in the background. They are sent by a message later.

        Raises TooManyFilesError, FileEmptyError, AttachmentTooLargeError, FilesTooLargeError, ConversationFullError or
        FileKindError.
        """
        settings = self._settings
        self.check_count(len(files))
        kinds = [checked(file, settings.max_attachment_mb) for file in files]
        coming = sum(len(file.data) for file in files)
        if coming > settings.max_attachments_mb * 1_000_000:
            raise FilesTooLargeError(settings.max_attachments_mb)
        held = await self._repository.bytes_of(unit, conversation.id)
        if held + coming > settings.max_conversation_attachments_mb * 1_000_000:
            raise ConversationFullError(settings.max_conversation_attachments_mb)
        now, kept = self._clock.now(), []
        for file, (name, kind) in zip(files, kinds, strict=True):
            status = WAITING if sender == "customer" and is_readable(kind.name) else KEPT
            size = len(file.data)
            attachment = Attachment(
                new_uuid(), conversation.id, None, sender, name, kind.name, size, status, None, None, now
            )
            await self._repository.add(unit, [{**vars(attachment), "content": file.data}])
            kept.append(attachment)
        for attachment in kept:
            if attachment.status == WAITING:
                await unit.defer(READ_ATTACHMENT, workspace_id=unit.workspace_id, attachment_id=str(attachment.id))
        return kept

    async def to_send(
        self, unit: UnitOfWork, conversation_id: UUID, sender: str, ids: Sequence[UUID]
    ) -> list[Attachment]:
        """The files that a message of this sender brings, in its order. Raises NotToBeSentError, TooManyFilesError."""
        if not ids:
            return []
        wanted = list(dict.fromkeys(ids))
        self.check_count(len(wanted))
        found = {file.id: file for file in await self._repository.of_ids(unit, wanted)}
        files = [found[file_id] for file_id in wanted if file_id in found]
        fitting = [f for f in files if (f.conversation_id, f.sender, f.seq) == (conversation_id, sender, None)]
        if len(fitting) < len(wanted):
            raise NotToBeSentError
        return fitting

    async def sent(
        self, unit: UnitOfWork, conversation_id: UUID, message: ConversationEvent, files: Sequence[Attachment]
    ) -> None:
        """These files came with this message: each is an event of its own behind it."""
        await self._repository.mark_sent(unit, [file.id for file in files], message.seq)
        actor = Actor(message.actor_kind, message.actor_name, message.actor_id)
        for file in files:
            event = NewEvent("attachment", actor, file.name, {**file.told, "message": message.seq})
            await self._log.add(unit, conversation_id, event)

    async def files(self, unit: UnitOfWork, conversation: Conversation, sender: str) -> list[Attachment]:
        """The files of a conversation, the newest first: those that were sent, and this sender's that wait to be."""
        found = await self._repository.of_conversation(unit, conversation.id, MOST_LISTED)
        return [file for file in found if file.seq is not None or file.sender == sender]

    async def get(self, unit: UnitOfWork, conversation: Conversation, sender: str, attachment_id: UUID) -> Attachment:
        """Raises AttachmentNotFoundError, also for what another has not sent yet."""
        found = await self._repository.of_ids(unit, [attachment_id])
        if not found or found[0].conversation_id != conversation.id:
            raise AttachmentNotFoundError
        if found[0].seq is None and found[0].sender != sender:
            raise AttachmentNotFoundError
        return found[0]

    async def take_back(self, unit: UnitOfWork, file: Attachment, sender: str) -> None:
        """Removes a file that was not sent yet. Raises AttachmentNotFoundError for others."""
        if file.seq is not None or file.sender != sender:
            raise AttachmentNotFoundError
        await self._repository.delete(unit, file.id)

    async def piece(self, unit: UnitOfWork, attachment_id: UUID, start: int, length: int) -> bytes:
        return await self._repository.content(unit, attachment_id, start, length)

    async def named(self, unit: UnitOfWork, ids: Sequence[UUID]) -> list[Attachment]:
        """These files in this order, for the program itself; those that are gone are left out."""
        found = {file.id: file for file in await self._repository.of_ids(unit, ids)}
        return [found[file_id] for file_id in ids if file_id in found]

    async def passages(self, unit: UnitOfWork, ids: Sequence[UUID]) -> list[AttachmentPassage]:
        """What is in these files, in order."""
        return await self._repository.passages(unit, ids, self._model)
