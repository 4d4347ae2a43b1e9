"""Portability: an object and fields that the command language never saw are spoken of at once, by their definitions."""

from collections.abc import Callable
from typing import Any

import pytest

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import SHIPPED, Definition
from frontdesk.crm.definitions.definition import Title
from frontdesk.crm.fields import Boolean, Choice, Date, Money, Option, Relation, Text
from tests.conftest import Running
from tests.http.crm import add, listed
from tests.http.spoken_world import NOW, Talk, World

VEHICLES = Definition(
    name="vehicles",
    label="Vehicle",
    label_plural="Vehicles",
    icon="car",
    description="What learners are driven in.",
    title=Title(("plate",)),
    synonyms=("car", "van"),
    list_columns=("plate", "fuel", "rent", "inspected_on", "driver_id"),
    fields=(
        Text(name="plate", required=True, searchable=True, indexed=True, synonyms=("registration",)),
        Text(name="depot", indexed=True),
        Choice(
            name="fuel",
            choices=(Option("diesel"), Option("electric", synonyms=("battery powered",)), Option("petrol")),
            synonyms=("drive type",),
        ),
        Money(name="rent", indexed=True),
        Date(name="inspected_on", label="Inspected", indexed=True, synonyms=("inspection",)),
        Boolean(name="insured"),
        Relation(name="driver_id", object="contacts", synonyms=("driver", "driven by")),
    ),
)
OWN: list[dict[str, Any]] = [
    {"label": "Shirt size", "type": "choice", "choices": ["small", "extra large"]},
    {"label": "Siblings", "type": "integer"},
    {"label": "Birthday", "type": "date"},
]


@pytest.fixture(scope="module")
def desk(start_application: Callable[..., Running]) -> Running:
    return start_application(catalogue=Catalogue([*SHIPPED, VEHICLES]), frontdesk_now=NOW)


def grown(desk: Running) -> World:
    """Vehicles and their drivers, and leads with fields of the workspace's own."""
    world = World(desk.found())
    for field in OWN:
        made = world.owner.post("/api/v1/meta/objects/leads/fields", json=field)
        assert made.status_code == 201, made.text
    driver = world.add("sara", "contacts", first_name="Sara", last_name="Khan", city="Mumbai")
    rows: list[dict[str, Any]] = [
        {"plate": "KA 01", "depot": "Hubli", "fuel": "diesel", "rent": 900, "inspected_on": "2026-03-02",
         "insured": True, "driver_id": driver},
        {"plate": "KA 02", "depot": "Hubli", "fuel": "electric", "rent": 1_500, "inspected_on": "2026-03-10"},
        {"plate": "MH 07", "depot": "Nashik", "fuel": "electric", "rent": 2_100, "insured": True},
    ]  # fmt: skip
    for short, row in zip(("old", "new", "far"), rows, strict=True):
        answer = world.owner.post("/api/v1/vehicles", json=row)
        assert answer.status_code == 201, answer.text
        world.ids[short] = answer.json()["id"]
    own: list[tuple[str, dict[str, Any]]] = [
        ("guna", {"shirt_size": "small", "siblings": 1, "birthday": "2001-05-04"}),
        ("john", {"shirt_size": "extra large", "siblings": 4, "birthday": "2001-11-30"}),
        ("asha", {}),
    ]
    for short, custom in own:
        world.ids[short] = add(world.owner, "leads", name=f"{short.title()} Sekar", custom=custom)["id"]
    return world


@pytest.fixture(scope="module")
def world(desk: Running) -> World:
    """For tests that only read."""
    return grown(desk)


