"""Entering a conversation as staff, to take a step in it; and how events and states are shown."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.models import Conversation, ConversationEvent
from frontdesk.conversations.schemas import ActorOut, EventOut, EventPage, State
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.callers import Caller
from frontdesk.platform.provide import provided
from frontdesk.platform.unit_of_work import UnitOfWork

Conversations = Annotated[ConversationService, provided(ConversationService)]
Door = Annotated[ConversationDoor, provided(ConversationDoor)]

# More events than these come of no step.
MOST_EVENTS = 20


async def step(
    work: UnitOfWork,
    conversations: ConversationService,
    door: ConversationDoor,
    reference: str,
    caller: Caller,
    step: Callable[[UnitOfWork, Conversation, Caller], Awaitable[Conversation]],
) -> EventPage:
    """Takes a step of the handoff; answers with the events that came of it, none where nothing changed."""
    before = await conversations.enter(work, await door.find(reference, caller), caller, lock=True)
    after = await step(work, before, caller)
    events, _ = await conversations.events(work, after, caller, before.last_seq, MOST_EVENTS)
    return EventPage(items=[event_out(event) for event in events], next=None, state=state_of(after))


def event_out(event: ConversationEvent) -> EventOut:
    actor = ActorOut.model_validate({"kind": event.actor_kind, "name": event.actor_name})
    return EventOut(
        seq=event.seq,
        type=event.type,
        actor=actor,
        content=event.content,
        data=event.data,
        created_at=event.created_at,
    )


def state_of(conversation: Conversation) -> State:
    state: State = conversation.state  # type: ignore[assignment] # the database allows these values only
    return state
