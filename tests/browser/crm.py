"""What tests of the pages of records share: records to begin with, and the parts that every such page has."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Person


def make(person: Person, object_name: str, **values: Any) -> dict[str, Any]:
    """Makes a record past the browser; returns it."""
    return person.call("POST", f"/api/v1/{object_name}", json=values)


def read(person: Person, record: dict[str, Any], object_name: str) -> dict[str, Any]:
    """The record as it is now."""
    return person.call("GET", f"/api/v1/{object_name}/{record['id']}")


def titles(person: Person, object_name: str, **values: Any) -> set[str]:
    """The titles of the records that are not in the trash and have these values."""
    items = person.call("GET", f"/api/v1/{object_name}", params={"limit": 200, **values})["items"]
    return {item["labels"]["id"] for item in items}


def undo(page: Page) -> None:
    """Takes back what the note in the corner tells of."""
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("Undone", exact=True)).to_be_visible()


def choose(scope: Locator, label: str, option: str) -> None:
    """Chooses from a list by its label."""
    scope.get_by_role("combobox", name=label).click()
    scope.page.get_by_role("option", name=option, exact=True).click()


@dataclass(frozen=True)
class Table:
    """The table of an object's records."""

    page: Page
    name: str

    @property
    def grid(self) -> Locator:
        return self.page.get_by_role("grid", name=self.name)

    def row(self, title: str) -> Locator:
        return self.grid.get_by_role("row").filter(has=self.page.get_by_role("link", name=title, exact=True))

    def cell(self, title: str, field: str) -> Locator:
        return self.row(title).locator(f"[data-field='{field}']")

    def edit(self, title: str, field: str) -> Locator:
        """Opens the editor over a cell; returns its input."""
        cell = self.cell(title, field)
        cell.hover()
        cell.get_by_role("button", name="Edit ").click()
        return cell.get_by_role("textbox")

    def has(self, *rows: str) -> None:
        """Waits until exactly these are shown, in any order."""
        expect(self.grid.locator("tbody").get_by_role("row")).to_have_count(len(rows))
        for title in rows:
            expect(self.row(title)).to_be_visible()

    def filter_by(self, words: str, suggestion: str) -> None:
        """Adds a filter that the words spell completely."""
        self.page.get_by_role("button", name="Add filter").click()
        self.page.get_by_role("combobox", name="What to filter by").fill(words)
        self.page.get_by_role("option", name=suggestion, exact=True).click()
