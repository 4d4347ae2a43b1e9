"""The day's work: tasks by when they are due, figures that lead to their records, and the palette that finds any."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.crm import Table, make, read, undo
from tests.browser.desk import Desk
from tests.browser.visits import Visits

pytestmark = pytest.mark.xdist_group("browser")


def in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def test_a_task_is_ticked_off_and_open_again_and_one_is_added(desk: Desk, visits: Visits) -> None:
    owner = desk.found("tasks@example.test")
    lead = make(owner, "leads", name="Asha Menon")
    late = make(owner, "tasks", title="Send the fees", due_date=in_days(-2), lead_id=lead["id"])
    make(owner, "tasks", title="Book the room", due_date=in_days(9))
    make(owner, "tasks", title="Tidy the shelf")
    page = visits.open(desk, "/tasks", person=owner)
    groups = page.get_by_role("navigation", name="Groups of tasks")
    overdue, upcoming = (page.get_by_role("region", name=name) for name in ("Overdue", "Upcoming"))
    expect(overdue.get_by_role("listitem")).to_have_count(1)
    expect(overdue.get_by_role("listitem")).to_contain_text("Asha Menon")
    expect(upcoming.get_by_role("listitem")).to_contain_text("Book the room")
    expect(groups.get_by_role("link", name="No date 1")).to_be_visible()

    overdue.get_by_role("checkbox", name="Done: Send the fees").click()
    expect(page.get_by_text("Send the fees done")).to_be_visible()
    expect(overdue.get_by_text("Nothing is late.")).to_be_visible()
    done = read(owner, late, "tasks")
    assert (done["status"], done["is_completed"], done["completed_at"] is None) == ("completed", True, False)
    undo(page)
    expect(overdue.get_by_role("listitem")).to_contain_text("Send the fees")
    again = read(owner, late, "tasks")
    assert (again["status"], again["is_completed"], again["completed_at"]) == ("todo", False, None)
    overdue.get_by_role("checkbox", name="Done: Send the fees").click()
    groups.get_by_role("link", name="Done 1").click()
    expect(page.get_by_role("region", name="Done").get_by_role("listitem")).to_contain_text("Send the fees")

    field = page.get_by_role("textbox", name="Add a task")
    field.fill("Call the printer")
    page.get_by_role("combobox", name="Due").click()
    page.get_by_role("option", name="No date").click()
    field.press("Enter")
    expect(page.get_by_text("Call the printer added")).to_be_visible()
    groups.get_by_role("link", name="No date 2").click()
    undated = page.get_by_role("region", name="No date").get_by_role("listitem")
    expect(undated).to_contain_text(["Call the printer", "Tidy the shelf"])


def follow(page: Page, name: str, figure: str, table: Table, *rows: str) -> None:
    """Goes from a figure of the dashboard to its list, which holds these records and no more."""
    page.get_by_role("link", name="Home").click()
    link = page.get_by_role("main").get_by_role("link", name=name)
    expect(link).to_contain_text(figure)
    link.click()
    table.has(*rows)
    expect(table.grid.locator("tfoot")).to_contain_text(str(len(rows)))


def test_each_figure_of_the_dashboard_leads_to_as_many_records(desk: Desk, visits: Visits) -> None:
    owner = desk.found("dashboard@example.test")
    pipeline = make(owner, "pipelines", name="Sales")["id"]
    for title, status, value in (("Ink", "lead", 1000), ("Paper", "proposal", 250), ("Glue", "won", 400)):
        make(owner, "deals", title=title, status=status, value=value, pipeline_id=pipeline, currency="USD")
    make(owner, "deals", title="Rope", status="lost", value=70, pipeline_id=pipeline, currency="USD")
    for name, source, days, status in (
        ("Asha", "referral", -3, "New"),
        ("Binu", "referral", 5, "New"),
        ("Chitra", "event", -1, "Contacted"),
        ("Dev", "event", -4, "Lost"),
    ):
        make(owner, "leads", name=name, source=source, next_follow_up=in_days(days), lead_status=status)
    for title, days in (("Fees", -2), ("Room", -3), ("Shelf", 4)):
        make(owner, "tasks", title=title, due_date=in_days(days))
    page = visits.open(desk, "/", person=owner)
    deals, leads = Table(page, "Deals"), Table(page, "Leads")
    follow(page, "Open pipeline", "$1,250in 2 open deals", deals, "Ink", "Paper")
    follow(page, "Won this month", "$4001 deal", deals, "Glue")
    follow(page, "Follow-ups due", "2", leads, "Asha", "Chitra")
    page.get_by_role("link", name="Home").click()
    page.get_by_role("link", name="Tasks overdue 2").click()
    expect(page.get_by_role("region", name="Overdue").get_by_role("listitem")).to_have_count(2)

    page.get_by_role("link", name="Home").click()
    sources = page.get_by_role("region", name="Leads by source")
    expect(sources.get_by_role("img", name="Leads by source: Referral 2, Event 2")).to_be_visible()
    sources.get_by_role("button", name="As a table").click()
    expect(sources.get_by_role("row", name="Referral")).to_contain_text("2")
    sources.get_by_role("link", name="Referral").click()
    leads.has("Asha", "Binu")
    page.get_by_role("link", name="Home").click()
    stages = page.get_by_role("region", name="Open pipeline by stage")
    stages.get_by_role("button", name="As a table").click()
    stages.get_by_role("link", name="Proposal").click()
    deals.has("Paper")
    page.get_by_role("link", name="Home").click()
    page.get_by_role("region", name="Recent activity").get_by_role("link", name="Shelf").click()
    beside = page.get_by_role("complementary", name="Record beside the page")
    expect(beside.get_by_role("heading", name="Shelf")).to_be_visible()


def test_the_palette_finds_a_record_despite_a_typing_error(desk: Desk, visits: Visits) -> None:
    owner = desk.found("palette@example.test")
    make(owner, "leads", name="Gunakumar Iyer", city="Chennai")
    make(owner, "contacts", first_name="Zoë", last_name="Fernandes", company="Chettinad Mills")
    page = visits.open(desk, "/", person=owner)
    expect(page.get_by_role("link", name="Home")).to_be_visible()
    page.keyboard.press("Control+K")
    words = page.get_by_role("combobox", name="Search, go to or do")
    words.fill("zoe fern")
    found = page.get_by_role("listbox", name="Results")
    expect(found.get_by_role("group", name="Contacts").get_by_role("option")).to_contain_text("Chettinad Mills")
    words.fill("gunakumra iyer")
    expect(found.get_by_role("option", name="Gunakumar Iyer")).to_be_visible()
    expect(page.get_by_role("dialog").get_by_text("Showing results for").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gunakumar Iyer", level=1)).to_be_visible()
    page.keyboard.press("Control+K")
    words.fill("create contact")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Create contact")).to_be_visible()
    expect(page.get_by_role("textbox", name="First name")).to_be_focused()
