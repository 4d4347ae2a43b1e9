"""Node: the session, if it is the caller's own and still open; a new one where none was named."""

from dataclasses import replace
from datetime import UTC, datetime

from frontdesk.assistant.errors import SessionNotFoundError, SessionOverError
from frontdesk.assistant.models import Session
from frontdesk.assistant.repository import SessionRepository
from frontdesk.assistant.state import Order, TurnState
from frontdesk.assistant.turn import VIA
from frontdesk.crm.records.command import Actor
from frontdesk.crm.records.proposals import ProposalService
from frontdesk.identity.callers import Caller
from frontdesk.platform.clock import Clock
from frontdesk.platform.identifiers import digest, new_uuid


class ValidateSession:
    """Raises SessionNotFoundError and SessionOverError: without a session there is nothing to save a turn in."""

    def __init__(self, sessions: SessionRepository, proposals: ProposalService, clock: Clock):
        self._sessions = sessions
        self._proposals = proposals
        self._clock = clock

    async def __call__(self, state: TurnState) -> TurnState:
        order = state["order"]
        session = await (self._of_proposal(order) if order.verdict else self._named(order))
        caller = order.seat.caller.in_session(session.id)
        return {"session": session, "order": replace(order, seat=replace(order.seat, caller=caller))}

    async def _named(self, order: Order) -> Session:
        if order.seat.session is None:
            return self._new(order)
        session = await self._sessions.load(order.unit, order.seat.session)
        if session is None or not belongs_to(session, order.seat.caller):
            raise SessionNotFoundError
        status = session.status_at(datetime.now(UTC))
        if status != "active":
            raise SessionOverError(status)
        return session

    async def _of_proposal(self, order: Order) -> Session:
        """The session that the proposal was made in; its card may be pressed after the session has ended."""
        verdict, seat = order.verdict, order.seat
        assert verdict is not None
        named = await self._sessions.load(order.unit, seat.session) if isinstance(seat.session, bytes) else None
        caller = seat.caller.in_session(named.id) if named else seat.caller
        proposal = await self._proposals.get(order.unit, Actor(caller, VIA), verdict.proposal_id, verdict.token)
        found = await self._sessions.load(order.unit, proposal.session_id) if proposal.session_id else None
        return found or self._new(order)

    def _new(self, order: Order) -> Session:
        caller, secret, now = order.seat.caller, order.seat.secret, self._clock.now()
        return Session(
            id=new_uuid(),
            actor_kind=caller.kind.value,
            actor_id=caller.actor_id,
            status="active",
            first_words="",
            turns=0,
            created_at=now,
            last_activity=now,
            ended_at=None,
            expires_at=datetime.now(UTC),
            secret_digest=digest(secret) if secret else None,
        )


def belongs_to(session: Session, caller: Caller) -> bool:
    """Whether it is the caller's own; one without a login was found by its secret, which is proof."""
    return (session.actor_kind, session.actor_id) == (caller.kind.value, caller.actor_id)
