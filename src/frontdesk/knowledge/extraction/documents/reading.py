"""Chooses the reader of a document by its kind."""

import math
import time
from collections.abc import Callable, Mapping

from frontdesk.knowledge.extraction.documents.document import Document, UnreadableError
from frontdesk.knowledge.extraction.documents.docx import read_docx
from frontdesk.knowledge.extraction.documents.pdf import read_pdf
from frontdesk.knowledge.extraction.documents.plain import read_markdown, read_plain
from frontdesk.platform import file_kinds

# Each is given the moment (of time.monotonic) at which it should end with what it has read.
READERS: Mapping[str, Callable[[bytes, float], Document]] = {
    file_kinds.PLAIN.name: read_plain,
    file_kinds.MARKDOWN.name: read_markdown,
    file_kinds.PDF.name: read_pdf,
    file_kinds.DOCX.name: read_docx,
}


def is_readable(kind: str) -> bool:
    """Whether files of this kind (a name of file_kinds) say something in words that can be read."""
    return kind in READERS


def extract(data: bytes, kind: str, seconds: float = math.inf) -> Document:
    """What the file says, of a long one what could be read in that time. Raises UnreadableError.

    Call it through `apart.read_apart`: the file may be hostile.
    """
    document = READERS[kind](data, time.monotonic() + seconds)
    if not any(page.text.strip() for page in document.pages):
        raise UnreadableError("no_text")
    return document
