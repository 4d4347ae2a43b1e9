"""Import of 100,000 leads from a file (requirement of the CRM: under two minutes), next to a bare COPY of the same."""

import csv
import io
import json
import os
import time
import urllib.request
from random import Random
from typing import Any

from bench.figures import Figure
from bench.records_desk import RecordsDesk, records_desk
from frontdesk.cli.demo.filling.names import all_names

ROWS = int(os.environ.get("FRONTDESK_BENCH_ROWS", "100000"))
LIMIT = 120
LOOK_AGAIN = 0.25
HEADERS = ("Full name", "E-mail", "Mobile", "Company", "Town", "Status", "Budget", "Next call")
BOUNDARY = "frontdesk-bench-part"


def run() -> list[Figure]:
    """Uploads the file to a served demo, starts the import and waits for its end."""
    rows = made_up_rows(ROWS)
    with records_desk(1) as desk:
        began = time.monotonic()
        uploaded = _upload(desk, rows)
        upload_seconds = time.monotonic() - began
        began = time.monotonic()
        _request(desk, "POST", f"/api/v1/imports/{uploaded['id']}/start")
        done = _end(desk, uploaded["id"])
        seconds = time.monotonic() - began
        assert done["progress"]["created"] == ROWS, done
        return [
            Figure(f"upload and preview of {ROWS:,} leads", upload_seconds, "s"),
            Figure(f"import of {ROWS:,} leads", seconds, "s", LIMIT, True, _copy(desk, rows), "a bare COPY"),
        ]


def made_up_rows(count: int) -> list[tuple[str, ...]]:
    """Rows under `HEADERS`, no two alike."""
    dice, names = Random(7), all_names()
    rows = []
    for number in range(count):
        one = dice.choice(names)
        first, last = dice.randrange(len(one.given)), dice.randrange(len(one.family))
        rows.append(
            (
                f"{one.given[first]} {one.family[last]}",
                f"{one.given_plain[first]}.{number}@example.com",
                f"{one.region.unassigned} {number // 10_000:03d} {number % 10_000:04d}",
                dice.choice(one.companies),
                dice.choice(one.cities),
                dice.choice(("New", "Contacted", "Qualified")),
                str(dice.randrange(300, 20_000)),
                f"2026-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d} 14:30",
            )
        )
    return rows


def _upload(desk: RecordsDesk, rows: list[tuple[str, ...]]) -> dict[str, Any]:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    writer.writerows(rows)
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="leads.csv"\r\n\r\n'
    body = head.encode() + text.getvalue().encode() + f"\r\n--{BOUNDARY}--\r\n".encode()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return _request(desk, "POST", "/api/v1/leads/import", body, {"content-type": kind})


def _end(desk: RecordsDesk, import_id: int) -> dict[str, Any]:
    while True:
        found = _request(desk, "GET", f"/api/v1/imports/{import_id}")
        if found["status"] in ("done", "failed"):
            assert found["status"] == "done", found
            return found
        time.sleep(LOOK_AGAIN)


def _request(
    desk: RecordsDesk, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    whole = {"authorization": f"Bearer {desk.token}", **(headers or {})}
    request = urllib.request.Request(f"http://127.0.0.1:{desk.server.port}{path}", body, whole, method=method)
    with urllib.request.urlopen(request, timeout=120) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def _copy(desk: RecordsDesk, rows: list[tuple[str, ...]]) -> float:
    """Seconds to copy the same rows into the same table, with its indexes and triggers; then they are gone again."""
    began = time.monotonic()
    with desk.database.transaction(force_rollback=True), desk.database.cursor() as cursor:
        columns = "name, email, phone, company, city, lead_status, value, next_follow_up"
        with cursor.copy(f"COPY crm_leads (workspace_id, {columns}, created_at, updated_at) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((desk.workspace_id, *row, "2026-01-01", "2026-01-01"))
        return time.monotonic() - began
