"""Differences: what a case really changed, and whether that is what was expected."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from evals.commands.desk import Desk
from evals.commands.gold import Change, Gold
from evals.commands.records import Key, Touched

ZONE = ZoneInfo("Europe/Dublin")
# Kept by the system itself.
BY_SYSTEM = {
    "id", "version", "created_at", "updated_at", "deleted_at", "labels", "custom", "closed_at", "completed_at",
    "is_completed", "last_contacted_at",
}  # fmt: skip
# What a new record may bear without having been named: whose it is, and the defaults of its object.
BY_DEFAULT = {
    "owner_id", "lead_owner", "assignee", "author", "currency", "pipeline_id", "lead_status", "opportunity_status",
    "status", "priority", "stages", "started_at", "occurred_at", "sent_at", "enrolled_on", "progress", "vip",
    "direction",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One record that is not as it was. `fields`: path → value now."""

    object: str
    kind: str
    id: int
    fields: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.kind} {self.object} {self.id} {dict(self.fields)}"


def differences(desk: Desk, gold: Gold, touched: Touched) -> list[Difference]:
    """All that differs from the start but for what the system keeps."""
    created = [Difference(*_of("create", key), _filled(desk.record(*key))) for key in sorted(touched.created)]
    deleted = [Difference(*_of("delete", key), {}) for key in sorted(touched.deleted)]
    updated = [Difference(*_of("update", key), _changed(desk, gold, key)) for key in sorted(touched.updated)]
    return [*created, *(one for one in updated if one.fields), *deleted]


def _of(kind: str, key: Key) -> tuple[str, str, int]:
    return key[0], kind, key[1]


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    own = {f"custom.{name}": value for name, value in (record.get("custom") or {}).items()}
    return {**{name: value for name, value in record.items() if name not in BY_SYSTEM}, **own}


def _filled(record: Mapping[str, Any]) -> dict[str, Any]:
    return {path: value for path, value in _flat(record).items() if value not in (None, "", [])}


def _changed(desk: Desk, gold: Gold, key: Key) -> dict[str, Any]:
    before, now = _flat(gold.records[key[0]][key[1]]), _flat(desk.record(*key))
    return {path: now[path] for path in now if now[path] != before.get(path)}


def mismatch(gold: Gold, expected: Sequence[Change], found: Sequence[Difference]) -> str | None:
    """Why the differences are not what was expected; None where they are."""
    left = list(found)
    for change in expected:
        reasons = {id(one): _unlike(gold, change, one) for one in left if _same_record(change, one)}
        fitting = next((one for one in left if reasons.get(id(one), "") is None), None)
        if fitting is None:
            return f"not written: {change.kind} {change.object} {change.id or ''} {[*filter(None, reasons.values())]}"
        left.remove(fitting)
    return f"written beside: {'; '.join(map(str, left))}" if left else None


def _same_record(change: Change, one: Difference) -> bool:
    return (change.object, change.kind) == (one.object, one.kind) and change.id in (None, one.id)


def _unlike(gold: Gold, change: Change, one: Difference) -> str | None:
    if change.kind == "delete":
        return None
    for path, wanted in change.values.items():
        if not fits(gold, wanted, one.fields.get(path)):
            return f"{path} is {one.fields.get(path)!r}, not {wanted!r}"
    return next(
        (
            f"{path} is {value!r} unasked"
            for path, value in one.fields.items()
            if not _allowed(gold, change, path, value)
        ),
        None,
    )


def _allowed(gold: Gold, change: Change, path: str, value: Any) -> bool:
    if path in change.values:
        return True
    if path in change.may:
        return fits(gold, change.may[path], value)
    return change.kind == "create" and path in BY_DEFAULT


def fits(gold: Gold, wanted: Any, value: Any) -> bool:
    """Whether a value is the wanted one: itself, or by one of the matchers of the set's README."""
    if not isinstance(wanted, Mapping):
        return bool(_folded(wanted) == _folded(value))
    if "any" in wanted:
        return True
    if "record" in wanted:
        return bool(value == gold.titled(*wanted["record"]))
    if "new" in wanted:
        return isinstance(value, int) and value not in gold.records[wanted["new"]]
    if value is None:
        return False
    if "contains" in wanted:
        return str(_folded(wanted["contains"])) in str(_folded(value))
    if "digits" in wanted:
        digits = "".join(letter for letter in str(value) if letter.isdigit())
        return digits in (wanted["digits"], wanted.get("or")) or digits.endswith(wanted["digits"].lstrip("0"))
    return _fits_time(wanted, str(value))


def _fits_time(wanted: Mapping[str, Any], value: str) -> bool:
    if len(value) == len("2026-06-17"):
        return value == wanted.get("day")
    local = datetime.fromisoformat(value).astimezone(ZONE).replace(tzinfo=None).isoformat()
    return local[:10] == wanted["day"] if "day" in wanted else local[:16] == wanted["at"]


def _folded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    plain = unicodedata.normalize("NFKD", value).casefold()
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def without_drafts(found: Sequence[Difference]) -> list[Difference]:
    """Without the emails that a draft keeps, which are no write of the CRM's records."""
    return [one for one in found if not (one.object == "emails" and one.fields.get("status", "draft") == "draft")]


def unconfirmed(before: Touched, now: Touched) -> bool:
    """Whether a turn that was no yes deleted a record or changed several."""
    return bool(now.deleted - before.deleted) or len(now.updated - before.updated) > 1
