"""Likeness of two records."""

from typing import Any

import pytest

from frontdesk.crm.definitions.contacts import CONTACTS
from frontdesk.crm.definitions.courses import COURSES
from frontdesk.crm.definitions.leads import LEADS
from frontdesk.crm.definitions.learners import LEARNERS
from frontdesk.crm.duplicates.likeness import alike

ANITA = {"name": "Anita Desai", "email": "anita@example.com", "phone": "+91 98400 12345", "company": "Acme",
         "city": "Pune"}  # fmt: skip


@pytest.mark.parametrize(
    ("other", "score", "reasons"),
    [
        ({"email": "anita@example.com"}, 1.0, ("same email",)),
        ({"phone": "098400-12345"}, 1.0, ("same phone",)),
        ({"name": "anita désai", "company": "ACME"}, 0.9, ("same name", "same company")),
        ({"name": "Desai, Anita", "company": "Acme", "city": "pune"}, 0.94, ("same name", "same company", "same city")),
        ({"name": "Anita Desai", "email": "anita@example.com"}, 1.0, ("same email", "same name")),
    ],
)
def test_how_sure_and_why(other: dict[str, Any], score: float, reasons: tuple[str, ...]) -> None:
    found = alike(LEADS, ANITA, other)
    assert found is not None
    assert (found.score, found.reasons) == (score, reasons)


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Anita Desai"},
        {"name": "Anita Verma", "company": "Acme"},
        {"company": "Acme", "city": "Pune"},
        {"phone": "12345"},
        {"name": "Anita Desai", "company": "Other"},
        {},
    ],
)
def test_what_is_not_enough(other: dict[str, Any]) -> None:
    assert alike(LEADS, ANITA, other) is None


def test_small_differences_of_a_name_make_it_less_sure_than_none() -> None:
    exact = alike(LEADS, ANITA, {"name": "Anita Desai", "company": "Acme"})
    small = alike(LEADS, ANITA, {"name": "Anitha Desai", "company": "Acme"})
    assert exact is not None
    assert small is not None
    assert 0.6 <= small.score < exact.score
    assert small.reasons[0] == "similar name"


def test_names_of_several_fields_and_relations_beside_them() -> None:
    one = {"first_name": "Lena", "last_name": "Berg", "city": "Oslo"}
    swapped = alike(CONTACTS, one, {"first_name": "Berg", "last_name": "Lena", "city": "OSLO"})
    assert swapped is not None
    assert swapped.reasons == ("same name", "same city")
    learner = {"name": "Tom Okafor", "course_id": 3}
    assert alike(LEARNERS, learner, {"name": "Tom Okafor", "course_id": 4}) is None
    assert alike(LEARNERS, learner, {"name": "Tom Okafor", "course_id": 3}) is not None


def test_objects_without_a_rule_are_never_alike() -> None:
    assert alike(COURSES, {"title": "Baking"}, {"title": "Baking"}) is None
