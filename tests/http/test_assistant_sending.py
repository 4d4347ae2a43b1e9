"""Sending by the assistant: only after a yes to exactly what was shown, once; and an honest word on what came of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from frontdesk.assistant.meaning import Draft, Send
from tests.conftest import Running, Staff
from tests.http.crm import add
from tests.http.scripted import Script, Talk
from tests.mail_servers import Mailbox, gone_after_data, keeping, talking

TO = "guna@example.test"


@pytest.fixture(scope="module")
def script() -> Script:
    return Script()


@pytest.fixture(scope="module")
def desk(start_application: Callable[..., Running], script: Script) -> Running:
    return start_application(
        interpreter=script, smtp_host="127.0.0.1", smtp_use_tls=False, smtp_from_email="desk@example.test",
        smtp_connect_seconds=5.0, smtp_seconds=5.0,
    )  # fmt: skip


@pytest.fixture
def owner(desk: Running) -> Staff:
    return desk.found()


@pytest.fixture
def talk(owner: Staff, script: Script) -> Iterator[Talk]:
    yield Talk(owner, script)
    script.check()


@pytest.fixture
def mailbox(desk: Running, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server that keeps what it gets, to which the program sends."""
    box = Mailbox()
    with keeping(box) as port:
        monkeypatch.setattr(desk.composition.settings, "smtp_port", port)
        yield box


def lead(staff: Staff, **values: Any) -> int:
    return int(add(staff, "leads", **{"name": "Guna Sekar", "email": TO, **values})["id"])


def statuses(staff: Staff) -> list[str]:
    return [mail["status"] for mail in staff.get("/api/v1/emails?sort=id").json()["items"]]


def test_a_mail_leaves_after_the_yes_and_as_it_was_shown(talk: Talk, mailbox: Mailbox) -> None:
    turn = talk.say("send intro to Guna", Send("leads", lead(talk.staff), template="introduction"))
    assert (turn["outcome"], turn["source_type"]) == ("proposed", "send_email")
    assert turn["response"].endswith(f"to {TO}? Say yes to do it, or no.")
    proposal = turn["proposal"]
    assert (proposal["verb"], proposal["object"], proposal["count"]) == ("send_email", "emails", 1)
    shown = proposal["preview"][0]["after"]
    assert shown["to_email"] == TO
    assert (mailbox.mails, statuses(talk.staff)) == ([], ["draft"])
    done = talk.say("yes")
    assert (done["outcome"], done["source_type"], done["response"]) == ("done", "send_email", f"Sent to {TO}.")
    (mail,) = mailbox.mails
    assert (mail["To"], mail["Subject"]) == (f"Guna Sekar <{TO}>", shown["subject"])
    assert mail.get_content().replace("\r\n", "\n").strip() == shown["body"].strip()
    assert statuses(talk.staff) == ["sent"]
    assert talk.say("yes")["outcome"] == "asked"
    pressed = talk.staff.post(f"/api/v1/proposals/{proposal['id']}/confirm").json()
    assert (pressed["outcome"], len(mailbox.mails)) == ("conflict", 1)
    history = talk.staff.get(f"/chat/history/{talk.session_id}").json()["history"]
    assert history[1]["assistant_response"] == f"Sent to {TO}.", "what came of it in the end is kept"


def test_no_sends_nothing_and_keeps_the_draft(talk: Talk, mailbox: Mailbox) -> None:
    talk.say("send intro to Guna", Send("leads", lead(talk.staff)))
    talk.say("no")
    assert (mailbox.mails, statuses(talk.staff)) == ([], ["draft"])
    again = talk.say("send it", Send(last_draft=True))
    assert again["outcome"] == "proposed", "the draft of this conversation is still there"


def test_the_last_draft_is_sent_as_it_was_changed_meanwhile(talk: Talk, mailbox: Mailbox) -> None:
    drafted = talk.say("draft for Guna", Draft("leads", lead(talk.staff)))
    email_id = drafted["email"]["email_id"]
    talk.staff.patch(f"/api/v1/emails/{email_id}", json={"subject": "My own words"})
    turn = talk.say("send it", Send(last_draft=True))
    assert turn["email"]["subject"] == "My own words"
    path = f"/api/v1/proposals/{turn['proposal']['id']}/confirm"
    assert talk.staff.post(path).json()["outcome"] == "done"
    assert mailbox.mails[0]["Subject"] == "My own words"


