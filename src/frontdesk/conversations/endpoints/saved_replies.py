"""Paths of saved replies."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from frontdesk.conversations.endpoints.entering import Conversations, Door
from frontdesk.conversations.inbox_schemas import (
    RenderedReply,
    SavedRepliesOut,
    SavedReplyChange,
    SavedReplyIn,
    SavedReplyOut,
)
from frontdesk.conversations.saved_replies import VARIABLES, SavedReplyService
from frontdesk.identity.dependencies import StaffAgent, StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import SearchText

router = APIRouter(prefix="/api/v1/saved-replies", tags=["inbox"])

Replies = Annotated[SavedReplyService, provided(SavedReplyService)]
ReplyId = Annotated[int, Path(ge=1, le=2**62)]


@router.get("", responses=problems(401, 403, 422))
async def list_saved_replies(
    _: StaffViewer, work: Work, replies: Replies, q: Annotated[SearchText, Query()] = ""
) -> SavedRepliesOut:
    """The saved replies of the workspace, by shortcut; with `q` those that hold the word."""
    found = [SavedReplyOut.model_validate(row._mapping) for row in await replies.all(work, q)]
    return SavedRepliesOut(items=found, variables=list(VARIABLES))


@router.post("", status_code=201, responses=problems(400, 401, 403, 409, 422))
async def create_saved_reply(body: SavedReplyIn, caller: StaffAgent, work: Work, replies: Replies) -> SavedReplyOut:
    """Makes a saved reply. A variable that there is none of is refused: it would be sent as it stands."""
    return SavedReplyOut.model_validate((await replies.create(work, caller, body.model_dump()))._mapping)


@router.patch("/{reply_id}", responses=problems(400, 401, 403, 404, 409, 422))
async def change_saved_reply(
    reply_id: ReplyId, body: SavedReplyChange, caller: StaffAgent, work: Work, replies: Replies
) -> SavedReplyOut:
    """Changes what is named."""
    changed = await replies.change(work, caller, reply_id, body.model_dump(exclude_unset=True))
    return SavedReplyOut.model_validate(changed._mapping)


@router.delete("/{reply_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def delete_saved_reply(reply_id: ReplyId, caller: StaffAgent, work: Work, replies: Replies) -> Response:
    """Deletes a saved reply."""
    await replies.delete(work, caller, reply_id)
    return Response(status_code=204)


@router.get("/{reply_id}/rendered", responses=problems(401, 403, 404, 422))
async def render_saved_reply(
    reply_id: ReplyId,
    conversation_id: Annotated[UUID, Query()],
    caller: StaffViewer,
    work: Work,
    replies: Replies,
    conversations: Conversations,
    door: Door,
) -> RenderedReply:
    """The reply as the caller would send it in this conversation."""
    found = await conversations.enter(work, await door.find(str(conversation_id), caller), caller)
    return RenderedReply.model_validate(vars(await replies.rendered(work, caller, reply_id, found)))
