"""Help promises nothing that is not understood: each of its examples, sent back, is carried out."""

import pytest

from frontdesk.assistant.skills.help import examples_about
from frontdesk.crm.catalogue import Catalogue
from tests.conftest import Running, Staff
from tests.http.crm import LEAST, add

UNDERSTOOD = ("answered", "done", "proposed")


@pytest.fixture
def owner(running: Running) -> Staff:
    """Of a workspace with one record of each object, no two of which are called alike."""
    owner = running.found()
    pipeline = add(owner, "pipelines", name="Sales")
    for object in LEAST:
        # A batch called March would be a month too.
        given = {"deals": {"pipeline_id": pipeline["id"]}, "batches": {"name": "Evening class"}}.get(object, {})
        owner.shop[object] = pipeline if object == "pipelines" else add(owner, object, **given)
    return owner


def outcome(owner: Staff, message: str) -> tuple[str, str]:
    turn = owner.post("/api/v1/chat", json={"message": message}).json()
    return turn["outcome"], turn["response"]


def test_each_example_of_the_help_is_understood(owner: Staff) -> None:
    turn = owner.post("/api/v1/chat", json={"message": "What can you do?"}).json()
    examples = [line.removeprefix("- ") for line in turn["response"].splitlines() if line.startswith("- ")]
    assert len(examples) >= 6
    asked = {example: response for example in examples for got, response in [outcome(owner, example)] if got == "asked"}
    assert asked == {}


@pytest.mark.parametrize("object", LEAST)
def test_each_example_of_an_object_is_understood(owner: Staff, object: str) -> None:
    record = owner.shop[object]
    newest = {object: (record["id"], record["labels"]["id"])}
    examples = list(examples_about(Catalogue().get(object), newest, may_write=True))
    assert len(examples) >= 3
    asked = {}
    for example in examples:
        got, response = outcome(owner, example)
        if got not in UNDERSTOOD:
            asked[example] = response
    assert asked == {}
