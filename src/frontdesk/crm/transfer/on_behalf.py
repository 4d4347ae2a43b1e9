"""On whose behalf a transaction of its own reads and writes: jobs and streamed files begin theirs themselves."""

from frontdesk.identity.callers import Caller
from frontdesk.platform.database import Staff
from frontdesk.platform.errors import NotSignedInError


def staff_of(caller: Caller) -> Staff:
    """What the database needs to know of the caller. Raises NotSignedInError for one who has no role."""
    if caller.workspace_id is None or caller.role is None:
        raise NotSignedInError("Sign in to do this.")
    return Staff(caller.role.value, caller.user_id)
