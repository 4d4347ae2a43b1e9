"""axe finds nothing on any page: wide and on a phone, light and dark; and nothing is wider than the screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults_for_readers
from tests.browser.chat import Chat
from tests.browser.desk import Desk, Person
from tests.browser.visits import Visits

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.long]


# Each page with words that are on it once all is loaded.
READING_PAGES = {
    "/": "Answer time",
    "/knowledge?question=how+to+fly+to+the+moon": "Nothing fits well enough",
    "/knowledge/sources/1": "entries",
    "/inbox": "All open",
    "/inbox?view=mine": "Nothing here",
    "/audit": "Details",
    "/customers": "Their data",
    "/nowhere": "Nothing is at this address",
}
ADMIN_PAGES = {
    "/bots": "Wick for alumni",
    "/bots?new=true": "Choose a FAQ file",
    "/bots/1": "Passages to look at",
    "/settings/workspace": "Time zone",
    "/settings/users": "Switch off",
    "/settings/api-keys": "No keys yet",
    "/settings/labels": "Make a label",
    "/settings/replies": "Ask for what is missing",
}


@pytest.mark.parametrize("pages", [READING_PAGES, ADMIN_PAGES], ids=["reading", "administration"])
def test_staff_pages(pages: dict[str, str], demo: Desk, demo_owner: Person, visits: Visits) -> None:
    page = visits.open(demo, person=demo_owner)
    faults: list[str] = []
    for path, words in pages.items():
        page.goto(path)
        expect(page.get_by_text(words).first).to_be_visible()
        faults += faults_for_readers(page)
    assert faults == []


def test_a_conversation_as_staff_read_it(demo: Desk, demo_owner: Person, visits: Visits) -> None:
    page = visits.open(demo, "/inbox?view=waiting", person=demo_owner)
    page.get_by_role("region", name="Conversations").get_by_role("link").first.click()
    expect(page.get_by_text("handed over:").first).to_be_visible()
    faults = faults_for_readers(page)
    page.get_by_role("button", name="Private note").click()
    page.get_by_role("textbox", name="Private note").fill("@")
    faults += faults_for_readers(page)
    page.get_by_role("button", name="Resolve").click()
    expect(page.get_by_role("radio", name="Solved")).to_be_visible()
    faults += faults_for_readers(page)
    assert faults == []


def test_entrances(demo: Desk, visits: Visits) -> None:
    entrances = {
        "/sign-in": "This is a demo.",
        "/register": "At least 8 characters",
        "/chat/lernwick-alumni": "I am new here",
        "/chat/nobody": "Nobody answers at this address",
    }
    page = visits.open(demo, "/sign-in", refusals={404})
    faults: list[str] = []
    for path, words in entrances.items():
        page.goto(path)
        expect(page.get_by_text(words)).to_be_visible()
        faults += faults_for_readers(page)
    assert faults == []


def test_the_customer_s_page_at_each_step(demo: Desk, visits: Visits) -> None:
    chat = Chat(visits.open(demo, "/chat/lernwick"))
    page = chat.page
    expect(page.get_by_role("list", name="Suggested questions")).to_be_visible()
    faults = faults_for_readers(page)
    chat.send("How do I reset my password?")
    chat.answers().get_by_role("button", name="Not helpful").click()
    expect(page.get_by_role("textbox", name="Comment on this answer")).to_be_visible()
    faults += faults_for_readers(page)
    chat.answers().get_by_role("button", name="Source 1").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    faults += faults_for_readers(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Talk to a person").click()
    expect(chat.notice).to_be_visible()
    faults += faults_for_readers(page)
    assert faults == []
