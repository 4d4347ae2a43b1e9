"""Paths by which a host site says who its visitor is, and of the secret with which it signs that."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.customer_schemas import (
    IdentifiedOut,
    IdentifyIn,
    IdentitySecretIn,
    IdentitySecretOut,
    IdentityStanding,
)
from frontdesk.conversations.customers.host_identity import HostSignIn, Named
from frontdesk.conversations.customers.identity_keys import IdentityKeys
from frontdesk.identity.dependencies import StaffAdmin, Work, address_of
from frontdesk.identity.tokens import Tokens
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference

router = APIRouter(prefix="/api/v1", tags=["customers"])

Keys = Annotated[IdentityKeys, provided(IdentityKeys)]
Bots = Annotated[BotService, provided(BotService)]
BotId = Annotated[int, Path(ge=1, le=2**62)]


@router.post("/auth/{bot_id}/identify", responses=problems(400, 401, 404, 422, 429, 503))
async def identify(
    bot_id: Annotated[Reference, Path(description="Id or short name of the bot")],
    body: IdentifyIn,
    request: Request,
    service: Annotated[HostSignIn, provided(HostSignIn)],
    tokens: Annotated[Tokens, provided(Tokens)],
) -> IdentifiedOut:
    """Signs in the visitor whom the host site names, and joins what they began before to them."""
    named = Named(body.user_id, body.user_hash, body.name, body.email, body.address, tuple(body.sessions))
    signed_in = await service.sign_in(bot_id, named, address_of(request))
    return IdentifiedOut(
        access_token=signed_in.token,
        expires_in=tokens.life_seconds,
        customer_id=signed_in.customer.id,
        joined=signed_in.joined.conversations,
        refused=signed_in.joined.refused,
    )


@router.get("/bots/{bot_id}/identity-secret", responses=problems(401, 403, 404, 422))
async def identity_standing(bot_id: BotId, _: StaffAdmin, work: Work, bots: Bots, keys: Keys) -> IdentityStanding:
    """Whether a bot has a secret, and since when. The secret itself is never shown again."""
    standing = await keys.standing(work, (await bots.get(work, bot_id)).id)
    if standing is None:
        return IdentityStanding(is_set=False, created_at=None, previous_until=None)
    return IdentityStanding(is_set=True, created_at=standing.created_at, previous_until=standing.previous_until)


@router.post("/bots/{bot_id}/identity-secret", status_code=201, responses=problems(400, 401, 403, 404, 422))
async def make_identity_secret(
    bot_id: BotId, caller: StaffAdmin, work: Work, bots: Bots, keys: Keys, body: IdentitySecretIn | None = None
) -> IdentitySecretOut:
    """Makes a secret, in place of the one before. Without hours to keep that one, it and its sign-ins end at once."""
    bot, wanted = await bots.get(work, bot_id), body or IdentitySecretIn()
    return IdentitySecretOut(secret=await keys.rotate(work, caller, bot.id, wanted.keep_previous_hours))


@router.delete("/bots/{bot_id}/identity-secret", status_code=204, responses=problems(401, 403, 404, 422))
async def remove_identity_secret(bot_id: BotId, caller: StaffAdmin, work: Work, bots: Bots, keys: Keys) -> Response:
    """Takes the secret away: the site can name nobody any more, and whom it named is signed out."""
    await keys.remove(work, caller, (await bots.get(work, bot_id)).id)
    return Response(status_code=204)
