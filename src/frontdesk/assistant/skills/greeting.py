"""Greeting: hello, thanks and goodbye, where a message says nothing else."""

from frontdesk.assistant.answer import Answer, Source
from frontdesk.assistant.meaning import Greet
from frontdesk.assistant.spoken import one_line
from frontdesk.assistant.turn import Turn

SUGGESTED = ("What can you do?", "Which leads need follow up today?", "Show me tasks due today")


class GreetingSkill:
    """Answers in kind."""

    async def run(self, turn: Turn, meaning: Greet) -> Answer:
        if meaning.kind == "thanks":
            return Answer("You are welcome.", Source.NONE)
        if meaning.kind == "bye":
            return Answer("Goodbye.", Source.NONE)
        first = one_line(turn.caller.name, 40).split(" ")[0]
        response = f"Hello{f' {first}' if first else ''}. What would you like to know or do?"
        return Answer(response, Source.NONE, suggested_actions=SUGGESTED)
