"""The assistant as its tests speak of it, on its page and in its panel."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class Assistant:
    """The conversation that is shown in `scope`: the page's main part, or a panel."""

    scope: Locator

    @classmethod
    def of_page(cls, page: Page) -> "Assistant":
        return cls(page.get_by_role("main"))

    @classmethod
    def beside(cls, page: Page) -> "Assistant":
        """In the panel beside a wide page."""
        return cls(page.get_by_role("complementary", name="Assistant beside the page"))

    @classmethod
    def over(cls, page: Page) -> "Assistant":
        """In the panel over a narrow page."""
        return cls(page.get_by_role("dialog", name="Assistant"))

    @property
    def field(self) -> Locator:
        return self.scope.get_by_role("textbox", name="Your message")

    @property
    def last(self) -> Locator:
        """What was said last, with its answer."""
        return self.scope.get_by_role("region", name="Conversation").locator("> div > article").last

    def say(self, message: str) -> Locator:
        """Says it and waits for its answer; returns what was said and answered."""
        self.field.fill(message)
        self.field.press("Enter")
        return self.answered(message)

    def answered(self, message: str) -> Locator:
        """Waits until this was said last and is answered."""
        expect(self.last).to_have_accessible_name(f"You said: {message[:80]}")
        return self.last

    def records(self, name: str) -> Locator:
        """The titles of the records in the last answer."""
        return self.last.get_by_label(name, exact=True).locator("tbody tr td:first-child, li").get_by_role("link")
