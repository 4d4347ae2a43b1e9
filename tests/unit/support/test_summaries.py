"""Summaries: which facts were told, which sentences carry the most, and how each answer went."""

from datetime import UTC, datetime
from typing import Any

import pytest

from frontdesk.conversations.models import ConversationEvent
from frontdesk.support.summaries.asking import asks_nothing
from frontdesk.support.summaries.facts import facts_of, masked
from frontdesk.support.summaries.local import tried_in, wanted_in
from frontdesk.support.summaries.talk import Talk, exchanges_of

AT = datetime(2026, 11, 28, tzinfo=UTC)
ANSWER = {"cited": ["1"], "kb_results": [{"id": "1", "title": "A title"}]}


def said(seq: int, who: str, content: str, **data: Any) -> ConversationEvent:
    return ConversationEvent(seq, "message", who, None, "Olga" if who == "staff" else "", content, data, AT)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("My order number is 4711-A.", ["order 4711-A"]),
        ("order #88, invoice no. INV-2026-7", ["order 88", "invoice INV-2026-7"]),
        ("I ordered 2 books and order 20 more", []),
        ("ref: AB12345 and case 100234", ["reference AB12345", "case 100234"]),
        ("It says error code E-4012, then error 0x80070005", ["code E-4012", "code 0x80070005"]),
        ("I paid $89.90 on 12 March", ["money $89.90", "date 12 March"]),
        ("call me after 5pm, or at 14:30. The 3 December at 5pm is fine", ["date 3 December at 5pm"]),
        ("mail a.b@example.com or call +49 30 1234567", ["email a.b@example.com", "phone +49 30 1234567"]),
        ("see https://example.com/a?b=1.", ["link https://example.com/a?b=1"]),
        ("the order came and the account is fine", []),
    ],
)
def test_facts_that_were_told(text: str, facts: list[str]) -> None:
    assert [f"{fact.kind} {fact.value}" for fact in facts_of([said(1, "customer", text)])] == facts


def test_a_file_is_a_fact() -> None:
    (fact,) = facts_of([said(2, "customer", "", attachments=[{"name": "broken lid.png"}])])
    assert (fact.kind, fact.value, fact.seq) == ("file", "broken lid.png", 2)


def test_a_card_is_never_repeated_and_other_long_numbers_are() -> None:
    assert masked("card 4111 1111 1111 1111 or 4111-1111-1111-1111") == "card •••• 1111 or •••• 1111"
    assert masked("tracking 1234567890123456") == "tracking 1234567890123456"
    assert masked("to DE89 3704 0044 0532 0130 00 please") == "to •••• 3000 please"
    assert masked("to DE88 3704 0044 0532 0130 00") == "to DE88 3704 0044 0532 0130 00", "the check digits are wrong"


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Hi there", True),
        ("Great, that worked. Thank you!", True),
        ("I want to talk to a real person please", True),
        ("can you please send me a new one thanks", False),
        ("Thanks, but it still fails", False),
        ("Can someone send me the invoice?", False),
    ],
)
def test_what_asks_nothing(text: str, nothing: bool) -> None:
    assert asks_nothing(text) is nothing


def test_what_is_wanted_is_what_is_open_without_greetings_and_doubles() -> None:
    events = [
        said(1, "customer", "Hello. How do I reset my password?"),
        said(2, "bot", "By the link. [1]", **ANSWER),
        said(3, "customer", "Thanks, that worked!"),
        said(4, "bot", "You're welcome."),
        said(5, "customer", "Good morning, team! No. 7, the blue kettle of order 88-B arrived with a broken lid."),
        said(6, "customer", "The lid of the blue kettle is broken. Could you send me a new one?"),
        said(7, "customer", "I want to talk to a person"),
    ]
    exchanges = [one for one in exchanges_of(Talk(events)) if not one.asks_nothing]
    assert [(one.seq, one.text) for one in wanted_in(exchanges)] == [
        (5, "No. 7, the blue kettle of order 88-B arrived with a broken lid."),
        (6, "Could you send me a new one?"),
    ]


def test_of_a_sentence_without_an_end_the_telling_clauses_are_taken() -> None:
    rambling = (
        "so i bought this lamp last week and it was fine at first but then yesterday it made a noise and now it wont"
        " turn on at all and i tried the other socket like the manual says but nothing so can you please send me a new"
        " one thanks"
    )
    wanted = [one.text for one in wanted_in(exchanges_of(Talk([said(1, "customer", rambling)])))]
    assert "can you please send me a new one thanks" in wanted
    assert "it wont turn on at all" in " ".join(wanted)
    assert all(part in rambling for part in wanted)


def test_how_each_answer_went() -> None:
    events = [
        said(1, "customer", "How do I reset my password for the shop?"),
        said(2, "bot", "By the link. [1]", **ANSWER),
        said(3, "customer", "I did that already. How can I reset the password for the shop?"),
        said(4, "bot", "Which account is it about?"),
        said(5, "customer", "My account at work"),
        said(6, "bot", "I've passed this on.", escalated=True),
        said(7, "staff", "I have sent you a new link."),
        said(8, "staff", "The old one is void since today."),
        said(9, "customer", "perfect, got it"),
    ]
    tried = tried_in([one for one in exchanges_of(Talk(events)) if one.asked])
    assert [(one.seq, one.by, one.outcome, one.helped) for one in tried] == [
        (1, "bot", "answered", False),
        (3, "bot", "asked", None),
        (5, "bot", "handed_over", None),
        (5, "staff", "answered", True),
    ]
    assert tried[0].answer == "By the link."
    assert tried[-1].answer == "I have sent you a new link. The old one is void since today."
    rating = ConversationEvent(3, "feedback", "customer", None, "", "", {"seq": 2, "rating": "up"}, AT)
    rated = [*events[:2], rating]
    assert exchanges_of(Talk(rated))[0].helped is True
