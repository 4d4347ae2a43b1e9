"""Kinds of files that people may send: known by what is in a file, never by its name alone."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from frontdesk.platform import text_files

# What a page for browsers, a picture made of script, or another file of marks begins with.
_MARKUP = re.compile(r"<[A-Za-z!?/]")
_MARKDOWN_NAMES = (".md", ".markdown")
_SAMPLE = 4_096
# Where readers still look for the mark of a PDF; some programs write a line of their own before it.
_PDF_WITHIN = 1_024


@dataclass(frozen=True)
class FileKind:
    """One kind. `media_type`: as it is served. `endings`: of names that promise this kind, the usual one first."""

    name: str
    media_type: str
    endings: tuple[str, ...]
    is_picture: bool = False


PLAIN = FileKind("text", "text/plain; charset=utf-8", (".txt", ".text", ".log", ".csv"))
MARKDOWN = FileKind("markdown", "text/markdown; charset=utf-8", _MARKDOWN_NAMES)
PDF = FileKind("pdf", "application/pdf", (".pdf",))
DOCX = FileKind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
PNG = FileKind("png", "image/png", (".png",), is_picture=True)
JPEG = FileKind("jpeg", "image/jpeg", (".jpg", ".jpeg"), is_picture=True)
GIF = FileKind("gif", "image/gif", (".gif",), is_picture=True)
WEBP = FileKind("webp", "image/webp", (".webp",), is_picture=True)

KINDS = {kind.name: kind for kind in (PLAIN, MARKDOWN, PDF, DOCX, PNG, JPEG, GIF, WEBP)}
_TEXTS = (PLAIN, MARKDOWN)


def kind_of(data: bytes, name: str) -> FileKind | None:
    """The kind of a file; None for one that is not taken, or whose name promises another kind than its content is.

    The name tells only which of two kinds of text it is. Pages for browsers and other files of marks are not taken.
    """
    kind = _by_marks(data)
    if kind is not None:
        return kind
    ending = PurePosixPath(name).suffix.lower()
    promised_other = any(ending in other.endings for other in KINDS.values() if other not in _TEXTS)
    if promised_other or not _is_plain_text(data):
        return None
    return MARKDOWN if ending in _MARKDOWN_NAMES else PLAIN


def _by_marks(data: bytes) -> FileKind | None:
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    # Names stand unpacked in such a file; whether it is whole shows when it is read, out of harm's way.
    is_word = data.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in data and b"word/document" in data
    return DOCX if is_word else None


def _is_plain_text(data: bytes) -> bool:
    if not text_files.is_text(data):
        return False
    try:
        beginning, _ = text_files.decoded(_whole_characters(data[:_SAMPLE]))
    except text_files.UndecodableError:
        return False
    return not _MARKUP.match(beginning.lstrip())


def _whole_characters(sample: bytes) -> bytes:
    """The sample without a character of UTF-8 that it cuts in two."""
    for back in range(1, min(4, len(sample)) + 1):
        lead = sample[-back]
        if lead & 0xC0 != 0x80:
            needed = 4 if lead >= 0xF0 else 3 if lead >= 0xE0 else 2 if lead >= 0xC0 else 1
            return sample[:-back] if needed > back else sample
    return sample
