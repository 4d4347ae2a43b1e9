"""Proposals through their service, as the assistant uses it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from frontdesk.crm.records.command import Actor, RowWrite
from frontdesk.crm.records.proposals import Act, Outcome, Proposal, ProposalService
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.scope import Scope, ScopeReader
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.authentication import Authentication
from frontdesk.platform.unit_of_work import UnitOfWork
from tests.conftest import Running, Staff

Work = Callable[[UnitOfWork, Scope, Actor], Awaitable[Any]]


def within(running: Running, workspace_id: int, work: Work, via: str = "assistant", staff: Staff | None = None) -> Any:
    """What `work` returns, done in a transaction of its own by the assistant: for `staff`, else for the program."""

    async def run() -> Any:
        async with running.composition.database.unit_of_work(workspace_id) as unit:
            scope = await running.composition.provided.get(ScopeReader).read(unit)
            caller = await _caller(running, staff) if staff else Caller.system(workspace_id)
            return await work(unit, scope, Actor(caller, via))

    assert running.client.portal is not None
    return running.client.portal.call(run)


async def _caller(running: Running, staff: Staff) -> Caller:
    return await running.composition.provided.get(Authentication).caller(staff.token, None)


def propose(
    running: Running,
    workspace_id: int,
    rows: Sequence[RowWrite],
    action: str = "updated",
    staff: Staff | None = None,
) -> Proposal:
    service = running.composition.provided.get(ProposalService)
    proposal: Proposal = within(
        running,
        workspace_id,
        lambda unit, scope, actor: service.propose(unit, scope, actor, Act(action, rows)),
        staff=staff,
    )
    return proposal


def confirm(running: Running, workspace_id: int, proposal: Proposal, token: str | None = None) -> Outcome:
    service = running.composition.provided.get(ProposalService)
    outcome: Outcome = within(
        running,
        workspace_id,
        lambda unit, scope, actor: service.confirm(unit, scope, actor, UUID(proposal.id), token or proposal.token),
    )
    return outcome


def reject(running: Running, workspace_id: int, proposal: Proposal) -> Outcome:
    service = running.composition.provided.get(ProposalService)
    outcome: Outcome = within(
        running,
        workspace_id,
        lambda unit, scope, actor: service.reject(unit, actor, UUID(proposal.id), proposal.token),
    )
    return outcome


def write_as_assistant(running: Running, workspace_id: int, rows: Sequence[RowWrite], action: str) -> Any:
    path = running.composition.provided.get(WritePath)
    return within(running, workspace_id, lambda unit, scope, actor: path.write(unit, scope, actor, rows, action=action))
