"""What may be somebody's own name, and what only looks like one."""

import re

from frontdesk.language.words import STOPWORDS

LONGEST_NAME = 60
_LETTERS = r"[^\W\d_]"
# A part of a name: letters, with points, hyphens and apostrophes inside ("O'Neil", "J.R.", "Jean-Luc").
PART = rf"{_LETTERS}(?:{_LETTERS}|[.'-](?={_LETTERS})){{0,29}}"
_PART = re.compile(PART)
# What stands small inside a name: "Ana de la Cruz".
_PARTICLES_BEHIND = re.compile(
    r"(?:(?:de|la|da|do|dos|das|del|di|du|van|von|der|den|zu|bin|al|el|ter) ){1,3}(?=[^\W\d_])"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Where a name that is written small ends: "my name is ana and i need …".
BREAKS = _words(
    """and but from with here at i i'm im my we our can could please so who because since to for on in calling speaking
    writing the a an is was also or by thanks thank you are have need want would will not it this that"""
)
_NO_NAMES = STOPWORDS | _words(
    """long short wrong right missing incorrect correct misspelt different hard difficult unusual common taken available
    visible unknown empty blank invalid valid mud none anonymous private secret confidential important irrelevant
    sorry afraid sure happy sad angry fine good great ok okay new unable back ready busy confused curious late stuck 
    lost glad aware well sick ill tired currently still unsure able free done old young home alone online offline keen
    admin administrator owner manager customer user member student teacher developer engineer ceo cto cfo pro premium
    basic customers users nobody someone somebody anyone everyone myself yours mine monday tuesday wednesday thursday
    friday saturday sunday today tomorrow yesterday january february april june july august september october november
    december asap later soon anytime maybe crazy stupid back desperate

    american british english scottish welsh irish french german spanish italian portuguese dutch belgian swiss austrian
    polish czech slovak hungarian romanian bulgarian greek turkish russian ukrainian swedish danish norwegian finnish
    icelandic indian pakistani bangladeshi nepali chinese japanese korean vietnamese thai indonesian malaysian filipino
    australian canadian mexican brazilian argentinian chilean colombian peruvian african nigerian kenyan egyptian
    moroccan israeli iranian iraqi syrian lebanese arab european asian muslim christian jewish hindu buddhist catholic
    vegan vegetarian diabetic pregnant"""
)
_ENDINGS = ("ed", "ing", "ly")
_NAMES_WITH_ENDINGS = _words(
    "fred ed ted ned jed jared alfred wilfred manfred winifred ahmed mohammed mohamed muhammed hamed sterling ming ling"
    " jing ying ping kimberly emily lily molly polly billy sally holly carly kelly shelly elly milly willy ally nelly"
)


def name_of(text: str, *, written_small: bool) -> str | None:
    """The name that `text` begins with: up to four parts with a capital, or two where all is written small.

    None where that is no name, or what stands behind it says otherwise.
    """
    parts, end = _parts(text, written_small)
    name = text[:end]
    most = 2 if written_small else 4
    if (
        all(part.casefold() in _TITLES for part in parts)
        or len(parts) > most
        or len(name) > LONGEST_NAME
        or not all(map(_may_name, parts))
    ):
        return None
    behind = text[len(name) :]
    if behind[:1] not in ("", " ", ".", ",", ";", "!", ")", "-", ":") or behind.lstrip().startswith("?"):
        return None
    if written_small and not _breaks_off(behind):
        return None
    return name.title() if written_small or name.isupper() else name


def _parts(text: str, written_small: bool) -> tuple[list[str], int]:
    """The parts of the name, and where it ends."""
    parts: list[str] = []
    at = end = 0
    while found := _PART.match(text, at):
        part = found[0]
        if not written_small and parts and (small := _PARTICLES_BEHIND.match(text, at)):
            at = small.end()
            continue
        if not _goes_on(part, written_small) or (written_small and part in BREAKS):
            break
        parts.append(part)
        end = found.end()
        at = end + (1 if part.casefold() in _TITLES and text[end : end + 1] == "." else 0)
        if text[at : at + 1] != " ":
            break
        at += 1
    return parts, end


def _goes_on(part: str, written_small: bool) -> bool:
    """Whether a name goes on with this word. Scripts without capitals count as written with them."""
    return written_small or part[0].upper() == part[0]


def _may_name(part: str) -> bool:
    word = part.casefold()
    if word in _NO_NAMES:
        return False
    return not word.endswith(_ENDINGS) or word in _NAMES_WITH_ENDINGS


def _breaks_off(behind: str) -> bool:
    following = behind.split(maxsplit=1)
    return behind[:1] != " " or not following or following[0].strip(".,;!") in BREAKS


def first_name(name: str) -> str:
    """How a person of that name is addressed: by the first part, unless that is a title or a letter."""
    first = name.split()[0]
    return name if len(first.strip(".")) < 2 or first.strip(".").casefold() in _TITLES else first


_TITLES = _words("mr mrs ms miss mx dr prof professor sir madam herr frau mme monsieur señor señora doctor")
