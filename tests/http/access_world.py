"""What the table of rights is tried on: a workspace with one person of each kind, and a stranger from another."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from frontdesk.identity.tokens import Tokens
from frontdesk.platform.provide import Provided
from frontdesk.platform.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import Running, Staff

PASSWORD = "correct horse battery"


TEXT_FILE = ("attachments", ("note.txt", b"A note.", "text/plain"))


class World:
    """The callers, and things of the workspace made when a path needs one."""

    password = PASSWORD

    def __init__(self, running: Running):
        self.client = running.client
        self.owner: Staff = running.found()
        self.bot: dict[str, Any] = self.owner.bot(access="public")
        self.staff_sign_in = {"username": self.new_email(), "password": PASSWORD}
        self.new_user(self.staff_sign_in["username"])
        self.customer_sign_in = {"username": self.new_name(), "password": PASSWORD}
        self._headers = {
            "anonymous": {},
            "expired": self._expired(running.composition.provided),
            "customer": self._customer(),
            "foreign": running.found().colleague("admin").headers,
            "owner": self.owner.headers,
            **{role: self.owner.colleague(role).headers for role in ("viewer", "agent", "admin")},
        }

    def headers(self, caller: str) -> dict[str, str]:
        return self._headers[caller]

    def new_name(self) -> str:
        return f"name-{secrets.token_hex(6)}"

    def new_email(self) -> str:
        return f"{self.new_name()}@example.test"

    def new_user(self, email: str | None = None) -> int:
        body = {"email": email or self.new_email(), "name": "Someone", "role": "viewer", "password": PASSWORD}
        return int(self.owner.post("/api/v1/users", json=body).json()["id"])

    def new_key(self) -> int:
        body = {"name": "key", "role": "viewer"}
        return int(self.owner.post("/api/v1/api-keys", json=body).json()["id"])

    def bot_of_all(self) -> int:
        return int(self.bot["id"])

    def new_bot(self) -> int:
        return int(self.owner.bot(name=self.new_name())["id"])

    def new_source(self) -> int:
        """A source of the bot, with one FAQ of its own."""
        question = {"question": f"What is {self.new_name()}?", "answer": "A name that a test has made up."}
        return int(self.owner.teach(self.bot["id"], [question], f"{self.new_name()}.json")["id"])

    def new_record(self, object: str) -> int:
        """A record of the owner's."""
        return int(self.owner.post(f"/api/v1/{object}", json={"name": self.new_name()}).json()["id"])

    def new_email_record(self) -> int:
        """A mail of the owner's that is not sent."""
        body = {"subject": "Hello", "direction": "sent", "to_email": self.new_email()}
        return int(self.owner.post("/api/v1/emails", json=body).json()["id"])

    def saved_reply(self) -> dict[str, str]:
        return {"shortcut": self.new_name(), "title": "Hello", "content": "Hello {first_name}"}

    def new_saved_reply(self) -> int:
        return int(self.owner.post("/api/v1/saved-replies", json=self.saved_reply()).json()["id"])

    def tomorrow(self) -> str:
        return (datetime.now(UTC) + timedelta(days=1)).isoformat()

    def new_label(self) -> int:
        return int(self.owner.post("/api/v1/labels", json={"name": self.new_name()}).json()["id"])

    def customer_id(self) -> int:
        """The customer that the table tries as one."""
        found = self.owner.get("/api/v1/customers", params={"q": self.customer_sign_in["username"]})
        return int(found.json()["items"][0]["id"])

    def new_customer(self) -> int:
        """A customer of the bot whom nobody misses."""
        body = {"username": self.new_name(), "password": PASSWORD}
        assert self.client.post(f"/api/v1/auth/{self.bot['id']}/register", json=body).status_code == 201
        found = self.owner.get("/api/v1/customers", params={"q": body["username"]})
        return int(found.json()["items"][0]["id"])

    def new_memory(self) -> int:
        """Something that is remembered of that customer."""
        path = f"/api/v1/customers/{self.customer_id()}/memories"
        return int(self.owner.post(path, json={"value": self.new_name()}).json()["id"])

    def passage(self) -> int:
        """A passage that a public bot knows."""
        source = self.new_source()
        answer = self.owner.get(f"/api/v1/knowledge/sources/{source}/passages")
        return int(answer.json()["items"][0]["id"])

    def new_secret(self) -> str:
        """What opens a conversation that someone without a login has begun."""
        body = {"user_id": "visitor", "message": "Hello", "bot_id": self.bot["id"]}
        self.secret = str(self.client.post("/api/v1/query", json=body).json()["conversation_id"])
        return self.secret

    def new_file(self) -> str:
        """A file that waits to be sent in the conversation that was begun last."""
        path = f"/api/v1/conversations/{self.secret}/attachments"
        return str(self.client.post(path, files=[TEXT_FILE]).json()["items"][0]["id"])

    def new_conversation(self) -> str:
        """The id of such a conversation."""
        self.new_secret()
        return str(self.owner.get("/api/v1/conversations?limit=1").json()["items"][0]["id"])

    def _customer(self) -> dict[str, str]:
        path = f"/api/v1/auth/{self.bot['id']}/register"
        answer = self.client.post(path, json=self.customer_sign_in)
        assert answer.status_code == 201, answer.text
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    def _expired(self, provided: Provided) -> dict[str, str]:
        """The owner's own token, but that its time is over."""
        settings = provided.get(Settings)
        claims = provided.get(Tokens).read(self.owner.token)
        token = Tokens(settings.signing_key, settings.jwt_algorithm, minutes=-1).issue(claims)
        return {"Authorization": f"Bearer {token}"}
