"""Paths of the CRM."""

from frontdesk.crm.endpoints import (
    dashboard,
    duplicates,
    lists,
    meta,
    records,
    saved_views,
    search,
    timeline,
    transfer,
    trash,
    undo,
    visibility,
)

# Fixed paths come before those of `{object}`.
routers = [
    meta.router,
    undo.router,
    visibility.router,
    search.router,
    saved_views.router,
    trash.router,
    dashboard.router,
    transfer.imports_router,
    transfer.router,
    duplicates.router,
    timeline.router,
    lists.router,
    records.router,
]
