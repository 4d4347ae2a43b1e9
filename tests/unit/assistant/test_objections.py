"""What counts as an objection."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from frontdesk.assistant.skills.objections import Reason, latest_objection, reason_in
from frontdesk.crm.timeline.dealings import Dealing, Dealings

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Finds the price high; explained the instalments.", Reason.PRICE),
        ("It is too expensive for us", Reason.PRICE),
        ("Any discount for three people?", Reason.PRICE),
        ("No budget this year", Reason.PRICE),
        ("That is too much", Reason.PRICE),
        ("Can’t pay at once", Reason.PRICE),
        ("Also talks to a competitor", Reason.COMPARISON),
        ("Is comparing us with another institute", Reason.COMPARISON),
        ("Not sure yet", Reason.DOUBT),
        ("She wants to think about it", Reason.DOUBT),
        ("First wants to talk with the manager", Reason.DOUBT),
        ("Has doubts about the timing", Reason.DOUBT),
        ("Price is fine, starts on Monday", None),
        ("Happy with the price", None),
        ("No objections from her side", None),
        ("Priceless feedback, loved the demo", None),
        ("Asked about the evening batch", None),
        ("", None),
    ],
)
def test_words_of_objection(text: str, reason: Reason | None) -> None:
    assert reason_in(text) is reason


def dealing(object: str, at: datetime, body: str, title: str = "", **data: Any) -> Dealing:
    return Dealing(object, 1, at, title, body, data, None, None)


def found(*dealings: Dealing) -> Any:
    by_object: dict[str, list[Dealing]] = {}
    for one in dealings:
        by_object.setdefault(one.object, []).append(one)
    return latest_objection({name: Dealings(name, done=tuple(many)) for name, many in by_object.items()}, NOW)


def test_the_newest_of_the_last_fourteen_days_counts() -> None:
    old = dealing("notes", NOW - 15 * DAY, "too expensive")
    assert found(old) is None
    doubt, price = dealing("calls", NOW - 2 * DAY, "not sure"), dealing("notes", NOW - 14 * DAY, "too expensive")
    assert found(old, price).reason is Reason.PRICE
    assert found(old, price, doubt).reason is Reason.DOUBT


def test_what_we_wrote_ourselves_is_no_objection() -> None:
    ours = dealing("emails", NOW - DAY, "Our prices are low", direction="sent")
    assert found(ours) is None
    theirs = dealing("emails", NOW - DAY, "Your prices are high", direction="received")
    assert found(ours, theirs).reason is Reason.PRICE
    quoting = dealing(
        "emails",
        NOW - DAY,
        "Yes, gladly.\n\nOn Monday, Amara wrote:\n> the price is 100",
        "Re: About the price",
        direction="received",
    )
    assert found(quoting) is None
