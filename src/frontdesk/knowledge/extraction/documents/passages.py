"""Cuts a document into passages: whole paragraphs where they fit, under their heading, never over the end of a page."""

import re
from collections.abc import Iterator

from frontdesk.knowledge.extraction.documents.document import Document, DocumentPassage

# What a person reads as a quotation; longer ones answered fewer questions (docs/decisions/0076-attachments.md).
WANTED_CHARACTERS = 400
MOST_CHARACTERS = 900
MOST_HEADING = 160
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*$")
_BLANK = re.compile(r"\n[ \t]*\n+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def passages_of(document: Document, most: int) -> tuple[list[DocumentPassage], bool]:
    """At most `most` passages in order, and whether these are all."""
    passages: list[DocumentPassage] = []
    for page in document.pages:
        for content in _cut(_CONTROLS.sub(" ", page.text)):
            if len(passages) == most:
                return passages, False
            passages.append(DocumentPassage(page.number, content))
    return passages, True


def _cut(text: str) -> Iterator[str]:
    heading, held = "", ""
    for block in _blocks(text):
        title = _HEADING.fullmatch(block)
        if title is not None:
            yield from _under(heading, held)
            heading, held = title[1][:MOST_HEADING], ""
        elif held and len(held) + len(block) > WANTED_CHARACTERS:
            yield from _under(heading, held)
            held = block
        else:
            held = f"{held}\n{block}" if held else block
    yield from _under(heading, held)


def _under(heading: str, content: str) -> Iterator[str]:
    if content:
        yield f"{heading}\n{content}" if heading else content


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs and headings; a paragraph that is too long in pieces of whole sentences."""
    for paragraph in _BLANK.split(text):
        for block in _headings_apart(paragraph):
            if len(block) <= MOST_CHARACTERS:
                yield block
            else:
                yield from _pieces(block)


def _headings_apart(paragraph: str) -> Iterator[str]:
    lines: list[str] = []
    for line in paragraph.split("\n"):
        if _HEADING.fullmatch(line):
            if lines:
                yield "\n".join(lines)
            yield line
            lines = []
        elif line.strip():
            lines.append(line.strip())
    if lines:
        yield "\n".join(lines)


def _pieces(block: str) -> Iterator[str]:
    """As many whole lines as fit, or whole sentences of a line that is too long."""
    held = ""
    for between, part in _parts(block):
        if held and len(held) + len(part) > WANTED_CHARACTERS:
            yield held
            held = part
        else:
            held = f"{held}{between}{part}" if held else part
    if held:
        yield held


def _parts(block: str) -> Iterator[tuple[str, str]]:
    """Each with what stands before it: in a form or a table, lines are what belongs together."""
    for line in block.split("\n"):
        between = "\n"
        for sentence in [line] if len(line) <= WANTED_CHARACTERS else _SENTENCE_END.split(line):
            for start in range(0, len(sentence), WANTED_CHARACTERS):
                yield between, sentence[start : start + WANTED_CHARACTERS]
                between = " " if start + WANTED_CHARACTERS >= len(sentence) else ""
