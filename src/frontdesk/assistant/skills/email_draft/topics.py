"""Topics: what an internal note or a message was about, in words that may be said to the customer.

Notes are written for colleagues, so they are never quoted: only what they name of a short list is said, or a thing
that they say was talked about, where it is a plain one.
"""

import re
from collections.abc import Iterator

from frontdesk.assistant.skills.names import says_nothing
from frontdesk.assistant.spoken import listed, one_line

MOST_TOPICS = 2
MOST_SUBJECT = 70

_DAY_CLASSES = re.compile(
    r"\b(evening|morning|afternoon|weekend|weekday|saturday|sunday|full-time|part-time|online|classroom) "
    r"(batch|batches|class|classes|group|groups|course|courses|session|sessions)\b",
    re.I,
)
_NAMED = (
    (
        r"instal?lments?|pay(?:ing|ment|ments)? (?:\w+ )?in (?:\w+ )?parts|\bemis?\b|payment plan",
        "paying in instalments",
    ),
    (r"discount|rebate|scholarship", "a discount"),
    (r"invoice|purchase order|order number", "the invoice"),
    (r"pric(?:e|es|ing|ed)|costs?|expensive|fees?", "the price"),
    (r"proposal", "our proposal"),
    (r"quot(?:e|es|ation)|offer", "our offer"),
    (r"trial (?:lesson|class|session)", "the trial lesson"),
    (r"free trial|trial", "a trial"),
    (r"demo|demonstration", "the demo"),
    (r"start dates?|dates|schedules?|timings?|timetable", "the dates"),
    (r"certificat(?:e|es|ion)", "the certificate"),
    (r"placement|job help|career help", "help with placement"),
    (r"level test|assessment|entrance test", "the level test"),
    (r"contract|agreement", "the contract"),
    (r"enrol(?:l|s|ls|ment|lment|ling|ing)?|admission|sign(?:ing)? up", "enrolling"),
    (r"syllabus|curriculum", "the syllabus"),
    (r"brochure|prospectus", "the brochure"),
    (r"recorded|recordings?", "the recorded lessons"),
    (r"delivery|shipping", "delivery"),
    (r"integrations?", "the integration"),
    (r"licen[cs]es?|licensing", "licences"),
    (r"visit(?:s|ing)?", "a visit"),
    (r"parking", "parking"),
)
_TOPICS = tuple((re.compile(rf"\b(?:{pattern})\b", re.I), words) for pattern, words in _NAMED)

# What somebody asked or talked about, as far as it is named by an article and some plain words.
_ABOUT = re.compile(
    r"\b(?:about|regarding|discuss(?:ed|ing)?|ask(?:ed|s|ing)? for|interested in|details? (?:of|on)|"
    r"information (?:about|on)|questions? (?:about|on))\s+"
    r"((?:the|a|an|our|this|next)(?:\s+[\w'’+-]+){1,6})",
    re.I,
)
_ENDS = re.compile(
    r"\s+(?:but|because|before|after|until|who|which|that|since|so|then|for|by|with|at|when|if|to|is|are|was|were|in|on)\b"
    r".*$",
    re.I,
)
_AND = re.compile(r"\s+(?:and|or)\b.*$", re.I)
# Words that show that a phrase is not for the customer's eyes, or is no thing that one talks about.
_UNFIT = re.compile(
    r"\b(?:he|she|they|him|her|his|their|them|i|me|my|you|your|manager|boss|wife|husband|lead|leads|client|customer|"
    r"prospect|deal|crm|ignore|disregard|forget|delete|drop|rules?|instructions?|prompt|system|password|secret|admin|"
    r"idiot|stupid|annoying|difficult|rude|cheap|problem|mail|email|call|message|time|note|lot|bit|few|while|look|"
    r"meeting|visit|offer|quote|discount|price|page|link|other|more)\b",
    re.I,
)
_INJECTION = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:rules?|instructions?|previous|above|everything|all)\b|"
    r"\b(?:delete|drop|erase|remove|export|send)\b.{0,20}\b(?:all|every|records?|leads|contacts|data|table|password)\b|"
    r"system prompt|https?:|www\.|[<>{}\[\]|`\\]",
    re.I,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b")
_REPLY = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|tr|sv)\s*:\s*)+", re.I)


def topics_in(text: str, titles: tuple[str, ...] = ()) -> list[str]:
    """What the text is about, two things at most, in the order in which it says them.

    `titles`: names, such as that of a course, which may be said as they are.
    """
    if _INJECTION.search(text):
        return []
    found: dict[str, tuple[int, int]] = {}
    for start, end, words in sorted(_places(text, titles), key=lambda place: (place[0], -place[1])):
        if words not in found and all(end <= first or start >= last for first, last in found.values()):
            found[words] = (start, end)
    return list(found)[:MOST_TOPICS]


def about(text: str, titles: tuple[str, ...] = ()) -> str:
    """` about the price and the dates`, or nothing."""
    topics = topics_in(text, titles)
    return f" about {listed(topics)}" if topics else ""


def subject_words(title: str) -> str:
    """A subject or title that may be named in a mail, without `Re:`; empty where it is none to be repeated."""
    words = one_line(_REPLY.sub("", title), MOST_SUBJECT)
    return "" if says_nothing(words) or _INJECTION.search(title) else words


def _places(text: str, titles: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    for title in titles:
        at = text.lower().find(title.lower()) if title else -1
        if at >= 0:
            yield at, at + len(title), title
    for found in _DAY_CLASSES.finditer(text):
        words = " ".join(found[0].lower().split())
        yield found.start(), found.end(), f"the {_with_weekdays(words)}"
    for pattern, words in _TOPICS:
        named = pattern.search(text)
        if named:
            yield named.start(), named.end(), words
    for found in _ABOUT.finditer(text):
        phrase = _plain(found[1])
        if phrase and not _UNFIT.search(phrase):
            yield found.start(1), found.start(1) + len(phrase), phrase


def _plain(words: str) -> str:
    """As much of the words as belongs together; empty where that is no more than an article."""
    phrase = " ".join(words.split())
    if "between" not in phrase.lower():
        phrase = _AND.sub("", _ENDS.sub("", phrase))
    phrase = phrase[0].lower() + phrase[1:]
    return _with_weekdays(phrase) if " " in phrase else ""


def _with_weekdays(words: str) -> str:
    """As weekdays are written, however somebody in a hurry wrote them."""
    return _WEEKDAY.sub(lambda found: found[0].capitalize(), words)
