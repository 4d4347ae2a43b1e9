"""The text of a Word file, gathered while its elements are read one after the other.

Paragraphs, headings, lists and tables come in their order, also those inside of content controls, text boxes, links and
tracked insertions. What was deleted or moved away, field codes and second versions for old programs are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.knowledge.extraction.documents.document import UnreadableError

MOST_CHARACTERS = 4_000_000
MOST_HEADING_LEVEL = 6
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_LEFT_OUT = ("del", "moveFrom")
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
Attributes = Mapping[str, str]


def word_name(name: str) -> str | None:
    """The name of an element of Word's own, without its namespace; None for others."""
    for namespace in _WORD:
        if name.startswith(namespace):
            return name.removeprefix(namespace)
    return None


def word_value(attributes: Attributes) -> str:
    return next((attributes[f"{namespace}val"] for namespace in _WORD if f"{namespace}val" in attributes), "")


class WordStyles:
    """Which styles are headings, by their names (the same in all languages) or by their outline level."""

    def __init__(self) -> None:
        self.headings: dict[str, int] = {}
        self._style = ""

    def begin(self, name: str, attributes: Attributes) -> None:
        element = word_name(name)
        if element == "style":
            self._style = next((value for key, value in attributes.items() if key.endswith(" styleId")), "")
        elif element == "name":
            words = word_value(attributes).lower()
            if words == "title":
                self.headings[self._style] = 1
            elif words.startswith("heading ") and words[8:].isdigit():
                self.headings[self._style] = int(words[8:])
        elif element == "outlineLvl" and word_value(attributes).isdigit():
            self.headings.setdefault(self._style, int(word_value(attributes)) + 1)

    def end(self, name: str) -> None: ...

    def characters(self, text: str) -> None: ...


@dataclass
class _Paragraph:
    text: list[str] = field(default_factory=list)
    level: int = 0
    is_item: bool = False

    def written(self) -> str:
        text = "".join(self.text).strip()
        if not text:
            return ""
        if 0 < self.level <= MOST_HEADING_LEVEL:
            return f"{'#' * self.level} {' '.join(text.split())}"
        # A number sign of the text is not the mark of a heading.
        return f"- {text}" if self.is_item else f" {text}" if text.startswith("#") else text


class WordStory:
    """Handlers of one part after the other. `headings`: levels by style."""

    def __init__(self, headings: Mapping[str, int]):
        self._headings = headings
        self._blocks: list[list[str]] = [[]]
        self._rows: list[list[str]] = []
        self._paragraphs: list[_Paragraph] = []
        self._runs = 0
        self._skipped = 0
        self._in_text = False
        self._left = MOST_CHARACTERS

    @property
    def text(self) -> str:
        return "\n\n".join(self._blocks[0])

    def begin(self, name: str, attributes: Attributes) -> None:
        element = word_name(name)
        if self._skipped or name == _FALLBACK or element in _LEFT_OUT:
            self._skipped += 1
        elif element == "p":
            self._paragraphs.append(_Paragraph())
        elif element in ("tbl", "tc"):
            self._blocks.append([])
        elif element == "tr":
            self._rows.append([])
        elif element == "r":
            self._runs += 1
        elif element == "t":
            self._in_text = True
        elif element in _SPACES and self._runs:
            self._add(_SPACES[element])
        elif element is not None and self._paragraphs:
            self._describe(element, attributes)

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        element = word_name(name)
        if element == "p":
            self._put(self._paragraphs.pop().written())
        elif element == "tbl":
            self._put("\n".join(self._blocks.pop()))
        elif element == "tr":
            self._put(" | ".join(cell for cell in self._rows.pop() if cell))
        elif element == "tc":
            self._rows[-1].append(" ".join(" ".join(self._blocks.pop()).split()))
        elif element == "r":
            self._runs -= 1
        elif element == "t":
            self._in_text = False

    def characters(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._add(text)

    def _describe(self, element: str, attributes: Attributes) -> None:
        paragraph = self._paragraphs[-1]
        if element == "pStyle":
            paragraph.level = self._headings.get(word_value(attributes), 0)
        elif element == "outlineLvl" and word_value(attributes).isdigit():
            paragraph.level = int(word_value(attributes)) + 1
        elif element == "numPr":
            paragraph.is_item = True

    def _add(self, text: str) -> None:
        self._left -= len(text)
        if self._left < 0:
            raise UnreadableError("too_much")
        if self._paragraphs:
            self._paragraphs[-1].text.append(text)

    def _put(self, block: str) -> None:
        if block:
            self._blocks[-1].append(block)
