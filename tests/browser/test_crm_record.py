"""The page of one record: what happened with it, its old values, its double, its way to the trash and back."""

import pytest
from playwright.sync_api import expect

from tests.browser.crm import Table, choose, make, read, titles, undo
from tests.browser.desk import Desk
from tests.browser.visits import Visits

pytestmark = pytest.mark.xdist_group("browser")


def test_a_call_and_a_note_are_written_down_and_an_old_value_is_had_again(desk: Desk, visits: Visits) -> None:
    owner = desk.found("record@example.test")
    asha = make(owner, "leads", name="Asha Menon", company="Ink", city="Pune")
    page = visits.open(desk, f"/records/leads/{asha['id']}", person=owner)
    kinds = page.get_by_role("tablist", name="Write down")
    kinds.get_by_role("tab", name="Call").click()
    call = page.get_by_role("form", name="New call")
    choose(call, "Outcome", "Answered")
    call.get_by_label("Notes").fill("Wants a visit on Friday")
    call.get_by_role("button", name="Save call").click()
    entries = page.get_by_role("tabpanel", name="Timeline").get_by_role("listitem")
    expect(entries.filter(has_text="Wants a visit on Friday")).to_contain_text("Answered")
    assert [one["outcome"] for one in owner.call("GET", "/api/v1/calls")["items"]] == ["answered"]

    kinds.get_by_role("tab", name="Note").click()
    note = page.get_by_role("form", name="New note")
    note.get_by_role("textbox").fill("Prefers the evening batch")
    page.keyboard.press("Control+Enter")
    expect(entries.first).to_contain_text("Prefers the evening batch")
    expect(note.get_by_role("textbox")).to_have_value("")
    chips = page.get_by_role("group", name="Show only")
    chips.get_by_text("Calls").click()
    expect(entries).to_have_count(1)
    chips.get_by_text("Calls").click()
    undo(page)
    expect(entries.filter(has_text="evening batch")).to_have_count(0)

    facts = page.get_by_role("region", name="Details")
    facts.get_by_role("button", name="Edit city").click()
    facts.get_by_role("textbox", name="City").fill("Kochi")
    page.keyboard.press("Enter")
    expect(page.get_by_text("City changed")).to_be_visible()
    page.get_by_role("tab", name="History").click()
    changed = page.get_by_role("tabpanel", name="History").locator("ol > li").first
    expect(changed).to_contain_text("Olga Owner changed this")
    expect(changed).to_contain_text("before: Pune")
    changed.get_by_role("button", name="Restore this value of city").click()
    expect(page.get_by_text("City is as it was")).to_be_visible()
    assert read(owner, asha, "leads")["city"] == "Pune"
    expect(page).to_have_url(f"{desk.url}/records/leads/{asha['id']}?tab=history")


def test_two_records_of_one_person_become_one_and_two_again(desk: Desk, visits: Visits) -> None:
    owner = desk.found("merge@example.test")
    kept = make(owner, "leads", name="Asha Menon", email="asha@example.test", city="Pune")
    other = make(owner, "leads", name="Asha K Menon", email="asha@example.test", city="Kochi", company="Ink")
    make(owner, "calls", lead_id=other["id"], direction="inbound", notes="Asked for the fees")
    page = visits.open(desk, f"/records/leads/{kept['id']}", person=owner)
    expect(page.get_by_text("This may be the same as Asha K Menon (same email")).to_be_visible()
    page.get_by_role("button", name="Compare and merge").click()
    dialog = page.get_by_role("dialog", name="Merge leads")
    dialog.get_by_role("row", name="City").get_by_role("radio", name="Kochi").check()
    expect(dialog.get_by_role("row", name="Company").get_by_role("radio", name="Ink")).to_be_checked()
    dialog.get_by_role("button", name="Merge 2 records").click()
    expect(page.get_by_text("2 records became one")).to_be_visible()
    expect(page.get_by_role("tabpanel", name="Timeline")).to_contain_text("Asked for the fees")
    merged = read(owner, kept, "leads")
    assert (merged["name"], merged["city"], merged["company"]) == ("Asha Menon", "Kochi", "Ink")
    assert titles(owner, "leads") == {"Asha Menon"}
    undo(page)
    expect(page.get_by_role("tabpanel", name="Timeline")).not_to_contain_text("Asked for the fees")
    expect(page.get_by_role("region", name="Details")).to_contain_text("Pune")
    assert titles(owner, "leads") == {"Asha Menon", "Asha K Menon"}
    assert owner.call("GET", "/api/v1/calls")["items"][0]["lead_id"] == other["id"]


def test_a_record_goes_to_the_trash_and_comes_back(desk: Desk, visits: Visits) -> None:
    owner = desk.found("trash@example.test")
    asha = make(owner, "contacts", first_name="Asha", last_name="Menon")
    page = visits.open(desk, f"/records/contacts/{asha['id']}", person=owner)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Move to the trash").click()
    expect(page).to_have_url(f"{desk.url}/records/contacts")
    expect(page.get_by_text("No contacts yet")).to_be_visible()
    page.get_by_role("link", name="Trash").click()
    row = page.get_by_role("row", name="Asha Menon")
    expect(row).to_contain_text("Olga Owner")
    page.goto(f"/records/contacts/{asha['id']}")
    expect(page.get_by_text("In the trash since")).to_be_visible()
    expect(page.get_by_role("button", name="Edit city")).to_have_count(0)
    page.goto("/trash")
    row.get_by_role("button", name="Restore Asha Menon").click()
    expect(page.get_by_text("Asha Menon is back")).to_be_visible()
    expect(page.get_by_text("The trash is empty")).to_be_visible()
    page.get_by_role("link", name="Contacts").click()
    Table(page, "Contacts").has("Asha")
