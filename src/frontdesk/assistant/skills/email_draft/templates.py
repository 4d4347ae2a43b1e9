"""Templates of mails, and which of them fits (decisions: "Draft template")."""

from dataclasses import dataclass
from enum import StrEnum

from frontdesk.platform.errors import InvalidError


class Template(StrEnum):
    """As in the field `template` of emails."""

    INTRODUCTION = "introduction"
    FOLLOW_UP = "follow_up"
    PROPOSAL = "proposal"
    RE_ENGAGEMENT = "re_engagement"
    MEETING_CONFIRMATION = "meeting_confirmation"
    MEETING_REMINDER = "meeting_reminder"
    OBJECTION_HANDLING = "objection_handling"

    @property
    def words(self) -> str:
        return {"follow_up": "follow-up", "re_engagement": "re-engagement"}.get(self, self.replace("_", " "))


class UnknownTemplateError(InvalidError):
    title = "No such template"

    def __init__(self, name: str) -> None:
        reason = f"There is no template {name[:40]!r}; choose from {', '.join(Template)}."
        super().__init__(reason, errors=[{"field": "template", "reason": reason}])


def template_of(name: str | None) -> Template | None:
    """The template of that name, None where none was named. Raises UnknownTemplateError."""
    if name is None:
        return None
    try:
        return Template(name)
    except ValueError:
        raise UnknownTemplateError(name) from None


@dataclass(frozen=True)
class Signs:
    """What the choice hangs on. `named`: the template that was asked for."""

    named: Template | None = None
    meeting_ahead: bool = False
    objection: bool = False
    visiting: bool = False
    unanswered: bool = False
    silent: bool = False


def choose(signs: Signs) -> Template:
    """The first that applies, in this order."""
    if signs.named is not None:
        return signs.named
    order = (
        (signs.meeting_ahead, Template.MEETING_CONFIRMATION),
        (signs.objection, Template.OBJECTION_HANDLING),
        (signs.visiting, Template.PROPOSAL),
        (signs.unanswered, Template.FOLLOW_UP),
        (signs.silent, Template.RE_ENGAGEMENT),
    )
    return next((template for applies, template in order if applies), Template.FOLLOW_UP)
