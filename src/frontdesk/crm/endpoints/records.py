"""Paths of single records: create, read, replace, change, delete, restore; and many at once."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Query
from starlette.responses import Response

from frontdesk.crm.duplicates.errors import DuplicatesFoundError
from frontdesk.crm.duplicates.service import DuplicateService
from frontdesk.crm.endpoints.batch_body import batch_rows, checked_match
from frontdesk.crm.endpoints.object_route import (
    ObjectRoute,
    RecordId,
    RecordsResponse,
    RequestDefinition,
    RequestScope,
    etag,
)
from frontdesk.crm.endpoints.once import Once
from frontdesk.crm.errors import InvalidRecordError
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Actor, Kind, RowWrite, Written
from frontdesk.crm.records.history import History
from frontdesk.crm.records.service import RecordService
from frontdesk.identity.dependencies import StaffAdmin, StaffAgent, StaffViewer, Work
from frontdesk.platform.paging import WantedPiece
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1", tags=["records"], route_class=ObjectRoute)

Records = Annotated[RecordService, provided(RecordService)]
Reader = Annotated[RecordReader, provided(RecordReader)]
Values = Annotated[
    dict[str, Any],
    Body(
        description="Values by field: see the schemas `LeadRecord`, `DealRecord` … and `GET /api/v1/meta/objects`;"
        " own fields in `custom`"
    ),
]
IfMatch = Annotated[
    str | None,
    Header(max_length=40, description='The record\'s ETag, such as "3": another version is answered with 412'),
]

_FAULTS = problems(400, 401, 403, 404, 409, 422)
_WRITE_FAULTS = problems(400, 401, 403, 404, 409, 412, 422)
_RECORD: dict[int | str, dict[str, Any]] = {
    200: {"description": "The record; `X-Undo-Id` after a write", "content": {"application/json": {}}}
}


@router.post(
    "/{object}",
    status_code=201,
    response_model=None,
    responses={201: {"description": "The record", "content": {"application/json": {}}}, **_FAULTS},
)
async def create_record(
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffAgent,
    work: Work,
    records: Records,
    doubles: Annotated[DuplicateService, provided(DuplicateService)],
    once: Once,
    values: Values,
    duplicates: Annotated[str | None, Query(pattern="^refuse$", description="Refuse what is likely there")] = None,
) -> Response:
    """Makes a record. With `duplicates=refuse` one that is likely there already is answered with 409 and those."""
    if (before := await once.answered()) is not None:
        return before
    if duplicates is not None:
        found = await doubles.of_values(work, scope, definition, values)
        if found:
            raise DuplicatesFoundError(definition.label, found)
    written = await records.create(work, scope, Actor.of(caller), definition, values)
    return await once.keep(_answer(written, 201))


@router.get("/{object}/{record_id:int}", response_model=None, responses={**_RECORD, **problems(401, 403, 404, 422)})
async def get_record(
    definition: RequestDefinition, scope: RequestScope, _: StaffViewer, work: Work, reader: Reader, record_id: RecordId
) -> Response:
    """One record, also one in the trash (`deleted_at` tells)."""
    record = await reader.get(work, scope, definition, record_id)
    return RecordsResponse(record, headers={"ETag": etag(record)})


@router.put("/{object}/{record_id:int}", response_model=None, responses={**_RECORD, **_WRITE_FAULTS})
async def replace_record(
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffAgent,
    work: Work,
    records: Records,
    record_id: RecordId,
    values: Values,
    if_match: IfMatch = None,
) -> Response:
    """Puts these values in place of the record's: a field that is left out becomes empty, or its default."""
    return await _change(definition, scope, caller, work, records, record_id, values, if_match, replace=True)


@router.patch("/{object}/{record_id:int}", response_model=None, responses={**_RECORD, **_WRITE_FAULTS})
async def change_record(
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffAgent,
    work: Work,
    records: Records,
    record_id: RecordId,
    values: Values,
    if_match: IfMatch = None,
) -> Response:
    """Changes the fields that are named. A body member `version` or `If-Match` guards against another's change."""
    return await _change(definition, scope, caller, work, records, record_id, values, if_match, replace=False)


