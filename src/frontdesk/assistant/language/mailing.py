"""Mailing and summing up: drafts, sending, summaries and follow-ups, as people ask for them."""

from collections.abc import Callable, Sequence
from typing import Literal

from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.names_again import which_record
from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.targets import PRONOUNS, Target, targets_by_end
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.language.words import Word
from frontdesk.assistant.meaning import AskBack, Draft, Meaning, Send, Summarise
from frontdesk.language.values.value import EmailValue, NumberValue

TEMPLATES: PhraseTable[str] = PhraseTable(
    (phrase, template) for template, phrases in vocabulary("templates").items() for phrase in phrases
)
_WORDS = vocabulary("mailing")
MAIL_WORDS = _WORDS["mail"]
SUMMARY_WORDS, HISTORY_WORDS = _WORDS["summary"], _WORDS["history"]
LAST_WORDS = ("last", "latest", "recent", "most")
_EMPTY = _WORDS["empty"]
_ASKS_SUMMARY = _WORDS["asks_summary"]
_ASKS_HISTORY = ("history", "timeline")
PEOPLE = ("leads", "contacts")

_BEFORE_MAIL = (
    "a",
    "an",
    "the",
    "me",
    "new",
    "short",
    "quick",
    "nice",
    "friendly",
    "polite",
    "up",
    "-",
    "us",
    "another",
    "good",
)


def template_in(ground: Ground, start: int, end: int) -> tuple[str | None, set[int]]:
    """The template that is named, and the tokens that name it."""
    found: tuple[str | None, set[int]] = (None, set())
    for place in range(start, end):
        for stop, template in TEMPLATES.at(ground.tokens, place):
            if stop <= end and stop - place > len(found[1]):
                found = (template, set(range(place, stop)))
    return found


def recipient(
    ground: Ground, start: int, allowed: Sequence[str], objects: Sequence[str] = PEOPLE, *, about: bool = False
) -> tuple[list[Target], str | None, str | None]:
    """Who is meant in the words from `start` on, the template that is named, and what it shall be about.

    All other words must be among `allowed`; no target where some are not.
    """
    template, named = template_in(ground, start, ground.length)
    tail = _tail(ground, start) if about else None
    length = tail[0] if tail else ground.length
    skipped = [place for place in named if place < length]
    found: list[Target] = []
    for place in range(start, length):
        for end, targets in _ends(ground, place, objects).items():
            if (
                end <= length
                and not set(range(place, end)) & set(skipped)
                and _rest_is(ground, start, place, end, length, named, allowed)
            ):
                found += [
                    one for one in targets if one.ids and one.field is None and _is_called(ground, place, one.object)
                ]
    best = min((one.cost for one in found), default=0.0)
    close = {(one.object, one.ids): one for one in found if one.cost <= best + 0.16}
    return list(close.values()), template, tail[1] if tail else None


def _is_called(ground: Ground, place: int, object: str) -> bool:
    """Whether the word for an object before the name, if there is one, is the word for this object."""
    if any(ground.this_at(name, place) is not None for name in ground.lexicon.by_object):
        return ground.this_at(object, place) is not None
    before = [
        name
        for at in range(max(place - 2, 0), place)
        for end, name in ground.lexicon.objects.at(ground.tokens, at)
        if end == place
    ]
    return not before or object in before


def _ends(ground: Ground, place: int, objects: Sequence[str]) -> dict[int, list[Target]]:
    named = [name for _, name in ground.lexicon.objects.at(ground.tokens, place)]
    pointing = ground.words(place, Word.IT, Word.THEM, Word.FIRST, Word.LAST) or ground.tokens[place].word in PRONOUNS
    pointing = pointing or any(isinstance(one, NumberValue) and one.ordinal for _, one in ground.values.get(place, ()))
    fitting = [
        one
        for one in objects
        if one in named or pointing or ground.evidence_at(one, place) or ground.this_at(one, place) is not None
    ]
    return targets_by_end(ground, place, fitting) if fitting else {}


