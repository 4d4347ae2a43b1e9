"""The `frontdesk` command."""

import asyncio
import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from frontdesk import __version__
from frontdesk.platform.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Frontdesk: support desk and CRM in one program.")
console = Console(stderr=True)

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Folder for the embedded database and secrets.", envvar="FRONTDESK_DATA_DIR"),
]


def _settings(data_dir: Path | None, **values: object) -> Settings:
    """Settings with what the command line says; handed on to child processes by the environment."""
    if data_dir is not None:
        os.environ["FRONTDESK_DATA_DIR"] = str(data_dir.expanduser().resolve())
    for name, value in values.items():
        if value is not None:
            os.environ[name.upper()] = str(value)
    return Settings()


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (127.0.0.1 unless set).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (8000 unless set).")] = None,
    workers: Annotated[int | None, typer.Option(help="Number of web processes.")] = None,
    data_dir: DataDir = None,
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty database with the demo first.")] = False,
) -> None:
    """Serves the web app and the API, and runs the worker beside it."""
    from frontdesk.cli.serve import run

    run(_settings(data_dir, host=host, port=port, workers=workers), console, demo=demo)


@app.command()
def worker(
    data_dir: DataDir = None,
    until_input_ends: Annotated[bool, typer.Option("--until-input-ends", help="End with the standard input.")] = False,
) -> None:
    """Runs queued jobs. `frontdesk serve` starts one by itself."""
    from frontdesk.worker.main import run

    run(_settings(data_dir), until_input_ends=until_input_ends)


@app.command()
def migrate(data_dir: DataDir = None) -> None:
    """Brings the database to the newest schema. `frontdesk serve` does so by itself."""
    from frontdesk.composition import migrate_database, open_database

    with console.status("Migrating the database"):
        migrate_database(open_database(_settings(data_dir)))
    console.print("The database has the newest schema.")


@app.command()
def demo(
    data_dir: DataDir = None,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the demo workspace and all that is in it.")] = False,
    records: Annotated[
        int | None,
        typer.Option(min=1, max=20_000_000, help="Fill the demo up to so many records, to see it with many."),
    ] = None,
    fill_object: Annotated[
        str | None, typer.Option("--object", help="With --records: fill only this object (such as leads).")
    ] = None,
) -> None:
    """Makes the demo workspace: a training company with its records, knowledge, people and conversations."""
    from frontdesk.cli.demo import loader

    settings = _settings(data_dir)
    if fill_object is not None and records is None:
        raise typer.BadParameter("say with --records how many there shall be", param_hint="--object")
    asyncio.run(loader.remove(settings, console) if remove else loader.load(settings, console))
    if records is not None and not remove:
        loader.fill(settings, console, records, fill_object)


@app.command("demo-site")
def demo_site(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the site; the demo's bot allows 8001.")] = 8001,
    desk: Annotated[str, typer.Option(help="Address of the running server.")] = "http://localhost:8000",
    bot: Annotated[str, typer.Option(help="Slug of the bot whose chat is shown.")] = "lernwick",
    user_id: Annotated[str | None, typer.Option(help="Who is signed in on the site's page /account.")] = None,
    identity_secret: Annotated[
        str | None, typer.Option(help="The bot's identity secret, with which the site signs that.")
    ] = None,
) -> None:
    """Serves a small site of its own that embeds the chat, as a customer's site would."""
    import uvicorn

    from frontdesk.cli.demo.site import SignedInVisitor, site

    if (user_id is None) != (identity_secret is None):
        raise typer.BadParameter("give both --user-id and --identity-secret, or none")
    visitor = SignedInVisitor(user_id, identity_secret) if user_id and identity_secret else None
    console.print(f"The site is at http://localhost:{port}, its chat comes from {desk}. Ctrl+C ends it.")
    uvicorn.run(site(desk, bot, visitor), host="127.0.0.1", port=port, log_config=None, access_log=False)


@app.command()
def openapi() -> None:
    """Prints the OpenAPI document."""
    from frontdesk.api.application import create_app

    print(json.dumps(create_app(Settings()).openapi(), indent=1, sort_keys=True))  # noqa: T201 - its purpose


@app.command()
def version() -> None:
    """Prints the version."""
    print(__version__)  # noqa: T201 - its purpose


if __name__ == "__main__":
    app()
