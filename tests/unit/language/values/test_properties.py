"""What holds for any date, amount or text."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.language.values.finding import MAXIMUM_CHARACTERS, find_values
from frontdesk.language.values.names import MONTHS
from frontdesk.language.values.value import DayValue, MoneyValue, NumberValue
from tests.unit.language.values.conftest import HABITS, habits, one

DATES = st.dates(date(1970, 1, 1), date(2069, 12, 31))
LONGEST = 8_000

WORDS = """between from to and - / . , : 1 15 3rd march may friday next last this week weeks of in the a half hour 2
days ago after before end month 2025 q 3 50 k $ lakh at pm 4 30 past quarter first second tomorrow noon or later more
than over 10 2026 12 99999999999 older within until since year weekend ' " + % easter eom 1990 s"""
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=12)


@given(day=DATES, order=st.sampled_from(["dmy", "mdy", "ymd"]), mark=st.sampled_from("/-."), padded=st.booleans())
def test_a_date_in_digits_reads_back_in_its_order(day: date, order: str, mark: str, padded: bool) -> None:
    parts = {"d": f"{day.day:02}" if padded else f"{day.day}", "m": f"{day.month:02}" if padded else f"{day.month}"}
    text = mark.join((parts | {"y": f"{day.year}"})[part] for part in order)
    assert one(f"due [{text}]", DayValue, habits(order)) == DayValue(day)


@given(day=DATES, form=st.integers(0, 5), short=st.booleans())
def test_a_date_in_words_reads_back(day: date, form: int, short: bool) -> None:
    month = MONTHS[day.month - 1][: 3 if short else None].title()
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    texts = (
        f"{day.day} {month} {day.year}",
        f"{day.day}{suffix} of {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"the {day.day}{suffix} {month}, {day.year}",
        f"{month} {day.day}{suffix} {day.year}",
        f"{day.day}-{month}-{day.year}",
    )
    assert one(f"due [{texts[form]}]", DayValue) == DayValue(day)


@given(
    number=st.decimals(min_value=1, max_value=999, places=2),
    scale=st.sampled_from(
        [("k", 3), (" thousand", 3), (" lakh", 5), (" lakhs", 5), (" million", 6), (" crore", 7), ("cr", 7)]
    ),
    currency=st.sampled_from([("", None), ("$", "USD"), ("Rs. ", "INR"), ("₹", "INR"), ("EUR ", "EUR")]),
)
def test_an_amount_said_with_its_size_reads_back(
    number: Decimal, scale: tuple[str, int], currency: tuple[str, str | None]
) -> None:
    value = one(f"worth [{currency[0]}{number.normalize():f}{scale[0]}]", MoneyValue)
    assert value == MoneyValue(number * 10 ** scale[1], currency[1], scaled=True)


@given(number=st.integers(0, 10**12), indian=st.booleans())
def test_a_number_with_separators_reads_back(number: int, indian: bool) -> None:
    assert one(f"value [{_grouped(number, indian)}] now", NumberValue) == NumberValue(Decimal(number))


def _grouped(number: int, indian: bool) -> str:
    """1,50,000 or 150,000."""
    if not indian:
        return f"{number:,}"
    head, tail = divmod(number, 1000)
    if not head:
        return str(number)
    pairs = []
    while head:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02}" if head else str(pair))
    return ",".join([*reversed(pairs), f"{tail:03}"])


@given(st.one_of(st.text(max_size=200), PIECES.map(" ".join), PIECES.map("".join)))
def test_any_text_is_read_and_every_value_has_its_place_in_it(text: str) -> None:
    found = find_values(text, HABITS)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert found == sorted(found, key=lambda one: (one.span.start, -one.span.end))


@given(PIECES.map(" ".join))
def test_periods_begin_before_they_end(text: str) -> None:
    for one_found in find_values(text, HABITS):
        first, end = getattr(one_found.value, "first", None), getattr(one_found.value, "end", None)
        assert first is None or end is None or first < end


REPEATED = (
    *(
        "1 ",
        "between 1 and ",
        "2 days after ",
        "last week of ",
        "'",
        '"a ',
        "1,000",
        "99 lakh ",
        "march ",
        "+1-",
        "a@b.",
    ),
    *(
        "a@",
        "end of the ",
        "half past ",
        "(1",
        "in 2 weeks from ",
        "twenty ",
        "1h30m ",
        "a",
        "1",
        " ",
        "www.",
        "monday, ",
    ),
)


@pytest.mark.parametrize("piece", REPEATED)
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    """Ten times as long takes far less than a hundred times as long: the best of three, of the processor's time."""
    short = min(_seconds(piece, LONGEST // 10) for _ in range(3))
    long = min(_seconds(piece, LONGEST) for _ in range(3))
    assert long < 0.1 + 40 * short


def _seconds(piece: str, length: int) -> float:
    text = (piece * length)[:length]
    start = time.process_time()
    find_values(text, HABITS)
    return time.process_time() - start


def test_only_so_much_of_a_text_is_read() -> None:
    assert find_values(" " * MAXIMUM_CHARACTERS + "tomorrow", HABITS) == []
