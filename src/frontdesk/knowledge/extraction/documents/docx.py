"""Reads Word files (.docx): a packed folder, of which a few parts are read while they are unpacked, within bounds."""

import lzma
import re
import zipfile
import zlib
from io import BytesIO
from typing import Any
from xml.parsers import expat

from frontdesk.knowledge.extraction.documents.document import Document, Page, UnreadableError
from frontdesk.knowledge.extraction.documents.word_story import WordStory, WordStyles

MOST_BYTES_UNPACKED = 60_000_000
MOST_ENTRIES = 5_000
_CHUNK = 65_536
_STORY = re.compile(r"word/document\d*\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_STYLES = "word/styles.xml"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    expat.ExpatError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
)


def read_docx(data: bytes, _until: float) -> Document:
    try:
        with zipfile.ZipFile(BytesIO(data)) as folder:
            return Document((Page(None, _Package(folder).text()),))
    except _BROKEN as error:
        raise UnreadableError("broken") from error


class _Package:
    """The packed folder. What all parts together unpack to is bounded, whatever they say of their size."""

    def __init__(self, folder: zipfile.ZipFile):
        self._folder = folder
        self._left = MOST_BYTES_UNPACKED
        self._names = folder.namelist()
        if len(self._names) > MOST_ENTRIES:
            raise UnreadableError("too_much")

    def text(self) -> str:
        story = next((name for name in self._names if _STORY.fullmatch(name)), None)
        if story is None:
            raise UnreadableError("broken")
        styles = WordStyles()
        if _STYLES in self._names:
            self._parse(_STYLES, styles)
        told = WordStory(styles.headings)
        for name in (story, *(notes for notes in _NOTES if notes in self._names)):
            self._parse(name, told)
        return told.text

    def _parse(self, name: str, handler: Any) -> None:
        """`handler` is told of the beginnings and ends of elements (namespace, space, name) and of the text between."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = handler.begin
        parser.EndElementHandler = handler.end
        parser.CharacterDataHandler = handler.characters
        # Word writes no document type; in one, entities could be defined that grow without end.
        parser.StartDoctypeDeclHandler = _refuse
        with self._folder.open(name) as part:
            for chunk in iter(lambda: part.read(_CHUNK), b""):
                self._left -= len(chunk)
                if self._left < 0:
                    raise UnreadableError("too_much")
                parser.Parse(chunk)
        parser.Parse(b"", True)


def _refuse(*_: Any) -> None:
    raise UnreadableError("broken")
