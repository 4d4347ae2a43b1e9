"""The nearest of some words to one that is not among them: for messages that help."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from frontdesk.crm.text_folding import folded

LEAST_LIKENESS = 70


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Up to `most` of the known words that are like `word`, the likest first."""
    found = process.extract(
        word[:100], list(known), scorer=fuzz.WRatio, processor=folded, limit=most, score_cutoff=LEAST_LIKENESS
    )
    return [match for match, _, _ in found]