@pytest.fixture
def fresh(desk: Running) -> World:
    """For tests that write."""
    return grown(desk)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("show me all vehicles", ("old", "new", "far")),
        ("list cars", ("old", "new", "far")),
        ("electric vehicles", ("new", "far")),
        ("battery powered vans", ("new", "far")),
        ("vehicles that are not electric", ("old",)),
        ("vehicles with rent over 1k", ("new", "far")),
        ("vehicles with rent between 1,000 and 2,000", ("new",)),
        ("electric vehicles in Hubli", ("new",)),
        ("vehicles inspected this week", ("new",)),
        ("vehicles inspected before 5 march 2026", ("old",)),
        ("vehicles without inspection", ("far",)),
        ("insured vehicles", ("old", "far")),
        ("vehicles that are not insured", ("new",)),
        ("vehicles driven by Sara Khan", ("old",)),
        ("vehicles of contacts in Mumbai", ("old",)),
        ("vehicles without driver", ("new", "far")),
        ("top 2 vehicles by rent", ("far", "new")),
        ("vehicle KA 02", ("new",)),
        ("electirc vehicels", ("new", "far")),
    ],
)
def test_an_object_of_its_own_is_asked_for(world: World, message: str, expected: tuple[str, ...]) -> None:
    turn = world.talk().say(message)
    assert turn["outcome"] == "answered", turn["response"]
    assert turn["records"]["object"] == "vehicles"
    assert sorted(turn["records"]["ids"]) == sorted(world.of(*expected)), (turn["query"], turn["response"])


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("how many vehicles do we have", 3),
        ("how many electric vehicles are in Nashik", 1),
        ("total rent of electric vehicles", 3_600),
        ("average rent of vehicles", 1_500),
    ],
)
def test_figures_of_it(world: World, message: str, value: float) -> None:
    turn = world.talk().say(message)
    assert turn["value"] == value, (turn["query"], turn["response"])


def test_it_is_grouped(world: World) -> None:
    turn = world.talk().say("vehicles by fuel")
    counts = {group["key"]["fuel"]: group["values"]["count"] for group in turn["groups"]}
    assert counts == {"diesel": 1, "electric": 2}


def test_it_is_made_changed_and_deleted(fresh: World) -> None:
    talk = fresh.talk()
    turn = talk.say("create a vehicle named GJ 05, electric, rent 1200, driver Sara Khan, depot Surat")
    assert turn["outcome"] == "done", turn["response"]
    made = fresh.owner.get(f"/api/v1/vehicles/{turn['changes'][0]['id']}").json()
    assert (made["plate"], made["fuel"], made["rent"], made["driver_id"], made["depot"]) == (
        "GJ 05", "electric", 1_200, fresh.ids["sara"], "Surat",
    )  # fmt: skip
    assert talk.say("set rent of vehicle KA 01 to 950")["outcome"] == "done"
    assert fresh.get("vehicles", "old")["rent"] == 950
    assert talk.say("change the fuel of vehicle KA 01 to petrol")["outcome"] == "done"
    assert fresh.get("vehicles", "old")["fuel"] == "petrol"
    proposal = talk.say("delete vehicles in Hubli")["proposal"]
    assert (proposal["verb"], sorted(proposal["ids"])) == ("delete", sorted(fresh.of("old", "new")))
    assert talk.say("yes")["outcome"] == "done"
    assert {one["plate"] for one in listed(fresh.owner, "vehicles")} == {"MH 07", "GJ 05"}


def test_it_is_spoken_of_in_a_dialogue(world: World) -> None:
    talk = world.talk()
    assert len(talk.shown("electric vehicles")) == 2
    assert talk.shown("only those in Nashik") == world.of("far")
    assert talk.say("how many?")["value"] == 1


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("leads with shirt size small", ("guna",)),
        ("extra large leads", ("john",)),
        ("leads with more than 2 siblings", ("john",)),
        ("leads with siblings over 2", ("john",)),
        ("leads with birthday in may 2001", ("guna",)),
        ("leads without birthday", ("asha",)),
        ("leads without shirt size", ("asha",)),
    ],
)
def test_fields_of_a_workspace_s_own_are_asked_for(world: World, message: str, expected: tuple[str, ...]) -> None:
    turn = world.talk().say(message)
    assert turn["outcome"] == "answered", turn["response"]
    assert turn["records"]["object"] == "leads"
    assert sorted(turn["records"]["ids"]) == sorted(world.of(*expected)), (turn["query"], turn["response"])


def test_fields_of_a_workspace_s_own_are_written_and_grouped_by(fresh: World) -> None:
    talk = fresh.talk()
    assert talk.say("set shirt size of lead Asha Sekar to extra large")["outcome"] == "done"
    assert fresh.get("leads", "asha")["custom"]["shirt_size"] == "extra large"
    groups = talk.say("leads by shirt size")["groups"]
    assert {one["key"]["custom.shirt_size"]: one["values"]["count"] for one in groups} == {"small": 1, "extra large": 2}
    assert talk.say("total siblings of leads")["value"] == 5


def test_another_workspace_does_not_know_these_fields(desk: Running) -> None:
    turn = Talk(desk.found()).say("leads with shirt size small")
    assert turn["outcome"] == "asked"
    assert "shirt" in turn["response"]
