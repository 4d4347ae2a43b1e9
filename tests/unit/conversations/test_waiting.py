"""How long somebody has waited, in words."""

import pytest

from frontdesk.conversations.waiting import length_in_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1 minute"),
        (600, "10 minutes"),
        (119 * 60, "119 minutes"),
        (7200, "2 hours"),
        (47 * 3600, "47 hours"),
        (11 * 86400, "11 days"),
    ],
)
def test_a_wait_is_told_in_the_unit_that_fits(seconds: float, words: str) -> None:
    assert length_in_words(seconds) == words
