"""The customer's page: answers with their sources, ratings, the way to a person, a phone, and hostile words."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.conftest import Shop
from tests.browser.visits import PHONE, Visits

pytestmark = pytest.mark.xdist_group("browser")

QUESTION = "I forgot my password, how can I get back in?"
FURY = "This is outrageous!! You charged me TWICE for one order, give me my money back NOW!"
HOSTILE = "<img src=x onerror='window.hostile=1'><script>window.hostile=1</script>"


def open_chat(shop: Shop, visits: Visits, bot: dict[str, object], size: tuple[int, int] = (1280, 800)) -> Chat:
    return Chat(visits.open(shop.desk, f"/chat/{bot['slug']}", size=size))


def test_an_answer_shows_its_source_and_what_was_understood(shop: Shop, visits: Visits) -> None:
    chat = open_chat(shop, visits, shop.open_bot)
    expect(chat.messages).to_contain_text("Hello, ask me anything.")
    chat.send(QUESTION)
    answer = chat.answers()
    expect(answer).to_have_count(1)
    expect(answer).to_contain_text("Forgotten password")
    expect(answer).to_contain_text("Account")
    expect(answer).to_contain_text("Neutral")
    expect(answer.get_by_title("Priority 5 of 10")).to_be_visible()

    answer.get_by_role("button", name="Source 1: How do I reset my password?").click()
    source = chat.page.get_by_role("dialog", name="How do I reset my password?")
    expect(source).to_contain_text("follow the link in the mail within 30 minutes")
    expect(source).to_contain_text("From faqs.json")
    source.get_by_role("button", name="Close the source").click()
    expect(source).to_be_hidden()


def test_a_bot_may_keep_its_analysis_from_customers(shop: Shop, visits: Visits) -> None:
    chat = open_chat(shop, visits, shop.quiet_bot)
    chat.send(QUESTION)
    expect(chat.answers()).to_contain_text("Forgotten password")
    for kept in ("Account", "Neutral", "Priority"):
        expect(chat.answers()).not_to_contain_text(kept)


def test_a_rating_with_its_comment_is_kept(shop: Shop, visits: Visits) -> None:
    chat = open_chat(shop, visits, shop.open_bot)
    chat.send(QUESTION)
    chat.answers().get_by_role("button", name="Not helpful").click()
    chat.page.get_by_role("textbox", name="Comment on this answer").fill("The mail never came")
    chat.answers().get_by_role("button", name="Send").click()
    expect(chat.page.get_by_text("Thank you, your comment was sent.")).to_be_visible()
    chat.page.reload()
    expect(chat.answers().get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
    expect(chat.answers().get_by_role("button", name="Helpful", exact=True)).to_have_attribute("aria-pressed", "false")

    staff = visits.open(shop.desk, "/inbox", person=shop.owner)
    staff.get_by_role("region", name="Conversations").get_by_role("link", name=QUESTION).first.click()
    expect(staff.get_by_text("rated not helpful: “The mail never came”")).to_be_visible()


def test_a_conversation_is_downloaded_as_json(shop: Shop, visits: Visits, tmp_path: Path) -> None:
    chat = open_chat(shop, visits, shop.open_bot)
    expect(chat.page.get_by_role("button", name="Save as JSON")).to_be_hidden()
    chat.send(QUESTION)
    with chat.page.expect_download() as download:
        chat.page.get_by_role("button", name="Save as JSON").click()
    assert download.value.suggested_filename == f"conversation-with-{shop.open_bot['slug']}.json"
    download.value.save_as(tmp_path / "saved.json")
    saved = json.loads((tmp_path / "saved.json").read_text(encoding="utf-8"))
    assert QUESTION in json.dumps(saved, ensure_ascii=False)


def test_an_angry_customer_is_handed_over_once_and_the_bot_falls_silent(shop: Shop, visits: Visits) -> None:
    chat = open_chat(shop, visits, shop.open_bot)
    chat.send(FURY)
    expect(chat.notice).to_have_count(1)
    expect(chat.answers()).to_contain_text("Billing")
    expect(chat.answers()).to_contain_text("Angry")
    waiting = chat.page.get_by_text("Waiting for a person. You can go on writing.")
    expect(waiting).to_be_visible()
    expect(chat.page.get_by_role("button", name="Talk to a person")).to_be_hidden()

    chat.send("Hello?? Is anyone there?")
    events = shop.desk.events(chat.conversation_id(shop.open_bot["id"]))
    spoken = [event["actor"]["kind"] for event in events if event["type"] == "message"]
    assert spoken == ["customer", "bot", "customer"]
    expect(chat.answers()).to_have_count(1)
    chat.page.reload()
    expect(waiting).to_be_visible()
    expect(chat.messages.get_by_text("Hello?? Is anyone there?")).to_have_count(1)
    expect(chat.notice).to_have_count(1)
    expect(chat.answers()).to_have_count(1)


def test_a_person_can_be_asked_for_by_a_button(shop: Shop, visits: Visits) -> None:
    chat = open_chat(shop, visits, shop.open_bot)
    chat.send(QUESTION)
    chat.page.get_by_role("button", name="Talk to a person").click()
    expect(chat.notice).to_have_count(1)
    expect(chat.page.get_by_text("Waiting for a person. You can go on writing.")).to_be_visible()
    events = shop.desk.events(chat.conversation_id(shop.open_bot["id"]))
    handoffs = [event["data"] for event in events if event["type"] == "handoff"]
    assert handoffs == [{"from": "bot", "to": "waiting", "reason": "requested"}]


def test_a_message_that_could_not_be_sent_is_kept_and_sent_once(shop: Shop, visits: Visits) -> None:
    chat = open_chat(shop, visits, shop.open_bot)
    expect(chat.field).to_be_visible()
    chat.page.route("**/api/sessions?*", lambda route: route.fulfill(status=503, json={}))
    visits.expect_refusals(503)
    chat.field.fill(QUESTION)
    chat.page.get_by_role("button", name="Send", exact=True).click()
    expect(chat.messages.get_by_role("alert")).to_contain_text("Not sent.")
    chat.page.unroute("**/api/sessions?*")
    chat.page.reload()
    chat.page.get_by_role("button", name="Send again").click()
    expect(chat.answers()).to_contain_text("Forgotten password")
    chat.settled()
    expect(chat.messages.get_by_text(QUESTION)).to_have_count(1)


def test_the_chat_is_usable_on_a_phone(shop: Shop, visits: Visits) -> None:
    chat = open_chat(shop, visits, shop.open_bot, PHONE)
    page = chat.page
    chat.field.tap()
    chat.field.fill(QUESTION)
    page.get_by_role("button", name="Send", exact=True).tap()
    expect(chat.answers()).to_contain_text("Forgotten password")
    chat.settled()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    for control in (
        chat.field,
        page.get_by_role("button", name="Send", exact=True),
        page.get_by_role("button", name="Talk to a person"),
        chat.answers().get_by_role("button", name="Helpful", exact=True),
    ):
        expect(control).to_be_in_viewport(ratio=1)
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 32
    chat.answers().get_by_role("button", name="Source 1").tap()
    source = page.get_by_role("dialog")
    expect(source).to_be_in_viewport(ratio=1)
    source.get_by_role("button", name="Close the source").tap()
    expect(source).to_be_hidden()


def test_hostile_words_are_shown_as_words(shop: Shop, visits: Visits) -> None:
    owner = shop.desk.found("hostile@example.test", name=HOSTILE, workspace_name=HOSTILE)
    bot = owner.bot(HOSTILE, company=HOSTILE, greeting=HOSTILE)
    chat = open_chat(shop, visits, bot, PHONE)
    chat.send(f"Hello {HOSTILE}")
    expect(chat.page.get_by_role("heading", name=HOSTILE)).to_be_visible()
    conversation = owner.call("GET", "/api/v1/conversations")["items"][0]["id"]
    staff = visits.open(shop.desk, person=owner, size=PHONE)
    for page, path in (
        (chat.page, f"/chat/{bot['slug']}"),
        (staff, f"/inbox/{conversation}"),
        (staff, "/inbox"),
        (staff, "/bots"),
        (staff, f"/bots/{bot['id']}"),
        (staff, "/"),
    ):
        page.goto(path)
        expect(page.get_by_text(HOSTILE).first).to_be_visible()
        expect(page.locator("img[src=x], [onerror]")).to_have_count(0)
        assert page.evaluate("window.hostile") is None
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], path
