"""The chat on a site that is not the desk's own, and live on the customer's page, with staff at the other end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from frontdesk.cli.demo.site import SignedInVisitor, site
from tests.browser.axe import ALL_RULES, AXE, FIND
from tests.browser.chat import Chat
from tests.browser.conftest import Shop
from tests.browser.visits import PHONE, WIDE, Visits
from tests.live import live

pytestmark = pytest.mark.xdist_group("browser")

QUESTION = "I forgot my password, how can I get back in?"


@contextmanager
def site_with(shop: Shop, bot: dict[str, Any], **widget: Any) -> Iterator[str]:
    """A site with the bot's chat; its address is among those that the bot allows."""
    secret = shop.owner.call("POST", f"/api/v1/bots/{bot['id']}/identity-secret")["secret"]
    with live(site(shop.desk.url, bot["slug"], SignedInVisitor("u-7", secret))) as url:
        rules = {"allowed_origins": [url], **widget}
        shop.owner.call("PATCH", f"/api/v1/bots/{bot['id']}", json={"widget": rules})
        yield url


def newest_waiting(shop: Shop) -> str:
    waiting = shop.owner.call("GET", "/api/v1/conversations?state=waiting&limit=1")["items"]
    return str(waiting[0]["id"])


def answer_as_staff(shop: Shop, text: str) -> str:
    conversation = newest_waiting(shop)
    shop.owner.call("POST", f"/api/v1/conversations/{conversation}/messages", json={"content": text})
    return conversation


def launcher(page: Page, news: str = "") -> Locator:
    return page.get_by_role("button", name=f"Open the chat{news}", exact=True)


def test_the_chat_on_another_site_by_keyboard_over_a_reload_to_a_person(shop: Shop, visits: Visits) -> None:
    with site_with(shop, shop.quiet_bot, title="Ask us", ask_name="optional", color="#7a1f5c") as url:
        page = visits.open(shop.desk, site=url)
        launcher(page).focus()
        page.keyboard.press("Enter")
        chat = page.get_by_role("dialog", name="Ask us")
        expect(chat).to_contain_text("Hello, ask me anything.")
        expect(page.get_by_label("Your name (optional)")).to_be_focused()
        page.keyboard.type("Meera <b>Nair</b>")
        page.keyboard.press("Enter")
        field = chat.get_by_role("textbox", name="Your message")
        expect(field).to_be_focused()
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
        answer = chat.get_by_role("listitem").filter(has=page.get_by_role("button", name="Not helpful"))
        expect(answer).to_contain_text("Forgotten password")
        announced = page.get_by_role("log", name="New messages").get_by_text("Quill, assistant: ")
        expect(announced).to_have_count(1)
        note = answer.get_by_role("button", name="Source 1: How do I reset my password?").first
        note.press("Enter")
        expect(page.get_by_role("dialog", name="Source")).to_contain_text("From faqs.json")
        page.keyboard.press("Escape")
        expect(note).to_be_focused()
        answer.get_by_role("button", name="Helpful", exact=True).click()
        expect(answer.get_by_role("button", name="Helpful", exact=True)).to_have_attribute("aria-pressed", "true")

        page.reload()
        launcher(page).click()
        expect(answer).to_have_count(1)
        expect(announced).to_have_count(0)
        chat.get_by_role("button", name="Talk to a person").click()
        expect(chat.get_by_text("A person has been asked to take over")).to_have_count(1)
        field.focus()
        page.keyboard.press("Escape")
        expect(chat).to_be_hidden()
        expect(launcher(page)).to_be_focused()
        conversation = answer_as_staff(shop, "Meera, look at https://shop.example/reset.")
        launcher(page, ", 1 unread message").press("Enter")
        expect(chat.get_by_text("Olga Owner answers")).to_be_visible()
        link = chat.get_by_role("link", name="https://shop.example/reset")
        expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
        kept = shop.owner.call("GET", f"/api/v1/conversations/{conversation}/events")["items"]
        assert kept[0]["actor"]["name"] == "Meera <b>Nair</b>"

        # Signed in at the site, the visitor is known, and what they began before is theirs.
        page.goto(f"{url}/account")
        launcher(page).click()
        expect(chat.get_by_text("Olga Owner answers")).to_be_visible()
        expect(chat.get_by_text(QUESTION, exact=True)).to_have_count(1)
        customer = shop.owner.call("GET", f"/api/v1/conversations/{conversation}/context")["customer"]
        assert (customer["user_id"], customer["identified"]) == ("u-7", "host")


