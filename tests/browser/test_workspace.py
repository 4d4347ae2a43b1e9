"""The pages of a workspace: users, keys, the audit, and what a role may see."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Shop
from tests.browser.desk import Desk
from tests.browser.visits import PHONE, Visits
from tests.conftest import PASSWORD

pytestmark = pytest.mark.xdist_group("browser")


def test_a_user_is_added_and_switched_off(desk: Desk, visits: Visits) -> None:
    owner = desk.found("people@example.test")
    page = visits.open(desk, "/settings/users", person=owner, refusals={409})
    page.get_by_role("button", name="Add a user").click()
    page.get_by_role("textbox", name="Name").fill("Jonas Ek")
    page.get_by_label("Email").fill(owner.email)
    page.get_by_label("First password").fill(PASSWORD)
    page.get_by_role("button", name="Add", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("already")).to_be_visible()
    page.get_by_label("Email").fill("jonas@example.test")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(dialog).to_be_hidden()
    row = page.get_by_role("row", name="jonas@example.test")
    expect(row).to_be_visible()

    credentials = {"username": "jonas@example.test", "password": PASSWORD}
    assert desk.http.post("/auth/token", json=credentials).status_code == 200
    page.get_by_role("button", name="Switch off Jonas Ek").click()
    expect(row).to_contain_text("switched off")
    assert desk.http.post("/auth/token", json=credentials).status_code in (401, 403)
    page.get_by_role("button", name="Undo").click()
    expect(row).not_to_contain_text("switched off")
    assert desk.http.post("/auth/token", json=credentials).status_code == 200
    expect(page.get_by_role("button", name="Switch off Olga Owner")).to_have_count(0)


def test_a_key_is_shown_once_works_and_is_revoked_and_the_audit_tells(desk: Desk, visits: Visits) -> None:
    owner = desk.found("keys@example.test")
    page = visits.open(desk, "/settings/api-keys", person=owner)
    page.get_by_role("button", name="Create a key").click()
    page.get_by_role("textbox", name="Name").fill("Webshop")
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_text("It is shown this once")).to_be_visible()
    key = page.get_by_role("textbox", name="Key", exact=True).input_value()
    assert reach(desk, key) == 200
    page.get_by_role("button", name="Done").click()
    page.reload()
    expect(page.get_by_role("row", name="Webshop")).to_be_visible()
    assert key not in page.content()
    page.get_by_role("button", name="Revoke Webshop").click()
    page.get_by_role("button", name="Revoke the key").click()
    expect(page.get_by_text("No keys yet")).to_be_visible()
    assert reach(desk, key) == 401

    page.get_by_role("link", name="Audit").click()
    table = page.get_by_role("table")
    expect(table.get_by_role("row").nth(1)).to_contain_text("revoked")
    expect(table.get_by_role("row").nth(1)).to_contain_text("Olga Owner")
    expect(table).to_contain_text("Webshop")
    page.get_by_role("searchbox", name="Search the audit").fill("nothing of the kind")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No entry holds “nothing of the kind”.")).to_be_visible()


def reach(desk: Desk, key: str) -> int:
    answer: httpx.Response = desk.http.get("/api/v1/bots/", headers={"Authorization": f"Bearer {key}"})
    return answer.status_code


def test_the_server_s_refusal_stands_beside_its_field(desk: Desk, visits: Visits) -> None:
    owner = desk.found("habits@example.test")
    page = visits.open(desk, "/settings/workspace", person=owner, refusals={422})
    currency = page.get_by_label("Currency")
    currency.fill("XYQ")
    page.get_by_role("button", name="Save").click()
    expect(currency).to_have_attribute("aria-invalid", "true")
    assert owner.call("GET", "/api/v1/workspace")["currency"] != "XYQ"
    currency.fill("SEK")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Undo")).to_be_visible()
    assert owner.call("GET", "/api/v1/workspace")["currency"] == "SEK"


def test_a_viewer_reads_and_is_offered_nothing_to_change(shop: Shop, visits: Visits) -> None:
    viewer = shop.owner.colleague("viewer", "viewer@example.test")
    page = visits.open(shop.desk, "/bots", person=viewer)
    expect(page.get_by_role("row", name="Robin")).to_be_visible()
    expect(page.get_by_role("button", name="Create a bot")).to_have_count(0)
    for place in ("Settings", "Audit"):
        expect(page.get_by_role("link", name=place)).to_have_count(0)
    page.get_by_role("row", name="Robin").get_by_role("link").first.click()
    expect(page.get_by_role("textbox", name="Name")).to_be_disabled()
    expect(page.get_by_role("button", name="Delete")).to_have_count(0)
    page.goto(f"/knowledge?bot={shop.open_bot['id']}")
    expect(page.get_by_role("row", name="faqs.json")).to_contain_text("Ready")
    for action in ("Upload files", "Index again: faqs.json", "Delete faqs.json"):
        expect(page.get_by_role("button", name=action)).to_have_count(0)
    page.goto("/settings/users")
    expect(page.get_by_text("Ask an owner or admin of your workspace to change settings.")).to_be_visible()


def test_on_a_phone_the_navigation_is_a_bar_below(shop: Shop, visits: Visits) -> None:
    page = visits.open(shop.desk, "/", person=shop.owner, size=PHONE)
    bar = page.get_by_role("navigation", name="Main")
    expect(bar).to_have_count(1)
    box = bar.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == PHONE[1]
    assert box["width"] == PHONE[0]
    expect(bar.get_by_role("link", name="Home")).to_have_attribute("aria-current", "page")
    for place in ("Inbox", "Leads", "Tasks"):
        link = bar.get_by_role("link", name=place)
        expect(link).to_be_in_viewport(ratio=1)
        link.tap()
        expect(link).to_have_attribute("aria-current", "page")
        expect(page.get_by_role("heading", name=place, level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]

    more, sheet = bar.get_by_role("button", name="More"), page.get_by_role("navigation", name="More places")
    for place in ("Knowledge", "Bots", "Settings", "Audit"):
        more.tap()
        link = sheet.get_by_role("link", name=place)
        expect(link).to_be_in_viewport(ratio=1)
        link.tap()
        expect(sheet).to_be_hidden()
        expect(page.get_by_role("heading", name=place, level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    more.tap()
    expect(sheet.get_by_role("link", name="Audit")).to_have_attribute("aria-current", "page")
