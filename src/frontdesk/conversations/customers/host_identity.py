"""Sign-in by the host site: a page that knows its visitor tells the bot who it is, with the site's signature."""

from dataclasses import dataclass

from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.customers.errors import WrongSignatureError
from frontdesk.conversations.customers.identity_keys import IdentityKeys, signed_text
from frontdesk.conversations.customers.joining import Joined, SessionJoining
from frontdesk.identity.callers import Caller, CallerKind
from frontdesk.identity.service.profiles import CustomerProfiles, Profile
from frontdesk.identity.service.sign_in import Attempts
from frontdesk.identity.tokens import Claims, Tokens
from frontdesk.platform.database import Database


@dataclass(frozen=True)
class Named:
    """Whom a host site names. The name is the page's word alone; user_id and email, as they were sent, are signed.

    `address`: the email in the form in which it is kept.
    """

    user_id: str
    signature: str
    name: str = ""
    email: str | None = None
    address: str | None = None
    sessions: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignedIn:
    """`caller`: who the token stands for."""

    token: str
    customer: Profile
    joined: Joined
    caller: Caller


class HostSignIn:
    """Signs in whom a host site names."""

    def __init__(
        self,
        database: Database,
        bots: BotService,
        keys: IdentityKeys,
        profiles: CustomerProfiles,
        joining: SessionJoining,
        tokens: Tokens,
        attempts: Attempts,
    ):
        self._database = database
        self._bots = bots
        self._keys = keys
        self._profiles = profiles
        self._joining = joining
        self._tokens = tokens
        self._attempts = attempts

    async def sign_in(self, bot: str | None, named: Named, address: str | None) -> SignedIn:
        """Raises BotNotFoundError, WrongSignatureError, TooManyRequestsError, CustomerNotFoundError."""
        workspace_id, bot_id, _ = await self._bots.find(bot)
        places = await self._joining.places(named.sessions)
        async with (
            self._attempts.sign_in(f"host {bot_id} {named.user_id}", address),
            self._database.unit_of_work(workspace_id) as unit,
        ):
            signed = signed_text(named.user_id, named.email)
            if not await self._keys.fits(unit, bot_id, signed, named.signature):
                raise WrongSignatureError
            customer = await self._profiles.identified(
                unit, bot_id, named.user_id, name=named.name, email=named.address
            )
            if places:
                customer = await self._profiles.get(unit, customer.id, for_change=True)
            joined = await self._joining.join(unit, customer, places)
        claims = Claims("customer", customer.id, workspace_id, customer.sign_in_generation, bot_id)
        caller = Caller(
            CallerKind.CUSTOMER,
            workspace_id,
            customer_id=customer.id,
            bot_id=bot_id,
            name=customer.name,
            address=address,
            vip=customer.vip,
        )
        return SignedIn(self._tokens.issue(claims), customer, joined, caller)
