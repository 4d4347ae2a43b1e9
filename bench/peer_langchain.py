"""The peer of requirement 10.1: the same turn built from LangChain, FAISS, sentence-transformers, LangGraph and SQLite.

Not run by `make bench`: it needs packages that Frontdesk does not (torch among them). In an environment of their own:

    pip install langchain-community langchain-huggingface faiss-cpu sentence-transformers langgraph
    python bench/peer_langchain.py MODEL_FOLDER FAQS.json QUESTIONS.jsonl

Prints p50 of a turn alone and turns a second with eight threads, in one process, without any HTTP around it.
"""

import itertools
import json
import sqlite3
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypedDict

from langchain_community.vectorstores import FAISS
from langchain_huggingface import HuggingFaceEmbeddings
from langgraph.graph import END, START, StateGraph

WORDS = {
    "Technical": ("error", "crash", "bug", "not working", "slow", "install"),
    "Billing": ("charge", "invoice", "refund", "payment", "price", "bill"),
    "Account": ("password", "login", "account", "email", "profile"),
}
ANGRY = ("furious", "outrageous", "terrible", "worst", "ridiculous")
SECONDS = 12


class State(TypedDict, total=False):
    text: str
    category: str
    sentiment: str
    priority: int
    found: list[Any]
    response: str


def build(store: FAISS) -> Any:
    """The graph: categorise, sentiment, priority, retrieve, answer, escalation."""

    def categorise(state: State) -> State:
        text = state["text"].lower()
        return {"category": next((c for c, words in WORDS.items() if any(w in text for w in words)), "General")}

    def sentiment(state: State) -> State:
        return {"sentiment": "Angry" if any(w in state["text"].lower() for w in ANGRY) else "Neutral"}

    def priority(state: State) -> State:
        return {"priority": 8 if state["sentiment"] == "Angry" else 5}

    def retrieve(state: State) -> State:
        return {"found": store.similarity_search_with_score(state["text"], k=5)}

    def answer(state: State) -> State:
        return {"response": state["found"][0][0].metadata["answer"]}

    def escalation(state: State) -> State:
        return {"priority": state["priority"]}

    graph = StateGraph(State)
    names = [categorise, sentiment, priority, retrieve, answer, escalation]
    for node in names:
        graph.add_node(node.__name__ + "_node", node)
    chain = [START, *(node.__name__ + "_node" for node in names), END]
    for before, after in itertools.pairwise(chain):
        graph.add_edge(before, after)
    return graph.compile()


class Desk:
    """The turn: the message is stored, answered by the graph, and the answer is stored."""

    def __init__(self, model: str, faqs: list[dict[str, str]], path: str):
        embeddings = HuggingFaceEmbeddings(model_name=model)
        store = FAISS.from_texts([faq["question"] for faq in faqs], embeddings, metadatas=faqs)
        self._graph = build(store)
        self._path = path
        self._local = threading.local()

    def _database(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            self._local.connection = sqlite3.connect(self._path, timeout=30)
            self._local.connection.execute("PRAGMA journal_mode=WAL")
            self._local.connection.execute("CREATE TABLE IF NOT EXISTS messages (role TEXT, content TEXT)")
        connection: sqlite3.Connection = self._local.connection
        return connection

    def ask(self, text: str) -> str:
        database = self._database()
        database.execute("INSERT INTO messages VALUES ('user', ?)", (text,))
        database.commit()
        response: str = self._graph.invoke({"text": text})["response"]
        database.execute("INSERT INTO messages VALUES ('assistant', ?)", (response,))
        database.commit()
        return response


def main() -> None:
    model, faqs, questions = sys.argv[1:4]
    path = "/dev/shm/peer.sqlite" if Path("/dev/shm").is_dir() else "peer.sqlite"
    Path(path).unlink(missing_ok=True)
    desk = Desk(model, json.loads(Path(faqs).read_text()), path)
    texts = [json.loads(line)["text"] for line in Path(questions).read_text().splitlines()]
    numbers = itertools.count()

    def one() -> float:
        number = next(numbers)
        began = time.perf_counter()
        desk.ask(f"{texts[number % len(texts)]} (order {number})")
        return (time.perf_counter() - began) * 1000

    for _ in range(20):
        one()
    alone = sorted(one() for _ in range(200))
    end = time.perf_counter() + SECONDS

    def customer(_: int) -> int:
        turns = 0
        while time.perf_counter() < end:
            one()
            turns += 1
        return turns

    began = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        turns = sum(pool.map(customer, range(8)))
    print(f"peer: p50 {alone[100]:.1f} ms alone, {turns / (time.perf_counter() - began):.1f} turns/s with 8 threads")


if __name__ == "__main__":
    main()
