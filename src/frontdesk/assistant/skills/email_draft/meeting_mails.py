"""Texts of the mails about a meeting ahead: its confirmation and its reminder."""

import re

from frontdesk.assistant.skills.email_draft.context import DraftContext, MeetingAhead
from frontdesk.assistant.skills.email_draft.facts import fact_of
from frontdesk.assistant.skills.email_draft.parts import Parts, course, paragraph
from frontdesk.assistant.skills.email_draft.topics import subject_words
from frontdesk.assistant.skills.names import says_nothing
from frontdesk.assistant.spoken import clock_words, counted, full_day, one_line

MOST_LOCATION = 120

_ONLINE = re.compile(r"^\s*(?:online|remote|virtual|video(?: call)?|zoom|teams|google meet|meet|skype)\s*$", re.I)
_PHONE = re.compile(r"^\s*(?:by |on the |over the )?(?:phone|telephone|call)\s*$", re.I)
_LINK = re.compile(r"^\s*https://\S+\s*$", re.I)


def confirmation(context: DraftContext) -> Parts:
    meeting = context.meeting
    if meeting is None:
        return _a_time_is_missing(context)
    return Parts(
        subject=f"Our meeting on {_when(context, meeting)}",
        paragraphs=(
            fact_of(context).opening if context.last else "",
            paragraph(f"I am glad to confirm our meeting on {_told(context, meeting)}.", _practical(meeting)),
        ),
        ask="Does this still suit you? If not, just answer with a time that does.",
    )


def reminder(context: DraftContext) -> Parts:
    meeting = context.meeting
    if meeting is None:
        return _a_time_is_missing(context)
    return Parts(
        subject=f"Reminder: our meeting on {_when(context, meeting)}",
        paragraphs=(
            fact_of(context).opening if context.last else "",
            paragraph(f"This is a short reminder of our meeting on {_told(context, meeting)}.", _practical(meeting)),
        ),
        ask="If something has come up, could you let me know, so that we find another time?",
    )


def _a_time_is_missing(context: DraftContext) -> Parts:
    """No meeting is ahead, so there is nothing to confirm: the mail asks for a time."""
    title = course(context)
    return Parts(
        subject=f"A time for our meeting{f' about {title}' if title else ''}",
        paragraphs=(fact_of(context).opening, "I would like to settle a time for us to meet."),
        ask="Which day and time would suit you?",
    )


def _when(context: DraftContext, meeting: MeetingAhead) -> str:
    return f"{full_day(context.habits, meeting.at)} at {clock_words(context.habits, meeting.at)}"


def _told(context: DraftContext, meeting: MeetingAhead) -> str:
    """`Friday, 20 March at 10:00 (Dublin time), “First talk”`"""
    title = subject_words(meeting.title)
    named = f", \N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}" if title else ""
    return f"{_when(context, meeting)} ({_zone(context)}){named}"


def _zone(context: DraftContext) -> str:
    """Whose clock is meant, for recipients elsewhere."""
    place = context.habits.time_zone.key.rsplit("/", 1)[-1].replace("_", " ")
    return "UTC" if place in ("UTC", "UCT", "Zulu", "Universal", "GMT") else f"{place} time"


def _practical(meeting: MeetingAhead) -> str:
    length = f"We have planned {counted(meeting.minutes, 'minute', 'minutes')} for it." if meeting.minutes else ""
    return paragraph(_place(meeting.location), length)


def _place(location: str | None) -> str:
    place = one_line(location or "", MOST_LOCATION)
    if says_nothing(place):
        return ""
    if _ONLINE.match(place):
        return "We will meet online."
    if _PHONE.match(place):
        return "We will talk by phone."
    if _LINK.match(place):
        return f"We will meet online, by this link: {place.strip()}"
    return f"We will meet here: {subject_words(place)}." if subject_words(place) else ""
