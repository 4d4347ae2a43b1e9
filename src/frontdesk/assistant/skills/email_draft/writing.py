"""Writing: from a template and its context to a mail. The local writer has texts; a language model may take over."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from frontdesk.assistant.skills.email_draft import meeting_mails, sales_mails
from frontdesk.assistant.skills.email_draft.addressing import addressed
from frontdesk.assistant.skills.email_draft.context import DraftContext
from frontdesk.assistant.skills.email_draft.parts import Parts
from frontdesk.assistant.skills.email_draft.templates import Template
from frontdesk.assistant.skills.names import says_nothing
from frontdesk.assistant.spoken import one_line

MOST_ABOUT = 500
# From so many words on, what the mail shall say is a sentence of its own and not a subject.
WORDS_OF_A_SENTENCE = 8

_TEXTS: dict[Template, Callable[[DraftContext], Parts]] = {
    Template.INTRODUCTION: sales_mails.introduction,
    Template.FOLLOW_UP: sales_mails.follow_up,
    Template.PROPOSAL: sales_mails.proposal,
    Template.RE_ENGAGEMENT: sales_mails.re_engagement,
    Template.OBJECTION_HANDLING: sales_mails.objection_handling,
    Template.MEETING_CONFIRMATION: meeting_mails.confirmation,
    Template.MEETING_REMINDER: meeting_mails.reminder,
}
_ABOUT = re.compile(r"^(?:about|regarding|on|that says|saying|and say)\s+", re.I)


@dataclass(frozen=True)
class WrittenMail:
    """A mail as it would be sent: plain text, lines parted by line feeds."""

    subject: str
    body: str


class DraftWriter(Protocol):
    """Writes mails. Whatever it says of the recipient must stand in the context."""

    @property
    def engine(self) -> str:
        """As in `engine` of a turn: local, or provider and model."""
        ...

    async def write(self, template: Template, context: DraftContext) -> WrittenMail: ...


class LocalDraftWriter:
    """Writes from texts of its own, one for each template and what happened last."""

    engine = "local"

    async def write(self, template: Template, context: DraftContext) -> WrittenMail:
        return local_mail(template, context)


def local_mail(template: Template, context: DraftContext) -> WrittenMail:
    """The mail of a template, without a language model."""
    parts = _TEXTS[template](context)
    asked = _asked_for(context.about)
    paragraphs = [_greeting(context.recipient.called), *parts.paragraphs, asked, parts.ask, _signature(context)]
    return WrittenMail(one_line(parts.subject, 200), "\n\n".join(part for part in paragraphs if part))


def _greeting(called: str) -> str:
    if not called:
        return "Hello,"
    return f"{'Hi' if ' ' not in called else 'Dear'} {called},"


def _asked_for(about: str | None) -> str:
    """What the writer was told to work in: a sentence as it is, else what the mail is about."""
    words = addressed(_ABOUT.sub("", one_line(about or "", MOST_ABOUT))).strip(" ,;:")
    if says_nothing(words):
        return ""
    is_sentence = words[-1] in ".!?" or len(words.split()) >= WORDS_OF_A_SENTENCE
    if is_sentence:
        words = words.removeprefix("that ")
        return f"{words[0].upper()}{words[1:]}{'' if words[-1] in '.!?…' else '.'}"
    return f"I am also writing to you about {words}."


def _signature(context: DraftContext) -> str:
    lines: Sequence[str] = ("Kind regards,", context.sender.name, context.sender.company)
    return "\n".join(line for line in lines if line)
