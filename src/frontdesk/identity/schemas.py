"""What goes over the wire: accounts, workspaces, keys, the audit trail, and sign-ins."""

from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from frontdesk.identity.callers import CallerKind, Role
from frontdesk.identity.currencies import CURRENCIES
from frontdesk.platform.partial import not_sent
from frontdesk.platform.texts import Email, GivenPassword, LoginName, Name, NewPassword, OptionalName

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200


def _time_zone(name: str) -> str:
    if name not in _time_zones():
        raise PydanticCustomError("time_zone", "Not a time zone of the IANA list, such as Europe/Paris")
    return name


def _currency(code: str) -> str:
    if code.upper() not in CURRENCIES:
        raise PydanticCustomError("currency", "Not a currency code of ISO 4217, such as EUR")
    return code.upper()


def _with_offset(time: datetime) -> datetime:
    # Beyond these an offset leads to a year that nothing here can count.
    if not EARLIEST_YEAR <= time.year <= LATEST_YEAR:
        raise ValueError(f"must lie between the years {EARLIEST_YEAR} and {LATEST_YEAR}")
    return time if time.tzinfo else time.replace(tzinfo=UTC)


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_time_zone)]
Currency = Annotated[str, Field(min_length=3, max_length=3), AfterValidator(_currency)]
Time = Annotated[datetime, AfterValidator(_with_offset)]
DateOrder = Literal["dmy", "mdy", "ymd"]
WeekStart = Literal["monday", "saturday", "sunday"]


class _FromRow(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class WorkspaceOut(_FromRow):
    id: int
    name: str
    time_zone: str = Field(examples=["Europe/Paris"])
    currency: str = Field(examples=["EUR"])
    date_order: DateOrder = Field(description="How 12/03/2026 is read")
    week_start: WeekStart
    is_demo: bool


class WorkspaceChanges(BaseModel):
    """What is left out stays as it is."""

    name: Name = Field(default_factory=not_sent)
    time_zone: TimeZone = Field(default_factory=not_sent)
    currency: Currency = Field(default_factory=not_sent)
    date_order: DateOrder = Field(default_factory=not_sent)
    week_start: WeekStart = Field(default_factory=not_sent)


class Me(BaseModel):
    """Who is signed in, and where. For an API key `id` and `name` are the key's, and `email` is empty."""

    id: int
    name: str
    email: str
    role: Role
    workspace: WorkspaceOut


class UserOut(_FromRow):
    id: int
    name: str
    email: str
    role: Role
    is_active: bool
    created_at: datetime
    last_login_at: datetime | None


class Member(_FromRow):
    """A member of staff as all of the staff know them."""

    id: int
    name: str


class MemberList(BaseModel):
    items: list[Member]


class UserCreate(BaseModel):
    email: Email
    name: Name
    role: Role
    password: NewPassword


class UserChanges(BaseModel):
    """What is left out stays as it is. A new password ends all sign-ins of that user."""

    email: Email = Field(default_factory=not_sent)
    name: Name = Field(default_factory=not_sent)
    role: Role = Field(default_factory=not_sent)
    password: NewPassword = Field(default_factory=not_sent)
    is_active: bool = Field(default_factory=not_sent)


class ApiKeyOut(_FromRow):
    id: int
    name: str
    role: Role
    prefix: str = Field(description="What the key begins with, to tell keys apart")
    created_by: int | None = Field(description="The user who made it")
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class ApiKeyCreated(ApiKeyOut):
    key: str = Field(description="The key itself: shown this once and never again")


class ApiKeyCreate(BaseModel):
    name: Name
    role: Role
    expires_at: Time | None = None


class AuditEntryOut(BaseModel):
    id: int
    created_at: datetime
    actor: str | None = Field(description="Name of who did it")
    actor_kind: CallerKind
    actor_id: int | None
    action: str = Field(examples=["user.created"])
    object: str | None = Field(examples=["users"])
    object_id: str | None
    metadata: dict[str, Any] = Field(description="What belongs to it, such as old and new values")
    address: str | None
    via: str = Field(description="By which way: app, api, …")


class Credentials(BaseModel):
    """The names of the OAuth2 password form; `email` is taken for `username`."""

    username: LoginName
    password: GivenPassword

    @model_validator(mode="before")
    @classmethod
    def _email_is_a_name(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("username") and data.get("email"):
            return {**data, "username": data["email"]}
        return data


class AdminRegistration(BaseModel):
    email: Email
    password: NewPassword
    name: OptionalName = ""
    workspace_name: OptionalName = ""


class CustomerRegistration(BaseModel):
    """An `email`, a `username` or both. A `username` with an @ counts as the mail address."""

    email: Email = Field(default_factory=not_sent)
    username: LoginName = Field(default_factory=not_sent)
    password: NewPassword
    name: OptionalName = ""

    @model_validator(mode="before")
    @classmethod
    def _name_or_email(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        username = data.get("username")
        if not data.get("email") and not username:
            raise PydanticCustomError("login", "An email or a username is needed")
        if isinstance(username, str) and "@" in username:
            if data.get("email"):
                raise PydanticCustomError("login", "A username has no @ in it")
            data = {key: value for key, value in data.items() if key != "username"} | {"email": username}
        # An empty field of a form means that it was left out.
        return {key: value for key, value in data.items() if value != "" or key == "password"}


class CustomerToken(BaseModel):
    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the name of a kind of token
    expires_in: int = Field(description="Seconds")


class Token(CustomerToken):
    user: Me


class DemoSignIn(BaseModel):
    role: Role
    email: str
    password: str


class Setup(BaseModel):
    """What the sign-in page has to know before anyone is signed in."""

    registration_open: bool
    demo: bool = Field(description="There is a demo workspace")
    version: str
    demo_sign_ins: list[DemoSignIn] = Field(description="Sign-ins of the demo workspace; only on the machine itself")
