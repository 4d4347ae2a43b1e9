"""Sending a mail from its record: asked once, and the server's own words where it did not go."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import StartDesk
from tests.browser.crm import make
from tests.browser.visits import Visits
from tests.mail_servers import Mailbox, keeping

pytestmark = pytest.mark.xdist_group("browser")


def test_a_refused_mail_is_sent_again_from_its_page(start_desk: StartDesk, visits: Visits) -> None:
    mailbox = Mailbox(answers={"RCPT": "550 No such user here"})
    with keeping(mailbox) as port:
        desk = start_desk(
            allow_registration=True,
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_use_tls=False,
            smtp_from_email="desk@example.test",
        )
        owner = desk.found("mail@example.test")
        values = {"subject": "Your visit", "body": "See you on Friday.", "to_email": "guna@example.test"}
        email = make(owner, "emails", direction="sent", status="draft", **values)
        page = visits.open(desk, f"/records/emails/{email['id']}", person=owner)
        page.get_by_role("button", name="Send", exact=True).click()
        dialog = page.get_by_role("dialog", name="Send this mail to guna@example.test?")
        dialog.get_by_role("button", name="Send now").click()
        expect(dialog).to_contain_text("550 No such user here")
        mailbox.answers.clear()
        dialog.get_by_role("button", name="Send now").click()
        expect(dialog).to_be_hidden()
        expect(page.get_by_role("tabpanel", name="Details")).to_contain_text("desk@example.test")
        expect(page.get_by_role("button", name="Send", exact=True)).to_have_count(0)
    assert [str(mail["Subject"]) for mail in mailbox.mails] == ["Your visit"]
