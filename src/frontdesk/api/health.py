"""Health: whether the program lives, whether it can serve, and how each part of it is."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy import text

from frontdesk import __version__
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.errors import UnavailableError
from frontdesk.platform.provide import provided
from frontdesk.platform.settings import Settings

router = APIRouter(tags=["health"])

Condition = Literal["healthy", "degraded", "unhealthy"]
Base = Annotated[Database, provided(Database)]

# The worker says that it lives every ten seconds.
WORKER_SILENT = timedelta(seconds=40)


class Health(BaseModel):
    """`status` is `ok` as long as customers are answered; `services` tells the parts."""

    status: Literal["ok", "unhealthy"]
    service: str
    timestamp: datetime
    version: str
    services: dict[str, Condition]


class ServiceHealth(BaseModel):
    status: Condition
    detail: str


async def _worker(database: Database) -> Condition:
    try:
        async with database.unit_of_work(None) as unit:
            seen = (await unit.execute(text("SELECT door_last_worker_heartbeat()"))).scalar_one()
    except UnavailableError:
        return "unhealthy"
    alive = seen is not None and datetime.now(UTC) - seen < WORKER_SILENT
    return "healthy" if alive else "degraded"


@router.get("/health")
@router.get("/api/v1/health")
async def health(
    database: Base,
    clock: Annotated[Clock, provided(Clock)],
    settings: Annotated[Settings, provided(Settings)],
    embedder: Annotated[BatchingEmbedder, provided(BatchingEmbedder)],
    response: Response,
) -> Health:
    """How the program and its parts are."""
    reachable = await database.is_reachable()
    services: dict[str, Condition] = {
        "database": "healthy" if reachable else "unhealthy",
        "embedding": "healthy" if embedder.dimension else "unhealthy",
        "worker": await _worker(database) if reachable else "unhealthy",
        "cache": "healthy",
    }
    response.status_code = 200 if reachable else 503
    return Health(
        status="ok" if reachable else "unhealthy",
        service=settings.app_name,
        timestamp=clock.now(),
        version=__version__,
        services=services,
    )


@router.get("/health/live")
async def live() -> ServiceHealth:
    """The process answers. For restarting it when it does not."""
    return ServiceHealth(status="healthy", detail="The process answers.")


@router.get("/health/ready")
@router.get("/health/db")
async def ready(database: Base, response: Response) -> ServiceHealth:
    """The database answers, so requests can be served."""
    if await database.is_reachable():
        return ServiceHealth(status="healthy", detail="The database answers.")
    response.status_code = 503
    return ServiceHealth(status="unhealthy", detail="The database does not answer.")


@router.get("/health/vectors")
async def vectors(embedder: Annotated[BatchingEmbedder, provided(BatchingEmbedder)]) -> ServiceHealth:
    """The embedding model is there."""
    return ServiceHealth(status="healthy", detail=f"{embedder.name}, {embedder.dimension} dimensions.")


@router.get("/health/cache")
async def cache() -> ServiceHealth:
    """What is remembered between requests; each process remembers for itself."""
    return ServiceHealth(status="healthy", detail="Kept in the process.")
