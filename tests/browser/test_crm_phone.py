"""On a phone: records as cards, a record behind tabs, and a board that is swiped and changed by the thumb."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.crm import choose, make, read
from tests.browser.desk import Desk
from tests.browser.visits import PHONE, Visits

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.long]


def fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_leads_are_found_made_and_worked_on_with_a_thumb(desk: Desk, visits: Visits) -> None:
    owner = desk.found("phone@example.test")
    asha = make(owner, "leads", name="Asha Menon", city="Pune", lead_status="Qualified", value=1200)
    make(owner, "leads", name="Binu Thomas", city="Kochi")
    page = visits.open(desk, "/records/leads", person=owner, size=PHONE)
    main = page.get_by_role("main")
    expect(main.get_by_text("2 leads")).to_be_visible()
    expect(page.get_by_role("grid")).to_have_count(0)
    fits(page)
    page.get_by_role("searchbox", name="Search leads").fill("ashamenon")
    expect(main.get_by_text("No leads fit")).to_be_visible()
    page.get_by_role("searchbox", name="Search leads").fill("asha")
    expect(main.get_by_role("link", name="Binu Thomas")).to_be_hidden()
    page.get_by_role("button", name="Add filter").tap()
    page.get_by_role("combobox", name="What to filter by").fill("qualified")
    page.get_by_role("option", name="Status is Qualified").tap()
    expect(page.get_by_role("region", name="Filter")).to_contain_text("Status is Qualified")
    fits(page)
    main.get_by_role("link", name="Asha Menon").tap()
    panel = page.get_by_role("dialog", name="Record")
    expect(panel.get_by_role("heading", name="Asha Menon")).to_be_in_viewport()
    fits(page)

    page.goto(f"/records/leads/{asha['id']}")
    page.get_by_role("tab", name="Note").tap()
    note = page.get_by_role("form", name="New note")
    note.get_by_role("textbox").fill("Rang from the train")
    note.get_by_role("button", name="Save note").tap()
    expect(page.get_by_role("tabpanel", name="Timeline")).to_contain_text("Rang from the train")
    fits(page)
    page.get_by_role("tab", name="Details").tap()
    page.get_by_role("button", name="Edit city").tap()
    page.get_by_role("textbox", name="City").fill("Nashik")
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("City changed")).to_be_visible()
    assert read(owner, asha, "leads")["city"] == "Nashik"
    page.get_by_role("tab", name="History").tap()
    expect(page.get_by_role("tabpanel", name="History")).to_contain_text("Nashik")
    fits(page)


def test_a_deal_is_made_and_moved_on_the_board_with_a_thumb(desk: Desk, visits: Visits) -> None:
    owner = desk.found("phone-board@example.test")
    pipeline = make(owner, "pipelines", name="Sales")
    page = visits.open(desk, "/records/deals", person=owner, size=PHONE)
    page.get_by_role("button", name="Create deal").first.tap()
    form = page.get_by_role("dialog", name="Create deal")
    form.get_by_role("textbox", name="Title").fill("Ink")
    form.get_by_role("textbox", name="Value").fill("1000")
    choose(form, "Pipeline", "Sales")
    form.get_by_role("button", name="Create", exact=True).tap()
    expect(form).to_be_hidden()
    [deal] = owner.call("GET", "/api/v1/deals")["items"]
    assert (deal["pipeline_id"], deal["value"]) == (pipeline["id"], 1000)
    page.goto("/records/deals?layout=board")
    lead = page.get_by_role("region", name="Lead", exact=True)
    expect(lead.get_by_role("link", name="Ink")).to_be_in_viewport()
    fits(page)
    lead.get_by_role("button", name="Move Ink").tap()
    page.get_by_role("menuitem", name="Qualified").tap()
    qualified = page.get_by_role("region", name="Qualified", exact=True)
    expect(qualified.get_by_role("link", name="Ink")).to_be_in_viewport()
    expect(page.get_by_text("Ink moved to Qualified")).to_be_visible()
    assert read(owner, deal, "deals")["status"] == "qualified"
    fits(page)
    page.goto("/tasks")
    expect(page.get_by_role("textbox", name="Add a task")).to_be_in_viewport(ratio=1)
    fits(page)
