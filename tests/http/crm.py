"""What the tests of the CRM share: making records of every object by few words."""

from typing import Any

from tests.conftest import Staff

# The least that a record of each object needs.
LEAST: dict[str, dict[str, Any]] = {
    "contacts": {"first_name": "Asha", "last_name": "Rao"},
    "leads": {"name": "Guna Sekar"},
    "pipelines": {"name": "Sales"},
    "deals": {"title": "Ten seats"},
    "tasks": {"title": "Call back"},
    "campaigns": {"name": "Spring"},
    "courses": {"title": "Data science"},
    "trainers": {"name": "Meera Nair"},
    "batches": {"name": "March"},
    "learners": {"name": "Tom Okafor"},
    "activities": {"activity_type": "call", "subject": "Talked"},
    "notes": {"content": "Likes mornings"},
    "emails": {"subject": "Hello", "direction": "sent"},
    "calls": {"direction": "outbound"},
    "meetings": {"title": "First talk", "scheduled_at": "2026-03-12T10:00:00+00:00"},
    "messages": {"channel": "sms", "direction": "sent", "body": "See you"},
}


def add(staff: Staff, object: str, **values: Any) -> dict[str, Any]:
    """Makes a record through the API, with what it needs at least."""
    least = dict(LEAST[object])
    if object == "deals" and "pipeline_id" not in values:
        least["pipeline_id"] = add(staff, "pipelines")["id"]
    answer = staff.post(f"/api/v1/{object}", json={**least, **values})
    assert answer.status_code == 201, answer.text
    record: dict[str, Any] = answer.json()
    return record


def listed(staff: Staff, object: str, **parameters: Any) -> list[dict[str, Any]]:
    """The records of a list, one page of up to 200."""
    answer = staff.get(f"/api/v1/{object}", params={"limit": 200, **parameters})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in names}
