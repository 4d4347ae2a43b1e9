"""What may go wrong with sign-ins, accounts and rights."""

from frontdesk.platform.errors import (
    BadRequestError,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    NotSignedInError,
    UnsupportedFileError,
)


class InvalidTokenError(NotSignedInError):
    """A token or key was given and is not good: never the same as giving none."""

    challenge = 'Bearer error="invalid_token"'

    def __init__(self, detail: str = "This sign-in is not valid any more. Sign in again.") -> None:
        super().__init__(detail)


class WrongPasswordError(NotSignedInError):
    def __init__(self) -> None:
        super().__init__("The name or the password is wrong.")


class RoleNeededError(ForbiddenError):
    def __init__(self, role: str) -> None:
        super().__init__(f"This needs the role {role} or a higher one.")


class NoStandingError(ForbiddenError):
    def __init__(self) -> None:
        super().__init__("Who asked for this has no access any more.")


class RoleTooHighError(ForbiddenError):
    def __init__(self) -> None:
        super().__init__("Nobody may give, change or take away a role above their own.")


class PersonNeededError(ForbiddenError):
    def __init__(self) -> None:
        super().__init__("Only a person can do this, not an API key.")


class RegistrationClosedError(ForbiddenError):
    def __init__(self) -> None:
        super().__init__("Registration is closed here. Ask an administrator for an account.")


class EmailTakenError(ConflictError):
    def __init__(self) -> None:
        super().__init__("There is already an account with this mail address.")


class LoginTakenError(ConflictError):
    def __init__(self) -> None:
        super().__init__("There is already an account with this name.")


class LastOwnerError(ConflictError):
    def __init__(self) -> None:
        super().__init__("A workspace needs an owner. Make someone else owner first.")


class UserNotFoundError(NotFoundError):
    def __init__(self) -> None:
        super().__init__("There is no such user.")


class CustomerNotFoundError(NotFoundError):
    title = "No such customer"

    def __init__(self) -> None:
        super().__init__("There is no such customer.")


class SignInAddressError(ConflictError):
    title = "They sign in with this address"

    def __init__(self) -> None:
        super().__init__("This customer signs in with their mail address, so that nobody else can change it.")


class ApiKeyNotFoundError(NotFoundError):
    def __init__(self) -> None:
        super().__init__("There is no such API key.")


class BotNotFoundError(NotFoundError):
    def __init__(self) -> None:
        super().__init__("There is no such bot.")


class NotADemoError(NotFoundError):
    title = "Not a demo"

    def __init__(self) -> None:
        super().__init__("This workspace is not a demo, so there is nothing to remove.")


class BrokenBodyError(BadRequestError):
    def __init__(self, why: str) -> None:
        super().__init__(f"The body of the request cannot be read: {why}.")


class UnsupportedBodyError(UnsupportedFileError):
    title = "This kind of body is not supported"

    def __init__(self) -> None:
        super().__init__("Send JSON (application/json) or a form (application/x-www-form-urlencoded).")
