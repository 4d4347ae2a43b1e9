"""The table of memories, and a memory as its row says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Table, Text, Uuid

from frontdesk.language.facts.kinds import FactKind

metadata = MetaData()

memories = Table(
    "memories",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("customer_id", BigInteger),
    Column("conversation_id", Uuid),
    Column("kind", Text),
    Column("value", Text),
    Column("source_seq", BigInteger),
    Column("told_by", Text),
    Column("told_at", DateTime(timezone=True)),
    Column("expires_at", DateTime(timezone=True)),
)

LABELS = {
    FactKind.NAME: "Name",
    FactKind.COMPANY: "Company",
    FactKind.PLAN: "Plan",
    FactKind.PRODUCT: "Product",
    FactKind.ORDER_NUMBER: "Order number",
    FactKind.LANGUAGE: "Language",
    FactKind.CONTACT: "Prefers to be reached",
    FactKind.EMAIL: "Mail address given",
    FactKind.PHONE: "Phone number given",
    FactKind.OTHER: "",
}


@dataclass(frozen=True)
class Memory:
    """One fact about a customer, or about a visitor who is not known yet (then only its conversation has it).

    It came from message `source_seq` of the conversation; what staff wrote down has no message. All times are of
    business time.
    """

    id: int
    customer_id: int | None
    conversation_id: UUID | None
    kind: FactKind
    value: str
    source_seq: int | None
    told_by: str
    told_at: datetime
    expires_at: datetime

    @property
    def content(self) -> str:
        """In words that stand alone."""
        label = LABELS[self.kind]
        return f"{label}: {self.value}" if label else self.value
