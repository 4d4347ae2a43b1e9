"""Imports on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from frontdesk.crm.transfer.models import Import

Mode = Literal["create", "update", "upsert", "skip"]


class ImportColumnOut(BaseModel):
    """A column of the file, and the field that it was matched with when it was uploaded."""

    header: str
    index: int
    field: str | None
    score: float = Field(description="How sure the match is, 0 to 1")
    samples: list[str]


class ImportOptionsOut(BaseModel):
    mapping: dict[str, str | None] = Field(description="Index of a column to a field, or to null: left out")
    mode: Mode
    key: str | None = Field(description="Field by which a record is known")
    date_order: Literal["dmy", "mdy", "ymd"] | None = Field(description="Null: the workspace's own")
    own_as: int | None = Field(description="User who gets the new records that name no owner")


class RowErrorOut(BaseModel):
    field: str = Field(description="Empty: the row as a whole")
    reason: str


class PreviewRowOut(BaseModel):
    row: int = Field(description="As a spreadsheet counts: the header is row 1")
    values: dict[str, Any]
    errors: list[RowErrorOut]
    action: Literal["create", "update", "skip"]
    labels: dict[str, str] = Field(description="Words for the ids among the values")
    written: dict[str, str] = Field(description="What stands in the cells that cannot be read, by field")


class ImportProgressOut(BaseModel):
    done: int
    total: int
    created: int
    updated: int
    skipped: int
    failed: int


class ImportOut(BaseModel):
    """A file of records on its way into the workspace. `preview` is filled until it is started."""

    id: int
    object: str
    file_name: str
    status: Literal["uploaded", "queued", "running", "done", "failed", "undone"]
    rows: int
    encoding: str | None
    delimiter: str | None
    columns: list[ImportColumnOut]
    options: ImportOptionsOut
    preview: list[PreviewRowOut]
    progress: ImportProgressOut
    undo_id: str | None
    error: str | None
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, found: Import, preview: Sequence[dict[str, Any]] = ()) -> "ImportOut":
        return cls.model_validate(
            {
                **{name: getattr(found, name) for name in _SAME},
                "encoding": found.format["encoding"],
                "delimiter": found.format["delimiter"],
                "options": found.options.as_json(),
                "progress": found.progress.__dict__,
                "preview": preview,
                "undo_id": str(found.write_id) if found.write_id and found.status in ("done", "failed") else None,
            }
        )


_SAME = ("id", "object", "file_name", "status", "rows", "columns", "error", "created_at", "finished_at")


class ImportPage(BaseModel):
    items: list[ImportOut]
    next: str | None
    total: int


class ImportChange(BaseModel):
    options: dict[str, Any] = Field(description="Those that change: mapping, mode, key, date_order, own_as")
