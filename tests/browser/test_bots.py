"""Bots: their settings, and a bot that answers only customers who are signed in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.desk import Desk
from tests.browser.visits import Visits

pytestmark = pytest.mark.xdist_group("browser")


def test_settings_are_checked_beside_their_field_saved_and_undone(desk: Desk, visits: Visits) -> None:
    owner = desk.found("settings@example.test")
    bot = owner.bot("Robin")
    page = visits.open(desk, f"/bots/{bot['id']}", person=owner, refusals={422})
    name = page.get_by_role("textbox", name="Name")
    save = page.get_by_role("button", name="Save")
    expect(save).to_be_hidden()
    name.fill("")
    save.click()
    expect(name).to_have_accessible_description(re.compile("^Give the bot a name"))
    name.fill("R" * 500)
    save.click()
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description(re.compile("at most|characters"))
    name.fill("Wren")
    page.get_by_role("textbox", name="Greeting").fill("Good day.")
    page.get_by_label("Priority from").fill("")
    page.get_by_role("switch", name="Show the analysis to customers").check(force=True)
    save.click()
    expect(page.get_by_text("Saved. Undo")).to_be_visible()
    expect(save).to_be_hidden()

    page.reload()
    expect(name).to_have_value("Wren")
    saved = owner.call("GET", f"/api/v1/bots/{bot['id']}")
    assert (saved["name"], saved["greeting"], saved["show_analysis"]) == ("Wren", "Good day.", True)
    assert saved["escalation"]["priority"] is None
    name.fill("Lark")
    save.click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone")).to_be_visible()
    expect(name).to_have_value("Wren")
    assert owner.call("GET", f"/api/v1/bots/{bot['id']}")["name"] == "Wren"


def test_a_bot_for_customers_asks_them_to_register_and_knows_them_again(desk: Desk, visits: Visits) -> None:
    owner = desk.found("members@example.test")
    bot = owner.bot("Robin", company="Corner Shop")
    page = visits.open(desk, f"/bots/{bot['id']}", person=owner)
    page.get_by_role("radio", name="Customers who are signed in").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Undo")).to_be_visible()

    customer = visits.open(desk, f"/chat/{bot['slug']}", refusals={401})
    chat = Chat(customer)
    expect(customer.get_by_text("Robin answers customers who are signed in.")).to_be_visible()
    expect(chat.field).to_be_hidden()
    customer.get_by_role("button", name="I am new here").click()
    customer.get_by_label("Your name").fill("Ilse Brand")
    customer.get_by_label("Email").fill("ilse@example.test")
    customer.get_by_role("textbox", name="Password").fill("lavender fields")
    customer.get_by_role("button", name="Register").click()
    chat.send("Hello")
    expect(chat.answers()).to_have_count(1)
    customer.reload()
    expect(chat.answers()).to_have_count(1)
    customer.get_by_role("button", name="Sign out").click()
    expect(customer.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(chat.messages).to_be_hidden()

    customer.get_by_label("Email or user name").fill("ilse@example.test")
    customer.get_by_role("textbox", name="Password").fill("poppy fields")
    customer.get_by_role("button", name="Sign in").click()
    expect(customer.get_by_role("alert")).to_contain_text("password")
    customer.get_by_role("textbox", name="Password").fill("lavender fields")
    customer.get_by_role("button", name="Sign in").click()
    expect(chat.field).to_be_visible()

    page.get_by_role("link", name="Inbox", exact=True).click()
    expect(page.get_by_role("link", name="Ilse Brand")).to_be_visible()


def test_a_bot_is_deleted_after_one_question(desk: Desk, visits: Visits) -> None:
    owner = desk.found("delete@example.test")
    bot = owner.bot("Robin")
    page = visits.open(desk, f"/bots/{bot['id']}", person=owner, refusals={404})
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete the bot").click()
    expect(page.get_by_text("No bots yet")).to_be_visible()
    page.goto(f"/chat/{bot['slug']}")
    expect(page.get_by_role("heading", name="Nobody answers at this address")).to_be_visible()