def _rest_is(
    ground: Ground, start: int, first: int, last: int, length: int, named: set[int], allowed: Sequence[str]
) -> bool:
    others = [place for place in range(start, length) if not first <= place < last and place not in named]
    return all(ground.tokens[place].word in allowed or ground.tokens[place].word in _EMPTY for place in others)


def _tail(ground: Ground, start: int) -> tuple[int, str] | None:
    """`about the evening batch`, `saying that …`: what a mail shall be about."""
    for place in range(start + 1, ground.length - 1):
        if ground.tokens[place].word in (
            "about",
            "regarding",
            "saying",
            "mentioning",
            "re",
            "telling",
            "asking",
            "concerning",
        ):
            return place, ground.written(place + 1, ground.length).strip(" .!")
    return None


def draft(ground: Ground, start: int) -> Meaning | None:
    """A mail that shall be drafted; None where no mail is meant."""
    template, _ = template_in(ground, start, ground.length)
    says_mail = any(
        token.word in ("email", "mail", "draft", "letter", "reply", "emails", "mails") for token in ground.tokens
    )
    if not says_mail and template is None:
        return None
    found, template, about = _with_about(ground, start, MAIL_WORDS)
    if not found and _lists_mails(ground, start):
        return None
    if (
        not found
        and ground.pointed
        and ground.pointed[0] in PEOPLE
        and len(ground.pointed[1]) == 1
        and _no_name(ground, start)
    ):
        return Draft(_person(ground.pointed[0]), ground.pointed[1][0], template, about)
    if not found:
        return _whom(ground, "Whom is the mail for? Name the lead or contact as it is in the CRM.")
    return _for_one(ground, found, lambda one: Draft(_person(one.object), one.ids[0], template, about))


def is_mail(ground: Ground, start: int) -> bool:
    """Whether what follows is a mail: `a follow-up email …`; other things only hold an address."""
    _, named = template_in(ground, start, ground.length)
    place = start
    while place < ground.length and (place in named or ground.tokens[place].word in _BEFORE_MAIL):
        place += 1
    if place >= ground.length or any(
        name not in ("emails", "messages") and end > place + 1
        for end, name in ground.lexicon.objects.at(ground.tokens, place)
    ):
        return False
    is_campaign = any(name == "campaigns" for _, name in ground.lexicon.objects.at(ground.tokens, place + 1))
    return not is_campaign and ground.tokens[place].word in ("email", "mail", "e", "letter", "draft", "reply")


def names_a_mail(ground: Ground, start: int) -> bool:
    """`proposal email for Sanjana`: a mail that there shall be, named by its template."""
    for end, _ in TEMPLATES.at(ground.tokens, start):
        words = [token.word for token in ground.tokens[end : end + 2]]
        if len(words) == 2 and words[0] in ("email", "mail") and words[1] in ("for", "to"):
            return True
    return False


def _lists_mails(ground: Ground, start: int) -> bool:
    """`draft emails` asks for those that there are."""
    words = [token.word for token in ground.tokens[start:]]
    return words[:1] in (["emails"], ["mails"]) or bool(set(words) & {"which", "list", "show"})


def send(ground: Ground, start: int, *, has_draft: bool) -> Meaning | None:
    """A mail that shall be sent; None where none is meant."""
    words = [token.word for token in ground.tokens[start:]]
    address = next((v.address for at in ground.values.values() for _, v in at if isinstance(v, EmailValue)), None)
    if (
        has_draft
        and all(word in (*MAIL_WORDS, *_EMPTY, "it", "that", "this", "again") for word in words)
        and _no_name(ground, start)
    ):
        return Send(last_draft=True)
    number = _email_number(ground, start)
    if number is not None:
        return Send(email_id=number)
    found, template, about = _with_about(ground, start, MAIL_WORDS)
    if not found:
        if address is not None:
            return AskBack("Which lead or contact is that mail for?")
        return _whom(ground, "To whom shall I send it? Name the lead or contact as it is in the CRM.")
    return _for_one(ground, found, lambda one: Send(_person(one.object), one.ids[0], template, to=address, about=about))


