"""Makes any string safe and short enough for the parts that read it."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]")
EXCERPT_HEAD = 1_500
EXCERPT_TAIL = 500

_SPACES = re.compile(r"\s+")
_CURLY = str.maketrans("\u2018\u2019\u201b\u2032\u00b4\u0060\u201c\u201d\u2013\u2014", "''''''\"\"--")


def printable(text: str, limit: int) -> str:
    """The first `limit` characters, without control characters, invisible marks and lone surrogates."""
    cut = text[:limit]
    if cut.isascii() and cut.isprintable():
        return cut
    return _UNPRINTABLE.sub(" ", cut)


def one_line(text: str, limit: int) -> str:
    """As `printable`, with plain quotation marks and each run of white space as one space."""
    return _SPACES.sub(" ", printable(text, limit).translate(_CURLY)).strip()


def excerpt(text: str, head: int = EXCERPT_HEAD, tail: int = EXCERPT_TAIL) -> str:
    """One line of the text; of a longer one its beginning and its end, where people say what they want."""
    if len(text) <= head + tail:
        return one_line(text, head + tail)
    return one_line(text[:head] + " " + text[-tail:], head + tail + 1)
