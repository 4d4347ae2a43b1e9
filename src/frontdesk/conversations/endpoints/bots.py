"""Paths of bots. POST takes JSON, or the form of earlier clients: a name and an FAQ file."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from frontdesk.conversations.bot_service import BotService, bot_out
from frontdesk.conversations.models import Bot
from frontdesk.conversations.schemas import (
    BotChange,
    BotOut,
    BotValues,
    KnowledgeOfBot,
    PublicBot,
)
from frontdesk.conversations.team import team_of
from frontdesk.conversations.widget import WidgetLook
from frontdesk.identity.dependencies import StaffAdmin, StaffViewer, Work
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.errors import BadRequestError, InvalidError
from frontdesk.platform.paging import Page, WantedPiece, cut
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.platform.unit_of_work import UnitOfWork

router = APIRouter(prefix="/api/v1/bots", tags=["bots"])

Bots = Annotated[BotService, provided(BotService)]
Knowledge = Annotated[KnowledgeService, provided(KnowledgeService)]
BotId = Annotated[int, Path(ge=1, le=2**62)]

_BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": BotValues.model_json_schema(ref_template="#/components/schemas/{model}")},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "minLength": 1, "maxLength": 200},
                    "file": {"type": "string", "format": "binary"},
                },
            }
        },
    },
}


@router.post(
    "/",
    status_code=201,
    responses=problems(400, 401, 403, 409, 413, 415, 422),
    openapi_extra={"requestBody": _BODY},
)
async def create_bot(request: Request, caller: StaffAdmin, work: Work, bots: Bots, knowledge: Knowledge) -> BotOut:
    """Makes a bot, from JSON or from a form with a `name` and an FAQ `file` (.json or .csv)."""
    values, file = await _read_body(request)
    bot = await bots.create(work, caller, values)
    if file is not None:
        name, content = file
        await knowledge.upload(work, caller, bot.id, name, content)
    return (await _out(work, knowledge, [bot]))[0]


@router.get("/", responses=problems(401, 403, 422))
async def list_bots(
    _: StaffViewer,
    work: Work,
    bots: Bots,
    knowledge: Knowledge,
    piece: WantedPiece,
) -> Page[BotOut]:
    """The bots of the workspace, oldest first."""
    found, total = await bots.page(work, piece.after or 0, piece.limit + 1)
    shown, more = cut(found, piece.limit)
    following = str(shown[-1].id) if more else None
    return Page(items=await _out(work, knowledge, shown), next=following, total=total)


@router.get("/{bot_id}", responses=problems(401, 403, 404, 422))
async def get_bot(bot_id: BotId, _: StaffViewer, work: Work, bots: Bots, knowledge: Knowledge) -> BotOut:
    """One bot with all its settings."""
    return (await _out(work, knowledge, [await bots.get(work, bot_id)]))[0]


@router.patch("/{bot_id}", responses=problems(400, 401, 403, 404, 409, 422))
async def change_bot(
    bot_id: BotId, change: BotChange, caller: StaffAdmin, work: Work, bots: Bots, knowledge: Knowledge
) -> BotOut:
    """Changes the settings that are named; the others stay."""
    return (await _out(work, knowledge, [await bots.change(work, caller, bot_id, change)]))[0]


@router.delete("/{bot_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def delete_bot(bot_id: BotId, caller: StaffAdmin, work: Work, bots: Bots) -> Response:
    """Deletes a bot with its knowledge, its customers' logins and its conversations. There is no way back."""
    await bots.delete(work, caller, bot_id)
    return Response(status_code=204)


@router.get("/{bot_reference}/public", responses=problems(404, 422))
async def public_bot(
    bot_reference: Reference,
    bots: Bots,
    knowledge: Knowledge,
    database: Annotated[Database, provided(Database)],
    clock: Annotated[Clock, provided(Clock)],
) -> PublicBot:
    """What the chat page and the widget show of a bot, by its id or slug. Needs no login."""
    workspace_id, bot_id, _ = await bots.find(bot_reference)
    async with database.unit_of_work(workspace_id) as unit:
        bot = await bots.get(unit, bot_id)
        questions = await knowledge.opening_questions(unit, bot_id)
    look = WidgetLook(**{name: value for name, value in bot.widget.items() if name in WidgetLook.model_fields})
    made = {"suggested_questions": questions, "widget": look, "team": team_of(bot, clock.now())}
    shown = {name: getattr(bot, name) for name in PublicBot.model_fields if name not in made}
    return PublicBot(**shown, **made)


async def _read_body(request: Request) -> tuple[BotValues, tuple[str, bytes] | None]:
    """The settings, and name and content of the FAQ file where a form brought one."""
    if "json" in request.headers.get("content-type", "json"):
        return _checked(await _json(request)), None
    async with request.form() as form:
        file = form.get("file")
        values = _checked({"name": form.get("name")})
        if not isinstance(file, UploadFile):
            return values, None
        return values, (file.filename or "faqs", await file.read())


async def _json(request: Request) -> Any:
    try:
        return await request.json()
    except ValueError as error:
        raise BadRequestError(f"The body is not JSON: {error}.") from error
    except RecursionError as error:
        raise BadRequestError("The body is nested too deeply.") from error


def _checked(values: Any) -> BotValues:
    try:
        return BotValues.model_validate(values)
    except ValidationError as error:
        faults = [
            {"field": ".".join(str(part) for part in fault["loc"]), "reason": fault["msg"]}
            for fault in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise InvalidError("The bot's settings do not fit. See errors.", errors=faults) from error


async def _out(unit: UnitOfWork, knowledge: KnowledgeService, bots: Sequence[Bot]) -> list[BotOut]:
    summaries = await knowledge.summaries(unit, [bot.id for bot in bots])
    return [bot_out(bot, KnowledgeOfBot(**summaries[bot.id])) for bot in bots]