def _no_name(ground: Ground, start: int) -> bool:
    return not any(token.word not in ground.lexicon.known and token.is_word for token in ground.tokens[start:])


def _email_number(ground: Ground, start: int) -> int | None:
    tokens = [
        token for token in ground.tokens[start:] if token.word not in ("the", "#", "no", "number", "draft", "please")
    ]
    if len(tokens) == 2 and tokens[0].word in ("email", "mail") and tokens[1].word.isdigit():
        return int(tokens[1].word[:12])
    return None


def _with_about(ground: Ground, start: int, allowed: Sequence[str]) -> tuple[list[Target], str | None, str | None]:
    found, template, about = recipient(ground, start, allowed)
    if found:
        return found, template, about
    return recipient(ground, start, allowed, about=True)


def summary(ground: Ground, start: int) -> Meaning | None:
    """A summary of one record; None where none is asked for."""
    words = {token.word for token in ground.tokens}
    asks = _asks_summary(ground, words)
    if asks is None:
        return None
    allowed = (
        *SUMMARY_WORDS,
        *HISTORY_WORDS,
        *(LAST_WORDS if asks == "last" else ()),
        "interaction",
        "contact",
        "contacted",
        "summed",
        "deal",
        "time",
        "customer",
        "person",
        "conversation",
        "touchpoint",
        "spoke",
        "talked",
    )
    found, _, _ = recipient(ground, start, allowed, (*PEOPLE, "deals"))
    if not found:
        return (
            _whom(ground, "Of whom do you want a summary? Name the lead, contact or deal as it is in the CRM.")
            if asks in ("all", "history") and _is_sure(words)
            else None
        )
    return _for_one(ground, found, lambda one: Summarise(one.object, one.ids[0], asks))


def _is_sure(words: set[str]) -> bool:
    return bool(words & {*_ASKS_SUMMARY, *_ASKS_HISTORY})


def _asks_summary(ground: Ground, words: set[str]) -> Literal["all", "history", "last"] | None:
    said = " ".join(token.word for token in ground.tokens)
    if words & set(_ASKS_HISTORY) or "what happened" in said or "has happened" in said:
        return "history"
    if words & set(_ASKS_SUMMARY) or any(
        one in said
        for one in (
            "sum up",
            "brief me",
            "everything about",
            "all about",
            "fill me in",
            "catch me up",
            "up to speed",
            "walk me through",
            "update me on",
            "know about",
            "tell me about",
            "full details",
            "everything we know",
            "everything on",
            "what do we have on",
            "story with",
            "where do we stand",
            "where are we with",
            "how are things with",
            "what's going on with",
            "whats going on with",
            "what is going on with",
            "full info",
            "full picture",
            "all details",
            "complete details",
            "all the details",
            "more about",
        )
    ):
        return "all"
    if (
        ("last" in words and words & {"interaction", "touchpoint", "conversation"})
        or "last contact with" in said
        or "when did we last" in said
    ):
        return "last"
    return None


def _person(name: str) -> Literal["leads", "contacts"]:
    return "contacts" if name == "contacts" else "leads"


def _for_one(ground: Ground, found: Sequence[Target], meant: Callable[[Target], Meaning]) -> Meaning:
    records = [
        (one.object, record_id, one.titles[place] if place < len(one.titles) else str(record_id))
        for one in found
        for place, record_id in enumerate(one.ids)
    ]
    if len(records) > 1:
        return which_record(ground, records)
    return meant(found[0])


def _whom(ground: Ground, question: str) -> AskBack:
    strange = [
        token.text
        for token in ground.tokens
        if token.is_word and token.word not in ground.lexicon.known and not token.word.isdigit()
    ]
    is_known = any(name in PEOPLE for name in ground.objects_named())
    known = f" I know nobody called {' '.join(strange)}." if strange and not is_known else ""
    return AskBack(f"{question}{known}")
