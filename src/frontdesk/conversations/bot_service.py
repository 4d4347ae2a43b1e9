"""Bots: making, changing and finding them."""

import re
import unicodedata
from dataclasses import asdict

from sqlalchemy.exc import IntegrityError

from frontdesk.conversations.bot_repository import BotRepository
from frontdesk.conversations.errors import BotNotFoundError, NoDefaultBotError, SlugTakenError
from frontdesk.conversations.models import Bot
from frontdesk.conversations.schemas import RESERVED_SLUGS, BotChange, BotOut, BotValues, KnowledgeOfBot
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.sign_in import BotPlace
from frontdesk.knowledge.bots import SearchedBot
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.identifiers import new_secret
from frontdesk.platform.remembered import Remembered
from frontdesk.platform.unit_of_work import UnitOfWork

# Where a bot is, is asked for by every message and changes rarely; its settings are read anew for each turn.
PLACE_SECONDS = 3.0
MOST_PLACES = 10_000


class BotService:
    """What staff do with bots, and how a request finds the bot that it means."""

    def __init__(self, database: Database, audit: AuditTrail, clock: Clock, default_bot_id: int | None):
        self._database = database
        self._audit = audit
        self._repository = BotRepository()
        self._clock = clock
        self._default_bot_id = default_bot_id
        # By reference, by workspace for its default, and by None for the default of all.
        self._places: Remembered[str | int | None, tuple[int, int, str]] = Remembered(PLACE_SECONDS, MOST_PLACES)
        self._origins: Remembered[int, list[str]] = Remembered(PLACE_SECONDS, MOST_PLACES)

    async def find(self, reference: str | None) -> tuple[int, int, str]:
        """Workspace, id and access of the bot with this id or slug; None means the default bot."""
        found = self._places.get(reference)
        if found is None:
            found = await self._look_up(reference)
            self._places.keep(reference, found)
        return found

    async def find_for(self, caller: Caller, reference: str | None) -> tuple[int, int, str]:
        """As `find`; where no bot is named, a customer means their own and staff and programs their workspace's."""
        if reference is None and caller.bot_id is not None:
            reference = str(caller.bot_id)
        if reference is not None or caller.workspace_id is None:
            return await self.find(reference)
        found = self._places.get(caller.workspace_id)
        if found is None:
            found = await self._default_of(caller.workspace_id)
            self._places.keep(caller.workspace_id, found)
        return found

    async def _default_of(self, workspace_id: int) -> tuple[int, int, str]:
        """The bot of the setting where it is this workspace's, else the workspace's own default."""
        async with self._database.unit_of_work(workspace_id) as unit:
            chosen = self._default_bot_id and await self._repository.get(unit, self._default_bot_id)
            bot = chosen or await self.default(unit)
        return bot.workspace_id, bot.id, bot.access

    async def _look_up(self, reference: str | None) -> tuple[int, int, str]:
        async with self._database.unit_of_work(None) as unit:
            if reference is not None:
                found = await self._repository.find(unit, reference)
            else:
                found = await self._repository.find_default(unit, self._default_bot_id)
        if found is None:
            raise BotNotFoundError if reference is not None else NoDefaultBotError
        return found

    async def get(self, unit: UnitOfWork, bot_id: int) -> Bot:
        bot = await self._repository.get(unit, bot_id)
        if bot is None:
            raise BotNotFoundError
        return bot

    async def default(self, unit: UnitOfWork) -> Bot:
        """The default bot of the workspace."""
        bot = await self._repository.default(unit)
        if bot is None:
            raise NoDefaultBotError
        return bot

    async def allowed_origins(self, workspace_id: int, bot_id: int) -> list[str]:
        """The sites that may show the bot."""
        allowed = self._origins.get(bot_id)
        if allowed is None:
            async with self._database.unit_of_work(workspace_id) as unit:
                allowed = (await self.get(unit, bot_id)).widget.get("allowed_origins", [])
            self._origins.keep(bot_id, allowed)
        return allowed

    async def page(self, unit: UnitOfWork, after: int, limit: int) -> tuple[list[Bot], int]:
        return await self._repository.page(unit, after, limit)

    async def create(self, unit: UnitOfWork, caller: Caller, values: BotValues) -> Bot:
        """Makes a bot. The first of a workspace becomes its default."""
        row = values.model_dump()
        row["slug"] = values.slug or await self._free_slug(unit, values.name)
        default = await self._repository.default(unit)
        row["is_default"] = values.is_default or default is None
        if row["is_default"]:
            await self._repository.unset_default(unit)
        row["created_at"] = row["updated_at"] = self._clock.now()
        try:
            bot = await self._repository.create(unit, row)
        except IntegrityError as error:
            raise SlugTakenError(row["slug"]) from error
        await self._audit.record(unit, caller, "bot.created", "bots", bot.id, {"name": bot.name})
        return bot

    async def change(self, unit: UnitOfWork, caller: Caller, bot_id: int, change: BotChange) -> Bot:
        """Changes the settings that the change names."""
        before = await self.get(unit, bot_id)
        row = change.model_dump(exclude_unset=True)
        for group in ("escalation", "search", "memory", "handoff", "widget"):
            if group in row:
                row[group] = {**getattr(before, group), **row[group]}
        # A workspace always has one default: it moves to another bot, it is never just taken away.
        if row.pop("is_default", False) and not before.is_default:
            await self._repository.unset_default(unit)
            row["is_default"] = True
        try:
            bot = await self._repository.update(unit, bot_id, {**row, "updated_at": self._clock.now()})
        except IntegrityError as error:
            raise SlugTakenError(str(row.get("slug"))) from error
        self._origins.forget(bot_id)
        self._places.forget_where(lambda place: place[1] == bot_id)
        metadata = {"before": {name: getattr(before, name) for name in row}, "after": row}
        await self._audit.record(unit, caller, "bot.updated", "bots", bot_id, metadata)
        return bot

    async def delete(self, unit: UnitOfWork, caller: Caller, bot_id: int) -> None:
        """Deletes a bot with its knowledge, customers and conversations."""
        bot = await self.get(unit, bot_id)
        await self._repository.delete(unit, bot_id)
        if bot.is_default:
            following, _ = await self._repository.page(unit, 0, 1)
            if following:
                await self._repository.update(unit, following[0].id, {"is_default": True})
        self._places.forget_where(lambda place: place[1] == bot_id)
        await self._audit.record(unit, caller, "bot.deleted", "bots", bot_id, {"name": bot.name})

    async def _free_slug(self, unit: UnitOfWork, name: str) -> str:
        slug = slug_of(name)
        while await self._repository.slug_is_taken(unit, slug):
            slug = f"{slug_of(name)[:50]}-{re.sub('[^a-z0-9]', 'x', new_secret('', 4).lower())}"
        return slug


