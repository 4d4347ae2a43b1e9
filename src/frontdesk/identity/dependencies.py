"""Dependencies of endpoints: who calls, what they must be, and the unit of work that they see."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer

from frontdesk.identity.callers import Caller, Role
from frontdesk.identity.errors import InvalidTokenError
from frontdesk.identity.service.authentication import Authentication
from frontdesk.platform.database import Database
from frontdesk.platform.errors import NotSignedInError
from frontdesk.platform.provide import provided
from frontdesk.platform.unit_of_work import UnitOfWork

# Declared for OpenAPI, where they give /docs its Authorize button; `given_secret` reads the headers itself,
# since a header in another form must be an error and not the same as none.
_password_flow = OAuth2PasswordBearer(
    tokenUrl="/auth/token", auto_error=False, description="Sign in with mail address and password."
)
_key_header = APIKeyHeader(
    name="X-API-Key", auto_error=False, scheme_name="API key", description="A key made under settings."
)


def given_secret(authorization: str | None, api_key: str | None) -> str | None:
    """The token or key of a request's headers; None where there is none at all.

    Raises InvalidTokenError for an Authorization header that is not `Bearer` and a secret.
    """
    if authorization is None:
        return api_key
    scheme, _, secret = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise InvalidTokenError("The Authorization header must be `Bearer` and a token or an API key.")
    return secret.strip()


async def _caller(
    request: Request,
    authentication: Annotated[Authentication, provided(Authentication)],
    _token: Annotated[str | None, Security(_password_flow)],
    _key: Annotated[str | None, Security(_key_header)],
) -> Caller:
    secret = given_secret(request.headers.get("authorization"), request.headers.get("x-api-key"))
    return await authentication.caller(secret, address_of(request))


def address_of(request: Request) -> str | None:
    return request.client.host if request.client else None


AnyCaller = Annotated[Caller, Depends(_caller)]


async def _signed_in(caller: AnyCaller) -> Caller:
    return caller.require_signed_in()


def _with_role(role: Role) -> Any:
    async def check(caller: AnyCaller) -> Caller:
        return caller.require(role)

    return Depends(check)


SignedIn = Annotated[Caller, Depends(_signed_in)]
StaffViewer = Annotated[Caller, _with_role(Role.VIEWER)]
StaffAgent = Annotated[Caller, _with_role(Role.AGENT)]
StaffAdmin = Annotated[Caller, _with_role(Role.ADMIN)]
StaffOwner = Annotated[Caller, _with_role(Role.OWNER)]


async def _work(caller: AnyCaller, database: Annotated[Database, provided(Database)]) -> AsyncIterator[UnitOfWork]:
    if caller.workspace_id is None:
        raise NotSignedInError("Sign in to do this.")
    async with database.unit_of_work(caller.workspace_id, staff=caller.as_staff) as unit:
        yield unit


# Of scope "function": the commit comes after the endpoint and before the answer, which tells if it failed.
Work = Annotated[UnitOfWork, Depends(_work, scope="function")]
