"""Turn: what one message to the assistant is read and answered with."""

from dataclasses import dataclass, field

from frontdesk.assistant.memory import Memory
from frontdesk.crm.records.command import Actor
from frontdesk.crm.scope import Scope
from frontdesk.identity.callers import Caller
from frontdesk.platform.unit_of_work import UnitOfWork

VIA = "assistant"


@dataclass(frozen=True)
class Turn:
    """One message of one caller, with the transaction that it is answered in.

    `viewing`: the record that is open beside the conversation, as (object, id).
    """

    unit: UnitOfWork
    scope: Scope
    caller: Caller
    message: str
    memory: Memory = field(default_factory=Memory)
    viewing: tuple[str, int] | None = None

    @property
    def actor(self) -> Actor:
        """On whose behalf the assistant writes."""
        return Actor(self.caller, VIA)
