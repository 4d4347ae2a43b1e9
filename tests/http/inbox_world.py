"""A workspace with an inbox: its team, a bot, and conversations that wait for a person."""

from typing import Any

from tests.conftest import Running, Staff

A_PERSON = "I want to talk to a person"


class Inbox:
    """The owner, two agents and a viewer of one workspace, and what they see of its conversations."""

    def __init__(self, running: Running, **bot: Any):
        self.running = running
        self.owner = running.found()
        self.anna, self.bert, self.vera = (self.owner.colleague(role) for role in ("agent", "agent", "viewer"))
        self.anna_id, self.bert_id = (
            self._named(staff, name) for staff, name in ((self.anna, "Anna"), (self.bert, "Bert"))
        )
        self.workspace_id = self.owner.get("/api/v1/workspace").json()["id"]
        self.stranger = running.found()
        self.bot = self.owner.bot(**bot)

    def _named(self, staff: Staff, name: str) -> int:
        id_ = int(staff.get("/api/v1/me").json()["id"])
        assert self.owner.patch(f"/api/v1/users/{id_}", json={"name": name}).status_code == 200
        return id_

    def clear(self) -> None:
        """Takes away what other tests left: making a team takes longer than most tests."""
        for table in ("conversations", "labels", "saved_replies", "staff_availability", "notifications"):
            self.running.execute(f"DELETE FROM {table} WHERE workspace_id = %s", self.workspace_id)

    def say(self, message: str, **more: Any) -> str:
        """A customer's message; the secret of the conversation."""
        body = {"message": message, "bot_id": self.bot["id"], **more}
        answer = self.running.client.post("/api/v1/query", json=body)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["conversation_id"])

    def id_of(self, secret: str) -> str:
        by_secret = "SELECT id FROM conversations WHERE secret_digest = sha256(convert_to(%s, 'UTF8'))"
        return str(self.running.rows(by_secret, secret)[0][0])

    def id_of_strangers(self) -> str:
        """A conversation of another workspace."""
        if not self.stranger.shop:
            self.stranger.shop = self.stranger.bot()
        said = {"message": "Hello", "bot_id": self.stranger.shop["id"]}
        return self.id_of(self.running.client.post("/api/v1/query", json=said).json()["conversation_id"])

    def waiting(self, **more: Any) -> str:
        """The id of a new conversation whose customer asked for a person."""
        return self.id_of(self.say(A_PERSON, **more))

    def shown(self, id_: str) -> dict[str, Any]:
        answer = self.owner.get(f"/api/v1/conversations/{id_}")
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = answer.json()
        return result

    def log(self, id_: str, **data: Any) -> list[dict[str, Any]]:
        """The events whose data hold these values."""
        items = self.owner.get(f"/api/v1/conversations/{id_}/events?limit=200").json()["items"]
        return [event for event in items if data.items() <= event["data"].items()]

    def listed(self, staff: Staff | None = None, **params: Any) -> list[str]:
        answer = (staff or self.owner).get("/api/v1/conversations", params=params)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert page["total"] == len(page["items"])
        return [item["id"] for item in page["items"]]

    def act(self, staff: Staff, id_: str, step: str, status: int = 200, method: str = "POST", **body: Any) -> Any:
        """A step of a conversation, with its body."""
        answer = staff.request(method, f"/api/v1/conversations/{id_}/{step}", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()
