"""Paths of files: uploaded before the message that brings them, and served so that nothing in them runs."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile
from fastapi.responses import StreamingResponse

from frontdesk.conversations.attachments.models import Attachment
from frontdesk.identity.dependencies import AnyCaller
from frontdesk.knowledge.limits import UploadLimit
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.support.filing import FileDesk, Filing
from frontdesk.support.schemas import AttachmentList, AttachmentOut

router = APIRouter(prefix="/api/v1/conversations/{conversation_id}/attachments", tags=["attachments"])

# Whatever a file holds, a browser that opens it runs, loads and sends nothing.
_POLICY = "default-src 'none'; sandbox"


def _filing(
    conversation_id: Reference,
    caller: AnyCaller,
    bot_id: Annotated[
        Reference | None,
        Query(description="Of a session that the client named itself, as for POST /api/v1/chat/{bot_id}."),
    ] = None,
    user_id: Annotated[
        str | None, Query(max_length=200, description="The user_id that the conversation began with.")
    ] = None,
) -> Filing:
    return Filing(caller, conversation_id, bot_id, user_id)


Asked = Annotated[Filing, Depends(_filing)]
Files = Annotated[FileDesk, provided(FileDesk)]


@router.post("", status_code=201, responses=problems(400, 401, 403, 404, 413, 415, 422, 429))
async def upload_attachments(
    filing: Asked,
    files: Files,
    _: UploadLimit,
    attachments: Annotated[
        list[UploadFile],
        File(description="Text, Markdown, PDF, Word (.docx), or pictures (PNG, JPEG, GIF, WebP)"),
    ],
) -> AttachmentList:
    """Keeps the files, all or none; a message that names their ids sends them. Those never sent go after a day."""
    return _listed(await files.take_in(filing, await files.read(attachments)))


@router.get("", responses=problems(401, 404, 422))
async def list_attachments(filing: Asked, files: Files) -> AttachmentList:
    """The files of the conversation, the newest first, at most 200."""
    return _listed(await files.files(filing))


@router.get("/{attachment_id}", response_class=StreamingResponse, responses=problems(401, 404, 422))
async def download_attachment(
    attachment_id: UUID, filing: Asked, files: Files, download: bool = False
) -> StreamingResponse:
    """The file. Pictures may be shown in a page (unless `download`); everything else is only to be saved."""
    file, pieces = await files.give_out(filing, attachment_id)
    kind = file.file_kind
    headers = {
        "content-length": str(file.size),
        "content-disposition": _disposition(file.name, inline=kind.is_picture and not download),
        "content-security-policy": _POLICY,
        "cache-control": "private, max-age=3600",
    }
    return StreamingResponse(pieces, media_type=kind.media_type, headers=headers)


@router.delete("/{attachment_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def take_back_attachment(attachment_id: UUID, filing: Asked, files: Files) -> Response:
    """Removes a file that no message has sent yet."""
    await files.take_back(filing, attachment_id)
    return Response(status_code=204)


def _disposition(name: str, *, inline: bool) -> str:
    plain = "".join(character if " " <= character <= "~" else "_" for character in name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _listed(files: list[Attachment]) -> AttachmentList:
    return AttachmentList(items=[_out(file) for file in files])


def _out(file: Attachment) -> AttachmentOut:
    told = {**vars(file), "media_type": file.file_kind.media_type, "message": file.seq}
    return AttachmentOut.model_validate(told)
