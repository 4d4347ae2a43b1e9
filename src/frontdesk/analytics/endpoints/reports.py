"""Path of the reports on one bot."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from frontdesk.analytics.report_schemas import AnalyticsReport, Bucket
from frontdesk.analytics.reports import ReportService
from frontdesk.identity.dependencies import StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1/admin/bots", tags=["analytics"])


@router.get("/{bot_id}/analytics", responses=problems(401, 403, 404, 422))
async def reports_on_bot(
    bot_id: Annotated[int, Path(ge=1, le=2**62)],
    _: StaffViewer,
    work: Work,
    reports: Annotated[ReportService, provided(ReportService)],
    days: Annotated[int, Query(ge=1, le=400, description="How many days back, today included.")] = 30,
    by: Annotated[Bucket, Query(description="One report for all of it, or one for each month, week or day.")] = "whole",
) -> list[AnalyticsReport]:
    """What happened with a bot, the newest report first; days by the workspace's time zone."""
    return await reports.reports(work, bot_id, days, by)