def test_what_was_changed_after_it_was_shown_is_not_sent(talk: Talk, mailbox: Mailbox) -> None:
    guna = lead(talk.staff)
    turn = talk.say("send intro to Guna", Send("leads", guna))
    talk.staff.patch(f"/api/v1/emails/{turn['email']['email_id']}", json={"body": "Something else"})
    assert talk.say("yes")["outcome"] == "conflict"
    talk.say("send it", Send(last_draft=True))
    talk.staff.patch(f"/api/v1/leads/{guna}", json={"email": "other@example.test"})
    assert talk.say("yes")["outcome"] == "conflict", "the lead has another address now"
    assert mailbox.mails == []


def test_a_lead_without_an_address_is_asked_about_and_nothing_is_lost(talk: Talk, mailbox: Mailbox) -> None:
    turn = talk.say("send intro to Guna", Send("leads", lead(talk.staff, email=None)))
    assert (turn["outcome"], turn["proposal"]) == ("asked", None)
    assert turn["response"].startswith("Guna Sekar has no mail address.")
    assert (turn["email"]["to"], statuses(talk.staff)) == (None, ["draft"])
    addressed = talk.say("to x@example.test", Send(last_draft=True, to="x@example.test"))
    assert addressed["proposal"]["preview"][0]["after"]["to_email"] == "x@example.test"
    assert talk.say("yes")["outcome"] == "done"
    assert mailbox.recipients == [["x@example.test"]]


def test_a_mail_that_failed_is_kept_and_can_be_sent_again(
    talk: Talk, desk: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Mailbox(answers={"RCPT": "450 busy just now"})
    with keeping(box) as port:
        monkeypatch.setattr(desk.composition.settings, "smtp_port", port)
        talk.say("send intro to Guna", Send("leads", lead(talk.staff)))
        failed = talk.say("yes")
        assert failed["outcome"] == "failed"
        assert failed["response"].startswith("Not sent.")
        assert statuses(talk.staff) == ["failed"]
        box.answers.clear()
        again = talk.say("send it again", Send(last_draft=True))
        assert again["outcome"] == "proposed"
        assert talk.say("yes")["outcome"] == "done"
    assert (len(box.mails), statuses(talk.staff)) == (1, ["sent"])


def test_no_mail_server_at_all(talk: Talk, desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.composition.settings, "smtp_port", 1)
    talk.say("send intro to Guna", Send("leads", lead(talk.staff)))
    assert talk.say("yes")["outcome"] == "failed"
    assert statuses(talk.staff) == ["failed"]
    monkeypatch.setattr(desk.composition.settings, "smtp_host", "")
    turn = talk.say("send it again", Send(last_draft=True))
    assert (turn["outcome"], turn["proposal"]) == ("refused", None)
    assert "SMTP_HOST" in turn["response"]
    assert "The draft is kept." in turn["response"]


def test_what_may_have_arrived_is_sent_again_only_after_a_yes_that_knows(
    talk: Talk, desk: Running, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with talking(gone_after_data) as port:
        kept_at = desk.composition.settings.smtp_port
        monkeypatch.setattr(desk.composition.settings, "smtp_port", port)
        talk.say("send intro to Guna", Send("leads", lead(talk.staff)))
        unknown = talk.say("yes")
        assert unknown["outcome"] == "failed"
        assert "may have arrived" in unknown["response"]
    monkeypatch.setattr(desk.composition.settings, "smtp_port", kept_at)
    again = talk.say("send it again", Send(last_draft=True))
    assert again["outcome"] == "proposed"
    assert "would come twice" in again["response"]
    assert mailbox.mails == []
    assert talk.say("yes")["outcome"] == "done"
    assert len(mailbox.mails) == 1


def test_who_may_not_write_sends_nothing(talk: Talk, mailbox: Mailbox) -> None:
    guna = lead(talk.staff)
    viewer = Talk(talk.staff.colleague("viewer"), talk.script)
    turn = viewer.say("send intro to Guna", Send("leads", guna))
    assert (turn["outcome"], turn["proposal"], statuses(talk.staff)) == ("refused", None, [])


def test_nothing_to_send(talk: Talk, mailbox: Mailbox) -> None:
    turn = talk.say("send it", Send(last_draft=True))
    assert (turn["outcome"], turn["source_type"]) == ("asked", "send_email")
