"""Fits the confidence model on the invented domains that ship with it, and writes its coefficients.

    python scripts/fit_confidence.py            prints how well it does on domains left out of the fit
    python scripts/fit_confidence.py --write    also writes src/frontdesk/knowledge/confidence/coefficients.json

Each domain is one bot, and again with two thirds of its FAQs, three times over: what was asked of the others then
has no answer. Some bots know several domains, so that the fit sees large bots too. One domain after the other is left
out and judged by what was fitted on the bots without it.
"""

import argparse
import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from frontdesk.knowledge.bot_calibration import left_out
from frontdesk.knowledge.confidence import ConfidenceModel, Evidence
from frontdesk.knowledge.index_repository import Sample, UnindexedPassage
from frontdesk.knowledge.indexing import combined, texts_of
from frontdesk.knowledge.search import WORDS_WEIGHT
from frontdesk.knowledge.term_weights import QuestionWords, passage_words
from frontdesk.language.embedding import LocalEmbedder

FOLDER = Path(__file__).parents[1] / "src/frontdesk/knowledge/confidence"
RIDGE = 3.0
SHIFT_SHARE = 0.75
MIXED_SIZES = (2, 2, 2, 2, 2, 2, 3, 3, 3, 4)
# Questions of other domains that each bot is asked besides.
STRAY = 10
STRAYED = -2
# Of live questions a third have no answer; the fit is weighted so.
UNANSWERABLE = 1 / 3
# The raw probability at which answering rightly and refusing rightly are in balance becomes this confidence.
OPERATING_POINT = 0.6


@dataclass(frozen=True)
class Case:
    """One question asked of one bot: what the search saw, whether it has an answer there, whether that came first.

    `is_stray`: it belongs to no company of this kind. The fit learns from such questions too; the operating
    point is set on the others, which are harder to tell from those that have an answer.
    """

    evidence: Evidence
    is_answerable: bool
    is_right: bool
    is_stray: bool


@dataclass(frozen=True)
class Trial:
    """One bot with the questions asked of it. `sample`, `asked`: what its calibration looks at."""

    domains: set[str]
    cases: Sequence[Case]
    sample: Sample
    asked: NDArray[np.float32]


class Texts:
    """Vectors of texts, each computed once."""

    def __init__(self) -> None:
        self._embedder = LocalEmbedder()
        self._known: dict[str, NDArray[np.float32]] = {}

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        missing = sorted(set(texts) - self._known.keys())
        self._known.update(zip(missing, self._embedder.embed(missing), strict=True))
        return np.array([self._known[text] for text in texts])


def trials(texts: Texts) -> list[Trial]:
    domains = [yaml.safe_load(path.read_text()) for path in sorted((FOLDER / "domains").glob("*.yaml"))]
    found = []
    for domain in domains:
        faqs, questions = domain["faqs"], asked_of(domain, 0) + stray(domains, {domain["name"]})
        everything = list(range(len(faqs)))
        found.append(trial({domain["name"]}, faqs, everything, questions, texts))
        for seed in (1, 2, 3):
            kept = sorted(random.Random(seed).sample(everything, round(len(faqs) * 2 / 3)))
            found.append(trial({domain["name"]}, faqs, kept, questions, texts))
    dice = random.Random(5)
    return found + [mixed(dice.sample(domains, size), dice, texts) for size in MIXED_SIZES]


def mixed(domains: Sequence[dict[str, Any]], dice: random.Random, texts: Texts) -> Trial:
    """A bot that knows three quarters of what several domains know."""
    faqs: list[dict[str, Any]] = []
    questions: list[tuple[str, int]] = []
    for domain in domains:
        questions += asked_of(domain, len(faqs))
        faqs += domain["faqs"]
    kept = sorted(dice.sample(range(len(faqs)), round(len(faqs) * 3 / 4)))
    return trial({domain["name"] for domain in domains}, faqs, kept, questions, texts)


def stray(domains: Sequence[dict[str, Any]], own: set[str]) -> list[tuple[str, int]]:
    """Questions that belong elsewhere: some of other domains, and some that no company has an answer to."""
    others = [asked for domain in domains if domain["name"] not in own for asked, _ in asked_of(domain, 0)]
    chosen = random.Random(len(others)).sample(others, STRAY)
    anywhere = yaml.safe_load((FOLDER / "off_topic.yaml").read_text())
    return [(question, STRAYED) for question in (*chosen, *anywhere)]


def asked_of(domain: dict[str, Any], start: int) -> list[tuple[str, int]]:
    """Questions with the number of the FAQ that answers them, counted from `start`; -1 where none does."""
    answerable = [(asked, start + number) for number, faq in enumerate(domain["faqs"]) for asked in faq["asked"]]
    return answerable + [(question, -1) for question in domain["unanswerable"]]


def trial(
    domains: set[str], faqs: list[dict[str, Any]], kept: list[int], questions: list[tuple[str, int]], texts: Texts
) -> Trial:
    passages = [UnindexedPassage(n, "faq", faqs[n]["question"], faqs[n]["answer"], None) for n in kept]
    vectors = np.array([combined("faq", texts(texts_of(passage))) for passage in passages])
    words = [passage_words(passage.title, passage.content) for passage in passages]
    frequencies: dict[int, int] = {}
    for strengths in words:
        for number in strengths:
            frequencies[number] = frequencies.get(number, 0) + 1
    titles = [passage.title for passage in passages]
    cases = []
    for question, number in questions:
        weights = QuestionWords.of(question).weights(frequencies, len(passages))
        spoken = np.array([sum(weights[n] * held.get(n, 0.0) for n in weights) for held in words])
        best, evidence = seen(texts([question])[0], vectors, spoken)
        cases.append(Case(evidence, number in kept, kept[best] == number, number == STRAYED))
    return Trial(domains, cases, Sample(["faq"] * len(titles), titles, vectors), texts(titles))


