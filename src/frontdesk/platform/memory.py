"""Memory of a process that has loaded all that it will: what loading left over goes back to the system."""

import ctypes
import gc


def settle() -> None:
    """Once, before the first request. What is loaded stays, so that the collector need not look through it again."""
    gc.collect()
    gc.freeze()
    try:
        # Of the C library of most Linux systems; others keep their memory in their own ways.
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):
        return
