"""axe over a page in every look: wide and on a phone, light and dark."""

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect

from tests.browser.visits import PHONE, WIDE

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
FIND = """async rules => (await axe.run(document, { runOnly: rules })).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(" | ")}`
)"""

ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A scheme changes colours and nothing else.
COLOUR_RULES = ["color-contrast"]

SCHEMES: tuple[tuple[Literal["light", "dark"], list[str]], ...] = (("light", ALL_RULES), ("dark", COLOUR_RULES))


def faults_for_readers(page: Page) -> list[str]:
    """What axe finds on the page as it is now, each line with its look; and whether it is wider than the screen."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    found: list[str] = []
    for width, height in (WIDE, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for scheme, rules in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
            found += [f"{page.url}, {width}, {scheme}: {fault}" for fault in page.evaluate(FIND, rules)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{page.url}, {width}: wider than the screen")
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    return found
