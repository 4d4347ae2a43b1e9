"""Addressing: turns what staff say of somebody into what is said to them: `if he enrols` becomes `if you enrol`."""

import re

_IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go", "isn't": "aren't"}
_SUBJECT = re.compile(r"\b(he|she)\b(\s+(?:(?:still|also|already|only|really)\s+)?)([a-z']+)", re.I)
_OWN = re.compile(
    r"\b(?:his|her)\b(?=\s+(?!(?:that|to|the|an?|for|if|when|about|before|after|by|on|in|at|and|or|but|with|we|our|is)\b)[a-z])",
    re.I,
)
_OBJECT = re.compile(r"\b(?:him|her|his)\b", re.I)
_ONESELF = re.compile(r"\b(?:himself|herself)\b", re.I)
_LEADING = re.compile(r"^their\b", re.I)


def addressed(text: str) -> str:
    """The text with the third person, one man or woman, turned into the second."""
    text = _SUBJECT.sub(lambda found: f"you{found[2]}{_plural(found[3])}", text)
    text = _ONESELF.sub("yourself", _OWN.sub("your", text))
    return _LEADING.sub("your", _OBJECT.sub("you", text))


def _plural(verb: str) -> str:
    """The form of a verb that goes with `you`."""
    small = verb.lower()
    if small in _IRREGULAR:
        return _IRREGULAR[small]
    if small.endswith("ies") and len(small) > 4:
        return f"{verb[:-3]}y"
    if re.search(r"(?:sh|ch|ss|x|zz|o)es$", small):
        return verb[:-2]
    return verb[:-1] if small.endswith("s") and not small.endswith("ss") else verb
