"""What an entry of an FAQ file must be, whichever format it comes in."""

import re
from collections.abc import Iterable, Mapping

from frontdesk.knowledge.errors import FileFault, FileFaultsError
from frontdesk.knowledge.models import NewPassage

MOST_ENTRIES = 20_000
MOST_FAULTS = 20
MOST_CHARACTERS = {"question": 2_000, "answer": 20_000, "category": 200, "id": 200}

# The names of a field as people write them, lower case, without spaces and marks between the words.
FIELD_NAMES = {
    "question": frozenset({"question", "questions", "q", "title", "prompt", "query", "faq", "frage", "pregunta"}),
    "answer": frozenset({"answer", "answers", "a", "response", "reply", "content", "text", "antwort", "respuesta"}),
    "category": frozenset({"category", "categories", "topic", "section", "group", "tag", "kategorie"}),
    "id": frozenset({"id", "externalid", "key", "ref", "reference", "faqid", "number", "no", "nr"}),
}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MARKS = re.compile(r"[\s_\-.*:]+")


def field_of(name: str) -> str | None:
    """Which field a column or key means: question, answer, category or id; None for any other."""
    folded = _MARKS.sub("", name.strip().lower())
    return next((field for field, names in FIELD_NAMES.items() if folded in names), None)


class Faults:
    """Gathers faults up to a bound, and raises them together."""

    def __init__(self) -> None:
        self._found: list[FileFault] = []
        self._more = 0

    def add(self, place: str, reason: str) -> None:
        if len(self._found) < MOST_FAULTS:
            self._found.append(FileFault(place, reason))
        else:
            self._more += 1

    def raise_any(self) -> None:
        if self._found:
            raise FileFaultsError(self._found, self._more)


def checked(entries: Iterable[tuple[str, Mapping[str, str | None]]], faults: Faults) -> list[NewPassage]:
    """Passages from (place, fields) pairs. Raises FileFaultsError if any entry, or the number of them, is wrong."""
    found: list[NewPassage] = []
    for place, fields in entries:
        texts = {field: (text or "").strip() for field, text in fields.items()}
        reasons = list(_reasons(texts))
        for reason in reasons:
            faults.add(place, reason)
        if not reasons:
            found.append(_passage(texts, len(found)))
        if len(found) > MOST_ENTRIES:
            faults.add(place, f"a file may have {MOST_ENTRIES:,} entries at most; split it")
            break
    faults.raise_any()
    if not found:
        faults.add("the file", "it holds no entries")
        faults.raise_any()
    return found


def _reasons(texts: Mapping[str, str]) -> Iterable[str]:
    for field in ("question", "answer"):
        if not texts.get(field):
            yield f"the {field} is missing"
    for field, text in texts.items():
        if len(text) > MOST_CHARACTERS[field]:
            yield f"the {field} has {len(text):,} characters, {MOST_CHARACTERS[field]:,} are allowed"
        forbidden = _FORBIDDEN.search(text)
        if forbidden:
            yield f"the {field} holds the control character U+{ord(forbidden.group()):04X}"


def _passage(texts: Mapping[str, str], position: int) -> NewPassage:
    return NewPassage(
        title=texts["question"],
        content=texts["answer"],
        category=texts.get("category") or None,
        external_id=texts.get("id") or None,
        position=position,
    )
