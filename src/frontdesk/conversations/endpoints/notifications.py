"""Paths of notifications: each member's own."""

from typing import Annotated

from fastapi import APIRouter

from frontdesk.conversations.inbox_schemas import NotificationOut, ReadIn, ReadOut
from frontdesk.conversations.notifications import NotificationService
from frontdesk.identity.dependencies import StaffViewer, Work
from frontdesk.platform.paging import Page, WantedPiece, cut
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1/notifications", tags=["inbox"])

Notifications = Annotated[NotificationService, provided(NotificationService)]


@router.get("", responses=problems(401, 403, 422))
async def list_notifications(
    caller: StaffViewer, work: Work, notifications: Notifications, piece: WantedPiece, unread: bool = False
) -> Page[NotificationOut]:
    """What the caller was told, the newest first. With `unread=true`, `total` is the number on the bell."""
    found, total = await notifications.page(work, caller, piece, unread=unread)
    rows, more = cut(found, piece.limit)
    return Page(
        items=[NotificationOut.model_validate(row._mapping) for row in rows],
        next=str(rows[-1].id) if more else None,
        total=total,
    )


@router.post("/read", responses=problems(400, 401, 403, 422))
async def mark_notifications_read(
    body: ReadIn, caller: StaffViewer, work: Work, notifications: Notifications
) -> ReadOut:
    """Marks the caller's own as read: those that are named, or all."""
    read, unread = await notifications.mark_read(work, caller, body.ids)
    return ReadOut(read=read, unread=unread)
