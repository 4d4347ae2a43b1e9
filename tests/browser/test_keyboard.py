"""The keyboard alone is enough, and shows where it is."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import Chat
from tests.browser.conftest import Shop
from tests.browser.visits import Visits

pytestmark = pytest.mark.xdist_group("browser")

LONGEST_WAY = 30

FOCUS_RING = """element => {
    const style = getComputedStyle(element);
    return element.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


def walk_to(page: Page, goal: Locator, key: str = "Tab") -> None:
    """Presses `key` until `goal` has the focus; on the way everything that has it must show it."""
    for _ in range(LONGEST_WAY):
        page.keyboard.press(key)
        focused = page.locator("*:focus")
        if focused.count() > 0:
            assert focused.evaluate(FOCUS_RING), focused.evaluate("element => element.outerHTML")
        if goal.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{goal} is not reached by {LONGEST_WAY} times {key}")


def test_a_customer_asks_reads_the_source_and_rates_by_keyboard(shop: Shop, visits: Visits) -> None:
    page = visits.open(shop.desk, f"/chat/{shop.open_bot['slug']}")
    chat = Chat(page)
    expect(chat.field).to_be_visible()
    walk_to(page, chat.field)
    page.keyboard.type("I forgot my password,")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("how can I get back in?")
    page.keyboard.press("Enter")
    expect(chat.answers()).to_contain_text("Forgotten password")
    chat.settled()
    expect(chat.field).to_be_focused()
    expect(chat.field).to_have_value("")

    note = chat.answers().get_by_role("button", name="Source 1")
    walk_to(page, note, "Shift+Tab")
    page.keyboard.press("Enter")
    source = page.get_by_role("dialog", name="How do I reset my password?")
    expect(source).to_be_visible()
    expect(source.get_by_role("button", name="Close the source")).to_be_focused()
    page.keyboard.press("Escape")
    expect(source).to_be_hidden()
    expect(note).to_be_focused()

    helpful = chat.answers().get_by_role("button", name="Helpful", exact=True)
    walk_to(page, helpful)
    page.keyboard.press("Space")
    expect(helpful).to_have_attribute("aria-pressed", "true")
    comment = page.get_by_role("textbox", name="Comment on this answer")
    expect(comment).to_be_visible()
    walk_to(page, comment)
    page.keyboard.type("Thank you")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Thank you, your comment was sent.")).to_be_visible()


def test_new_messages_are_announced_once(shop: Shop, visits: Visits) -> None:
    chat = Chat(visits.open(shop.desk, f"/chat/{shop.open_bot['slug']}"))
    announced = chat.page.get_by_role("log", name="New messages")
    chat.send("When is the shop open?")
    expect(announced.get_by_text("Robin: The shop is open from Tuesday to Saturday")).to_have_count(1)
    chat.page.reload()
    expect(chat.answers()).to_have_count(1)
    expect(announced).to_be_empty()


def test_staff_go_anywhere_by_keyboard(shop: Shop, visits: Visits) -> None:
    page = visits.open(shop.desk, "/", person=shop.owner)
    expect(page.get_by_role("link", name="Home")).to_be_visible()
    walk_to(page, page.get_by_role("link", name="Skip to content"))
    page.keyboard.press("Control+K")
    words = page.get_by_role("combobox", name="Search, go to or do")
    expect(words).to_be_focused()
    page.keyboard.type("quill")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Quill", level=1)).to_be_visible()
