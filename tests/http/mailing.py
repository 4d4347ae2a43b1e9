"""What the tests of sending share: the mail settings of the running program, and sending by few words."""

from typing import Any

import pytest

from frontdesk.assistant.sending.service import EmailSending
from tests.conftest import Running, Staff
from tests.http.crm import add

TO = "guna@example.test"


class Post:
    """The mail settings of the running program, as a test sets them."""

    def __init__(self, running: Running, monkeypatch: pytest.MonkeyPatch):
        self._running, self._patch = running, monkeypatch
        self.set(smtp_host="127.0.0.1", smtp_use_tls=False, smtp_from_email="desk@example.test")
        self.set(email_from_name="Front Desk, Pune", smtp_connect_seconds=5.0, smtp_seconds=5.0)

    def set(self, **values: Any) -> None:
        for name, value in values.items():
            self._patch.setattr(self._running.composition.settings, name, value)

    def answer_within(self, seconds: float) -> None:
        self._patch.setattr(self.sending, "answer_seconds", seconds)

    @property
    def sending(self) -> EmailSending:
        return self._running.composition.provided.get(EmailSending)

    def cut_off(self) -> None:
        """What is being sent ends as if its process had been killed, and long ago."""
        self._running.client.portal.call(self.sending.close)  # type: ignore[union-attr] # it is entered
        self.set(smtp_seconds=0.1)

    def age(self, email_id: int) -> None:
        self._running.execute(
            "UPDATE email_attempts SET claimed_at = claimed_at - interval '1 hour',"
            " handed_over_at = handed_over_at - interval '1 hour' WHERE email_id = %s",
            email_id,
        )

    def look_after(self) -> None:
        """The job that was queued for later runs now."""
        self._running.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
        self._running.run_jobs()


def draft(owner: Staff, **values: Any) -> dict[str, Any]:
    return add(owner, "emails", **{"subject": "Hello", "body": "Good morning.", "to_email": TO, **values})


def send(staff: Staff, email: dict[str, Any], **options: Any) -> Any:
    return staff.post(f"/api/v1/emails/{email['id']}/send", **options)


def sent(staff: Staff, email: dict[str, Any], **options: Any) -> dict[str, Any]:
    answer = send(staff, email, **options)
    assert answer.status_code == 200, answer.text
    record: dict[str, Any] = answer.json()
    assert record == staff.get(f"/api/v1/emails/{email['id']}").json()
    return record


def events(owner: Staff, name: str, email: dict[str, Any]) -> list[tuple[Any, ...]]:
    statement = "SELECT data FROM domain_events WHERE name = %s AND data->>'id' = %s ORDER BY occurred_at, id"
    return owner.running.rows(statement, name, str(email["id"]))
