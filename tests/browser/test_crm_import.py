"""A file of leads with faults: its good rows are kept, the others mended and brought in, and all of it undone."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.crm import make, titles
from tests.browser.desk import Desk
from tests.browser.visits import Visits, file

pytestmark = pytest.mark.xdist_group("browser")

LEADS = """Full name;E-Mail;Town;Worth
Asha Menon;asha@example.test;Pune;1200
Binu Thomas;binu at example;Kochi;800
Chitra Das;chitra@example.test;Delhi;plenty
Dev Anand;dev@example.test;Mumbai;50,5
"""


def bring(page: Page, name: str, content: str) -> None:
    page.goto("/records/leads")
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("dialog", name="Import leads").get_by_label("Choose a file").set_input_files(file(name, content))
    expect(page.get_by_role("heading", name=f"Import of {name}")).to_be_visible()


def figures(page: Page) -> dict[str, str]:
    """How many rows became what."""
    expect(page.get_by_text("Failed", exact=True)).to_be_visible()
    words = page.get_by_role("main").locator("dl > div")
    return {one.locator("dt").inner_text(): one.locator("dd").inner_text() for one in words.all()}


def mended(path: Path) -> str:
    """The file of the failed rows as a person hands it in again: two values mended, the reasons left as they are."""
    content = path.read_text("utf-8-sig")
    for wrong, right in (("binu at example", "binu@example.test"), ("plenty", "900")):
        assert wrong in content
        content = content.replace(wrong, right, 1)
    return content


def test_a_file_with_faults_is_imported_mended_and_undone(desk: Desk, visits: Visits, tmp_path: Path) -> None:
    owner = desk.found("import@example.test")
    make(owner, "leads", name="Was here before")
    page = visits.open(desk, "/records/leads", person=owner)
    bring(page, "leads.csv", LEADS)
    expect(page.get_by_role("combobox", name="Town goes into")).to_have_value("City")
    expect(page.get_by_role("combobox", name="Worth goes into")).to_have_value("Value")
    expect(page.get_by_text("2 rows of these 4 would not be imported.")).to_be_visible()
    preview = page.get_by_role("region", name="The first rows as records")
    expect(preview.get_by_role("row", name="Binu Thomas")).to_contain_text("Not imported")
    page.get_by_role("button", name="Import 4 rows").click()
    expect(page.get_by_role("button", name="Undo this import")).to_be_visible()
    assert figures(page) == {"Created": "2", "Updated": "0", "Left out": "0", "Failed": "2"}
    assert titles(owner, "leads") == {"Was here before", "Asha Menon", "Dev Anand"}
    first = page.url

    with page.expect_download() as download:
        page.get_by_role("button", name="Download the failed rows").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "leads-failed-rows.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
    assert len(rows) == 3, rows
    bring(page, path.name, mended(path))
    page.get_by_role("button", name="Import 2 rows").click()
    expect(page.get_by_role("button", name="Undo this import")).to_be_visible()
    assert figures(page) == {"Created": "2", "Updated": "0", "Left out": "0", "Failed": "0"}
    page.get_by_role("link", name="See all leads").click()
    expect(page.get_by_role("grid", name="Leads").get_by_role("link", name="Chitra Das")).to_be_visible()
    assert titles(owner, "leads") == {"Was here before", "Asha Menon", "Binu Thomas", "Chitra Das", "Dev Anand"}

    page.goto(first)
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("This import was undone")).to_be_visible()
    assert titles(owner, "leads") == {"Was here before", "Binu Thomas", "Chitra Das"}
    page.get_by_role("link", name="See all leads").click()
    grid = page.get_by_role("grid", name="Leads")
    expect(grid.get_by_role("link", name="Binu Thomas")).to_be_visible()
    expect(grid.get_by_role("link", name="Asha Menon")).to_have_count(0)
