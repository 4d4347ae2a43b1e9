"""Reads plain text and Markdown."""

import re

from frontdesk.knowledge.extraction.documents.document import Document, Page, UnreadableError
from frontdesk.platform import text_files

_UNDERLINED = re.compile(r"^(\S.*)\n(=+|-+)[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_STRESS = re.compile(r"(\*\*|__|`+|~~)(?=\S)(.+?)(?<=\S)\1")
_FENCE = re.compile(r"^[ \t]*(```|~~~).*$", re.MULTILINE)


def read_plain(data: bytes, _until: float) -> Document:
    # A sign of number in a text is not the beginning of a heading.
    return Document((Page(None, re.sub(r"(?m)^#", r" #", _text(data))),))


def read_markdown(data: bytes, _until: float) -> Document:
    """Headings stay marked; what only says how text looks is left out."""
    text = _FENCE.sub("", _text(data))
    text = _UNDERLINED.sub(lambda found: f"# {found[1]}", text)
    for pattern, kept in ((_PICTURE, r"\1"), (_LINK, r"\1"), (_STRESS, r"\2")):
        text = pattern.sub(kept, text)
    return Document((Page(None, text),))


def _text(data: bytes) -> str:
    try:
        text, _ = text_files.decoded(data)
    except text_files.UndecodableError as error:
        raise UnreadableError("broken") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
