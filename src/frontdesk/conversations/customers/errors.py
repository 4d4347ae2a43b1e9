"""Errors of customers in conversations."""

from frontdesk.platform.errors import ForbiddenError, NotFoundError, NotSignedInError


class NoLinkableObjectError(NotFoundError):
    title = "Not a record of a person"

    def __init__(self, object: str) -> None:
        super().__init__(f'A customer is linked to one of the contacts or leads, not to "{object[:60]}".')


class WrongSignatureError(NotSignedInError):
    title = "Not signed by the site"

    def __init__(self) -> None:
        super().__init__("The site's signature does not fit this user of this bot. Reload the page and try again.")


class CustomersOnlyError(ForbiddenError):
    title = "For customers"

    def __init__(self) -> None:
        super().__init__("This is for customers who have signed in at a bot.")
