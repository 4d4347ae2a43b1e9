"""Chooses the extractor of a file by what is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from frontdesk.knowledge.errors import NotAnFaqFileError
from frontdesk.knowledge.extraction.faq_csv import CsvFaqs
from frontdesk.knowledge.extraction.faq_json import JsonFaqs
from frontdesk.knowledge.models import NewPassage
from frontdesk.platform.text_files import is_text


@dataclass(frozen=True)
class Extraction:
    """What was found in a file: kind of source, format of the file, and its passages in order."""

    kind: str
    format: str
    passages: list[NewPassage]


class Extractor(Protocol):
    """Reads one format. Another kind of file is one more extractor in `EXTRACTORS`."""

    kind: str
    format: str

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether the content (the name only where the content leaves it open) is of this format."""
        ...

    def passages(self, data: bytes) -> list[NewPassage]:
        """Raises FileFaultsError with all faults up to a bound; never returns a part of a faulty file."""
        ...


EXTRACTORS: Sequence[Extractor] = (JsonFaqs(), CsvFaqs())


def extract(name: str, data: bytes) -> Extraction:
    """The passages of a file. Raises NotAnFaqFileError or FileFaultsError."""
    if not is_text(data):
        raise NotAnFaqFileError(
            "This is not a text file. An FAQ file is JSON or CSV with the fields question and answer."
        )
    for extractor in EXTRACTORS:
        if extractor.recognises(data, name):
            return Extraction(extractor.kind, extractor.format, extractor.passages(data))
    raise NotAnFaqFileError("An FAQ file is JSON or CSV with the fields question and answer.")