def test_a_site_that_is_not_named_shows_no_chat_and_its_builder_reads_why(shop: Shop, visits: Visits) -> None:
    with live(site(shop.desk.url, shop.open_bot["slug"])) as url:
        page = visits.open(shop.desk, site=url, refusals=[403])
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        with page.expect_console_message(lambda message: "allowed sites" in message.text):
            page.reload()
        expect(page.locator("frontdesk-chat")).to_have_count(1)
        expect(launcher(page)).to_have_count(0)
    script = httpx.get(f"{shop.desk.url}/widget.js")
    assert "max-age" in script.headers["cache-control"]
    again = httpx.get(f"{shop.desk.url}/widget.js", headers={"If-None-Match": script.headers["etag"]})
    assert again.status_code == 304


def test_a_person_and_a_customer_on_a_phone_write_live_until_the_rating(shop: Shop, visits: Visits) -> None:
    chat = Chat(visits.open(shop.desk, f"/chat/{shop.quiet_bot['slug']}", size=PHONE))
    page = chat.page
    chat.send(QUESTION)
    page.get_by_role("button", name="Talk to a person").tap()
    expect(page.get_by_text("Waiting for a person. You can go on writing.")).to_be_visible()
    conversation = answer_as_staff(shop, "Hello, this is Olga.")
    expect(page.get_by_text("Olga Owner answers")).to_be_visible()
    expect(chat.messages.get_by_text("Olga Owner joined")).to_have_count(1)
    expect(chat.messages.get_by_text("Hello, this is Olga.")).to_have_count(1)
    page.get_by_label("Files to send").set_input_files(
        {"name": "order.txt", "mimeType": "text/plain", "buffer": b"Order 4711, two lamps"}
    )
    chat.send("Here is my order")
    with page.expect_download() as saved:
        chat.messages.get_by_role("button", name="order.txt").tap()
    assert saved.value.suggested_filename == "order.txt"
    shop.owner.call("POST", f"/api/v1/conversations/{conversation}/resolve")
    page.get_by_role("radio", name="Good", exact=True).check()
    page.get_by_role("button", name="Send rating").tap()
    expect(page.get_by_role("radio")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    rated = shop.owner.call("GET", f"/api/v1/conversations/{conversation}/events")["items"][-1]
    assert (rated["type"], rated["data"]["rating"]) == ("feedback", "4")
    page.reload()
    expect(page.get_by_text("This conversation was closed")).to_have_count(1)
    expect(page.get_by_role("radio")).to_have_count(0)


@pytest.mark.long
def test_the_accessibility_checker_finds_nothing_in_the_chat(shop: Shop, visits: Visits) -> None:
    with site_with(shop, shop.open_bot, ask_email="required") as url:
        for size in (WIDE, PHONE):
            page = visits.open(shop.desk, site=url, size=size)
            page.add_script_tag(path=AXE)
            launcher(page).click()
            faults = page.evaluate(FIND, ALL_RULES)
            page.get_by_label("Your email, so that we can answer later").fill("meera@example.test")
            page.get_by_role("button", name="Start chat").click()
            page.get_by_role("textbox", name="Your message").fill(QUESTION)
            page.get_by_role("textbox", name="Your message").press("Enter")
            page.get_by_role("button", name="Not helpful").click()
            page.get_by_role("textbox", name="Comment on this answer").wait_for()
            page.emulate_media(color_scheme="dark")
            faults += page.evaluate(FIND, ALL_RULES)
            page.get_by_role("button", name="Source 1").first.click()
            faults += page.evaluate(FIND, ALL_RULES)
            assert faults == []
