"""Help: what the assistant can do, by examples made from this workspace's own records and choices."""

from collections.abc import Iterator, Mapping

from frontdesk.assistant.answer import Answer, Source
from frontdesk.assistant.meaning import Help
from frontdesk.assistant.skills.names import said
from frontdesk.assistant.told.values import label_words
from frontdesk.assistant.turn import Turn
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Choice, Money
from frontdesk.crm.reading.service import RecordReader
from frontdesk.identity.callers import Role

ABOUT = ("leads", "deals", "tasks", "contacts")
MOST_EXAMPLES = 8

Newest = Mapping[str, tuple[int, str]]


class HelpSkill:
    """One statement reads the newest record of some objects; the rest is in the definitions."""

    def __init__(self, reader: RecordReader):
        self._reader = reader

    async def run(self, turn: Turn, meaning: Help) -> Answer:
        names = [name for name in ABOUT if name in turn.scope.catalogue]
        if meaning.object is not None:
            names = [turn.scope.definition(meaning.object).name]
        newest = await self._reader.newest(turn.unit, turn.scope, names)
        may_write = turn.caller.role is not None and turn.caller.role.covers(Role.AGENT)
        if meaning.object is not None:
            definition = turn.scope.definition(meaning.object)
            examples = list(examples_about(definition, newest, may_write=may_write))
            start = f"{definition.label_plural}: {definition.description} You can say, for instance:"
        else:
            examples = list(_general(turn, newest, may_write=may_write))
            start = (
                "I find, count and sum up records, say who needs a follow-up, sum up a lead, draft and send emails, and"
                f"{' create, change and delete records' if may_write else ' show you what there is'}."
                " What cannot be taken back waits for your yes. You can say, for instance:"
            )
        lines = "\n".join(f"- {example}" for example in examples[:MOST_EXAMPLES])
        return Answer(f"{start}\n{lines}", Source.NONE, suggested_actions=examples[:3])


def _general(turn: Turn, newest: Newest, *, may_write: bool) -> Iterator[str]:
    lead = _named("lead", newest.get("leads"))
    yield "Which leads need follow up today?"
    if lead:
        yield f"Give me full summary of {lead}"
        yield f"Draft follow-up email for {lead}"
    for name in ABOUT:
        if name in turn.scope.catalogue:
            yield next(_questions(turn.scope.definition(name)))
    if may_write:
        yield "Create a task to call back tomorrow at 10"


def examples_about(definition: Definition, newest: Newest, *, may_write: bool) -> Iterator[str]:
    one = _named(definition.label.lower(), newest.get(definition.name))
    yield from _questions(definition)
    if one:
        yield f"Show {one}"
        if may_write and not definition.kept_apart:
            yield f"Delete {one}"


def _questions(definition: Definition) -> Iterator[str]:
    """Questions in the words of the object's own fields and choices."""
    plural = definition.label_plural.lower()
    choice = next((field for field in definition.fields if isinstance(field, Choice) and len(field.choices) > 1), None)
    board = definition.board
    if board is not None and isinstance(definition.by_path[board.field], Choice):
        choice = definition.by_path[board.field]  # type: ignore[assignment] # checked in the line above
    if choice is not None:
        yield f"Show {plural} with {label_words(choice)} {choice.values[1 % len(choice.values)].replace('_', ' ')}"
    else:
        yield f"Show all {plural}"
    yield f"How many {plural} were created this month?"
    if choice is not None:
        yield f"Number of {plural} by {label_words(choice)}"
    money = next((field for field in definition.fields if isinstance(field, Money)), None)
    if money is not None:
        yield f"Top 5 {plural} by {label_words(money)}"


def _named(label: str, newest: tuple[int, str] | None) -> str | None:
    if newest is None:
        return None
    record_id, title = newest
    return said(label, {"id": record_id, "labels": {"id": title}})
