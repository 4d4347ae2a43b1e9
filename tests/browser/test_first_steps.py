"""From an empty installation to a bot that finds answers; and files that do not fit."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults_for_readers
from tests.browser.conftest import StartDesk
from tests.browser.desk import Desk
from tests.browser.visits import Visits, file
from tests.conftest import PASSWORD
from tests.http.faqs import FAQS

pytestmark = pytest.mark.xdist_group("browser")

BAD_CSV = "question,answer\nWhere is the lift?,Behind the stairs.\nIs there tea?,\n"


def test_the_first_workspace_gets_a_bot_that_finds_answers(start_desk: StartDesk, visits: Visits) -> None:
    desk = start_desk()
    page = visits.open(desk)
    page.get_by_role("link", name="Register a workspace").click()
    page.get_by_label("Your name").fill("Meera Nair")
    page.get_by_label("Name of your company").fill("Corner Shop")
    page.get_by_label("Email").fill("meera@example.test")
    page.get_by_role("textbox", name="Password").fill("short")
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_text("Use at least 8 characters")).to_be_visible()
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Register").click()

    expect(page.get_by_role("region", name="First steps")).to_be_visible()
    page.get_by_role("link", name="Create a bot").click()
    page.get_by_role("textbox", name="Name").fill("Robin")
    page.get_by_label("Choose a FAQ file").set_input_files(file("faqs.json", json.dumps(FAQS)))
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("heading", name="Robin", level=1)).to_be_visible()

    expect(page.get_by_role("link", name="8 passages from 1 source")).to_be_visible()
    page.get_by_role("link", name="Knowledge", exact=True).click()
    source = page.get_by_role("row", name="faqs.json")
    expect(source).to_contain_text("Ready")
    expect(source.get_by_role("cell").nth(1)).to_have_text(str(len(FAQS)))

    question = page.get_by_role("textbox", name="Question")
    question.fill("I forgot what I sign in with")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("The bot would answer from these; it is")).to_be_visible()
    best = page.get_by_role("region", name="Try a question").get_by_role("listitem").first
    expect(best).to_contain_text("How do I reset my password?")
    expect(best).to_contain_text("Forgotten password")
    expect(best).to_contain_text("fits, 0.")

    question.fill("Who won the chess championship last winter?")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("Nothing fits well enough")).to_be_visible()
    expect(page).to_have_url(re.compile("question=Who"))

    page.get_by_role("link", name="Home").click()
    expect(page.get_by_role("link", name="Robin")).to_be_visible()
    expect(page.get_by_role("region", name="First steps")).to_be_hidden()
    second = visits.open(desk, "/register")
    expect(second.get_by_role("heading", name="Registration is closed")).to_be_visible()
    assert faults_for_readers(second) == []


def test_a_file_that_does_not_fit_is_refused_with_its_line(desk: Desk, visits: Visits) -> None:
    owner = desk.found("badfile@example.test")
    bot = owner.bot("Robin")
    page = visits.open(desk, f"/knowledge?bot={bot['id']}", person=owner, refusals={422})
    page.get_by_label("Upload files").set_input_files(
        [file("bad.csv", BAD_CSV), file("good.json", json.dumps(FAQS[:2]))]
    )

    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("Line 3")
    expect(refused).to_contain_text("answer")
    sources = page.get_by_role("region", name="Sources")
    expect(sources.get_by_role("row", name="good.json")).to_contain_text("Ready")
    expect(sources.get_by_role("row", name="bad.csv")).to_have_count(0)
    passages = owner.call("GET", f"/api/v1/bots/{bot['id']}")["knowledge"]["passages"]
    assert passages == 2

    above = page.get_by_text("bad.csv", exact=True).bounding_box()
    beside = refused.bounding_box()
    assert above is not None
    assert beside is not None
    assert 0 <= beside["y"] - above["y"] < 80
    page.get_by_role("button", name="Dismiss bad.csv").click()
    expect(refused).to_be_hidden()


def test_a_bot_is_not_made_from_a_file_that_does_not_fit(desk: Desk, visits: Visits) -> None:
    owner = desk.found("badbot@example.test")
    page = visits.open(desk, "/bots?new=true", person=owner, refusals={422})
    page.get_by_role("textbox", name="Name").fill("Robin")
    page.get_by_label("Choose a FAQ file").set_input_files(file("bad.csv", BAD_CSV))
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("Line 3")
    assert owner.call("GET", "/api/v1/bots/")["total"] == 0
    page.get_by_role("button", name="Take the file out").click()
    page.get_by_role("button", name="Create", exact=True).click()
    expect(page.get_by_role("heading", name="Robin", level=1)).to_be_visible()
