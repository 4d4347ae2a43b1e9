"""Folded text: the form in which texts are compared and searched; neither case nor accents count in it.

The database folds by the function `crm_fold` (crm/schema/functions.py). Both must do the same.
"""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
# What parts words, for the database too: signs and blanks by their numbers, since what counts as a letter hangs on the
# server's locale. Vowel signs, as Hindi, Tamil and Thai have them, are parts of words.
PARTING = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02c2-\u02df\u055a-\u055f\u0589\u058a\u05be"
    r"\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e4f\u0e5a\u0e5b\u2000-\u206f"
    r"\u20a0-\u20cf\u2100-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufd3e\ufd3f\ufffc\ufffd"
    r"\U0001f000-\U0001faff"
)
_NO_WORD = re.compile(f"[\0{PARTING}]+")


def folded(text: str) -> str:
    """The text in lower case and without accents: `José ÅKE` becomes `jose ake`."""
    if text.isascii():
        return text.lower()
    # A sigma at the end of a word has a small form of its own, which the database does not know.
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower().replace("\u03c2", "\u03c3")


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order; signs and blanks part them."""
    return [word for word in _NO_WORD.split(folded(text)) if word]
