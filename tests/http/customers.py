"""Customers for tests: registered at a bot, and what they say to it."""

import secrets
from dataclasses import dataclass
from typing import Any

from tests.conftest import PASSWORD, Running, Staff


@dataclass
class Customer:
    """A customer with a login at one bot."""

    running: Running
    bot: dict[str, Any]
    token: str
    username: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def id(self) -> int:
        (found,) = self.running.rows("SELECT id FROM customers WHERE login = %s", self.username)
        return int(found[0])

    def request(self, method: str, path: str, **options: Any) -> Any:
        return self.running.client.request(method, path, headers=self.headers, **options)

    def ask(self, message: str, **values: Any) -> dict[str, Any]:
        return ask(self.running, self.bot, message, self.headers, **values)


def registered(staff: Staff, bot: dict[str, Any], **values: Any) -> Customer:
    username = f"customer-{secrets.token_hex(6)}"
    body = {"username": username, "password": PASSWORD, **values}
    answer = staff.running.client.post(f"/api/v1/auth/{bot['id']}/register", json=body)
    assert answer.status_code == 201, answer.text
    return Customer(staff.running, bot, answer.json()["access_token"], username)


def ask(
    running: Running, bot: dict[str, Any], message: str, headers: dict[str, str] | None = None, **values: Any
) -> dict[str, Any]:
    """One turn; without `conversation_id` a new conversation begins."""
    where = {} if "conversation_id" in values else {"bot_id": bot["id"]}
    answer = running.client.post("/api/v1/query", json={"message": message, **where, **values}, headers=headers)
    assert answer.status_code == 200, answer.text
    turn: dict[str, Any] = answer.json()
    return turn
