"""What the list of conversations is asked for, as its parameters say."""

from typing import Annotated

from pydantic import BaseModel, Field

from frontdesk.conversations.filters import ConversationFilter, View
from frontdesk.conversations.schemas import Category, Sentiment, State
from frontdesk.identity.callers import Caller
from frontdesk.platform.texts import SearchText

Id = Annotated[int, Field(ge=1, le=2**62)]


class Narrowed(BaseModel):
    """All that is given must fit."""

    view: View | None = Field(None, description="A view of the inbox, exactly as /api/v1/inbox/views counts it.")
    state: State | None = None
    category: Category | None = None
    bot_id: Id | None = None
    late: bool | None = None
    assigned: str | None = Field(
        None, pattern="^(me|nobody|[1-9][0-9]{0,17})$", description="`me`, `nobody` or the id of a user."
    )
    label: Id | None = None
    sentiment: Sentiment | None = None
    min_priority: Annotated[int, Field(ge=1, le=10)] | None = None
    snoozed: bool = Field(False, description="True: those that are put off, and only those.")
    q: SearchText = Field("", description="Words of the first message, the customer's name or mail address.")
    after: Annotated[str, Field(max_length=200)] | None = None

    def wanted(self, caller: Caller) -> ConversationFilter:
        return ConversationFilter(
            state=self.state,
            bot_id=self.bot_id,
            category=self.category,
            late=self.late,
            view=self.view,
            assigned=self.assigned,
            me=caller.user_id,
            label=self.label,
            sentiment=self.sentiment,
            min_priority=self.min_priority,
            snoozed=self.snoozed,
            words=tuple(self.q.split()),
        )
