"""Paths of customers, for staff."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from frontdesk.conversations.customer_schemas import CustomerChange, CustomerOut
from frontdesk.identity.dependencies import StaffAgent, StaffViewer, Work
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
