"""The table of records: made by a form, filtered, changed where they stand and together, kept as a view."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.crm import Table, choose, make, read, titles, undo
from tests.browser.desk import Desk
from tests.browser.visits import Visits

pytestmark = pytest.mark.xdist_group("browser")


def test_a_lead_is_made_by_a_form_that_names_what_is_wrong_and_who_may_be_the_same(desk: Desk, visits: Visits) -> None:
    owner = desk.found("form@example.test")
    make(owner, "leads", name="Gunakumar Iyer", email="guna@example.test", city="Chennai")
    page = visits.open(desk, "/records/leads", person=owner, refusals={422})
    table = Table(page, "Leads")
    table.has("Gunakumar Iyer")
    page.get_by_role("button", name="Create lead").click()
    form = page.get_by_role("dialog", name="Create lead")
    create = form.get_by_role("button", name=re.compile("^Create( anyway)?$"))
    name, email = form.get_by_role("textbox", name="Name", exact=True), form.get_by_label("Email")
    create.click()
    expect(form.get_by_text("This is needed")).to_be_visible()
    name.fill("Meena Rao")
    expect(form.get_by_text("This is needed")).to_be_hidden()
    email.fill("guna at example")
    create.click()
    expect(email).to_have_attribute("aria-invalid", "true")
    assert titles(owner, "leads") == {"Gunakumar Iyer"}

    email.fill("guna@example.test")
    expect(form.get_by_text("This lead may exist already")).to_be_visible()
    expect(form.get_by_role("link", name="Gunakumar Iyer")).to_be_visible()
    expect(create).to_have_text("Create anyway")
    email.fill("meena@example.test")
    expect(form.get_by_text("This lead may exist already")).to_be_hidden()
    choose(form, "Status", "Qualified")
    form.get_by_label("City").fill("Madurai")
    create.click()
    expect(form).to_be_hidden()
    beside = page.get_by_role("complementary", name="Record beside the page")
    expect(beside.get_by_role("heading", name="Meena Rao")).to_be_visible()
    expect(table.cell("Meena Rao", "lead_status")).to_have_text("Qualified")
    assert titles(owner, "leads", city="Madurai", email="meena@example.test") == {"Meena Rao"}
    undo(page)
    table.has("Gunakumar Iyer")
    assert titles(owner, "leads") == {"Gunakumar Iyer"}


def test_a_filter_stays_values_are_changed_in_place_and_together_and_taken_back(desk: Desk, visits: Visits) -> None:
    owner = desk.found("table@example.test")
    asha = make(owner, "leads", name="Asha Menon", city="Pune", lead_status="Qualified", source="event")
    for name, place in (("Binu Thomas", "Kochi"), ("Chitra Das", "Delhi")):
        make(owner, "leads", name=name, city=place, lead_status="Qualified", source="event")
    make(owner, "leads", name="Dev Anand", city="Pune", lead_status="New")
    page = visits.open(desk, "/records/leads", person=owner, refusals={422})
    table = Table(page, "Leads")
    table.has("Asha Menon", "Binu Thomas", "Chitra Das", "Dev Anand")
    table.filter_by("qualified", "Status is Qualified")
    table.has("Asha Menon", "Binu Thomas", "Chitra Das")
    page.reload()
    table.has("Asha Menon", "Binu Thomas", "Chitra Das")
    expect(page.get_by_role("region", name="Filter")).to_contain_text("Status is Qualified")

    city = table.cell("Asha Menon", "city")
    table.edit("Asha Menon", "city").fill("Mumbai")
    page.keyboard.press("Escape")
    expect(city).to_have_text("Pune")
    expect(city).to_be_focused()
    page.keyboard.press("e")
    city.get_by_role("textbox").fill("Nashik")
    page.keyboard.press("Enter")
    expect(page.get_by_text("City changed")).to_be_visible()
    expect(city).to_have_text("Nashik")
    assert read(owner, asha, "leads")["city"] == "Nashik"
    worth = table.edit("Asha Menon", "value")
    worth.fill("-5")
    page.keyboard.press("Enter")
    expect(worth).to_have_attribute("aria-invalid", "true")
    worth.fill("1250.5")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Value changed")).to_be_visible()
    expect(table.cell("Asha Menon", "value")).to_contain_text("1,250.5")
    assert read(owner, asha, "leads")["value"] == 1250.5

    for title in ("Asha Menon", "Chitra Das"):
        table.row(title).get_by_role("checkbox").check()
    bar = page.get_by_role("region", name="Selected records")
    expect(bar).to_contain_text("2 leads selected")
    bar.get_by_role("button", name="Set a field").click()
    asked = page.get_by_role("dialog", name="Set a field")
    choose(asked, "Field", "Source")
    choose(asked, "New value", "Referral")
    asked.get_by_role("button", name="Change 2 leads").click()
    expect(page.get_by_text("2 leads changed")).to_be_visible()
    assert titles(owner, "leads", source="referral") == {"Asha Menon", "Chitra Das"}
    expect(table.cell("Chitra Das", "source")).to_have_text("Referral")
    undo(page)
    expect(table.cell("Chitra Das", "source")).to_have_text("Event")
    assert titles(owner, "leads", source="event") == {"Asha Menon", "Binu Thomas", "Chitra Das"}


def test_a_view_is_kept_opened_again_and_shared(desk: Desk, visits: Visits) -> None:
    owner = desk.found("views@example.test")
    agent = owner.colleague("agent", "views-agent@example.test")
    for name, city, worth in (("Asha Menon", "Pune", 100), ("Binu Thomas", "Pune", 900), ("Dev Anand", "Delhi", 500)):
        make(owner, "leads", name=name, city=city, value=worth)
    page = visits.open(desk, "/records/leads", person=owner)
    table, views = Table(page, "Leads"), page.get_by_role("navigation", name="Views")
    page.get_by_role("button", name="Add filter").click()
    page.get_by_role("combobox", name="What to filter by").fill("city")
    page.get_by_role("option", name="City …").click()
    editor = page.get_by_role("form", name="Filter by City")
    editor.get_by_role("textbox", name="City").fill("pune")
    page.keyboard.press("Enter")
    table.has("Asha Menon", "Binu Thomas")
    table.grid.get_by_role("columnheader", name="Value").get_by_role("button").click()
    for name, is_shared in (("Pune by value", True), ("My Pune", False)):
        page.get_by_role("button", name="Save as view").click()
        page.get_by_role("textbox", name="Name of the view").fill(name)
        page.get_by_role("checkbox", name="Everybody in the workspace sees it").set_checked(is_shared)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(views.get_by_role("link", name=name)).to_have_attribute("aria-current", "page")
    views.get_by_role("link", name="All leads").click()
    table.has("Asha Menon", "Binu Thomas", "Dev Anand")
    views.get_by_role("link", name="My Pune").click()
    table.has("Asha Menon", "Binu Thomas")

    other = visits.open(desk, "/records/leads", person=agent)
    table, views = Table(other, "Leads"), other.get_by_role("navigation", name="Views")
    table.has("Asha Menon", "Binu Thomas", "Dev Anand")
    expect(views.get_by_role("link", name="My Pune")).to_have_count(0)
    views.get_by_role("link", name="Pune by value").click()
    table.has("Asha Menon", "Binu Thomas")
    first = table.grid.locator("tbody").get_by_role("row").first
    expect(first).to_contain_text("Asha Menon")
    expect(table.grid.get_by_role("columnheader", name="Value")).to_have_attribute("aria-sort", "ascending")
    other.get_by_role("button", name="The view Pune by value").click()
    expect(other.get_by_role("menu")).to_contain_text("only they can change it")


def test_two_people_who_change_one_record_see_each_other(desk: Desk, visits: Visits) -> None:
    owner = desk.found("two@example.test")
    agent = owner.colleague("agent", "two-agent@example.test")
    asha = make(owner, "leads", name="Asha Menon", city="Pune", company="Ink")
    mine, theirs = (visits.open(desk, "/records/leads", person=person, refusals={412}) for person in (owner, agent))
    table = Table(mine, "Leads")
    editor = table.edit("Asha Menon", "city")
    Table(theirs, "Leads").edit("Asha Menon", "city").fill("Kochi")
    theirs.keyboard.press("Enter")
    expect(theirs.get_by_text("City changed")).to_be_visible()
    editor.fill("Delhi")
    mine.keyboard.press("Enter")
    question = mine.get_by_role("alertdialog", name="Changed by somebody else")
    expect(question).to_contain_text("Somebody else changed city to Kochi meanwhile. You wrote Delhi.")
    question.get_by_role("button", name="Keep theirs").click()
    expect(table.cell("Asha Menon", "city")).to_have_text("Kochi")
    assert read(owner, asha, "leads")["city"] == "Kochi"

    owner.call("PATCH", f"/api/v1/leads/{asha['id']}", json={"company": "Paper"})
    table.edit("Asha Menon", "city").fill("Delhi")
    mine.keyboard.press("Enter")
    expect(mine.get_by_text("City changed")).to_be_visible()
    now = read(owner, asha, "leads")
    assert (now["city"], now["company"]) == ("Delhi", "Paper")

    mine.goto(f"/records/leads/{asha['id']}")
    facts = mine.get_by_role("region", name="Details")
    facts.get_by_role("button", name="Edit company").click()
    owner.call("PATCH", f"/api/v1/leads/{asha['id']}", json={"company": "Glue"})
    facts.get_by_role("textbox", name="Company").fill("Thread")
    facts.get_by_role("button", name="Save").click()
    expect(facts.get_by_text("It is now: Glue. Save again to put yours in its place.")).to_be_visible()
    assert read(owner, asha, "leads")["company"] == "Glue"
    facts.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("Company changed")).to_be_visible()
    assert read(owner, asha, "leads")["company"] == "Thread"
