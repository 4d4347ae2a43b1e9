"""Which of two readings in time is meant."""

import pytest

from frontdesk.language.values.tense import looking_ahead, looking_back
from frontdesk.language.values.value import DayValue, PeriodValue
from tests.unit.language.values.conftest import HABITS, day_text, one, period_text


@pytest.mark.parametrize(
    ("marked", "back", "ahead"),
    [
        ("[friday]", "2026-03-06", "2026-03-13"),
        ("[wednesday]", "2026-03-11", "2026-03-18"),
        ("[15 march]", "2025-03-15", "2026-03-15"),
        ("[at 4]", "2026-03-10 16:00", "2026-03-11 16:00"),
        ("[next friday]", "2026-03-20", "2026-03-20"),
        ("[yesterday]", "2026-03-10", "2026-03-10"),
    ],
)
def test_a_day_is_looked_for_back_or_ahead(marked: str, back: str, ahead: str) -> None:
    value = one(marked, DayValue)
    assert isinstance(value, DayValue)
    assert (day_text(looking_back(value, HABITS)), day_text(looking_ahead(value, HABITS))) == (back, ahead)


@pytest.mark.parametrize(
    ("marked", "back", "ahead"),
    [
        ("[february]", "2026-02-01..2026-03-01", "2027-02-01..2027-03-01"),
        ("[Q4]", "2025-10-01..2026-01-01", "2026-10-01..2027-01-01"),
        ("[before friday]", "..2026-03-06", "..2026-03-13"),
        ("[last week]", "2026-03-02..2026-03-09", "2026-03-02..2026-03-09"),
    ],
)
def test_a_period_is_looked_for_back_or_ahead(marked: str, back: str, ahead: str) -> None:
    value = one(marked, PeriodValue)
    assert isinstance(value, PeriodValue)
    assert (period_text(looking_back(value, HABITS)), period_text(looking_ahead(value, HABITS))) == (back, ahead)
