"""Words as numbers."""

from hypothesis import given
from hypothesis import strategies as st

from frontdesk.knowledge.term_weights import CODE_FACTOR, QuestionWords, is_code, passage_words, rarest, term_number

PASSAGES = 400


def covered(question: str, passage: str, frequencies: dict[str, int]) -> float:
    """The share of the question's information that the passage covers."""
    known = {number: count for word, count in frequencies.items() for number in QuestionWords.of(word).numbers.values()}
    weights = QuestionWords.of(question).weights(known, PASSAGES)
    held = passage_words("", passage)
    return sum(weight * held.get(number, 0) for number, weight in weights.items())


def test_a_rare_word_counts_for_more_than_a_common_one() -> None:
    frequencies = {"invoice": 40, "penguin": 1}
    assert covered("invoice penguin", "penguin", frequencies) > covered("invoice penguin", "invoice", frequencies)


def test_a_word_of_most_passages_tells_nothing() -> None:
    assert covered("invoice", "invoice", {"invoice": 200}) == 0


def test_a_code_counts_for_more_than_a_word_as_rare() -> None:
    frequencies = {"penguin": 3, "e4012": 3}
    assert covered("penguin e4012", "e4012", frequencies) > covered("penguin e4012", "penguin", frequencies)


def test_a_word_that_nobody_knows_lowers_the_share_of_the_others() -> None:
    frequencies = {"penguin": 1}
    assert covered("penguin zeppelin", "penguin", frequencies) < covered("penguin", "penguin", frequencies)


def test_a_second_mention_adds_a_little() -> None:
    once, twice, often = (passage_words("", "penguin " * count)[term_number("penguin")] for count in (1, 2, 50))
    assert once == 1 < twice < often < 1.5


@given(st.text(max_size=200), st.dictionaries(st.integers(0, 10**9 - 1), st.integers(1, 500)))
def test_weights_are_positive_and_together_less_than_one_but_for_codes(text: str, frequencies: dict[int, int]) -> None:
    weights = QuestionWords.of(text).weights(frequencies, PASSAGES)
    assert all(weight > 0 for weight in weights.values())
    assert sum(weights.values()) < (CODE_FACTOR if any(map(is_code, QuestionWords.of(text).numbers)) else 1)


def test_the_rarest_are_looked_up_within_the_budget_and_at_least_one() -> None:
    weights, frequencies = {1: 0.1, 2: 0.1, 3: 0.1, 4: 0.1}, {1: 50, 2: 5, 3: 2000}
    assert rarest(weights, frequencies, 60) == [2, 1]
    assert rarest(weights, frequencies, 1) == [2]
    assert rarest({}, frequencies, 60) == []
