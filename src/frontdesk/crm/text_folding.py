"""Folded text: the form in which texts are compared and searched; neither case nor accents count in it.

The database folds by the function `crm_fold` (crm/schema/functions.py). Both must do the same.
"""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_NO_WORD = re.compile(r"[^\w]+|_")


def folded(text: str) -> str:
    """The text in lower case and without accents: `José ÅKE` becomes `jose ake`."""
    if text.isascii():
        return text.lower()
    # A sigma at the end of a word has a small form of its own, which the database does not know.
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower().replace("\u03c2", "\u03c3")


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order: letters and digits; everything else parts them."""
    return [word for word in _NO_WORD.split(folded(text)) if word]
