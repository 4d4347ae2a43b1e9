"""Cells that a spreadsheet would carry out: marked on the way out, and as they were again on the way in.

A cell that begins with one of the signs below is a formula to a spreadsheet, which may then call programs or send data
away. An apostrophe before it makes it text.
"""

import re

# The wide forms count in spreadsheets that are set to East Asian languages.
_SIGNS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_RISKY = re.compile(f"'*[{_SIGNS}]")
# A number is itself, and so is a telephone number unless a spreadsheet could reckon with it: `+91-98` is `-7` there.
_HARMLESS = re.compile(r"[+-]?\.?\d[\d.,]*%?|\+\d[\d ]*\d")


def guarded(text: str) -> str:
    """The cell's text with an apostrophe before it where it could be read as a formula."""
    if text and _RISKY.match(text) and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return text


def unguarded(text: str) -> str:
    """What `guarded` was given. Apostrophes that belong to a text stay."""
    if text.startswith("'") and _RISKY.match(text, 1):
        return text[1:]
    return text
