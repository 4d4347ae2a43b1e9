"""Common words: what is a word of English, by the vocabulary of the embedding model; what is none may be a slip."""

import json
from functools import cache
from importlib import resources

PIECE = "##"


@cache
def common_words() -> frozenset[str]:
    """Some twenty thousand words in lower case, most of them English, among them many names."""
    data = json.loads((resources.files("frontdesk.language") / "model" / "tokenizer.json").read_text(encoding="utf-8"))
    words: dict[str, int] = data["model"]["vocab"]
    return frozenset(word for word in words if word.isalpha() and not word.startswith(PIECE))
