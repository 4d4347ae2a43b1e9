"""A scripted interpreter: says what each message means as the test has told it, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from frontdesk.assistant.meaning import Confirm, Meaning, Reject, Undo
from frontdesk.assistant.turn import Turn
from tests.conftest import Staff

Step = Meaning | Exception | Callable[[Turn], Meaning]

SAID: dict[str, Meaning] = {"yes": Confirm(), "no": Reject(), "undo": Undo()}


@dataclass
class Script:
    """Steps in the order in which they are said. What is said beside them is noted, and fails the test."""

    steps: list[tuple[str, Step]] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    async def interpret(self, turn: Turn) -> Meaning:
        self.turns.append(turn)
        if turn.message in SAID:
            return SAID[turn.message]
        if not self.steps or self.steps[0][0] != turn.message:
            self.unexpected.append(turn.message)
            raise AssertionError(f"nobody has told what {turn.message!r} means")
        _, step = self.steps.pop(0)
        if isinstance(step, Exception):
            raise step
        return step(turn) if callable(step) else step

    def check(self) -> None:
        assert self.unexpected == []
        assert [message for message, _ in self.steps] == [], "steps that nobody said"


@dataclass
class Talk:
    """One member of staff in one session of the assistant."""

    staff: Staff
    script: Script
    session_id: str | None = None

    def say(self, message: str, meaning: Step | None = None, *, status: int = 200, **body: Any) -> dict[str, Any]:
        """The turn that answers the message."""
        if meaning is not None:
            self.script.steps.append((message, meaning))
        sent = {"message": message, **body}
        if self.session_id is not None:
            sent["session_id"] = self.session_id
        answer = self.staff.post("/api/v1/chat", json=sent)
        assert answer.status_code == status, answer.text
        turn: dict[str, Any] = answer.json()
        if status == 200:
            self.session_id = turn["session_id"]
        return turn
