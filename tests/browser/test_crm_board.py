"""The board: deals are moved by mouse and by keyboard, the sums follow, and a move is taken back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.crm import make, read, undo
from tests.browser.desk import Desk, Person
from tests.browser.visits import Visits

pytestmark = pytest.mark.xdist_group("browser")


def some_deals(owner: Person) -> None:
    pipeline = make(owner, "pipelines", name="Sales")
    for title, status, value in (("Ink", "lead", 1000), ("Paper", "lead", 250), ("Glue", "qualified", 400)):
        make(owner, "deals", title=title, status=status, value=value, pipeline_id=pipeline["id"], currency="USD")


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def has(column: Locator, count: int, total: str, *titles: str) -> None:
    """Waits until the column tells so many deals of that sum, and holds these cards."""
    words = "deal" if count == 1 else "deals"
    expect(column.get_by_role("heading").locator("..")).to_contain_text(f"{count} {words}{total}")
    expect(column.get_by_role("listitem").get_by_role("link")).to_have_text([*titles])


def carry(page: Page, card: Locator, goal: Locator) -> None:
    """Drags a card by its middle with the mouse, as a hand does: not in one leap."""
    start, end = card.bounding_box(), goal.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 120, steps=8)
    expect(goal).to_have_attribute("data-over", "true")
    page.mouse.up()


def test_a_deal_is_moved_by_mouse_and_by_keyboard_and_back(desk: Desk, visits: Visits) -> None:
    owner = desk.found("board@example.test")
    some_deals(owner)
    deals = {deal["title"]: deal for deal in owner.call("GET", "/api/v1/deals")["items"]}
    page = visits.open(desk, "/records/deals", person=owner)
    page.get_by_role("radiogroup", name="Layout").get_by_text("Board").click()
    lead, qualified, proposal = (column(page, name) for name in ("Lead", "Qualified", "Proposal"))
    has(lead, 2, "$1,250", "Paper", "Ink")
    has(qualified, 1, "$400", "Glue")

    carry(page, lead.get_by_role("listitem").filter(has_text="Ink"), qualified)
    has(lead, 1, "$250", "Paper")
    has(qualified, 2, "$1,400", "Ink", "Glue")
    expect(page.get_by_text("Ink moved to Qualified")).to_be_visible()
    assert read(owner, deals["Ink"], "deals")["status"] == "qualified"
    undo(page)
    has(lead, 2, "$1,250", "Paper", "Ink")
    has(qualified, 1, "$400", "Glue")
    assert read(owner, deals["Ink"], "deals")["status"] == "lead"

    handle = qualified.get_by_role("button", name="Move Glue")
    handle.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Glue lifted, over Qualified where it stands.")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Glue is over Proposal, 0 cards.")).to_have_count(1)
    page.keyboard.press("Escape")
    has(qualified, 1, "$400", "Glue")
    handle.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Glue is over Proposal, 0 cards.")).to_have_count(1)
    page.keyboard.press("Space")
    has(proposal, 1, "$400", "Glue")
    expect(page.get_by_text("Glue moved to Proposal")).to_be_visible()
    expect(proposal.get_by_role("button", name="Move Glue")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Won").click()
    has(column(page, "Won"), 1, "$400", "Glue")
    expect(page.get_by_text("Glue moved to Won")).to_be_visible()
    won = read(owner, deals["Glue"], "deals")
    assert won["status"] == "won"
    assert won["closed_at"] is not None
    page.reload()
    has(column(page, "Won"), 1, "$400", "Glue")
