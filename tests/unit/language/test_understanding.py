"""What the engine makes of messages, with the classifiers that ship."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.language.embedding import LocalEmbedder
from frontdesk.language.labels import Category, Sentiment, SmallTalk
from frontdesk.language.priority import priority
from frontdesk.language.understanding import NOTHING_SAID, LanguageEngine, Understanding

shipped = LanguageEngine.shipped()
UNIT = np.eye(1, 384, dtype=np.float32)[0]


def understand(engine: LanguageEngine, embedder: LocalEmbedder, text: str) -> Understanding:
    return engine.understand(text, embedder.embed([text])[0], ("urgent", "complaint", "legal action"))


@pytest.mark.parametrize(
    ("text", "category", "sentiment", "expected_priority"),
    [
        (
            "My application keeps crashing when I try to export data",
            Category.TECHNICAL,
            Sentiment.NEGATIVE,
            7,
        ),
        ("How do I reset my password?", Category.ACCOUNT, Sentiment.NEUTRAL, 5),
        (
            "You charged me twice for the same month, this is outrageous! I want my money back NOW!",
            Category.BILLING,
            Sentiment.ANGRY,
            9,
        ),
    ],
)
def test_the_promised_examples(
    engine: LanguageEngine,
    embedder: LocalEmbedder,
    text: str,
    category: Category,
    sentiment: Sentiment,
    expected_priority: int,
) -> None:
    found = understand(engine, embedder, text)
    assert (found.category, found.sentiment) == (category, sentiment)
    assert priority(found.sentiment, found.category) == expected_priority
    assert found.category_is_sure


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("Thank you so much, you have been wonderful", Sentiment.POSITIVE),
        ("Love the new map! Can it show cycle paths too?", Sentiment.POSITIVE),
        ("Is there any problem with paying by card?", Sentiment.NEUTRAL),
        ("opening hours on easter monday", Sentiment.NEUTRAL),
        ("The order arrived with a broken handle.", Sentiment.NEGATIVE),
        ("I'm not angry, only a bit disappointed with the hotel.", Sentiment.NEGATIVE),
        ("This is the third time you lie to me. Shame on you!", Sentiment.ANGRY),
        ("Oh great, another useless apology. You should be ashamed.", Sentiment.ANGRY),
        ("It is unacceptable to be treated this way; my solicitor will write to you.", Sentiment.ANGRY),
    ],
)
def test_moods(engine: LanguageEngine, embedder: LocalEmbedder, text: str, sentiment: Sentiment) -> None:
    assert understand(engine, embedder, text).sentiment is sentiment


@pytest.mark.parametrize(
    "text",
    [
        "Can I talk to a real person please?",
        "is there anybody real there",
        "can someone call me",
        "PUT ME THROUGH TO YOUR MANAGER",
        "I don't want to write to a robot, get me a human",
        "rep pls",
        "Could your fitter ring me on Monday?",
        "The roof leaks again after your repair. Please let one of your roofers phone me.",
    ],
)
def test_wishes_for_a_person(engine: LanguageEngine, embedder: LocalEmbedder, text: str) -> None:
    assert understand(engine, embedder, text).wants_person


@pytest.mark.parametrize(
    "text",
    [
        "what does a human resources course cost",
        "my agent said the delivery is free",
        "do you have an agent in Pune?",
        "Is the password manager included?",
        "My phone can't call abroad",
        "Someone has used my card",
        "Do you record phone calls?",
        "The duty manager sorted it out, thanks",
        "No calls please, just tell me when you close",
    ],
)
def test_people_who_are_only_mentioned(engine: LanguageEngine, embedder: LocalEmbedder, text: str) -> None:
    assert not understand(engine, embedder, text).wants_person


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The invoice cannot be downloaded", Category.TECHNICAL),
        ("Please give me my money back, the app crashed while I paid", Category.BILLING),
        ("How do I give notice on my membership?", Category.ACCOUNT),
        ("I can't sign in to pay my bill", Category.ACCOUNT),
        ("How late do you deliver on Saturdays?", Category.GENERAL),
    ],
)
def test_the_category_is_what_has_to_be_done(
    engine: LanguageEngine, embedder: LocalEmbedder, text: str, category: Category
) -> None:
    assert understand(engine, embedder, text).category is category


def test_keywords_in_any_form_but_not_negated(engine: LanguageEngine, embedder: LocalEmbedder) -> None:
    assert understand(engine, embedder, "It is URGENT, I have two complaints").keywords == ("urgent", "complaint")
    assert understand(engine, embedder, "I am taking legal action").keywords == ("legal action",)
    assert understand(engine, embedder, "It is not urgent, and nothing illegal").keywords == ()


def test_small_talk_is_no_subject(engine: LanguageEngine, embedder: LocalEmbedder) -> None:
    greeting = understand(engine, embedder, "Hello team!")
    assert (greeting.small_talk, greeting.category) == (SmallTalk.GREETING, Category.GENERAL)
    assert greeting.sentiment is Sentiment.NEUTRAL
    assert understand(engine, embedder, "thanks a lot").sentiment is Sentiment.POSITIVE


@pytest.mark.parametrize("text", ["", "   ", "\x00\x1b", "...", "\u200b"])
def test_nothing_said(text: str) -> None:
    assert shipped.understand(text, UNIT) == NOTHING_SAID


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_text_is_understood_somehow(text: str) -> None:
    found = shipped.understand(text, UNIT, ("urgent", "", "!"))
    for probability in (found.category_confidence, found.sentiment_confidence, found.anger, found.person_probability):
        assert 0 <= probability <= 1


def test_long_messages_cost_little(engine: LanguageEngine) -> None:
    text = "You charged me twice and nobody answers! " * 2_500
    begun = time.process_time()
    engine.understand(text, UNIT)
    assert time.process_time() - begun < 0.1


def test_the_end_of_a_long_message_counts(engine: LanguageEngine, embedder: LocalEmbedder) -> None:
    story = "On the first day we went to the office and filled in the blue form with our names. " * 60
    found = understand(engine, embedder, story + "Please let me talk to a real person, this is urgent.")
    assert found.keywords == ("urgent",)
