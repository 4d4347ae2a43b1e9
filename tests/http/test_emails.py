"""Sending emails: once, or an honest word on why not; against real mail servers, good and bad ones."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from pydantic import SecretStr

from frontdesk.assistant.sending.service import EmailSending, Sent
from frontdesk.crm.errors import ConfirmationNeededError
from frontdesk.crm.records.command import Kind, RowWrite
from frontdesk.identity.callers import Caller, CallerKind, Role
from tests.conftest import Running, Staff
from tests.http.crm import add
from tests.http.proposing import write_as_assistant
from tests.mail_servers import (
    Mailbox,
    babbling,
    gone_after_data,
    gone_at_data,
    keeping,
    silent,
    silent_after_data,
    talking,
)

TO = "guna@example.test"


class Post:
    """The mail settings of the running program, as a test sets them."""

    def __init__(self, running: Running, monkeypatch: pytest.MonkeyPatch):
        self._running, self._patch = running, monkeypatch
        self.set(smtp_host="127.0.0.1", smtp_use_tls=False, smtp_from_email="desk@example.test")
        self.set(email_from_name="Front Desk, Pune", smtp_connect_seconds=5.0, smtp_seconds=5.0)

    def set(self, **values: Any) -> None:
        for name, value in values.items():
            self._patch.setattr(self._running.composition.settings, name, value)

    def answer_within(self, seconds: float) -> None:
        self._patch.setattr(self.sending, "answer_seconds", seconds)

    @property
    def sending(self) -> EmailSending:
        return self._running.composition.provided.get(EmailSending)

    def cut_off(self) -> None:
        """What is being sent ends as if its process had been killed, and long ago."""
        self._running.client.portal.call(self.sending.close)  # type: ignore[union-attr] # it is entered
        self.set(smtp_seconds=0.1)

    def age(self, email_id: int) -> None:
        self._running.execute(
            "UPDATE email_attempts SET claimed_at = claimed_at - interval '1 hour',"
            " handed_over_at = handed_over_at - interval '1 hour' WHERE email_id = %s",
            email_id,
        )

    def look_after(self) -> None:
        """The job that was queued for later runs now."""
        self._running.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
        self._running.run_jobs()


@pytest.fixture
def post(running: Running, monkeypatch: pytest.MonkeyPatch) -> Post:
    return Post(running, monkeypatch)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


def draft(owner: Staff, **values: Any) -> dict[str, Any]:
    return add(owner, "emails", **{"subject": "Hello", "body": "Good morning.", "to_email": TO, **values})


def send(staff: Staff, email: dict[str, Any], **options: Any) -> Any:
    return staff.post(f"/api/v1/emails/{email['id']}/send", **options)


def sent(staff: Staff, email: dict[str, Any], **options: Any) -> dict[str, Any]:
    answer = send(staff, email, **options)
    assert answer.status_code == 200, answer.text
    record: dict[str, Any] = answer.json()
    assert record == staff.get(f"/api/v1/emails/{email['id']}").json()
    return record


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
    ((data,),) = _events(owner, "email.sent", email)
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
    ("command", "answer", "words"),
    [
        ("RCPT", "550 No such user here", "does not take mail for guna@example.test: 550 No such user here"),
        ("RCPT", "450 Come back later", "450 Come back later"),
        ("MAIL", "553 Not from you", "does not send for desk@example.test: 553 Not from you"),
        ("DATA", "554 This is spam", "refused it: 554 This is spam"),
        ("DATA", "452 Disk full", "refused it: 452 Disk full"),
    ],
)
def test_a_refused_mail_failed_and_can_be_sent_when_that_is_mended(
    owner: Staff, post: Post, mailbox: Mailbox, command: str, answer: str, words: str
) -> None:
    email = draft(owner)
    mailbox.answers[command] = answer
    with keeping(mailbox) as port:
        post.set(smtp_port=port)
        record = sent(owner, email)
        assert (record["status"], record["sent_at"]) == ("failed", None)
        assert record["error"].startswith("Not sent. The mail server ")
        assert words in record["error"]
        ((data,),) = _events(owner, "email.failed", email)
        assert (data["outcome"], data["may_have_arrived"]) == ("refused", False)
        mailbox.answers.clear()
        again = sent(owner, email)
    assert (again["status"], again["error"], again["message_id"]) == ("sent", None, record["message_id"])
    assert len(mailbox.mails) == 1


def test_a_server_that_is_down_loses_nothing(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    with keeping(mailbox) as port:
        post.set(smtp_port=port)
    email = draft(owner)
    record = sent(owner, email)
    assert record["status"] == "failed"
    assert record["error"] == (
        f"Not sent. The mail server 127.0.0.1:{port} could not be given the mail: Connection refused."
        " It can be sent again."
    )
    assert (record["body"], record["to_email"]) == (email["body"], TO)


@pytest.mark.parametrize("talk", [silent, gone_at_data, babbling])
def test_a_server_that_breaks_off_before_the_mail_has_not_got_it(owner: Staff, post: Post, talk: Any) -> None:
    email = draft(owner)
    with talking(talk) as port:
        post.set(smtp_port=port, smtp_seconds=0.3)
        record = sent(owner, email)
        assert record["status"] == "failed"
        assert record["error"].startswith(f"Not sent. The mail server 127.0.0.1:{port} could not be given the mail: ")
        assert sent(owner, email)["status"] == "failed"
    assert [data["outcome"] for (data,) in _events(owner, "email.failed", email)] == ["not_reached"] * 2


@pytest.mark.parametrize("talk", [gone_after_data, silent_after_data])
def test_a_server_that_is_gone_after_the_mail_may_have_it(
    owner: Staff, post: Post, mailbox: Mailbox, talk: Any
) -> None:
    email = draft(owner)
    with talking(talk) as port:
        post.set(smtp_port=port, smtp_seconds=0.3)
        record = sent(owner, email)
    assert record["status"] == "failed"
    assert record["error"].startswith("It may have arrived, and is not sent again by itself.")
    ((data,),) = _events(owner, "email.failed", email)
    assert (data["outcome"], data["may_have_arrived"]) == ("unknown", True)
    refused = send(owner, email)
    assert (refused.status_code, refused.json()["may_have_arrived"]) == (409, True)
    assert "again=true" in refused.json()["detail"]
    with keeping(mailbox) as port:
        post.set(smtp_port=port, smtp_seconds=5.0)
        assert sent(owner, email, params={"again": True})["status"] == "sent"
    assert mailbox.mails[0]["Message-ID"] == record["message_id"]


def test_two_sends_at_once_are_one_mail(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    email = draft(owner)
    with keeping(mailbox, waiting=True) as port, ThreadPoolExecutor(1) as pool:
        post.set(smtp_port=port)
        first = pool.submit(send, owner, email)
        assert mailbox.has_data.wait(10)
        second = send(owner, email)
        assert (second.status_code, second.json()["type"]) == (409, "/problems/being-sent")
        assert send(owner, email, params={"again": True}).status_code == 409
        assert owner.get(f"/api/v1/emails/{email['id']}").json()["status"] == "queued"
        mailbox.gate.set()
        assert first.result(10).json()["status"] == "sent"
    assert len(mailbox.mails) == 1


def test_many_sends_at_once_are_one_mail(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    email = draft(owner)
    with keeping(mailbox) as port, ThreadPoolExecutor(8) as pool:
        post.set(smtp_port=port)
        codes = sorted(answer.status_code for answer in pool.map(lambda _: send(owner, email), range(8)))
    assert codes == [200] + [409] * 7
    assert len(mailbox.mails) == 1


def test_a_slow_server_does_not_keep_who_asks_waiting(
    running: Running, owner: Staff, post: Post, mailbox: Mailbox
) -> None:
    email = draft(owner)
    with keeping(mailbox, waiting=True) as port:
        post.set(smtp_port=port)
        post.answer_within(0.05)
        slow = send(owner, email)
        assert (slow.status_code, slow.json()["status"]) == (202, "queued")
        mailbox.gate.set()
        post.answer_within(10)
        running.client.portal.call(post.sending.close)  # type: ignore[union-attr] # it is entered
    assert owner.get(f"/api/v1/emails/{email['id']}").json()["status"] == "sent"
    assert len(mailbox.mails) == 1


def test_what_was_handed_over_by_a_process_that_died_may_have_arrived(
    owner: Staff, post: Post, mailbox: Mailbox
) -> None:
    first, second = draft(owner), draft(owner)
    with keeping(mailbox, waiting=True) as port:
        post.set(smtp_port=port)
        post.answer_within(0.3)
        for email in (first, second):
            mailbox.has_data.clear()
            assert send(owner, email).status_code == 202
            assert mailbox.has_data.wait(10)
        post.cut_off()
    assert send(owner, first).json()["type"] == "/problems/being-sent"
    post.look_after()
    # Not long enough ago to be sure that nobody is at it.
    assert owner.get(f"/api/v1/emails/{first['id']}").json()["status"] == "queued"
    for email in (first, second):
        post.age(email["id"])
    post.look_after()
    for email in (first, second):
        record = owner.get(f"/api/v1/emails/{email['id']}").json()
        assert (record["status"], record["error"][:19]) == ("failed", "It may have arrived")
    assert send(owner, first).json()["type"] == "/problems/may-have-arrived"


def test_a_later_look_says_so_also_without_the_job(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    email = draft(owner)
    with keeping(mailbox, waiting=True) as port:
        post.set(smtp_port=port)
        post.answer_within(0.3)
        assert send(owner, email).status_code == 202
        assert mailbox.has_data.wait(10)
        post.cut_off()
    post.age(email["id"])
    assert send(owner, email).json()["type"] == "/problems/may-have-arrived"
    assert owner.get(f"/api/v1/emails/{email['id']}").json()["status"] == "failed"


def test_what_was_never_handed_over_is_sent_by_the_worker(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    email = draft(owner)
    with talking(silent) as port:
        post.set(smtp_port=port)
        post.answer_within(0.05)
        assert send(owner, email).status_code == 202
        post.cut_off()
    with keeping(mailbox) as port:
        post.set(smtp_port=port, smtp_seconds=5.0)
        post.look_after()
        post.look_after()
    record = owner.get(f"/api/v1/emails/{email['id']}").json()
    assert record["status"] == "sent"
    assert [mail["Message-ID"] for mail in mailbox.mails] == [record["message_id"]]


def test_the_worker_sends_nothing_for_someone_who_may_no_longer(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    agent = owner.colleague("agent")
    email = draft(agent)
    with talking(silent) as port:
        post.set(smtp_port=port)
        post.answer_within(0.05)
        assert send(agent, email).status_code == 202
        post.cut_off()
    user_id = agent.get("/api/v1/me").json()["id"]
    assert owner.delete(f"/api/v1/users/{user_id}").status_code == 204
    with keeping(mailbox) as port:
        post.set(smtp_port=port, smtp_seconds=5.0)
        post.look_after()
    record = owner.get(f"/api/v1/emails/{email['id']}").json()
    assert (record["status"], mailbox.mails) == ("failed", [])
    assert record["error"].startswith("Not sent.")


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


def test_a_server_without_encryption_gets_nothing_where_that_is_set(owner: Staff, post: Post, mailbox: Mailbox) -> None:
    with keeping(mailbox) as port:
        post.set(smtp_port=port, smtp_use_tls=True)
        record = sent(owner, draft(owner))
    assert record["status"] == "failed"
    assert "STARTTLS" in record["error"]
    assert mailbox.recipients == []


def test_a_sign_in_that_is_not_accepted_is_told_without_the_password(
    owner: Staff, post: Post, mailbox: Mailbox
) -> None:
    post.set(smtp_username="desk", smtp_password=SecretStr("not the right one"))
    with keeping(
        mailbox, auth_require_tls=False, authenticator=lambda *_: AuthResult(success=False, handled=False)
    ) as port:
        post.set(smtp_port=port)
        record = sent(owner, draft(owner))
    assert record["status"] == "failed"
    assert "did not accept the sign-in (SMTP_USERNAME, SMTP_PASSWORD): 535" in record["error"]
    assert "not the right one" not in record["error"]
    assert mailbox.mails == []


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


def test_a_mail_that_was_trashed_while_it_left_says_sent_when_it_is_back(
    owner: Staff, post: Post, mailbox: Mailbox
) -> None:
    email = draft(owner)
    with keeping(mailbox, waiting=True) as port, ThreadPoolExecutor(1) as pool:
        post.set(smtp_port=port)
        first = pool.submit(send, owner, email)
        assert mailbox.has_data.wait(10)
        assert owner.delete(f"/api/v1/emails/{email['id']}").status_code == 204
        mailbox.gate.set()
        assert first.result(10).status_code == 200
    assert len(_events(owner, "email.sent", email)) == 1
    owner.post(f"/api/v1/emails/{email['id']}/restore")
    assert send(owner, email).json()["type"] == "/problems/already-sent"
    assert owner.get(f"/api/v1/emails/{email['id']}").json()["status"] == "sent"


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
    ((data,),) = _events(owner, "email.sent", email)
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


def _events(owner: Staff, name: str, email: dict[str, Any]) -> list[tuple[Any, ...]]:
    statement = "SELECT data FROM domain_events WHERE name = %s AND data->>'id' = %s ORDER BY occurred_at, id"
    return owner.running.rows(statement, name, str(email["id"]))
