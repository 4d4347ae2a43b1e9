"""Path of the figures of all bots, or one."""

from typing import Annotated

from fastapi import APIRouter, Query

from frontdesk.analytics.schemas import Stats
from frontdesk.analytics.service import AnalyticsService
from frontdesk.identity.dependencies import StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1/stats", tags=["analytics"])


@router.get("", responses=problems(401, 403, 422))
async def stats(
    _: StaffViewer,
    work: Work,
    analytics: Annotated[AnalyticsService, provided(AnalyticsService)],
    days: Annotated[int, Query(ge=1, le=3660)] = 30,
    bot_id: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> Stats:
    """Turns, escalations, moods and ratings of the last days, of all bots or one."""
    return await analytics.stats(work, days, bot_id)
