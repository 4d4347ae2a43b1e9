"""Uploading FAQs over HTTP: what is taken in, recognised, replaced, refused; and nothing half."""

import json
import threading
from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.faqs import FAQS

CSV = b"question;answer;category\nWhere is the lift?;Behind the stairs.;General\nIs there tea?;All day.;General\n"


def upload(staff: Staff, bot_id: int, data: bytes, name: str = "faqs.json") -> Any:
    return staff.post(
        "/api/v1/knowledge/sources", data={"bot_id": str(bot_id)}, files={"file": (name, data, "text/plain")}
    )


def search(staff: Staff, bot_id: int, query: str, **filters: Any) -> dict[str, Any]:
    answer = staff.post("/api/search", json={"query": query, "filters": {"bot_id": bot_id, **filters}})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_file_is_taken_in_indexed_and_searched(running: Running, owner: Staff) -> None:
    bot = owner.bot()
    made = upload(owner, bot["id"], json.dumps(FAQS).encode())
    assert made.status_code == 201
    source = made.json()
    assert (source["status"], source["entries"], source["indexed"], source["duplicate"]) == ("pending", 8, 0, False)
    assert search(owner, bot["id"], "password")["total"] == 0
    running.run_jobs()
    source = owner.get(f"/api/v1/knowledge/sources/{source['id']}").json()
    assert (source["status"], source["indexed"], source["error"]) == ("ready", 8, None)
    found = search(owner, bot["id"], "I forgot what I sign in with")
    assert found["results"][0]["title"] == "How do I reset my password?"
    assert found["results"][0]["external_id"] == "reset"
    knowledge = owner.get(f"/api/v1/bots/{bot['id']}").json()["knowledge"]
    assert (knowledge["sources"], knowledge["passages"], knowledge["indexed"]) == (1, 8, 8)
    assert 0 < knowledge["limit"] < 1


def test_csv_by_content_whatever_its_name(running: Running, owner: Staff) -> None:
    bot = owner.bot()
    source = upload(owner, bot["id"], CSV.decode().encode("utf-16"), "liste.txt").json()
    assert (source["format"], source["entries"], source["name"]) == ("csv", 2, "liste.txt")
    running.run_jobs()
    page = owner.get(f"/api/v1/knowledge/sources/{source['id']}/passages", params={"limit": 1}).json()
    assert (page["total"], page["items"][0]["title"]) == (2, "Where is the lift?")
    rest = owner.get(f"/api/v1/knowledge/sources/{source['id']}/passages", params={"after": page["next"]}).json()
    assert [item["title"] for item in rest["items"]] == ["Is there tea?"]
    assert rest["next"] is None


def test_the_same_content_is_recognised(running: Running, owner: Staff) -> None:
    bot = owner.bot()
    first = upload(owner, bot["id"], CSV, "a.csv").json()
    again = upload(owner, bot["id"], CSV, "b.csv")
    assert again.status_code == 200
    assert (again.json()["id"], again.json()["duplicate"]) == (first["id"], True)
    running.run_jobs()
    assert running.rows("SELECT count(*) FROM knowledge_uploads WHERE source_id = %s", first["id"]) == [(1,)]
    other_bot = owner.bot()
    assert upload(owner, other_bot["id"], CSV, "a.csv").status_code == 201


def test_a_changed_file_replaces_the_old_passages_at_once(running: Running, owner: Staff) -> None:
    bot = owner.bot()
    old = owner.teach(bot["id"], [{"question": "When do you open?", "answer": "At nine."}])
    new = [{"question": "When do you open?", "answer": "At ten."}]
    changed = upload(owner, bot["id"], json.dumps(new).encode()).json()
    assert changed["id"] == old["id"]
    before = search(owner, bot["id"], "When do you open?")
    assert [result["content"] for result in before["results"]] == ["At nine."]
    running.run_jobs()
    after = search(owner, bot["id"], "When do you open?")
    assert [result["content"] for result in after["results"]] == ["At ten."]
    counted = "SELECT count(*) FROM knowledge_passages p JOIN knowledge_uploads u ON u.id = p.upload_id"
    assert running.rows(f"{counted} WHERE u.source_id = %s", old["id"]) == [(1,)]


def test_a_file_changed_twice_before_indexing_ends_with_the_last(running: Running, owner: Staff) -> None:
    bot = owner.bot()
    for answer in ("At nine.", "At ten.", "At noon."):
        upload(owner, bot["id"], json.dumps([{"question": "When do you open?", "answer": answer}]).encode())
    running.run_jobs()
    found = search(owner, bot["id"], "When do you open?")
    assert [result["content"] for result in found["results"]] == ["At noon."]


def test_a_file_with_faults_changes_nothing_and_names_them_all(running: Running, owner: Staff) -> None:
    bot = owner.bot()
    owner.teach(bot["id"], FAQS)
    answer = upload(owner, bot["id"], b"question,answer\ngood,entry\nno answer,\n,no question\n")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["errors"] == [
        {"field": "line 3", "reason": "the answer is missing"},
        {"field": "line 4", "reason": "the question is missing"},
    ]
    assert "Nothing was imported. Line 3: the answer is missing" in problem["detail"]
    source = owner.get("/api/v1/knowledge/sources", params={"bot_id": bot["id"]}).json()["items"][0]
    assert (source["status"], source["entries"]) == ("ready", 8)
    assert search(owner, bot["id"], "forgot my password")["total"] > 0


