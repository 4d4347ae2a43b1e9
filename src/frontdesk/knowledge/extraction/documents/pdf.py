"""Reads PDF files page by page, with PDFium."""

import re
import time
from typing import Any

from frontdesk.knowledge.extraction.documents.document import Document, Page, UnreadableError

MOST_PAGES = 1_000
# Of longer files the beginning is read.
MOST_CHARACTERS = 1_000_000
MOST_CHARACTERS_OF_A_PAGE = 50_000
# A line that reaches so much of the longest one's length was broken by the width of the page, not by who wrote it.
_FULL_LINE = 0.7
_ENDS_ITSELF = re.compile(r"[.:;!?][\"')\]]?$")
# How PDFium shows a word that was parted at the end of a line.
_PARTED = re.compile("[\ufffe\x02]\n?|(?<=[a-z])\u00ad\n")


def read_pdf(data: bytes, until: float) -> Document:
    import pypdfium2
    import pypdfium2.raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        protected = error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
        raise UnreadableError("protected" if protected else "broken") from error
    count = len(document)
    pages: list[Page] = []
    read = characters = 0
    while read < min(count, MOST_PAGES) and characters <= MOST_CHARACTERS:
        if pages and time.monotonic() > until:
            break
        text = _page_text(document, read)
        read, characters = read + 1, characters + len(text)
        if text:
            pages.append(Page(read, text))
    return Document(tuple(pages), count, is_whole=read == count)


def _page_text(document: Any, number: int) -> str:
    """Empty for a page that cannot be loaded: the others are read all the same."""
    import pypdfium2

    try:
        page = document[number]
        text = str(page.get_textpage().get_text_bounded())[:MOST_CHARACTERS_OF_A_PAGE]
    except pypdfium2.PdfiumError:
        return ""
    # Each page is let go at once: a long document would hold all of them.
    page.close()
    return flowing(_PARTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def flowing(text: str) -> str:
    """Lines that belong to one sentence joined again; those of lists and tables stay lines."""
    lines = [line.strip() for line in text.split("\n")]
    full = _FULL_LINE * max(map(len, lines), default=0)
    joined: list[str] = []
    runs_on = False
    for line in lines:
        if runs_on and line and not line[0].isupper():
            joined[-1] += f" {line}"
        else:
            # A number sign of the text is not the mark of a heading.
            joined.append(f" {line}" if line.startswith("#") else line)
        runs_on = bool(line) and len(line) >= full and not _ENDS_ITSELF.search(line)
    return "\n".join(joined).strip()
