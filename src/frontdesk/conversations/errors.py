"""Errors of bots and conversations."""

from collections.abc import Collection
from uuid import UUID

from frontdesk.platform.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, NotSignedInError


class BotNotFoundError(NotFoundError):
    title = "No such bot"

    def __init__(self) -> None:
        super().__init__("There is no such bot. Check its id, or leave it out for the default bot.")


class NoDefaultBotError(NotFoundError):
    title = "No bot yet"

    def __init__(self) -> None:
        super().__init__("There is no bot yet. Sign in and make one on the Bots page.")


class BotNeedsLoginError(NotSignedInError):
    title = "This bot is for customers who have signed in"

    def __init__(self) -> None:
        super().__init__("This bot answers signed-in customers only. Sign in with your customer account first.")


class SlugTakenError(ConflictError):
    title = "This address is taken"

    def __init__(self, slug: str) -> None:
        super().__init__(f'Another bot already has the address "{slug}". Choose another.')


class ConversationNotFoundError(NotFoundError):
    title = "No such conversation"

    def __init__(self) -> None:
        super().__init__("There is no such conversation, or it is not yours.")


class TakenError(ConflictError):
    """Somebody else has the conversation; `more` names them for a page."""

    title = "Somebody else has this conversation"

    def __init__(self, user_id: int, name: str) -> None:
        more = {"assigned_to": user_id, "assigned_to_name": name}
        super().__init__(f"{name} has this conversation. Ask them, or have it assigned to you.", more=more)


class MergedError(ConflictError):
    title = "This conversation was merged into another"

    def __init__(self, into: UUID) -> None:
        super().__init__("This conversation was merged into another one. Go on there.", more={"merged_into": str(into)})


class MemberNotFoundError(InvalidError):
    title = "No such member"

    def __init__(self, field: str) -> None:
        reason = "must name members of this workspace who may do this"
        super().__init__("There is no such member of your team.", errors=[{"field": field, "reason": reason}])


class NotToMergeError(ConflictError):
    """Why two conversations cannot become one."""

    title = "These two cannot be merged"

    @classmethod
    def of_different_people(cls) -> "NotToMergeError":
        return cls("These two are not known to be of the same customer. Only conversations of one can be merged.")

    @classmethod
    def of_different_bots(cls) -> "NotToMergeError":
        return cls("These two are with different bots. Only conversations with the same one can be merged.")

    @classmethod
    def too_long(cls, most: int) -> "NotToMergeError":
        return cls(f"Together these two would be longer than {most:,} entries.")

    @classmethod
    def with_a_turn_under_way(cls) -> "NotToMergeError":
        return cls("The bot is just answering in one of them. Try again in a moment.")


class ReplyNotFoundError(NotFoundError):
    title = "No such saved reply"

    def __init__(self) -> None:
        super().__init__("There is no such saved reply.")


class ShortcutTakenError(ConflictError):
    title = "This shortcut is taken"

    def __init__(self, shortcut: str) -> None:
        super().__init__(f'Another saved reply has the shortcut "{shortcut}" already.')


class UnknownVariableError(InvalidError):
    title = "No such variable"

    def __init__(self, name: str, known: Collection[str]) -> None:
        names = ", ".join(f"{{{one}}}" for one in known)
        reason = f"knows no {{{name}}}"
        super().__init__(f"There is no {{{name}}}. There are {names}.", errors=[{"field": "content", "reason": reason}])


class NobodyAvailableError(ConflictError):
    title = "Nobody is available"

    def __init__(self) -> None:
        super().__init__("Nobody who is available has room for one more. Give it to somebody by name.")


class NoDeskError(ForbiddenError):
    title = "For people only"

    def __init__(self) -> None:
        super().__init__("A program has no conversations of its own. Sign in as a member of the team.")


class SnoozeTimeError(InvalidError):
    title = "Not a time to come back"

    def __init__(self, reason: str) -> None:
        super().__init__(f"Choose another time: it {reason}.", errors=[{"field": "until", "reason": reason}])


class ResolvedError(ConflictError):
    title = "This conversation is resolved"

    def __init__(self) -> None:
        super().__init__("This conversation is resolved. Reopen it first.")


class LabelNotFoundError(NotFoundError):
    title = "No such label"

    def __init__(self) -> None:
        super().__init__("There is no such label.")


class LabelTakenError(ConflictError):
    title = "There is such a label"

    def __init__(self, name: str) -> None:
        super().__init__(f'There is a label "{name}" already.')


class TooManyError(ConflictError):
    title = "There are too many"

    def __init__(self, things: str, most: int) -> None:
        super().__init__(f"There may be {most} {things} at most. Delete one first.")


class NoSuchAnswerError(NotFoundError):
    title = "No such answer"

    def __init__(self, seq: int) -> None:
        super().__init__(f"Message {seq} of this conversation is not an answer that can be rated.")


class RatedBeforeError(ConflictError):
    title = "Rated before"

    def __init__(self) -> None:
        super().__init__("This conversation was rated before. Thank you, the first rating counts.")


class MessageEmptyError(InvalidError):
    title = "The message is empty"

    def __init__(self) -> None:
        super().__init__("Write a message first.", errors=[{"field": "message", "reason": "is empty"}])


class SessionExpiredError(NotSignedInError):
    title = "The session has expired"

    def __init__(self) -> None:
        super().__init__("This conversation was idle for too long and has ended. Start a new one.")