def seen(vector: NDArray[np.float32], vectors: NDArray[np.float32], spoken: NDArray[Any]) -> tuple[int, Evidence]:
    """Row of the best passage, and what the search would say of it."""
    similarity = vectors @ vector
    meaning = np.maximum(similarity, 0)
    scores = meaning + WORDS_WEIGHT * spoken * (1 - meaning)
    best, *others = np.argsort(-scores, kind="stable")[:4]
    runners_up = [float(scores[row]) for row in others]
    mean = float(similarity.mean())
    return int(best), Evidence.of(float(scores[best]), float(meaning[best]), runners_up, mean, len(vectors))


def fit(found: Sequence[Trial]) -> dict[str, Any]:
    """Coefficients of the model: ridge logistic regression by Newton's method."""
    cases = [case for each in found for case in each.cases]
    names = list(cases[0].evidence.features)
    features = np.array([[case.evidence.features[name] for name in names] for case in cases])
    right = np.array([float(case.is_right) for case in cases])
    middle, spread = features.mean(axis=0), features.std(axis=0)
    beta = newton(np.c_[np.ones(len(cases)), (features - middle) / spread], right, case_weights(cases))
    weights = beta[1:] / spread
    return {
        "intercept": float(beta[0] - weights @ middle),
        "weights": dict(zip(names, map(float, weights), strict=True)),
    }


def newton(inputs: NDArray[Any], wanted: NDArray[Any], weights: NDArray[Any]) -> NDArray[Any]:
    """Coefficients [features] of a ridge logistic regression on `inputs` [cases, features]."""
    ridge = np.eye(inputs.shape[1]) * RIDGE
    ridge[0, 0] = 0
    beta: NDArray[Any] = np.zeros(inputs.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-inputs @ beta))
        slope = inputs.T @ (weights * (likely - wanted)) + ridge @ beta
        bend = (inputs.T * (weights * likely * (1 - likely))) @ inputs + ridge
        beta = beta - np.linalg.solve(bend, slope)
    return beta


def case_weights(cases: Sequence[Case]) -> NDArray[Any]:
    answerable = np.array([case.is_answerable for case in cases])
    share = answerable.mean()
    return np.asarray(np.where(answerable, (1 - UNANSWERABLE) / share, UNANSWERABLE / (1 - share)))


def with_usual(coefficients: dict[str, Any], found: Sequence[Trial]) -> dict[str, Any]:
    """Adds what an ordinary bot's own questions look like to the model."""
    model = ConfidenceModel({**coefficients, "usual_logit": 0.0, "shift_share": 0.0})
    usual = [left_out_logit(model, each) for each in found]
    return {**coefficients, "usual_logit": float(np.mean(usual)), "shift_share": SHIFT_SHARE}


def left_out_logit(model: ConfidenceModel, found: Trial) -> float:
    return float(np.median([model.logit(each) for each in left_out(found.sample, found.asked)]))


def judged(coefficients: dict[str, Any], found: Sequence[Trial]) -> tuple[NDArray[Any], list[Case]]:
    """Logit of every case, with the bots' own calibrations."""
    model = ConfidenceModel(coefficients)
    values: list[float] = []
    cases: list[Case] = []
    for each in found:
        shift = model.shift_for(left_out_logit(model, each))
        values += [model.logit(case.evidence) + shift for case in each.cases]
        cases += each.cases
    return np.array(values), cases


def rates(values: NDArray[Any], cases: Sequence[Case], limit: float) -> tuple[float, float]:
    """Share of the answerable that are answered rightly, and of the near-topic others that are refused."""
    answerable = np.array([case.is_answerable for case in cases])
    right = np.array([case.is_right for case in cases])
    stray = np.array([case.is_stray for case in cases])
    return float((right & (values >= limit)).sum() / answerable.sum()), float(
        (values < limit)[~answerable & ~stray].mean()
    )


def balance(values: NDArray[Any], cases: Sequence[Case]) -> float:
    """The logit at which both rates are highest together."""
    return float(max(np.linspace(-5, 5, 401), key=lambda limit: min(rates(values, cases, limit))))


def line(name: str, values: NDArray[Any], cases: Sequence[Case], limit: float) -> str:
    answered, refused = rates(values, cases, limit)
    return f"{name:22} answered {answered:.3f} refused {refused:.3f} at {1 / (1 + math.exp(-limit)):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write coefficients.json")
    arguments = parser.parse_args()
    found = trials(Texts())
    values: list[NDArray[Any]] = []
    cases: list[Case] = []
    for domain in sorted(set().union(*(each.domains for each in found))):
        rest = [each for each in found if domain not in each.domains]
        held = [each for each in found if each.domains == {domain}]
        held_values, held_cases = judged(with_usual(fit(rest), rest), held)
        limit = balance(held_values, held_cases)
        print(line(domain, held_values, held_cases, limit))
        values.append(held_values)
        cases += held_cases
    everything = np.concatenate(values)
    limit = balance(everything, cases)
    print(line("all, one limit", everything, cases, limit))
    coefficients = with_usual(fit(found), found)
    moved = math.log(OPERATING_POINT / (1 - OPERATING_POINT)) - limit
    coefficients["intercept"] += moved
    coefficients["usual_logit"] += moved
    if arguments.write:
        rounded = json.loads(json.dumps(coefficients), parse_float=lambda number: round(float(number), 4))
        (FOLDER / "coefficients.json").write_text(json.dumps(rounded, indent=2) + "\n")


if __name__ == "__main__":
    main()