class BotPlaces:
    """Bots as identity asks for them, when a customer signs in."""

    def __init__(self, bots: BotService):
        self._bots = bots

    async def find(self, bot_ref: str) -> BotPlace | None:
        try:
            return BotPlace(*await self._bots.find(bot_ref))
        except BotNotFoundError:
            return None


class BotsToSearch:
    """Bots as knowledge asks for them, when their passages are searched."""

    def __init__(self, bots: BotService):
        self._bots = bots

    async def get(self, unit: UnitOfWork, bot_id: int) -> SearchedBot:
        return _searched(await self._bots.get(unit, bot_id))

    async def default(self, unit: UnitOfWork) -> SearchedBot:
        return _searched(await self._bots.default(unit))


def _searched(bot: Bot) -> SearchedBot:
    return SearchedBot(bot.id, bot.search["results"], bot.search["threshold"], bot.escalation["confidence"])


def slug_of(name: str) -> str:
    """Letters, digits and single hyphens of a name, at most 63 characters, with at least one letter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:56].strip("-")
    return slug if slug and not slug.isdigit() and slug not in RESERVED_SLUGS else f"bot-{slug}".strip("-")


def bot_out(bot: Bot, knowledge: KnowledgeOfBot | None) -> BotOut:
    return BotOut(**asdict(bot), knowledge=knowledge or KnowledgeOfBot())
