"""The inbox as its tests speak of it."""

from playwright.sync_api import Locator, Page


class Inbox:
    """What a member of staff sees and does in the inbox."""

    def __init__(self, page: Page):
        self.page = page
        self.list = page.get_by_role("region", name="Conversations")
        self.selected = page.get_by_role("region", name="Selected conversations")
        self.log = page.get_by_role("region", name="Messages")
        self.reply = page.get_by_role("textbox", name="Reply to the customer")
        self.note = page.get_by_role("textbox", name="Private note")

    def row(self, words: str) -> Locator:
        """The conversation in the list whose first words hold these."""
        return self.list.get_by_role("listitem").filter(has_text=words)

    def do(self, name: str) -> None:
        """Presses one of the buttons of the open conversation."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def send(self, words: str) -> None:
        self.reply.fill(words)
        self.reply.press("Enter")

    def view(self, name: str) -> Locator:
        """A view with its count."""
        return self.page.get_by_role("navigation", name="Views").get_by_role("button", name=name)
