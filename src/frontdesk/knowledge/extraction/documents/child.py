"""The process that reads one document: bounds itself, reads its input, answers with JSON, and ends."""

import os
import sys
from contextlib import suppress

import orjson

from frontdesk.knowledge.extraction.documents.document import UnreadableError
from frontdesk.knowledge.extraction.documents.passages import passages_of
from frontdesk.knowledge.extraction.documents.reading import extract

# Of a long file what was read by then is told before the time is over.
SHARE_FOR_READING = 0.6
_DIES_WITH_PARENT = 1
_KILL = 9


def main() -> None:
    kind, megabytes, seconds, passages, parent = sys.argv[1:]
    _bound(int(megabytes), float(seconds))
    _end_with(int(parent))
    answers = os.dup(1)
    # What a library prints is no part of the answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    data = sys.stdin.buffer.read()
    with os.fdopen(answers, "wb") as output:
        output.write(_answer(data, kind, int(passages), SHARE_FOR_READING * float(seconds)))


def _answer(data: bytes, kind: str, most: int, seconds: float) -> bytes:
    try:
        document = extract(data, kind, seconds)
        passages, is_whole = passages_of(document, most)
    except UnreadableError as error:
        return orjson.dumps({"problem": error.problem})
    except MemoryError:
        return orjson.dumps({"problem": "too_much"})
    except Exception:
        return orjson.dumps({"problem": "broken"})
    listed = [(passage.page, passage.content) for passage in passages]
    said = {"passages": listed, "page_count": document.page_count, "is_whole": is_whole and document.is_whole}
    return orjson.dumps(said)


def _bound(megabytes: int, seconds: float) -> None:
    """Bounds of the system, where it has them: memory, time at work, and no file to write."""
    with suppress(ImportError):
        import resource

        whole_seconds = int(seconds) + 1
        for name, bound in (
            ("RLIMIT_AS", megabytes * 1_000_000),
            ("RLIMIT_CPU", whole_seconds),
            ("RLIMIT_FSIZE", 0),
            ("RLIMIT_CORE", 0),
        ):
            with suppress(AttributeError, ValueError, OSError):
                resource.setrlimit(getattr(resource, name), (bound, bound))


def _end_with(parent: int) -> None:
    """Nobody waits for the answer once the parent is gone; elsewhere than on Linux the bounds end it a little later."""
    with suppress(AttributeError, OSError):
        import ctypes

        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, _KILL)
    if os.getppid() != parent:
        sys.exit()


if __name__ == "__main__":
    main()
