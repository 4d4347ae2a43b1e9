"""What a web server loads: `frontdesk.api.main:create`."""

from fastapi import FastAPI

from frontdesk.api.application import create_app


def create() -> FastAPI:
    """The application with the settings of the environment."""
    return create_app()
