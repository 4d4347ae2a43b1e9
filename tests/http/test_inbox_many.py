"""Saved replies, one action on many conversations, and two conversations of one customer that become one."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import Running, Staff
from tests.http.inbox_world import A_PERSON, Inbox
from tests.http.live_reading import socket


@pytest.fixture(scope="module")
def team(running: Running) -> Inbox:
    return Inbox(running, company="Acme")


@pytest.fixture
def inbox(team: Inbox) -> Inbox:
    team.clear()
    return team


def test_a_saved_reply_is_filled_in_for_its_conversation(inbox: Inbox) -> None:
    path, anna = "/api/v1/saved-replies", inbox.anna
    text = 'Hi {first_name}, {agent_name} from {company} ({bot_name}): {"a": {customer_name}}'
    reply = anna.post(path, json={"shortcut": "hi", "title": "Greeting", "content": text}).json()
    assert anna.post(path, json={"shortcut": "hi", "title": "Other", "content": "Hi"}).status_code == 409
    slip = anna.post(path, json={"shortcut": "ho", "title": "x", "content": "Hi {first_nam}"})
    assert (slip.status_code, slip.json()["errors"][0]["field"]) == (422, "content")
    for wrong in (
        {"shortcut": "A b"},
        {"shortcut": ""},
        {"title": "a\u0000"},
        {"content": " "},
        {"content": "x" * 10_001},
    ):
        assert anna.post(path, json={"shortcut": "x", "title": "x", "content": "x", **wrong}).status_code == 422, wrong
    # What a customer calls themselves is text, never a variable.
    named = inbox.waiting(user_id="dora-7")
    inbox.running.execute("UPDATE conversations SET customer_name = '{agent_name} <b>Li</b>' WHERE id = %s", named)
    rendered = f"{path}/{reply['id']}/rendered?conversation_id="
    filled = anna.get(rendered + named).json()
    assert filled == {"content": 'Hi {agent_name}, Anna from Acme (Desk): {"a": {agent_name} <b>Li</b>}', "missing": []}
    unknown = inbox.vera.get(rendered + inbox.waiting(user_id="cus_8291")).json()
    assert unknown["missing"] == ["first_name", "customer_name"]
    assert unknown["content"].startswith("Hi there, ")
    changed = anna.patch(f"{path}/{reply['id']}", json={"content": "{conversation_id}"}).json()
    assert (changed["shortcut"], anna.get(rendered + named).json()["content"]) == ("hi", named)
    assert [one["id"] for one in inbox.vera.get(f"{path}?q=GREET").json()["items"]] == [reply["id"]]
    assert inbox.vera.get(f"{path}?q=nothing").json()["items"] == []
    assert inbox.stranger.get(path).json()["items"] == []
    assert inbox.stranger.get(rendered + named).status_code == 404
    foreign = inbox.id_of_strangers()
    assert anna.get(rendered + foreign).status_code == 404
    assert inbox.stranger.delete(f"{path}/{reply['id']}").status_code == 404
    assert anna.delete(f"{path}/{reply['id']}").status_code == 204
    assert anna.get(rendered + named).status_code == 404


def test_one_action_on_many_conversations_succeeds_or_fails_for_each(inbox: Inbox) -> None:
    path, anna = "/api/v1/conversations/bulk", inbox.anna

    def bulk(status: int = 200, **body: Any) -> Any:
        answer = anna.post(path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    ids = [inbox.waiting() for _ in range(3)]
    foreign, nobodys = inbox.id_of_strangers(), str(uuid4())
    inbox.act(inbox.bert, ids[1], "take")
    taken = bulk(action="take", ids=[*ids, foreign, nobodys, ids[0]])
    assert taken["changed"] == [ids[0], ids[2]]
    assert [one["id"] for one in taken["failed"]] == [ids[1], foreign, nobodys]
    assert taken["failed"][0]["detail"].startswith("Bert has this conversation.")
    label = anna.post("/api/v1/labels", json={"name": "Refund"}).json()
    assert bulk(action="label", ids=ids, label_id=label["id"])["changed"] == ids
    assert bulk(action="unlabel", ids=ids[:1], label_id=label["id"])["changed"] == ids[:1]
    assert sorted(inbox.listed(label=label["id"])) == sorted(ids[1:])
    assert bulk(action="label", ids=ids, label_id=2**62)["changed"] == []
    assert bulk(action="assign", ids=ids, user_id=inbox.bert_id)["changed"] == ids
    assert set(inbox.listed(inbox.bert, view="mine")) == set(ids)
    past = bulk(action="snooze", ids=ids[:1], until="2020-01-01T00:00:00Z")
    assert past["failed"][0]["detail"] == "Choose another time: it is past already."
    assert inbox.listed(view="snoozed") == []
    assert bulk(action="resolve", ids=ids, reason="spam")["changed"] == ids
    assert {inbox.shown(id_)["resolve_reason"] for id_ in ids} == {"spam"}
    assert bulk(action="release", ids=ids[:1])["changed"] == ids[:1]
    for wrong in (
        {"action": "take", "ids": []},
        {"action": "take", "ids": [str(uuid4()) for _ in range(201)]},
        {"action": "take", "ids": ["x"]},
        {"action": "dance", "ids": ids},
        {"action": "assign", "ids": ids},
        {"action": "take", "ids": ids, "label_id": 1},
    ):
        bulk(422, **wrong)
    assert inbox.vera.post(path, json={"action": "take", "ids": ids}).status_code == 403


def test_two_conversations_of_one_customer_become_one_log(inbox: Inbox, running: Running) -> None:
    name = f"dora-{secrets.token_hex(4)}"
    old_secret, new_secret = inbox.say("First", user_id=name), inbox.say("Second", user_id=name)
    old, new = inbox.id_of(old_secret), inbox.id_of(new_secret)
    inbox.say("Third", conversation_id=old_secret)
    inbox.say(A_PERSON, conversation_id=new_secret)
    label = inbox.anna.post("/api/v1/labels", json={"name": "Refund"}).json()
    inbox.act(inbox.anna, old, "labels", method="PUT", labels=[label["id"]])
    inbox.act(inbox.anna, old, "notes", 201, content="Look", mentions=[inbox.bert_id])
    answer = next(event for event in inbox.log(old) if event["actor"]["kind"] == "bot")["seq"]
    rated = {"conversation_id": old_secret, "seq": answer, "rating": "up"}
    assert running.client.post("/api/v1/feedback", json=rated).status_code == 201
    events = "/api/v1/conversations/{}/events?limit=200&after={}"
    seen_before = running.client.get(events.format(old_secret, 0)).json()["items"]
    last_seen = seen_before[2]["seq"]

    def content(answer: Any) -> list[str]:
        said = [event for event in answer.json()["items"] if event["type"] == "message"]
        return [event["content"] for event in said if event["actor"]["kind"] == "customer"]

    with socket(running, old_secret) as customer, socket(running, new_secret) as other:
        customer.until("event", content="Third")
        customer.say("Third and a half", id="mine")
        customer.until("complete")
        other.until("event", content=A_PERSON)
        shown = inbox.act(inbox.anna, old, "merge", into=new)
        # Each is led on, and is shown what it has not seen yet, once.
        assert customer.until("event", content=A_PERSON)["metadata"]["data"]["was"]["conversation_id"] == new
        assert other.until("event", content="Third")["metadata"]["data"]["was"]["conversation_id"] == old
        inbox.act(inbox.anna, new, "messages", 201, content="Here I am.")
        for reader in (customer, other):
            reader.until("event", content="Here I am.")
            told = [frame["content"] for frame in reader.seen if frame["type"] == "event"]
            assert [told.count(words) for words in ("First", "Second", "Third", A_PERSON)] == [1, 1, 1, 1]
            assert not [frame for frame in reader.seen if frame["type"] == "text"]
    assert (shown["id"], shown["state"], [mark["name"] for mark in shown["labels"]]) == (new, "waiting", ["Refund"])
    # One log in the order of time, for staff and for both of the customer's sessions.
    for reference in (old_secret, new_secret):
        log = running.client.get(events.format(reference, 0))
        assert content(log)[:5] == ["First", "Second", "Third", A_PERSON, "Third and a half"]
        seqs = [event["seq"] for event in log.json()["items"]]
        assert seqs == sorted(set(seqs))
    # An old number still tells what was not seen, and nothing twice.
    missed = running.client.get(events.format(old_secret, last_seen)).json()["items"]
    known = {(event["content"], event["created_at"]) for event in seen_before[:3]}
    assert not known & {(event["content"], event["created_at"]) for event in missed}
    assert len(missed) + 3 == len(seqs)
    # What refers to a message by its number refers to the same one still.
    ((of, seq),) = running.rows("SELECT conversation_id, seq FROM feedback WHERE conversation_id IN (%s, %s)", old, new)
    by_seq = {event["seq"]: event for event in inbox.log(new)}
    assert (str(of), by_seq[seq]["data"]["was"]) == (new, {"conversation_id": old, "seq": answer})
    assert by_seq[by_seq[seq]["data"]["answers"]]["content"] == "First"
    told = inbox.bert.get("/api/v1/notifications").json()["items"][0]
    assert (told["conversation_id"], by_seq[told["seq"]]["content"]) == (new, "Look")
    # The old one says where it went, is in no list, and takes nothing more.
    left = inbox.shown(old)
    assert (left["merged_into"], left["state"]) == (new, "resolved")
    assert inbox.log(old, kind="merge")[0]["data"]["into"] == new
    assert inbox.listed() == [new]
    gone = inbox.act(inbox.anna, old, "messages", 409, content="x")
    assert gone["merged_into"] == new
    inbox.act(inbox.anna, old, "reopen", 409)
    inbox.act(inbox.anna, new, "merge", 409, into=old)
    # What is sent a second time, over the merge, is stored once.
    with socket(running, old_secret, after=last_seen) as customer:
        customer.say("Third and a half", id="mine")
        customer.until("complete")
    inbox.say("Thanks", conversation_id=old_secret)
    assert content(running.client.get(events.format(new_secret, 0)))[4:] == ["Third and a half", "Thanks"]


def test_who_is_led_on_more_than_once_is_told_nothing_twice(inbox: Inbox, running: Running) -> None:
    name = f"elsa-{secrets.token_hex(4)}"
    words = ["First", "Second", "Third", "Fourth"]
    secret_of = {word: inbox.say(word, user_id=name) for word in words}
    first, second, third, fourth = (inbox.id_of(secret_of[word]) for word in words)
    log = "/api/v1/conversations/{}/events?limit=200&after={}"

    def messages(word: str, after: int) -> list[dict[str, Any]]:
        events = running.client.get(log.format(secret_of[word], after)).json()["items"]
        return [event for event in events if event["content"] in words]

    with socket(running, secret_of["First"]) as reader, socket(running, secret_of["Third"]) as other:
        for source, into, new in ((first, third, ("Third", "First")), (second, third, ("Second", "Second"))):
            inbox.act(inbox.anna, source, "merge", into=into)
            reader.until("event", content=new[0])
            other.until("event", content=new[1])
        inbox.act(inbox.anna, third, "merge", into=fourth)
        inbox.act(inbox.anna, fourth, "messages", 201, content="Here I am.")
        for seen in (reader, other):
            seen.until("event", content="Here I am.")
            told = [frame["content"] for frame in seen.seen if frame["type"] == "event"]
            assert [told.count(word) for word in words] == [1, 1, 1, 1]
    # Whoever was away all the while comes with the number of one message, in the log that they knew.
    for word in words:
        assert sorted(event["content"] for event in messages(word, 1)) == sorted(set(words) - {word})


def test_only_conversations_of_one_customer_are_merged(inbox: Inbox) -> None:
    name = secrets.token_hex(4)
    mine, again, others, nobodys = (
        inbox.waiting(**by) for by in ({"user_id": name}, {"user_id": name}, {"user_id": "x"}, {})
    )
    for into, status in (
        (mine, 422),
        (others, 409),
        (nobodys, 409),
        (inbox.id_of_strangers(), 404),
        (str(uuid4()), 404),
    ):
        inbox.act(inbox.anna, mine, "merge", status, into=into)
    inbox.act(inbox.anna, nobodys, "merge", 409, into=inbox.waiting())
    inbox.act(inbox.stranger, mine, "merge", 404, into=again)
    inbox.act(inbox.vera, mine, "merge", 403, into=again)
    # Who waits still waits, for the same person, where one of the two is closed.
    inbox.act(inbox.anna, again, "resolve")
    inbox.act(inbox.bert, mine, "take")
    since = inbox.shown(mine)["waiting_since"]
    shown = inbox.act(inbox.anna, mine, "merge", into=again)
    assert (shown["state"], shown["assigned_to_name"], shown["waiting_since"]) == ("human", "Bert", since)
    # The database itself lets nothing happen any more in the one that went.
    statement = "UPDATE conversations SET state = 'bot' WHERE id = %s"
    with pytest.raises(Exception, match="conversations_merged_are_still"):
        inbox.running.execute(statement, mine)


def test_of_two_at_once_one_wins(inbox: Inbox) -> None:
    def both(*requests: tuple[Staff, str, dict[str, Any]]) -> list[int]:
        def send(request: tuple[Staff, str, dict[str, Any]]) -> int:
            staff, path, body = request
            return int(staff.post(f"/api/v1/conversations/{path}", json=body).status_code)

        with ThreadPoolExecutor(len(requests)) as pool:
            return sorted(pool.map(send, requests))

    name = secrets.token_hex(4)
    one, other = inbox.waiting(user_id=name), inbox.waiting(user_id=name)
    assert both((inbox.anna, f"{one}/take", {}), (inbox.bert, f"{one}/take", {})) == [200, 409]
    takes = {"action": "take", "ids": [one, other]}, {"action": "take", "ids": [other, one]}
    assert both((inbox.anna, "bulk", takes[0]), (inbox.bert, "bulk", takes[1])) == [200, 200]
    merges = (inbox.anna, f"{one}/merge", {"into": other}), (inbox.bert, f"{other}/merge", {"into": one})
    assert both(*merges) == [200, 409]
    assert len(inbox.listed()) == 1
