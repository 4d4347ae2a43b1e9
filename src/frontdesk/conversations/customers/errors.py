"""Errors of customers in conversations."""

from frontdesk.platform.errors import NotFoundError


class NoLinkableObjectError(NotFoundError):
    title = "Not a record of a person"

    def __init__(self, object: str) -> None:
        super().__init__(f'A customer is linked to one of the contacts or leads, not to "{object[:60]}".')
