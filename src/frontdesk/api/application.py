"""The application factory: routes, error handlers and middleware, composed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from frontdesk import __version__
from frontdesk.api.documentation import add_documentation
from frontdesk.api.embedding import EmbeddingGate
from frontdesk.api.errors import add_error_handlers
from frontdesk.api.middleware import RequestFrame
from frontdesk.api.routes import ROUTERS
from frontdesk.api.web import add_web_app
from frontdesk.composition import Composition, compose
from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.openapi import declare_objects
from frontdesk.platform.logging import configure_logging
from frontdesk.platform.memory import settle
from frontdesk.platform.problems import declare_problems
from frontdesk.platform.settings import Settings


def create_app(settings: Settings | None = None, composition: Composition | None = None) -> FastAPI:
    """The application. Composes its services at start, or takes those that are given (tests)."""
    settings = settings or Settings()

    @asynccontextmanager
    async def lifespan(application: FastAPI) -> AsyncIterator[None]:
        if composition is None:
            configure_logging(settings)
        composed = composition or compose(settings)
        application.state.provided = composed.provided
        await composed.warm_up()
        if composition is None:
            settle()
        try:
            yield
        finally:
            if composition is None:
                await composed.close()

    application = FastAPI(
        title=settings.app_name,
        version=__version__,
        summary="A support desk that answers from your own knowledge, and a CRM that staff can talk to.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        license_info={"name": "MIT"},
    )
    for router in ROUTERS:
        application.include_router(router)
    add_documentation(application)
    add_error_handlers(application)
    _add_middleware(application, settings)
    add_web_app(application)
    application.openapi = lambda: _openapi(application)  # type: ignore[method-assign] # the documented way
    return application


def _add_middleware(application: FastAPI, settings: Settings) -> None:
    """The last one added is the outermost."""
    if settings.enable_compression:
        application.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=4)
    if settings.cors_origins:
        application.add_middleware(
            CORSMiddleware, allow_origins=settings.cors_origins, allow_methods=["*"], allow_headers=["*"]
        )
    application.add_middleware(EmbeddingGate, settings=settings)
    if settings.hosts:
        application.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.hosts)
    application.add_middleware(RequestFrame, settings=settings)


def _openapi(application: FastAPI) -> dict[str, Any]:
    if application.openapi_schema is None:
        document = get_openapi(
            title=application.title,
            version=application.version,
            summary=application.summary,
            routes=application.routes,
            license_info=application.license_info,
        )
        application.openapi_schema = declare_objects(declare_problems(document), Catalogue())
    return application.openapi_schema
