"""Sending emails: as they were written, once, by who may, and never without a yes."""

import pytest
from pydantic import SecretStr

from frontdesk.assistant.sending.service import Sent
from frontdesk.crm.errors import ConfirmationNeededError
from frontdesk.crm.records.command import Kind, RowWrite
from frontdesk.identity.callers import Caller, CallerKind, Role
from tests.conftest import Running, Staff
from tests.http.crm import add
from tests.http.mailing import TO, Post, draft, events, send, sent
from tests.http.proposing import write_as_assistant
from tests.mail_servers import (
    Mailbox,
    keeping,
)


def test_a_mail_arrives_as_it_was_written(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    lead = add(owner, "leads", name="Gúna, Sekar “अनु”", email=TO)
    body = (
        "Liebe Güna,\n\nwie geht es?\n.\nMAIL FROM:<spy@example.test>\r\n.\r\n" + "ein langer Satz " * 40 + "\n— अनु 🙂"
    )
    email = draft(owner, subject="Grüße, अनु: 50 % off", body=body, to_email=None, lead_id=lead["id"])
    with keeping(mailbox) as port:
        post.set(smtp_port=port)
        record = sent(owner, email)
    assert record["status"] == "sent"
    assert record["error"] is None
    assert (record["to_email"], record["from_email"]) == (TO, "desk@example.test")
    (mail,) = mailbox.mails
    assert mailbox.recipients == [[TO]]
    assert mail["Subject"] == "Grüße, अनु: 50 % off"
    (recipient,), (sender,) = mail["To"].addresses, mail["From"].addresses
    assert (recipient.display_name, recipient.addr_spec) == ("Gúna, Sekar “अनु”", TO)
    assert (sender.display_name, sender.addr_spec) == ("Front Desk, Pune", "desk@example.test")
    assert mail["Message-ID"] == record["message_id"]
    assert mail["Message-ID"].endswith("@example.test>")
    assert mail["Date"].datetime.tzinfo is not None
    assert mail["Reply-To"] is None
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == body.replace("\r\n", "\n")


def test_answers_go_to_the_records_own_address(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    with keeping(mailbox) as port:
        post.set(smtp_port=port)
        record = sent(owner, draft(owner, from_email="olga@example.test", message_id="<own.1@example.test>"))
    assert record["from_email"] == "olga@example.test"
    (mail,) = mailbox.mails
    assert mail["Reply-To"] == "olga@example.test"
    assert mail["From"].addresses[0].addr_spec == "desk@example.test"
    assert mail["Message-ID"] == "<own.1@example.test>"


def test_a_sent_mail_moves_the_last_contact_and_is_told(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    lead = add(owner, "leads", name="Guna", email=TO)
    email = draft(owner, lead_id=lead["id"], template="introduction")
    with keeping(mailbox) as port:
        post.set(smtp_port=port)
        record = sent(owner, email)
    assert owner.get(f"/api/v1/leads/{lead['id']}").json()["last_contacted_at"] == record["sent_at"]
    ((data,),) = events(owner, "email.sent", email)
    told = {"lead_id": lead["id"], "template": "introduction", "outcome": "delivered", "via": "app"}
    assert told.items() <= data.items()
    actions = [entry["action"] for entry in owner.get("/api/v1/audit?action=emails").json()["items"]]
    assert actions == ["emails.sent", "emails.queued", "emails.created"]
    changed = owner.get(f"/api/v1/emails/{email['id']}/history").json()["items"]
    steps = [change for item in changed for change in item["changes"] if change["field"] == "status"]
    assert [(step["old"], step["new"]) for step in steps] == [("queued", "sent"), (None, "queued")]
    assert any(entry["kind"] == "email" for entry in owner.get(f"/api/v1/leads/{lead['id']}/timeline").json()["items"])


def test_what_was_sent_is_not_sent_again_and_not_undone(
    running: Running, owner: Staff, post: Post, mailbox: Mailbox
) -> None:
    email = draft(owner)
    with keeping(mailbox) as port:
        post.set(smtp_port=port)
        sent(owner, email)
        assert send(owner, email).status_code == 409
        assert send(owner, email, params={"again": True}).json()["type"] == "/problems/already-sent"
        # Whatever the record says by now: what was tried counts.
        owner.patch(f"/api/v1/emails/{email['id']}", json={"status": "draft"})
        assert send(owner, email).json()["type"] == "/problems/already-sent"
    assert len(mailbox.mails) == 1
    statement = "SELECT w.id FROM crm_writes w JOIN crm_changes c ON c.write_id = w.id WHERE c.object = 'emails'"
    writes = running.rows(f"{statement} AND c.record_id = %s AND w.action IN ('queued', 'sent')", email["id"])
    assert len(writes) == 2
    for (write,) in writes:
        assert owner.get(f"/api/v1/undo/{write}").json()["can_undo"] is False
        refused = owner.post(f"/api/v1/undo/{write}")
        assert (refused.status_code, refused.json()["detail"]) == (
            409,
            "This cannot be undone: what became of the email is a fact.",
        )


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"smtp_host": ""}, ["SMTP_HOST"]),
        ({"smtp_from_email": "no address@"}, ["SMTP_FROM_EMAIL"]),
        ({"email_from_name": "Desk\r\nBcc: spy@example.test"}, ["EMAIL_FROM_NAME"]),
    ],
)
def test_without_a_mail_server_it_says_what_to_set(
    owner: Staff, post: Post, values: dict[str, str], named: list[str]
) -> None:
    post.set(**values)
    email = draft(owner, status="draft")
    answer = send(owner, email)
    assert (answer.status_code, answer.json()["settings"]) == (409, named)
    assert all(name in answer.json()["detail"] for name in named)
    assert owner.get(f"/api/v1/emails/{email['id']}").json()["status"] == "draft"


