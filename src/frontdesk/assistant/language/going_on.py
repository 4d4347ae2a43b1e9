"""Going on: what "currently" says of records that have a state for it, where no state was named."""

from typing import Any

from frontdesk.assistant.language import conditions
from frontdesk.assistant.language.assembly import Assembled
from frontdesk.assistant.language.conditions import condition
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Choice

_NOW: PhraseTable[str] = PhraseTable((phrase, phrase) for phrase in vocabulary("going_on")["now"])
# The states that "currently" may mean, by their stored words.
_STATES = ("active", "running", "in_progress")


def state_left_open(ground: Ground, assembled: Assembled, query: dict[str, Any]) -> dict[str, Any] | None:
    """The query narrowed to what is going on, where "currently" may mean that; None where it does not.

    Where a state or a time was said, it is that which is so now.
    """
    state = _state(assembled.definition)
    is_now = any(True for place in range(ground.length) for _ in _NOW.at(ground.tokens, place))
    if state is None or not is_now or assembled.records or state[0] in repr(query):
        return None
    if any(field.has_periods and field.path in repr(query.get("where")) for field in assembled.definition.fields):
        return None
    where = conditions.all_of([*([query["where"]] if "where" in query else []), condition(state[0], "eq", state[1])])
    return {**query, "where": where}


def _state(definition: Definition) -> tuple[str, str] | None:
    """The field and the state of what is going on: of learners, batches, campaigns; tasks and leads have none."""
    field = definition.get(definition.board.field if definition.board else "status")
    if not isinstance(field, Choice) or definition.due is not None:
        return None
    return next(((field.path, state) for state in _STATES if state in field.values), None)
