"""Sessions of the assistant: whose they are, how they end, what is kept of them, and the paths of earlier clients."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from frontdesk.assistant.meaning import AskBack, Greet, Read, WriteRows
from frontdesk.crm.records.command import Kind, RowWrite
from tests.conftest import Running, Staff
from tests.http.crm import add
from tests.http.scripted import Script, Talk

LEADS = Read({"object": "leads"})


@pytest.fixture(scope="module")
def script() -> Script:
    return Script()


@pytest.fixture(scope="module")
def desk(start_application: Callable[..., Running], script: Script) -> Running:
    return start_application(interpreter=script)


@pytest.fixture
def owner(desk: Running) -> Staff:
    return desk.found()


@pytest.fixture
def talk(owner: Staff, script: Script) -> Iterator[Talk]:
    yield Talk(owner, script)
    script.check()


def test_a_session_is_made_when_missing_and_remembers(talk: Talk) -> None:
    add(talk.staff, "leads", name="Guna Sekar")
    first = talk.say("show me all leads", LEADS)
    second = talk.say("hello", Greet())
    assert first["session_id"] == second["session_id"]
    memory = talk.script.turns[-1].memory
    assert [(pair.message, pair.response) for pair in memory.pairs] == [("show me all leads", "1 lead: Guna Sekar.")]
    assert (memory.object, memory.ids) == ("leads", tuple(first["records"]["ids"]))
    assert memory.query == {"object": "leads"}


def test_memory_holds_five_pairs_the_pending_question_and_what_was_shown_last(talk: Talk) -> None:
    for number in range(7):
        talk.say(f"hello {number}", Greet())
    talk.say("which?", AskBack("Which one?", pending={"kind": "which"}))
    talk.say("that", Greet())
    memory = talk.script.turns[-1].memory
    assert [pair.message for pair in memory.pairs] == ["hello 3", "hello 4", "hello 5", "hello 6", "which?"]
    assert memory.pending == {"kind": "which"}
    talk.say("hello", Greet())
    assert talk.script.turns[-1].memory.pending is None, "a question is answered by the next message or not at all"


def test_nobody_enters_the_session_of_another(talk: Talk) -> None:
    session_id = talk.say("hello", Greet())["session_id"]
    colleague, stranger = talk.staff.colleague("admin"), talk.staff.running.found()
    for other in (colleague, stranger):
        body = {"message": "hello", "session_id": session_id}
        assert other.post("/api/v1/chat", json=body).status_code == 404
        assert other.get(f"/chat/history/{session_id}").status_code == 404
        assert other.get(f"/api/v1/chat/sessions/{session_id}").status_code == 404
        assert other.post("/session/end", json={"session_id": session_id}).status_code == 404
    without_login = talk.staff.running.client.post("/api/v1/chat", json={"message": "hello", "session_id": session_id})
    assert without_login.status_code == 401
    assert colleague.get("/api/v1/chat/sessions").json()["items"] == []


def test_an_ended_or_expired_session_takes_no_message_and_can_still_be_read(talk: Talk) -> None:
    session_id = talk.say("hello", Greet())["session_id"]
    ended = talk.staff.post("/session/end", json={"session_id": session_id}).json()
    assert (ended["session_id"], ended["status"]) == (session_id, "ended")
    assert ended["ended_at"] is not None
    again = talk.staff.post("/session/end", json={"session_id": session_id}).json()
    assert again["ended_at"] == ended["ended_at"], "to end it again changes nothing"
    assert "ended" in talk.say("hello", status=410)["detail"]
    talk.session_id = None
    late = talk.say("hello", Greet())["session_id"]
    talk.staff.running.execute("UPDATE assistant_sessions SET expires_at = now() WHERE id = %s", late)
    assert "expired" in talk.say("hello", status=410)["detail"]
    statuses = [one["status"] for one in talk.staff.get("/api/v1/chat/sessions").json()["items"]]
    assert statuses == ["expired", "ended"]
    assert talk.staff.get(f"/chat/history/{late}").json()["count"] == 1


def test_activity_moves_the_end_of_a_session(talk: Talk) -> None:
    session_id = talk.say("hello", Greet())["session_id"]
    soon = "UPDATE assistant_sessions SET expires_at = now() + interval '1 minute' WHERE id = %s"
    talk.staff.running.execute(soon, session_id)
    talk.say("hello", Greet())
    left = talk.staff.running.rows(
        "SELECT expires_at > now() + interval '23 hours' FROM assistant_sessions WHERE id = %s", session_id
    )
    assert left == [(True,)]


def test_the_paths_of_earlier_clients(talk: Talk) -> None:
    me = talk.staff.get("/api/v1/me").json()["id"]
    started = talk.staff.post("/session/start", json={"admin_id": me}).json()
    assert started["status"] == "active"
    assert {"session_id", "status", "created_at"} <= set(started)
    talk.script.steps.append(("Show me all leads", LEADS))
    body = {"message": "Show me all leads", "session_id": started["session_id"]}
    answer = talk.staff.post("/chat/message", json=body).json()
    assert answer["session_id"] == started["session_id"]
    assert answer["response"] == "No leads."
    history = talk.staff.get(f"/chat/history/{started['session_id']}?limit=10").json()
    assert history["count"] == 1
    entry = history["history"][0]
    assert set(entry) == {
        "id", "session_id", "admin_id", "user_message", "assistant_response", "source_type", "response_time_ms",
        "created_at",
    }  # fmt: skip
    assert (entry["admin_id"], entry["user_message"], entry["source_type"]) == (me, "Show me all leads", "crm")
    assert talk.staff.post("/session/start", json={"admin_id": me + 1}).status_code == 403
    for limit in (0, 201):
        assert talk.staff.get(f"/chat/history/{started['session_id']}?limit={limit}").status_code == 422


def test_a_reload_loses_nothing(talk: Talk) -> None:
    add(talk.staff, "leads", name="Guna Sekar")
    shown = talk.say("Show me all the leads that we have", LEADS)
    rows = [RowWrite(Kind.DELETE, "leads", shown["records"]["ids"][0])]
    proposed = talk.say("delete it", WriteRows("deleted", rows))
    sessions = talk.staff.get("/api/v1/chat/sessions").json()
    assert sessions["total"] == 1
    assert sessions["items"][0]["first_words"] == "Show me all the leads that we have"
    kept = talk.staff.get(f"/api/v1/chat/sessions/{shown['session_id']}").json()
    first, second = kept["items"]
    for turn, given in ((first, shown), (second, proposed)):
        for name in ("response", "source_type", "outcome", "query", "records", "changes", "choices"):
            assert turn[name] == given[name]
    assert second["proposal"]["id"] == proposed["proposal"]["id"]
    assert (proposed["proposal"]["token"] is None, second["proposal"]["token"]) == (False, None)
    last = talk.staff.get(f"/api/v1/chat/sessions/{shown['session_id']}?limit=1").json()
    assert [turn["message"] for turn in last["items"]] == ["delete it"]
    before = talk.staff.get(f"/api/v1/chat/sessions/{shown['session_id']}?before={last['before']}").json()
    assert [turn["message"] for turn in before["items"]] == ["Show me all the leads that we have"]


def test_sessions_come_in_pages_the_newest_first(talk: Talk) -> None:
    for number in range(3):
        talk.session_id = None
        talk.say(f"hello {number}", Greet())
    page = talk.staff.get("/api/v1/chat/sessions?limit=2").json()
    assert [one["first_words"] for one in page["items"]] == ["hello 2", "hello 1"]
    rest = talk.staff.get(f"/api/v1/chat/sessions?limit=2&after={page['next']}").json()
    assert ([one["first_words"] for one in rest["items"]], rest["next"]) == (["hello 0"], None)
    assert talk.staff.get("/api/v1/chat/sessions?after=x").status_code == 422


@pytest.mark.parametrize("message", ["", "   ", "\u200b\u200d", "\x00\x07", "x" * 20_001])
def test_a_message_that_says_nothing_or_too_much_is_refused(owner: Staff, message: str) -> None:
    for path in ("/api/v1/chat", "/chat/message"):
        answer = owner.post(path, json={"message": message})
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["field"] == "message"


def test_control_characters_are_taken_out_of_a_message(talk: Talk) -> None:
    talk.script.steps.append(("helloworld", Greet()))
    answer = talk.staff.post("/api/v1/chat", json={"message": "hello\x00\x1bworld"})
    assert answer.status_code == 200
    talk.script.steps.append(("x" * 20_000, Greet()))
    assert talk.staff.post("/api/v1/chat", json={"message": "x" * 20_000}).status_code == 200


def test_what_is_open_beside_the_conversation_is_told_to_the_language(talk: Talk) -> None:
    talk.say("what is this?", Greet(), viewing={"object": "leads", "id": 7})
    assert talk.script.turns[-1].viewing == ("leads", 7)
    for wrong in ({"object": "leafs", "id": 1}, {"object": "leads", "id": 0}, {"object": "leads; --", "id": 1}):
        body = {"message": "what is this?", "viewing": wrong}
        assert talk.staff.post("/api/v1/chat", json=body).status_code == 422


def test_customers_and_strangers_are_told_to_sign_in(desk: Running, owner: Staff) -> None:
    bot = owner.bot(access="public")
    register = {"username": "carla", "password": "correct horse battery"}
    token = desk.client.post(f"/api/v1/auth/{bot['id']}/register", json=register).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    for path, body in (("/api/v1/chat", {"message": "hi"}), ("/session/start-anonymous", {})):
        assert desk.client.post(path, json=body, headers=headers).status_code == 403
        nobody = desk.client.post(path, json=body)
        assert nobody.status_code == 401
        assert "ANONYMOUS_ASSISTANT_ROLE" in nobody.json()["detail"]


def test_a_program_with_a_key_has_sessions_of_its_own(desk: Running, owner: Staff, script: Script) -> None:
    key = owner.post("/api/v1/api-keys", json={"name": "robot", "role": "viewer"}).json()["key"]
    headers = {"X-API-Key": key}
    script.steps.append(("hello", Greet()))
    turn = desk.client.post("/api/v1/chat", json={"message": "hello"}, headers=headers).json()
    assert owner.get(f"/chat/history/{turn['session_id']}").status_code == 404
    history = desk.client.get(f"/chat/history/{turn['session_id']}", headers=headers).json()
    assert history["history"][0]["admin_id"] is None


class TestWithoutLogin:
    """Sessions of nobody in particular, where the setting allows them."""

    @pytest.fixture(scope="class")
    def open_script(self) -> Script:
        return Script()

    @pytest.fixture(scope="class")
    def first(self, start_application: Callable[..., Running], open_script: Script) -> Staff:
        """The owner of the workspace that was founded first, where viewers need no login."""
        running = start_application(interpreter=open_script, anonymous_assistant_role="viewer")
        return running.found()

    def post(self, first: Staff, path: str, body: dict[str, Any], status: int = 200) -> dict[str, Any]:
        answer = first.running.client.post(path, json=body)
        assert answer.status_code == status, answer.text
        turn: dict[str, Any] = answer.json()
        return turn

    def test_the_first_workspace_is_shown_to_viewers(self, first: Staff, open_script: Script) -> None:
        add(first, "leads", name="Guna Sekar")
        other = first.running.found()
        add(other, "leads", name="Somebody else's")
        started = self.post(first, "/session/start-anonymous", {})
        assert len(started["session_id"]) > 22, "128 bits"
        open_script.steps.append(("leads", LEADS))
        turn = self.post(first, "/chat/message", {"message": "leads", "session_id": started["session_id"]})
        assert turn["response"] == "1 lead: Guna Sekar."
        assert turn["session_id"] == started["session_id"]
        kept = first.running.rows("SELECT id::text, secret_digest IS NOT NULL, actor_id FROM assistant_sessions")
        assert kept[-1][1:] == (True, None)
        assert kept[-1][0] not in started["session_id"]
        rows = [RowWrite(Kind.CREATE, "leads", values={"name": "Mine"})]
        open_script.steps.append(("new lead Mine", WriteRows("created", rows)))
        refused = self.post(first, "/chat/message", {"message": "new lead Mine", "session_id": turn["session_id"]})
        assert refused["outcome"] == "refused"
        history = first.running.client.get(f"/chat/history/{turn['session_id']}").json()
        assert [entry["admin_id"] for entry in history["history"]] == [None, None]

    def test_only_the_secret_opens_the_session(self, first: Staff, open_script: Script) -> None:
        open_script.steps.append(("hello", Greet()))
        turn = self.post(first, "/api/v1/chat", {"message": "hello"})
        ((session_id,),) = first.running.rows("SELECT id::text FROM assistant_sessions ORDER BY id DESC LIMIT 1")
        assert self.post(first, "/api/v1/chat", {"message": "hello", "session_id": session_id}, 401)
        guess = turn["session_id"][:-1] + ("a" if turn["session_id"][-1] != "a" else "b")
        assert self.post(first, "/api/v1/chat", {"message": "hello", "session_id": guess}, 404)
        assert first.get(f"/chat/history/{session_id}").status_code == 404, "it is nobody's, the owner's neither"
        ended = self.post(first, "/session/end", {"session_id": turn["session_id"]})
        assert ended["status"] == "ended"
        self.post(first, "/api/v1/chat", {"message": "hello", "session_id": turn["session_id"]}, 410)

    def test_no_list_of_sessions_without_login(self, first: Staff) -> None:
        assert first.running.client.get("/api/v1/chat/sessions").status_code == 401


def test_without_login_a_proposal_is_answered_in_its_session_or_by_its_token_alone(
    start_application: Callable[..., Running],
) -> None:
    script = Script()
    running = start_application(interpreter=script, anonymous_assistant_role="agent")
    first = running.found()
    tasks = [add(first, "tasks")["id"] for _ in range(2)]

    def say(message: str, session_id: str | None = None) -> dict[str, Any]:
        body = {"message": message, "session_id": session_id}
        turn: dict[str, Any] = running.client.post("/api/v1/chat", json=body).json()
        return turn

    def deleted(task: int) -> bool:
        return first.get(f"/api/v1/tasks/{task}").json()["deleted_at"] is not None

    for task in tasks:
        script.steps.append(("delete it", WriteRows("deleted", [RowWrite(Kind.DELETE, "tasks", task)])))
    said, pressed = say("delete it"), say("delete it")
    script.steps.append(("hello", Greet()))
    other = say("hello")["session_id"]
    assert say("yes", other)["outcome"] == "asked", "nothing waits in another session"
    path = f"/api/v1/proposals/{pressed['proposal']['id']}/confirm"
    assert running.client.post(path).status_code == 404, "nobody in particular is not the same nobody"
    assert first.post(path, json={"token": pressed["proposal"]["token"]}).status_code == 404
    assert [deleted(task) for task in tasks] == [False, False]
    assert say("yes", said["session_id"])["outcome"] == "done"
    assert running.client.post(path, json={"session_id": other}).status_code == 404
    rejected = running.client.post(path.replace("confirm", "reject"), json={"session_id": pressed["session_id"]}).json()
    assert (rejected["outcome"], rejected["session_id"]) == ("answered", pressed["session_id"])
    script.steps.append(("delete it", WriteRows("deleted", [RowWrite(Kind.DELETE, "tasks", tasks[1])])))
    once_more = say("delete it", pressed["session_id"])["proposal"]
    path = f"/api/v1/proposals/{once_more['id']}/confirm"
    answer = running.client.post(path, json={"token": once_more["token"]}).json()
    assert answer["outcome"] == "done"
    assert [deleted(task) for task in tasks] == [True, True]
