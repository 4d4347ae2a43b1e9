"""Facts: the sentence of a mail that says what is true: of the last interaction, else of the record itself."""

from dataclasses import dataclass

from frontdesk.assistant.skills.email_draft.context import DraftContext, Interaction
from frontdesk.assistant.skills.email_draft.topics import about, subject_words
from frontdesk.assistant.spoken import date_words, day_words, local, on_day
from frontdesk.crm.habits import Habits

_MESSAGES = {"sms": "text message", "whatsapp": "WhatsApp message", "chat": "chat message"}
_CALLED = {
    "no_answer": "tried to call you {day} and could not reach you",
    "busy": "tried to call you {day}, but the line was busy",
    "voicemail": "called you {day} and left you a message",
    "wrong_number": "tried to call you {day}, but the number that we have seems to be somebody else's",
}
# How they came, to go after "Thank you for" and after "Some time ago you".
_SOURCES = {
    "website": ("finding us through our website", "found us through our website"),
    "referral": ("coming to us through a recommendation", "came to us through a recommendation"),
    "event": ("coming to us through one of our events", "came to us through one of our events"),
    "campaign": ("coming to us through one of our campaigns", "came to us through one of our campaigns"),
    "social": ("finding us on social media", "found us on social media"),
    "walk_in": ("dropping in to see us", "dropped in to see us"),
}


@dataclass(frozen=True)
class Fact:
    """`opening`: a sentence to begin with. `after_silence`: the same where nobody was in touch for long."""

    opening: str
    after_silence: str


def fact_of(context: DraftContext) -> Fact:
    """What is true of the last interaction; where there was none, of the newest note, else of the record itself."""
    last = context.last
    if last is None:
        return _of_note(context) if context.note is not None else _of_record(context)
    tell = {"call": _call, "email": _email, "message": _message, "meeting": _meeting}[last.kind]
    opening, since = tell(context, last)
    note = _beside(context, last)
    return Fact(f"{opening} {note}" if note else opening, f"It has been a while {since}.")


def _beside(context: DraftContext, last: Interaction) -> str:
    """What a note since then adds, where the interaction itself says nothing of what it was about."""
    note, titles = context.note, _titles(context)
    if note is None or note.at < last.at or last.title or about(last.text, titles):
        return ""
    words = about(note.text, titles)
    return f"I also have a note here from {_from_day(context.habits, note)}{words}." if words else ""


def _of_note(context: DraftContext) -> Fact:
    note = context.note
    assert note is not None
    words = about(note.text, _titles(context))
    whose = "my" if note.own else "our"
    wish = "come back to you on it" if words else "get in touch with you"
    sentence = f"Going through {whose} notes from {_from_day(context.habits, note)}{words}, I wanted to {wish}."
    return Fact(sentence, sentence)


def _call(context: DraftContext, call: Interaction) -> tuple[str, str]:
    day, words = on_day(context.habits, call.at), about(call.text, _titles(context))
    if call.state == "answered":
        who = "me" if call.own else "us"
        return f"Thank you for talking with {who} {day}{words}.", f"since we spoke on the phone {day}{words}"
    if not call.outgoing:
        missed = f"You called us {day}, and I am sorry that we missed you."
        return missed if call.state else f"You called us {day}{words}.", f"since your call {day}"
    if call.state is None:
        return f"{_we(call)} called you {day}{words}.", f"since {_i(call)} called you {day}{words}"
    return f"{_we(call)} {_CALLED[call.state].format(day=day)}.", f"since {_i(call)} tried to call you {day}"


def _email(context: DraftContext, mail: Interaction) -> tuple[str, str]:
    subject = subject_words(mail.title)
    if not mail.outgoing:
        words = f"your email from {_from_day(context.habits, mail)}{f', {_quoted(subject)}' if subject else ''}"
        return f"Thank you for {words}.", f"since {words}"
    told = f"wrote to you {on_day(context.habits, mail.at)}{f' ({_quoted(subject)})' if subject else ''}"
    return f"{_we(mail)} {told}.", f"since {_i(mail)} {told}"


def _message(context: DraftContext, message: Interaction) -> tuple[str, str]:
    kind, words = _MESSAGES.get(message.state or "", "message"), about(message.text, _titles(context))
    if not message.outgoing:
        told = f"your {kind} from {_from_day(context.habits, message)}{words}"
        return f"Thank you for {told}.", f"since {told}"
    told = f"sent you a {kind} {on_day(context.habits, message.at)}{words}"
    return f"{_we(message)} {told}.", f"since {_i(message)} {told}"


def _meeting(context: DraftContext, meeting: Interaction) -> tuple[str, str]:
    title, day = subject_words(meeting.title), on_day(context.habits, meeting.at)
    named = f" ({_quoted(title)})" if title else ""
    planned = f"the meeting that we had planned for {day.removeprefix('on ')}{named}"
    if meeting.state == "completed":
        return f"Thank you for meeting {'me' if meeting.own else 'us'} {day}{named}.", f"since we met {day}{named}"
    if meeting.state == "no_show":
        return f"I am sorry that we missed each other {day}, when we had planned to meet{named}.", f"since {planned}"
    if meeting.state == "cancelled":
        return f"{planned[0].upper()}{planned[1:]} did not take place.", f"since {planned}"
    return f"We had planned to meet {day}{named}.", f"since {planned}"


def _of_record(context: DraftContext) -> Fact:
    one, interest = context.recipient, context.offer.title if context.offer else ""
    thanked, told = _SOURCES.get(one.source or "", ("", ""))
    if not (thanked or interest):
        plain = _plain_fact(context)
        return Fact(plain, plain)
    thanks = [thanked, f"your interest in {interest}" if interest else ""]
    past = [told, f"showed interest in {interest}" if interest else ""]
    return Fact(
        f"Thank you {' and '.join(f'for {words}' for words in thanks if words)}.",
        f"Some time ago you {' and '.join(words for words in past if words)}.",
    )


def _plain_fact(context: DraftContext) -> str:
    one = context.recipient
    if one.company:
        return f"I see that you are with {one.company}{f' in {one.city}' if one.city else ''}."
    if one.city:
        return f"I see that you are in {one.city}."
    since = one.known_since or context.habits.now
    return f"We have had your details since {date_words(context.habits, local(context.habits, since).date())}."


def _we(interaction: Interaction) -> str:
    return "I" if interaction.own else "We"


def _i(interaction: Interaction) -> str:
    return "I" if interaction.own else "we"


def _from_day(habits: Habits, interaction: Interaction) -> str:
    return day_words(habits, local(habits, interaction.at).date())


def _titles(context: DraftContext) -> tuple[str, ...]:
    return (context.offer.title,) if context.offer else ()


def _quoted(words: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"
