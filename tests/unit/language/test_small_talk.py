"""Greetings, thanks and goodbyes that say nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.language.labels import SmallTalk
from frontdesk.language.small_talk import small_talk


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hi", SmallTalk.GREETING),
        ("Hello there!", SmallTalk.GREETING),
        ("Hi Anna", SmallTalk.GREETING),
        ("Good morning, how are you today?", SmallTalk.GREETING),
        ("Namaste team", SmallTalk.GREETING),
        ("thx a lot", SmallTalk.THANKS),
        ("Great, thank you so much for your help!", SmallTalk.THANKS),
        ("ok thanks \U0001f64f", SmallTalk.THANKS),
        ("Thanks, bye", SmallTalk.GOODBYE),
        ("That's all, have a nice day", SmallTalk.GOODBYE),
        ("It was good talking to you", SmallTalk.GOODBYE),
    ],
)
def test_small_talk(text: str, kind: SmallTalk) -> None:
    assert small_talk(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "Hi, send the intro mail to John",
        "hello, where is my parcel?",
        "Thanks for the refund, but it is too small",
        "thanks for nothing",
        "good morning shift plan",
        "bye bye loyalty points?",
        "Hi Anna, my Invoice",
        "yes",
        "ok",
        "history",
        "tax",
        "",
        "\U0001f600",
    ],
)
def test_anything_else(text: str) -> None:
    assert small_talk(text) is SmallTalk.NONE


@given(st.text(alphabet=st.characters()))
def test_any_text_is_accepted(text: str) -> None:
    assert small_talk(text) in SmallTalk
