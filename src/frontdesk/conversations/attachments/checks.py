"""Checks of files that come in: size, kind by content, and a name that is only a name."""

import unicodedata
from pathlib import PurePosixPath

from frontdesk.conversations.attachments.errors import AttachmentTooLargeError, FileEmptyError, FileKindError
from frontdesk.conversations.attachments.models import Sent
from frontdesk.platform.file_kinds import FileKind, kind_of

MOST_NAME_CHARACTERS = 120
MOST_ENDING = 12
# Names that some systems take for more than a name, and what could lead out of a folder or a header.
_UNWANTED = set('/\\:*?"<>|')


def checked(sent: Sent, most_megabytes: float) -> tuple[str, FileKind]:
    """The name to keep and the kind. Raises FileEmptyError, AttachmentTooLargeError or FileKindError."""
    name = plain_name(sent.name)
    if not sent.data:
        raise FileEmptyError(name)
    if len(sent.data) > most_megabytes * 1_000_000:
        raise AttachmentTooLargeError(name, most_megabytes)
    kind = kind_of(sent.data, name)
    if kind is None:
        raise FileKindError(name)
    return name_of_kind(name, kind), kind


def plain_name(given: str) -> str:
    """The last part of a path, without controls, signs that turn the direction of writing, and what shells read."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    seen = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    name = " ".join("".join(" " if character in _UNWANTED else character for character in seen).split()).strip(". ")
    if len(name) <= MOST_NAME_CHARACTERS:
        return name or "file"
    ending = PurePosixPath(name).suffix[:MOST_ENDING]
    return name[: MOST_NAME_CHARACTERS - len(ending)].rstrip() + ending


def name_of_kind(name: str, kind: FileKind) -> str:
    """The name with an ending that says what the file is, so that no system opens it as anything else."""
    return name if name.lower().endswith(kind.endings) else f"{name}{kind.endings[0]}"
