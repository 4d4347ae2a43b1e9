"""Errors of bots and conversations."""

from frontdesk.platform.errors import ConflictError, InvalidError, NotFoundError, NotSignedInError


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


class StateStepError(ConflictError):
    title = "Not possible in this state"

    def __init__(self, state: str, step: str) -> None:
        super().__init__(f"The conversation is in the state {state}; {step} is not possible from there.")


class NoSuchAnswerError(NotFoundError):
    title = "No such answer"

    def __init__(self, seq: int) -> None:
        super().__init__(f"Message {seq} of this conversation is not an answer that can be rated.")


class MessageEmptyError(InvalidError):
    title = "The message is empty"

    def __init__(self) -> None:
        super().__init__("Write a message first.", errors=[{"field": "message", "reason": "is empty"}])


class SessionExpiredError(NotSignedInError):
    title = "The session has expired"

    def __init__(self) -> None:
        super().__init__("This conversation was idle for too long and has ended. Start a new one.")
