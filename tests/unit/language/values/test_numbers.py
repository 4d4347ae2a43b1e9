"""Numbers, money, percent, ordinals, ranges and lengths of time."""

from decimal import Decimal

import pytest

from frontdesk.language.values.value import DurationValue, MoneyValue, NumberValue, RangeValue
from tests.unit.language.values.conftest import found_kinds, one


@pytest.mark.parametrize(
    ("marked", "number"),
    [
        ("[50] leads", "50"),
        ("[1,500,000]", "1500000"),
        ("[1,50,000]", "150000"),
        ("[2.75]", "2.75"),
        ("[1.234.567,89]", "1234567.89"),
        ("[ten] deals", "10"),
        ("[twenty five]", "25"),
        ("[twenty-five]", "25"),
        ("[a hundred]", "100"),
        ("[two hundred and fifty]", "250"),
        ("[a dozen]", "12"),
        ("[two dozen]", "24"),
        ("[-500]", "-500"),
        ("[2026]", "2026"),
    ],
)
def test_a_number_is_read(marked: str, number: str) -> None:
    assert one(marked, NumberValue) == NumberValue(Decimal(number))


@pytest.mark.parametrize(
    ("marked", "number"), [("[80%]", 80), ("[80 percent]", 80), ("[5 per cent]", 5), ("[50 pct]", 50)]
)
def test_percent_is_read(marked: str, number: int) -> None:
    assert one(marked, NumberValue) == NumberValue(Decimal(number), percent=True)


@pytest.mark.parametrize(
    ("marked", "number"), [("the [first] one", 1), ("[2nd]", 2), ("[third]", 3), ("[21st]", 21), ("[twenty-first]", 21)]
)
def test_an_ordinal_is_read(marked: str, number: int) -> None:
    assert one(marked, NumberValue) == NumberValue(Decimal(number), ordinal=True)


