"""Signing in and out as a member of staff."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.visits import Visits
from tests.conftest import PASSWORD

pytestmark = pytest.mark.xdist_group("browser")


def sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Email").fill(email)
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_wrong_password_is_told_a_right_one_opens_and_signing_out_closes(desk: Desk, visits: Visits) -> None:
    owner = desk.found("door@example.test")
    page = visits.open(desk, "/", refusals={401})
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_label("Email")).to_have_accessible_description("Enter your email")
    sign_in(page, owner.email, "not my password")
    expect(page.get_by_role("alert")).to_contain_text("password")
    expect(page.get_by_label("Email")).to_have_value(owner.email)
    sign_in(page, owner.email, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Olga")

    page.get_by_role("button", name="Signed in as Olga Owner").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto("/bots")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_after_a_sign_in_has_ended_the_next_leads_back(desk: Desk, visits: Visits) -> None:
    owner = desk.found("back@example.test")
    page = visits.open(desk, "/bots", person=owner, refusals={401})
    expect(page.get_by_role("heading", name="Bots")).to_be_visible()
    page.evaluate("localStorage.setItem('frontdesk.staff.token', 'one that has ended')")
    page.goto("/inbox?view=waiting")
    expect(page.get_by_text("Your sign-in has ended.")).to_be_visible()
    sign_in(page, owner.email, PASSWORD)
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    expect(page).to_have_url(f"{desk.url}/inbox?view=waiting")


def test_the_way_back_never_leads_to_another_site(desk: Desk, visits: Visits) -> None:
    owner = desk.found("site@example.test")
    page = visits.open(desk, "/sign-in?back=//elsewhere.example/bots")
    sign_in(page, owner.email, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Olga")
    expect(page).to_have_url(f"{desk.url}/")
