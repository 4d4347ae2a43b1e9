"""Recall: where what a customer told of themselves helps to answer them.

They are addressed by their name in small talk, their own plan and product stand for "my plan" and "my product" when the
knowledge is searched, and a question about themselves is answered by what they told. Nothing else is said of it.
"""

import re
from collections.abc import Callable, Sequence

from frontdesk.conversations.memories.models import Memory
from frontdesk.conversations.schemas import MemoryRules
from frontdesk.language.facts.finding import facts_of
from frontdesk.language.facts.kinds import Fact, FactKind
from frontdesk.language.facts.people import first_name
from frontdesk.language.words import terms
from frontdesk.support.state import Question
from frontdesk.support.wording import TONES

_SENTENCES: dict[FactKind, str] = {
    FactKind.NAME: "your name is {}",
    FactKind.COMPANY: "you are with {}",
    FactKind.PLAN: "you are on the {} plan",
    FactKind.PRODUCT: "you have the {}",
    FactKind.ORDER_NUMBER: "your order number is {}",
    FactKind.LANGUAGE: "you would rather write in {}",
    FactKind.CONTACT: "you would rather be reached {}",
    FactKind.EMAIL: "your mail address is {}",
    FactKind.PHONE: "your phone number is {}",
}
_OPENING = (
    r"(?:(?:hi|hello|hey|so|and|well|please|sorry|ok|okay)[ ,!.]+)*"
    r"(?:(?:can|could) you tell me |do you (?:still )?(?:know|remember) )?"
)
_MY = r"(?:what(?: is|'s| was)|which is|do you know)? ?my "
_ASKED: list[tuple[re.Pattern[str], tuple[FactKind, ...]]] = [
    (re.compile(_OPENING + pattern + r"(?: again)?[ ?.!]*", re.IGNORECASE), kinds)
    for pattern, kinds in [
        (_MY + r"(?:full |first )?name(?: is)?", (FactKind.NAME,)),
        (r"who (?:am i|i am)", (FactKind.NAME, FactKind.COMPANY)),
        (_MY + r"company(?: is)?", (FactKind.COMPANY,)),
        (r"(?:where|who) do i work(?: for| at)?", (FactKind.COMPANY,)),
        (_MY + r"(?:current )?(?:plan|subscription)(?: is)?", (FactKind.PLAN,)),
        (r"(?:what|which) plan (?:am i|i am|i'm) on", (FactKind.PLAN,)),
        (_MY + r"(?:product|device)(?: is)?", (FactKind.PRODUCT,)),
        (_MY + r"order(?: number| no| id)?(?: is)?", (FactKind.ORDER_NUMBER,)),
        (_MY + r"(?:e-?mail|mail)(?: address)?(?: is)?", (FactKind.EMAIL,)),
        (_MY + r"(?:phone|mobile)(?: number)?(?: is)?", (FactKind.PHONE,)),
        (r"what do you (?:know|remember|have) (?:about|of|on) me", tuple(_SENTENCES)),
        (r"(?:do you (?:know|remember) )?(?:about )?me", tuple(_SENTENCES)),
    ]
]
# A question with a verb, so that "my order" alone is no question about what was told.
_QUESTION = re.compile(r"\b(?:what|which|who|where|know|remember|tell)\b|'s my\b", re.IGNORECASE)
LONGEST_QUESTION = 80
LONGEST_INTRODUCTION = 200
# The words around a fact that say nothing else.
_TELLING = frozenset(
    terms(
        """name called speaking calling from plan subscription package tier currently company work working bought own
        purchased product device order number no id speak prefer language answer write reply email mail address phone
        mobile contact reach by text chat good morning afternoon evening day hi hello dear team regards kind best"""
    )
)

# "My plan" in a question: what stands for it where the plan is known. Not "my plan is …", which tells it.
_OWN: dict[FactKind, tuple[re.Pattern[str], Callable[[str], str]]] = {
    FactKind.PLAN: (
        re.compile(r"\b(?:my|our) (?:current )?(?:plan|subscription|package|tier)\b(?! is\b)", re.IGNORECASE),
        lambda value: f"the {value} plan",
    ),
    FactKind.PRODUCT: (
        re.compile(r"\b(?:my|our) (?:product|device|machine|model)\b(?! is\b)", re.IGNORECASE),
        lambda value: f"the {value}",
    ),
}


def without_knowledge(question: Question) -> str | None:
    """What is said to a message that is about the customer alone; None where the knowledge is to be searched."""
    if question.enclosed.files:
        return None
    words, formal = TONES[question.bot.tone], question.bot.tone == "formal"
    facts = recollection(question.text, question.recalled)
    if facts is not None:
        return words.recalled.format(facts=facts)
    # After a question of the bot's own what is told is its answer.
    told = introduction(question.text) if not question.unsure_in_a_row else []
    name = next((fact.value for fact in told if fact.kind is FactKind.NAME), None)
    if name is not None:
        return words.greeting_by_name.format(name=name if formal else first_name(name))
    return words.noted if told and MemoryRules.model_validate(question.bot.memory).days else None


def value_of(recalled: Sequence[Memory], kind: FactKind) -> str | None:
    """The newest value of that kind."""
    return next((memory.value for memory in reversed(recalled) if memory.kind is kind), None)


def address(recalled: Sequence[Memory], *, formal: bool) -> str | None:
    """How the customer is addressed; None where they have not told their name."""
    name = value_of(recalled, FactKind.NAME)
    return name if name is None or formal else first_name(name)


def recollection(message: str, recalled: Sequence[Memory]) -> str | None:
    """The facts that the message asks for, "your name is Ana and you are on the Pro plan"; None where it asks for none
    that was told, or for anything else besides."""
    message = message.strip().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if not recalled or len(message) > LONGEST_QUESTION or not _QUESTION.search(message):
        return None
    for pattern, kinds in _ASKED:
        if pattern.fullmatch(message):
            told = [(kind, value_of(recalled, kind)) for kind in kinds]
            sentences = [_SENTENCES[kind].format(value) for kind, value in told if value is not None]
            return _listed(sentences) if sentences else None
    return None


def introduction(message: str) -> list[Fact]:
    """The facts of a message that tells facts and nothing else; none where it tells or asks anything besides."""
    facts = facts_of(message) if len(message) <= LONGEST_INTRODUCTION and "?" not in message else []
    told = {stem for fact in facts for stem in terms(fact.value)}
    return facts if facts and not set(terms(message)) - told - _TELLING else []


def in_own_words(message: str, recalled: Sequence[Memory]) -> str:
    """The message as the knowledge is searched for it: with the customer's plan and product by their names."""
    for kind, (pattern, said) in _OWN.items():
        value = value_of(recalled, kind)
        if value is not None and value.casefold() not in message.casefold():
            message = said(value).join(pattern.split(message))
    return message


def _listed(sentences: Sequence[str]) -> str:
    *most, last = sentences
    return f"{', '.join(most)} and {last}" if most else last
