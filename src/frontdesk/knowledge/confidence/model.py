"""From what a search saw to the probability that its best passages answer the question.

A logistic regression over a few features, fitted by scripts/fit_confidence.py on invented domains; its numbers are in
`coefficients.json`. A bot's own calibration moves it, so that one limit suits every bot.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

from frontdesk.knowledge.confidence.calibration import Calibration

# Mean similarity of an ordinary question to passages that do not answer it; for bots that hold nothing to compare.
ORDINARY_COMMONNESS = 0.15
# Below these a score or a lead says no less than at them.
LEAST_SCORE = 0.05
LEAST_LEAD = 0.01
# The score needed is found to within a ten-thousandth.
HALVINGS = 14


@dataclass(frozen=True)
class Evidence:
    """What a search saw; similarities, about 0 to 1.

    `score` of the best passage. `runner_up`: score of the third of those that say something different: two passages may
    well both answer, three seldom do. `commonness`: mean similarity of the question to all else that the bot knows.
    """

    score: float
    runner_up: float
    commonness: float

    @classmethod
    def of(
        cls, score: float, meaning: float, runners_up: Sequence[float], mean_meaning: float, passages: int
    ) -> "Evidence":
        """`meaning`: of the best passage, `runners_up`: scores of other passages, falling, `mean_meaning`: over all."""
        rest = (mean_meaning * passages - meaning) / (passages - 1) if passages > 1 else ORDINARY_COMMONNESS
        return cls(score, runners_up[1] if len(runners_up) > 1 else max(rest, 0.0), rest)

    @property
    def features(self) -> dict[str, float]:
        """Logarithms of score and lead: from .3 to .5 says more than from .7 to .9."""
        return {
            "log_score": math.log(max(self.score, LEAST_SCORE)),
            "log_lead": math.log(max(self.score - self.runner_up, LEAST_LEAD)),
            "commonness": self.commonness,
        }


class ConfidenceModel:
    """The fitted regression. Safe to share."""

    def __init__(self, coefficients: Mapping[str, Any]):
        self._intercept = float(coefficients["intercept"])
        self._weights = {name: float(weight) for name, weight in coefficients["weights"].items()}
        self._usual_logit = float(coefficients["usual_logit"])
        self._shift_share = float(coefficients["shift_share"])

    @classmethod
    def shipped(cls) -> "ConfidenceModel":
        text = resources.files(__package__).joinpath("coefficients.json").read_text()
        return cls(json.loads(text))

    def logit(self, evidence: Evidence) -> float:
        """Before the bot's calibration."""
        features = evidence.features
        return self._intercept + sum(weight * features[name] for name, weight in self._weights.items())

    def shift_for(self, left_out_logit: float) -> float:
        """Shift of a bot on whose own questions, their entries left out, this is the median logit."""
        return self._shift_share * (self._usual_logit - left_out_logit)

    def probability(self, evidence: Evidence, calibration: Calibration) -> float:
        """0 to 1, rising with the score of the best passage."""
        return 1 / (1 + math.exp(-self.logit(evidence) - calibration.shift))

    def score_needed(self, evidence: Evidence, calibration: Calibration, confidence: float) -> float:
        """The score that the best passage would need for this confidence, all else as it is; 0 to 1."""
        low, high = 0.0, 1.0
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if self.probability(replace(evidence, score=middle), calibration) < confidence:
                low = middle
            else:
                high = middle
        return high
