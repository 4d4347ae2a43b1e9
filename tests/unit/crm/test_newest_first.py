"""Places in lists of several kinds."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from frontdesk.crm.newest_first import Place, place_of
from frontdesk.platform.paging import InvalidCursorError


def test_a_cursor_is_the_place_it_was_made_of() -> None:
    place = Place(datetime(2026, 3, 1, 12, 30, 0, 123456, tzinfo=UTC), "calls", 7)
    assert place_of(place.cursor) == place
    elsewhere = Place(place.at.astimezone(timezone(timedelta(hours=5, minutes=30))), "calls", 7)
    assert elsewhere.cursor == place.cursor


@pytest.mark.parametrize("cursor", [None, ""])
def test_without_a_cursor_there_is_no_place(cursor: str | None) -> None:
    assert place_of(cursor) is None


@pytest.mark.parametrize(
    "cursor", ["x", "nonsense!", "bnVsbA", "WzEsMiwzXQ", "WyIyMDI2LTAzLTAxIiwiYSIsMV0", "é", "W10", "eyJhIjoxfQ"]
)
def test_what_was_never_a_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursorError):
        place_of(cursor)
