"""Money and percent: £2,000 · $5k · Rs 500 · ₹2 crore · 2000 EUR · 5 thousand dollars · 80 percent."""

from dataclasses import dataclass
from decimal import Decimal

from frontdesk.language.values.numbers import Figure, read_figure
from frontdesk.language.values.tokens import Line, Read, listed, remembered
from frontdesk.language.values.value import MoneyValue, NumberValue

SIGNS = {"£": "GBP", "$": "USD", "€": "EUR", "₹": "INR", "¥": "JPY", "₩": "KRW", "₨": "INR", "₽": "RUB", "₺": "TRY"}
_CODES = listed(
    """usd eur gbp inr jpy aud cad sgd aed chf cny nzd zar sar hkd sek nok dkk pln brl mxn myr thb idr php bdt pkr lkr
    npr krw qar kwd omr bhd egp ngn kes czk huf ils twd vnd rub"""
)
_WORDS = {
    **dict.fromkeys(("dollar", "dollars", "bucks"), "USD"),
    **dict.fromkeys(("euro", "euros"), "EUR"),
    **dict.fromkeys(("pound", "pounds", "quid"), "GBP"),
    **dict.fromkeys(("rupee", "rupees", "rs", "re"), "INR"),
    **dict.fromkeys(("dirham", "dirhams"), "AED"),
    "yen": "JPY",
} | {code: code.upper() for code in _CODES}
CURRENCY_WORDS_BEFORE = {"rs": "INR", "us": "", "a": "", "c": "", "s": ""} | {code: code.upper() for code in _CODES}
_DOLLARS = {"us": "USD", "a": "AUD", "c": "CAD", "s": "SGD", "au": "AUD", "ca": "CAD", "nz": "NZD", "hk": "HKD"}
_PERCENT = frozenset({"%", "percent", "pct", "percentage"})


@dataclass(frozen=True)
class Amount:
    """A number as it was said: its size, currency and whether it is percent."""

    figure: Figure
    currency: str | None = None
    percent: bool = False

    @property
    def number(self) -> Decimal:
        return self.figure.number

    def value(self) -> MoneyValue | NumberValue:
        if self.percent:
            return NumberValue(self.number, percent=True)
        scaled = self.figure.scale != 1
        return MoneyValue(self.number, self.currency, scaled) if self.currency or scaled else NumberValue(self.number)


@remembered
def read_amount(line: Line, at: int) -> Read[Amount]:
    sign = _currency_before(line, at)
    figure = _signed_figure(line, sign[1] if sign else at)
    if figure is None:
        return None
    if sign is not None:
        return Amount(figure[0], sign[0]), _slash_dash(line, figure[1])
    number, end = figure
    if line.word(end) in _PERCENT:
        return Amount(number, percent=True), end + 1
    if line.phrase(end, ("per", "cent")):
        return Amount(number, percent=True), end + 2
    return _currency_behind(line, number, end)


def _currency_before(line: Line, at: int) -> Read[str]:
    word = line.word(at)
    if word in SIGNS:
        return SIGNS[word], at + 1
    if word in _DOLLARS and line.word(at + 1) == "$" and line.glued(at + 1):
        return _DOLLARS[word], at + 2
    if CURRENCY_WORDS_BEFORE.get(word):
        return CURRENCY_WORDS_BEFORE[word], line.after(at + 1, ".")
    return None


def _signed_figure(line: Line, at: int) -> Read[Figure]:
    minus = line.word(at) in ("-", "minus") and (line.word(at) == "minus" or line.glued(at + 1))
    if not minus:
        return read_figure(line, at)
    found = None if line.glued(at) and line.word(at - 1) not in SIGNS else read_figure(line, at + 1)
    return None if found is None else (Figure(-found[0].number, found[0].scale), found[1])


def _currency_behind(line: Line, number: Figure, end: int) -> Read[Amount]:
    word = line.word(end)
    if word in SIGNS and not line.glued(end + 1):
        return Amount(number, SIGNS[word]), end + 1
    if word in _WORDS and word != "re":
        return Amount(number, _WORDS[word]), end + 1
    if line.phrase(end, ("us", "dollars")) or line.phrase(end, ("us", "dollar")):
        return Amount(number, "USD"), end + 2
    if line.phrase(end, ("/", "-")) and line.glued(end) and line.glued(end + 1) and not line.glued(end + 2):
        return Amount(number, "INR"), end + 2
    return Amount(number), end


def _slash_dash(line: Line, at: int) -> int:
    return at + 2 if line.phrase(at, ("/", "-")) and line.glued(at) else at
