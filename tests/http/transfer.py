"""What the tests of import and export share."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from tests.conftest import Staff

Cells = Sequence[Sequence[Any]]


def as_csv(rows: Cells, delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def upload(staff: Staff, object: str, data: bytes | Cells, name: str = "people.csv", **options: Any) -> dict[str, Any]:
    """Uploads a file, or rows as CSV."""
    content = data if isinstance(data, bytes) else as_csv(data)
    form = {"options": json.dumps(options)} if options else {}
    answer = staff.post(f"/api/v1/{object}/import", files={"file": (name, content)}, data=form)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def imported(staff: Staff, object: str, data: bytes | Cells, **options: Any) -> dict[str, Any]:
    """Uploads, starts, and has the worker do it; the import as it is then."""
    return finished(staff, upload(staff, object, data, **options)["id"])


def finished(staff: Staff, import_id: int) -> dict[str, Any]:
    started = staff.post(f"/api/v1/imports/{import_id}/start")
    assert started.status_code == 202, started.text
    assert started.json()["status"] == "queued"
    staff.running.run_jobs()
    return shown(staff, import_id)


def shown(staff: Staff, import_id: int) -> dict[str, Any]:
    answer = staff.get(f"/api/v1/imports/{import_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def progress(found: dict[str, Any]) -> tuple[int, ...]:
    """Done, total, created, updated, skipped, failed."""
    return tuple(found["progress"][name] for name in ("done", "total", "created", "updated", "skipped", "failed"))


def failures(staff: Staff, import_id: int) -> list[dict[str, str]]:
    """The failed rows of the error file."""
    return read_csv(staff.get(f"/api/v1/imports/{import_id}/errors").text)


def exported(staff: Staff, object: str, **parameters: Any) -> Any:
    """The records as the JSON export has them."""
    answer = staff.get(f"/api/v1/{object}/export", params={"format": "json", "sort": "id", **parameters})
    assert answer.status_code == 200, answer.text
    return answer.json()
