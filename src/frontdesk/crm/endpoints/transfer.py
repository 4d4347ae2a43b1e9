"""Paths of import and export."""

from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Path, Query, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response, StreamingResponse

from frontdesk.crm.endpoints.lists import Filter, SearchedText, SortedBy
from frontdesk.crm.endpoints.object_route import (
    ObjectName,
    ObjectRoute,
    RequestDefinition,
    RequestScope,
    plain_parameters,
)
from frontdesk.crm.query.parameters import LIST_PARAMETERS, query_of_parameters
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.scope import ScopeReader
from frontdesk.crm.transfer.error_file import ErrorFile
from frontdesk.crm.transfer.errors import ImportOptionsError
from frontdesk.crm.transfer.export import MEDIA_TYPES, Export, ExportService, chosen_columns
from frontdesk.crm.transfer.on_behalf import staff_of
from frontdesk.crm.transfer.preview import preview
from frontdesk.crm.transfer.running import ImportRunner
from frontdesk.crm.transfer.schemas import ImportChange, ImportOut, ImportPage
from frontdesk.crm.transfer.service import ImportService
from frontdesk.identity.dependencies import StaffAgent, StaffViewer, Work
from frontdesk.platform.database import Database
from frontdesk.platform.errors import InvalidError
from frontdesk.platform.paging import WantedPiece
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1", tags=["records"], route_class=ObjectRoute)
imports_router = APIRouter(prefix="/api/v1/imports", tags=["records"])

# With more rows than these an undo is left to the worker alone.
MOST_UNDONE_AT_ONCE = 1_000

# A file holds the whole list: it has no pages.
_EXPORT_PARAMETERS = (LIST_PARAMETERS - {"limit", "after"}) | {"format", "columns", "bom"}

Imports = Annotated[ImportService, provided(ImportService)]
Scopes = Annotated[ScopeReader, provided(ScopeReader)]
Connections = Annotated[Database, provided(Database)]
ImportId = Annotated[int, Path(ge=1, le=2**62)]
Marked = Annotated[bool, Query(description="Begin with a mark by which spreadsheets know UTF-8")]

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary", "description": "CSV or XLSX"},
                        "options": {"type": "string", "description": "JSON: options other than those found"},
                    },
                }
            }
        },
    }
}


class UploadError(InvalidError):
    title = "Not an upload"


@router.post(
    "/{object}/import",
    status_code=201,
    openapi_extra=_FORM,
    responses=problems(400, 401, 403, 404, 413, 415, 422),
)
async def upload_import(
    object: ObjectName, request: Request, caller: StaffAgent, imports: Imports, scopes: Scopes, database: Connections
) -> ImportOut:
    """Uploads a file of records: its columns are matched with fields, and its first rows shown. Nothing is written yet.

    Fields of the form: `file` (CSV or XLSX, the names of the columns in its first row), `options` (JSON).
    """
    # Read here and not by a parameter: only callers who may import have their file read at all.
    name, data, given = await _upload(request, imports.most_bytes)
    file = await imports.read(data)
    async with database.unit_of_work(caller.workspace_id, staff=staff_of(caller)) as unit:
        scope = await scopes.read(unit)
        definition = scope.definition(object)
        found = await imports.add(unit, scope, caller, definition, name, data, file, given)
        return ImportOut.of(found, await preview(unit, scope, found))


@router.get(
    "/{object}/export",
    response_class=StreamingResponse,
    responses={
        200: {"description": "The file", "content": {"text/csv": {}, "application/json": {}}},
        **problems(401, 403, 404, 422),
    },
)
async def export_records(
    request: Request,
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffViewer,
    exports: Annotated[ExportService, provided(ExportService)],
    format: Annotated[Literal["csv", "json"], Query()] = "csv",
    columns: Annotated[
        str | None, Query(max_length=20_000, description="Fields in their order, by commas; all if left out")
    ] = None,
    filter: Filter = None,
    search: SearchedText = None,
    sort: SortedBy = None,
    trash: Annotated[bool, Query(description="Records in the trash instead of the others")] = False,
    bom: Marked = False,
) -> Response:
    """All records of a list as a file, however many. CSV names the fields in its header, so that it can be imported.

    JSON is a list of records. In CSV a cell that a spreadsheet could take for a formula begins with an apostrophe.
    """
    query = query_of_parameters(
        QueryParser(scope, definition, caller.user_id),
        plain_parameters(request, _EXPORT_PARAMETERS),
        filter=filter,
        search=search,
        sort=sort,
        trash=trash,
    )
    wanted = Export(query, chosen_columns(definition, columns), format, marked=bom)
    headers = {"Content-Disposition": f'attachment; filename="{definition.name}.{format}"'}
    return StreamingResponse(exports.pieces(caller, scope, wanted), media_type=MEDIA_TYPES[format], headers=headers)


