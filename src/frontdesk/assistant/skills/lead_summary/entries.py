"""Entries: one call, mail, meeting, task … or change in a few words, for lines of a list."""

from collections.abc import Callable, Mapping
from typing import Any

from frontdesk.assistant.skills.lead_summary.dossier import Dossier
from frontdesk.assistant.spoken import amount_words, duration_words, listed, quoted
from frontdesk.assistant.told.values import choice_words, field_words, label_words, value_words
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Choice, Member, Relation
from frontdesk.crm.habits import Habits
from frontdesk.crm.timeline.dealings import Dealing

MOST_QUOTED = 140
MOST_TITLE = 90
MOST_CHANGES = 3

_CHANNELS = {"sms": "SMS", "whatsapp": "WhatsApp message", "chat": "Chat message"}
_UNSENT = {"draft": "Email draft, not sent", "queued": "Email waiting to be sent", "failed": "Email that failed"}


def told(dealing: Dealing, definition: Definition, habits: Habits) -> str:
    """`Outbound call, answered, 12 min: “Finds the price high”`"""
    return _TELL[dealing.object](dealing, definition, habits)


def _call(call: Dealing, definition: Definition, habits: Habits) -> str:
    seconds = call.data.get("duration_seconds")
    words = [
        call.title,
        _word(definition, "outcome", call.data.get("outcome")),
        duration_words(seconds) if seconds else "",
    ]
    return _with_text(", ".join(word for word in words if word), call.body)


def _email(mail: Dealing, definition: Definition, habits: Habits) -> str:
    kind = _UNSENT.get(mail.data.get("status") or "", f"Email {mail.data['direction']}")
    start = f"{kind}: {quoted(mail.title, MOST_TITLE)}"
    # Of ours the subject says enough; what they wrote is worth reading.
    is_theirs = mail.data["direction"] == "received" and mail.body
    return f"{start}; {quoted(mail.body or '', MOST_QUOTED)}" if is_theirs else start


def _meeting(meeting: Dealing, definition: Definition, habits: Habits) -> str:
    status = _word(definition, "status", meeting.data.get("status"))
    start = f"Meeting{f', {status}' if status else ''}: {quoted(meeting.title, MOST_TITLE)}"
    return f"{start}; {quoted(meeting.body, MOST_QUOTED)}" if meeting.body else start


def _message(message: Dealing, definition: Definition, habits: Habits) -> str:
    channel = _CHANNELS.get(message.data["channel"], "Message")
    return _with_text(f"{channel} {message.data['direction']}", message.body)


def _note(note: Dealing, definition: Definition, habits: Habits) -> str:
    author = note.data.get("author") or note.owner
    return _with_text(f"Note{f' by {author}' if author else ''}", note.body)


def _task(task: Dealing, definition: Definition, habits: Habits) -> str:
    status = task.data.get("status")
    words = ["Task", "open" if status == "todo" else _word(definition, "status", status)]
    return f"{', '.join(word for word in words if word)}: {quoted(task.title, MOST_TITLE)}"


def _deal(deal: Dealing, definition: Definition, habits: Habits) -> str:
    words = ["Deal", _word(definition, "status", deal.data.get("status")), deal_value(deal, habits)]
    return f"{', '.join(word for word in words if word)}: {quoted(deal.title, MOST_TITLE)}"


def _activity(activity: Dealing, definition: Definition, habits: Habits) -> str:
    kind = _word(definition, "activity_type", activity.data.get("activity_type"))
    start = f"Activity{f', {kind}' if kind and kind != 'other' else ''}: {quoted(activity.title, MOST_TITLE)}"
    return f"{start}; {quoted(activity.body, MOST_QUOTED)}" if activity.body else start


_TELL: Mapping[str, Callable[[Dealing, Definition, Habits], str]] = {
    "calls": _call,
    "emails": _email,
    "meetings": _meeting,
    "messages": _message,
    "notes": _note,
    "tasks": _task,
    "deals": _deal,
    "activities": _activity,
}


def deal_value(deal: Dealing, habits: Habits) -> str:
    value = deal.data.get("value")
    return "" if value is None else amount_words(value, deal.data.get("currency") or habits.currency)


def change_told(dossier: Dossier, item: Mapping[str, Any]) -> str:
    """`Status New → Contacted (Amara Linde)`, `Lead created`"""
    changes = item["data"].get("changes") if item["data"]["action"] == "updated" else None
    words = [_change(dossier, one) for one in (changes or ())[:MOST_CHANGES]]
    title = listed([one for one in words if one]) or item["title"]
    more = f" and {len(changes) - MOST_CHANGES} more" if changes and len(changes) > MOST_CHANGES else ""
    actor = f" ({item['actor']})" if item["actor"] else ""
    return f"{title[0].upper()}{title[1:]}{more}{actor}"


def _change(dossier: Dossier, change: Mapping[str, Any]) -> str:
    field = dossier.definition.get(change["field"])
    if field is None:
        return ""
    sides = []
    for side in ("old", "new"):
        value = change[side]
        if value is None or value == []:
            sides.append("empty")
        elif isinstance(field, Relation | Member):
            sides.append(str(change.get(f"{side}_label") or f"#{value}"))
        else:
            sides.append(value_words(field, value, dossier.habits))
    return f"{label_words(field)} {' → '.join(sides) if sides[0] != 'empty' else f'set to {sides[1]}'}"


def value_of(dossier: Dossier, path: str) -> str:
    """A field of the record in words; empty where it has no value."""
    field = dossier.definition.get(path)
    return (field_words(dossier.definition, dossier.record, field, dossier.habits) or "") if field else ""


def _word(definition: Definition, path: str, value: Any) -> str:
    """A choice in small letters, as it stands within a sentence: `no answer`."""
    field = definition.get(path)
    return choice_words(field, value).lower() if value and isinstance(field, Choice) else ""


def _with_text(start: str, text: str | None) -> str:
    return f"{start}: {quoted(text, MOST_QUOTED)}" if text and text.strip() else start