@pytest.mark.parametrize(
    "text", ["half", "no one", "the lost ones", "which one?", "E4012", "A4", "7ampm", "1,5,7", "1.2.3"]
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert found_kinds(text, NumberValue, MoneyValue) == []


@pytest.mark.parametrize(
    ("marked", "amount", "currency", "scaled"),
    [
        ("[50k]", "50000", None, True),
        ("[1.5 lakh]", "150000", None, True),
        ("[2 crore]", "20000000", None, True),
        ("[2cr]", "20000000", None, True),
        ("[1 lakh 20 thousand]", "120000", None, True),
        ("[3 million]", "3000000", None, True),
        ("[2.5m]", "2500000", None, True),
        ("[half a million]", "500000", None, True),
        ("[two and a half lakh]", "250000", None, True),
        ("[10 grand]", "10000", None, True),
        ("[ten thousand]", "10000", None, True),
        ("[£2,000]", "2000", "GBP", False),
        ("[$5k]", "5000", "USD", True),
        ("[US$ 20]", "20", "USD", False),
        ("[€50.50]", "50.50", "EUR", False),
        ("[50€]", "50", "EUR", False),
        ("[Rs 500]", "500", "INR", False),
        ("[rs. 1.5 lakh]", "150000", "INR", True),
        ("[Rs.45,000/-]", "45000", "INR", False),
        ("[₹2 crore]", "20000000", "INR", True),
        ("[2000 EUR]", "2000", "EUR", False),
        ("[INR 2,00,000]", "200000", "INR", False),
        ("[5 thousand dollars]", "5000", "USD", True),
        ("[twenty-five thousand rupees]", "25000", "INR", True),
    ],
)
def test_money_is_read(marked: str, amount: str, currency: str | None, scaled: bool) -> None:
    assert one(marked, MoneyValue) == MoneyValue(Decimal(amount), currency, scaled)


def ranged(
    low: str, high: str, currency: str | None = None, *, percent: bool = False, duration: bool = False
) -> RangeValue:
    """A range in words: low and high as numbers, with ( or ) where the bound does not belong to it."""
    return RangeValue(
        Decimal(low.strip("()")) if low else None,
        Decimal(high.strip("()")) if high else None,
        currency,
        percent,
        "(" not in low,
        ")" not in high,
        duration,
    )


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[over 50k]", ranged("(50000", "")),
        ("[more than 3] deals", ranged("(3", "")),
        ("[above ₹5 lakh]", ranged("(500000", "", "INR")),
        ("[at least $10,000]", ranged("10000", "", "USD")),
        ("[no less than 5]", ranged("5", "")),
        ("[minimum 5]", ranged("5", "")),
        ("[>= 50]", ranged("50", "")),
        ("[≥ 50]", ranged("50", "")),
        ("[> 50]", ranged("(50", "")),
        ("[greater than or equal to 50]", ranged("50", "")),
        ("[50k+]", ranged("50000", "")),
        ("[50k or more]", ranged("50000", "")),
        ("[3 or fewer]", ranged("", "3")),
        ("[north of ten grand]", ranged("(10000", "")),
        ("[under 1 crore]", ranged("", "10000000)")),
        ("[less than 20%]", ranged("", "20)", percent=True)),
        ("[up to 50k]", ranged("", "50000")),
        ("[at most 5]", ranged("", "5")),
        ("[not more than 10 lakh]", ranged("", "1000000")),
        ("[<= 5]", ranged("", "5")),
        ("[between 10 and 20 thousand]", ranged("10000", "20000")),
        ("[between 50,000 and 1,00,000]", ranged("50000", "100000")),
        ("[10-20k]", ranged("10000", "20000")),
        ("[2k-5k]", ranged("2000", "5000")),
        ("[500 to 2 thousand]", ranged("500", "2000")),
        ("[$10-20k]", ranged("10000", "20000", "USD")),
        ("[USD 500-1000]", ranged("500", "1000", "USD")),
        ("[from 5k to 10k]", ranged("5000", "10000")),
        ("[between 20 and 40%]", ranged("20", "40", percent=True)),
        ("[longer than 5 minutes]", ranged("(300", "", duration=True)),
        ("[10 to 20 minutes]", ranged("600", "1200", duration=True)),
        ("[1-2 weeks]", ranged("604800", "1209600", duration=True)),
    ],
)
def test_a_range_is_read(marked: str, expected: RangeValue) -> None:
    assert one(marked, RangeValue) == expected


def test_the_amounts_of_a_range_are_values_too() -> None:
    assert found_kinds("between 10 and 20 thousand", NumberValue, MoneyValue) == ["10", "20 thousand"]
    assert found_kinds("over 50k", MoneyValue) == ["50k"]


@pytest.mark.parametrize(
    "text", ["20 to 10", "2-3pm", "5-10 march", "between 1 and 15 March", "march 5-10", "2026-03-12"]
)
def test_what_only_looks_like_a_range_of_numbers_is_none(text: str) -> None:
    assert found_kinds(text, RangeValue) == []


@pytest.mark.parametrize(
    ("marked", "seconds", "days"),
    [
        ("[30 minutes]", 1_800, None),
        ("[45 min]", 2_700, None),
        ("[90 secs]", 90, None),
        ("[an hour]", 3_600, None),
        ("[an hour and a half]", 5_400, None),
        ("[two and a half hours]", 9_000, None),
        ("[half an hour]", 1_800, None),
        ("[quarter of an hour]", 900, None),
        ("[1.5 hours]", 5_400, None),
        ("[1h30]", 5_400, None),
        ("[1h 30m]", 5_400, None),
        ("[1 hour and 30 minutes]", 5_400, None),
        ("[10m]", 600, None),
        ("[2 weeks]", 1_209_600, 14),
        ("[a couple of days]", 172_800, 2),
        ("[3d]", 259_200, 3),
        ("[a fortnight]", 1_209_600, 14),
        ("[6 months]", 15_552_000, 180),
        ("[1 year]", 31_536_000, 365),
        ("[1 week 2 days]", 777_600, 9),
    ],
)
def test_a_length_of_time_is_read(marked: str, seconds: int, days: int | None) -> None:
    assert one(marked, DurationValue) == DurationValue(seconds, days)
