"""Attachments: files are checked, kept, read, used in one answer with their own citation, and served safely."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest

from frontdesk.conversations.attachments.reading import AttachmentReading
from frontdesk.conversations.attachments.repository import AttachmentRepository
from frontdesk.support import filing
from tests.conftest import Running, Staff
from tests.files import PNG, docx, pdf
from tests.http.faqs import FAQS
from tests.http.live_reading import socket

LEASE = pdf(
    "Rental agreement\nThis agreement is made between Harbour Lettings and Dana Whitfield.",
    "Deposit\nA deposit of 1,400 pounds is held by the Tenancy Deposit Service\nand is returned within ten days.",
)
DEPOSIT = "How much is the deposit in my agreement?"


@pytest.fixture(scope="module")
def desk(start_application: Callable[..., Running]) -> Staff:
    """A desk that waits for its files a moment only: who wants them read runs the jobs before."""
    staff = start_application(attachment_wait_seconds=0.2, max_attachment_mb=0.2, max_attachments_mb=0.3).found()
    staff.shop = staff.bot(FAQS)
    return staff


def begin(desk: Staff) -> str:
    answer = desk.running.client.post("/api/sessions", json={"bot_id": desk.shop["id"]})
    return str(answer.json()["session_id"])


def upload(desk: Staff, session: str, *files: tuple[str, bytes], **options: Any) -> Any:
    parts = [("attachments", (name, data, "application/octet-stream")) for name, data in files]
    return desk.running.client.post(f"/api/v1/conversations/{session}/attachments", files=parts, **options)


def uploaded(desk: Staff, session: str, *files: tuple[str, bytes]) -> list[str]:
    """Uploads files and has them read; their ids."""
    answer = upload(desk, session, *files)
    assert answer.status_code == 201, answer.text
    desk.running.run_jobs()
    return [item["id"] for item in answer.json()["items"]]


def ask(desk: Staff, session: str, message: str, attachments: list[str] | None = None) -> Any:
    body = {"conversation_id": session, "message": message, "attachments": attachments or []}
    return desk.running.client.post("/api/v1/query", json=body)


def events(desk: Staff, session: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = desk.running.client.get(f"/api/v1/conversations/{session}/events").json()["items"]
    return items


def test_a_file_is_read_used_in_its_answer_cited_with_its_page_and_kept(desk: Staff) -> None:
    session = begin(desk)
    (file_id,) = uploaded(desk, session, ("lease.pdf", LEASE))
    answer = ask(desk, session, DEPOSIT, [file_id]).json()
    assert "lease.pdf, page 2" in answer["response"]
    assert "1,400 pounds" in answer["response"]
    best = answer["metadata"]["kb_results"][0]
    assert (best["title"], best["source"], best["page"]) == ("lease.pdf", "lease.pdf", 2)
    assert answer["metadata"]["cited"] == [best["id"]]
    assert answer["metadata"]["confidence"] >= 0.6
    # Two events for the customer's message: it names its files, and each file is one of its own.
    message, file, reply = events(desk, session)
    assert (message["type"], file["type"], reply["type"]) == ("message", "attachment", "message")
    assert message["data"]["attachments"][0]["id"] == file["data"]["id"] == file_id
    assert (file["content"], file["data"]["message"], file["actor"]) == ("lease.pdf", 1, message["actor"])
    # It was for that answer only.
    later = ask(desk, session, "And how much was the deposit again?").json()
    assert "1,400" not in later["response"]
    listed = desk.running.client.get(f"/api/v1/conversations/{session}/attachments").json()["items"]
    assert [(each["status"], each["page_count"], each["message"]) for each in listed] == [("read", 2, 1)]


def test_what_the_knowledge_says_better_is_answered_from_there(desk: Staff) -> None:
    session = begin(desk)
    files = uploaded(desk, session, ("lease.pdf", LEASE), ("note.md", b"# Floors\n\nOak floors are oiled once a year."))
    answer = ask(desk, session, "When is the shop open? And how often are the floors oiled?", files).json()
    assert "18:30" in answer["response"]
    assert "note.md: Floors\nOak floors are oiled once a year." in answer["response"]
    assert {source["source"] for source in answer["metadata"]["kb_results"][:2]} == {"faqs.json", "note.md"}


def test_files_without_a_word_are_asked_about_and_used_by_the_question_that_follows(desk: Staff) -> None:
    session = begin(desk)
    (file_id,) = uploaded(desk, session, ("lease.pdf", LEASE))
    with socket(desk.running, session) as customer:
        customer.send({"type": "message", "content": "", "id": "m-1", "attachments": [file_id]})
        assert "I've read lease.pdf (2 pages)" in customer.until("complete")["content"]
        # Sent again after a break, it is stored once.
        customer.send({"type": "message", "content": "", "id": "m-1", "attachments": [file_id]})
        customer.say(DEPOSIT)
        assert "1,400 pounds" in customer.until("complete", answers=4)["content"]
        assert customer.seqs == [1, 2, 3, 4, 5]
    assert desk.get("/api/v1/conversations?limit=1").json()["items"][0]["first_words"] == "lease.pdf"


def test_what_is_in_a_file_is_told_by_its_beginning(desk: Staff) -> None:
    session = begin(desk)
    answer = ask(desk, session, "Can you summarise this?", uploaded(desk, session, ("lease.pdf", LEASE))).json()
    assert "lease.pdf, page 1: Rental agreement" in answer["response"]
    missed = ask(desk, session, "Do you sell gift cards?", uploaded(desk, session, ("lease.pdf", LEASE))).json()
    assert missed["response"].startswith("I've read lease.pdf (2 pages) and can't find that there.")


def test_a_turn_without_files_asks_nothing_of_them(desk: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin(desk)
    for name in [name for name in vars(AttachmentRepository) if not name.startswith("_")]:
        monkeypatch.setattr(AttachmentRepository, name, None)
    answers = [ask(desk, session, "When is the shop open?"), ask(desk, session, "How long does delivery take?")]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_what_cannot_be_read_is_said_kindly_and_kept(desk: Staff) -> None:
    session = begin(desk)
    files = uploaded(
        desk,
        session,
        ("secret.pdf", pdf("Hidden", protected=True)),
        ("torn.pdf", LEASE[:100]),
        ("bomb.docx", docx("", megabytes_of_spaces=70)),
        ("photo.png", PNG),
    )
    answer = ask(desk, session, "When is the shop open?", files).json()
    assert "18:30" in answer["response"]
    for name, why in (
        ("secret.pdf", "protected by a password"),
        ("torn.pdf", "damaged"),
        ("bomb.docx", "too much in it"),
        ("photo.png", "can't read pictures yet"),
    ):
        assert f"couldn't read {name}: " in answer["response"]
        assert why in answer["response"]
    statuses = desk.running.rows(
        "SELECT status, count(*) FROM conversation_attachments WHERE id::text = ANY(%s) GROUP BY 1", files
    )
    assert dict(statuses) == {"unread": 3, "kept": 1}


def test_a_worker_that_does_not_come_costs_the_file_and_not_the_answer(desk: Staff) -> None:
    """As when the worker is killed while it reads: its job is taken up again later, by then the answer is given."""
    session = begin(desk)
    file_id = upload(desk, session, ("lease.pdf", LEASE)).json()["items"][0]["id"]
    answer = ask(desk, session, "When is the shop open?", [file_id]).json()
    assert "18:30" in answer["response"]
    assert "couldn't read lease.pdf: reading it took too long" in answer["response"]
    desk.running.run_jobs()
    assert [event["type"] for event in events(desk, session)] == ["message", "attachment", "message"]
    listed = desk.running.client.get(f"/api/v1/conversations/{session}/attachments").json()["items"]
    assert listed[0]["status"] == "read"


@contextmanager
def worker(running: Running) -> Iterator[None]:
    """The worker at work beside the requests, as a process of its own would be."""
    portal = running.client.portal
    assert portal is not None
    stop = portal.call(asyncio.Event)
    work = portal.start_task_soon(running.composition.jobs.work_until, stop)
    try:
        yield
    finally:
        portal.call(stop.set)
        work.result()


def test_the_earlier_path_takes_several_files_with_the_message(running: Running) -> None:
    """The form of earlier clients; the answer waits until the worker has read the files."""
    staff = running.found()
    staff.shop = staff.bot(FAQS)
    session, lease = begin(staff), ("attachments", ("lease.pdf", LEASE, "application/pdf"))
    note = ("attachments", ("note.txt", b"Oak floors are oiled once a year.", "text/plain"))
    path = f"/api/chat/sessions/{session}/messages"
    form = {"message": DEPOSIT, "id": "m-1"}
    with worker(staff.running):
        answer = staff.running.client.post(path, data=form, files=[lease, note])
        alone = staff.running.client.post(
            f"/api/chat/sessions/{begin(staff)}/messages", data={"message": ""}, files=[note]
        )
    assert "note.txt" in alone.json()["message"]
    # Sent again since the answer did not come through: the message and its files are there once.
    assert staff.running.client.post(path, data=form, files=[lease, note]).json() == answer.json()
    kept = staff.running.client.get(f"/api/v1/conversations/{session}/attachments").json()["items"]
    assert {file["message"] for file in kept} == {1}
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert set(told) == {"message", "sources", "requires_escalation", "confidence", "session_id", "timestamp"}
    assert "1,400 pounds" in told["message"]
    assert told["sources"][0]["metadata"] == {"source": "lease.pdf", "page": 2}
    assert set(told["sources"][0]) == {"content", "metadata", "relevance_score"}
    assert told["requires_escalation"] is False
    # A file that is not taken: nothing of the message is sent.
    page = ("attachments", ("holiday.png", b"<html><script>alert(1)</script></html>", "image/png"))
    assert staff.running.client.post(path, data={"message": "Look"}, files=[lease, page]).status_code == 415
    large = ("attachments", ("large.txt", b"x" * 11_000_000, "text/plain"))
    refused = staff.running.client.post(path, data={"message": "Look"}, files=[large])
    assert (refused.status_code, "10 MB at most" in refused.json()["detail"]) == (413, True)
    assert len(events(staff, session)) == 4
    for unfit in ({"message": ""}, {"message": "Hi", "id": "a\x00b"}):
        assert staff.running.client.post(path, data=unfit).status_code == 422


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("empty.txt", b"", 422),
        ("large.txt", b"x" * 200_001, 413),
        ("page.png", b"<!doctype html><script>alert(1)</script>", 415),
        ("page.txt", b"\xef\xbb\xbf  <svg onload=alert(1)>", 415),
        ("text.pdf", b"no pdf at all", 415),
        ("archive.zip", b"PK\x03\x04" + bytes(100), 415),
        ("run.exe", b"MZ\x90\x00\x03\x00\x00\x00", 415),
    ],
)
def test_files_that_are_not_taken(desk: Staff, name: str, data: bytes, status: int) -> None:
    answer = upload(desk, begin(desk), ("fine.txt", b"fine"), (name, data))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert name in answer.json()["detail"]


def test_many_files_and_much_together_are_refused_and_nothing_is_kept(desk: Staff) -> None:
    session = begin(desk)
    assert upload(desk, session, *[(f"{at}.txt", b"x") for at in range(6)]).status_code == 422
    assert upload(desk, session, ("a.txt", b"x" * 199_000), ("b.txt", b"x" * 199_000)).status_code == 413
    assert desk.running.client.get(f"/api/v1/conversations/{session}/attachments").json() == {"items": []}


def test_files_are_served_so_that_nothing_in_them_runs(desk: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "PIECE_BYTES", 10)
    session = begin(desk)
    names = ("../../etc/pass\u202ewd;x", "..\\Fräulein.png", "contract.html")
    contents = (b"some words", PNG, b"only other words")
    files = uploaded(desk, session, *zip(names, contents, strict=True))
    client, path = desk.running.client, f"/api/v1/conversations/{session}/attachments"
    answers = [client.get(f"{path}/{file_id}") for file_id in files]
    assert [answer.content for answer in answers] == list(contents)
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    shown = [(answer.headers["content-type"], answer.headers["content-disposition"]) for answer in answers]
    assert shown[0][0] == "text/plain; charset=utf-8"
    assert shown[0][1].startswith('attachment; filename="passwd;x.txt"')
    assert shown[1] == ("image/png", "inline; filename=\"Fr_ulein.png\"; filename*=UTF-8''Fr%C3%A4ulein.png")
    assert shown[2][1].startswith('attachment; filename="contract.html.txt"')
    saved = client.get(f"{path}/{files[1]}?download=true")
    assert saved.headers["content-disposition"].startswith("attachment")


def test_a_file_belongs_to_one_conversation_and_to_who_sent_it(desk: Staff) -> None:
    mine, theirs, client = begin(desk), begin(desk), desk.running.client
    (file_id,) = uploaded(desk, theirs, ("lease.pdf", LEASE))
    for stolen in (file_id, str(uuid4())):
        assert ask(desk, mine, DEPOSIT, [stolen]).status_code == 422
        assert client.get(f"/api/v1/conversations/{mine}/attachments/{stolen}").status_code == 404
        assert client.delete(f"/api/v1/conversations/{mine}/attachments/{stolen}").status_code == 404
    assert ask(desk, mine, DEPOSIT, ["no id"]).status_code == 422
    assert client.post("/api/v1/query", json={"message": "Hi", "attachments": [file_id]}).status_code == 422
    assert events(desk, mine) == []
    # Staff do not see what a customer has not sent, and send nothing that is not theirs.
    staff_path = f"/api/v1/conversations/{_id_of(desk, file_id)}"
    assert desk.get(f"{staff_path}/attachments/{file_id}").status_code == 404
    assert desk.post(f"{staff_path}/messages", json={"content": "", "attachments": [file_id]}).status_code == 422
    assert client.delete(f"/api/v1/conversations/{theirs}/attachments/{file_id}").status_code == 204
    assert ask(desk, theirs, DEPOSIT, [file_id]).status_code == 422
    # Sent once, a file can neither be sent again nor be taken back.
    (file_id,) = uploaded(desk, theirs, ("lease.pdf", LEASE))
    assert ask(desk, theirs, DEPOSIT, [file_id]).status_code == 200
    assert ask(desk, theirs, DEPOSIT, [file_id]).status_code == 422
    assert client.delete(f"/api/v1/conversations/{theirs}/attachments/{file_id}").status_code == 404
    assert desk.get(f"{staff_path}/attachments/{file_id}").status_code == 200


def _id_of(desk: Staff, file_id: str) -> str:
    ((conversation_id,),) = desk.running.rows(
        "SELECT conversation_id FROM conversation_attachments WHERE id::text = %s", file_id
    )
    return str(conversation_id)


def test_staff_send_files_and_customers_get_them(desk: Staff) -> None:
    session = begin(desk)
    conversation_id = _id_of(desk, uploaded(desk, session, ("lease.pdf", LEASE))[0])
    sent = upload(desk, conversation_id, ("offer.pdf", LEASE), headers=desk.headers).json()["items"][0]
    assert (sent["sender"], sent["status"]) == ("staff", "kept")
    body = {"content": "", "attachments": [sent["id"]]}
    assert desk.post(f"/api/v1/conversations/{conversation_id}/messages", json=body).status_code == 201
    message, file = events(desk, session)[-2:]
    assert (message["actor"]["kind"], file["type"], file["content"]) == ("staff", "attachment", "offer.pdf")
    path = f"/api/v1/conversations/{session}/attachments/{sent['id']}"
    assert desk.running.client.get(path).content == LEASE
    # What a customer's file says is suggested to who answers; the bot is silent by now.
    files = uploaded(desk, session, ("lease.pdf", LEASE))
    assert ask(desk, session, DEPOSIT, files).json()["metadata"]["handled_by"] == "human"
    suggested = desk.get(f"/api/v1/conversations/{conversation_id}/suggestion").json()
    assert "1,400 pounds" in suggested["content"]
    assert suggested["sources"][0]["page"] == 2
    nothing = desk.post(f"/api/v1/conversations/{conversation_id}/messages", json={"content": ""})
    assert nothing.status_code == 422


def test_a_session_that_the_client_named_begins_with_its_first_file(desk: Staff) -> None:
    bot, client = desk.shop["id"], desk.running.client
    answer = upload(desk, "my-session", ("lease.pdf", LEASE), params={"bot_id": bot})
    assert answer.status_code == 201, answer.text
    desk.running.run_jobs()
    body = {"message": DEPOSIT, "session_id": "my-session", "attachments": [answer.json()["items"][0]["id"]]}
    assert "1,400 pounds" in client.post(f"/api/v1/chat/{bot}", json=body).json()["response"]


def test_what_was_never_sent_goes_after_a_day(desk: Staff) -> None:
    session = begin(desk)
    sent, unsent, fresh = uploaded(desk, session, ("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c"))
    ask(desk, session, "When is the shop open?", [sent])
    old = "UPDATE conversation_attachments SET created_at = created_at - interval '25 hours' WHERE id::text = ANY(%s)"
    desk.running.execute(old, [sent, unsent])
    portal = desk.running.client.portal
    assert portal is not None
    portal.call(desk.running.composition.provided.get(AttachmentReading).drop_unsent)
    left = desk.running.client.get(f"/api/v1/conversations/{session}/attachments").json()["items"]
    assert {item["id"] for item in left} == {sent, fresh}
