"""Paths of proposals: what waits for a yes, and the yes or no."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path

from frontdesk.assistant.proposal_part import proposal_part
from frontdesk.assistant.schemas import AssistantTurn, ProposalOut, VerdictIn
from frontdesk.assistant.service import AssistantDesk
from frontdesk.assistant.state import Verdict
from frontdesk.assistant.turn import VIA
from frontdesk.crm.records.command import Actor
from frontdesk.crm.records.proposals import ProposalService
from frontdesk.identity.callers import Caller
from frontdesk.identity.dependencies import AnyCaller, StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1/proposals", tags=["assistant"])

Desk = Annotated[AssistantDesk, provided(AssistantDesk)]
ProposalId = Annotated[UUID, Path(description="`proposal.id` of a turn")]


@router.get("/{proposal_id}", responses=problems(401, 403, 404, 422))
async def show(
    proposal_id: ProposalId,
    caller: StaffViewer,
    work: Work,
    proposals: Annotated[ProposalService, provided(ProposalService)],
) -> ProposalOut:
    """What was proposed to you, and what became of it."""
    proposal = await proposals.get(work, Actor(caller, VIA), proposal_id)
    return ProposalOut.model_validate({**proposal_part(proposal), "status": proposal.status})


@router.post("/{proposal_id}/confirm", responses=problems(400, 401, 403, 404, 422, 503), response_model=AssistantTurn)
async def confirm(
    proposal_id: ProposalId, caller: AnyCaller, desk: Desk, body: VerdictIn | None = None
) -> dict[str, Any]:
    """Yes: carries out exactly what was shown, once. Where a record has changed since, `outcome` is `conflict`."""
    return await _judged(desk, caller, proposal_id, body or VerdictIn(), yes=True)


@router.post("/{proposal_id}/reject", responses=problems(400, 401, 403, 404, 422, 503), response_model=AssistantTurn)
async def reject(
    proposal_id: ProposalId, caller: AnyCaller, desk: Desk, body: VerdictIn | None = None
) -> dict[str, Any]:
    """No: nothing is changed, and it cannot be confirmed any more."""
    return await _judged(desk, caller, proposal_id, body or VerdictIn(), yes=False)


async def _judged(
    desk: AssistantDesk, caller: Caller, proposal_id: UUID, body: VerdictIn, *, yes: bool
) -> dict[str, Any]:
    # A login is what a session of one's own is known by; its name says nothing more here.
    session_id = body.session_id if caller.is_anonymous else None
    return await desk.judge(caller, Verdict(yes, proposal_id, body.token), session_id)
