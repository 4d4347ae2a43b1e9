"""The assistant's page: asking, refining, changing with a yes, undoing, writing mails, choosing, on a phone too."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from tests.browser.assistant import Assistant
from tests.browser.axe import faults_for_readers
from tests.browser.conftest import StartDesk
from tests.browser.crm import make, read, titles
from tests.browser.desk import Desk, Person
from tests.browser.visits import PHONE, Visits
from tests.mail_servers import Mailbox, keeping

pytestmark = pytest.mark.xdist_group("browser")


def test_a_question_is_asked_refined_and_changed_by_its_chips(desk: Desk, visits: Visits) -> None:
    owner = desk.found("ask@example.test")
    asha = make(owner, "leads", name="Asha Menon", city="Pune", lead_status="Qualified")
    make(owner, "leads", name="Binu Thomas", city="Pune")
    make(owner, "leads", name="Chitra Rao", city="Kochi")
    page = visits.open(desk, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    page.get_by_role("heading", name="Ask about your records, or say what to do").wait_for()
    assistant.say("Show me all leads")
    expect(assistant.records("Leads")).to_have_text(["Chitra Rao", "Binu Thomas", "Asha Menon"])
    expect(page).to_have_url(f"{desk.url}/assistant?session=" + page.url.partition("session=")[2])
    answer = assistant.say("only those in Pune")
    expect(assistant.records("Leads")).to_have_text(["Binu Thomas", "Asha Menon"])

    understood = answer.get_by_role("group", name="How this was understood")
    understood.get_by_role("button", name="City is Pune", exact=True).click()
    editor = page.get_by_role("form", name="Filter by City")
    editor.get_by_role("textbox", name="City").fill("Kochi")
    editor.get_by_role("button", name="Apply").click()
    expect(answer.get_by_text("1 lead fit the question as you changed it.")).to_be_visible()
    expect(answer.get_by_role("article", name="Lead Chitra Rao")).to_be_visible()
    understood.get_by_role("button", name="Remove the filter City is Kochi").click()
    expect(assistant.records("Leads")).to_have_count(3)
    understood.get_by_role("button", name="Back to the answer").click()
    expect(assistant.records("Leads")).to_have_text(["Binu Thomas", "Asha Menon"])

    assistant.records("Leads").last.click()
    beside = page.get_by_role("complementary", name="Record beside the page")
    expect(beside.get_by_role("heading", name="Asha Menon")).to_be_visible()
    expect(page).to_have_url(f"{page.url.partition('&open')[0]}&open=leads%3A{asha['id']}")
    beside.get_by_role("button", name="Close the record").click()
    answer.get_by_role("link", name="Open all 2 as a list").click()
    expect(page.get_by_role("grid", name="Leads").locator("tbody").get_by_role("row")).to_have_count(2)
    page.go_back()
    expect(assistant.records("Leads")).to_have_text(["Binu Thomas", "Asha Menon"])


def test_figures_are_large_and_drawn_with_a_table_behind(desk: Desk, visits: Visits) -> None:
    owner = desk.found("figures@example.test")
    for name, source in (("Asha", "event"), ("Binu", "event"), ("Chitra", "referral")):
        make(owner, "leads", name=name, source=source)
    page = visits.open(desk, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    answer = assistant.say("How many leads?")
    expect(answer.get_by_role("link", name="3 Leads")).to_be_visible()
    answer = assistant.say("How many leads by source?")
    drawn = answer.get_by_role("img", name="Leads by Source")
    expect(drawn).to_have_accessible_name("Leads by Source: Referral 1, Event 2")
    answer.get_by_role("button", name="As a table").click()
    answer.get_by_role("link", name="Event").click()
    expect(page.get_by_role("grid", name="Leads").locator("tbody").get_by_role("row")).to_have_count(2)


def test_what_is_written_at_once_is_undone_and_done_again(desk: Desk, visits: Visits) -> None:
    owner = desk.found("write@example.test")
    page = visits.open(desk, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    answer = assistant.say("Create a new lead named John Doe")
    made = answer.get_by_role("article", name="Lead John Doe")
    expect(made).to_be_visible()
    assert titles(owner, "leads") == {"John Doe"}
    answer.get_by_role("button", name="Undo: 1 lead created").click()
    expect(answer.get_by_text("Undone", exact=True)).to_be_visible()
    expect(made).to_be_hidden()
    assert titles(owner, "leads") == set()
    answer.get_by_role("button", name="Redo: 1 lead created").click()
    expect(made).to_be_visible()
    assert titles(owner, "leads") == {"John Doe"}


def test_what_is_destructive_waits_for_a_yes_and_can_be_undone(desk: Desk, visits: Visits) -> None:
    owner = desk.found("propose@example.test")
    done = [make(owner, "tasks", title=f"Call {name}", status="completed") for name in ("Asha", "Binu")]
    make(owner, "tasks", title="Call Chitra")
    page = visits.open(desk, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    question = "delete all tasks that are completed"
    answer = assistant.say(question)
    card = answer.get_by_role("article", name="Move 2 tasks to the trash?")
    expect(card.get_by_role("listitem")).to_have_count(2)
    expect(card.get_by_text("Waits until")).to_be_visible()
    assert len(titles(owner, "tasks")) == 3
    page.reload()
    card = page.get_by_role("article", name="Move 2 tasks to the trash?")
    card.get_by_role("button", name="Move 2 tasks to the trash").click()
    answer = assistant.answered("Yes")
    assert titles(owner, "tasks") == {"Call Chitra"}
    expect(page.get_by_text("Confirmed", exact=True)).to_be_visible()
    expect(page.get_by_role("article", name="Move 2 tasks to the trash", exact=True).locator("*:focus")).to_have_count(
        1
    )
    answer.get_by_role("button", name="Undo: 2 tasks moved to the trash").click()
    expect(answer.get_by_text("Undone", exact=True)).to_be_visible()
    assert len(titles(owner, "tasks")) == 3

    answer = assistant.say(question)
    answer.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled, nothing was done")).to_be_visible()
    assistant.answered("No")

    answer = assistant.say(question)
    owner.call("PATCH", f"/api/v1/tasks/{done[0]['id']}", json={"priority": "urgent"})
    answer.get_by_role("button", name="Move 2 tasks to the trash").click()
    expect(assistant.answered("Yes").get_by_text("Changed meanwhile, nothing was done")).to_be_visible()
    assert len(titles(owner, "tasks")) == 3
    page.get_by_role("button", name="Ask again").last.click()
    expect(assistant.answered(question).get_by_role("button", name="Cancel")).to_be_visible()


def test_a_change_of_many_shows_before_and_after(desk: Desk, visits: Visits) -> None:
    owner = desk.found("many@example.test")
    leads = [make(owner, "leads", name=name, city="Pune") for name in ("Asha Menon", "Binu Thomas")]
    page = visits.open(desk, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    card = assistant.say("change city of leads in Pune to Mumbai").get_by_role("article", name="Change 2 leads?")
    expect(card.get_by_role("listitem").filter(has_text="Asha Menon")).to_contain_text("before: Pune→after: Mumbai")
    # Said is as good as pressed.
    assistant.say("yes")
    expect(page.get_by_text("Confirmed", exact=True)).to_be_visible()
    assert read(owner, leads[0], "leads")["city"] == "Mumbai"


def test_several_that_fit_are_choices(desk: Desk, visits: Visits) -> None:
    owner = desk.found("choices@example.test")
    first, _ = (make(owner, "leads", name="Guna Sekar", company=company) for company in ("Ink", "Quill"))
    page = visits.open(desk, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    answer = assistant.say("Give me full summary of lead Guna")
    choices = answer.get_by_role("group", name="Which one do you mean?").get_by_role("button")
    expect(choices).to_have_count(2)
    choices.filter(has_text=str(first["id"])).click()
    expect(assistant.last.get_by_role("article", name="Lead Guna Sekar")).to_contain_text(f"Lead {first['id']}")
    expect(assistant.field).to_be_focused()


@pytest.fixture(scope="module")
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture(scope="module")
def mailing(start_desk: StartDesk, mailbox: Mailbox) -> Iterator[Desk]:
    """An application that hands its mails to a real mail server."""
    with keeping(mailbox) as port:
        server = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_use_tls": False}
        yield start_desk(allow_registration=True, smtp_from_email="desk@example.test", **server)


def test_a_draft_is_edited_kept_and_sent(mailing: Desk, mailbox: Mailbox, visits: Visits) -> None:
    owner = mailing.found("draft@example.test")
    make(owner, "leads", name="Guna Sekar", email="guna@example.test")
    page = visits.open(mailing, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    draft = assistant.say("Draft follow-up email for lead Guna").get_by_role("article", name="Draft of an email")
    expect(draft.get_by_label("To")).to_have_value("guna@example.test")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        draft.get_by_label("Subject").fill("Shall we talk on Friday?")
    expect(draft.get_by_text("Draft is saved")).to_be_visible()
    page.reload()
    expect(draft.get_by_label("Subject")).to_have_value("Shall we talk on Friday?")
    # What was typed a moment before is sent too.
    draft.get_by_label("Text").fill("Dear Guna,\n\nshall we talk?")
    draft.get_by_role("button", name="Send", exact=True).click()
    expect(draft.get_by_text("Send to guna@example.test?")).to_be_visible()
    draft.get_by_role("button", name="Not yet").click()
    draft.get_by_role("button", name="Send", exact=True).click()
    mailbox.answers["DATA"] = "452 Disk full"
    draft.get_by_role("button", name="Send now").click()
    expect(draft.get_by_role("alert")).to_contain_text("452 Disk full")
    mailbox.answers.clear()
    draft.get_by_role("button", name="Send again").click()
    draft.get_by_role("button", name="Send now").click()
    sent = page.get_by_role("article", name="Sent email")
    expect(sent).to_contain_text("Shall we talk on Friday?")
    expect(sent).to_be_focused()
    (mail,) = mailbox.mails
    assert (mail["Subject"], mail["To"].addresses[0].addr_spec) == ("Shall we talk on Friday?", "guna@example.test")
    assert mail.get_content().split() == ["Dear", "Guna,", "shall", "we", "talk?"]


def test_a_mail_that_was_asked_for_waits_for_a_yes(mailing: Desk, mailbox: Mailbox, visits: Visits) -> None:
    mailbox.mails.clear()
    owner = mailing.found("send@example.test")
    make(owner, "leads", name="Guna Sekar", email="guna@example.test")
    page = visits.open(mailing, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    question = "Send introduction email to lead Guna"
    card = assistant.say(question).get_by_role("article", name="Send this email?")
    expect(card).to_contain_text("To guna@example.test")
    card.get_by_role("button", name="Cancel").click()
    # Not sent, it is a draft to go on with.
    expect(page.get_by_role("article", name="Draft of an email").get_by_label("To")).to_have_value("guna@example.test")
    assert mailbox.mails == []
    card = assistant.say(question).get_by_role("article", name="Send this email?")
    card.get_by_role("button", name="Send this email").click()
    expect(assistant.answered("Yes").get_by_role("article", name="Sent email")).to_be_visible()
    assert len(mailbox.mails) == 1


def test_nothing_is_lost_when_the_way_is_cut(desk: Desk, visits: Visits) -> None:
    owner = desk.found("cut@example.test")
    page = visits.open(desk, "/assistant", person=owner, refusals=(503,))
    assistant = Assistant.of_page(page)
    assistant.field.fill("Half a thought")
    page.reload()
    expect(assistant.field).to_have_value("Half a thought")

    def refuse(route: Route) -> None:
        route.fulfill(status=503, json={"title": "Away", "detail": "The desk is away for a moment."})

    page.route("**/api/v1/chat", refuse)
    assistant.field.fill("Show me all leads")
    assistant.field.press("Enter")
    expect(assistant.last.get_by_role("alert")).to_contain_text("The desk is away for a moment.")
    page.unroute("**/api/v1/chat")
    assistant.last.get_by_role("button", name="Try again").click()
    assistant.answered("Show me all leads")

    # The answer is there and its way back is cut: trying again must not do it twice.
    def lose(route: Route) -> None:
        route.fetch()
        route.fulfill(status=503, json={"title": "Away", "detail": "The desk is away for a moment."})

    page.route("**/api/v1/chat", lose)
    assistant.field.fill("Create a new lead named John Doe")
    assistant.field.press("Enter")
    expect(assistant.last.get_by_role("alert")).to_be_visible()
    page.unroute("**/api/v1/chat")
    assistant.last.get_by_role("button", name="Try again").click()
    assistant.answered("Create a new lead named John Doe")
    assert owner.call("GET", "/api/v1/leads")["total"] == 1


def test_messages_are_written_and_recalled_by_keyboard(desk: Desk, visits: Visits) -> None:
    owner = desk.found("keys@example.test")
    make(owner, "leads", name="Asha Menon")
    make(owner, "leads", name="Binu Thomas")
    page = visits.open(desk, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    assistant.say("Show me all leads")
    expect(page.get_by_role("status", name="New answers")).to_contain_text("A list of 2 leads follows.")
    assistant.say("How many leads?")
    assistant.field.fill("a draft")
    page.keyboard.press("Home")
    for expected in ("How many leads?", "Show me all leads"):
        page.keyboard.press("ArrowUp")
        expect(assistant.field).to_have_value(expected)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(assistant.field).to_have_value("a draft")
    page.keyboard.press("Shift+Enter")
    expect(assistant.field).to_have_value("a draft\n")
    first, second = assistant.scope.get_by_role("link", name="Binu Thomas"), page.get_by_role("link", name="Asha Menon")
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Record beside the page")).to_contain_text("Asha Menon")


def test_earlier_conversations_are_gone_on_with(desk: Desk, visits: Visits) -> None:
    owner = desk.found("history@example.test")
    make(owner, "leads", name="Asha Menon", city="Pune")
    page = visits.open(desk, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    assistant.say("Show me all leads")
    page.get_by_role("button", name="New conversation").click()
    page.get_by_role("heading", name="Ask about your records, or say what to do").wait_for()
    expect(assistant.field).to_be_focused()
    assistant.say("How many leads?")
    earlier = page.get_by_role("complementary", name="Earlier conversations")
    expect(earlier.get_by_role("link")).to_have_count(2)
    earlier.get_by_role("link", name="Show me all leads").click()
    assistant.answered("Show me all leads")
    assistant.say("only those in Pune")
    page.reload()
    assistant.answered("only those in Pune")


def test_the_panel_knows_the_record_and_goes_along(desk: Desk, visits: Visits) -> None:
    owner = desk.found("panel@example.test")
    asha = make(owner, "leads", name="Asha Menon", city="Pune")
    binu = make(owner, "leads", name="Binu Thomas", city="Pune")
    page = visits.open(desk, f"/records/leads/{asha['id']}", person=owner)
    page.get_by_role("heading", name="Asha Menon").wait_for()
    page.keyboard.press("Control+j")
    assistant = Assistant.beside(page)
    expect(assistant.field).to_be_focused()
    expect(assistant.scope.get_by_text("About Asha Menon")).to_be_visible()
    with page.expect_request("**/api/v1/chat") as asked:
        assistant.say("mark it qualified")
    assert json.loads(asked.value.post_data or "")["viewing"] == {"object": "leads", "id": asha["id"]}
    assert read(owner, asha, "leads")["lead_status"] == "Qualified"
    # The page behind shows it at once.
    expect(page.get_by_role("region", name="Details")).to_contain_text("Qualified")
    assistant.say("Show me leads in Pune")
    assistant.scope.get_by_role("link", name="Binu Thomas").click()
    expect(page).to_have_url(f"{desk.url}/records/leads/{binu['id']}")
    expect(assistant.scope.get_by_text("About Binu Thomas")).to_be_visible()
    assistant.scope.get_by_role("button", name="Do not speak about Binu Thomas").click()
    with page.expect_request("**/api/v1/chat") as asked:
        assistant.say("How many leads?")
    assert json.loads(asked.value.post_data or "").get("viewing") is None

    page.reload()
    assistant.answered("How many leads?")
    page.get_by_role("link", name="Leads", exact=True).first.click()
    page.get_by_role("grid", name="Leads").get_by_role("link", name="Asha Menon").click()
    record = page.get_by_role("complementary", name="Record beside the page")
    expect(record.get_by_role("heading", name="Asha Menon")).to_be_visible()
    record.get_by_label("What to see beside the page").get_by_text("Assistant").click()
    expect(assistant.scope.get_by_text("About Asha Menon")).to_be_visible()
    assistant.scope.get_by_role("link", name="Open as a page").click()
    Assistant.of_page(page).answered("How many leads?")
    page.go_back()
    expect(record.get_by_role("heading", name="Asha Menon")).to_be_visible()
    page.keyboard.press("Control+j")
    expect(assistant.field).to_be_focused()
    page.keyboard.press("Control+j")
    expect(record.get_by_role("heading", name="Asha Menon")).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search, go to or do").fill("assistant")
    page.get_by_role("option", name="Ask the assistant, beside this page").click()
    expect(assistant.field).to_be_focused()


def test_the_panel_over_a_narrow_page_closes_by_escape_and_on_the_way_back(desk: Desk, visits: Visits) -> None:
    owner = desk.found("narrow@example.test")
    make(owner, "leads", name="Asha Menon", city="Pune")
    make(owner, "leads", name="Binu Thomas", city="Pune")
    page = visits.open(desk, "/tasks", person=owner, size=(1024, 768))
    page.get_by_role("link", name="Leads", exact=True).click()
    page.get_by_role("grid", name="Leads").wait_for()
    page.keyboard.press("Control+j")
    panel = Assistant.over(page)
    expect(panel.field).to_be_focused()
    answer = panel.say("Show me leads in Pune")
    answer.get_by_role("button", name="City is Pune", exact=True).click()
    editor = page.get_by_role("form", name="Filter by City")
    expect(editor).to_be_visible()
    page.keyboard.press("Escape")
    expect(editor).to_be_hidden()
    expect(panel.field).to_be_visible()
    panel.field.press("Escape")
    expect(panel.scope).to_be_hidden()
    page.keyboard.press("Control+j")
    panel.answered("Show me leads in Pune")
    page.go_back()
    expect(panel.scope).to_be_hidden()


def test_who_signs_out_leaves_nothing_said_behind(desk: Desk, visits: Visits) -> None:
    owner = desk.found("leaving@example.test")
    page = visits.open(desk, "/assistant", person=owner)
    assistant = Assistant.of_page(page)
    assistant.say("Show me all leads")
    assistant.field.fill("A secret plan")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search, go to or do").fill("sign out")
    page.get_by_role("option", name="Sign out").click()
    page.get_by_role("button", name="Sign in").wait_for()
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('frontdesk.assistant'))") == []


def test_a_viewer_is_offered_no_changes(desk: Desk, visits: Visits) -> None:
    owner = desk.found("viewers@example.test")
    make(owner, "leads", name="Asha Menon")
    viewer = owner.colleague("viewer", "viewer-of-assistant@example.test")
    page = visits.open(desk, "/assistant", person=viewer)
    expect(page.get_by_role("group", name="Ask", exact=True)).to_be_visible()
    expect(page.get_by_role("group", name="Have it done")).to_have_count(0)
    answer = Assistant.of_page(page).say("Create a new lead named John Doe")
    expect(answer.get_by_text("Not done", exact=True)).to_be_visible()
    assert titles(owner, "leads") == {"Asha Menon"}


@pytest.mark.long
def test_with_a_thumb(desk: Desk, visits: Visits) -> None:
    owner = desk.found("thumb@example.test")
    asha = make(owner, "leads", name="Asha Menon", city="Pune")
    make(owner, "leads", name="Binu Thomas", city="Pune")
    page = visits.open(desk, "/", person=owner, size=PHONE)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Assistant").tap()
    assistant = Assistant.of_page(page)
    page.get_by_role("button", name="Which leads need follow up today?").tap()
    assistant.answered("Which leads need follow up today?")
    assistant.say("Show me leads in Pune")
    expect(assistant.records("Leads")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert page.evaluate("document.documentElement.scrollHeight") <= PHONE[1]
    assistant.records("Leads").filter(has_text="Asha Menon").tap()
    record = page.get_by_role("dialog", name="Record")
    expect(record.get_by_role("heading", name="Asha Menon")).to_be_in_viewport()
    record.get_by_role("link", name="Open its page").tap()
    page.get_by_role("button", name="Assistant", exact=True).tap()
    panel = Assistant.over(page)
    expect(panel.scope.get_by_text("About Asha Menon")).to_be_in_viewport()
    expect(panel.field).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    panel.scope.get_by_role("button", name="New conversation").tap()
    panel.say("mark it qualified")
    assert read(owner, asha, "leads")["lead_status"] == "Qualified"
    panel.scope.get_by_role("button", name="Close the assistant").tap()
    expect(panel.scope).to_be_hidden()


@pytest.mark.long
def test_readers_find_no_fault(demo: Desk, demo_owner: Person, visits: Visits) -> None:
    page = visits.open(demo, "/assistant", person=demo_owner)
    assistant = Assistant.of_page(page)
    page.get_by_role("group", name="Have it done").wait_for()
    faults = faults_for_readers(page)
    for message in (
        "Show me all leads",
        "Total value of deals by status",
        "delete all tasks that are completed",
        "Draft follow-up email for lead 3",
        "Create a new lead named John Doe",
        "what can you do",
    ):
        assistant.say(message)
    assistant.scope.get_by_role("textbox", name="Subject").wait_for()
    faults += faults_for_readers(page)
    page.goto("/records/leads/3")
    page.get_by_role("button", name="Assistant", exact=True).click()
    Assistant.beside(page).say("what can you do")
    faults += faults_for_readers(page)
    assert faults == []
