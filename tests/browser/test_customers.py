"""What is held of customers, for themselves and for staff: seen, forgotten, saved and erased."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.conftest import Shop
from tests.browser.visits import PHONE, Visits

pytestmark = pytest.mark.xdist_group("browser")

REMEMBERED = "async path => (await (await fetch(path)).json()).items.length > 0"


def test_a_visitor_sees_what_is_remembered_of_them_and_has_it_forgotten(shop: Shop, visits: Visits) -> None:
    chat = Chat(visits.open(shop.desk, f"/chat/{shop.quiet_bot['slug']}", size=PHONE))
    page = chat.page
    chat.send("My name is Vera")
    expect(chat.answers()).to_contain_text("Hello, Vera!")
    secret = chat.conversation_id(shop.quiet_bot["id"])
    page.wait_for_function(REMEMBERED, arg=f"/api/v1/conversations/{secret}/memories")
    page.get_by_role("button", name="What we remember").tap()
    known = page.get_by_role("dialog", name="What we remember of you")
    expect(known).to_contain_text("Name: Vera")
    known.get_by_role("button", name="Forget: Name: Vera").tap()
    expect(known).to_contain_text("Nothing. What you tell us")


def test_staff_find_a_customer_save_what_is_held_and_erase_it(shop: Shop, visits: Visits, tmp_path: Path) -> None:
    body = {"username": "wilma", "password": "correct horse battery", "name": "Wilma <b>Weber</b>"}
    assert shop.desk.http.post(f"/api/v1/auth/{shop.quiet_bot['id']}/register", json=body).status_code == 201
    page = visits.open(shop.desk, "/customers", person=shop.owner)
    page.get_by_role("searchbox", name="Search customers").fill("wilma")
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="Wilma <b>Weber</b>")
    expect(row).to_contain_text("Signs in at the bot")
    with page.expect_download() as saved:
        row.get_by_role("button", name="Save data of Wilma").click()
    saved.value.save_as(tmp_path / "held.json")
    assert json.loads((tmp_path / "held.json").read_text())["customer"]["login"] == "wilma"
    row.get_by_role("button", name="Erase").click()
    asked = page.get_by_role("dialog", name="Erase Wilma <b>Weber</b>?")
    asked.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("Nobody found")).to_be_visible()