def test_without_an_address_of_its_own_it_leaves_from_who_sends(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    key = owner.post("/api/v1/api-keys", json={"name": "key", "role": "agent"}).json()["key"]
    email = draft(owner)
    with keeping(mailbox) as port:
        post.set(smtp_port=port, smtp_from_email="", email_from_name="")
        program = owner.running.client.post(f"/api/v1/emails/{email['id']}/send", headers={"X-API-Key": key})
        assert (program.status_code, program.json()["settings"]) == (409, ["SMTP_FROM_EMAIL"])
        record = sent(owner, email)
    assert record["from_email"] == owner.email
    (mail,) = mailbox.mails
    assert (mail["From"], mail["Reply-To"]) == (f"Olga Owner <{owner.email}>", None)


def test_a_password_does_not_go_over_the_network_in_the_clear(owner: Staff, post: Post) -> None:
    post.set(smtp_host="mail.example.test", smtp_username="desk", smtp_password=SecretStr("secret"))
    answer = send(owner, draft(owner))
    assert (answer.status_code, answer.json()["settings"]) == (409, ["SMTP_USE_TLS"])
    assert "secret" not in answer.text


def test_who_has_no_address_gets_no_mail(owner: Staff, post: Post) -> None:
    lead = add(owner, "leads", name="Guna Sekar", email=None)
    answer = send(owner, draft(owner, to_email=None, lead_id=lead["id"]))
    assert answer.status_code == 422
    assert answer.json()["detail"] == "Guna Sekar has no mail address. Write one into To."
    assert answer.json()["errors"] == [{"field": "to_email", "reason": "is empty"}]
    assert send(owner, draft(owner, to_email=None)).status_code == 422


def test_only_a_mail_of_our_own_is_sent(owner: Staff, post: Post) -> None:
    assert send(owner, draft(owner, direction="received", status="received")).status_code == 409
    assert send(owner, draft(owner, status="sent")).json()["type"] == "/problems/already-sent"
    trashed = draft(owner)
    owner.delete(f"/api/v1/emails/{trashed['id']}")
    assert send(owner, trashed).json()["type"] == "/problems/in-trash"
    assert owner.post("/api/v1/emails/999999999/send").status_code == 404


def test_a_mail_that_changed_since_it_was_seen_stays(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    email = draft(owner)
    owner.patch(f"/api/v1/emails/{email['id']}", json={"body": "Other words"})
    with keeping(mailbox) as port:
        post.set(smtp_port=port)
        answer = send(owner, email, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["current"]["body"]) == (412, "Other words")
        assert send(owner, email, headers={"If-Match": '"2"'}).json()["status"] == "sent"
    assert len(mailbox.mails) == 1


def test_headers_cannot_be_slipped_in(owner: Staff, post: Post) -> None:
    for values in ({"subject": "Hi\r\nBcc: spy@example.test"}, {"to_email": "guna@example.test\r\nRCPT TO:<spy@a.b>"}):
        answer = owner.post("/api/v1/emails", json={"subject": "Hi", "direction": "sent", **values})
        assert answer.status_code == 422
    for address in ("guna", "guna@", "a@b@c.test", "Guna <guna@example.test>"):
        answer = owner.post("/api/v1/emails", json={"subject": "Hi", "direction": "sent", "to_email": address})
        assert answer.status_code == 422


def test_an_agent_sends_what_they_see_and_a_viewer_nothing(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    email = draft(owner)
    with keeping(mailbox) as port:
        post.set(smtp_port=port)
        assert send(owner.colleague("viewer"), email).status_code == 403
        assert send(owner.running.found(), email).status_code == 404
        agent = owner.colleague("agent")
        assert (
            owner.request(
                "PUT",
                "/api/v1/record-visibility",
                json={"items": [{"role": "agent", "object": "emails", "visibility": "own"}]},
            ).status_code
            == 200
        )
        assert send(agent, email).status_code == 404
        assert mailbox.mails == []
        assert sent(agent, draft(agent))["status"] == "sent"


def test_the_assistant_sends_after_a_yes_and_never_before(
    running: Running, owner: Staff, post: Post, mailbox: Mailbox
) -> None:
    email, workspace_id = draft(owner), _workspace(owner)
    row = RowWrite(Kind.UPDATE, "emails", email["id"], {"status": "queued"})
    with pytest.raises(ConfirmationNeededError):
        write_as_assistant(running, workspace_id, [row], "queued")
    me = owner.get("/api/v1/me").json()
    caller = Caller(CallerKind.STAFF, workspace_id, user_id=me["id"], role=Role.OWNER, name=me["name"])

    def after_yes() -> Sent:
        result: Sent = running.client.portal.call(  # type: ignore[union-attr] # it is entered
            lambda: post.sending.send_after_yes(workspace_id, caller, email["id"], version=email["version"])
        )
        return result

    with keeping(mailbox) as port:
        post.set(smtp_port=port)
        done = after_yes()
    assert (done.status, done.detail, done.may_have_arrived) == ("sent", f"Sent to {TO}.", False)
    ((data,),) = events(owner, "email.sent", email)
    assert (data["via"], data["actor_id"]) == ("assistant", me["id"])


def test_what_is_said_to_the_assistant_is_proposed_first_and_sent_once(
    owner: Staff, post: Post, mailbox: Mailbox
) -> None:
    add(owner, "leads", name="John Doe", email=TO)
    with keeping(mailbox) as port:
        post.set(smtp_port=port)
        asked = owner.post("/api/v1/chat", json={"message": "Send introduction email to lead John"}).json()
        assert (asked["outcome"], asked["proposal"]["verb"], mailbox.mails) == ("proposed", "send_email", [])
        confirm = f"/api/v1/proposals/{asked['proposal']['id']}/confirm"
        assert owner.post(confirm, json={}).json()["outcome"] == "done"
        assert owner.post(confirm, json={}).json()["outcome"] != "done"
    (mail,) = mailbox.mails
    assert mail["To"].addresses[0].addr_spec == TO
    record = owner.get(f"/api/v1/emails/{asked['email']['email_id']}").json()
    assert (record["status"], record["message_id"]) == ("sent", mail["Message-ID"])


def _workspace(owner: Staff) -> int:
    return int(owner.get("/api/v1/workspace").json()["id"])
