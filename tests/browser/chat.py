"""The customer's page as its tests speak of it."""

from playwright.sync_api import Locator, Page, expect


class Chat:
    """What a customer sees and does on the page of a bot."""

    def __init__(self, page: Page):
        self.page = page
        self.messages = page.get_by_role("region", name="Messages")
        self.field = page.get_by_role("textbox", name="Your message")
        self.notice = self.messages.get_by_text("A person has been asked to take over")

    def send(self, text: str) -> None:
        """Sends a message and waits until it is delivered; with it comes the answer."""
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.messages.get_by_text(text, exact=True)).to_be_visible()
        self.settled()

    def settled(self) -> None:
        """Waits until nothing is on its way or being written, and nothing failed."""
        expect(self.messages.locator("li[data-status]")).to_have_count(0)

    def answers(self) -> Locator:
        """The bot's messages, the first one first."""
        return self.messages.get_by_role("listitem").filter(has=self.page.get_by_role("button", name="Not helpful"))

    def conversation_id(self, bot_id: int) -> str:
        kept: str = self.page.evaluate("id => JSON.parse(localStorage[`frontdesk.chat.${id}`]).conversationId", bot_id)
        return kept
