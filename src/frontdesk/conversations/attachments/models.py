"""Tables of attachments, and the values that their rows become."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, MetaData, Table, Text, Uuid

from frontdesk.knowledge.enclosed import Terms
from frontdesk.platform.file_kinds import KINDS, FileKind

metadata = MetaData()

conversation_attachments = Table(
    "conversation_attachments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("conversation_id", Uuid),
    Column("seq", BigInteger),
    *(Column(name, Text) for name in ("sender", "name", "kind", "status", "problem")),
    Column("size", Integer),
    Column("page_count", Integer),
    Column("content", LargeBinary),
    Column("created_at", DateTime(timezone=True)),
)

attachment_passages = Table(
    "attachment_passages",
    metadata,
    Column("workspace_id", BigInteger),
    Column("attachment_id", Uuid, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("page", Integer),
    Column("content", Text),
    Column("terms", LargeBinary),
    Column("model", Text),
    Column("embedding", LargeBinary),
)

# A file that is kept and not read: a picture, or one that staff sent.
KEPT = "kept"
WAITING, READ, UNREAD = "waiting", "read", "unread"
# The `problem` of a file that was read, but not to its end.
CUT = "cut"


@dataclass(frozen=True)
class Sent:
    """A file as it was sent, with the name that it came under."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Attachment:
    """A file that is kept. `seq`: of the message that it came with, None until then. `sender`: customer or staff.

    `status`: waiting (to be read), read, unread (`problem` says why), or kept (not to be read). `size` in bytes.
    """

    id: UUID
    conversation_id: UUID
    seq: int | None
    sender: str
    name: str
    kind: str
    size: int
    status: str
    problem: str | None
    page_count: int | None
    created_at: datetime

    @property
    def file_kind(self) -> FileKind:
        return KINDS[self.kind]

    @property
    def told(self) -> dict[str, Any]:
        """As events and messages name it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "kind": self.kind,
            "media_type": self.file_kind.media_type,
            "size": self.size,
        }


@dataclass(frozen=True)
class AttachmentPassage:
    """A passage of a file. `terms`: of knowledge.enclosed.TERMS; `vector`: float32 [dimension] of length 1, None where
    there was no time to make it."""

    attachment_id: UUID
    position: int
    name: str
    page: int | None
    content: str
    terms: Terms
    vector: NDArray[np.float32] | None = None

    @property
    def reference(self) -> str:
        """By which sources of an answer name it."""
        return f"attachment-{self.attachment_id}-{self.position}"


@dataclass(frozen=True)
class Enclosed:
    """The files that a turn may use, and what is in those that could be read."""

    files: Sequence[Attachment] = ()
    passages: Sequence[AttachmentPassage] = ()


NOTHING_ENCLOSED = Enclosed()
