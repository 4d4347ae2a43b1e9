"""Answers: writing a draft from passages. The local engine extracts; a language model can take its place.

Whoever writes, the draft names the passages that its facts come from, and nothing else may be stated as fact.
"""

import re
from dataclasses import dataclass
from typing import Protocol

from frontdesk.knowledge.enclosed import KIND as ENCLOSED
from frontdesk.knowledge.search import SearchResult
from frontdesk.language.words import terms
from frontdesk.support.state import Draft, Finding

# Longer passages are cut down to the sentences that matter.
WHOLE_PASSAGE = 900
# Of a file that came with the question only the place that answers is quoted.
SHORT_EXCERPT = 400
# More questions than this at once are not looked for: a crowd of them is no question.
MOST_PARTS = 8
_LINE_OR_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'(])|\n+")
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
            cited.append(best)
            texts.append(f"{_said(best, finding.text)} [{len(cited)}]")
        if not cited:
            return None
        return Draft(f"\n\n{request.also} ".join(texts), tuple(cited))


def _said(best: SearchResult, question: str) -> str:
    """The passage; what a file of the customer's own says is told as that file's words."""
    if best.kind != ENCLOSED:
        return extract(best.content, question)
    place = best.title if best.page is None else f"{best.title}, page {best.page}"
    return f"{place}: {excerpt(best.content, question)}"


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


def excerpt(content: str, question: str) -> str:
    """The lines or sentences in a row, some 400 characters, that hold most of the question's words."""
    content = content.strip()
    if len(content) <= SHORT_EXCERPT:
        return content
    ends = [*(found.start() for found in _LINE_OR_SENTENCE_END.finditer(content)), len(content)]
    starts = [0, *(found.end() for found in _LINE_OR_SENTENCE_END.finditer(content))]
    wanted = set(terms(question))
    windows = [content[start : _window_end(start, ends)] for start in starts]
    return max(windows, key=lambda window: len(wanted & set(terms(window))))[: 2 * SHORT_EXCERPT]


def _window_end(start: int, ends: list[int]) -> int:
    """The last end within reach, or the first one behind `start`."""
    return max((end for end in ends if start < end <= start + SHORT_EXCERPT), default=min(e for e in ends if e > start))


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
