"""The widget of a bot: how it looks, what it asks first, and the pages that may embed it."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from frontdesk.platform.texts import OptionalName

ANY_PAGE = "*"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]")


def checked_origin(text: str) -> str:
    """`https://example.com`, with a port where it is not the usual one; `*.` may stand for names before the host."""
    if text == ANY_PAGE:
        return text
    parts = urlsplit(text.strip().lower().removesuffix("/"))
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host) or parts.path or parts.query or parts.username:
        raise ValueError("must be an address such as https://www.example.com, without a path; or * for every site")
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def may_embed(allowed: list[str], origin: str) -> bool:
    """Whether a page of this origin is among those that are allowed."""
    return any(one in (ANY_PAGE, origin) or _is_below(one, origin) for one in allowed)


def _is_below(pattern: str, origin: str) -> bool:
    """`https://*.example.com` stands for every name below example.com, and not for example.com."""
    scheme, wildcard, rest = pattern.partition("*")
    return bool(wildcard) and origin.startswith(scheme) and origin.endswith(rest) and "." in rest[:2]


Origin = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300),
    AfterValidator(checked_origin),
    Field(examples=["https://x.io"]),
]
Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", examples=["#0f6f6b"])]
Asked = Literal["no", "optional", "required"]


class WidgetLook(BaseModel):
    """What any page that embeds the widget may know. `title` is the company's name when empty."""

    model_config = ConfigDict(extra="forbid")

    color: Color = "#0f6f6b"
    position: Literal["right", "left"] = "right"
    title: Annotated[OptionalName, Field(max_length=80)] = ""
    ask_name: Asked = "no"
    ask_email: Asked = "no"


class WidgetRules(WidgetLook):
    """All settings. Without `allowed_origins` only pages of the desk itself may embed the widget."""

    allowed_origins: list[Origin] = Field(default=[], max_length=50)
