"""Whether a message asks anything: small talk, a word of thanks and a mere wish for a person do not."""

import re

from frontdesk.language.labels import SmallTalk
from frontdesk.language.small_talk import small_talk
from frontdesk.language.words import terms

# What a customer for whom it worked says, in few words.
_WORKED = re.compile(
    r"\b(?:thanks|thank you|thx|cheers|works? now|(?:that|it|this) (?:worked|works|helped|helps)|solved|fixed|perfect"
    r"|got it|wonderful|brilliant|awesome|excellent|lovely|well done)\b",
    re.IGNORECASE,
)
# What shows that something is still wanted.
_BUT = re.compile(
    r"\b(?:but|not|still|however|no|please|can|could|need|want|send|how|when|where|why|what)\b|n['\u2019]t\b|\?",
    re.IGNORECASE,
)
_FEW_WORDS = 9
_PEOPLE = frozenset(
    terms(
        """human person people agent representative someone somebody anyone anybody operator staff adviser advisor
        manager supervisor member team"""
    )
)
_REACHING = frozenset(
    terms(
        """talk speak chat connect transfer want need like wish real live actual being help support service customer
        put through give hello instead bot robot machine rather prefer call contact reach answer right asap really"""
    )
)


def asks_nothing(text: str) -> bool:
    """Whether it is small talk, says that it helped, or wishes for a person, and nothing else."""
    return small_talk(text) is not SmallTalk.NONE or is_thanks(text) or wishes_only_for_a_person(text)


def is_thanks(text: str) -> bool:
    """Whether it says in few words that it helped, and nothing else."""
    return len(text.split()) <= _FEW_WORDS and bool(_WORKED.search(text)) and not _BUT.search(text)


def is_content(text: str) -> bool:
    """Whether it thanks or says goodbye."""
    return is_thanks(text) or small_talk(text) in (SmallTalk.THANKS, SmallTalk.GOODBYE)


def wishes_only_for_a_person(text: str) -> bool:
    said = set(terms(text))
    return bool(said & _PEOPLE) and said <= _PEOPLE | _REACHING
