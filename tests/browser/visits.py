"""Visits of a browser, each with a fresh profile, watched for whatever must never happen."""

from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Error,
    FilePayload,
    Page,
    Request,
    Response,
    StorageState,
)

from tests.browser.desk import Desk, Person

WIDE = (1280, 800)
PHONE = (390, 844)

# The browser repeats every refused request on its console; the watch judges those by their status.
REPEATED_REFUSAL = "Failed to load resource: the server responded with a status of"


@dataclass
class Watch:
    """What went wrong in one visit: script errors, dialogs, other hosts, refusals that the test did not expect."""

    hosts: Collection[str]
    refusals: Collection[int]
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("dialog", self._dialog)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc not in self.hosts:
            self.faults.append(f"another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.refusals:
            self.faults.append(f"{response.status}: {response.request.method} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REPEATED_REFUSAL):
            self.faults.append(f"console: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()


class Visits:
    """Opens pages, and at the end tells what went wrong on any of them."""

    def __init__(self, browser: Browser):
        self._browser = browser
        self._visits: list[tuple[BrowserContext, Watch]] = []

    def open(
        self,
        desk: Desk,
        path: str = "/",
        *,
        person: Person | None = None,
        size: tuple[int, int] = WIDE,
        refusals: Collection[int] = (),
        site: str | None = None,
    ) -> Page:
        """Opens `path` in a fresh profile, signed in as `person`. `refusals` are the error statuses to expect.

        `site`: the address of a page that is not the desk's own, to open in its place.
        """
        context = self._browser.new_context(
            base_url=desk.url,
            viewport={"width": size[0], "height": size[1]},
            has_touch=size == PHONE,
            color_scheme="light",
            reduced_motion="reduce",
            locale="en-GB",
            storage_state=_signed_in(desk, person),
        )
        watch = Watch([urlsplit(url).netloc for url in (desk.url, site) if url], refusals)
        watch.over(context)
        self._visits.append((context, watch))
        page = context.new_page()
        page.goto(site or path)
        return page

    def expect_refusals(self, *statuses: int) -> None:
        """Counts these statuses as right from now on, in all visits that are open."""
        for _, watch in self._visits:
            watch.refusals = {*watch.refusals, *statuses}

    def close(self) -> list[str]:
        """Ends all visits; returns what went wrong."""
        for context, _ in self._visits:
            try:
                context.close()
            except Error as error:
                return [f"the browser ended: {error}"]
        return [fault for _, watch in self._visits for fault in watch.faults]


def _signed_in(desk: Desk, person: Person | None) -> StorageState | None:
    if person is None:
        return None
    return {
        "cookies": [],
        "origins": [
            {"origin": desk.url, "localStorage": [{"name": "frontdesk.staff.token", "value": person.token}]},
        ],
    }


def file(name: str, content: str) -> FilePayload:
    """A file to choose in the browser."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content.encode()}
