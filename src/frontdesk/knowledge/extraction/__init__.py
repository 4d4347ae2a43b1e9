"""Extraction: what a file says, as passages. One extractor for each kind of file; `extract` chooses by content."""

from frontdesk.knowledge.extraction.extractor import Extraction, Extractor, extract

__all__ = ["Extraction", "Extractor", "extract"]
