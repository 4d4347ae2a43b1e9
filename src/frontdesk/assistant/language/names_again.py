"""Names again: a message said once more with a record named by its number, so that it can be read in one way only."""

from collections.abc import Sequence

from frontdesk.assistant.answer import Choice
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.meaning import AskBack

MOST_CHOICES = 4


def which_record(
    ground: Ground, records: Sequence[tuple[str, int, str]], start: int = 0, end: int | None = None
) -> AskBack:
    """Asks which of the records, (object, id, title), is meant; a choice is the message with that record's number."""
    choices = []
    for name, record_id, title in records[:MOST_CHOICES]:
        label = ground.lexicon.of(name).definition.label.lower()
        said = said_with(ground, name, record_id, f"{label} {record_id}", start, ground.length if end is None else end)
        choices.append(Choice(f"{title} ({label} {record_id})", said))
    more = f" There are {len(records)} that fit." if len(records) > MOST_CHOICES else ""
    return AskBack(f"Which one do you mean?{more}", choices if len(choices) > 1 else ())


def said_with(ground: Ground, object: str, record_id: int, words: str, start: int, end: int) -> str:
    """The message with `words` in the place of the record's name."""
    best: tuple[int, int] | None = None
    for place in range(start, end):
        for stop, evidence in ground.evidence_at(object, place):
            is_meant = stop <= end and any(one.id == record_id for one in evidence.of(object))
            if is_meant and (best is None or stop - place > best[1] - best[0]):
                best = (place, stop)
    if best is None:
        return words
    first = _with_object_word(ground, best[0])
    before, after = ground.text[: ground.tokens[first].start], ground.text[ground.tokens[best[1] - 1].end :]
    return f"{before}{words}{after}"


def _with_object_word(ground: Ground, place: int) -> int:
    """Where the name begins with the word for its object before it: `lead Guna`."""
    for start in range(max(place - 3, 0), place):
        if any(end == place for end, _ in ground.lexicon.objects.at(ground.tokens, start)):
            return start
    return place