@imports_router.get("", responses=problems(401, 403, 404, 422))
async def list_imports(
    caller: StaffAgent,
    work: Work,
    imports: Imports,
    scopes: Scopes,
    piece: WantedPiece,
    object: Annotated[str | None, Query(max_length=60, description="Only those of this object")] = None,
) -> ImportPage:
    """The caller's own imports, for admins those of all, the newest first; without previews."""
    name = None if object is None else (await scopes.read(work)).definition(object).name
    items, more, total = await imports.page(work, caller, name, piece)
    return ImportPage(
        items=[ImportOut.of(found) for found in items], next=str(items[-1].id) if more else None, total=total
    )


@imports_router.get("/{import_id}", responses=problems(401, 403, 404, 422))
async def get_import(
    import_id: ImportId, caller: StaffAgent, work: Work, imports: Imports, scopes: Scopes
) -> ImportOut:
    """One import: until it is started with a preview of its first rows, then with its progress."""
    found = await imports.get(work, caller, import_id)
    if found.status != "uploaded":
        return ImportOut.of(found)
    return ImportOut.of(found, await preview(work, await scopes.read(work), found))


@imports_router.patch("/{import_id}", responses=problems(400, 401, 403, 404, 409, 422))
async def change_import(
    import_id: ImportId, change: ImportChange, caller: StaffAgent, work: Work, imports: Imports, scopes: Scopes
) -> ImportOut:
    """Changes options of an import that was not started; the preview follows them."""
    scope = await scopes.read(work)
    found = await imports.change(work, scope, caller, import_id, change.options)
    return ImportOut.of(found, await preview(work, scope, found))


@imports_router.post("/{import_id}/start", status_code=202, responses=problems(401, 403, 404, 409, 422))
async def start_import(
    import_id: ImportId, caller: StaffAgent, work: Work, imports: Imports, scopes: Scopes
) -> ImportOut:
    """Has the rows written in the background. One that stopped goes on where it was."""
    return ImportOut.of(await imports.start(work, await scopes.read(work), caller, import_id))


@imports_router.get(
    "/{import_id}/errors",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}}}, **problems(401, 403, 404, 422)},
)
async def failed_rows(
    import_id: ImportId,
    caller: StaffAgent,
    work: Work,
    imports: Imports,
    errors: Annotated[ErrorFile, provided(ErrorFile)],
    bom: Marked = False,
) -> Response:
    """The rows that failed, each with the reasons in a last column, as CSV to be mended and uploaded again."""
    found = await imports.get(work, caller, import_id)
    headers = {"Content-Disposition": f'attachment; filename="{found.object}-errors.csv"'}
    return StreamingResponse(
        errors.pieces(caller, found, marked=bom), media_type="text/csv; charset=utf-8", headers=headers
    )


@imports_router.post("/{import_id}/undo", responses=problems(401, 403, 404, 409, 410, 422))
async def undo_import(
    import_id: ImportId,
    caller: StaffAgent,
    imports: Imports,
    database: Connections,
    runner: Annotated[ImportRunner, provided(ImportRunner)],
) -> ImportOut:
    """Takes back all that an import wrote; a large one in the background. Records changed since stay as they are."""
    workspace_id = caller.workspace_id or 0
    async with database.unit_of_work(workspace_id, staff=staff_of(caller)) as unit:
        found = await imports.undo(unit, caller, import_id)
    if found.progress.created + found.progress.updated > MOST_UNDONE_AT_ONCE:
        return ImportOut.of(found)
    await runner.undo(workspace_id, import_id)
    async with database.unit_of_work(workspace_id, staff=staff_of(caller)) as unit:
        return ImportOut.of(await imports.get(unit, caller, import_id))


@imports_router.delete("/{import_id}", status_code=204, responses=problems(401, 403, 404, 409, 422))
async def delete_import(import_id: ImportId, caller: StaffAgent, work: Work, imports: Imports) -> Response:
    """Throws an import away that was not started."""
    await imports.remove(work, caller, import_id)
    return Response(status_code=204)


async def _upload(request: Request, most_bytes: int) -> tuple[str, bytes, dict[str, Any]]:
    """The file's name and bytes (one more than allowed at most), and the options beside it."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        missing = [{"field": "file", "reason": "must come in a form (multipart/form-data)"}]
        raise UploadError("Send a form (multipart/form-data) with the file in its field `file`.", errors=missing)
    async with request.form(max_files=1, max_fields=5) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            missing = [{"field": "file", "reason": "is required"}]
            raise UploadError("The form has no file in its field `file`.", errors=missing)
        return file.filename or "records", await file.read(most_bytes + 1), _options(form.get("options"))


def _options(text: Any) -> dict[str, Any]:
    if not text:
        return {}
    try:
        given = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ImportOptionsError([{"field": "options", "reason": f"are not JSON: {error.msg}"}]) from None
    if not isinstance(given, dict):
        raise ImportOptionsError([{"field": "options", "reason": "must be a JSON object"}])
    return given
