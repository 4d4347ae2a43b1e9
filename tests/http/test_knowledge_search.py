"""Search over HTTP, and what a customer may open."""

from typing import Any

import pytest

from tests.conftest import PASSWORD, Running, Staff
from tests.http.faqs import FAQS

CODES = [
    {"question": f"What does the error code E-{code} mean?", "answer": f"Part {part} does not answer. Call service."}
    for code, part in zip(range(4010, 4050), range(40), strict=True)
]


def search(staff: Staff, query: str, bot_id: int | None = None, **body: Any) -> dict[str, Any]:
    filters = {"bot_id": bot_id, **body.pop("filters", {})}
    answer = staff.post("/api/search", json={"query": query, "filters": filters, **body})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_the_shape_of_the_contract(owner: Staff) -> None:
    bot = owner.bot(FAQS)
    found = search(owner, "they took my money two times", bot["id"])
    assert (found["query"], found["total"], found["nothing_fits"]) == ("they took my money two times", 5, False)
    first = found["results"][0]
    assert (first["kind"], first["title"]) == ("faq", "Why was I charged twice for one order?")
    assert (first["source"], first["page"], first["category"]) == ("faqs.json", None, "Billing")
    assert isinstance(first["id"], str)
    scores = [result["score"] for result in found["results"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_nothing_fits_a_question_from_elsewhere(owner: Staff) -> None:
    bot = owner.bot(FAQS)
    for query in ("Who won the cup final in 1974?", "Do you sell dog food?", "asdf jklö"):
        found = search(owner, query, bot["id"])
        assert found["nothing_fits"], query
        assert found["results"][0]["score"] < found["limit"]


def test_the_bot_decides_from_which_confidence_it_answers(owner: Staff) -> None:
    bot = owner.bot(FAQS)
    escalation = {**bot["escalation"], "confidence": 0.999}
    owner.patch(f"/api/v1/bots/{bot['id']}", json={"escalation": escalation})
    found = search(owner, "they took my money two times", bot["id"])
    assert found["confidence"] < 0.999
    assert found["nothing_fits"]


def test_limit_threshold_and_default_bot(owner: Staff) -> None:
    bot = owner.bot(FAQS)
    assert search(owner, "password", limit=2)["total"] == 2
    owner.patch(f"/api/v1/bots/{bot['id']}", json={"search": {"results": 3, "threshold": None}})
    assert search(owner, "password")["total"] == 3
    owner.patch(f"/api/v1/bots/{bot['id']}", json={"search": {"results": 3, "threshold": 0.95}})
    assert search(owner, "password")["total"] == 0


def test_filters(owner: Staff) -> None:
    bot = owner.bot(FAQS)
    owner.teach(bot["id"], [{"question": "Is there a car park?", "answer": "Behind the shop."}], "more.json")
    in_category = search(owner, "money", bot["id"], filters={"category": "billing"})
    assert {result["category"] for result in in_category["results"]} == {"Billing"}
    in_source = search(owner, "money", bot["id"], filters={"source": "more.json"})
    assert [result["title"] for result in in_source["results"]] == ["Is there a car park?"]
    assert search(owner, "money", bot["id"], filters={"kind": "document"})["total"] == 0
    assert search(owner, "money", bot["id"], filters={"source": "no such"})["nothing_fits"]


def test_an_exact_code_wins_among_forty_alike(owner: Staff) -> None:
    bot = owner.bot(CODES)
    for code in (4012, 4033, 4047):
        assert f"E-{code}" in search(owner, f"the display says e{code}", bot["id"])["results"][0]["title"]


def test_equal_passages_come_in_the_same_order_every_time(owner: Staff) -> None:
    bot = owner.bot([{"question": "Same?", "answer": "Same."} for _ in range(6)])
    orders = {tuple(result["id"] for result in search(owner, "same", bot["id"])["results"]) for _ in range(3)}
    assert len(orders) == 1
    order = [int(each) for each in orders.pop()]
    assert order == sorted(order)


@pytest.mark.parametrize(
    "query",
    [
        "'; DROP TABLE knowledge_passages; --",
        "a & | ! <-> :* ( ) \\ ' \"",
        "%s %(x)s :bot_id $1 {category}",
        "\u0000 nul",
        "🙂" * 500,
        "x" * 10_000,
        " ",
        "\ud83d"[:0] + "?",
    ],
)
def test_whatever_is_typed_is_only_text(owner: Staff, query: str) -> None:
    bot = owner.bot(FAQS)
    assert search(owner, query, bot["id"])["total"] == 5


@pytest.mark.parametrize("body", [{}, {"query": ""}, {"query": "x" * 10_001}, {"query": "a", "limit": 0}, {"query": 3}])
def test_requests_that_do_not_fit(owner: Staff, body: dict[str, Any]) -> None:
    assert owner.post("/api/search", json=body).status_code == 422


def test_who_may_search(running: Running, owner: Staff) -> None:
    bot, other = owner.bot(FAQS, access="customers"), owner.bot(FAQS, access="customers")
    assert running.client.post("/api/search", json={"query": "password"}).status_code == 401
    assert search(owner.colleague("viewer"), "password", bot["id"])["total"] == 5
    key = owner.post("/api/v1/api-keys", json={"name": "reader", "role": "viewer"}).json()["key"]
    by_key = running.client.post("/api/search", json={"query": "password"}, headers={"X-API-Key": key})
    assert by_key.json()["total"] == 5
    customer = _customer(running, bot["id"])
    assert customer("POST", "/api/search", json={"query": "password"}).json()["total"] == 5
    foreign = {"query": "password", "filters": {"bot_id": other["id"]}}
    assert customer("POST", "/api/search", json=foreign).status_code == 404


def test_who_may_open_a_passage(running: Running, owner: Staff) -> None:
    public, closed = owner.bot(FAQS), owner.bot(FAQS, access="customers")
    of_public, of_closed = (search(owner, "password", bot["id"])["results"][0]["id"] for bot in (public, closed))
    opened = owner.get(f"/api/v1/knowledge/passages/{of_public}")
    assert opened.json()["title"] == "How do I reset my password?"
    assert opened.json()["source"] == "faqs.json"
    path = f"/api/v1/knowledge/passages/{of_closed}"
    for passage in (of_public, of_closed):
        assert running.client.get(f"/api/v1/knowledge/passages/{passage}").status_code == 401
    assert running.found().get(path).status_code == 404
    assert owner.get(path).status_code == 200
    assert _customer(running, closed["id"])("GET", path).status_code == 200
    assert _customer(running, public["id"])("GET", path).status_code == 404
    assert owner.get("/api/v1/knowledge/passages/999999999").status_code == 404


def test_opening_questions_and_next_ones(running: Running, owner: Staff) -> None:
    bot = owner.bot(FAQS)
    shown = running.client.get(f"/api/v1/bots/{bot['id']}/public").json()["suggested_questions"]
    categories = {faq["question"]: faq["category"] for faq in FAQS}
    assert len({categories[question] for question in shown}) == 3


def _customer(running: Running, bot_id: int) -> Any:
    body = {"email": f"c{bot_id}-{id(object())}@example.test", "password": PASSWORD}
    made = running.client.post(f"/api/v1/auth/{bot_id}/register", json=body)
    assert made.status_code == 201, made.text
    token = made.json()["access_token"]

    def request(method: str, path: str, **options: Any) -> Any:
        return running.client.request(method, path, headers={"Authorization": f"Bearer {token}"}, **options)

    return request
