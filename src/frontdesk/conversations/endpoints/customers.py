"""Paths of customers, for staff."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import StreamingResponse

from frontdesk.conversations.customer_schemas import CustomerChange, CustomerOut
from frontdesk.conversations.customers.erasing import Eraser
from frontdesk.conversations.customers.exporting import CustomerExport
from frontdesk.identity.dependencies import StaffAdmin, StaffAgent, StaffViewer, Work
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.profiles import CustomerProfiles
from frontdesk.platform.paging import Page, WantedPiece, cut
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import SearchText

router = APIRouter(prefix="/api/v1/customers", tags=["customers"])

Profiles = Annotated[CustomerProfiles, provided(CustomerProfiles)]
CustomerId = Annotated[int, Path(ge=1, le=2**62)]


@router.get("", responses=problems(401, 403, 422))
async def list_customers(
    _: StaffViewer,
    work: Work,
    profiles: Profiles,
    piece: WantedPiece,
    q: Annotated[SearchText | None, Query(description="Words in a name, an address or a user_id.")] = None,
) -> Page[CustomerOut]:
    """The customers whom the bots know, oldest first."""
    found, total = await profiles.page(work, q, piece.after or 0, piece.limit)
    shown, more = cut(found, piece.limit)
    following = str(shown[-1].id) if more else None
    return Page(items=[CustomerOut.model_validate(one) for one in shown], next=following, total=total)


@router.get("/{customer_id}", responses=problems(401, 403, 404, 422))
async def get_customer(customer_id: CustomerId, _: StaffViewer, work: Work, profiles: Profiles) -> CustomerOut:
    """One customer."""
    return CustomerOut.model_validate(await profiles.get(work, customer_id))


@router.patch("/{customer_id}", responses=problems(400, 401, 403, 404, 409, 422))
async def change_customer(
    customer_id: CustomerId, body: CustomerChange, caller: StaffAgent, work: Work, profiles: Profiles
) -> CustomerOut:
    """Changes name, mail address or VIP; a VIP's messages have a higher priority from then on."""
    values = body.model_dump(exclude_unset=True)
    return CustomerOut.model_validate(await profiles.change(work, caller, customer_id, values))


@router.get(
    "/{customer_id}/export",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/json": {}}}, **problems(401, 403, 404, 422)},
)
async def export_customer(
    customer_id: CustomerId,
    caller: StaffAgent,
    work: Work,
    profiles: Profiles,
    export: Annotated[CustomerExport, provided(CustomerExport)],
    audit: Annotated[AuditTrail, provided(AuditTrail)],
) -> Response:
    """All that is held about a customer, as a file: profile, memories, conversations with files and feedback."""
    customer = await profiles.get(work, customer_id)
    await audit.record(work, caller, "customer.exported", "customers", customer_id)
    return json_file(export.document(work.workspace_id, customer, for_staff=True), f"customer-{customer_id}.json")


@router.delete("/{customer_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def erase_customer(
    customer_id: CustomerId, caller: StaffAdmin, work: Work, eraser: Annotated[Eraser, provided(Eraser)]
) -> Response:
    """Erases all that is held about a customer. There is no way back. A record of the CRM that is linked stays."""
    await eraser.customer(work, caller, customer_id)
    return Response(status_code=204)


def json_file(pieces: AsyncIterator[bytes], name: str) -> Response:
    """A JSON document that is sent as it is made, to be kept as a file."""
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return StreamingResponse(pieces, media_type="application/json", headers=headers)
