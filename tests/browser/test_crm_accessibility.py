"""axe finds nothing on the pages of records, nor on what opens over them; and nothing is wider than the screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults_for_readers
from tests.browser.crm import Table, choose
from tests.browser.desk import Desk, Person
from tests.browser.visits import Visits

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.long]

# Each page with words that are on it once all is loaded.
RECORD_PAGES = {
    "/records/leads?open=leads:1": "Next follow up",
    "/records/leads?new=true": "More fields",
    "/records/deals?layout=board": "Negotiation",
    "/records/leads/1": "About",
    "/records/leads/1?tab=history": "created this",
}
OTHER_PAGES = {
    "/tasks": "Upcoming",
    "/trash": "Deleted records wait here",
    "/settings/fields": "Fields of",
    "/settings/visibility": "Viewer",
}


@pytest.mark.parametrize("pages", [RECORD_PAGES, OTHER_PAGES], ids=["records", "others"])
def test_pages_of_records(pages: dict[str, str], demo: Desk, demo_owner: Person, visits: Visits) -> None:
    page = visits.open(demo, person=demo_owner)
    faults: list[str] = []
    for path, words in pages.items():
        page.goto(path)
        expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()
        faults += faults_for_readers(page)
    assert faults == []


def test_a_file_to_import(demo: Desk, demo_owner: Person, visits: Visits) -> None:
    content = b"Name,Email,Value\nAsha Menon,asha@example.test,12\nBinu,binu at example,plenty\n"
    taken = demo_owner.call("POST", "/api/v1/leads/import", files={"file": ("leads.csv", content, "text/csv")})
    page = visits.open(demo, f"/imports/{taken['id']}", person=demo_owner)
    expect(page.get_by_role("region", name="The first rows as records")).to_contain_text("Not imported")
    assert faults_for_readers(page) == []


def test_what_opens_over_a_table(demo: Desk, demo_owner: Person, visits: Visits) -> None:
    page = visits.open(demo, "/records/leads", person=demo_owner)
    rows = Table(page, "Leads").grid.locator("tbody").get_by_role("row")
    expect(rows.nth(1)).to_be_visible()
    page.get_by_role("button", name="Add filter").click()
    page.get_by_role("combobox", name="What to filter by").fill("city")
    page.get_by_role("option", name="City …", exact=True).click()
    expect(page.get_by_role("form", name="Filter by City")).to_be_visible()
    faults = faults_for_readers(page)
    page.keyboard.press("Escape")
    rows.first.get_by_role("checkbox").check()
    page.get_by_role("button", name="Set a field").click()
    choose(page.get_by_role("dialog", name="Set a field"), "Field", "City")
    expect(page.get_by_role("textbox", name="New value")).to_be_visible()
    faults += faults_for_readers(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+K")
    page.get_by_role("combobox", name="Search, go to or do").fill("sharma")
    expect(page.get_by_role("listbox", name="Results").get_by_role("option").first).to_be_visible()
    faults += faults_for_readers(page)
    assert faults == []
