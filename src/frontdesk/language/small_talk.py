"""Recognises greetings, thanks and goodbyes that say nothing else."""

from __future__ import annotations

import re

from frontdesk.language.labels import SmallTalk
from frontdesk.language.words import folded

LONGEST_IN_WORDS = 14

# What makes a message small talk of its kind, tried in this order: "Thanks, bye" is a goodbye.
_CORES = {
    SmallTalk.GOODBYE: """
        bye, bye bye, goodbye, good bye, good night, goodnight, see you, see ya, cya, talk later, talk soon, ttyl,
        talk to you later, talk to you soon, speak soon, catch you later, catch you around, take care, farewell,
        so long, until next time, ciao, adios, au revoir, later, cheerio, ta ta, have a nice, have a good,
        have a great, have a lovely, have a wonderful, enjoy your, that's all, thats all, that is all,
        that will be all, that would be all, that'll be all, nothing else, signing off, gotta go, got to go,
        have to go, going now, best regards, kind regards, regards, nice talking, good talking, great talking,
        nice chatting, good chatting, great chatting, nice to talk, good to talk, great to talk, nice to chat,
        good to chat, great to chat, nice speaking, good speaking, great speaking, nice to speak, good to speak,
        great to speak, pleasure talking, pleasure to talk, enjoyed talking, enjoyed chatting, got to talk, great talk,
        great chat, nice chat, good chat, nice talk, good talk
    """,
    SmallTalk.THANKS: """
        thanks, thank, thank you, thankyou, thank u, thx, thnx, tnx, tks, ty, tysm, cheers, ta, appreciate, appreciated,
        apprecaite, appeciate, grateful, thankful, obliged, merci, gracias, danke, dhanyavad, shukriya, god bless,
        bless you, big help, great help, very helpful, so helpful, was helpful, that helped, that helps, you helped,
        good job, great job, well done, nice work, great work, you're the best, you are the best, you rock
    """,
    SmallTalk.GREETING: """
        hi, hello, hey, hiya, heya, hallo, hullo, helo, hellow, howdy, yo, ahoy, greetings, namaste, namaskar, hola,
        bonjour, salaam, salam, vanakkam, g'day, gday, good morning, good afternoon, good evening, good day, morning,
        afternoon, evening, how are you, how r u, how are things, how's everything, hows everything, how is everything,
        how is it going, how's it going, hows it going, how goes it, how do you do, how have you been, how's your day,
        how're you, what's up, whats up, wassup, sup, what's new, whats new, nice to meet you, pleased to meet you,
        nice to see you, good to see you, dear sir or madam, dear sir, dear madam, dear team, to whom it may concern,
        are you ok, are you okay, are you well, are you doing
    """,
}
# They may stand beside small talk and add nothing to it.
_FILLER_TEXT = """
    ok okay k great perfect super cool nice awesome wonderful brilliant excellent lovely good fine
    alright all right well oh ah yes yeah yep no nope sure got it there here everyone everybody folks
    guys team support sir madam ma'am maam mate friend dear my bot assistant robot ai again so very much
    a an lot bunch million ton many really indeed too you your you're youre you've youve and now for
    then today tonight this that the to both please lol haha x i i'm im am me we us was were is are been
    have has had be it's its of with at ever just want wanted would i'd like say must such truly help
    helping helped answer answers reply response info information assistance assisting time trying
    service patience effort everything quick fast kind kindness helpful chat chatting talking talk
    speaking speak conversation pleasure enjoyed glad happy day evening night morning afternoon weekend
    week rest ahead doing feeling going things fellow as always soon best huge big one letting know
    answering question giving gave providing efforts seeing take easy
"""


def _alternatives(phrases: str) -> str:
    entries = {" ".join(phrase.split()) for phrase in phrases.split(",")}
    return "|".join(re.escape(phrase) for phrase in sorted(entries, key=len, reverse=True))


_CORE_PATTERNS = {
    kind: re.compile(rf"(?<![\w'])(?:{_alternatives(phrases)})(?![\w'])") for kind, phrases in _CORES.items()
}
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_FILLER_WORDS = frozenset(_FILLER_TEXT.split())


def small_talk(text: str) -> SmallTalk:
    """The kind of a message that consists of small talk alone, otherwise NONE.

    "Thanks for your help, bye" is a goodbye; "Hi, where is my parcel?" is a question and no greeting. One name
    may stand after a greeting ("Hi Anna").
    """
    plain = folded(text)
    rest = plain
    kind = SmallTalk.NONE
    for candidate, pattern in _CORE_PATTERNS.items():
        rest, count = pattern.subn(" ", rest)
        if count and kind is SmallTalk.NONE:
            kind = candidate
    if kind is SmallTalk.NONE or len(_WORD.findall(plain)) > LONGEST_IN_WORDS:
        return SmallTalk.NONE
    left = [word for word in _WORD.findall(rest) if word not in _FILLER_WORDS]
    return kind if not left or (kind is SmallTalk.GREETING and _is_name(left, text)) else SmallTalk.NONE


def _is_name(left: list[str], text: str) -> bool:
    """The single word left over is written as a name and ends the greeting."""
    return len(left) == 1 and re.search(rf"{re.escape(left[0].capitalize())}\W*$", text) is not None