async def _change(
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffAgent,
    work: Work,
    records: RecordService,
    record_id: int,
    values: dict[str, Any],
    if_match: str | None,
    *,
    replace: bool,
) -> Response:
    version = values.get("version")
    if version is not None and (isinstance(version, bool) or not isinstance(version, int)):
        raise InvalidRecordError([{"field": "version", "reason": "must be a whole number"}])
    written = await records.change(
        work,
        scope,
        Actor.of(caller),
        definition,
        record_id,
        values,
        version=version,
        if_match=checked_match(if_match),
        replace=replace,
    )
    return _answer(written, 200)


@router.delete(
    "/{object}/{record_id:int}",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "In the trash; `X-Undo-Id` brings it back"}, **_WRITE_FAULTS},
)
async def delete_record(
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffAgent,
    work: Work,
    records: Records,
    record_id: RecordId,
    if_match: IfMatch = None,
    cascade: Annotated[bool, Query(description="Also what depends on it, such as a pipeline's deals")] = False,
) -> Response:
    """Moves a record to the trash, from where it can be restored for 90 days."""
    written = await records.delete(
        work, scope, Actor.of(caller), definition, record_id, version=checked_match(if_match), cascade=cascade
    )
    return Response(status_code=204, headers={"X-Undo-Id": written.undo_id})


@router.post("/{object}/{record_id:int}/restore", response_model=None, responses={**_RECORD, **_FAULTS})
async def restore_record(
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffAgent,
    work: Work,
    records: Records,
    record_id: RecordId,
) -> Response:
    """Takes a record out of the trash."""
    return _answer(await records.restore(work, scope, Actor.of(caller), definition, record_id), 200)


@router.post(
    "/{object}/{record_id:int}/purge",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "Gone for good"}, **problems(401, 403, 404, 409, 422)},
)
async def purge_record(
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffAdmin,
    work: Work,
    records: Records,
    record_id: RecordId,
) -> None:
    """Takes a record that is in the trash away for good, with its history. This cannot be undone."""
    await records.purge(work, scope, Actor.of(caller), definition, record_id)


@router.get(
    "/{object}/{record_id:int}/history",
    response_model=None,
    responses={200: {"description": "Changes, the newest first"}, **problems(401, 403, 404, 422)},
)
async def record_history(
    definition: RequestDefinition,
    scope: RequestScope,
    _: StaffViewer,
    work: Work,
    history: Annotated[History, provided(History)],
    record_id: RecordId,
    piece: WantedPiece,
) -> Response:
    """Who changed what and when, by which way, from what to what."""
    page = await history.page(work, scope, definition, record_id, piece)
    return RecordsResponse({"items": page.items, "next": page.next, "total": page.total})


@router.post(
    "/{object}/batch",
    response_model=None,
    responses={200: {"description": "What was written; one `X-Undo-Id` for all"}, **_FAULTS},
)
async def write_batch(
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffAgent,
    work: Work,
    records: Records,
    once: Once,
    body: Annotated[dict[str, Any], Body(description="`create`, `update`, `delete`; or `where`, `expected`, `set`")],
) -> Response:
    """Creates, changes and deletes up to 1,000 records, all or nothing; each faulty row is named."""
    if (before := await once.answered()) is not None:
        return before
    wanted = batch_rows(definition, body)
    rows = wanted.rows
    if wanted.where is not None:
        ids = await records.matching(work, scope, definition, wanted.where, wanted.expected, caller.user_id)
        rows = [wanted.row(definition.name, record_id) for record_id in ids]
    if not rows:
        return await once.keep(RecordsResponse({"created": [], "updated": [], "deleted": []}))
    written = await records.batch(work, scope, Actor.of(caller), definition, rows)
    return await once.keep(RecordsResponse(_by_kind(rows, written), headers={"X-Undo-Id": written.undo_id}))


def _by_kind(rows: list[RowWrite], written: Written) -> dict[str, Any]:
    pairs = list(zip(rows, written.records, strict=True))
    return {
        "created": [record for row, record in pairs if row.kind is Kind.CREATE],
        "updated": [record for row, record in pairs if row.kind is Kind.UPDATE],
        "deleted": [row.id for row, _ in pairs if row.kind is Kind.DELETE],
    }


def _answer(written: Written, status: int) -> Response:
    record = written.records[0]
    headers = {"X-Undo-Id": written.undo_id}
    if record is not None:
        headers["ETag"] = etag(record)
    return RecordsResponse(record, status, headers)
