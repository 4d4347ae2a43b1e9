"""Chooses the reader of a document by its kind."""

from collections.abc import Callable, Mapping

from frontdesk.knowledge.extraction.documents.document import Document, UnreadableError
from frontdesk.knowledge.extraction.documents.docx import read_docx
from frontdesk.knowledge.extraction.documents.pdf import read_pdf
from frontdesk.knowledge.extraction.documents.plain import read_markdown, read_plain
from frontdesk.platform import file_kinds

READERS: Mapping[str, Callable[[bytes], Document]] = {
    file_kinds.PLAIN.name: read_plain,
    file_kinds.MARKDOWN.name: read_markdown,
    file_kinds.PDF.name: read_pdf,
    file_kinds.DOCX.name: read_docx,
}


def is_readable(kind: str) -> bool:
    """Whether files of this kind (a name of file_kinds) say something in words that can be read."""
    return kind in READERS


def extract(data: bytes, kind: str) -> Document:
    """What the file says. Raises UnreadableError. Call it through `apart.read_apart`: the file may be hostile."""
    document = READERS[kind](data)
    if not any(page.text.strip() for page in document.pages):
        raise UnreadableError("no_text")
    return document
