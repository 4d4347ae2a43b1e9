"""Answers: writing a draft from passages. The local engine extracts; a language model can take its place.

Whoever writes, the draft names the passages that its facts come from, and nothing else may be stated as fact.
"""

import re
from dataclasses import dataclass
from typing import Protocol

from frontdesk.knowledge.search import SearchResult
from frontdesk.language.words import terms
from frontdesk.support.state import Draft, Finding

# Longer passages are cut down to the sentences that matter.
WHOLE_PASSAGE = 900
# More questions than this at once are not looked for: a crowd of them is no question.
MOST_PARTS = 8
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'(])")


@dataclass(frozen=True)
class AnswerRequest:
    """What a writer gets: the parts of the question with what was found, and the tone to write in."""

    findings: tuple[Finding, ...]
    limit: float
    also: str


class AnswerWriter(Protocol):
    """Writes a draft, or None where nothing that was found answers."""

    engine: str

    async def write(self, request: AnswerRequest) -> Draft | None: ...


class LocalAnswerWriter:
    """Takes the answer from the best passage of each part of the question, word for word."""

    engine = "local"

    async def write(self, request: AnswerRequest) -> Draft | None:
        cited: list[SearchResult] = []
        texts: list[str] = []
        for finding in request.findings:
            best = finding.outcome.results[0] if finding.outcome.results else None
            if best is None or finding.outcome.confidence < request.limit or _holds(cited, best):
                continue
            texts.append(f"{extract(best.content, finding.text)} [{len(cited) + 1}]")
            cited.append(best)
        if not cited:
            return None
        return Draft(f"\n\n{request.also} ".join(texts), tuple(cited))


def _holds(cited: list[SearchResult], result: SearchResult) -> bool:
    return any(other.id == result.id for other in cited)


def extract(content: str, question: str) -> str:
    """The passage itself when it is short, else the sentences in a row that share most words with the question."""
    content = content.strip()
    if len(content) <= WHOLE_PASSAGE:
        return content
    sentences = _SENTENCE_END.split(content)
    wanted = set(terms(question))
    shares = [len(wanted & set(terms(sentence))) for sentence in sentences]
    start = max(range(len(sentences)), key=lambda at: (sum(shares[at : at + 2]), -at))
    chosen: list[str] = []
    length = 0
    for sentence in sentences[start:]:
        if chosen and length + len(sentence) > WHOLE_PASSAGE:
            break
        chosen.append(sentence)
        length += len(sentence)
    return " ".join(chosen)[: 2 * WHOLE_PASSAGE]


def parts_of(messages: tuple[str, ...]) -> tuple[str, ...]:
    """The questions in the messages, at most eight: each message, and each question mark, closes one.

    What stands before a question without a mark of its own belongs to that question.
    """
    parts: list[str] = []
    for message in messages:
        pieces = re.split(r"(?<=\?)\s+", message.strip())
        parts.extend(_with_followers(pieces))
    return tuple(part for part in parts if terms(part))[:MOST_PARTS] or (" ".join(messages).strip(),)


def _with_followers(pieces: list[str]) -> list[str]:
    """A last piece that asks nothing ("Thanks", a detail) goes with the question before it."""
    if len(pieces) > 1 and not pieces[-1].endswith("?"):
        return [*pieces[:-2], f"{pieces[-2]} {pieces[-1]}"]
    return pieces
