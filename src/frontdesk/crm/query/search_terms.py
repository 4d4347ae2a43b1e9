"""Search terms: from what someone typed to a search in the words of records."""

import re

from frontdesk.crm.text_folding import words_of

# As the database cuts the words that it keeps (crm/schema/functions.py).
WORD_LENGTH = 40
MOST_WORDS = 12
FEWEST_DIGITS = 5

_NO_DIGIT = re.compile(r"\D")
_NUMBER = re.compile(r"[\d\s+()./-]+")


def search_terms(search: str) -> list[str]:
    """Parts of a tsquery, all of which must be found; the last word may be the beginning of one.

    A phone number is found however its digits are parted. Empty where there is no word in the text.
    """
    words = [word[:WORD_LENGTH] for word in words_of(search)][:MOST_WORDS]
    if not words:
        return []
    terms = [*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"]
    digits = _NO_DIGIT.sub("", search)
    if len(words) > 1 and len(digits) >= FEWEST_DIGITS and _NUMBER.fullmatch(search.strip()):
        return [f"(({' & '.join(terms)}) | '{digits[:WORD_LENGTH]}':*)"]
    return list(dict.fromkeys(terms))


def in_workspace(workspace_id: int, term: str) -> str:
    """The term, to be found in records of one workspace only: each record's words name its workspace."""
    return f"'@{workspace_id}' & {term}"