@pytest.mark.parametrize(
    ("data", "status"),
    [(b"%PDF-1.7 binary", 415), (bytes(range(256)) * 8, 415), (b"", 422), (b"[]", 422), (b"{" * 100_000, 422)],
)
def test_files_that_are_no_faqs(owner: Staff, data: bytes, status: int) -> None:
    assert upload(owner, owner.bot()["id"], data).status_code == status


def test_a_file_that_is_too_large(owner: Staff) -> None:
    answer = upload(owner, owner.bot()["id"], b"question,answer\n" + b"a,b\n" * 2_600_000, "a.csv")
    assert answer.status_code == 413
    assert answer.json()["detail"] == "A file may have 10 MB at most. Split it and upload the parts."


def test_names_are_kept_to_one_line_without_folders(owner: Staff) -> None:
    bot = owner.bot()
    assert upload(owner, bot["id"], CSV, "..\\..\\etc/pass\u202ewd.csv").json()["name"] == "pass wd.csv"


def test_deleting_a_source(running: Running, owner: Staff) -> None:
    bot = owner.bot(FAQS)
    source = owner.get("/api/v1/knowledge/sources", params={"bot_id": bot["id"]}).json()["items"][0]
    assert owner.delete(f"/api/v1/knowledge/sources/{source['id']}").status_code == 204
    assert search(owner, bot["id"], "forgot my password")["total"] == 0
    assert owner.get(f"/api/v1/knowledge/sources/{source['id']}").status_code == 404
    running.run_jobs()
    left = "SELECT count(*) FROM knowledge_vectors WHERE bot_id = %s"
    assert running.rows(left, bot["id"]) == [(0,)]
    assert running.rows("SELECT passages FROM knowledge_statistics WHERE bot_id = %s", bot["id"]) == [(0,)]
    assert running.rows("SELECT count(*) FROM knowledge_vocabulary WHERE bot_id = %s", bot["id"]) == [(0,)]


def test_deleting_a_bot_takes_its_knowledge_along(running: Running, owner: Staff) -> None:
    bot = owner.bot(FAQS)
    assert owner.delete(f"/api/v1/bots/{bot['id']}").status_code == 204
    for table in ("sources", "uploads", "vectors", "vocabulary", "statistics"):
        assert running.rows(f"SELECT count(*) FROM knowledge_{table} WHERE bot_id = %s", bot["id"]) == [(0,)]


def test_indexing_anew_keeps_answering_all_the_while(running: Running, owner: Staff) -> None:
    bot = owner.bot(FAQS)
    source = owner.get("/api/v1/knowledge/sources", params={"bot_id": bot["id"]}).json()["items"][0]
    answer = owner.post(f"/api/v1/knowledge/sources/{source['id']}/reindex")
    assert (answer.status_code, answer.json()["status"]) == (202, "pending")
    before = search(owner, bot["id"], "forgot my password")["results"]
    running.run_jobs()
    after = search(owner, bot["id"], "forgot my password")["results"]
    assert [result["title"] for result in before] == [result["title"] for result in after]
    assert {result["id"] for result in before}.isdisjoint(result["id"] for result in after)


def test_every_change_is_in_the_audit_trail(running: Running, owner: Staff) -> None:
    bot = owner.bot(FAQS)
    source = owner.get("/api/v1/knowledge/sources", params={"bot_id": bot["id"]}).json()["items"][0]
    owner.post(f"/api/v1/knowledge/sources/{source['id']}/reindex")
    running.run_jobs()
    owner.delete(f"/api/v1/knowledge/sources/{source['id']}")
    entries = owner.get("/api/v1/audit", params={"action": "knowledge"}).json()["items"]
    assert [entry["action"] for entry in entries] == [
        "knowledge.deleted",
        "knowledge.reindexed",
        "knowledge.uploaded",
    ]


@pytest.mark.parametrize("role", ["viewer", "agent"])
def test_only_admins_change_knowledge(owner: Staff, role: str) -> None:
    bot = owner.bot(FAQS)
    colleague = owner.colleague(role)
    source = colleague.get("/api/v1/knowledge/sources", params={"bot_id": bot["id"]}).json()["items"][0]
    assert upload(colleague, bot["id"], CSV).status_code == 403
    assert colleague.delete(f"/api/v1/knowledge/sources/{source['id']}").status_code == 403
    assert colleague.post(f"/api/v1/knowledge/sources/{source['id']}/reindex").status_code == 403


def test_what_belongs_to_another_workspace_does_not_exist(running: Running, owner: Staff) -> None:
    bot = owner.bot(FAQS)
    source = owner.get("/api/v1/knowledge/sources", params={"bot_id": bot["id"]}).json()["items"][0]
    stranger = running.found()
    path = f"/api/v1/knowledge/sources/{source['id']}"
    assert upload(stranger, bot["id"], CSV).status_code == 404
    for answer in (
        stranger.get(path),
        stranger.get(f"{path}/passages"),
        stranger.post(f"{path}/reindex"),
        stranger.delete(path),
        stranger.get("/api/v1/knowledge/sources", params={"bot_id": bot["id"]}),
        stranger.post("/api/search", json={"query": "password", "filters": {"bot_id": bot["id"]}}),
    ):
        assert answer.status_code == 404
    assert stranger.get("/api/v1/knowledge/sources").json()["items"] == []


def test_the_same_file_twice_at_once_makes_one_source(running: Running, owner: Staff) -> None:
    bot = owner.bot()
    answers: list[Any] = []
    threads = [threading.Thread(target=lambda: answers.append(upload(owner, bot["id"], CSV))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1
