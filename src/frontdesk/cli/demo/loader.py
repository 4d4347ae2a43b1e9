"""Loads and removes the demo workspace. Conversations are not stored ready-made: the real desk answers them."""

import json
import secrets
from datetime import UTC, timedelta
from importlib import resources
from typing import Any

import psycopg
import typer
from rich.console import Console
from rich.progress import track

from frontdesk.cli.demo.clock import DemoClock
from frontdesk.cli.demo.filling.filling import Filling
from frontdesk.cli.demo.filling.rows import MAKERS
from frontdesk.cli.demo.inbox import DemoInbox
from frontdesk.cli.demo.records.loading import DemoRecords
from frontdesk.composition import Composition, compose, migrate_database, open_database
from frontdesk.conversations.access import Place
from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.models import Bot
from frontdesk.conversations.schemas import BotValues
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.callers import Caller, CallerKind, Role
from frontdesk.identity.service.customers import CustomerService
from frontdesk.identity.service.setup import SIGN_INS_FILE
from frontdesk.identity.service.users import UserService
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.platform.clock import Clock
from frontdesk.platform.settings import Settings
from frontdesk.platform.unit_of_work import UnitOfWork
from frontdesk.support.service import Ask, SupportDesk

MINUTES_BETWEEN_MESSAGES = 2


async def load(settings: Settings, console: Console) -> None:
    """Makes the demo workspace where there is none, and prints how to sign in."""
    url = open_database(settings)
    migrate_database(url)
    clock = DemoClock(Clock(settings.frontdesk_now).now().astimezone(UTC))
    composition = compose(settings, url, clock=clock)
    try:
        if await composition.provided.get(WorkspaceService).demo_id() is None:
            await Demo(composition, clock, console).make()
        _print_sign_ins(settings, console)
    finally:
        await composition.close()


def fill(settings: Settings, console: Console, records: int, only: str | None = None) -> None:
    """Fills the demo up to so many records, of one object where `only` names it. Ends the command where none is."""
    if only is not None and only not in MAKERS:
        raise typer.BadParameter(f"choose one of {', '.join(MAKERS)}", param_hint="--object")
    url = open_database(settings)
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT id FROM workspaces WHERE is_demo").fetchone()
    assert row is not None, "the demo was loaded before"
    added = Filling(url, int(row[0]), Clock(settings.frontdesk_now).now(), console).fill(records, only)
    for name, count in added.items():
        console.print(f"{count:,} {name} added.", highlight=False)
    if not added:
        console.print("The demo has as many records already.")


async def remove(settings: Settings, console: Console) -> None:
    """Removes the demo workspace with all that is in it."""
    url = open_database(settings)
    migrate_database(url)
    composition = compose(settings, url)
    try:
        removed = await composition.provided.get(WorkspaceService).remove_demo()
        (settings.data_dir / SIGN_INS_FILE).unlink(missing_ok=True)
        console.print("The demo is removed." if removed else "There is no demo.")
    finally:
        await composition.close()


def _data(name: str) -> Any:
    return json.loads((resources.files(__package__) / name).read_text(encoding="utf-8"))


def _print_sign_ins(settings: Settings, console: Console) -> None:
    path = settings.data_dir / SIGN_INS_FILE
    if not path.exists():
        return
    console.print("Sign in to the demo as:")
    for person in json.loads(path.read_text()):
        console.print(f"  {person['role']:<7} {person['email']:<40} {person['password']}", highlight=False)


