"""Sending emails where something breaks: an honest word on what is known, and never two mails."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from pydantic import SecretStr

from tests.conftest import Running, Staff
from tests.http.mailing import TO, Post, draft, events, send, sent
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
        ((data,),) = events(owner, "email.failed", email)
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
    assert [data["outcome"] for (data,) in events(owner, "email.failed", email)] == ["not_reached"] * 2


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
    ((data,),) = events(owner, "email.failed", email)
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
    assert len(events(owner, "email.sent", email)) == 1
    owner.post(f"/api/v1/emails/{email['id']}/restore")
    assert send(owner, email).json()["type"] == "/problems/already-sent"
    assert owner.get(f"/api/v1/emails/{email['id']}").json()["status"] == "sent"
