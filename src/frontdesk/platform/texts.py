"""Texts that people send in: bounded, free of what PostgreSQL cannot store, mail addresses in one form."""

import re
import unicodedata
from math import isfinite
from typing import Annotated, Any

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

PASSWORD_LENGTHS = (8, 200)
EMAIL_LENGTH = 254


_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def without_control_characters(text: str) -> str:
    """The text itself. Raises a validation error for control characters, NUL among them."""
    if _CONTROLS.search(text):
        raise PydanticCustomError("control_character", "Control characters are not allowed here")
    return text


# All controls but tab and line breaks, and halves of surrogate pairs, which no encoding can carry.
_NOT_IN_LINES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def without_controls_but_breaks(text: str) -> str:
    """The text itself. Raises a validation error for control characters; tabs and line breaks may stay."""
    if _NOT_IN_LINES.search(text):
        raise PydanticCustomError("control_character", "Control characters are not allowed here")
    return text


def folded(text: str) -> str:
    """The form in which mail addresses and login names are kept and compared: case does not count."""
    return unicodedata.normalize("NFKC", text.strip()).casefold()


def checked_email(text: str) -> str:
    """The folded address. Raises a validation error when it cannot be one; no name server is asked."""
    try:
        # The demo's people live at example.com, tests' at example.test.
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise PydanticCustomError("email", "This is not a mail address: {why}", {"why": str(error)}) from None
    address = folded(text)
    if len(address) > EMAIL_LENGTH:
        raise PydanticCustomError("email", "This mail address is too long")
    return address


def storable(value: Any) -> Any:
    """JSON-ready data, with what PostgreSQL cannot hold (NUL, lone surrogates) replaced."""
    if isinstance(value, str):
        return value.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {storable(str(key)): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [storable(item) for item in value]
    as_it_is = value is None or isinstance(value, bool | int) or (isinstance(value, float) and isfinite(value))
    return value if as_it_is else storable(str(value))


_without_control_characters = AfterValidator(without_control_characters)

Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    _without_control_characters,
]
OptionalName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), _without_control_characters]
LoginName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=EMAIL_LENGTH),
    _without_control_characters,
]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=EMAIL_LENGTH),
    _without_control_characters,
    AfterValidator(checked_email),
    Field(json_schema_extra={"format": "email"}),
]
NewPassword = Annotated[
    str,
    StringConstraints(min_length=PASSWORD_LENGTHS[0], max_length=PASSWORD_LENGTHS[1]),
    Field(json_schema_extra={"format": "password"}),
]
GivenPassword = Annotated[
    str,
    StringConstraints(min_length=1, max_length=PASSWORD_LENGTHS[1]),
    Field(json_schema_extra={"format": "password"}),
]
Lines = Annotated[str, AfterValidator(without_controls_but_breaks)]
SearchText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), _without_control_characters]
Reference = Annotated[str, StringConstraints(min_length=1, max_length=200), _without_control_characters]
