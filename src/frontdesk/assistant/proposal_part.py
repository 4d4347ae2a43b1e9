"""The part of an answer that tells of a proposal (chat contract)."""

from typing import Any

from frontdesk.crm.records.proposals import Proposal


def proposal_part(proposal: Proposal) -> dict[str, Any]:
    """JSON of what waits for a yes; `token` only where it was just made."""
    part = {
        "id": proposal.id,
        "verb": proposal.verb,
        "object": proposal.object,
        "ids": proposal.ids,
        "count": proposal.count,
        "preview": proposal.items,
        "expires_at": proposal.expires_at.isoformat(),
    }
    return part if proposal.token is None else {**part, "token": proposal.token}
