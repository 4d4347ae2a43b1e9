"""The demo: its sign-ins, its answers, its end."""

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.conftest import StartDesk
from tests.browser.visits import Visits

pytestmark = pytest.mark.xdist_group("browser")


def test_the_demo_answers_lets_everyone_in_and_is_removed_in_one_step(start_demo: StartDesk, visits: Visits) -> None:
    demo = start_demo()
    chat = Chat(visits.open(demo, "/chat/lernwick"))
    chat.send("What do I do if I no longer know my password?")
    expect(chat.answers()).to_contain_text("reset")
    expect(chat.answers().get_by_role("button", name="Source 1")).to_be_visible()

    page = visits.open(demo, "/sign-in")
    for role, may_remove in (("Viewer", False), ("Agent", False), ("Admin", False), ("Owner", True)):
        page.get_by_role("button", name=role, exact=True).click()
        expect(page.get_by_text("This is demo data")).to_be_visible()
        expect(page.get_by_role("button", name="Remove demo data")).to_have_count(int(may_remove))
        if not may_remove:
            page.get_by_role("button", name="Signed in as").click()
            page.get_by_role("menuitem", name="Sign out").click()
    page.get_by_role("button", name="Remove demo data").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("link", name="Register a workspace")).to_be_visible()
    expect(page.get_by_role("button", name="Owner")).to_have_count(0)
    visits.expect_refusals(404)
    chat.page.goto("/chat/lernwick")
    expect(chat.page.get_by_role("heading", name="Nobody answers at this address")).to_be_visible()
