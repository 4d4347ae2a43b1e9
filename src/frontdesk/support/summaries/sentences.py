"""Which sentences of a text carry the most: greetings and thanks are left out, and nothing is said twice.

A sentence weighs what its words weigh: a word counts by how often the conversation comes back to it, numbers and codes
count more, words of any trouble (problem, issue, help) less. Questions, wishes and what does not work count on top.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontdesk.language.words import terms
from frontdesk.support.summaries.asking import asks_nothing
from frontdesk.support.summaries.facts import masked

LONGEST = 220
# Of a longer message its beginning and its end are read, where people say what they want.
BEGINNING, END = 2_000, 1_000
_SAME = 0.6
# A sentence that weighs less than this share of the best one is left out.
_LEAST = 0.3
_END = re.compile(
    r"(?<!\bno\.)(?<!\bnr\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bmr\.)(?<!\bmrs\.)(?<!\bdr\.)(?<=[.!?…])\s+|\n+",
    re.IGNORECASE,
)
# Many write without a full stop: a long sentence is parted where another one begins in it.
LONG = 140
_JOINT = re.compile(
    r"(?:\s*[,;]\s*|\s+)(?:and|but|so|because|then|or)\s+(?=(?:i|it|we|you|they|he|she|now|then|can|could|please|my|the"
    r"|this|that|there|nothing|nobody|when|if|yesterday|today)\b)",
    re.IGNORECASE,
)
# What people say before they say something.
_OPENING = re.compile(
    r"^\W*(?:(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|greetings)\b"
    r"(?: (?:there|all|team|everyone|again|sir|madam|folks|guys|support|sir or madam|[A-Z][a-z]+))*"
    r"|(?:ok|okay|thanks|thank you|please|well|so|um|sorry)\b)\s*[,.!:;\u2013-]+\s*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\b(?:i|we)(?: (?:want|need|would like|wish)|['\u2019]d like)\b"
    r"|\b(?:please|refund|cancel|replace|send me|tell me|how (?:do|can|to)|(?:can|could) (?:you|i|we))\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"n['\u2019]t\b|\b(?:not|never|no longer|error|fail\w*|crash\w*|broken|wrong|missing|twice|late|lost|stuck|"
    r"declined|still|cannot|cant|wont|dont|doesnt|didnt|isnt|wasnt|charged|blank|denied|rejected)\b",
    re.IGNORECASE,
)
# Whom somebody wants to speak with says nothing of what about.
_FOR_A_PERSON = re.compile(
    r"\b(?:talk|speak|chat|connect|transfer|put)\w*\b.*\b(?:human|person|agent|representative|manager|supervisor|someone"
    r"|somebody|operator|staff|anybody|anyone)\b",
    re.IGNORECASE,
)
_LIGHT = frozenset(
    terms(
        "thing problem issue question help need want know try tell look day time way lot bit people someone something"
        " anything really actually still never even please would like say think good bad make use work"
    )
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of message `seq`. `weight` says how much it matters who said it, and when."""

    text: str
    seq: int = 0
    weight: float = 1.0


def sentences_of(text: str, seq: int = 0, weight: float = 1.0) -> list[Sentence]:
    """The sentences of a text that say something."""
    if len(text) > BEGINNING + END:
        text = f"{text[:BEGINNING]}\n{text[-END:]}"
    pieces = (_OPENING.sub("", piece.strip()) for whole in _END.split(masked(text)) for piece in _clauses(whole))
    return [Sentence(piece, seq, weight) for piece in pieces if terms(piece) and not asks_nothing(piece)]


def _clauses(sentence: str) -> list[str]:
    return _JOINT.split(sentence) if len(sentence) > LONG else [sentence]


def most_telling(
    sentences: Sequence[Sentence], most: int, about: str = "", *, wish_first: bool = False
) -> list[Sentence]:
    """At most so many of them, in their order; none says what another does, and none says next to nothing.

    `about`: what they are to be about. `wish_first`: one of them is to ask for something, where any does.
    """
    words = [frozenset(terms(sentence.text)) for sentence in sentences]
    scores = _scores(sentences, words, frozenset(terms(about)))
    best_first = sorted(range(len(sentences)), key=lambda at: (-scores[at], at))
    wish = next((at for at in best_first if _asks(sentences[at].text)), None) if wish_first else None
    best_first.sort(key=lambda at: at != wish)
    least = _LEAST * max(scores, default=0.0)
    chosen: list[int] = []
    for at in best_first:
        weighs_enough = at == wish or scores[at] >= least
        if len(chosen) < most and weighs_enough and not any(_alike(words[at], words[one]) for one in chosen):
            chosen.append(at)
    return [sentences[at] for at in sorted(chosen)]


def shortened(text: str, longest: int = LONGEST) -> str:
    """One line, cut at a word, without numbers of payment cards."""
    line = " ".join(masked(text).split())
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0].rstrip(',;:')}…"


def quoted(texts: Iterable[str], longest: int = LONGEST) -> str:
    """The texts in quotation marks, one after the other."""
    return " ".join(
        f"\N{LEFT DOUBLE QUOTATION MARK}{shortened(t, longest)}\N{RIGHT DOUBLE QUOTATION MARK}" for t in texts
    )


def _scores(sentences: Sequence[Sentence], words: Sequence[frozenset[str]], wanted: frozenset[str]) -> list[float]:
    counts = Counter(word for each in words for word in each)
    scored = zip(sentences, words, strict=True)
    return [sentence.weight * _score(sentence.text, each, counts, wanted) for sentence, each in scored]


def _score(text: str, words: frozenset[str], counts: Counter[str], wanted: frozenset[str]) -> float:
    carried = sum(_weight(word, counts[word]) for word in words) / math.sqrt(len(words) + 3)
    return carried + (1.0 if _asks(text) else 0.0) + (1.0 if _FAILS.search(text) else 0.0) + len(words & wanted)


def _asks(text: str) -> bool:
    return _ASKS.search(text) is not None and not _FOR_A_PERSON.search(text)


def _weight(word: str, count: int) -> float:
    if word in _LIGHT:
        return 0.25
    return (1.6 if any(map(str.isdigit, word)) else 1.0) * (1 + math.log(count))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME * min(len(one), len(other))
