"""Sign-ins: the OAuth2 password form and its JSON twin, registration, customers' logins, and the set-up."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from frontdesk.identity.dependencies import address_of
from frontdesk.identity.endpoints.credentials import documented, json_or_form
from frontdesk.identity.schemas import (
    AdminRegistration,
    Credentials,
    CustomerRegistration,
    CustomerToken,
    Me,
    Setup,
    Token,
    WorkspaceOut,
)
from frontdesk.identity.service.registration import Registration
from frontdesk.identity.service.setup import SetupService, is_loopback
from frontdesk.identity.service.sign_in import CustomerSignIn, SignedInStaff, StaffSignIn
from frontdesk.identity.tokens import Tokens
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference

router = APIRouter(tags=["sign-in"])

BotReference = Annotated[Reference, Path(description="Id or short name of the bot")]
GivenCredentials = Annotated[Credentials, Depends(json_or_form(Credentials))]
GivenAdmin = Annotated[AdminRegistration, Depends(json_or_form(AdminRegistration))]
GivenCustomer = Annotated[CustomerRegistration, Depends(json_or_form(CustomerRegistration))]
TokenMaker = Annotated[Tokens, provided(Tokens)]

_REFUSALS = problems(400, 401, 413, 415, 422, 429, 503)
_NEW_REFUSALS = problems(400, 409, 413, 415, 422, 429, 503)


@router.post("/auth/token", responses=_REFUSALS, openapi_extra=documented(Credentials))
async def sign_in(
    request: Request,
    given: GivenCredentials,
    service: Annotated[StaffSignIn, provided(StaffSignIn)],
    tokens: TokenMaker,
) -> Token:
    """Signs a member of staff in: JSON, or the OAuth2 password form."""
    signed_in = await service.sign_in(given.username, given.password, address_of(request))
    return _token(signed_in, tokens)


@router.post("/api/v1/auth/admin/login", responses=_REFUSALS, openapi_extra=documented(Credentials))
async def sign_in_admin(
    request: Request,
    given: GivenCredentials,
    service: Annotated[StaffSignIn, provided(StaffSignIn)],
    tokens: TokenMaker,
) -> Token:
    """The same as `/auth/token`, under its other name."""
    return await sign_in(request, given, service, tokens)


@router.post(
    "/api/v1/auth/admin/register",
    status_code=201,
    responses=_NEW_REFUSALS | problems(403),
    openapi_extra=documented(AdminRegistration),
)
async def register_admin(
    request: Request,
    given: GivenAdmin,
    service: Annotated[Registration, provided(Registration)],
    tokens: TokenMaker,
) -> Token:
    """Founds a workspace with its owner. The first registration may; later ones if the server allows it."""
    signed_in = await service.register(
        given.email, given.password, given.name, given.workspace_name, address_of(request)
    )
    return _token(signed_in, tokens)


@router.post(
    "/api/v1/auth/{bot_id}/register",
    status_code=201,
    responses=_NEW_REFUSALS | problems(404),
    openapi_extra=documented(CustomerRegistration),
)
async def register_customer(
    request: Request,
    bot_id: BotReference,
    given: GivenCustomer,
    service: Annotated[CustomerSignIn, provided(CustomerSignIn)],
    tokens: TokenMaker,
) -> CustomerToken:
    """Registers a customer of one bot."""
    token = await service.register(
        bot_id,
        email=given.email,
        username=given.username,
        password=given.password,
        name=given.name,
        address=address_of(request),
    )
    return CustomerToken(access_token=token, expires_in=tokens.life_seconds)


@router.post(
    "/api/v1/auth/{bot_id}/login",
    responses=_REFUSALS | problems(404),
    openapi_extra=documented(Credentials),
)
async def sign_in_customer(
    request: Request,
    bot_id: BotReference,
    given: GivenCredentials,
    service: Annotated[CustomerSignIn, provided(CustomerSignIn)],
    tokens: TokenMaker,
) -> CustomerToken:
    """Signs a customer of one bot in, by user name or mail address."""
    token = await service.sign_in(bot_id, given.username, given.password, address_of(request))
    return CustomerToken(access_token=token, expires_in=tokens.life_seconds)


@router.get("/api/v1/setup", responses=problems(503))
async def get_setup(request: Request, service: Annotated[SetupService, provided(SetupService)]) -> Setup:
    """What a sign-in page has to know before anyone is signed in."""
    return await service.tell(from_this_machine=_is_from_this_machine(request))


def _is_from_this_machine(request: Request) -> bool:
    # A proxy on the same machine speaks from loopback for strangers, and tells by these headers.
    forwarded = any(name.startswith(("x-forwarded-", "x-real-ip", "forwarded")) for name in request.headers)
    asked_for = request.url.hostname or ""
    return not forwarded and is_loopback(asked_for) and is_loopback(address_of(request) or "")


def _token(signed_in: SignedInStaff, tokens: Tokens) -> Token:
    user = signed_in.user
    me = Me(
        id=user.id,
        name=user.name,
        email=user.email,
        role=user.role,
        workspace=WorkspaceOut.model_validate(signed_in.workspace),
    )
    return Token(access_token=signed_in.token, expires_in=tokens.life_seconds, user=me)
