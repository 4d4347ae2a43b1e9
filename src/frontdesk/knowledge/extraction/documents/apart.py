"""Reads documents in a process of its own: it can be ended at any moment, no time or memory goes beyond its bounds.

It gets the file over its input and answers over its output; it knows no setting, no database and no other file.
"""

import asyncio
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

import frontdesk
from frontdesk.knowledge.extraction.documents.document import DocumentPassage, UnreadableError

_CHILD = "frontdesk.knowledge.extraction.documents.child"
_FOLDER = Path(frontdesk.__file__).resolve().parents[1]
# One passage has 1,100 characters at most, each written in six bytes at most.
_BYTES_OF_A_PASSAGE = 8_000
_CHUNK = 262_144


@dataclass(frozen=True)
class Bounds:
    """`seconds` from start to end, `megabytes` of memory, and how many passages are kept of a document."""

    seconds: float = 10.0
    megabytes: int = 400
    passages: int = 600


@dataclass(frozen=True)
class ReadDocument:
    """What a document says. `is_whole`: it had no more passages than were asked for."""

    passages: tuple[DocumentPassage, ...]
    page_count: int | None
    is_whole: bool


async def read_apart(data: bytes, kind: str, bounds: Bounds) -> ReadDocument:
    """The passages of a document of this kind (a name of file_kinds). Raises UnreadableError."""
    given = (kind, bounds.megabytes, bounds.seconds, bounds.passages, os.getpid())
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", _CHILD, *map(str, given)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PYTHONPATH": str(_FOLDER), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(bounds.seconds):
            answer = await _exchange(process, data, bounds.passages * _BYTES_OF_A_PASSAGE)
            await process.wait()
    except TimeoutError:
        raise UnreadableError("too_slow") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return _understood(answer)


async def _exchange(process: asyncio.subprocess.Process, data: bytes, most: int) -> bytes:
    assert process.stdin is not None, "a pipe"
    assert process.stdout is not None, "a pipe"
    # One that dies early takes no more; what it said before says why.
    with suppress(ConnectionError):
        process.stdin.write(data)
        await process.stdin.drain()
        process.stdin.close()
    answer = bytearray()
    while chunk := await process.stdout.read(_CHUNK):
        answer += chunk
        if len(answer) > most:
            raise UnreadableError("broken")
    return bytes(answer)


def _understood(answer: bytes) -> ReadDocument:
    """An answer that is none came from a process that the file has brought down."""
    try:
        said: dict[str, Any] = orjson.loads(answer)
    except orjson.JSONDecodeError:
        raise UnreadableError("broken") from None
    if "problem" in said:
        raise UnreadableError(said["problem"])
    passages = tuple(DocumentPassage(page, content) for page, content in said["passages"])
    return ReadDocument(passages, said["page_count"], said["is_whole"])
