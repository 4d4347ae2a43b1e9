"""Not placed: what is asked back where a command was not understood as a whole, or cannot be done here."""

from collections.abc import Sequence

from frontdesk.assistant.answer import Choice
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.targets import Target
from frontdesk.assistant.meaning import AskBack, Meaning


def call_or_log(ground: Ground, start: int, targets: Sequence[Target]) -> AskBack | None:
    """`call Guna`: nothing here makes a call."""
    named = [one for one in targets if len(one.ids) == 1 and one.field is None]
    if not named or start >= ground.length:
        return None
    whom = f"{ground.lexicon.of(named[0].object).definition.label.lower()} {named[0].ids[0]}"
    choices = [
        Choice("Remind me to call tomorrow", f"remind me to call {whom} tomorrow"),
        Choice("Log a call", f"log a call with {whom}"),
    ]
    return AskBack("I cannot make calls. Shall I remind you of one, or log one?", choices)


def not_placed(ground: Ground, start: int, targets: dict[int, list[Target]]) -> Meaning:
    """Says which part of a command was understood and which was not. `targets`: what may be meant, by where it ends."""
    reached = max(
        (end for end, ones in targets.items() if any(one.ids or one.is_described for one in ones)), default=start
    )
    rest = ground.written(reached, ground.length).strip(" .!")
    if reached > start and rest:
        return AskBack(f"I know which record you mean, but not what to do with it: “{rest}” fits no field of it.")
    strange = [
        token.text for token in ground.tokens[start:] if token.is_word and token.word not in ground.lexicon.known
    ]
    borne = ground.words_with_evidence()
    unknown = [token.text for token in ground.tokens[start:] if token.text in strange and token.word not in borne]
    if unknown and ground.objects_named():
        return AskBack(f"I do not know what “{' '.join(unknown)}” means here. Say the field and its new value.")
    if strange and ground.objects_named():
        return AskBack("I know the name, but not what shall become of it. Say the field and its new value.")
    if strange:
        return AskBack(f"I found no record called {' '.join(strange)}.")
    return AskBack("Which record do you mean? Name it, or its number.")
