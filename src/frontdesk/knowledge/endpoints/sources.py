"""Paths of sources and their passages."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Query, Response, UploadFile

from frontdesk.identity.dependencies import SignedIn, StaffAdmin, StaffViewer, Work
from frontdesk.knowledge.bots import BotReader
from frontdesk.knowledge.limits import UploadLimit
from frontdesk.knowledge.schemas import (
    PassageOut,
    PassagePage,
    PassageWithSource,
    SourceOut,
    SourcePage,
    UploadedSource,
)
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.platform.errors import InvalidError
from frontdesk.platform.paging import PageLimit
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.settings import Settings

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"])

Knowledge = Annotated[KnowledgeService, provided(KnowledgeService)]
Bots = Annotated[BotReader, provided(BotReader)]
RowId = Annotated[int, Path(ge=1, le=2**62)]
BotId = Annotated[int, Form(ge=1, le=2**62)]
After = Annotated[str | None, Query(max_length=40, description="`next` of the page before")]


@router.get("/sources", responses=problems(401, 403, 404, 422))
async def list_sources(
    _: StaffViewer,
    work: Work,
    knowledge: Knowledge,
    bots: Bots,
    limit: PageLimit,
    bot_id: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    after: After = None,
) -> SourcePage:
    """The sources of a bot, or of all bots, oldest first."""
    if bot_id is not None:
        await bots.get(work, bot_id)
    found, total = await knowledge.sources(work, bot_id, _number(after, 0), limit + 1)
    following = str(found[limit - 1].id) if len(found) > limit else None
    return SourcePage(items=[SourceOut.model_validate(each) for each in found[:limit]], next=following, total=total)


@router.post(
    "/sources",
    status_code=201,
    responses={
        200: {"model": UploadedSource, "description": "The bot had this file already"},
        **problems(400, 401, 403, 404, 413, 415, 422, 429),
    },
)
async def upload_source(
    response: Response,
    caller: StaffAdmin,
    _: UploadLimit,
    work: Work,
    knowledge: Knowledge,
    bots: Bots,
    settings: Annotated[Settings, provided(Settings)],
    bot_id: BotId,
    file: Annotated[UploadFile, File(description="FAQs as .json or .csv")],
) -> UploadedSource:
    """Uploads FAQs for a bot. They are indexed in the background.

    A file of the same name is replaced once the new one is indexed. A file with faults changes nothing; every
    fault is named with its line or entry.
    """
    await bots.get(work, bot_id)
    data = await file.read(int(settings.max_upload_megabytes * 1_000_000) + 1)
    outcome = await knowledge.upload(work, caller, bot_id, file.filename or "", data)
    if outcome.is_duplicate:
        response.status_code = 200
    shown = SourceOut.model_validate(outcome.source).model_dump()
    return UploadedSource(**shown, duplicate=outcome.is_duplicate)


@router.get("/sources/{source_id}", responses=problems(401, 403, 404, 422))
async def get_source(source_id: RowId, _: StaffViewer, work: Work, knowledge: Knowledge) -> SourceOut:
    """One source, with the progress of its indexing."""
    return SourceOut.model_validate(await knowledge.source(work, source_id))


@router.post("/sources/{source_id}/reindex", status_code=202, responses=problems(401, 403, 404, 422))
async def reindex_source(source_id: RowId, caller: StaffAdmin, work: Work, knowledge: Knowledge) -> SourceOut:
    """Indexes a source anew in the background; what it says is searched all the while."""
    return SourceOut.model_validate(await knowledge.reindex(work, caller, source_id))


@router.delete("/sources/{source_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def delete_source(source_id: RowId, caller: StaffAdmin, work: Work, knowledge: Knowledge) -> Response:
    """Removes a source and all its passages."""
    await knowledge.delete(work, caller, source_id)
    return Response(status_code=204)


@router.get("/sources/{source_id}/passages", responses=problems(401, 403, 404, 422))
async def list_passages(
    source_id: RowId, _: StaffViewer, work: Work, knowledge: Knowledge, limit: PageLimit, after: After = None
) -> PassagePage:
    """The passages of a source that are searched, in the order of the file."""
    found, total = await knowledge.passages(work, source_id, _number(after, -1), limit + 1)
    following = str(found[limit - 1].position) if len(found) > limit else None
    return PassagePage(items=[PassageOut.model_validate(each) for each in found[:limit]], next=following, total=total)


@router.get("/passages/{passage_id}", responses=problems(401, 404, 422))
async def get_passage(passage_id: RowId, caller: SignedIn, work: Work, knowledge: Knowledge) -> PassageWithSource:
    """A passage that an answer cited, for staff and for customers who are signed in at its bot.

    Others have the passages that were found for them in the answer itself: ids can be counted through.
    """
    return PassageWithSource.model_validate(await knowledge.passage_for(work, caller, passage_id))


def _number(cursor: str | None, start: int) -> int:
    if cursor is None:
        return start
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 18):
        raise InvalidError("`after` is not a cursor of this list. Leave it out to begin at the start.")
    return int(cursor)
