"""The path by which staff and programs send an email."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from starlette.responses import Response

from frontdesk.assistant.sending.service import EmailSending
from frontdesk.crm.endpoints.batch_body import checked_match
from frontdesk.crm.endpoints.object_route import RecordId, RecordsResponse, etag
from frontdesk.crm.errors import ChangedMeanwhileError, PreconditionFailedError
from frontdesk.identity.dependencies import StaffAgent
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1/emails", tags=["emails"])

_RECORD: dict[str, Any] = {"content": {"application/json": {}}}


@router.post(
    "/{email_id:int}/send",
    response_model=None,
    responses={
        200: {"description": "The record: `status` is `sent`, or `failed` and `error` says why", **_RECORD},
        202: {"description": "The record: `queued`, the mail server takes long", **_RECORD},
        **problems(401, 403, 404, 409, 412, 422),
    },
)
async def send_email(
    email_id: RecordId,
    caller: StaffAgent,
    sending: Annotated[EmailSending, provided(EmailSending)],
    again: Annotated[bool, Query(description="Send it also if an earlier try may have arrived")] = False,
    if_match: Annotated[
        str | None, Header(max_length=40, description='The record\'s ETag, such as "3": another version is not sent')
    ] = None,
) -> Response:
    """Sends an email record to its recipient, once, and answers the record as it is then.

    What the mail server says is no error of this request: `failed` with its `error` tells it, and the mail can be
    sent again by the same call. Where it may have arrived all the same, that takes `again=true`.
    """
    assert caller.workspace_id is not None
    version = checked_match(if_match)
    try:
        sent = await sending.send(caller.workspace_id, caller, email_id, again=again, version=version)
    except ChangedMeanwhileError as error:
        if version is None or "current" not in error.more:
            raise
        raise PreconditionFailedError(error.more["current"]) from None
    status = 202 if sent.status == "queued" else 200
    return RecordsResponse(sent.record, status, headers={"ETag": etag(sent.record)})
