"""The inbox: a customer and a person talk live, what staff do with a conversation, and two of staff at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.conftest import Shop
from tests.browser.inbox import Inbox
from tests.browser.visits import PHONE, WIDE, Visits

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize(("staff_size", "customer_size"), [(WIDE, PHONE), (PHONE, WIDE)], ids=["wide", "phone"])
def test_a_customer_is_handed_over_and_both_talk_live(
    shop: Shop, visits: Visits, staff_size: tuple[int, int], customer_size: tuple[int, int]
) -> None:
    chat = Chat(visits.open(shop.desk, f"/chat/{shop.open_bot['slug']}", size=customer_size))
    question = f"Where is my parcel, order {customer_size[0]}?"
    inbox = Inbox(visits.open(shop.desk, "/inbox?view=waiting", person=shop.owner, size=staff_size))
    expect(inbox.list).to_be_visible()
    chat.send(question)
    chat.page.get_by_role("button", name="Talk to a person").click()

    inbox.row(question).get_by_role("link").click()
    expect(inbox.page.get_by_text("customer is here")).to_be_visible()
    inbox.do("Take")
    expect(inbox.page.get_by_role("button", name="Hand back")).to_be_visible()
    expect(chat.messages.get_by_text("Olga Owner joined")).to_be_visible()

    chat.field.type("Hm")
    expect(inbox.page.get_by_text("is writing")).to_be_visible()
    chat.field.fill("")
    inbox.reply.type("I am")
    expect(chat.page.get_by_text("Olga Owner is writing")).to_be_visible()
    inbox.send("I am looking for it")
    expect(chat.messages.get_by_text("I am looking for it")).to_be_visible()
    chat.send("Thank you")
    expect(inbox.log.get_by_text("Thank you", exact=True)).to_be_visible()

    inbox.do("Resolve")
    inbox.page.get_by_role("dialog", name="Resolve").get_by_role("button", name="Resolve").click()
    expect(inbox.log.get_by_text("Why: solved")).to_be_visible()
    expect(chat.messages.get_by_text("This conversation was closed")).to_be_visible()


def test_staff_work_through_the_inbox_by_keyboard(shop: Shop, visits: Visits) -> None:
    reply = {"shortcut": "sorry", "title": "Apology", "content": "I am sorry. {agent_name}, {company}"}
    shop.owner.call("POST", "/api/v1/saved-replies", json=reply)
    page = visits.open(shop.desk, "/inbox", person=shop.owner)
    inbox = Inbox(page)
    expect(inbox.view("Waiting")).to_be_visible()
    shop.desk.ask(shop.open_bot["id"], "You charged me TWICE again, this is a scandal! I am furious!!")
    angry = inbox.row("this is a scandal")
    for words in ("Waiting", "Billing", "Angry"):
        expect(angry).to_contain_text(words)

    angry.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(inbox.log).to_contain_text("handed over: the customer is angry")
    page.keyboard.press("r")
    page.keyboard.type("/so")
    expect(page.get_by_role("option", name="/sorry")).to_be_visible()
    page.keyboard.press("Enter")
    expect(inbox.reply).to_have_value("I am sorry. Olga Owner, Corner Shop ")
    page.reload()
    expect(inbox.reply).to_have_value("I am sorry. Olga Owner, Corner Shop ")
    inbox.reply.press("Enter")
    expect(inbox.log.get_by_text("I am sorry. Olga Owner, Corner Shop")).to_be_visible()

    inbox.do("Labels")
    page.get_by_role("textbox", name="Find or make a label").fill("Refund")
    page.keyboard.press("Enter")
    expect(inbox.log.get_by_text("Olga Owner labelled it “Refund”")).to_be_visible()
    page.keyboard.press("Escape")
    expect(angry).to_contain_text("Refund")
    angry.get_by_role("link").focus()
    page.keyboard.press("x")
    inbox.selected.get_by_role("button", name="Snooze").click()
    page.get_by_role("menuitem", name="In 1 hour").click()
    expect(angry).to_be_hidden()
    inbox.do("Hide the details")
    inbox.view("Snoozed").click()
    expect(angry).to_be_visible()
    inbox.do("Resolve")
    page.get_by_role("radio", name="Duplicate").check()
    page.get_by_role("dialog", name="Resolve").get_by_role("button", name="Resolve").click()
    expect(angry).to_be_hidden()
    inbox.view("Resolved").click()
    expect(angry).to_be_visible()
    inbox.do("Reopen")
    expect(angry).to_be_hidden()


def test_a_colleague_is_called_and_two_do_not_answer_at_once(shop: Shop, visits: Visits) -> None:
    meera = shop.owner.colleague("agent", "meera@example.test")
    shop.desk.ask(shop.open_bot["id"], "My parcel came broken, I want to talk to a person")
    mine = Inbox(visits.open(shop.desk, "/inbox?q=parcel+broken", person=shop.owner))
    hers = Inbox(visits.open(shop.desk, "/", person=meera))
    mine.row("My parcel came broken").get_by_role("link").click()
    mine.do("Take")
    mine.page.keyboard.press("n")
    mine.note.press_sequentially("Can you look, @age")
    expect(mine.page.get_by_role("option", name="Agent")).to_be_visible()
    mine.page.keyboard.press("Enter")
    mine.page.keyboard.press("Enter")
    expect(mine.log.get_by_text("Private note by Olga Owner")).to_be_visible()

    hers.page.get_by_role("button", name="Notifications").click()
    hers.page.get_by_role("button", name="Olga Owner named you in a note").click()
    expect(hers.log.get_by_text("Can you look, @Agent")).to_be_visible()
    expect(hers.page.get_by_text("Olga Owner has this open too")).to_be_visible()
    hers.reply.press_sequentially("Hel")
    expect(mine.page.get_by_text("Agent is writing here too")).to_be_visible()
    hers.do("Take over")
    expect(mine.page.get_by_role("button", name="Take over")).to_be_visible()
    expect(mine.log.get_by_text("Agent took it")).to_be_visible()
    hers.send("Hello, Agent here")
    expect(mine.log.get_by_text("Hello, Agent here")).to_be_visible()
    visits.expect_refusals(409)
    mine.do("Reply")
    mine.send("And Olga here")
    expect(mine.page.get_by_role("alert")).to_contain_text("Agent")
    expect(mine.reply).to_have_value("And Olga here")