class Demo:
    """Makes the demo once, through the same services that requests use."""

    def __init__(self, composition: Composition, clock: DemoClock, console: Console):
        self._composition = composition
        self._provided = composition.provided
        self._database = composition.database
        self._clock = clock
        self._console = console
        self._now = clock.now()

    async def make(self) -> None:
        plan = _data("workspace.json")
        await self._composition.warm_up()
        workspace_id, staff = await self._workspace(plan)
        bots = [await self._bot(workspace_id, plan[name]) for name in ("bot", "alumni_bot")]
        with self._console.status("Writing a year of the demo's records"):
            await DemoRecords(self._composition, self._clock).make(workspace_id, staff)
        with self._console.status("Indexing the demo's FAQs"):
            await self._composition.jobs.work(until_empty=True)
        scripts = sorted(_data("conversations.json"), key=lambda script: -script["days_ago"])
        for script in track(scripts, "Holding the demo's conversations", console=self._console, transient=True):
            await self._conversation(bots[0], script)
        self._clock.set(self._now)
        await DemoInbox(self._composition).make(workspace_id, staff[0][0])

    async def _workspace(self, plan: dict[str, Any]) -> tuple[int, list[tuple[Caller, str]]]:
        """The workspace with one member of staff for each role, whose passwords are kept in the data folder.

        Returns its id and the staff, each with the mail address.
        """
        workspaces = self._provided.get(WorkspaceService)
        habits = plan["workspace"]
        people = [{**person, "password": secrets.token_urlsafe(9)} for person in plan["staff"]]
        workspace_id = await workspaces.reserve()
        caller = Caller.system(workspace_id)
        async with self._database.unit_of_work(workspace_id) as unit:
            await workspaces.add(unit, habits["name"], is_demo=True)
            await workspaces.change(unit, caller, {key: habits[key] for key in habits if key != "name"})
            staff = [await self._member(unit, caller, person) for person in people]
        path = self._composition.settings.data_dir / SIGN_INS_FILE
        path.touch(mode=0o600)
        path.write_text(json.dumps([{key: p[key] for key in ("role", "email", "password")} for p in people]))
        return workspace_id, staff

    async def _member(self, unit: UnitOfWork, caller: Caller, person: dict[str, Any]) -> tuple[Caller, str]:
        role, email, name = Role(person["role"]), person["email"], person["name"]
        user = await self._provided.get(UserService).create(unit, caller, email, name, role, person["password"])
        return Caller(CallerKind.STAFF, unit.workspace_id, user_id=user.id, role=role, name=name), email

    async def _bot(self, workspace_id: int, plan: dict[str, Any]) -> Bot:
        values = {key: value for key, value in plan.items() if key in BotValues.model_fields}
        knowledge = self._provided.get(KnowledgeService)
        caller = Caller.system(workspace_id)
        async with self._database.unit_of_work(workspace_id) as unit:
            bot = await self._provided.get(BotService).create(unit, caller, BotValues.model_validate(values))
            content = json.dumps(_data(plan["faqs"])).encode()
            await knowledge.upload(unit, caller, bot.id, plan["faqs"], content)
        return bot

    async def _conversation(self, bot: Bot, script: dict[str, Any]) -> None:
        """Has the real desk answer what a customer of the script writes."""
        desk, at = self._provided.get(SupportDesk), self._now - timedelta(days=script["days_ago"])
        caller = await self._customer(bot, script["customer"])
        conversation: str | None = None
        reply = None
        for message in script["messages"]:
            self._clock.set(min(at, self._now))
            reply = await desk.ask(Ask(caller=caller, message=message, bot=bot.slug, conversation=conversation))
            conversation = str(reply.conversation.id)
            at += timedelta(minutes=MINUTES_BETWEEN_MESSAGES)
        if "feedback" in script and reply is not None and reply.answer is not None:
            place = Place(bot.workspace_id, reply.conversation.id, bot.id, by_secret=False)
            rating, comment = script["feedback"]["rating"], script["feedback"].get("comment", "")
            conversations = self._provided.get(ConversationService)
            async with self._database.unit_of_work(bot.workspace_id) as unit:
                entered = await conversations.enter(unit, place, caller, lock=True)
                await conversations.rate(unit, entered, reply.answer.seq, rating, comment)

    async def _customer(self, bot: Bot, person: dict[str, Any]) -> Caller:
        customers = self._provided.get(CustomerService)
        async with self._database.unit_of_work(bot.workspace_id) as unit:
            customer = await customers.named(
                unit, bot.id, person["user_id"], name=person["name"], vip=person.get("vip", False)
            )
        return Caller(
            CallerKind.CUSTOMER,
            bot.workspace_id,
            customer_id=customer.id,
            bot_id=bot.id,
            name=customer.name,
            vip=customer.vip,
        )
