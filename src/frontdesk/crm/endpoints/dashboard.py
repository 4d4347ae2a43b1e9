"""Path of the dashboard."""

from typing import Annotated

from fastapi import APIRouter

from frontdesk.crm.dashboard import DashboardService
from frontdesk.crm.endpoints.object_route import RecordsResponse, RequestScope
from frontdesk.identity.dependencies import StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1", tags=["dashboard"])


@router.get(
    "/dashboard",
    response_model=None,
    responses={
        200: {"description": "Figures of what the caller sees", "content": {"application/json": {}}},
        **problems(401, 403),
    },
)
async def get_dashboard(
    _: StaffViewer,
    work: Work,
    scope: RequestScope,
    dashboard: Annotated[DashboardService, provided(DashboardService)],
) -> RecordsResponse:
    """Pipeline by stage, won this month and last, follow-ups and tasks that are due, new leads, what happened last."""
    return RecordsResponse(await dashboard.read(work, scope))
