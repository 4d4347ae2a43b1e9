"""A field of the workspace's own appears wherever records do; a viewer reads all of it and changes nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.crm import Table, choose, make, titles
from tests.browser.desk import Desk
from tests.browser.visits import Visits

pytestmark = pytest.mark.xdist_group("browser")


def test_an_own_field_appears_in_form_table_and_filter_and_is_retired(desk: Desk, visits: Visits) -> None:
    owner = desk.found("fields@example.test")
    page = visits.open(desk, "/settings/fields", person=owner, refusals={409, 422})
    page.get_by_role("button", name="Add a field").click()
    form = page.get_by_role("dialog", name="Add a field of leads")
    form.get_by_role("button", name="Add", exact=True).click()
    expect(form.get_by_text("Give the field a name")).to_be_visible()
    form.get_by_role("textbox", name="Name").fill("Batch wish")
    choose(form, "Kind", "Choice: one of a list")
    for choice in ("Morning", "Evening"):
        form.get_by_role("combobox", name="Choices").fill(choice)
        page.keyboard.press("Enter")
    form.get_by_role("button", name="Add", exact=True).click()
    row = page.get_by_role("row", name="Batch wish")
    expect(row).to_contain_text("Morning, Evening")

    page.get_by_role("link", name="Leads").click()
    make(owner, "leads", name="Binu Thomas", custom={"batch_wish": "Morning"})
    page.get_by_role("button", name="Create lead").first.click()
    form = page.get_by_role("dialog", name="Create lead")
    form.get_by_role("textbox", name="Name", exact=True).fill("Asha Menon")
    form.get_by_role("button", name="More fields").click()
    choose(form, "Batch wish", "Evening")
    form.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("complementary", name="Record beside the page")).to_contain_text("Batch wish")
    assert [lead["custom"]["batch_wish"] for lead in owner.call("GET", "/api/v1/leads")["items"]] == [
        "Evening",
        "Morning",
    ]
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="Batch wish").check()
    page.keyboard.press("Escape")
    table = Table(page, "Leads")
    table.has("Asha Menon", "Binu Thomas")
    expect(table.cell("Asha Menon", "custom.batch_wish")).to_have_text("Evening")
    table.filter_by("morning", "Batch wish is Morning")
    table.has("Binu Thomas")

    page.goto("/settings/fields")
    row.get_by_role("button", name="Retire Batch wish").click()
    expect(row).to_contain_text("Retired")
    page.goto("/records/leads")
    table.has("Asha Menon", "Binu Thomas")
    page.get_by_role("button", name="Columns").click()
    expect(page.get_by_role("checkbox", name="City")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Batch wish")).to_have_count(0)


def test_a_viewer_reads_everything_and_is_offered_no_change(desk: Desk, visits: Visits) -> None:
    owner = desk.found("crm-owner@example.test")
    viewer = owner.colleague("viewer", "crm-viewer@example.test")
    pipeline = make(owner, "pipelines", name="Sales")["id"]
    lead = make(owner, "leads", name="Asha Menon", city="Pune", email="asha@example.test")
    make(owner, "leads", name="Asha M", email="asha@example.test")
    make(owner, "deals", title="Ink", value=10, pipeline_id=pipeline)
    make(owner, "tasks", title="Send the fees")
    page = visits.open(desk, "/records/leads", person=viewer)
    table = Table(page, "Leads")
    table.has("Asha Menon", "Asha M")
    for name in ("Create lead", "Import", "New record", "Edit city of Asha Menon"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    table.cell("Asha Menon", "city").focus()
    page.keyboard.press("e")
    page.keyboard.press("c")
    expect(table.cell("Asha Menon", "city").get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    table.row("Asha Menon").get_by_role("checkbox").check()
    bar = page.get_by_role("region", name="Selected records")
    expect(bar).to_contain_text("1 lead selected")
    for name in ("Set a field", "Delete"):
        expect(bar.get_by_role("button", name=name)).to_have_count(0)

    page.goto(f"/records/leads/{lead['id']}")
    expect(page.get_by_role("heading", name="Asha Menon", level=1)).to_be_visible()
    expect(page.get_by_text("This may be the same as Asha M")).to_be_visible()
    expect(page.get_by_role("region", name="Details")).to_contain_text("Pune")
    expect(page.get_by_role("tabpanel", name="Timeline").get_by_role("listitem")).not_to_have_count(0)
    for name in ("Edit city", "Compare and merge", "Set", "Add task"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    expect(page.get_by_role("tablist", name="Write down")).to_have_count(0)
    page.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("menuitem")).to_have_text(["Copy link"])

    page.goto("/records/deals?layout=board")
    expect(page.get_by_role("link", name="Ink")).to_be_visible()
    expect(page.get_by_role("button", name="Move Ink")).to_have_count(0)
    page.goto("/tasks?group=undated")
    expect(page.get_by_role("checkbox", name="Done: Send the fees")).to_be_disabled()
    expect(page.get_by_role("textbox", name="Add a task")).to_have_count(0)
    assert titles(owner, "leads") == {"Asha Menon", "Asha M"}
