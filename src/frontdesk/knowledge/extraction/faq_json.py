"""FAQ files in JSON: a list of entries, or an object that holds such a list."""

import json
from collections.abc import Iterator
from typing import Any

from frontdesk.knowledge.errors import FileFault, FileFaultsError
from frontdesk.knowledge.extraction.encodings import decoded
from frontdesk.knowledge.extraction.faq_entries import Faults, checked, field_of
from frontdesk.knowledge.models import NewPassage

_LISTS = ("faqs", "faq", "items", "entries", "questions", "data")


class JsonFaqs:
    """`[{"question", "answer", "category"?, "id"?}]`, or an object with that list under `faqs` or the like."""

    kind = "faq"
    format = "json"

    def recognises(self, data: bytes, name: str) -> bool:
        start = decoded(data).lstrip()[:1]
        return start in ("[", "{") or (start == "" and name.lower().endswith(".json"))

    def passages(self, data: bytes) -> list[NewPassage]:
        faults = Faults()
        return checked(_entries(_list(_parsed(decoded(data))), faults), faults)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        reason = f"the JSON breaks off here, at column {error.colno} ({error.msg})"
        raise FileFaultsError([FileFault(f"line {error.lineno}", reason)]) from error
    except (RecursionError, ValueError) as error:
        raise FileFaultsError(
            [FileFault("the file", "its JSON is nested too deeply or holds a huge number")]
        ) from error


def _list(value: Any) -> list[Any]:
    if isinstance(value, dict):
        by_name = {str(key).lower(): held for key, held in value.items()}
        value = next((by_name[name] for name in _LISTS if isinstance(by_name.get(name), list)), None)
    if not isinstance(value, list):
        reason = 'a list of entries is needed: [{"question": "…", "answer": "…"}], or the same under "faqs"'
        raise FileFaultsError([FileFault("the file", reason)])
    return value


def _entries(values: list[Any], faults: Faults) -> Iterator[tuple[str, dict[str, str | None]]]:
    for number, value in enumerate(values, start=1):
        place = f"entry {number}"
        if isinstance(value, dict):
            fields = _fields(value, place, faults)
            if fields is not None:
                yield place, fields
        else:
            faults.add(place, 'an object is needed: {"question": "…", "answer": "…"}')


def _fields(value: dict[str, Any], place: str, faults: Faults) -> dict[str, str | None] | None:
    fields: dict[str, str | None] = {}
    for name, held in value.items():
        field = field_of(name)
        if field is None or field in fields:
            continue
        if isinstance(held, bool) or not isinstance(held, str | int | float | None):
            faults.add(place, f"the {field} must be text")
            return None
        fields[field] = None if held is None else str(held)
    return fields
