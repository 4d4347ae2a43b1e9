"""Extraction: what a file says, as passages. FAQ files: `extractor.py`; documents to be read: `documents/`.

Nothing is imported here: the process that reads a document apart must start at once.
"""
