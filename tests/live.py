"""The application behind a real socket, for browsers and for clients that bring their own HTTP."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI


@contextmanager
def live(application: FastAPI) -> Iterator[str]:
    """Serves the application on a free port of this machine; yields its address."""
    config = uvicorn.Config(application, host="127.0.0.1", port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    started = threading.Event()

    async def serve() -> None:
        task = asyncio.create_task(server.serve())
        while not server.started and not task.done():
            await asyncio.sleep(0.01)
        started.set()
        await task

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    if not started.wait(30) or not server.started:
        raise RuntimeError("the server did not start")
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(15)
